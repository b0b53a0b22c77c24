"""Tools to hide others among: the definitions of Seal-Tools and fcdg in LAMLITE_DATA, and renamed copies of them.

    {"api_name": "analyzeEvidence", "api_description": "Analyze the chemical evidence collected from a crime scene",
     "parameters": {"evidence_type": {"type": "str", "description": "..."}}, "required": ["evidence_type"]}
    {"src": "file_system_functions", "name": "download_file", "description": "...", "parameters": {"type": "object"}}

A definition whose schema lamlite refuses is left out. Copies get a name and a description that say they are others
("analyzeEvidence_2", "... (second service)"), and are marked so in the figures of the suites that use them.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from lamlite import Agent, LamliteError, Tool
from lamlite.grammar.schema import tolerant

from . import pair

_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "list": "array", "dict": "object"}
_NAME = re.compile(r"[^A-Za-z0-9_.-]+")


def _seal(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for name, one in row["parameters"].items():
        kind = _TYPES.get(str(one.get("type", "")), "string")
        found[name] = {"type": kind, "description": str(one.get("description", ""))}
    return {"type": "object", "properties": found, "required": [n for n in row.get("required", []) if n in found]}


def definitions() -> Iterator[Tool]:
    """The tools of both libraries, as they come; nothing where the data folder is not there."""
    folder = pair.data_folder()
    seal, fcdg = folder / "seal-tools" / "tool.jsonl", folder / "fcdg" / "tools.jsonl.xz"
    if seal.exists():
        for line in seal.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Tool(_named(row["api_name"]), row["api_description"], tolerant(_seal(row)))
    if fcdg.exists():
        with lzma.open(fcdg, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield Tool(_named(row["name"]), row["description"], tolerant(row["parameters"]))


def _named(name: str) -> str:
    plain = _NAME.sub("_", name)[:56]
    return plain if plain[:1].isalpha() else f"t_{plain}"


@lru_cache(maxsize=1)
def distractors() -> tuple[Tool, ...]:
    """The definitions that lamlite takes, each name once."""
    found: dict[str, Tool] = {}
    for tool in definitions():
        if tool.name not in found and _takes(tool):
            found[tool.name] = tool
    return tuple(found.values())


def _takes(tool: Tool) -> bool:
    try:
        Agent([tool])
    except LamliteError:
        return False
    return True


def padded(tools: Sequence[Tool], size: int) -> list[Tool]:
    """The tools and as many others as make `size` of them; fewer tools where `size` is smaller."""
    found = {tool.name: tool for tool in tools[:size]}
    others = distractors() or tuple(tools)
    round_ = 1
    while len(found) < size:
        for tool in others:
            if len(found) == size:
                break
            one = tool if round_ == 1 else replace(tool, name=f"{tool.name}_{round_}", description=_other(tool, round_))
            found.setdefault(one.name, one)
        round_ += 1
    return list(found.values())


def _other(tool: Tool, number: int) -> str:
    return f"{tool.description} (service number {number})"
