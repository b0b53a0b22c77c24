"""CLINC150 (CC BY 3.0): a request and the one of 150 intents it is for; no slots, so it teaches the choice only."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..rows import Row
from .clinc150_tools import CHAT, TOOLS

NEAR = 10
CAP = 70  # rows of an intent


def _tools(pick: int) -> dict[str, dict[str, Any]]:
    found = {}
    for line in TOOLS.splitlines():
        label, other, text = (part.strip() for part in line.split("|"))
        found[label] = {"name": (label, other)[pick], "description": text,
                        "parameters": {"type": "object", "properties": {}, "required": []}}  # fmt: skip
    return found


def rows(data: Path) -> Iterator[Row]:
    """Training rows: a call for what a tool can do, none for small talk and for what is out of scope."""
    rng = random.Random("clinc150")
    both = (_tools(0), _tools(1))
    raw = json.loads((data / "clinc150" / "data_oos_plus.json").read_text(encoding="utf-8"))
    count: dict[str, int] = {}
    for request, label in [*raw["train"], *raw["oos_train"]]:
        count[label] = count.get(label, 0) + 1
        tools = both[count[label] % 2]
        if label in tools and count[label] <= CAP:
            mates = tuple(tools[name] for name in rng.sample(sorted(tools), NEAR) if name != label)
            yield Row("call", request, tools[label], (), (), mates, "clinc150")
        elif label == "oos" or (label in CHAT and count[label] <= CAP // 4):
            mates = tuple(tools[name] for name in rng.sample(sorted(tools), NEAR))
            yield Row("none", request, mates[0], (), (), mates[1:], "clinc150")
