"""The inverse of a call that ran, as data: what the trail keeps for `undo`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..core.call import Reference
from ..core.errors import UsageError
from ..core.tool import Tool

_PART = re.compile(r"\$(result|arguments)((?:\.[A-Za-z_]\w*|\[\d+\])*)")


def inverse(
    tool: Tool, arguments: Mapping[str, Any], result: Any, find: Callable[[str], Tool | None]
) -> Mapping[str, Any] | None:
    """The call that takes a call back, or None where there is none.

    Args:
        tool: What ran.
        arguments: With which it ran.
        result: What it gave.
        find: Gives the tool of a name, None where it is not registered.
    """
    undo = tool.undo
    while undo is not None:
        found = _filled(undo, arguments, result, find(undo["name"]))
        if found is not None:
            return found
        undo = undo.get("else")
    return None


def _filled(
    undo: Mapping[str, Any], arguments: Mapping[str, Any], result: Any, other: Tool | None
) -> Mapping[str, Any] | None:
    if other is None:
        return None
    filled = {}
    for name, value in undo.get("arguments", {}).items():
        found = _value(value, arguments, result)
        if found is not None:  # one that turns out absent or null is left out
            filled[name] = found
    if any(name not in filled for name in other.required):
        return None
    return {"name": other.name, "arguments": filled}


def _value(value: Any, arguments: Mapping[str, Any], result: Any) -> Any:
    match = _PART.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    reference = Reference.parse(f"$0{match[2]}")
    try:
        return reference.resolve({0: result if match[1] == "result" else arguments}) if reference else None
    except UsageError:
        return None
