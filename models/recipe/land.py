"""Stage 6: put a trained model where it is served from: files, checksums, card.

python -m models.recipe.land caller work/caller/last.pt --settings settings.json --scores scores.json
python -m models.recipe.land caller --settings settings.json         only the card anew
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lamlite.backends.onnx import OnnxEncoder
from lamlite.cards import digest
from lamlite.pointer.heads import Heads
from lamlite.pointer.reader import Reader
from lamlite.pointer.retrieve import fingerprint, tool_tokens
from lamlite.pointer.words import Words
from lamlite.sources.packs import load_tools, pack_names

from .caller import Caller
from .encoder import Encoder
from .export import write_encoder, write_heads
from .places import MODELS
from .planner import Planner

WORDS = ("words/tokenizer.json", "words/embeddings.npy", "words/scales.npy")
DATA = MODELS / "recipe" / "data.json"


def write_card(folder: Path, names: Sequence[str], card: Mapping[str, Any]) -> None:
    """`card.toml` with the checksums of the files, named relative to the models folder."""
    lines = []
    tables = []
    for key, value in card.items():
        if isinstance(value, Mapping):
            tables.append(f"\n[{key}]\n" + "\n".join(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in value.items()))
        else:
            lines.append(f"{key} = {json.dumps(value)}")
    models = folder.parent
    files = "\n".join(f'"{name}" = "{digest(models / name)}"' for name in names)
    size = sum((models / name).stat().st_size for name in names)
    lines.append(f"size = {size}")
    (folder / "card.toml").write_text("\n".join(lines) + "\n\n[files]\n" + files + "\n" + "\n".join(tables) + "\n")


def land_caller(checkpoint: Path, folder: Path) -> None:
    """Export the Caller (which is the Retriever too), with the vectors of the bundled tools."""
    words = Words(MODELS / "words")
    model = Caller(Encoder(), words)
    model.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["model"])
    folder.mkdir(parents=True, exist_ok=True)
    write_heads(model, folder / "heads.npz")
    write_encoder(model.encoder, folder / "encoder.onnx")
    reader = Reader(words, OnnxEncoder(folder / "encoder.onnx"), Heads.load(folder / "heads.npz"))
    tools = [tool for name in pack_names() for tool in load_tools(name)]
    plain = [{"name": t.name, "description": t.description, "parameters": t.parameters} for t in tools]
    vectors = np.stack([reader.pooled(tool_tokens(words, tool)) for tool in plain])
    np.savez(
        folder / "tools.npz", names=np.asarray([fingerprint(t) for t in tools]), vectors=vectors.astype(np.float16)
    )


def land_planner(checkpoint: Path, folder: Path) -> None:
    """Export the Planner."""
    model = Planner(Encoder(), Words(MODELS / "words"))
    model.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["model"])
    folder.mkdir(parents=True, exist_ok=True)
    write_heads(model, folder / "heads.npz")
    write_encoder(model.encoder, folder / "encoder.onnx")


# Role -> how to export it, what else its card says, and the files that belong to it.
LANDED = {
    "caller": (land_caller, {"name": "lamlite-caller", "roles": ["caller", "retriever"]},
               ("encoder.onnx", "heads.npz", "tools.npz")),
    "planner": (land_planner, {"name": "lamlite-planner", "roles": ["planner"]}, ("encoder.onnx", "heads.npz")),
}  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Land a checkpoint, or with --card write only the card anew."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("role", choices=sorted(LANDED))
    options.add_argument("checkpoint", type=Path, nargs="?")
    options.add_argument("--settings", type=Path, help="JSON of thresholds and calibration")
    options.add_argument("--scores", type=Path, help="JSON of figure -> value")
    options.add_argument("--models", type=Path, default=MODELS, help="the models folder to land in")
    args = options.parse_args(argv)
    export, about, files = LANDED[args.role]
    if args.checkpoint:
        export(args.checkpoint, args.models / args.role)
    data = json.loads(DATA.read_text(encoding="utf-8"))
    write_card(args.models / args.role, [*(f"{args.role}/{name}" for name in files), *WORDS], {
        **about, "way": "pointer", "engine": "onnx", "dialect": "pointer", "context": 512,
        "quantization": "int8, one scale a column; embeddings int8, one scale a row", "licence": "Apache-2.0",
        "base": data["base"],
        "settings": json.loads(args.settings.read_text()) if args.settings else {},
        "scores": json.loads(args.scores.read_text()) if args.scores else {}, "data": data[args.role],
    })  # fmt: skip


if __name__ == "__main__":
    main()
