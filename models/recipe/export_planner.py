"""Stage 5 for the Planner: a checkpoint to `models/planner/encoder.onnx` (int8) and `heads.npz` (float16).

python -m models.recipe.export_planner --checkpoint models/recipe/work/planner/last.pt
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from lamlite.pointer.words import Words

from .base import MODELS, WORK
from .encoder import Encoder
from .export import write_encoder, write_heads
from .planner import Planner


def main(argv: Sequence[str] | None = None) -> None:
    """Write both files and print their sizes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--checkpoint", type=Path, default=WORK / "planner" / "last.pt")
    options.add_argument("--out", type=Path, default=MODELS / "planner")
    args = options.parse_args(argv)
    model = Planner(Encoder(), Words(MODELS / "words"))
    model.load_state_dict(torch.load(args.checkpoint, map_location="cpu", weights_only=True)["model"])
    args.out.mkdir(parents=True, exist_ok=True)
    write_heads(model, args.out / "heads.npz")
    write_encoder(model.encoder, args.out / "encoder.onnx")
    for name in ("encoder.onnx", "heads.npz"):
        print(f"{name}: {(args.out / name).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
