"""Compose requests: clauses of one task joined by phrasings, lists that share words, chains of results, traps, noise.

python -m models.recipe.compose 40        prints requests in the form of the planner packs
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .blocks import Bit, Block, capitalized, compound_of, fits, join, lowered, unpunctuated, with_fillers
from .clauses import HELD_OUT_SOURCES, READERS, Clause, Slot, pack_clauses, public_clauses
from .compound import Compound
from .phrases import Giving, connectives, results
from .slots import values

SHARES = {
    "packs": 40,
    "hwu64": 18,
    "mindmeld": 16,
    "clinc150": 12,
    "rma-droid": 14,
    "sgd": 4,
    "snips": 10,
    "bf-skills": 10,
}
TEXTS = ("message", "text", "body", "note", "content", "title", "subject", "sentence", "query", "items", "name")
CALLS = ("call", "ring", "phone", "dial", "text", "show", "find")
PEOPLE = ("person", "contact", "recipient", "people", "attendees", "guest", "participants", "to", "with")
CONJUNCTIONS = (" and ", " and ", " and ", ", and ", " & ", " and also ", " plus ", " as well as ", " and then ")


@dataclass
class Pool:
    """Clauses by source, with the values that each kind of slot takes."""

    clauses: dict[str, list[Clause]]
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    slotted: list[Clause] = field(default_factory=list)
    joined: list[Clause] = field(default_factory=list)

    def __post_init__(self) -> None:
        for every in self.clauses.values():
            for clause in every:
                for slot in clause.slots:
                    words = clause.core[slot.start : slot.end]
                    if 2 <= len(words) <= 30 and " and " not in words and "," not in words:
                        self.values[f"{clause.source}:{slot.kind}"].append(words)
                if clause.slots and not clause.joined:
                    self.slotted.append(clause)
                if clause.joined:
                    self.joined.append(clause)
        self.clauses = {name: [c for c in every if not c.joined] for name, every in self.clauses.items()}

    def draw(self, rng: random.Random) -> Clause:
        """One clause, sources by their shares."""
        names = [name for name, every in self.clauses.items() if every]
        return rng.choice(self.clauses[rng.choices(names, [SHARES[name] for name in names])[0]])


def training_pool(seed: int = 1) -> Pool:
    """The packs and the public sets that are trained on."""
    sources = {name: public_clauses(name) for name in READERS if name not in HELD_OUT_SOURCES}
    return Pool({"packs": pack_clauses(random.Random(seed)), **sources})


def held_out_pool() -> Pool:
    """The public sets that are never trained on."""
    return Pool({name: public_clauses(name) for name in HELD_OUT_SOURCES})


class Composer:
    """Draws requests. `unseen` takes only held-out phrasings and clauses that need results, else only the others."""

    def __init__(self, pool: Pool, *, unseen: bool = False) -> None:
        self.pool, self.unseen = pool, unseen
        self._phrases = {kind: [p for p in every if p.held_out == unseen] for kind, every in connectives().items()}
        self._common = [p for p in self._phrases["independent"] + self._phrases["ordered"]
                        if sum(len(part.words) for part in p.parts) <= 7]  # fmt: skip

    def draw(self, rng: random.Random) -> Compound:
        """One request with its steps."""
        while True:
            try:
                block = self._noisy(self._request(rng), rng)
                compound = compound_of(block)
            except (ValueError, IndexError):
                continue
            if block.count <= 8 and len(compound.request) <= 480:
                return compound

    def _request(self, rng: random.Random) -> Block:
        sort = rng.random()
        if sort < 0.30:
            return self._dressed(self._single(rng), rng)
        if sort < 0.42:
            block = self._linked(rng)
        elif sort < 0.52:
            block = self._list(rng)
        elif sort < 0.55:
            block = self._phrased("shared", [self._order(rng), self._order(rng)], rng)
        elif sort < 0.68:
            block = self._phrased("series", [self._unit(rng), self._unit(rng), self._unit(rng)], rng)
        else:
            block = self._pair(self._unit(rng), self._unit(rng), rng)
        more = rng.choices((0, 1, 2), (0.66, 0.24, 0.10))[0]
        for _ in range(more):
            other = self._unit(rng)
            block = self._pair(block, other, rng) if rng.random() < 0.6 else self._pair(other, block, rng)
        return self._dressed(block, rng)

    def _single(self, rng: random.Random) -> Block:
        sort = rng.random()
        if sort < 0.2 and self.pool.joined:
            return self._block(rng.choice(self.pool.joined), rng)
        if sort < 0.32:
            return self._phrased("whole", [self._order(rng), self._order(rng)], rng)
        if sort < 0.38:
            return self._trap(rng)
        return self._block(self.pool.draw(rng), rng)

    def _unit(self, rng: random.Random) -> Block:
        sort = rng.random()
        if sort < 0.09:
            return self._list(rng)
        if sort < 0.14:
            return self._phrased("whole", [self._order(rng), self._order(rng)], rng)
        if sort < 0.18 and self.pool.joined:
            return self._block(rng.choice(self.pool.joined), rng, core=True)
        if sort < 0.22:
            return self._trap(rng)
        return self._block(self.pool.draw(rng), rng)

    def _order(self, rng: random.Random) -> Block:
        """A clause that is an order, without politeness."""
        while True:
            clause = self.pool.draw(rng)
            if clause.verb:
                return self._block(clause, rng, core=True)

    @staticmethod
    def _block(clause: Clause, rng: random.Random, *, core: bool = False) -> Block:
        bits = [Bit(clause.core, 1, 1)]
        if not core and rng.random() < 0.5:
            bits = [Bit(clause.before), *bits, Bit(clause.after)]
        return Block(tuple(bit for bit in bits if bit.text), 1)

    def _phrased(self, kind: str, blocks: Sequence[Block], rng: random.Random) -> Block:
        slots = dict(zip("ABC", blocks, strict=False))
        usable = [p for p in self._phrases[kind] if fits(p, slots)]
        if not usable:
            raise ValueError("no phrasing fits")
        chosen = rng.choice(usable)
        return join(chosen, slots)

    def _pair(self, first: Block, second: Block, rng: random.Random) -> Block:
        if rng.random() < 0.3 and not self.unseen:
            return join(rng.choice([p for p in self._common if fits(p, {"A": first, "B": second})]),
                        {"A": first, "B": second})  # fmt: skip
        kind = rng.choices(
            ("independent", "ordered", "reversed", "final", "dependent"), (0.38, 0.30, 0.21, 0.06, 0.05)
        )[0]
        if kind == "dependent" and (first.count > 1 or second.count > 1):
            kind = "independent"
        return self._phrased(kind, [first, second], rng)

    def _dressed(self, block: Block, rng: random.Random) -> Block:
        """With politeness, asides, second thoughts."""
        for kind, share in (("correction", 0.03), ("aside", 0.06), ("opening", 0.22), ("closing", 0.12)):
            if rng.random() < share:
                slots = {"A": block, "X": self._order(rng)}
                usable = [p for p in self._phrases[kind] if fits(p, slots)]
                block = join(rng.choice(usable), slots) if usable else block
        return block

    def _noisy(self, block: Block, rng: random.Random) -> Block:
        if rng.random() < 0.05:
            block = with_fillers(block, [p.parts[0].words for p in self._phrases["filler"]], rng)
        if rng.random() < 0.5:
            block = replace(block, bits=(*block.bits, Bit(rng.choice((".", ".", "?", "!")))))
        if rng.random() < 0.55:
            block = capitalized(block)
        if rng.random() < 0.35:
            block = lowered(block)
        return unpunctuated(block) if rng.random() < 0.22 else block

    # --- lists that share words

    def _list(self, rng: random.Random) -> Block:
        """A clause with one or two slots whose values are dealt out to several steps."""
        for _ in range(60):
            clause = rng.choice(self.pool.slotted)
            usable = [slot for slot in clause.slots if self._deals(clause, slot)]
            if not usable:
                continue
            if len(usable) > 1 and rng.random() < 0.35:
                return self._two_slots(clause, sorted(rng.sample(usable, 2), key=lambda s: s.start), rng)
            return self._one_slot(clause, rng.choice(usable), rng)
        raise ValueError("no list")

    def _deals(self, clause: Clause, slot: Slot) -> bool:
        kind = slot.kind.lower()
        if any(word in kind for word in TEXTS) or (any(word == kind for word in PEOPLE) and clause.verb not in CALLS):
            return False
        return len(set(self.pool.values[f"{clause.source}:{slot.kind}"])) > 4

    def _values(self, clause: Clause, slot: Slot, count: int, rng: random.Random) -> list[str]:
        found = [clause.core[slot.start : slot.end]]
        every = self.pool.values[f"{clause.source}:{slot.kind}"]
        for _ in range(60):
            words = rng.choice(every)
            if words.lower() not in [w.lower() for w in found] and len(found) < count:
                found.append(words)
        rng.shuffle(found)
        return found

    @staticmethod
    def _items(items: Sequence[str], rng: random.Random, repeat: str = "") -> list[Bit]:
        """Items with what parts them; `repeat` is said again before each further item (to the kitchen and TO the hall)."""
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

    def _trap(self, rng: random.Random) -> Block:
        """One order whose object holds an "and": people who are invited together, names, numbers."""
        people = results().lists["person"]
        some = rng.sample(people, rng.choice((2, 2, 3)))
        listed = ", ".join(some[:-1]) + rng.choice((" and ", " and ", ", and ", " & ")) + some[-1]
        topic, time = rng.choice(results().lists["topic"]), rng.choice(results().lists["time"])
        thing, place = rng.choice(results().lists["thing"]), rng.choice(results().lists["place"])
        pair = rng.choice(values("title") or ("Salt and Pepper", "War and Peace", "Pride and Prejudice", "Fish and Chips",
                                              "Tom and Jerry", "Barnes and Noble", "rock and roll", "mac and cheese",
                                              "Simon and Garfunkel", "Bed Bath and Beyond", "Florence and the Machine",
                                              "Johnson & Johnson", "drum and bass", "Crime and Punishment"))  # fmt: skip
        text = rng.choice((
            f"invite {listed} to dinner {time}", f"set up a meeting with {listed} {time}", f"email {listed} about {topic}",
            f"text {listed} that I'm running late", f"tell {listed} that {thing} is ready and that lunch is on me",
            f"create a group chat with {listed}", f"book a table for {listed} and me {time}", f"play {pair}",
            f"order {pair} {time}", f"search for {pair}", f"find {topic} and {rng.choice(results().lists['topic'])} compared",
            f"how far is it between {place} and {rng.choice(results().lists['place'])}", f"find a hotel with a pool and parking in {place}",
            f"compare {place} and {rng.choice(results().lists['place'])}", f"text {some[0]} I love you and see you {time}",
            f"set an alarm for {rng.randint(5, 9)} and label it {topic}", f"remind me {time} to bring {thing} and {rng.choice(results().lists['thing'])}",
            f"what's the difference between {topic} and {rng.choice(results().lists['topic'])}",
            f"block my calendar between {rng.randint(1, 5)} and {rng.randint(6, 9)}", f"put {pair} on in the living room",
        ))  # fmt: skip
        return Block((Bit(text, 1, 1),), 1)

    # --- results

    def _filled(self, template: str, rng: random.Random) -> str:
        text = template
        while "[" in text:
            start = text.rindex("[")
            stop = text.index("]", start)
            text = text[:start] + rng.choice(text[start + 1 : stop].split("|")) + text[stop + 1 :]
        for name, listed in results().lists.items():
            while f"{{{name}}}" in text:
                text = text.replace(f"{{{name}}}", rng.choice(listed), 1)
        return " ".join(text.split())

    def _seen(self, every: Mapping[str, list[Giving]], kind: str) -> list[Giving]:
        return [g for g in every[kind] if g.held_out == self.unseen]

    def _linked(self, rng: random.Random) -> Block:
        """A clause that gives something, and one to three that need it or what came of it."""
        kinds = list(results().yields)
        if rng.random() < 0.3:
            kind, text = "answer", ""
            for _ in range(80):
                clause = self.pool.draw(rng)
                if (
                    not clause.verb
                    and not clause.mentions
                    and clause.core.split()[0] in ("what", "what's", "how", "when", "who", "where", "is")
                ):
                    text = clause.core
                    break
        else:
            kind = rng.choice(kinds)
            text = self._filled(rng.choice(self._seen(results().yields, kind)).template, rng)
        if not text:
            raise ValueError("no question found")
        block = Block((Bit(text, 1, 1),), 1)
        gives = {1: kind}
        for _ in range(rng.choices((1, 2, 3), (0.6, 0.3, 0.1))[0]):
            wanted = (
                max(gives) if gives[max(gives)] and rng.random() < 0.7 else rng.choice([s for s in gives if gives[s]])
            )
            use = rng.choice(self._seen(results().uses, gives[wanted]))
            step = Block((Bit(self._filled(use.template, rng), 1, 1),), 1)
            block = self._chained(block, step, wanted, rng)
            gives[block.count] = use.gives
        return block

    def _chained(self, block: Block, step: Block, wanted: int, rng: random.Random) -> Block:
        """`step` after `block`, needing its step `wanted`."""
        kind = rng.choices(
            ("independent", "ordered", "final", "reversed"), (0.42, 0.46, 0.06, 0.06 if block.plain else 0)
        )[0]
        slots = {"A": block, "B": step}
        usable = [p for p in self._phrases[kind] if fits(p, slots)]
        if not self.unseen and rng.random() < 0.4 and kind != "reversed":
            usable = [p for p in self._common if fits(p, slots)]
        if kind != "reversed" and rng.random() < 0.2:
            bits = (
                *block.bits,
                Bit(rng.choice((", ", ", ", ". ", " ", "; "))),
                Bit(step.bits[0].text, block.count + 1, block.count + 1),
            )
            made = Block(bits, block.count + 1, block.needs)
        else:
            made = join(rng.choice(usable), slots)
        return replace(made, needs=made.needs | {(made.count, wanted)})


def written(compound: Compound) -> str:
    """A compound in the form of the planner packs."""
    out, at, told = "", 0, set[int]()
    needs = dict(compound.needs)
    for span in sorted(compound.spans, key=lambda s: s.start):
        number = str(span.first) if span.first == span.last else f"{span.first}-{span.last}"
        wanted = ",".join(map(str, needs.get(span.first, ()))) if span.first not in told else ""
        told.add(span.first)
        out += compound.request[at : span.start]
        out += f"{{{number}{'<' if wanted else ''}{wanted}:{compound.request[span.start : span.end]}}}"
        at = span.end
    return out + compound.request[at:]


def main(argv: list[str]) -> int:
    """`compose COUNT [unseen]` prints so many requests."""
    composer = Composer(training_pool(), unseen="unseen" in argv)
    rng = random.Random()
    for _ in range(int(argv[0]) if argv else 20):
        print(written(composer.draw(rng)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
