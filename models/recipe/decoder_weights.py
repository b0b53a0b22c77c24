"""A decoder as its files hold it: shape, tokenizer, and weights under the names that transformers gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Shape:
    """Sizes of a decoder. Keys and values have `kv_heads` heads, each shared by heads / kv_heads queries."""

    vocabulary: int
    width: int = 320
    layers: int = 6
    heads: int = 6
    kv_heads: int = 3
    head: int = 64
    inner: int = 928
    context: int = 2048
    theta: float = 10_000.0
    eps: float = 1e-6


@dataclass(frozen=True)
class Weights:
    """A decoder.

    Attributes:
        arch: qwen3, llama...
        shape: Its sizes.
        arrays: `embed_tokens`, `norm`, `0.q_proj` and so on, (out, in); no `lm_head` where the embeddings serve as it.
        tokenizer: Its vocabulary.
        end: The token that ends a text.
    """

    arch: str
    shape: Shape
    arrays: Mapping[str, Floats]
    tokenizer: Tokenizer
    end: str = "<|im_end|>"
