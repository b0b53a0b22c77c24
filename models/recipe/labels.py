"""Gold of a row in terms of the model's decisions: a mode for every parameter, and tokens or options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lamlite.pointer.features import FillInput
from lamlite.pointer.heads import ABSENT, FALSE, OPTION, OTHER, SPAN, TRUE
from lamlite.pointer.params import OPTIONS, Param

from .rows import Mark, Row


@dataclass(frozen=True)
class Label:
    """Gold of one parameter: its mode; token spans (first, last) or option numbers where the mode needs them."""

    mode: int
    spans: tuple[tuple[int, int], ...] = ()
    options: tuple[int, ...] = ()


ABSENT_LABEL = Label(ABSENT)
# Ask lines mark what is missing, not always what is there: of their other parameters nothing is taught.
UNKNOWN_LABEL = Label(-100)


@dataclass
class FillExample:
    """One fill sequence with its labels."""

    input: FillInput
    labels: list[Label] = field(default_factory=list)


def token_span(found: FillInput, source: int, start: int, end: int) -> tuple[int, int] | None:
    """First and last token of the characters start..end of a source, None where they were cut off."""
    inside = [i for i, (chars, owner) in enumerate(zip(found.chars, found.owner, strict=True))
              if owner == 0 and chars[0] == source and chars[1] < end and chars[2] > start]  # fmt: skip
    return (inside[0], inside[-1]) if inside else None


def _option(param: Param, mark: Mark) -> int | None:
    shown = param.options[:OPTIONS]
    return shown.index(mark.value) if mark.value in shown else None


def _label(found: FillInput, param: Param, marks: Sequence[Mark]) -> Label:
    if not marks:
        return ABSENT_LABEL
    if param.kind == "boolean":
        return Label(TRUE if marks[0].value else FALSE) if isinstance(marks[0].value, bool) else Label(OTHER)
    if param.kind == "option":
        numbers = tuple(n for n in (_option(param, mark) for mark in marks) if n is not None)
        return Label(OPTION, options=numbers if param.many else numbers[:1]) if numbers else Label(OTHER)
    spans = tuple(
        s for m in marks if m.end > m.start and (s := token_span(found, m.source, m.start, m.end)) is not None
    )
    if not spans or (param.many and len(spans) < len(marks)):
        return Label(OTHER)
    return Label(SPAN, spans)


def labels(found: FillInput, row: Row) -> list[Label]:
    """One label a parameter of the input."""
    made = []
    for param in found.params:
        marks = [mark for mark in row.marks if mark.path == param.path]
        unknown = row.kind == "ask" and not marks and ".".join(param.path) not in row.missing
        made.append(UNKNOWN_LABEL if unknown else _label(found, param, marks))
    return made
