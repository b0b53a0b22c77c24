"""Stage 4: train the Planner. Step-based, seeded, resumable; requests are composed anew as they are drawn.

python -m models.recipe.train_planner --minutes 15        resumes from work/planner/last.pt where there is one
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from torch import Tensor

from lamlite.pointer.words import Words

from .base import fetch
from .encoder import load_base
from .places import MODELS, WORK
from .plan_mixture import PlanMixture
from .planner import Planner, plan_example
from .training import Batch, options_of, plan_batches, train


def groups_of(model: Planner) -> list[dict[str, Any]]:
    """The encoder learns slowly, the heads fast."""
    model.encoder.position.weight.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    return [{"params": encoder, "lr": 2e-4}, {"params": heads, "lr": 1.5e-3}]


def main(argv: Sequence[str] | None = None) -> None:
    """Train for `--minutes` of wall time in all, over as many starts as it takes."""
    args = options_of(__doc__, 15.0, WORK / "planner", argv)
    words, mixture = Words(MODELS / "words"), PlanMixture(args.seed)
    model = Planner(load_base(fetch()), words)

    def loss_of(_task: str, batch: Sequence[Any], stats: Counter[str]) -> Tensor:
        return model.loss(batch, stats)

    def stream(rng: random.Random) -> Iterator[Batch]:
        return plan_batches(lambda: plan_example(mixture.draw(rng), words), rng)

    train(args, model, lambda: groups_of(model), stream, loss_of, mixture.refresh)


if __name__ == "__main__":
    main()
