"""A model of the pair: the shared words, one encoder, its heads."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from .features import Tokens
from .heads import Heads
from .words import MARKERS, Floats, Words


class Encoder(Protocol):
    """What an inference engine gives: token vectors of one sequence."""

    def encode(self, embeds: Floats, types: npt.NDArray[np.int64]) -> Floats:
        """(L, width) and (L,) -> (L, width)."""
        ...


class Reader:
    """Token sequences to token vectors."""

    def __init__(self, words: Words, encoder: Encoder, heads: Heads) -> None:
        self.words, self.heads = words, heads
        self._encoder = encoder

    def vectors(self, tokens: Tokens) -> Floats:
        """Token vectors (L, 384) of a sequence."""
        ids = np.asarray(tokens.ids, np.int64)
        embeds = self.words.embed(ids)
        marks = (ids > 0) & (ids < MARKERS)
        if marks.any():
            embeds[marks] += self.heads["markers"][ids[marks]]
        return self._encoder.encode(embeds, np.asarray(tokens.types, np.int64))

    def pooled(self, tokens: Tokens) -> Floats:
        """Unit vector (384,): the mean of the tokens between the first and the last."""
        mean = self.vectors(tokens)[1:-1].mean(axis=0)
        unit: Floats = mean / (np.linalg.norm(mean) + 1e-9)
        return unit
