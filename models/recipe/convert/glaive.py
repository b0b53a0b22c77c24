"""LLaMA-Factory's sample of Glaive function calling (Apache-2.0): short dialogues with JSON Schema tools."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..rows import Row
from .schemas import tool_of
from .toolrl import call_row


def _dialogue(turns: list[dict[str, Any]], tools: dict[str, dict[str, Any]]) -> Iterator[Row]:
    asked: list[str] = []
    for turn in turns:
        if turn["from"] == "human":
            asked.append(str(turn["value"]).strip())
        elif turn["from"] == "function_call" and asked:
            # The values may have come in the answer to a question: then both turns are the request.
            for request in (asked[-1], " ".join(asked[-2:])):
                row = call_row(request, tools, json.loads(turn["value"]), "glaive")
                if row is not None and row.kind == "call":
                    yield row
                    break
            asked = []
        elif turn["from"] == "gpt" and len(asked) == 1 and _refuses(turn["value"]):
            first, *others = tools.values()
            yield Row("none", asked[0], first, (), (), tuple(others), "glaive")
            return


def _refuses(answer: str) -> bool:
    text = answer.lower()
    return "sorry" in text and any(
        words in text for words in ("don't have", "do not have", "can't", "unable", "not able")
    )


def rows(data: Path) -> Iterator[Row]:
    """One row a call."""
    path = data / "llamafactory-glaive" / "glaive_toolcall_en_demo.json"
    for raw in json.loads(path.read_text(encoding="utf-8")):
        try:
            listed = [tool_of(tool) for tool in json.loads(raw["tools"])]
            if listed:
                yield from _dialogue(raw["conversations"], {tool["name"]: tool for tool in listed})
        except (ValueError, KeyError, TypeError):
            continue
