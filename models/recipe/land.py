"""Stage 6: put a trained model where it is served from: files, checksums, card.

python -m models.recipe.land caller work/caller/last.pt --settings settings.json --scores scores.json
python -m models.recipe.land caller --settings settings.json         only the card anew
python -m models.recipe.land decoder work/decoder/last.pt            the language model that plans
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from .decoder import decoder_weights
from .decoder_onnx import write_onnx
from .decoder_weights import Shape
from .encoder import Encoder
from .export import write_encoder, write_heads
from .gguf_file import write_gguf
from .places import MODELS
from .plan_text import TEMPLATE
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


def land_decoder(checkpoint: Path, folder: Path) -> None:
    """Export the decoder for both engines; its tokenizer lies beside the checkpoint."""
    weights = decoder_weights(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    write_gguf(weights, folder / "planner.gguf", template=TEMPLATE, eight=True)
    write_onnx(weights, folder, template=TEMPLATE, eight=True)


@dataclass(frozen=True)
class Landing:
    """How a model is exported: its folder, its files under the models folder, its card, whose data it learnt from."""

    export: Callable[[Path, Path], None]
    folder: str
    files: tuple[str, ...]
    about: Mapping[str, Any]
    data: str


BASE = json.loads(DATA.read_text(encoding="utf-8"))
POINTER = {"way": "pointer", "engine": "onnx", "dialect": "pointer", "context": 512,
           "quantization": "int8, one scale a column; embeddings int8, one scale a row", "licence": "Apache-2.0",
           "base": BASE["base"]}  # fmt: skip
LANGUAGE = {"way": "language", "engine": "llamacpp", "dialect": "plain", "context": Shape(0).context, "wide": True,
            "quantization": "Q8_0", "licence": "Apache-2.0", "base": "none: trained from its beginning"}  # fmt: skip
LANDED = {
    "caller": Landing(land_caller, "caller", ("caller/encoder.onnx", "caller/heads.npz", "caller/tools.npz", *WORDS),
                      {"name": "lamlite-caller", "roles": ["caller", "retriever"], **POINTER}, "caller"),
    "planner": Landing(land_planner, "planner", ("planner/encoder.onnx", "planner/heads.npz", *WORDS),
                       {"name": "lamlite-planner", "roles": ["planner"], **POINTER}, "planner"),
    "decoder": Landing(land_decoder, "planner-gguf",
                       tuple(f"planner-gguf/{name}" for name in ("planner.gguf", "model.onnx", "tokenizer.json",
                                                                 "config.json", "tokenizer_config.json")),
                       {"name": "lamlite-planner-gguf", "roles": ["planner"], **LANGUAGE}, "planner"),
}  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Land a checkpoint, or without one write only the card anew."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("model", choices=sorted(LANDED))
    options.add_argument("checkpoint", type=Path, nargs="?")
    options.add_argument("--settings", type=Path, help="JSON of thresholds and calibration")
    options.add_argument("--scores", type=Path, help="JSON of figure -> value")
    options.add_argument("--models", type=Path, default=MODELS, help="the models folder to land in")
    args = options.parse_args(argv)
    landing = LANDED[args.model]
    folder = args.models / landing.folder
    if args.checkpoint:
        landing.export(args.checkpoint, folder)
    write_card(folder, landing.files, {
        **landing.about, "settings": json.loads(args.settings.read_text()) if args.settings else {},
        "scores": json.loads(args.scores.read_text()) if args.scores else {}, "data": BASE[landing.data],
    })  # fmt: skip


if __name__ == "__main__":
    main()
