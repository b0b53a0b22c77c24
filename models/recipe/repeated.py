"""Whole requests of the Caller's packs that ask one tool several times: a value, or several with the words between
them, said once more with others.

    Calculate the tax on {12,000 in Ohio} and on {9,500 in Utah}.     What's the pH of {0.1 M} and {0.01 M} HCl?
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from .blocks import Bit, Block
from .dealt import TEXTS
from .mixture import PackSource
from .rows import Mark, Row

LAST = (" and ", " and ", " and ", ", and ", " and also ", ", and also ", " as well as ", ", also ", " plus ", " & ")
_JOINED = re.compile(r"\s*(?:,|and|or|to|by|x|times|from|-|–|:|/|plus|minus|over)?\s*", re.I)
_LEADS = frozenset("of for in with at on to from by between when if a an the is as about using".split())
_NO_LIST = re.compile(r"\b(?:and|or|both|between|respectively|each|all)\b", re.I)


class Repeater:
    """Draws requests; the values of a parameter are those that other requests for the same tool name."""

    def __init__(self, source: PackSource, rng: random.Random, sample: int = 30_000) -> None:
        self._source = source
        self._values: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
        for _ in range(sample):
            row = source.draw(rng)
            for mark in _marks(row):
                self._values[str(row.tool["name"]), mark.path].add(row.request[mark.start : mark.end])

    def draw(self, rng: random.Random) -> Block:
        """One request of two to four steps. Raises ValueError where the request drawn has no place for it."""
        row = self._source.draw(rng)
        marks = _marks(row)
        if not marks or len(row.request) > 330:
            raise ValueError("nothing to repeat")
        if len(marks) > 1 and rng.random() < 0.2:
            return self._apart(row, marks, rng)
        first = rng.randrange(len(marks))
        last = min(len(marks) - 1, first + rng.choice((0, 0, 1, 1, 2)))
        return self._side_by_side(row, marks[first : last + 1], rng)

    def _others(self, row: Row, mark: Mark, count: int, rng: random.Random) -> list[str]:
        said = row.request[mark.start : mark.end]
        known = sorted(self._values[str(row.tool["name"]), mark.path] - {said, said.lower()})
        if len(known) < count or _NO_LIST.search(said) or "," in said:
            raise ValueError("too few other values")
        return [said, *rng.sample(known, count)]

    def _side_by_side(self, row: Row, marks: Sequence[Mark], rng: random.Random) -> Block:
        """The values with the words between them, and then the same with other values."""
        request, count = row.request, rng.choice((1, 1, 1, 2, 2, 3) if len(marks) == 1 else (1, 1, 2))
        start, stop = marks[0].start, marks[-1].end
        if _touching(row, marks):
            raise ValueError("another value stands right beside it")
        columns = [self._others(row, mark, count, rng) for mark in marks]
        items = []
        for at in range(count + 1):
            text = request[start:stop]
            for mark, column in reversed(list(zip(marks, columns, strict=True))):
                text = text[: mark.start - start] + column[at] + text[mark.end - start :]
            items.append(text)
        head, lead = _split_lead(request[:start], rng)
        if not head.strip():
            raise ValueError("nothing is shared")
        return _laid_out(head, [lead + item for item in items], request[stop:], rng)

    def _apart(self, row: Row, marks: Sequence[Mark], rng: random.Random) -> Block:
        """All values of one parameter, then all of another: for A and B with 5 and 7, respectively."""
        at = rng.randrange(len(marks) - 1)
        one, two = marks[at], marks[at + 1]
        middle = row.request[one.end : two.start]
        if _touching(row, (one, two)) or _JOINED.fullmatch(middle) or not row.request[: one.start].strip():
            raise ValueError("the values stand side by side")
        count = rng.choice((1, 1, 2))
        left, right = self._others(row, one, count, rng), self._others(row, two, count, rng)
        end = count + 1
        bits = [Bit(row.request[: one.start], 1, end), *_listed(left, rng), Bit(middle, 1, end), *_listed(right, rng)]
        bits += [Bit(" respectively" if rng.random() < 0.5 else ", respectively")] if rng.random() < 0.5 else []
        return Block((*bits, *_tail(row.request[two.end :], end)), end)


def _marks(row: Row) -> list[Mark]:
    """Marks of parameters that take one value, said in one place, in the order said; no free texts."""
    if row.kind != "call":
        return []
    properties = row.tool["parameters"].get("properties", {})
    return sorted((m for m in row.lone_marks if len(m.path) == 1
                   and properties[m.path[0]].get("type") not in ("array", "object", "boolean")
                   and not any(word in m.path[0].lower() for word in TEXTS)
                   and m.end - m.start <= 40), key=lambda m: m.start)  # fmt: skip


def _touching(row: Row, marks: Sequence[Mark]) -> bool:
    """Whether another value is joined to these by no more than a comma or an "and": a list would run into it."""
    inside = {mark.start for mark in marks}
    for other in row.marks:
        if other.start in inside or other.end <= other.start:
            continue
        before = other.end <= marks[0].start
        gap = row.request[other.end : marks[0].start] if before else row.request[marks[-1].end : other.start]
        if _JOINED.fullmatch(gap):
            return True
    return False


def _split_lead(head: str, rng: random.Random) -> tuple[str, str]:
    """What comes before the items, and the words that each item repeats: (Work out the tax, on)."""
    words = list(re.finditer(r"\S+\s*", head))
    if not words or rng.random() < 0.45:
        return head, ""
    most = min(5, len(words) - 1)
    for size in rng.sample(range(1, most + 1), most):
        found = words[-size]
        if found[0].strip().lower() in _LEADS and not re.search(r"[.?!,;:]", head[found.start() :]):
            return head[: found.start()], head[found.start() :]
    return head, ""


def _listed(items: Sequence[str], rng: random.Random) -> list[Bit]:
    bits: list[Bit] = []
    last = rng.choice(LAST)
    for number, item in enumerate(items, 1):
        if number > 1:
            bits.append(Bit(last if number == len(items) else ", "))
        bits.append(Bit(item, number, number))
    return bits


def _tail(text: str, count: int) -> list[Bit]:
    """What follows the items: shared words, where there are any before the end of the sentence."""
    ending = re.search(r"[\s.?!,;]*$", text)
    words = text[: ending.start()] if ending else text
    if not words.strip():
        return [Bit(text)]
    return [Bit(words, 1, count), Bit(text[len(words) :])]


def _laid_out(head: str, items: Sequence[str], tail: str, rng: random.Random) -> Block:
    count = len(items)
    if rng.random() < 0.12 and re.fullmatch(r"[\s.?!]*", tail):  # the further ones as an afterthought
        more = rng.choice((" Also ", " And ", " Then also ", " Do the same "))
        bits = [
            Bit(head, 1, count),
            Bit(items[0], 1, 1),
            Bit(rng.choice((".", ",", "?")) + more),
            *[
                bit
                for at, item in enumerate(items[1:], 2)
                for bit in ((Bit(", and "),) if at > 2 else ()) + (Bit(item, at, at),)
            ],
        ]
        return Block((*bits, Bit(tail)), count)
    return Block((Bit(head, 1, count), *_listed(items, rng), *_tail(tail, count)), count)
