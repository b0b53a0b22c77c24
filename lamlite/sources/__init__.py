"""Where tools come from: bundled packs, Python files, JSON files, MCP servers."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from lamlite.core.errors import ToolError
from lamlite.core.tool import Tool

from .json_file import load_json
from .packs import load_tools as load_pack
from .packs import pack_names
from .python_file import load_python

__all__ = ["load_tools", "pack_names"]

_MCP = "mcp:"


def load_tools(spec: str) -> list[Tool]:
    """The tools that a name stands for.

    Args:
        spec: A bundled pack such as "calendar", a `.py` file, a `.json` file, or "mcp:COMMAND".

    Raises:
        ToolError: nothing is called so, or it cannot be read.
        SchemaError: one of its schemas cannot be enforced.
        MissingExtra: an MCP server without the extra that it needs.
    """
    if spec.startswith(_MCP):
        # By name: the module needs a package that not everybody has.
        found: list[Tool] = import_module("lamlite.sources.mcp").load_mcp(spec.removeprefix(_MCP))
        return found
    if spec.endswith(".py"):
        return load_python(Path(spec).expanduser())
    if spec.endswith(".json"):
        return load_json(Path(spec).expanduser())
    if "/" in spec or "\\" in spec or Path(spec).suffix:
        raise ToolError(f"{spec} is no file with tools.", hint="Give a .py or a .json file, a pack, or mcp:COMMAND.")
    return load_pack(spec)
