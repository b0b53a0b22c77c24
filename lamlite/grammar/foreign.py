"""Schemas as other people's tools write them: type names of Python, Java and JavaScript, keywords in the wrong place.

What means something is put into JSON Schema; what limits nothing is kept under an `x-` name, so that it can be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .accepts import accepts, types_of
from .keywords import HOLDS_LIST, HOLDS_MAP, HOLDS_ONE, TYPES, kinds_of

_NAMES = {
    "object": "dict hashmap map hashtable record struct mapping json dictionary treemap",
    "array": "list tuple arraylist set vector queue stack linkedlist sequence iterable frozenset",
    "string": "str text char character varchar path bytes date datetime uuid",
    "integer": "int long short byte bigint int32 int64 uint biginteger",
    "number": "float double decimal numeric real bigdecimal float32 float64",
    "boolean": "bool",
    "null": "none void nil nonetype undefined",
}
_FOREIGN = {name: known for known, names in _NAMES.items() for name in (known, *names.split())}
_ANYTHING = ("any", "unknown", "mixed")


def tolerant(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema in JSON Schema's own words, for tools that were written in others.

    Type names of other languages are translated ("dict", "float", "tuple", "String", "HashMap"...; "any" is no
    type), `list[str]`-like types get their items, `required: true` on a property moves to the object's list,
    a default that does not fit and keywords that limit nothing in the type become `x-` annotations.
    It never raises: what it does not know stays, for `check` to refuse.
    """
    result: dict[str, Any] = {}
    for key, value in _collect_required(schema).items():
        if key in HOLDS_ONE:
            result[key] = _child(value)
        elif key in HOLDS_LIST and isinstance(value, list | tuple):
            result[key] = [_child(item) for item in value]
        elif key in HOLDS_MAP and isinstance(value, Mapping):
            result[key] = {name: _child(item) for name, item in value.items()}
        else:
            result[key] = value
    _translate_type(result)
    _set_aside(result)
    return result


def _child(value: Any) -> Any:
    return tolerant(value) if isinstance(value, Mapping) else value


def _translate_type(schema: dict[str, Any]) -> None:
    written: Any = schema.get("type")
    if isinstance(written, str):
        base, _, inside = written.strip().rstrip(")]>").replace("(", "[").replace("<", "[").partition("[")
        name = base.strip().rpartition(".")[2].lower()
        if written.strip().endswith("[]"):
            base, inside, name = "array", written.strip()[:-2], "array"
        if name in _ANYTHING:
            del schema["type"]
        elif name in _FOREIGN:
            schema["type"] = _FOREIGN[name]
            if schema["type"] == "array" and "items" not in schema and inside.strip().lower() in _FOREIGN:
                schema["items"] = {"type": _FOREIGN[inside.strip().lower()]}
    elif isinstance(written, list | tuple) and all(isinstance(name, str) for name in written):
        names = list(dict.fromkeys(_FOREIGN.get(str(name).lower(), str(name)) for name in written))
        if any(name.lower() in _ANYTHING for name in names) or not names:
            del schema["type"]
        else:
            schema["type"] = names


def _collect_required(schema: Mapping[str, Any]) -> dict[str, Any]:
    """`required` (Draft 3) or `optional` said on the property itself, as the object's own list."""
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return dict(schema)
    listed = schema.get("required")
    required = dict.fromkeys(listed) if isinstance(listed, list | tuple) else {}
    children = {}
    for name, child in properties.items():
        children[name] = child
        if isinstance(child, Mapping):
            said = {key: child[key] for key in ("required", "optional") if isinstance(child.get(key), bool)}
            if said.get("required") or said.get("optional") is False:
                required[name] = None
            children[name] = {key: value for key, value in child.items() if key not in said}
    return {**schema, "properties": children, **({"required": list(required)} if required else {})}


def _set_aside(schema: dict[str, Any]) -> None:
    types = types_of(schema) if isinstance(schema.get("type"), str | list | tuple) else ()
    if all(name in TYPES for name in types):
        for key in [key for key in schema if key != "format" or isinstance(schema["format"], str)]:
            kinds = kinds_of(schema, key)
            if types and kinds and not set(kinds) & set(types):
                schema[f"x-{key}"] = schema.pop(key)
    if "default" in schema and not _may_be_default(schema["default"], schema):
        schema["x-default"] = schema.pop("default")


def _may_be_default(value: Any, schema: Mapping[str, Any]) -> bool:
    """By types and members only: the rest of the schema may not be sound yet."""
    for keyword in ("anyOf", "oneOf"):
        branches = schema.get(keyword)
        if isinstance(branches, list) and not any(
            isinstance(branch, Mapping) and _may_be_default(value, branch) for branch in branches
        ):
            return False
    types, members = schema.get("type", ()), schema.get("enum")
    about: dict[str, Any] = {"type": types} if isinstance(types, str | list) and types else {}
    if isinstance(members, list):
        about["enum"] = members
    return accepts(value, about, {})
