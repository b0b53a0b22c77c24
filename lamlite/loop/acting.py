"""What happens to calls that are decided: the policy's word, the user's, the tools' results, the critic's verdict."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Any

from ..core.call import Ask, Call
from ..core.context import Observation
from ..core.decision import Decision, Verb
from ..core.event import Called, Decided, Event, Executed, Judged, NeedsConfirmation, Permitted, Replanned
from ..core.limits import Limits
from ..core.tool import Effect
from ..steps import Steps
from ..steps.answer import told
from ..steps.critic import Verdict, judge
from ..steps.executor import planned
from ..steps.fill import answered
from ..steps.inverse import inverse
from ..steps.repetition import left_out
from ..steps.result import Result
from ..steps.state import Made, State
from ..steps.validator import check
from .answer import Answer, Events
from .deciding import Deciding

_AGAIN = "It was denied before in this run."


class Acting:
    """Has calls permitted and run."""

    def __init__(self, steps: Steps, limits: Limits, state: State, deciding: Deciding) -> None:
        self.steps, self.limits, self.state, self.deciding = steps, limits, state, deciding

    # Permission

    def permit(self, made: Sequence[Made]) -> Generator[Event, Answer, list[Made]]:
        """Those of the calls that may run. What has to be asked is asked at once."""
        decided = [self._decided(one) for one in made]
        for one in decided:
            yield Decided(one.step.id, one.call, one.decision or Decision(Verb.DENY))
        asked = [one for one in decided if self._verb(one) is Verb.ASK and not self.steps.dry]
        allowed = (yield from self._confirm(asked, decided)) if asked else False
        permitted = []
        for one in decided:
            verb, reason = self._verb(one), one.decision.reason if one.decision else ""
            if verb is Verb.ASK and not self.steps.dry:
                verb = Verb.ALLOW if allowed else Verb.DENY
                reason = f"The user {'allowed' if allowed else 'did not allow'} it."
            if verb is Verb.DENY:
                yield from self._deny(one, reason)
                continue
            if not self.steps.dry:
                self.state.running.append(one.step.id)
                yield Permitted(one.step.id, one.call, True, reason)
            permitted.append(one)
        return permitted

    def _decided(self, made: Made) -> Made:
        """The call with the policy's word on it, made stricter where there is reason to."""
        decision = self.steps.policy.decide(made.tool, made.call, self.steps.sets)
        if made.key in self.state.denied:
            decision = Decision(Verb.DENY, _AGAIN, "this run")
        elif made.key in self.state.confirmed and decision.verb is Verb.ASK:
            decision = Decision(Verb.ALLOW, "The user allowed it.", decision.rule)
        elif decision.verb is not Verb.DENY and made.key not in self.state.confirmed and (lost := _lost(made)):
            decision = Decision(Verb.ASK, f"{lost} {decision.reason}".strip(), decision.rule or "left out")
        elif decision.verb is Verb.ALLOW and made.step.implied_by is not None and made.tool.effect is not Effect.READ:
            decision = Decision(Verb.ASK, "It is put in front of another step to supply a value.", "implied")
        elif decision.verb is Verb.ALLOW and made.call.confidence < self.steps.confirm:
            decision = Decision(Verb.ASK, f"The model is only {made.call.confidence:.0%} sure.", "confidence")
        return replace(made, decision=decision)

    def _verb(self, made: Made) -> Verb:
        return made.decision.verb if made.decision else Verb.DENY

    def _confirm(self, asked: Sequence[Made], decided: Sequence[Made]) -> Generator[Event, Answer, bool]:
        """One question for all calls that need it, also for later ones as far as they are known."""
        shown = [*asked, *self._preview(decided)]
        reasons = tuple(one.decision.reason if one.decision else "" for one in shown)
        ids, calls = tuple(one.step.id for one in shown), tuple(one.call for one in shown)
        answer = yield NeedsConfirmation(ids, calls, reasons)
        # A later call that still waits for a result is asked again, by its key, once that is known.
        (self.state.confirmed if answer is True else self.state.denied).update(one.key for one in shown)
        return answer is True

    def _preview(self, decided: Sequence[Made]) -> list[Made]:
        """Calls of later steps, as they would be if all went as planned."""
        results = {one.step.id: _planned(one) for one in decided if self._verb(one) is not Verb.DENY}
        found = []
        for step in self.state.plan.steps:
            met = all(need in results or self.state.of(need).status == "done" for need in step.needs)
            if step.id in results or self.state.of(step.id).status or not step.needs or not met:
                continue
            made = self.deciding.guess(step, results)
            if made is None:
                continue
            later = self._decided(made)
            results[step.id] = _planned(made)
            if self._verb(later) is Verb.ASK:
                found.append(later)
        return found

    def _deny(self, made: Made, reason: str) -> Events:
        self.state.denied.add(made.key)
        known = self.state.of(made.step.id)
        known.status, known.note = "denied", f"Not allowed: {made.call.name}. {reason}".strip()
        yield Permitted(made.step.id, made.call, False, reason)
        if made.step.implied_by is not None:
            self.state.drop(made.step)

    # Execution

    def execute(self, permitted: Sequence[Made]) -> Events:
        """Run the calls; what went wrong is planned again where that may help."""
        if self.steps.dry:
            for one in permitted:
                yield from self._pretend(one)
            return
        again: list[tuple[Made, Verdict]] = []
        jobs = [(one.tool, one.call.arguments) for one in permitted]
        for one, result in zip(permitted, self.steps.executor.run_all(jobs, self.limits), strict=False):
            ended = yield from self._observe(one, result)
            if self.state.question is not None:
                return
            if ended is not None and not ended[1].good:
                again.append(ended)
        for one, verdict in again:
            yield from self._again(one, verdict)

    def _pretend(self, made: Made) -> Events:
        known = self.state.of(made.step.id)
        known.observation = _planned(made)
        yield Executed(made.step.id, made.call.name, made.call.arguments, "planned", known.observation.result or None)
        known.status, known.note = "planned", _told(made, None, dry=True)

    def _observe(self, made: Made, result: Result) -> Generator[Event, Answer, tuple[Made, Verdict] | None]:
        """Take in what came of a call; None where the user's choice came to nothing."""
        call, tool, known = made.call, made.tool, self.state.of(made.step.id)
        self.state.running = [number for number in self.state.running if number != made.step.id]
        back = None
        if result.ran and (result.status == "ok" or result.value is not None):
            back = inverse(tool, call.arguments, result.value, self.steps.registry.find)
        came = (result.status, result.value, result.error)
        yield Executed(made.step.id, call.name, call.arguments, *came, undo=back, effect=tool.effect.value)
        if result.choices:
            return (yield from self._which(made, result))
        verdict = judge(tool, call, result, self.state.needed(made.step))
        yield Judged(made.step.id, verdict.good, verdict.reason)
        known.status, known.nearest = ("done" if verdict.good else "failed"), result.nearest
        if result.status == "ok":
            known.observation = Observation(call, "ok", result.value, tool.returns)
            known.note = _told(made, result.value)
        if not verdict.good:
            self.state.failed.add(made.key)
            known.note = verdict.reason
        return made, verdict

    def _which(self, made: Made, result: Result) -> Generator[Event, Answer, tuple[Made, Verdict] | None]:
        """A name fitted several things: ask which, and run the call again with the answer."""
        name = result.parameter if result.parameter in made.call.arguments else _culprit(made.call, result)
        ask = Ask(result.error, (name,) if name else (), made.call, result.choices)
        known = self.state.of(made.step.id)
        choice = yield from self.deciding.ask(made.step, ask)
        if choice is None:
            known.status = "asked"
            return None
        chosen = answered(ask, made.tool, choice)
        checked = check(chosen, made.tool, self.state.context(made.step, self.steps.context)) if chosen else None
        if chosen is None or checked is None or checked.violations:
            known.status, known.note = "failed", result.error
            return None
        again = self._decided(replace(made, call=checked.call))
        yield Called(made.step.id, again.call)
        if self._verb(again) is Verb.ASK and made.key in self.state.confirmed:
            # The user allowed this very call and has now said which thing was meant.
            self.state.confirmed.add(again.key)
        permitted = yield from self.permit([again])
        if not permitted:
            return None
        return (yield from self._observe(again, self.steps.executor.run(again.tool, again.call.arguments, self.limits)))

    # Another try

    def _again(self, made: Made, verdict: Verdict) -> Events:
        """Plan a failed step again, and those that need it; an implicit one is given up and its value asked for."""
        state, step = self.state, made.step
        if step.implied_by is not None:
            state.drop(step)
            return
        if not verdict.redo or state.replans >= self.limits.replans:
            return
        redone: tuple[int, ...] = (step.id,)
        if verdict.rejected:
            known = state.of(step.id)
            for name, value in verdict.rejected.items():
                known.rejected[name] = (*known.rejected.get(name, ()), value)
        else:
            found = self.steps.planner.again(state.plan, step.id, state.context(step, self.steps.context), self.limits)
            if found is None:
                return
            state.plan, redone = found
        state.replans += 1
        state.of(step.id).status, state.of(step.id).given = "", None
        order = state.plan.dependents(redone)
        yield Replanned(state.plan, tuple(one.id for one in state.plan.steps if one.id in order), verdict.reason)


def _lost(made: Made) -> str:
    """What the step says and its call leaves out, as a sentence. Nobody said the words of a step put in front."""
    reads = made.tool.effect is Effect.READ
    return "" if reads or made.step.implied_by is not None else left_out(made.step.task, made.tool, made.call)


def _told(made: Made, result: Any, dry: bool = False) -> str:
    """What came of a call, and what it left out."""
    return " ".join(one for one in (told(made.tool, made.call.arguments, result, dry), _lost(made)) if one)


def _planned(made: Made) -> Observation:
    """What will come of a call, as far as that is known before it runs."""
    return Observation(made.call, "planned", planned(made.tool, made.call.arguments), made.tool.returns)


def _culprit(call: Call, result: Result) -> str:
    """The argument that a tool found ambiguous without saying so: one that its question repeats, or the first text."""
    texts = {name: value for name, value in call.arguments.items() if isinstance(value, str)}
    said = [name for name, value in texts.items() if value.casefold() in result.error.casefold()]
    return next(iter([*said, *texts]), "")
