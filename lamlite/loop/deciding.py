"""A step's call: decided by the Caller, completed from what is known, fetched or asked where it is not, and checked."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace

from ..core import event as ev
from ..core.call import Ask, Call, NoCall, Reply
from ..core.context import Context, Observation
from ..core.limits import Limits
from ..core.plan import Step
from ..core.tool import Tool
from ..steps import Steps
from ..steps.fill import complete, offsets
from ..steps.implied import Implied, Means, Wanting, find
from ..steps.planner import insert
from ..steps.retriever import retrieve
from ..steps.state import Made, State
from ..steps.validator import check
from .answer import Answer


class Deciding:
    """Finds the call of one step after the other."""

    def __init__(self, steps: Steps, limits: Limits, state: State) -> None:
        self.steps, self.limits, self.state = steps, limits, state

    def make(self, step: Step) -> Generator[ev.Event, Answer, Made | None]:
        """A valid call for a step; None where there is none (yet)."""
        known = self.state.of(step.id)
        context = self.state.context(step, self.steps.context)
        reply: Reply
        if known.given is not None:
            reply = known.given
        elif known.ask is not None:
            reply, known.ask = known.ask, None
        else:
            reply = yield from self._first(step, context)
        while True:
            if known.rejected and not isinstance(reply, Call):
                known.status = "failed"  # with the note of the first failure, which says what is nearest
                return None
            if isinstance(reply, Ask):
                next_reply = yield from self._missing(step, reply)
                if next_reply is None:
                    return None
                reply = next_reply
            elif isinstance(reply, NoCall):
                yield ev.Refused(step.id, reply)
                known.status, known.nearest = "refused", reply.nearest
                known.note = f"Not done: “{step.task}”. {reply.reason}"
                if step.implied_by is not None:
                    self.state.drop(step)
                return None
            else:
                made = yield from self._valid(step, reply)
                if isinstance(made, Made):
                    return self._fresh(made)
                reply = made

    def _first(self, step: Step, context: Context) -> Generator[ev.Event, Answer, Reply]:
        shown = retrieve(self.steps.retriever, step.task, self.steps.registry.tools, self.limits)
        yield ev.Retrieved(step.id, tuple(tool.name for tool in shown.tools), shown.scores, shown.close)
        return self.steps.caller.call(step.task, shown.tools, context)

    def _missing(self, step: Step, ask: Ask) -> Generator[ev.Event, Answer, Reply | None]:
        """What to do about a missing value: fill it from what is known, fetch it, or ask. None: not now."""
        known, context = self.state.of(step.id), self.state.context(step, self.steps.context)
        tool = self._tool(ask)
        if tool is not None and ask.missing:
            reply = complete(ask, tool, self.state.known(step, context))
            if isinstance(reply, Call):
                return reply
            ask = reply if isinstance(reply, Ask) else ask
            if step.implied_by is not None:  # nobody asked for this step: what it was for is asked instead
                self.state.drop(step)
                return None
            if (yield from self._fetch(step, tool, ask)):
                return None
        answer = yield from self.ask(step, ask)
        if answer is None:
            known.status = "asked"
            return None
        name = ask.missing[0] if ask.missing else "answer"
        known.answers[name] = answer
        context = self.state.context(step, self.steps.context)
        if tool is not None and ask.missing:
            reply = complete(ask, tool, self.state.known(step, context))
            if isinstance(reply, Call) or (isinstance(reply, Ask) and name not in reply.missing):
                return reply
        shown = retrieve(self.steps.retriever, step.task, self.steps.registry.tools, self.limits)
        return self.steps.caller.call(step.task, shown.tools, context)

    def _fetch(self, step: Step, tool: Tool, ask: Ask) -> Generator[ev.Event, Answer, bool]:
        """Put calls in front that give the missing values."""
        state, known = self.state, self.state.of(step.id)
        context = state.context(step, self.steps.context)
        means = Means(self.steps.registry.tools, self.steps.caller, context, self.limits.implied)
        put = False
        for name in ask.missing:
            if name in known.tried:
                continue
            known.tried.add(name)
            number = max(one.id for one in state.plan.steps) + 1
            found = find(Wanting(step, tool, replace(ask, missing=(name,))), means, number)
            if found is not None:
                put = True
                self._put(step.id, found)
                yield ev.Replanned(state.plan, (), f"{found.name} gives the {name} that step {step.id} lacks.")
        known.ask = ask if put else None
        return put

    def _put(self, before: int, found: Implied) -> None:
        """Put an implicit step, and what gives it its own value, in front of the step that wants it."""
        self.state.plan = insert(self.state.plan, before, found.step)
        self.state.of(before).links[found.parameter] = found.reference
        own = self.state.of(found.step.id)
        if isinstance(found.reply, Ask):
            own.ask = found.reply
        else:
            own.given = found.reply
        if found.before is not None:
            self._put(found.step.id, found.before)

    def ask(self, step: Step, ask: Ask) -> Generator[ev.Event, Answer, str | None]:
        """The user's answer, or None, which ends the run."""
        answer = None
        if self.state.questions < self.limits.questions:
            self.state.questions += 1
            sent = yield ev.Asked(step.id, ask)
            answer = sent.strip() or None if isinstance(sent, str) else None
            yield ev.Answered(step.id, answer)
        if answer is None:
            self.state.question = ask.question
            return None
        numbered = {str(number): choice for number, choice in enumerate(ask.choices, 1)}
        named = {choice.casefold(): choice for choice in ask.choices}
        return named.get(answer.casefold()) or numbered.get(answer) or answer

    def guess(self, step: Step, results: Mapping[int, Observation]) -> Made | None:
        """The call of a later step if all goes as planned, without a word to anyone; None where it is not known."""
        context = self.state.context(step, self.steps.context, results)
        shown = retrieve(self.steps.retriever, step.task, self.steps.registry.tools, self.limits)
        reply = self.steps.caller.call(step.task, shown.tools, context)
        tool = self._tool(reply)
        if tool is None:
            return None
        known = self.state.known(step, context)
        if isinstance(reply, Ask):
            reply = complete(reply, tool, known)
        if not isinstance(reply, Call):
            return None
        reply = offsets(reply, tool, known)
        if not isinstance(reply, Call):
            return None
        checked = check(reply, tool, context)
        return None if checked.violations else Made(step, tool, checked.call)

    def _tool(self, reply: Reply) -> Tool | None:
        call = reply if isinstance(reply, Call) else reply.call if isinstance(reply, Ask) else None
        return self.steps.registry.find(call.name) if call else None

    def _valid(self, step: Step, call: Call) -> Generator[ev.Event, Answer, Made | Reply]:
        """The call, checked; or another reply, with the value that does not fit masked out."""
        context = self.state.context(step, self.steps.context)
        tool = self.steps.registry.get(call.name)
        counted = offsets(call, tool, self.state.known(step, context))
        if isinstance(counted, Ask):
            return counted
        call = counted
        yield ev.Called(step.id, call)
        checked = check(call, tool, context)
        if not checked.violations:
            return Made(step, tool, checked.call)
        name = checked.violations[0].pointer.strip("/").split("/")[0]
        known = self.state.of(step.id)
        if name in call.arguments and name not in known.tried and known.given is None:
            known.tried.add(name)
            masked = replace(context, rejected={**context.rejected, name: (call.arguments[name],)})
            shown = retrieve(self.steps.retriever, step.task, self.steps.registry.tools, self.limits)
            reply = self.steps.caller.call(step.task, shown.tools, masked)
            if reply != call:
                return reply
        return NoCall(f"The call could not be made valid: {checked.fault}", (call.name,))

    def _fresh(self, made: Made) -> Made | None:
        """The call, unless it is one that went wrong in this run already."""
        if made.key not in self.state.failed:
            return made
        self.state.of(made.step.id).status = "failed"
        return None
