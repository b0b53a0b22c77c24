"""ToolRL's supervised rows (Apache-2.0): requests beside several tools, the call in the answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..rows import Row
from .arguments import NotFound, marks_of, missing_of
from .schemas import tool_of
from .source import unpacked

_TOOL = re.compile(r"^\d+\. Name: (.*)\nDescription: (.*)\nParameters: (.*)$", re.M)
_USER = re.compile(r"<user>(.*?)</user>", re.S)
_CALLS = re.compile(r"<tool_call>(.*?)</tool_call>", re.S)
LONGEST = 450


def _tools(instruction: str) -> dict[str, dict[str, Any]]:
    found = {}
    for name, text, raw in _TOOL.findall(instruction):
        try:
            parameters = json.loads(raw)
        except ValueError:
            continue
        for schema in parameters.values():
            if isinstance(schema, dict):
                schema["required"] = (
                    schema.get("default", "") == "" and "optional" not in str(schema.get("type")).lower()
                )
                schema.pop("default", None)
        found[name.strip()] = tool_of({"name": name.strip(), "description": text.strip(), "parameters": parameters})
    return found


def _request(record: str) -> str:
    turns = _USER.findall(record)
    return turns[0].strip() if len(turns) == 1 and "<obs>" not in record else ""


def call_row(request: str, tools: Mapping[str, dict[str, Any]], call: Mapping[str, Any], origin: str) -> Row | None:
    """The row of a call {"name", "parameters" or "arguments"}; None where it does not fit."""
    tool = tools.get(str(call.get("name")))
    given = call.get("parameters") or call.get("arguments") or {}
    if tool is None or not isinstance(given, dict) or not request or len(request) > LONGEST:
        return None
    try:
        marks = marks_of(tool["parameters"], given, request)
    except (NotFound, TypeError):
        return None
    missing = missing_of(tool["parameters"], marks)
    mates = tuple(mate for name, mate in tools.items() if name != tool["name"])
    return Row("ask" if missing else "call", request, tool, marks, missing, mates, origin)


def rows(data: Path) -> Iterator[Row]:
    """Single calls of the first turn, and first turns that no tool was called for."""
    for raw in json.loads(unpacked(data / "toolrl" / "rlla_sft.json.xz")):
        tools = _tools(raw["instruction"])
        request = _request(raw["input"])
        if not request or not tools or len(request) > LONGEST or "Inquirer" in request:
            continue
        called = _CALLS.search(raw["output"])
        if called is None:
            first, *others = tools.values()
            yield Row("none", request, first, (), (), tuple(others), "toolrl")
            continue
        lines = [line for line in called[1].strip().splitlines() if line.strip()]
        try:
            row = call_row(request, tools, json.loads(lines[0]), "toolrl") if len(lines) == 1 else None
        except (ValueError, IndexError):
            continue
        if row is not None:
            yield row
