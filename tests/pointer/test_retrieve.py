"""The Retriever: which tools are shown, by their distance to the best one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from lamlite.core.tool import Tool
from lamlite.pointer.retrieve import PointerRetriever


class _Cosines:
    """A reader for which the cosine of the request and each tool is the number in the tool's name."""

    words = SimpleNamespace(ids=lambda text: (int(text.removeprefix("tool ")) if text.startswith("tool ") else 100,))

    def pooled(self, tokens: Any) -> Any:
        cosine = tokens.ids[1] / 100
        return np.array([cosine, (1 - cosine**2) ** 0.5], np.float32)


def shown(cosines: list[int], limit: int, within: float) -> tuple[list[int], tuple[str, ...]]:
    tools = tuple(Tool(f"tool_{cosine}", "", {"type": "object", "properties": {}}) for cosine in cosines)
    reader: Any = _Cosines()
    found = PointerRetriever(reader, within=within).retrieve("do it", tools, limit)
    return [int(tool.name.removeprefix("tool_")) for tool in found.tools], found.close


@pytest.mark.parametrize(
    ("within", "names"),
    [(0.3, [90, 80, 70, 62]), (0.25, [90, 80, 70]), (0.01, [90, 80, 70]), (2.0, [90, 80, 70, 62, 50])],
)
def test_tools_far_below_the_best_are_not_shown_but_for_three(within: float, names: list[int]) -> None:
    assert shown([10, 62, 90, 50, 80, 20, 70, 40], 5, within)[0] == names


def test_no_more_than_the_limit_are_shown_and_what_came_close_is_named() -> None:
    assert shown([90, 89, 88, 87, 10], 2, 0.3) == ([90, 89], ("tool_88", "tool_87"))


def test_few_tools_are_all_shown() -> None:
    assert shown([10, 90], 2, 0.3)[0] == [10, 90]
