"""One training row for the Caller: a request, a tool, and where in the request each value stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Mark:
    """One value of the gold call.

    Attributes:
        path: Parameter, as a path of names: ("dish", "name").
        start, end: Characters in the request; equal where the whole sentence implies the value.
        value: Option of an enumeration, True or False; for spans the words, or the value they stand for.
        source: Number of the text it stands in: 0 the request, then the row's `extra` texts.
    """

    path: tuple[str, ...]
    start: int
    end: int
    value: Any
    source: int = 0


@dataclass(frozen=True)
class Row:
    """A request with its gold.

    Attributes:
        kind: call, ask (required parameters are missing) or none (no tool of `rivals` or the tool itself fits).
        tool: {"name", "description", "parameters"}; for kind none the tool that does not fit.
        marks: The values, several with one path for a list.
        missing: Names of the missing required parameters, for kind ask.
        rivals: Tools of the same catalogue, the hard negatives.
        origin: Data set or pack.
        extra: Further texts to copy from, (label, text) each: results of earlier steps, facts, answers.
    """

    kind: str
    request: str
    tool: Mapping[str, Any]
    marks: tuple[Mark, ...] = ()
    missing: tuple[str, ...] = ()
    rivals: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    origin: str = ""
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def lone_marks(self) -> list[Mark]:
        """Marks with words of their own whose parameter is said in one place only."""
        times = Counter(mark.path for mark in self.marks)
        return [mark for mark in self.marks if mark.end > mark.start and times[mark.path] == 1]

    def crossed(self, mark: Mark) -> bool:
        """Whether another mark shares words with this one."""
        return any(one is not mark and one.start < mark.end and mark.start < one.end for one in self.marks)

    def without(self, mark: Mark, words: str, start: int | None = None) -> Row:
        """The row with `words` in the place of a mark of the request, or of all from `start` to its end; without it."""
        start = mark.start if start is None else start
        shift = start + len(words) - mark.end
        marks = tuple(
            replace(one, start=one.start + shift, end=one.end + shift) if one.start >= mark.end else one
            for one in self.marks
            if one is not mark
        )
        return replace(self, request=self.request[:start] + words + self.request[mark.end :], marks=marks)
