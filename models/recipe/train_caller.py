"""Stage 3: train the Caller and the Retriever. Step-based, seeded, resumable; rows are rendered anew as they are drawn.

python -m models.recipe.train_caller --minutes 60        resumes from work/caller/last.pt where there is one
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from torch import Tensor

from lamlite.pointer.words import Words

from .base import fetch
from .caller import Caller
from .encoder import load_base
from .examples import PairExample, SelectExample, fill_example, pair_example, select_example
from .labels import FillExample
from .mixture import Mixture
from .places import MODELS, WORK
from .training import Batch, batches, options_of, train

TOKENS = 3072  # of a batch, padding included
POOL = 384  # examples drawn at once and sorted by length, so that batches hold little padding
PAIRS = 40


def stream(mixture: Mixture, words: Words, rng: random.Random) -> Iterator[Batch]:
    """Endless batches of the three tasks, shuffled."""
    while True:
        fills: list[FillExample] = []
        selects: list[SelectExample] = []
        pairs: list[PairExample] = []
        for _ in range(POOL):
            row = mixture.draw(rng)
            if row.kind != "none" and rng.random() < 0.25:
                pairs.append(pair_example(row, words, rng))
            if row.kind == "none" or rng.random() < 0.35:
                selects.append(select_example(row, mixture.strangers, words, rng))
            if row.kind != "none" and rng.random() < 0.75 and (example := fill_example(row, words, rng)):
                fills.append(example)
        found: list[Batch] = [("fill", b) for b in batches(fills, TOKENS)]
        found += [("select", b) for b in batches(selects, TOKENS)]
        found += [("retrieve", pairs[i : i + PAIRS]) for i in range(0, len(pairs) - PAIRS + 1, PAIRS)]
        rng.shuffle(found)
        yield from found


def groups_of(model: Caller) -> list[dict[str, Any]]:
    """The encoder learns slowly, the heads fast, the bias of nearness faster still."""
    model.encoder.position.weight.requires_grad_(False)
    encoder = list(model.encoder.parameters())
    free = [model.near.weight, model.length]
    held = {id(p) for p in [*encoder, *free]}
    heads = [p for p in model.parameters() if id(p) not in held]
    return [{"params": [p for p in encoder if p.requires_grad], "lr": 1.5e-4}, {"params": heads, "lr": 1e-3},
            {"params": free, "lr": 1e-2, "weight_decay": 0.0}]  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Train for `--minutes` of wall time in all, over as many starts as it takes."""
    args = options_of(__doc__, 60.0, WORK / "caller", argv)
    words = Words(MODELS / "words")
    mixture = Mixture(words)
    model = Caller(load_base(fetch()), words)
    losses = {"fill": model.fill_loss, "select": model.select_loss, "retrieve": model.retrieve_loss}

    def loss_of(task: str, batch: Sequence[Any], stats: Counter[str]) -> Tensor:
        return losses[task](batch, stats)

    train(args, model, lambda: groups_of(model), lambda rng: stream(mixture, words, rng), loss_of, mixture.refresh)


if __name__ == "__main__":
    main()
