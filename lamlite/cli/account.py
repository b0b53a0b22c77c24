"""The account of a run: each event as lines for a person, and at the end what was done and what was not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from lamlite.core.call import Ask, Call, Reference, Source
from lamlite.core.event import (
    Asked,
    Called,
    Decided,
    Event,
    Executed,
    Finished,
    NeedsConfirmation,
    Permitted,
    Planned,
    Refused,
    Replanned,
    Retrieved,
    Started,
)
from lamlite.core.outcome import Outcome
from lamlite.core.plan import Plan
from lamlite.steps.answer import readable

from .terminal import bad, bold, columns, dim, good, safe, say, wrapped

_BARE = re.compile(r"[\w.@:+/-]+")
_LONGEST = 60  # of a value where it is shown in passing
_SILENT = ("", "default")  # rules that nobody wrote
_ENDED = {"asked": "An answer is needed"}
_FROM = {
    "understood": "understood: {text}",
    "fact": "known of this device: {text}",
    "profile": "known of you: {text}",
    "history": "said before",
    "description": "the tool's own description",
    "option": "one of its options",
    "default": "default",
    "generated": "made up by the model",
}


class Account:
    """Tells a run as it happens, and remembers it.

    Attributes:
        events: What has happened so far.
        silent: Only remember.
    """

    def __init__(self, *, silent: bool = False) -> None:
        self.events: list[Event] = []
        self.silent = silent
        self._said = {""}  # faults that were told where they happened

    def see(self, event: Event) -> None:
        """Take an event in, and tell it."""
        self.events.append(event)
        if self.silent:
            return
        for line in self._lines(event):
            say(line)

    def outcome(self) -> Outcome:
        """What came of the run. Raises UsageError before it is finished."""
        return Outcome.from_events(self.events)

    def undoable(self) -> str:
        """Id of the run if something of it can be taken back; empty if not."""
        done = any(isinstance(event, Executed) and event.status == "ok" and event.undo for event in self.events)
        first = self.events[0] if self.events else None
        return first.run if done and isinstance(first, Started) and not first.undoes else ""

    def _in_part(self, event: Finished) -> str:
        """How much of the request was done, where it is some of it but not all; else empty."""
        plan = self._plan()
        wanted = {step.id for step in plan.steps if step.implied_by is None} if plan else set()
        ran = {one.step: one.status for one in self.events if isinstance(one, Executed)}
        done = [step for step in wanted if ran.get(step) == "ok"]
        whole = event.status == "done" or len(wanted) < 2 or not done
        return "" if whole else f"Done in part: {len(done)} of {len(wanted)} steps"

    def _for_good(self) -> list[str]:
        """Names of the tools that did what cannot be taken back; those of an undo need not be."""
        ran = [event for event in self.events if isinstance(event, Executed) and event.status == "ok"]
        first = self.events[0]
        undoes = isinstance(first, Started) and first.undoes
        names = [event.name for event in ran if not undoes and not event.undo and event.effect not in ("", "read")]
        return list(dict.fromkeys(names))

    def stopped(self) -> list[str]:
        """What was done, what may have been, and what was not, for a run that was broken off."""
        done = {event.step: event for event in self.events if isinstance(event, Executed)}
        allowed = [event for event in self.events if isinstance(event, Permitted) and event.allowed]
        # What writes runs one after the other: only the first call without a result can have been under way.
        under_way = [event for event in allowed if event.step not in done][:1]
        lines = [f"Done: {_signature(event.name, event.arguments)}" for event in done.values() if event.status == "ok"]
        lines += [f"May or may not be done: {_signature(one.call.name, one.call.arguments)}" for one in under_way]
        told = {*done, *(event.step for event in under_way)}
        plan = self._plan()
        lines += [f"Not done: {step.task}" for step in (plan.steps if plan else ()) if step.id not in told]
        return lines or ["Nothing was done."]

    def _plan(self) -> Plan | None:
        plans = [event.plan for event in self.events if isinstance(event, Planned | Replanned)]
        return plans[-1] if plans else None

    def _lines(self, event: Event) -> list[str]:
        """What a person is told of an event. Why something was not done stands in the answer at the end, once."""
        if isinstance(event, Planned | Replanned):
            return self._planned(event)
        if isinstance(event, Called):
            return ["", *call_lines(event.call, f"{event.step}  ")]
        if isinstance(event, Retrieved) and event.close:
            return [dim(wrapped(f"Close, but not looked at: {', '.join(map(safe, event.close))}", "   "))]
        if isinstance(event, Asked) and self._many():
            return ["", dim(wrapped(safe(self._task(event.step)), f"{event.step}  "))]
        if isinstance(event, Refused) and event.step and self._many():
            return ["", f"{bad('✗')} {event.step}  {dim('no tool')}"]
        if isinstance(event, Permitted) and not event.allowed:
            return [f"{bad('✗')} {event.step}  {bold(safe(event.call.name))}  {dim('not allowed')}"]
        if isinstance(event, Decided) and event.decision.verb.value == "allow" and event.decision.rule not in _SILENT:
            return [dim(wrapped(f"Allowed by {safe(event.decision.rule)} of the policy.", "   "))]
        if isinstance(event, Executed) and event.status != "planned":
            mark = good("✓") if event.status == "ok" else bad("✗")
            values = dim(wrapped(brief(event.arguments), rest="    ")) if event.arguments else ""
            line = wrapped(values, f"{mark} {event.step}  {bold(safe(event.name))}  ", "     ").rstrip()
            self._said.add(event.error)
            return [line, wrapped(safe(event.error), "     ")] if event.error else [line]
        if isinstance(event, Finished):
            return self._finished(event)
        return []

    def _planned(self, event: Planned | Replanned) -> list[str]:
        if isinstance(event, Replanned):
            why = "" if event.reason in self._said else dim(safe(event.reason))
            return ["", wrapped(why, f"{bold('New plan')}  ", "  ").rstrip(), *plan_lines(event.plan)]
        return [bold("Plan"), *plan_lines(event.plan)] if self._many() else []

    def _many(self) -> bool:
        plan = self._plan()
        return plan is not None and len(plan.steps) > 1

    def _task(self, number: int) -> str:
        plan = self._plan()
        return next((step.task for step in (plan.steps if plan else ()) if step.id == number), "")

    def _finished(self, event: Finished) -> list[str]:
        dry = isinstance(self.events[0], Started) and self.events[0].dry
        ended = self._in_part(event) or _ENDED.get(event.status, event.status.capitalize())
        head = good("Nothing was done, this is a dry run.") if dry and event.status == "done" else (
            good if event.status == "done" else bad)(f"{ended}.")  # fmt: skip
        answer = event.answer or event.reason
        told = [line for line in answer.split("\n") if line not in self._said and line != event.question]
        if len(told) == 1 and not told[0].startswith("- "):
            lines = ["", wrapped(safe(told[0]), f"{head} ", "")]
        else:
            lines = ["", head, *(wrapped(safe(line), "  ", "    ") for line in told)]
        if event.question:
            lines.append(wrapped(safe(event.question), bold("Question: ")))
        if event.nearest:
            lines.append(dim(wrapped(f"The nearest: {', '.join(map(safe, event.nearest))}.")))
        run = self.undoable()
        for_good = self._for_good()
        if for_good:
            lines.append(dim(wrapped(f"This cannot be undone: {', '.join(map(safe, for_good))}.")))
        return [*lines, dim(f"Undo: lamlite trail undo {run}")] if run else lines


def plan_lines(plan: Plan) -> list[str]:
    """The steps of a plan, one a line, with what each needs."""
    lines = []
    for step in plan.steps:
        needs = f" (after {', '.join(map(str, step.needs))})" if step.needs else ""
        put = " (put in front)" if step.implied_by else ""
        lines.append(wrapped(safe(step.task) + dim(needs + put), f"  {step.id}  "))
    return lines


def call_lines(call: Call, first: str = "") -> list[str]:
    """A call: its name, then each argument with where its value came from."""
    lines = [first + bold(safe(call.name)) + dim(f"  {call.confidence:.0%} sure")]
    names = [len(name) for name in call.arguments]
    values = {name: shown(value) for name, value in call.arguments.items()}
    room = min(36, max((columns(value) for value in values.values()), default=0))
    for name, value in values.items():
        source = origin(call.sources, name)
        text = value + (" " * max(0, room - columns(value)) + f"   ← {source}" if source else "")
        lines.append(wrapped(text, f"   {name:<{min(16, max(names))}} = ", "       "))
    return lines


def origin(sources: Mapping[str, Source], name: str) -> str:
    """Where an argument came from, in words. One of several parts has its sources under dotted names."""
    found = [source for path, source in sources.items() if path == name or path.startswith((f"{name}.", f"{name}["))]
    return ", ".join(dict.fromkeys(_words(source) for source in found))


def _words(source: Source) -> str:
    text = safe(source.text)
    if source.kind == "request":
        return f'"{text}"' if text else "the request"
    if source.kind == "user":
        return f'your answer "{text}"' if text else "your answer"
    if source.kind in ("result", "fetched"):
        reference = Reference.parse(source.text)
        field = [part for part in reference.path if isinstance(part, str)][-1:] if reference else []
        if reference:
            return f"{''.join(field) or 'result'} of step {reference.step}"
        return f"an earlier result{f': {text}' if text else ''}"
    return _FROM.get(source.kind, source.kind).format(text=text).removesuffix(": ")


def shown(value: Any) -> str:
    """A value as it will be given to the tool: JSON, or the bare text where that says the same."""
    if isinstance(value, str) and (Reference.parse(value) or (_BARE.fullmatch(value) and not _is_json(value))):
        return value
    return safe(json.dumps(value, ensure_ascii=False, default=str))


def question_lines(ask: Ask) -> list[str]:
    """A question with its numbered choices."""
    lines = ["", wrapped(safe(ask.question), bold("? "))]
    return lines + [wrapped(safe(choice), f"  {number}  ") for number, choice in enumerate(ask.choices, 1)]


def confirmation_lines(event: NeedsConfirmation) -> list[str]:
    """Exactly what will happen: every call whole, nothing shortened, and why it is asked about."""
    reasons = [*event.reasons, *[""] * len(event.calls)]
    lines = ["", bold("This will be done:")]
    for step, call, reason in zip(event.steps, event.calls, reasons, strict=False):
        lines.append(wrapped(_signature(call.name, call.arguments), f"  {step}  "))
        if reason:
            lines.append(dim(wrapped(safe(reason), "     ")))
    return lines


def _signature(name: str, arguments: Mapping[str, Any]) -> str:
    inside = ", ".join(f"{safe(key)}={safe(json.dumps(value, ensure_ascii=False, default=str))}"
                       for key, value in arguments.items())  # fmt: skip
    return f"{safe(name)}({inside})"


def brief(arguments: Mapping[str, Any]) -> str:
    """The values of a call that ran, as a person reads them."""
    texts = (" ".join(readable(value).split()) for value in arguments.values())
    return " · ".join(safe(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…") for text in texts if text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
