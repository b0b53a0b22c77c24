"""What `-t` means: packs, files and MCP commands; without it, every bundled pack."""

from __future__ import annotations

from collections.abc import Iterable

from lamlite.core.tool import Tool
from lamlite.sources import load_tools, pack_names


def toolset(names: Iterable[str]) -> list[Tool]:
    """The tools of the given packs and files, in their order; the same name twice counts once.

    Raises:
        ToolError, SchemaError: there is no such pack or file, or it cannot be used.
        MissingExtra: an MCP server without the extra that it needs.
    """
    wanted = list(dict.fromkeys(names)) or list(pack_names())
    return [tool for name in wanted for tool in load_tools(name)]
