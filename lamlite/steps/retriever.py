"""Step 1: a few tools out of many."""

from __future__ import annotations

from ..core.context import Retrieved, Retriever
from ..core.limits import Limits
from ..core.tool import Tool


class FirstTools:
    """The Retriever where there is no model for it: the first ones."""

    def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
        """The first `limit` tools, and the names of those left out."""
        return Retrieved(tools[:limit], close=tuple(tool.name for tool in tools[limit : limit + 3]))


class Once:
    """The Retriever of one run: a task is looked up once, though a split asks about it before its step does.

    Args:
        model: The Retriever asked.
    """

    def __init__(self, model: Retriever) -> None:
        self._model = model
        self._found: dict[tuple[str, int], tuple[tuple[Tool, ...], Retrieved]] = {}

    def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
        """What the model finds; the first answer for the same tools is the answer."""
        kept = self._found.get((task, limit))
        if kept is None or kept[0] != tools:
            self._found[task, limit] = kept = (tools, self._model.retrieve(task, tools, limit))
        return kept[1]


def retrieve(retriever: Retriever, task: str, tools: tuple[Tool, ...], limits: Limits) -> Retrieved:
    """The tools worth showing for a task. Where all can be shown, no model is asked."""
    if len(tools) <= limits.tools:
        return Retrieved(tools)
    found = retriever.retrieve(task, tools, limits.tools)
    known = {tool.name for tool in tools}
    pairs = [(tool, score) for tool, score in _scored(found) if tool.name in known][: limits.tools]
    return Retrieved(tuple(t for t, _ in pairs), tuple(s for _, s in pairs if s is not None), found.close)


def _scored(found: Retrieved) -> list[tuple[Tool, float | None]]:
    scores: list[float | None] = [*found.scores]
    return list(zip(found.tools, scores + [None] * (len(found.tools) - len(scores)), strict=False))
