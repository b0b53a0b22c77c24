"""What a GGUF file says of its model, read without an engine.

Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, BinaryIO

from ..core.errors import ModelError

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_STRING, _ARRAY = 8, 9
# Type of a value -> its form for struct.
_FORMS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_LONGEST = 1 << 24  # bytes of a text; a chat template has some thousands


def is_gguf(path: Path) -> bool:
    """Whether a file begins as a GGUF file does. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def header(path: Path) -> dict[str, Any]:
    """The texts, numbers and lists of texts in a file's header, such as general.architecture, by name.

    Empty for a version that is not known.

    Raises:
        OSError: the file cannot be read.
        ModelError: it ends within its header, or its header is none.
    """
    try:
        with path.open("rb") as file:
            file.seek(len(_MAGIC))
            if _number(file, "I") not in _VERSIONS:
                return {}
            _number(file, "Q")  # how many tensors there are
            count = _number(file, "Q")
            return {_text(file): _value(file, _number(file, "I")) for _ in range(count)}
    except (struct.error, ValueError, KeyError) as error:
        raise ModelError(f"The header of {path.name} is damaged.", hint="Fetch the file again.") from error


def _value(file: BinaryIO, kind: int) -> Any:
    if kind == _STRING:
        return _text(file)
    if kind != _ARRAY:
        return _number(file, _FORMS[kind])
    inner, count = _number(file, "I"), _number(file, "Q")
    if inner in (_STRING, _ARRAY):
        return [_value(file, inner) for _ in range(count)]
    file.seek(count * struct.calcsize(_FORMS[inner]), 1)
    return None


def _text(file: BinaryIO) -> str:
    size = _number(file, "Q")
    if size > _LONGEST:
        raise ValueError("no text is that long")
    return file.read(size).decode("utf-8", errors="replace")


def _number(file: BinaryIO, form: str) -> Any:
    return struct.unpack(f"<{form}", file.read(struct.calcsize(f"<{form}")))[0]
