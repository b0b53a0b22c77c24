"""What the Planner is trained on: planner packs, oversampled, whole requests of the Caller's packs, composed ones."""

from __future__ import annotations

import random
from pathlib import Path

from .blocks import Bit, Block, compound_of, lowered, unpunctuated
from .clauses import parted
from .compose import Composer
from .compound import Compound
from .mixture import OWN, PackSource
from .places import MODELS
from .plan_packs import read_planner
from .pools import training_pool
from .repeated import Repeater

HELD_OUT = ("on_the_move", "hard_exam")  # packs that are never trained on
PACKS = MODELS / "packs" / "planner"
# Of the requests: planner packs, single requests of the Caller's packs, such with several values; the rest is composed.
PACK_SHARE, WHOLE_SHARE, REPEATED_SHARE = 0.36, 0.13, 0.12


def block_of(compound: Compound) -> Block:
    """A compound taken apart again."""
    bits, at = [], 0
    for span in sorted(compound.spans, key=lambda s: s.start):
        bits += [
            Bit(compound.request[at : span.start]),
            Bit(compound.request[span.start : span.end], span.first, span.last),
        ]
        at = span.end
    bits.append(Bit(compound.request[at:]))
    needs = frozenset((step, other) for step, wanted in compound.needs for other in wanted)
    return Block(tuple(bit for bit in bits if bit.text), compound.count, needs)


def pack_compounds(folder: Path = PACKS, *, held_out: bool = False) -> list[Compound]:
    """The requests of the packs that are trained on, or of those that are held out (the hard exam apart)."""
    wanted = [path for path in sorted(folder.glob("*.pack")) if (path.stem in HELD_OUT) == held_out]
    return [compound for path in wanted if path.stem != "hard_exam" for compound in read_planner(path)[0]]


def whole(request: str) -> Block:
    """One step of every word but the politeness: several sentences, numbers and "and" that do not part it."""
    before, core, after = parted(request)
    return Block(tuple(bit for bit in (Bit(before), Bit(core, 1, 1), Bit(after)) if bit.text), 1)


class PlanMixture:
    """Draws requests for training; packs written meanwhile join at `refresh`."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        self.refresh()

    def refresh(self) -> None:
        """Read the packs again and render the Caller's anew."""
        self._seed += 1
        self._packs = pack_compounds()
        calls = PackSource()
        self._calls = (calls, calls, PackSource(only=lambda name: name.startswith(OWN)))  # a third of them bundled
        self._repeater = Repeater(calls, random.Random(self._seed))
        self._composer = Composer(training_pool(self._seed))

    def draw(self, rng: random.Random) -> Compound:
        """One request."""
        while True:
            try:
                return self._drawn(rng)
            except ValueError:  # a request without a place for several values, a piece without words
                continue

    def _drawn(self, rng: random.Random) -> Compound:
        sort = rng.random()
        if sort < PACK_SHARE:
            block = block_of(rng.choice(self._packs))
        elif sort < PACK_SHARE + WHOLE_SHARE:
            block = whole(rng.choice(self._calls).draw(rng).request)
        elif sort < PACK_SHARE + WHOLE_SHARE + REPEATED_SHARE:
            block = self._repeater.draw(rng)
        else:
            return self._composer.draw(rng)
        noise = rng.random()
        block = lowered(block) if noise < 0.3 else block
        return compound_of(unpunctuated(block) if noise < 0.22 or 0.3 < noise < 0.4 else block)
