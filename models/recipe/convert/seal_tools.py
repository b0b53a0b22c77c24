"""Seal-Tools (Apache-2.0): development queries with their calls, and a library of 4,076 tool definitions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..rows import Mark, Row
from .arguments import NotFound, marks_of, missing_of
from .schemas import tool_of
from .source import json_lines

LONGEST = 700  # characters of a request
NEAR = 12  # tools of the same field that serve as rivals


def library(data: Path) -> dict[str, list[dict[str, Any]]]:
    """Field -> its tools."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for raw in json_lines(data / "seal-tools" / "tool.jsonl"):
        tool = tool_of({"name": raw["api_name"], "description": raw["api_description"],
                        "parameters": raw["parameters"], "required": raw["required"]})  # fmt: skip
        for name in raw["required"]:
            if name in tool["parameters"]["properties"] and name not in tool["parameters"]["required"]:
                tool["parameters"]["required"].append(name)
        found[str(raw["field"]).split("/")[0]].append(tool)
    return dict(found)


def alone(request: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    """The one sentence that holds every mark, as the Planner would cut it out; or everything as it was."""
    for sentence in re.finditer(r"\S.*?[.?!](?=\s+[A-Z]|\s*$)", request, re.S):
        if marks and all(sentence.start() <= mark.start and mark.end <= sentence.end() for mark in marks):
            moved = (Mark(m.path, m.start - sentence.start(), m.end - sentence.start(), m.value) for m in marks)
            return sentence[0], tuple(moved)
    return request, marks


def rows(data: Path) -> Iterator[Row]:
    """One row a call of a development query."""
    fields = library(data)
    tools = {tool["name"]: (tool, mates) for mates in fields.values() for tool in mates}
    for raw in json_lines(data / "seal-tools" / "dev.jsonl"):
        called = {call["api"] for call in raw["calling"]}
        if len(called) != len(raw["calling"]):
            continue  # one tool twice: which values belong to which call is not ours to guess
        for call in raw["calling"]:
            if call["api"] not in tools:
                continue
            tool, mates = tools[call["api"]]
            given = {k: v for k, v in call["parameters"].items() if "API_call" not in str(v)}
            if not given:
                continue
            try:
                marks = marks_of(tool["parameters"], given, raw["query"])
            except NotFound:
                continue
            missing = missing_of(tool["parameters"], marks)
            at = next(i for i, mate in enumerate(mates) if mate is tool)
            near = tuple(mate for mate in mates[max(0, at - NEAR // 2) : at + NEAR // 2] if mate["name"] not in called)
            text, kept = raw["query"], marks
            if len(called) > 1 and len(text) % 3:
                text, kept = alone(text, marks)
            if len(text) <= LONGEST:
                yield Row("ask" if missing else "call", text, tool, kept, missing, near, "seal-tools")
