"""Stage 8: train the decoder on the Planner's data. Step-based, seeded, resumable, as the Planner's training.

python -m models.recipe.train_decoder --minutes 60        resumes from work/decoder/last.pt where there is one
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from torch import Tensor

from .decoder import TOKENIZER, Decoder
from .decoder_weights import Shape
from .places import WORK
from .plan_mixture import PlanMixture
from .plan_text import Cutter, PlanText, plan_text
from .training import Batch, options_of, plan_batches, train
from .vocabulary import make, twins_of

LONGEST = 384  # tokens of prompt and answer


def groups_of(model: Decoder) -> list[dict[str, Any]]:
    """Matrices decay; norms do not."""
    matrices = [p for p in model.parameters() if p.dim() == 2]
    norms = [p for p in model.parameters() if p.dim() < 2]
    return [{"params": matrices, "lr": 1.5e-3}, {"params": norms, "lr": 1.5e-3, "weight_decay": 0.0}]


def tokenizer_of(folder: Path, mixture: PlanMixture, seed: int) -> Tokenizer:
    """The vocabulary beside a checkpoint; learnt where there is none yet."""
    path = folder / TOKENIZER
    if not path.exists():
        make(mixture, seed).save(str(path))
    return Tokenizer.from_file(str(path))


def main(argv: Sequence[str] | None = None) -> None:
    """Train for `--minutes` of wall time in all, over as many starts as it takes."""
    args = options_of(__doc__, 60.0, WORK / "decoder", argv)
    mixture = PlanMixture(args.seed)
    tokenizer = tokenizer_of(args.out, mixture, args.seed)
    model, cutter = Decoder(Shape(tokenizer.get_vocab_size()), twins_of(tokenizer)), Cutter(tokenizer)

    def loss_of(_task: str, batch: Sequence[Any], stats: Counter[str]) -> Tensor:
        return model.loss(batch, stats)

    def stream(rng: random.Random) -> Iterator[Batch]:
        def drawn() -> PlanText | None:
            example = plan_text(mixture.draw(rng), cutter)
            return example if len(example.input.ids) <= LONGEST else None

        return plan_batches(drawn, rng)

    train(args, model, lambda: groups_of(model), stream, loss_of, mixture.refresh)


if __name__ == "__main__":
    main()
