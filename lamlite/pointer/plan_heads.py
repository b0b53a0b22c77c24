"""The Planner's heads: token vectors to scores of tags, orders and needs, in numpy.

Written once more in torch for training (`models/recipe/planner.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .heads import Heads, log_softmax
from .plan_decode import TagScores
from .plan_tags import Unit
from .words import Floats

NEAR = 3  # units further apart than this count as this far
NEARS = 2 * NEAR + 1


def nearness(unit: int, other: int) -> int:
    """Bucket of how far `other` was said before (or after) `unit`."""
    return max(-NEAR, min(NEAR, unit - other)) + NEAR


class PlanHeads:
    """Scores from the vectors of a request's words, (n, 384): the vector of each word's first token."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def tags(self, words: Floats) -> TagScores:
        """Scores of the tags."""
        return TagScores(self._heads.linear("tag", words), self._heads["tag_first"], self._heads["tag_after"])

    def orders(self, words: Floats, units: Sequence[Unit]) -> Floats:
        """Log-probabilities (units, 4) of where each unit goes."""
        first = words[[unit.words[0] for unit in units]]
        before = np.concatenate([first[:1], first[:-1]])
        return log_softmax(self._heads.two_layers("order", np.concatenate([first, before], 1)))

    def needs(self, words: Floats, units: Sequence[Unit]) -> Floats:
        """Logits (units, units) that the unit of the row needs that of the column."""
        vectors = np.stack([np.concatenate([words[u.words[0]], words[u.words].mean(0)]) for u in units])
        queries, keys = self._heads.linear("need_query", vectors), self._heads.linear("need_key", vectors)
        near = np.array([[nearness(a, b) for b in range(len(units))] for a in range(len(units))])
        scores = queries @ keys.T / np.float32(np.sqrt(queries.shape[1])) + self._heads["need_near"][near]
        return np.asarray(scores, np.float32)
