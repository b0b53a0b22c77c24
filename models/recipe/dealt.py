"""Lists: one order whose words several steps share, with the items dealt out to them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .blocks import Bit, Block
from .clauses import Clause, Slot
from .phrases import filled, results
from .pools import Pool, may_list
from .slots import draw

TEXTS = ("message", "text", "body", "note", "content", "title", "subject", "sentence", "query", "items", "name")
CALLS = ("call", "ring", "phone", "dial", "text", "show", "find")
PEOPLE = ("person", "contact", "recipient", "people", "attendees", "guest", "participants", "to", "with")
CONJUNCTIONS = (" and ", " and ", " and ", ", and ", " & ", " and also ", " plus ", " as well as ", " and then ")


class Dealer:
    """Draws lists from hand-written patterns and from clauses whose slots take values of other clauses."""

    def __init__(self, pool: Pool, *, unseen: bool) -> None:
        self._pool, self._unseen = pool, unseen

    def draw(self, rng: random.Random) -> Block:
        """A clause with one or two slots whose values are dealt out to several steps."""
        if rng.random() < 0.5:
            return self._pattern(rng)
        for _ in range(60):
            clause = rng.choice(self._pool.slotted)
            usable = [slot for slot in clause.slots if self._deals(clause, slot)]
            if not usable:
                continue
            if len(usable) > 1 and rng.random() < 0.35:
                return self._two_slots(clause, sorted(rng.sample(usable, 2), key=lambda s: s.start), rng)
            return self._one_slot(clause, rng.choice(usable), rng)
        raise ValueError("no list")

    def _deals(self, clause: Clause, slot: Slot) -> bool:
        kind = slot.kind.lower()
        if not may_list(clause, slot):
            return False
        if any(word in kind for word in TEXTS) or (any(word == kind for word in PEOPLE) and clause.verb not in CALLS):
            return False
        return len(set(self._pool.values[f"{clause.source}:{slot.kind}"])) > 4

    def _values(self, clause: Clause, slot: Slot, count: int, rng: random.Random) -> list[str]:
        found = [clause.core[slot.start : slot.end]]
        every = self._pool.values[f"{clause.source}:{slot.kind}"]
        for _ in range(60):
            words = rng.choice(every)
            if words.lower() not in [w.lower() for w in found] and len(found) < count:
                found.append(words)
        rng.shuffle(found)
        return found

    @staticmethod
    def _items(items: Sequence[str], rng: random.Random, repeat: str = "") -> list[Bit]:
        """Items with what parts them; `repeat` is said before each (TO the kitchen and TO the hall)."""
        bits = []
        last = rng.choice(CONJUNCTIONS if len(items) == 2 else CONJUNCTIONS[:6])
        style = rng.random()
        for number, item in enumerate(items, 1):
            if number > 1:
                parting = last if number == len(items) or style < 0.08 else ", "
                bits.append(Bit(" " if style > 0.97 else ", " if style > 0.93 else parting))
            bits.append(Bit(repeat + item, number, number))
        return bits

    def _one_slot(self, clause: Clause, slot: Slot, rng: random.Random) -> Block:
        items = self._values(clause, slot, rng.choice((2, 2, 2, 3, 3, 4)), rng)
        count = len(items)
        head, tail = clause.core[: slot.start], clause.core[slot.end :]
        words = head.split()
        repeat = ""
        if (
            len(words) > 1
            and words[-1] in ("in", "to", "for", "on", "at", "of", "from", "about", "the", "my")
            and rng.random() < 0.4
        ):
            repeat = words[-1] + " "
            head = head[: head.rindex(words[-1])]
        if not head.strip() and not tail.strip():
            raise ValueError("nothing is shared")
        bits = [Bit(head, 1, count), *self._items(items, rng, repeat), Bit(tail, 1, count)]
        if tail.strip() and head.strip() and not repeat and rng.random() < 0.1:
            # add milk to the list, eggs and bread: the ending comes before the further items
            first, *rest = self._items(items, rng)
            bits = [Bit(head, 1, count), *(b for b in (first, *rest)), Bit(tail, 1, count)]
        return Block(tuple(b for b in bits if b.text.strip() or not b.first), count)

    def _two_slots(self, clause: Clause, slots: Sequence[Slot], rng: random.Random) -> Block:
        one, two = slots
        count = rng.choice((2, 2, 2, 3))
        left, right = self._values(clause, one, count, rng), self._values(clause, two, count, rng)
        count = min(len(left), len(right))
        head, middle, tail = clause.core[: one.start], clause.core[one.end : two.start], clause.core[two.end :]
        if not head.strip() or count < 2:
            raise ValueError("nothing is shared")
        if rng.random() < 0.55 or not middle.strip():  # set the hall to 20 and the attic to 15
            items = [f"{a}{middle}{b}" for a, b in zip(left, right, strict=False)]
            bits = [Bit(head, 1, count), *self._items(items, rng), Bit(tail, 1, count)]
        else:  # timers for the pasta and the rice for 20 and 15 minutes
            more = [Bit(" respectively")] if rng.random() < 0.3 else []
            bits = [Bit(head, 1, count), *self._items(left[:count], rng), Bit(middle, 1, count),
                    *self._items(right[:count], rng), Bit(tail, 1, count), *more]  # fmt: skip
        return Block(tuple(b for b in bits if b.text.strip() or not b.first), count)

    def _pattern(self, rng: random.Random) -> Block:
        """A hand-written pattern whose stars take one value for each step."""
        deal = rng.choice([d for d in results().deals if d.held_out == self._unseen])
        pieces = filled(deal.template, rng).split("*")
        count = rng.choice((2, 2, 2, 3, 3, 4)) if len(pieces) == 2 else rng.choice((2, 2, 3))
        columns = [self._listed(kind.strip(), count, rng) for kind in deal.gives.split("|")]
        if len(pieces) == 2:
            bits = [Bit(pieces[0], 1, count), *self._items(columns[0], rng), Bit(pieces[1], 1, count)]
        elif rng.random() < 0.65 or not pieces[1].strip():
            items = [f"{a}{pieces[1]}{b}" for a, b in zip(*columns, strict=True)]
            if pieces[0].endswith("the "):  # set the hall to 20 and THE attic to 15
                pieces[0], items = pieces[0].removesuffix("the "), [f"the {item}" for item in items]
            bits = [Bit(pieces[0], 1, count), *self._items(items, rng), Bit(pieces[2], 1, count)]
        else:
            bits = [Bit(pieces[0], 1, count), *self._items(columns[0], rng), Bit(pieces[1], 1, count),
                    *self._items(columns[1], rng), Bit(pieces[2], 1, count)]  # fmt: skip
        return Block(tuple(b for b in bits if b.text.strip() or not b.first), count)

    @staticmethod
    def _listed(kind: str, count: int, rng: random.Random) -> list[str]:
        every = results().lists.get(kind)
        found: list[str] = []
        while len(found) < count:
            words = rng.choice(every) if every else draw(kind, rng)
            if words not in found:
                found.append(words)
        return found
