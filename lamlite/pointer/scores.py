"""What the heads say of one fill input, and the table of span scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .features import FillInput
from .heads import ABSENT, FALSE, LONGEST_SPAN, OPTION, OTHER, SPAN, TRUE, Heads, log_softmax
from .words import Floats

NEVER = -1e4
_ALLOWED = {"boolean": (ABSENT, TRUE, FALSE, OTHER), "option": (ABSENT, OPTION, OTHER)}


@dataclass
class Scores:
    """The model's scores for one fill input: log-probabilities of modes (n, 6), pointers (n, 5, L)."""

    found: FillInput
    h: Floats
    params: Floats
    modes: Floats
    pointers: Floats
    heads: Heads


def score(found: FillInput, h: Floats, heads: Heads) -> Scores:
    """Run the heads over the token vectors of a fill input."""
    params = heads.spans_of(h, found.starts, found.stops)
    modes = heads.modes(params)
    for row, param in enumerate(found.params):
        allowed = _ALLOWED.get(param.kind, (ABSENT, SPAN, OTHER))
        modes[row] += np.asarray([0.0 if mode in allowed else NEVER for mode in range(6)], np.float32)
    return Scores(found, h, params, log_softmax(modes), heads.pointers(h, params, found), heads)


def band(scores: Scores, row: int, places: Floats) -> Floats:
    """Log-probabilities (L, W) of the span from a token, w + 1 tokens long; NEVER across sources."""
    start, end, content = scores.pointers[row, :3]
    length = len(start)
    width = min(LONGEST_SPAN, length)
    sums = np.concatenate([[0.0], np.cumsum(content)])
    at = np.arange(length)[:, None] + np.arange(width)[None]
    inside = np.minimum(at, length - 1)
    size = np.arange(1, width + 1)
    table = start[:, None] + end[inside] + (sums[inside + 1] - sums[:length, None]) / size
    table = table + scores.heads["length"][:width]
    wrong = (at >= length) | (places[inside] != places[:, None]) | (places[:, None] < 0)
    table[wrong] = NEVER
    flat = log_softmax(table.reshape(1, -1).astype(np.float32))
    return flat.reshape(length, width)
