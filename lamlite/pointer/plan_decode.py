"""Scores to a plan: the best legal tag sequences, the order of the units, and what each needs of those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..core.plan import Plan, Step
from .plan_tags import MAY_BEGIN, MAY_END, MAY_FOLLOW, STATES, TAG_OF, Unit, text_of, units_of
from .words import Floats

NEVER = np.float32(-1e4)
ORDERS = 4
END, BEFORE, AFTER, FRONT = range(ORDERS)  # where a unit goes: last, next to the unit said just before it, or first
_FOLLOW = np.where(MAY_FOLLOW, np.float32(0), NEVER)
_BEGIN = np.where(MAY_BEGIN, np.float32(0), NEVER)
_END = np.where(MAY_END, np.float32(0), NEVER)


def place(order: Sequence[int], unit: int, how: int) -> int:
    """Where in `order` the unit goes; the unit said just before it is `unit - 1`."""
    if how in (END, FRONT):
        return len(order) if how == END else 0
    return order.index(unit - 1) + (how == AFTER)


def _largest(scores: Floats, count: int) -> npt.NDArray[np.int64]:
    """Rows of the `count` largest values of each column, the largest first."""
    some = np.argpartition(scores, -count, axis=0)[-count:]
    return np.take_along_axis(some, np.argsort(-np.take_along_axis(scores, some, 0), axis=0, kind="stable"), 0)


@dataclass(frozen=True)
class TagScores:
    """Scores of a request's tags: of each word (n, 7), of each tag as the first (7,), of each after another (7, 7)."""

    words: Floats
    first: Floats
    after: Floats

    def _tables(self) -> tuple[Floats, Floats, Floats]:
        return self.words[:, TAG_OF], self.first[TAG_OF] + _BEGIN, self.after[TAG_OF][:, TAG_OF] + _FOLLOW

    def total(self) -> float:
        """Logarithm of the sum over all legal tag sequences."""
        words, first, after = self._tables()
        at = first + words[0]
        for row in words[1:]:
            top = at.max()
            at = np.log(np.exp(at - top) @ np.exp(after) + 1e-30) + top + row
        return float(np.logaddexp.reduce(at + _END))

    def best(self, count: int) -> list[tuple[list[int], float]]:
        """The `count` best legal tag sequences with their scores, best first (fewer where there are fewer)."""
        words, first, after = self._tables()
        at = np.full((count, STATES), NEVER * 2, np.float32)
        at[0] = first + words[0]
        back: list[npt.NDArray[np.int64]] = []
        for row in words[1:]:
            every = (at[:, :, None] + after[None]).reshape(count * STATES, STATES)
            chosen = every.argmax(0)[None] if count == 1 else _largest(every, count)
            at = np.take_along_axis(every, chosen, 0) + row
            back.append(chosen)
        last = (at + _END).reshape(-1)
        found = []
        for end in np.argsort(-last, kind="stable")[:count]:
            if last[end] < NEVER / 2:
                break
            cell, path = int(end), []
            for chosen in reversed(back):
                path.append(cell % STATES)
                cell = int(chosen.reshape(-1)[cell])
            path.append(cell % STATES)
            found.append(([int(TAG_OF[state]) for state in reversed(path)], float(last[end])))
        return found


@dataclass(frozen=True)
class Reading:
    """One way to read a request: its units in the order said, the order they are done in, needs, and how likely."""

    units: tuple[Unit, ...]
    order: tuple[int, ...]
    needs: frozenset[tuple[int, int]]
    score: float


def _log_sigmoid(x: float) -> float:
    return float(-np.logaddexp(0.0, -x))


def readings(tags: Sequence[int], score: float, orders_of: Callable[[list[Unit]], Floats],
             needs_of: Callable[[list[Unit]], Floats]) -> list[Reading]:  # fmt: skip
    """The best order and needs for a tag sequence, and what differs in the least certain of these choices.

    `orders_of(units)` gives log-probabilities (units, 4), `needs_of(units)` logits (units, units) of row needs column.
    Only units that come before can be needed, so the needs have no cycle.
    """
    units = units_of(tags)
    if not units:
        return []
    orders, needs = orders_of(units), needs_of(units)
    order, doubts = [0], []
    for unit in range(1, len(units)):
        chances: dict[int, float] = {}
        for how in range(ORDERS):
            at = place(order, unit, how)
            chances[at] = float(np.logaddexp(chances.get(at, -np.inf), orders[unit, how]))
        ranked = sorted(chances, key=lambda at: -chances[at])
        if len(ranked) > 1:
            doubts.append((chances[ranked[0]] - chances[ranked[1]], list(order), unit, ranked[1]))
        score += chances[ranked[0]]
        order.insert(ranked[0], unit)
    found = [_with_needs(units, order, needs, score)]
    for gap, before, unit, at in sorted(doubts, key=lambda d: d[0])[:1]:
        other = [*before[:at], unit, *before[at:]]
        for late in range(unit + 1, len(units)):
            other.insert(min(order.index(late), len(other)), late)
        found.append(_with_needs(units, other, needs, score - gap))
    pairs = [(abs(float(needs[a, b])), (a, b)) for i, a in enumerate(order) for b in order[:i]]
    if pairs:
        gap, pair = min(pairs)
        found.append(Reading(tuple(units), tuple(order), found[0].needs ^ {pair}, found[0].score - gap))
    return found


def _with_needs(units: list[Unit], order: list[int], needs: Floats, score: float) -> Reading:
    pairs = [(a, b) for i, a in enumerate(order) for b in order[:i]]
    chosen = frozenset(pair for pair in pairs if needs[pair] > 0)
    score += sum(_log_sigmoid(abs(float(needs[pair]))) for pair in pairs)
    return Reading(tuple(units), tuple(order), chosen, score)


def plan_of(reading: Reading, request: str, spans: Sequence[tuple[int, int]], limit: int) -> Plan:
    """The plan that a reading spells, of at most `limit` steps: what is too much stays together in one step."""
    tasks = {
        unit: [text_of(request, spans, words) for words in found.steps()] for unit, found in enumerate(reading.units)
    }
    for unit in sorted(tasks, key=lambda u: -len(tasks[u])):
        if len(tasks[unit]) > 1 and sum(map(len, tasks.values())) > limit:
            words = reading.units[unit].words
            tasks[unit] = [request[spans[words[0]][0] : spans[words[-1]][1]]]
    order, needs = reading.order, reading.needs
    if len(tasks) > limit:
        rest = reading.units[limit - 1].words[0]
        tasks = {u: t for u, t in tasks.items() if u < limit}
        tasks[limit - 1] = [request[spans[rest][0] :].strip()]
        order = tuple(range(limit))
        needs = frozenset((a, b) for a, b in ((min(a, limit - 1), b) for a, b in needs) if b < a)
    steps: list[Step] = []
    ids: dict[int, tuple[int, ...]] = {}
    for unit in order:
        wanted = tuple(sorted(i for a, b in needs if a == unit for i in ids[b]))
        ids[unit] = tuple(range(len(steps) + 1, len(steps) + 1 + len(tasks[unit])))
        steps += [Step(i, task, wanted) for i, task in zip(ids[unit], tasks[unit], strict=True)]
    return Plan(tuple(steps))
