"""Tools of other catalogues to stand beside a row's own: any of them, or those about much the same thing."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lamlite.pointer.words import Words

LOOKED_AT, TWIN = 60, 0.9  # tools drawn for a like one; a likelier one may do the same job, so it is no wrong answer
Schema = Mapping[str, Any]


class Strangers:
    """A pool of tools.

    Args:
        tools: Their schemas.
        words: Says how like two are: the mean embedding of name and description, the common part taken off.
    """

    def __init__(self, tools: Sequence[Schema], words: Words) -> None:
        self._tools, self._words = list(tools), words
        means = np.stack([self._mean(tool) for tool in tools]) if tools else np.zeros((0, 1), np.float32)
        self._common = means.mean(0) if len(means) else 0.0
        self._vectors = self._unit(means)

    def _mean(self, tool: Schema) -> Any:
        said = f"{tool['name']} {tool.get('description', '')}".replace("_", " ").replace(".", " ")
        ids = np.asarray(self._words.ids(said)[:40] or (0,))
        return self._words.embed(ids).mean(0)

    def _unit(self, means: Any) -> Any:
        bare = means - self._common
        return bare / np.maximum(np.linalg.norm(bare, axis=-1, keepdims=True), 1e-6)

    def any(self, count: int, rng: random.Random) -> list[Schema]:
        """`count` tools at random; fewer where the pool is smaller."""
        return rng.sample(self._tools, min(count, len(self._tools)))

    def like(self, tool: Schema, count: int, rng: random.Random) -> list[Schema]:
        """`count` tools of those drawn that are about the most similar thing, none that looks like the same job."""
        drawn = rng.sample(range(len(self._tools)), min(LOOKED_AT, len(self._tools)))
        scores = self._vectors[drawn] @ self._unit(self._mean(tool))
        order = [drawn[i] for i in np.argsort(-scores) if scores[i] < TWIN]
        return [self._tools[i] for i in order[:count]]
