"""What came of a run, gathered from its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .call import Call
from .errors import UsageError
from .event import Called, Event, Executed, Finished, Permitted, Planned, Replanned, Started
from .plan import Plan


@dataclass(frozen=True)
class Done:
    """One call of a run and what came of it.

    Attributes:
        step: Id of the step it was made for.
        call: As it was made; references are replaced by values where it ran.
        status: ok, planned, denied or error.
        result: JSON value of the tool.
        error: One sentence, for status error and denied.
    """

    step: int
    call: Call
    status: str
    result: Any = None
    error: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The call as `run --json` prints it."""
        return {
            "step": self.step,
            **self.call.to_dict(),
            "confidence": round(self.call.confidence, 4),
            "status": self.status,
            "result": self.result,
            **({"error": self.error} if self.error else {}),
        }


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    Attributes:
        run: Its id, as in the trail.
        request: The user's words.
        status: done, asked, refused, denied or failed.
        plan: As it was at the end; None where the run ended before there was one.
        calls: In the order in which they were decided.
        answer: What was done, in plain words.
        question: What is left to answer, for status asked.
        trail: Every event.
    """

    run: str
    request: str
    status: str
    plan: Plan | None = None
    calls: tuple[Done, ...] = ()
    answer: str = ""
    question: str | None = None
    trail: tuple[Event, ...] = field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The object that `run --json` prints."""
        return {
            "run": self.run,
            "request": self.request,
            "status": self.status,
            "plan": self.plan.to_dict() if self.plan else [],
            "calls": [call.to_dict() for call in self.calls],
            "question": self.question,
            "answer": self.answer,
        }

    @classmethod
    def from_events(cls, events: Iterable[Event]) -> Outcome:
        """The outcome of a finished run.

        Raises:
            UsageError: the events do not begin with Started or end with Finished.
        """
        trail = tuple(events)
        if not trail or not isinstance(trail[0], Started) or not isinstance(trail[-1], Finished):
            raise UsageError("These are not the events of a whole run.")
        first, last = trail[0], trail[-1]
        plans = [event.plan for event in trail if isinstance(event, Planned | Replanned)]
        return cls(
            run=first.run,
            request=first.request,
            status=last.status,
            plan=plans[-1] if plans else None,
            calls=_calls(trail),
            answer=last.answer,
            question=last.question,
            trail=trail,
        )


def _calls(trail: tuple[Event, ...]) -> tuple[Done, ...]:
    """The last call of every step that was denied, planned or run."""
    made: dict[int, Call] = {}
    found: dict[int, Done] = {}
    for event in trail:
        if isinstance(event, Called):
            made[event.step] = event.call
        elif isinstance(event, Permitted) and not event.allowed:
            found[event.step] = Done(event.step, event.call, "denied", error=event.reason)
        elif isinstance(event, Executed):
            before = made.get(event.step, Call(event.name))
            call = Call(event.name, event.arguments, before.confidence, before.sources)
            found[event.step] = Done(event.step, call, event.status, event.result, event.error)
    return tuple(found.values())
