"""Scores to one valid call: values are assigned to all parameters together, so that no words are used twice."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .params import Param
from .texts import Candidate

BEAM = 32
OVERLAP = 5.0  # cost of using the same words for two parameters; what they name and what they say are apart
UNSURE = 3.0  # cost of leaving out a required value that is not surely missing: less than words used twice
ORDER = 0.6  # bonus where two parameters of one kind take their words in the order of the schema


@dataclass(frozen=True)
class Filled:
    """An assignment: the candidate taken for each parameter, and the probability of them together, 0..1."""

    chosen: tuple[Candidate, ...]
    confidence: float


@dataclass(frozen=True)
class _Partial:
    score: float = 0.0
    chosen: tuple[Candidate, ...] = ()
    used: tuple[tuple[str, tuple[int, int]], ...] = ()

    def take(self, param: Param, candidate: Candidate) -> _Partial:
        score = self.score + candidate.score
        alike = [place for kind, place in self.used if (kind == "option") == (param.kind == "option")]
        for first, last in candidate.tokens:
            if any(first <= stop and start <= last for start, stop in alike):
                score -= OVERLAP
            before = [place for kind, place in self.used if kind == param.kind]
            if before and not param.many and first > before[-1][1]:
                score += ORDER
        used = self.used + tuple((param.kind, place) for place in candidate.tokens)
        return _Partial(score, (*self.chosen, candidate), used)


def assign(params: Sequence[Param], candidates: Sequence[Sequence[Candidate]], ask: float) -> Filled:
    """The best joint assignment (beam search).

    Args:
        params: The parameters.
        candidates: Those of each parameter, best first; each list holds one that is absent.
        ask: A required parameter is left out only where the model is at least this sure that it is missing, or where
            its words would have to serve twice; from 1 on never.
    """
    beam = [_Partial()]
    for param, options in zip(params, candidates, strict=True):
        usable = list(options)
        if param.required:
            missing = next(math.exp(c.score) for c in options if c.absent)
            present = [c for c in options if not c.absent]
            if present and missing < ask:
                left_out = [replace(c, score=c.score - UNSURE) for c in options if c.absent]
                usable = present + (left_out if ask < 1 else [])
        grown = [partial.take(param, candidate) for partial in beam for candidate in usable]
        beam = sorted(grown, key=lambda p: -p.score)[:BEAM]
    best = beam[0]
    return Filled(best.chosen, min(1.0, math.exp(sum(c.score for c in best.chosen))))


def build(params: Sequence[Param], chosen: Sequence[Candidate]) -> dict[str, Any]:
    """Arguments from the chosen values: nested objects opened again, fields of listed objects dealt out."""
    arguments: dict[str, Any] = {}
    for param, candidate in zip(params, chosen, strict=True):
        if candidate.absent:
            continue
        if not param.grouped:
            place(arguments, param.path, candidate.value)
            continue
        values = candidate.value if isinstance(candidate.value, list) else [candidate.value]
        head, tail = param.path[: param.grouped], param.path[param.grouped :]
        rows = peek(arguments, head)
        if rows is None:
            rows = []
            place(arguments, head, rows)
        for index, value in enumerate(values):
            if index == len(rows):
                rows.append({})
            place(rows[index], tail, value)
    return arguments


def uneven(params: Sequence[Param], chosen: Sequence[Candidate]) -> list[str]:
    """Required fields of listed objects, dotted, of which fewer values were found than there are objects."""
    counts = {p.path: len(c.value) if isinstance(c.value, list) else int(not c.absent)
              for p, c in zip(params, chosen, strict=True) if p.grouped}  # fmt: skip
    most = {p.path[: p.grouped]: max(n for path, n in counts.items() if path[: p.grouped] == p.path[: p.grouped])
            for p in params if p.grouped}  # fmt: skip
    return [
        ".".join(p.path)
        for p, c in zip(params, chosen, strict=True)
        if p.grouped and p.required and not c.absent and counts[p.path] < most[p.path[: p.grouped]]
    ]


def place(arguments: dict[str, Any], path: Sequence[str], value: Any) -> None:
    """Set a value at a path, making the objects on the way."""
    for name in path[:-1]:
        arguments = arguments.setdefault(name, {})
    arguments[path[-1]] = value


def peek(arguments: Mapping[str, Any], path: Sequence[str]) -> Any:
    """The value at a path, or None."""
    found: Any = arguments
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
