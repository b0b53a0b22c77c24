"""Text to tokens, tokens to embeddings: the vocabulary that Planner, Caller and Retriever share.

The embedding table (30,522 x 384, all-MiniLM-L6-v2) is frozen in training, so one int8 copy serves both models; it is
mapped, not read: only the rows of words that occur are ever loaded.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]

CLS, SEP, COLON, LEFT, COMMA = 101, 102, 1024, 1006, 1010
# Marker tokens take [unused0..3]; their embeddings are trained and added to the frozen ones.
TOOL, PARAMETER, OPTION, SOURCE = 1, 2, 3, 4
MARKERS = 5


class Words:
    """Tokenizer and embedding table of a folder with `tokenizer.json`, `embeddings.npy`, `scales.npy`."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._table: npt.NDArray[np.int8] = np.load(folder / "embeddings.npy", mmap_mode="r")
        self._scales: npt.NDArray[np.float16] = np.load(folder / "scales.npy", mmap_mode="r")
        self.tokens = lru_cache(maxsize=20_000)(self._tokens)

    def _tokens(self, text: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        """Token ids of `text` and the characters each stands for."""
        found: Any = self._tokenizer.encode(text, add_special_tokens=False)
        return tuple(found.ids), tuple(found.offsets)

    def ids(self, text: str) -> tuple[int, ...]:
        """Token ids of `text`."""
        return self.tokens(text)[0]

    def embed(self, ids: npt.NDArray[np.int64]) -> Floats:
        """Embeddings of token ids, (..., 384) float32."""
        rows = self._table[ids].astype(np.float32)
        scaled: Floats = rows * self._scales[ids].astype(np.float32)[..., None]
        return scaled
