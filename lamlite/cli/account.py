"""The account of a run: each event as lines for a person, and at the end what was done and what was not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from lamlite.core.call import Ask, Call, Reference, Source
from lamlite.core.event import (
    Called,
    Decided,
    Event,
    Executed,
    Finished,
    Judged,
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

from .terminal import bad, bold, columns, dim, good, safe, say, wrapped

_BARE = re.compile(r"[\w.@:+/-]+")
_LONGEST_RESULT = 400
_FROM = {
    "fact": "known of this device: {text}",
    "profile": "known of you: {text}",
    "history": "said before",
    "description": "the tool's own description",
    "option": "one of its options",
    "default": "default",
    "implied": "put in front for another step",
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
        return first.run if done and isinstance(first, Started) else ""

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
        if isinstance(event, Planned | Replanned):
            return self._planned(event)
        if isinstance(event, Called):
            return ["", *call_lines(event.call, f"{event.step}  ")]
        if isinstance(event, Retrieved) and event.close:
            return [dim(wrapped(f"Close, but not looked at: {', '.join(map(safe, event.close))}", "   "))]
        if isinstance(event, Refused):
            return ["", wrapped(safe(event.refusal.reason), f"{event.step}  {bad('no')}  ")]
        if isinstance(event, Permitted) and not event.allowed:
            return [wrapped(f"{event.call.name} was not allowed. {safe(event.reason)}".strip(), bad("✗  "))]
        if isinstance(event, Decided) and event.decision.verb.value == "allow" and event.decision.rule:
            return [dim(wrapped(f"Allowed by the rule {safe(event.decision.rule)}.", "   "))]
        if isinstance(event, Executed):
            return [_executed(event)]
        if isinstance(event, Judged) and not event.good:
            return [wrapped(safe(event.reason) or "That is not what was asked for.", bad("✗  "))]
        if isinstance(event, Finished):
            return self._finished(event)
        return []

    def _planned(self, event: Planned | Replanned) -> list[str]:
        lines = [bold("Plan")] if isinstance(event, Planned) else ["", bold("New plan")]
        if isinstance(event, Replanned) and event.reason:
            lines[-1] += dim(f"  {safe(event.reason)}")
        return lines + plan_lines(event.plan)

    def _finished(self, event: Finished) -> list[str]:
        colour = good if event.status == "done" else bad
        lines = [
            "",
            wrapped(safe(event.answer or event.reason or event.status), colour(f"{event.status.capitalize()}. "), ""),
        ]
        if event.question:
            lines.append(wrapped(safe(event.question), bold("Question: ")))
        if event.nearest:
            lines.append(dim(wrapped(f"The nearest tools: {', '.join(map(safe, event.nearest))}")))
        run = self.undoable()
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
    if source.kind == "result":
        reference = Reference.parse(source.text)
        return f"result of step {reference.step}" if reference else f"an earlier result{f': {text}' if text else ''}"
    return _FROM.get(source.kind, source.kind).format(text=text).removesuffix(": ")


def shown(value: Any) -> str:
    """A value as it will be given to the tool: JSON, or the bare text where that says the same."""
    if isinstance(value, str) and _BARE.fullmatch(value) and not _is_json(value):
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


def _executed(event: Executed) -> str:
    mark = f"{event.step}  "
    if event.status == "error":
        return wrapped(safe(event.error) or "It failed.", bad("✗") + f"  {mark}")
    if event.status == "planned":
        return wrapped(f"{_signature(event.name, event.arguments)} would run.", dim("·") + f"  {mark}")
    text = "" if event.result is None else safe(json.dumps(event.result, ensure_ascii=False, default=str))
    short = text if len(text) <= _LONGEST_RESULT else f"{text[:_LONGEST_RESULT]}… (whole in the trail)"
    return wrapped(f"{event.name} {short}".strip(), good("✓") + f"  {mark}")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
