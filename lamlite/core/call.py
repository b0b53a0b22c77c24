"""What a Caller answers: a Call, an Ask or a NoCall; and references to earlier results."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import UsageError

_REFERENCE = re.compile(r"\$(\d+)((?:\.[A-Za-z_]\w*|\[\d+\])*)")
_PART = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")


@dataclass(frozen=True)
class Source:
    """Where a value came from.

    Attributes:
        kind: request, user (an answer), result, fetched (the result of a call that was put in front for this value),
            understood (the sentence means it without words of its own: now, here), fact, profile, history,
            description, option, default or generated.
        text: The words or the field that gave the value.
        start, end: Character span in the task, for kind request.
    """

    kind: str
    text: str = ""
    start: int | None = None
    end: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The source as JSON; without a span where there is none."""
        span = {} if self.start is None else {"start": self.start, "end": self.end}
        return {"kind": self.kind, "text": self.text, **span}


@dataclass(frozen=True)
class Call:
    """One call: a tool's name, and arguments that are valid under its schema once references are resolved."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 1.0
    sources: Mapping[str, Source] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The call as JSON: {"name", "arguments"}."""
        return {"name": self.name, "arguments": dict(self.arguments)}


@dataclass(frozen=True)
class Ask:
    """A question back to the user: `missing` are the parameters it is about.

    Attributes:
        question: One sentence to show.
        missing: Names of parameters without a value, the one asked about first.
        call: What is known of the call so far.
        choices: The answers that are possible, where they are few.
    """

    question: str
    missing: tuple[str, ...] = ()
    call: Call | None = None
    choices: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True)
class NoCall:
    """No tool fits, and why; `nearest` are the names of the tools that came closest."""

    reason: str
    nearest: tuple[str, ...] = ()
    confidence: float = 1.0


Reply = Call | Ask | NoCall


@dataclass(frozen=True)
class Reference:
    """`$2.items[0].id`: a part of the result of step 2."""

    step: int
    path: tuple[str | int, ...] = ()

    @classmethod
    def parse(cls, text: object) -> Reference | None:
        """The reference that `text` is, the whole of it, or None."""
        match = _REFERENCE.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            return None
        path = tuple(name or int(index) for name, index in _PART.findall(match[2]))
        return cls(int(match[1]), path)

    def __str__(self) -> str:
        return f"${self.step}" + "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in self.path)

    def resolve(self, results: Mapping[int, Any]) -> Any:
        """The value it stands for. Raises UsageError where the step or the field is not there."""
        if self.step not in results:
            raise UsageError(f"{self} refers to a step without a result.")
        value = results[self.step]
        for part in self.path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError) as error:
                raise UsageError(f"{self} refers to a field that the result of step {self.step} lacks.") from error
        return value


def resolve(value: Any, results: Mapping[int, Any]) -> Any:
    """`value` with every reference in it replaced by what it stands for.

    Raises:
        UsageError: a reference to a step or field without a value.
    """
    reference = Reference.parse(value)
    if reference is not None:
        return reference.resolve(results)
    if isinstance(value, Mapping):
        return {key: resolve(item, results) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [resolve(item, results) for item in value]
    return value
