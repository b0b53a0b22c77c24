"""The pointer Retriever: pooled vectors of request and tools, cosine, the best few. A tool is embedded once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from ..core.context import Retrieved
from ..core.tool import Tool
from .features import REQUEST, Tokens, tool_ids
from .reader import Reader
from .words import CLS, SEP, Floats, Words

TOOL_TOKENS = 90
# A tool is shown where its cosine is at most this far below the best one's; measured with
# `python -m benchmarks retrieval --margins`, anew for each model.
WITHIN = 0.27
LEAST = 3  # tools shown in any case
CLOSE = 0.05  # cosine: a tool left out this near to the best one shown is named


def request_tokens(words: Words, request: str) -> Tokens:
    """The request alone, as it is embedded."""
    found = Tokens()
    found.add([CLS, *words.ids(request)[:REQUEST], SEP], 0)
    return found


def tool_tokens(words: Words, tool: Mapping[str, object]) -> Tokens:
    """A tool alone, as it is embedded."""
    found = Tokens()
    found.add([CLS, *tool_ids(words, tool, TOOL_TOKENS), SEP], 1)
    return found


def fingerprint(tool: Tool) -> str:
    """What the embedding of a tool depends on, as 16 hex digits."""
    seen = json.dumps([tool.name, tool.description, list(tool.properties)])
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


class PointerRetriever:
    """Picks the tools whose vectors lie nearest to the request's.

    Args:
        reader: The model.
        shipped: An npz with vectors of known tools by fingerprint, read once.
        cache: An npz to which the vectors of new tools are added, so that a large registry is embedded once.
        within: How far a tool's cosine may lie below the best one's.
    """

    def __init__(
        self, reader: Reader, shipped: Path | None = None, cache: Path | None = None, within: float = WITHIN
    ) -> None:
        self._reader, self._cache, self._within = reader, cache, within
        self._known: dict[str, Floats] = {}
        self._table: tuple[tuple[Tool, ...], Floats] | None = None
        for path in (shipped, cache):
            if path is not None and path.exists():
                self._known.update(_load(path))

    def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
        """At most `limit` tools, best first, without those far below the best: they are read for nothing.

        Few enough tools are all shown, unranked.
        """
        if len(tools) <= limit:
            return Retrieved(tools)
        scores = self.vectors(tools) @ self._reader.pooled(request_tokens(self._reader.words, task))
        near = np.argpartition(-scores, min(2 * limit, len(tools) - 1))[: 2 * limit]
        order = near[np.argsort(-scores[near])]
        best = scores[order[0]]
        shown = min(limit, max(LEAST, int((scores[order] >= best - self._within).sum())))
        kept, rest, edge = order[:shown], order[shown:], best - CLOSE
        close = tuple(tools[i].name for i in rest if scores[i] > edge)
        return Retrieved(tuple(tools[i] for i in kept), tuple(round(float(scores[i]), 4) for i in kept), close)

    def vectors(self, tools: Sequence[Tool]) -> Floats:
        """Unit vectors of the tools, (n, 384); the table of the last registry is kept as a whole."""
        wanted = tuple(tools)
        if self._table is not None and (self._table[0] is tools or self._table[0] == wanted):
            return self._table[1]
        names = [fingerprint(tool) for tool in wanted]
        new = {name: tool for name, tool in zip(names, wanted, strict=True) if name not in self._known}
        for name, tool in new.items():
            plain = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
            self._known[name] = self._reader.pooled(tool_tokens(self._reader.words, plain))
        if new and self._cache is not None:
            _save(self._cache, self._known)
        table = np.stack([self._known[name] for name in names]).astype(np.float32)
        self._table = (wanted, table)
        return table


def _load(path: Path) -> dict[str, Floats]:
    try:
        with np.load(path) as archive:
            return dict(zip(archive["names"].tolist(), archive["vectors"].astype(np.float32), strict=True))
    except (OSError, ValueError, KeyError):
        return {}  # a torn cache is made again


def _save(path: Path, known: Mapping[str, Floats]) -> None:
    fresh = path.with_suffix(".new.npz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(fresh, names=np.asarray(list(known)), vectors=np.stack(list(known.values())).astype(np.float16))
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)  # a cache that cannot be written costs time, nothing else
