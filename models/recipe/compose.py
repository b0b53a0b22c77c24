"""Compose requests: clauses of one task joined by phrasings, lists that share words, chains of results, traps, noise.

python -m models.recipe.compose 40        prints requests in the form of the planner packs
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .blocks import Bit, Block, capitalized, compound_of, fits, join, lowered, unpunctuated, with_fillers
from .clauses import Clause
from .compound import Compound
from .dealt import Dealer
from .phrases import Giving, Part, connectives, filled, results
from .pools import Pool, training_pool

QUESTIONS = frozenset("what what's how when who where is".split())


class Composer:
    """Draws requests. `unseen` takes only held-out phrasings and clauses that need results, else only the others."""

    def __init__(self, pool: Pool, *, unseen: bool = False) -> None:
        self.pool, self.unseen = pool, unseen
        self._lists = Dealer(pool, unseen=unseen)
        self._phrases = {kind: [p for p in every if p.held_out == unseen] for kind, every in connectives().items()}
        joining = self._phrases["independent"] + self._phrases["ordered"]
        between = [
            p for p in joining if [part.slot for part in p.parts] == ["A", "", "B"] and " " in p.parts[1].words.strip()
        ]
        self._between = [p for p in between if {part.form for part in p.parts} <= {"", "do"}]
        self._common = [p for p in joining if sum(len(part.words) for part in p.parts) <= 7]

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
        if sort < 0.46:
            block = self._linked(rng)
        elif sort < 0.62:
            block = self._lists.draw(rng)
        elif sort < 0.65:
            block = self._phrased("shared", [self._order(rng), self._order(rng)], rng)
        elif sort < 0.75:
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
        if sort < 0.42:
            return self._trap(rng)
        return self._block(self.pool.draw(rng), rng)

    def _unit(self, rng: random.Random) -> Block:
        sort = rng.random()
        if sort < 0.09:
            return self._lists.draw(rng)
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

    def _crossed(self, first: Block, second: Block, rng: random.Random) -> Block:
        """Joined by the beginning of one phrasing and the end of another: words that parted no clauses before."""
        slots = {"A": first, "B": second}
        one, other = (rng.choice(self._between) for _ in range(2))
        left, right = one.parts[1].words.split(" "), other.parts[1].words.split(" ")
        words = " ".join(left[: rng.randint(1, len(left))] + right[rng.randint(0, len(right) - 1) :])
        made = replace(other, parts=(other.parts[0], Part(words), other.parts[2]))
        if not fits(made, slots):
            raise ValueError("an order is wanted")
        return join(made, slots)

    def _pair(self, first: Block, second: Block, rng: random.Random) -> Block:
        if rng.random() < 0.12 and not self.unseen:
            return self._crossed(first, second, rng)
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
        if rng.random() < 0.08:
            remark = "".join(part.words for part in rng.choice(self._phrases["said"]).parts)
            bits = (Bit(remark), Bit(rng.choice((", ", ". ", " so ", " and ", ", so ", " - ", ": ", "! ", "; ", " "))))
            after = (Bit(rng.choice((". ", ", ", " - ", " ", "; "))), Bit(remark))
            block = replace(block, bits=(*bits, *block.bits) if rng.random() < 0.75 else (*block.bits, *after))
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

    def _trap(self, rng: random.Random) -> Block:
        """One order with an "and" or a comma in it: people who are invited together, names, numbers."""
        trap = rng.choice([t for t in results().traps if t.held_out == self.unseen])
        return Block((Bit(filled(trap.template, rng), 1, 1),), 1)

    # --- results

    def _seen(self, every: Mapping[str, list[Giving]], kind: str) -> list[Giving]:
        return [g for g in every[kind] if g.held_out == self.unseen]

    def _linked(self, rng: random.Random) -> Block:
        """A clause that gives something, and one to three that need it or what came of it."""
        kinds = list(results().yields)
        if rng.random() < 0.3:
            kind, text = "answer", ""
            for _ in range(80):
                clause = self.pool.draw(rng)
                if not clause.verb and not clause.mentions and clause.core.split()[0] in QUESTIONS:
                    text = clause.core
                    break
        else:
            kind = rng.choice(kinds)
            text = filled(rng.choice(self._seen(results().yields, kind)).template, rng)
        if not text:
            raise ValueError("no question found")
        block = Block((Bit(text, 1, 1),), 1)
        gives = {1: kind}
        for _ in range(rng.choices((1, 2, 3), (0.6, 0.3, 0.1))[0]):
            wanted = (
                max(gives) if gives[max(gives)] and rng.random() < 0.7 else rng.choice([s for s in gives if gives[s]])
            )
            use = rng.choice(self._seen(results().uses, gives[wanted]))
            step = Block((Bit(filled(use.template, rng), 1, 1),), 1)
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
