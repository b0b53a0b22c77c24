"""The heads: token vectors to scores, in numpy. Written once more in torch for training (`models/recipe/caller.py`).

Weights are float16 in an npz; every method takes one sequence's token vectors `h` of shape (L, 384).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .features import FAR, FillInput, SelectInput
from .words import Floats

ABSENT, SPAN, TRUE, FALSE, OPTION, OTHER = range(6)
MODES = 6
KEY = 96  # width of a pointer's query and key
POINTERS = 5  # start, end, content, item begins, item goes on
LONGEST_SPAN = 48  # tokens

_GELU = np.float32(np.sqrt(2.0 / np.pi))


def gelu(x: Floats) -> Floats:
    """Gaussian error linear unit, tanh form (Hendrycks and Gimpel, 2016)."""
    return np.asarray(0.5 * x * (1.0 + np.tanh(_GELU * (x + 0.044715 * x**3))), np.float32)


def product(x: Floats, weight: Floats) -> Floats:
    """x W^T, (n, in) and (out, in) -> (n, out).

    Not by `@`: for products this small BLAS wakes all its threads, which then get into the way of the encoder's.
    """
    return np.asarray(np.einsum("nk,mk->nm", x, weight), np.float32)


def log_softmax(x: Floats, axis: int = -1) -> Floats:
    """Logarithm of the softmax along an axis."""
    shifted = x - x.max(axis=axis, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)), np.float32)


class Heads:
    """Weights by name, as `models/recipe/export.py` wrote them."""

    def __init__(self, weights: Mapping[str, npt.NDArray[np.floating]]) -> None:
        self._w: dict[str, Floats] = {name: np.asarray(value, np.float32) for name, value in weights.items()}

    @classmethod
    def load(cls, path: Path) -> Heads:
        """Read an npz file."""
        with np.load(path) as archive:
            return cls({name: archive[name] for name in archive.files})

    def __getitem__(self, name: str) -> Floats:
        return self._w[name]

    def linear(self, name: str, x: Floats) -> Floats:
        """x W^T + b."""
        return product(x, self._w[f"{name}.weight"]) + self._w[f"{name}.bias"]

    def two_layers(self, name: str, x: Floats) -> Floats:
        """Linear, GELU, linear."""
        return self.linear(f"{name}.2", gelu(self.linear(f"{name}.0", x)))

    def spans_of(self, h: Floats, starts: Sequence[int], stops: Sequence[int]) -> Floats:
        """Marker vector and mean of the tokens after it, (n, 768), for segments starts..stops."""
        means = [h[first + 1 : max(stop, first + 2)].mean(axis=0) for first, stop in zip(starts, stops, strict=True)]
        return np.concatenate([h[np.asarray(starts)], np.stack(means)], axis=1)

    def select(self, h: Floats, found: SelectInput) -> tuple[Floats, float]:
        """Score of each tool, (n,), and of none."""
        tools = self.spans_of(h, found.tools, [*found.tools[1:], found.stop])
        asked = h[1 : 1 + max(1, found.request)].mean(axis=0)
        pooled = tools[:, h.shape[1] :]
        norms = np.linalg.norm(pooled, axis=1) * np.linalg.norm(asked) + 1e-6
        cosine = pooled @ asked / norms
        n = len(tools)
        wide = np.concatenate(
            [tools, np.broadcast_to(asked, pooled.shape), pooled * asked, np.broadcast_to(h[0], (n, h.shape[1]))],
            axis=1,
        )
        scale = float(self._w["cosine_scale"])
        scores = self.two_layers("tool", wide)[:, 0] + scale * cosine
        none = float(self.two_layers("none", np.concatenate([h[0], asked])[None])[0, 0]) + 0.3 * scale
        return np.asarray(scores, np.float32), none

    def modes(self, params: Floats) -> Floats:
        """Logits of the modes, (n, 6), from the parameters' vectors (n, 768)."""
        return self.two_layers("mode", params)

    def pointers(self, h: Floats, params: Floats, found: FillInput) -> Floats:
        """Scores (n, 5, L) of each token as start, end, content, item begin and item inside of each parameter."""
        queries = self.linear("pointer_query", params).reshape(len(params), POINTERS, KEY)
        scores = self._met("pointer_key", queries, h) / np.float32(np.sqrt(KEY))
        buckets = np.full((len(params), len(h)), FAR)
        for row, near in enumerate(found.near):
            if near is not None:
                buckets[row, 1 : 1 + len(near)] = near
        scores += np.swapaxes(self._w["near.weight"][buckets], 1, 2)
        scores[:, 3:] += self._w["item_bias"][None, :, None]
        return np.asarray(scores, np.float32)

    def options(self, h: Floats, param: Floats, starts: Sequence[int], stops: Sequence[int]) -> Floats:
        """Score of each option of one parameter whose vector is `param` (768,)."""
        query = self.linear("option_query", param[None])[:, None]
        scores = self._met("option_key", query, self.spans_of(h, starts, stops))[0, 0]
        return np.asarray(scores / np.float32(np.sqrt(KEY)), np.float32)

    def _met(self, name: str, queries: Floats, x: Floats) -> Floats:
        """Products (n, p, l) of queries (n, p, k) and the keys that linear `name` makes of x (l, d).

        The keys are never made: queries are few and tokens many, so it is the queries that go through the weights.
        """
        n, p, k = queries.shape
        weight, bias = self._w[f"{name}.weight"].reshape(p, k, -1), self._w[f"{name}.bias"].reshape(p, k)
        turned = np.einsum("npk,pkd->npd", queries, weight).reshape(n * p, -1)
        found = product(turned, x).reshape(n, p, -1) + np.einsum("npk,pk->np", queries, bias)[:, :, None]
        return np.asarray(found, np.float32)
