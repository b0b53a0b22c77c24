"""One frozen event per thing that happened in a run. The trail is exactly these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from typing import Any

from .call import Ask, Call, NoCall
from .decision import Decision
from .plan import Plan, Step


@dataclass(frozen=True)
class Event:
    """Something that happened. `step` is the id of the step it belongs to, 0 for the run as a whole."""

    @property
    def kind(self) -> str:
        """The event's name in the trail, such as "Planned"."""
        return type(self).__name__

    def to_dict(self) -> dict[str, Any]:
        """The event as JSON, with its kind."""
        return {"kind": self.kind, **{f.name: _plain(getattr(self, f.name)) for f in fields(self)}}


def _plain(value: Any) -> Any:
    if isinstance(value, Event | Plan | Step | Enum):
        return value.value if isinstance(value, Enum) else value.to_dict()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True)
class Started(Event):
    """A run began. `tools` is the number of tools registered, `digest` a hash of their schemas.

    `undoes` is the id of the run that this one takes back; empty where it does what a request says.
    """

    run: str
    request: str
    now: str
    tools: int
    digest: str
    dry: bool = False
    undoes: str = ""


@dataclass(frozen=True)
class Retrieved(Event):
    """The tools shown to the Caller for a step, best first, and those left out that came close."""

    step: int
    names: tuple[str, ...]
    scores: tuple[float, ...]
    close: tuple[str, ...] = ()


@dataclass(frozen=True)
class Saw(Event):
    """The environment was looked at: `elements` live elements could be referred to."""

    step: int
    elements: int


@dataclass(frozen=True)
class Planned(Event):
    """The request's steps."""

    plan: Plan


@dataclass(frozen=True)
class Called(Event):
    """The Caller decided on a call."""

    step: int
    call: Call


@dataclass(frozen=True)
class Asked(Event):
    """A question to the user. The answer sent in continues the same plan; None sent in ends it."""

    step: int
    ask: Ask


@dataclass(frozen=True)
class Answered(Event):
    """What the user said to a question."""

    step: int
    answer: str | None


@dataclass(frozen=True)
class Refused(Event):
    """No tool serves the step, or its call could not be made valid."""

    step: int
    refusal: NoCall


@dataclass(frozen=True)
class Decided(Event):
    """The policy's word on a call."""

    step: int
    call: Call
    decision: Decision


@dataclass(frozen=True)
class NeedsConfirmation(Event):
    """The user must allow the calls before they run. The answer sent in is True or False."""

    steps: tuple[int, ...]
    calls: tuple[Call, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Permitted(Event):
    """A call may run (or, with `allowed` false, may not: it is not asked again in this run)."""

    step: int
    call: Call
    allowed: bool
    reason: str = ""


@dataclass(frozen=True)
class Executed(Event):
    """A call ran. `status` is ok, error or planned; `arguments` are those after references were resolved; `undo` is
    the inverse call, None where there is none; `effect` is the tool's.
    """

    step: int
    name: str
    arguments: Mapping[str, Any]
    status: str
    result: Any = None
    error: str = ""
    undo: Mapping[str, Any] | None = None
    effect: str = ""


@dataclass(frozen=True)
class Judged(Event):
    """The critic's verdict on a step: whether what came of it is what was asked for."""

    step: int
    good: bool
    reason: str = ""


@dataclass(frozen=True)
class Replanned(Event):
    """Failed steps, and those that need them, are planned again."""

    plan: Plan
    redone: tuple[int, ...]
    reason: str = ""


@dataclass(frozen=True)
class Finished(Event):
    """The run is over. `status` is done, asked, refused, denied or failed."""

    run: str
    status: str
    answer: str
    question: str | None = None
    reason: str = ""
    nearest: tuple[str, ...] = field(default=())
