"""What the Planner is trained on: hand-written planner packs, oversampled, and composed requests."""

from __future__ import annotations

import random
from pathlib import Path

from .blocks import Bit, Block, compound_of, lowered, unpunctuated
from .compose import Composer
from .compound import Compound
from .places import MODELS
from .plan_packs import read_planner
from .pools import training_pool

HELD_OUT = ("on_the_move", "hard_exam")  # packs that are never trained on
PACKS = MODELS / "packs" / "planner"
PACK_SHARE = 0.3


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


class PlanMixture:
    """Draws requests for training; packs written meanwhile join at `refresh`."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        self.refresh()

    def refresh(self) -> None:
        """Read the packs again and render the Caller's anew."""
        self._seed += 1
        self._packs = pack_compounds()
        self._composer = Composer(training_pool(self._seed))

    def draw(self, rng: random.Random) -> Compound:
        """One request."""
        if rng.random() > PACK_SHARE:
            return self._composer.draw(rng)
        compound = rng.choice(self._packs)
        noise = rng.random()
        if noise > 0.4:
            return compound
        block = block_of(compound)
        block = lowered(block) if noise < 0.3 else block
        return compound_of(unpunctuated(block) if noise < 0.22 else block)
