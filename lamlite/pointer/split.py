"""The pointer Planner: the words of a request are tagged, cut into steps, put in order and linked. It adds no word."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..core.context import Context
from ..core.limits import Limits
from ..core.plan import Plan, Step
from .features import Tokens
from .plan_decode import Reading, plan_of, readings
from .plan_heads import PlanHeads
from .plan_tags import words_of
from .reader import Reader
from .words import CLS, SEP, Floats

WINDOW = 250  # tokens of a request that are read at once
LONGEST = 20_000  # characters; anything longer is no request and stays whole
READINGS = 3  # tag sequences that are followed up where the best one is in doubt
WHOLE = 0.0025  # confidence of the reading that all is one step, where no tag sequence says so


@dataclass(frozen=True)
class PlanThresholds:
    """How sure a plan must be; measured in `models/README.md`.

    Attributes:
        slope, offset: Logistic calibration of the confidence: sigmoid(slope * logit + offset).
    """

    slope: float = 1.0
    offset: float = 0.0

    @classmethod
    def of(cls, settings: Mapping[str, float]) -> PlanThresholds:
        """Those that a card names; the others keep their default."""
        return cls(**{key: float(settings[key]) for key in ("slope", "offset") if key in settings})


def first_tokens(spans: Sequence[tuple[int, int]], offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Of each word the number of the token that holds its first character, or the nearest before it."""
    starts = [start for start, _ in offsets]
    return [max(0, bisect_right(starts, start) - 1) for start, _ in spans]


def windows(request: str, spans: Sequence[tuple[int, int]], tokens: Sequence[int], total: int) -> list[tuple[int, int]]:
    """Ranges of words of at most WINDOW tokens, cut after a sentence where there is one. `tokens`: of each word."""
    found, begin = [], 0
    while begin < len(spans):
        stop = begin + 1
        while stop < len(spans) and (tokens[stop + 1] if stop + 1 < len(spans) else total) - tokens[begin] <= WINDOW:
            stop += 1
        if stop < len(spans):
            ends = [i + 1 for i in range(begin, stop) if request[spans[i][0]] in ".!?;\n"]
            stop = ends[-1] if ends else stop
        found.append((begin, stop))
        begin = stop
    return found


class PointerPlanner:
    """A Planner on an encoder with heads."""

    def __init__(self, reader: Reader, settings: Mapping[str, float] | None = None, limits: Limits = Limits()) -> None:
        self._reader, self._heads = reader, PlanHeads(reader.heads)
        self.thresholds, self.limits = PlanThresholds.of(settings or {}), limits

    def plan(self, request: str, context: Context) -> Plan:
        """The plan for a request; where the words give no step, one step with the whole request.

        The context is not looked at: what a step needs beyond its words is the Caller's to find.
        """
        spans = words_of(request) if len(request) <= LONGEST else []
        found = self.readings(request, spans) if spans else []
        if not found:
            return Plan((Step(1, request),), 0.0)
        plans: list[Plan] = []
        for reading in found:
            plan = plan_of(reading, request, spans, self.limits.steps)
            if all(plan.steps != other.steps for other in plans):
                plans.append(replace(plan, confidence=self._confidence(reading.score)))
        if all(len(plan.steps) > 1 for plan in plans):
            plans.append(Plan((Step(1, request),), WHOLE))
        return replace(plans[0], others=tuple(plans[1:]))

    def readings(self, request: str, spans: Sequence[tuple[int, int]]) -> list[Reading]:
        """Ways to read the request, most likely first; scores are log-probabilities."""
        words = self.word_vectors(request, spans)
        scores = self._heads.tags(words)
        total = scores.total()
        ranked = scores.best(1)
        if not ranked:
            return []
        if ranked[0][1] - total < math.log(0.9):
            ranked = scores.best(READINGS)
        found = [
            reading
            for tags, score in ranked
            for reading in readings(
                tags, score - total, lambda u: self._heads.orders(words, u), lambda u: self._heads.needs(words, u)
            )
        ]
        return sorted(found, key=lambda reading: -reading.score)

    def word_vectors(self, request: str, spans: Sequence[tuple[int, int]]) -> Floats:
        """The vector of each word's first token, (n, 384); a long request is read in windows."""
        ids, offsets = self._reader.words.tokens(request)
        firsts = first_tokens(spans, offsets)
        found = []
        for begin, stop in windows(request, spans, firsts, len(ids)):
            start = firsts[begin] if begin else 0
            end = firsts[stop] if stop < len(spans) else len(ids)
            piece = list(ids[start : max(end, start)][: 2 * WINDOW])  # one endless word: its beginning is enough
            tokens = Tokens()
            tokens.add([CLS, *piece, SEP], 0)
            vectors = self._reader.vectors(tokens)
            found.append(vectors[[min(1 + token - start, len(piece)) for token in firsts[begin:stop]]])
        return np.concatenate(found)

    def _confidence(self, score: float) -> float:
        chance = min(max(math.exp(min(0.0, score)), 1e-6), 1 - 1e-6)
        logit = math.log(chance / (1 - chance))
        return 1 / (1 + math.exp(-(self.thresholds.slope * logit + self.thresholds.offset)))
