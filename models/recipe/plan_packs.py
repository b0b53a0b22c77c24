"""Planner packs: `{1:words} and {2<1:words}` as a request with the character spans of its steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from .compound import Compound, Span
from .plan_labels import Inexpressible, labels_of

TOLERATED = 0.02  # share of requests that the tags need not express
_PIECE = re.compile(r"\{(\d+)(?:-(\d+))?(?:<([\d,]+))?:([^{}]*)\}")


def parse(line: str) -> Compound:
    """Read one line. Raises ValueError for anything that is not the format."""
    text, spans, needs, at = "", [], {}, 0
    for piece in _PIECE.finditer(line):
        text += line[at : piece.start()]
        first, last = int(piece[1]), int(piece[2] or piece[1])
        words = piece[4]
        start = len(text) + len(words) - len(words.lstrip())
        text += words
        spans.append(Span(first, last, start, start + len(words.strip())))
        if piece[3]:
            for step in range(first, last + 1):
                needs[step] = tuple(int(n) for n in piece[3].split(",") if n)
        at = piece.end()
    text += line[at:]
    if re.search(r"[{}]", text):
        raise ValueError("a brace that is no piece")
    compound = Compound(text, tuple(spans), tuple(sorted(needs.items())))
    if not spans or any(not task.strip() for task, _ in compound.steps()):
        raise ValueError("a step has no words")
    for step, wanted in needs.items():
        if any(other >= step for other in wanted):
            raise ValueError(f"step {step} needs a step that does not come before it")
    return compound


def read_planner(path: Path) -> tuple[list[Compound], list[str]]:
    """The requests of a pack, and its faults."""
    found, faults, seen = [], [], set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            compound = parse(line.strip())
        except ValueError as error:
            faults.append(f"line {number}: {error}: {line.strip()[:90]}")
            continue
        if compound.request in seen:
            faults.append(f"line {number}: twice: {compound.request[:60]}")
        seen.add(compound.request)
        found.append(compound)
    return found, faults


def inexpressible(compounds: Sequence[Compound]) -> list[str]:
    """Those that the Planner's tags cannot express, and why."""
    found = []
    for compound in compounds:
        try:
            labels_of(compound)
        except Inexpressible as error:
            found.append(f"the tags cannot express ({error}): {compound.request[:90]}")
    return found


def lint_planner(path: Path) -> list[str]:
    """Every fault of a planner pack; requests that the tags cannot express count where they are more than TOLERATED."""
    compounds, faults = read_planner(path)
    lost = inexpressible(compounds)
    if len(lost) > TOLERATED * len(compounds):
        faults += [f"{len(lost)} of {len(compounds)} requests cannot be expressed", *lost]
    return faults
