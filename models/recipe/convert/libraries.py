"""Schema libraries without requests: Seal-Tools' 4,076 definitions and 3,808 of fcdg (both Apache-2.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .schemas import tool_of
from .seal_tools import library
from .source import json_lines

PARAMETERS = 12  # tools with more are left out
_WRAPPED = re.compile(
    r"^This is a sub-function API for tool (?P<tool>\S+?)\.? (?:Tool description: .*?)?API description: (?P<text>.*)$"
)
_PLUMBING = ("api_key", "apikey", "rapidapi_key", "x_rapidapi_key", "api_version", "toolbench_rapidapi_key")


def _unescaped(name: str) -> str:
    """`is_id` and `is_from` are what the catalogue made of `id` and `from`."""
    return name[3:] if name in ("is_id", "is_from", "is_class", "is_type") else name


def _plain(tool: dict[str, Any]) -> dict[str, Any]:
    """The tool without the wrapping of its catalogue: what it does, and only parameters that a user could name."""
    wrapped = _WRAPPED.match(tool["description"])
    text = wrapped["text"] if wrapped else tool["description"]
    text = re.sub(r"\s*(,?\s*(using|via|from|through) (the )?[\w .-]*\b(RapidAPI|Toolbench|API)\b[\w .-]*)", "", text)
    properties = {_unescaped(name): schema for name, schema in tool["parameters"]["properties"].items()
                  if name.lower() not in _PLUMBING}  # fmt: skip
    required = [_unescaped(name) for name in tool["parameters"]["required"] if _unescaped(name) in properties]
    name = tool["name"]
    if wrapped and len(name) < 12 and wrapped["tool"].lower() not in name.lower():
        name = f"{wrapped['tool']}.{name}"
    return {"name": name, "description": text[:300].strip() or tool["description"][:300],
            "parameters": {"type": "object", "properties": properties, "required": required}}  # fmt: skip


def fcdg(data: Path) -> Iterator[dict[str, Any]]:
    """The tools of fcdg that have a description and not too many parameters."""
    for raw in json_lines(data / "fcdg" / "tools.jsonl.xz"):
        try:
            tool = _plain(tool_of(raw))
        except (ValueError, AttributeError, TypeError):
            continue
        if tool["description"] and len(tool["parameters"]["properties"]) <= PARAMETERS:
            yield tool


def families(data: Path) -> list[list[dict[str, Any]]]:
    """Lists of related tools: the fields of Seal-Tools, and fcdg in the order of its catalogue."""
    found = [tools for tools in library(data).values() if tools]
    rest = list(fcdg(data))
    return found + [rest[at : at + 15] for at in range(0, len(rest), 15)]
