"""Tools out of a JSON file: written as ours, as OpenAI's functions, or as an MCP server lists them.

    [{"name": ..., "description": ..., "parameters": {...}, "returns": {...}, "effect": "read", "undo": {...}},
     {"type": "function", "function": {"name": ..., "parameters": {...}}},
     {"name": ..., "inputSchema": {...}, "outputSchema": {...}, "annotations": {...}}]

They have no code: they are for plans, batches and dry runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lamlite.core.errors import SchemaError, ToolError
from lamlite.core.tool import NO_PARAMETERS, Effect, Tool, well_formed
from lamlite.grammar import schema as grammar

_NAME = re.compile(r"[A-Za-z_][\w.-]{0,63}", re.ASCII)
_LARGEST = 50_000_000
_OURS = ("name", "description", "parameters", "returns", "effect", "undo")
_MCP = ("name", "description", "inputSchema", "outputSchema", "annotations", "title")
_HINT = 'Write [{"name": "...", "description": "...", "parameters": {...}}].'


def load_json(path: Path) -> list[Tool]:
    """The tools of a JSON file, in the order they stand in it.

    Raises:
        ToolError: the file cannot be read, or something in it is no tool.
        SchemaError: a schema cannot be enforced; `pointer` is its place in the file.
    """
    try:
        if path.is_dir():
            raise ToolError(f"{path} is a folder.", hint="Give a .json file with a list of tools.")
        if path.stat().st_size > _LARGEST:
            raise ToolError(f"{path} is larger than {_LARGEST // 1_000_000} MB.", hint="Split it.")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ToolError(f"There is no tools file {path}.", hint="Give a .json file with a list of tools.") from None
    except UnicodeDecodeError as error:
        raise ToolError(f"{path} is not UTF-8 text (byte {error.start}).", hint="Save it as UTF-8.") from None
    except OSError as error:
        raise ToolError(f"{path} cannot be read: {error.strerror}.") from None
    if not text.strip():
        raise ToolError(f"{path} is empty.", hint=_HINT)
    try:
        data = json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ToolError(f"{path} is not JSON: {error.msg} at {where}.", hint="Correct that place.") from None
    except RecursionError:
        raise ToolError(f"{path} is nested too deep.", hint=_HINT) from None
    except ValueError as error:
        raise ToolError(f"{path} is not JSON: {error}.") from None
    return parse(data, str(path))


def parse(data: Any, source: str) -> list[Tool]:
    """The tools in a JSON value: a list of them, or an object with such a list under "tools".

    Args:
        data: The value.
        source: What errors and tools say it came from.

    Raises:
        ToolError, SchemaError: as for `load_json`.
    """
    prefix = ""
    if isinstance(data, Mapping) and isinstance(data.get("tools"), list):
        data, prefix = data["tools"], "/tools"
    if isinstance(data, Mapping) and "name" in data:
        raise ToolError(f"{source} has one tool outside of a list.", hint="Put [ and ] around it.")
    if not isinstance(data, list):
        raise ToolError(f"{source} must hold a list of tools, not {_kind(data)}.", hint=_HINT)
    if not data:
        raise ToolError(f"{source} has no tools: its list is empty.", hint=_HINT)
    found: dict[str, Tool] = {}
    for index, entry in enumerate(data):
        tool = _tool(entry, (source, f"{prefix}/{index}"))
        if tool.name in found:
            raise ToolError(f"{source} has two tools called {tool.name!r}.", hint="Rename one of them.")
        found[tool.name] = tool
    return list(found.values())


Place = tuple[str, str]


def _tool(entry: Any, place: Place) -> Tool:
    source, pointer = place
    if not isinstance(entry, Mapping):
        raise ToolError(f"{source}{_at(pointer)} is {_kind(entry)}, not a tool.", hint=_HINT)
    if "function" in entry:
        return _openai(entry, place)
    foreign = "inputSchema" in entry or "outputSchema" in entry
    _spelt(entry, _MCP if foreign else _OURS, place)
    name = _name(entry, place)
    keys = ("inputSchema", "outputSchema") if foreign else ("parameters", "returns")
    return Tool(
        name=name,
        description=_text(entry, "description", name, source),
        parameters=_parameters(entry.get(keys[0]), (source, f"{pointer}/{keys[0]}"), name),
        returns=_returns(entry.get(keys[1]), (source, f"{pointer}/{keys[1]}"), name),
        effect=Effect.WRITE if foreign else _effect(entry, name, source),
        undo=None if foreign else _undo(entry, name, source),
        source=source,
    )


def _openai(entry: Mapping[str, Any], place: Place) -> Tool:
    source, pointer = place
    inner = entry["function"]
    if not isinstance(inner, Mapping):
        raise ToolError(f"{source}{_at(pointer)} has a function that is {_kind(inner)}.", hint=_HINT)
    _spelt(inner, _OURS, place)
    name = _name(inner, place)
    return Tool(
        name=name,
        description=_text(inner, "description", name, source),
        parameters=_parameters(inner.get("parameters"), (source, f"{pointer}/function/parameters"), name),
        returns=_returns(inner.get("returns"), (source, f"{pointer}/function/returns"), name),
        effect=_effect(inner, name, source),
        undo=_undo(inner, name, source),
        source=source,
    )


def _name(entry: Mapping[str, Any], place: Place) -> str:
    name = entry.get("name")
    if name is None:
        raise ToolError(f"{place[0]}{_at(place[1])} has no name.", hint=_HINT)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ToolError(
            f"{place[0]}{_at(place[1])} has the name {name!r:.80}, which cannot be one.",
            hint="Use letters, digits, _ . and -, at most 64, no digit first.",
        )
    return name


def _text(entry: Mapping[str, Any], key: str, name: str, source: str) -> str:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise ToolError(f"The {key} of {name} in {source} is {_kind(value)}, not a text.")
    return value or ""


def _parameters(schema: Any, place: Place, name: str) -> Mapping[str, Any]:
    if schema is None:
        return NO_PARAMETERS
    checked = _schema(schema, place, name)
    if checked and grammar.resolve(checked).get("type") != "object":
        raise SchemaError(
            f"The parameters of {name} in {place[0]} must be of type object.",
            pointer=f"{place[1]}/type",
            hint='Write {"type": "object", "properties": {...}}.',
        )
    return checked or {"type": "object", "properties": {}}


def _returns(schema: Any, place: Place, name: str) -> Mapping[str, Any] | None:
    return None if schema is None else _schema(schema, place, name)


def _schema(schema: Any, place: Place, name: str) -> Mapping[str, Any]:
    if not isinstance(schema, Mapping):
        raise SchemaError(f"A schema of {name} in {place[0]} is {_kind(schema)}, not an object.", pointer=place[1])
    try:
        grammar.check(schema, where=place[1])
    except SchemaError as error:
        message = f"The tool {name} in {place[0]} cannot be used: {error.message} (at {error.pointer})"
        raise SchemaError(message, pointer=error.pointer, hint=error.hint) from None
    return schema


def _effect(entry: Mapping[str, Any], name: str, source: str) -> Effect:
    value = entry.get("effect")
    try:
        return Effect.WRITE if value is None else Effect(value)
    except ValueError:
        hint = f"Use one of {', '.join(effect.value for effect in Effect)}."
        raise ToolError(f"{name} in {source} has the unknown effect {value!r:.80}.", hint=hint) from None


def _undo(entry: Mapping[str, Any], name: str, source: str) -> Mapping[str, Any] | None:
    undo = entry.get("undo")
    if undo is not None and not well_formed(undo):
        raise ToolError(f"The undo of {name} in {source} must be an object with a name and arguments.")
    return undo


def _spelt(entry: Mapping[str, Any], known: tuple[str, ...], place: Place) -> None:
    """Others' keys mean nothing to us and may stay; one that is nearly ours is a slip of the pen."""
    for key in entry:
        near = get_close_matches(key, known, n=1, cutoff=0.8)
        if key not in known and near and near[0] not in entry:
            hint = f"Did you mean {near[0]!r}?"
            raise ToolError(f"{place[0]}{_at(place[1])} has the unknown key {key!r}.", hint=hint)


def _at(pointer: str) -> str:
    return f": entry {int(pointer.rpartition('/')[2]) + 1}"


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a key that stands twice in it would lose one of its values in silence."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        found[key] = value
    return found
