"""Labels of the Planner from a `plan_packs.Compound`: a tag a word, where each unit goes, which units it needs."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from lamlite.pointer.plan_decode import ORDERS, place
from lamlite.pointer.plan_tags import LB, LI, B, I, O, P, S, Unit, path_of, text_of, units_of, words_of

from .compound import Compound, Span


class Inexpressible(ValueError):
    """A compound that the tags cannot express; the message says why."""


@dataclass(frozen=True)
class PlanLabels:
    """What the Planner is to predict.

    Attributes:
        words: Characters of each word.
        tags: One a word.
        units: In the order said.
        orders: Of each unit, which of END, BEFORE, AFTER, FRONT put it where it belongs.
        needs: (unit, unit that it needs) by their numbers in the order said.
        plan: Numbers of the units in the order they are done.
    """

    words: tuple[tuple[int, int], ...]
    tags: tuple[int, ...]
    units: tuple[Unit, ...]
    orders: tuple[tuple[bool, ...], ...]
    needs: frozenset[tuple[int, int]]
    plan: tuple[int, ...]


def _word_range(span: Span, words: list[tuple[int, int]]) -> range:
    first = bisect_left(words, (span.start, 0))
    last = bisect_left([end for _, end in words], span.end)
    if first == len(words) or last == len(words) or words[first][0] != span.start or words[last][1] != span.end:
        raise Inexpressible("a piece begins or ends inside a word")
    return range(first, last + 1)


def _blocks(compound: Compound) -> list[tuple[int, int]]:
    """Ranges of steps that share words, single steps too, in the order done."""
    blocks: list[tuple[int, int]] = []
    for first, last in sorted({(s.first, s.last) for s in compound.spans}, key=lambda r: (r[0], -r[1])):
        if blocks and first <= blocks[-1][1]:
            if last > blocks[-1][1]:
                raise Inexpressible("shared words of overlapping ranges of steps")
            if last != first and (first, last) != blocks[-1]:
                raise Inexpressible("shared words inside a unit that only some of its steps share")
        else:
            blocks.append((first, last))
    return blocks


def _tags(compound: Compound, words: list[tuple[int, int]], block_of: dict[int, int]) -> tuple[list[int], list[int]]:
    """Tags, and the block of each unit in the order said."""
    tags = [O] * len(words)
    said: list[int] = []
    piece = (-1, -1)
    for span in sorted(compound.spans, key=lambda s: s.start):
        block, places = block_of[span.first], _word_range(span, words)
        fresh = not said or said[-1] != block
        if fresh and block in said:
            raise Inexpressible("the words of two steps are said in turns")
        if fresh:
            said.append(block)
        plain = sum(1 for other in block_of.values() if other == block) == 1
        if plain:
            begin, inside = (B if fresh else I), I
        elif span.first != span.last:
            begin, inside = (P if fresh else S), S
        else:
            begin, inside = (LI if piece == (block, span.first) else LB), LI
        piece = (block, span.first) if span.first == span.last else (-1, -1)
        for word in places:
            if tags[word] != O:
                raise Inexpressible("two pieces overlap")
            tags[word] = begin if word == places[0] else inside
    return tags, said


def _orders(said: list[int]) -> tuple[tuple[bool, ...], ...]:
    """Which orders put each unit where it belongs among those said before it."""
    found, order = [(True,) * ORDERS], [0]
    for unit in range(1, len(said)):
        wanted = sum(said[other] < said[unit] for other in order)
        right = tuple(place(order, unit, how) == wanted for how in range(ORDERS))
        if not any(right):
            raise Inexpressible("an order that is neither next to the unit said before nor at an end")
        order.insert(wanted, unit)
        found.append(right)
    return tuple(found)


def labels_of(compound: Compound) -> PlanLabels:
    """The labels of a compound. Raises Inexpressible where tags, orders and needs do not give its steps back."""
    words = words_of(compound.request)
    blocks = _blocks(compound)
    block_of = {step: number for number, (first, last) in enumerate(blocks) for step in range(first, last + 1)}
    tags, said = _tags(compound, words, block_of)
    if path_of(tags) is None:
        raise Inexpressible("shared words without two items, or items without shared words")
    units = units_of(tags)
    if len(units) != len(blocks):
        raise Inexpressible("two units that begin with an item, one after the other")
    orders = _orders(said)
    needs = {(step, wanted) for step, all_wanted in compound.needs for wanted in all_wanted}
    linked = {(block_of[step], block_of[wanted]) for step, wanted in needs}
    if any(a == b for a, b in linked):
        raise Inexpressible("a step needs another that shares words with it")
    whole = {(a, b) for x, y in linked for a in block_of if block_of[a] == x for b in block_of if block_of[b] == y}
    if whole != needs:
        raise Inexpressible("steps that share words need different steps, or are needed apart")
    unit_of = {block: unit for unit, block in enumerate(said)}
    plan = tuple(unit_of[block] for block in range(len(blocks)))
    spelled = [text_of(compound.request, words, step) for unit in plan for step in units[unit].steps()]
    if [" ".join(s.split()) for s in spelled] != [" ".join(task.split()) for task, _ in compound.steps()]:
        raise Inexpressible("the items of a step are not the k-th of their groups")
    return PlanLabels(tuple(words), tuple(tags), tuple(units), orders,
                      frozenset((unit_of[a], unit_of[b]) for a, b in linked), plan)  # fmt: skip
