"""Reading the public sets: JSON lines and tar archives, compressed or not, without unpacking to disk."""

from __future__ import annotations

import json
import lzma
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def unpacked(path: Path) -> str:
    """The text of a `.xz` file."""
    return lzma.decompress(path.read_bytes()).decode("utf-8")


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a `.jsonl` or `.jsonl.xz` file; lines that are not JSON are passed over."""
    text = unpacked(path) if path.suffix == ".xz" else path.read_text(encoding="utf-8")
    for line in text.split("\n"):
        try:
            yield json.loads(line)
        except ValueError:
            continue


def members(path: Path, *endings: str) -> Iterator[tuple[str, str]]:
    """(name, text) of the files of a `.tar.xz` whose name ends with one of `endings`."""
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(endings):
                file = archive.extractfile(member)
                if file is not None:
                    raw = file.read()
                    try:
                        yield member.name, raw.decode("utf-8")
                    except UnicodeDecodeError:
                        yield member.name, raw.decode("latin-1")


def data_folder() -> Path:
    """Where the public sets are: $LAMLITE_DATA, or `shared/data` beside the repository."""
    return Path(os.environ.get("LAMLITE_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data")
