"""Does what one tool returns fit what another takes? So that a reference is checked before anything runs.

Source of references: the string "$n" or "$n.field" stands for a result, or a part of one, of step n.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lamlite.core.errors import SchemaError

from .accepts import types_of
from .merge import merge
from .refs import lookup


def at(schema: Mapping[str, Any], path: tuple[str | int, ...]) -> Mapping[str, Any] | None:
    """The schema of a part of a value: of `.email`, of `[0].id`.

    Args:
        schema: Resolved schema of the whole, as in a tool's `returns`.
        path: Names of properties and places of items, as in `Reference.path`.

    Returns:
        Its schema, or None where the whole has no such part.
    """
    found: Any = schema
    for part in path:
        if "$ref" in found:
            found = lookup(schema, found["$ref"], "")
        if isinstance(part, int):
            prefix = found.get("prefixItems", ())
            found = prefix[part] if part < len(prefix) else found.get("items")
        else:
            found = found.get("properties", {}).get(part)
        if not isinstance(found, Mapping):
            return None
    whole: Mapping[str, Any] = lookup(schema, found["$ref"], "") if "$ref" in found else found
    return whole


def fits(produced: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether a value of one resolved schema can be used where another is asked for.

    Every type that may be produced must be wanted (null aside: a missing value is found when the call is checked
    again with the value in place), and no other keyword may stand against it. What the producer leaves open fits.
    """
    branches = wanted.get("anyOf") or wanted.get("oneOf")
    if branches:
        return any(isinstance(branch, Mapping) and fits(produced, branch) for branch in branches)
    if "$ref" in produced or "$ref" in wanted:
        return produced.get("$ref") == wanted.get("$ref")
    ours, theirs = set(types_of(produced)) - {"null"}, set(types_of(wanted))
    if ours and theirs and not ours <= theirs | ({"integer"} if "number" in theirs else set()):
        return False
    limits = ("minLength", "maxLength", "minItems", "maxItems", "pattern", "default", "multipleOf")
    ours_left, theirs_left = ({k: v for k, v in side.items() if k not in limits} for side in (produced, wanted))
    try:
        merged = merge(ours_left, theirs_left, "")
    except SchemaError:
        return False
    low, high = merged.get("minimum"), merged.get("maximum")
    return low is None or high is None or low <= high


def with_references(schema: Mapping[str, Any], root: Any, references: Mapping[str, Mapping[str, Any]]) -> Any:
    """The schema of a value in whose places, at any depth, references may stand for values that fit.

    Args:
        schema: Resolved schema of the whole, which is never a reference itself.
        root: Where recursive references of the schema are looked up.
        references: Reference -> resolved schema of what it stands for.
    """
    result = dict(schema)
    for key, value in schema.items():
        if key in ("anyOf", "oneOf"):  # the same value: a reference in its place is admitted from outside
            result[key] = [with_references(b, root, references) if isinstance(b, Mapping) else b for b in value]
        elif key == "prefixItems":
            result[key] = [_or_reference(item, root, references) for item in value]
        elif key in ("items", "additionalProperties") and isinstance(value, Mapping):
            result[key] = _or_reference(value, root, references)
        elif key == "properties":
            result[key] = {name: _or_reference(item, root, references) for name, item in value.items()}
    return result


def _or_reference(schema: Any, root: Any, references: Mapping[str, Mapping[str, Any]]) -> Any:
    if schema is False:
        return False
    node: Mapping[str, Any] = {} if schema is True else schema
    wanted = lookup(root, node["$ref"], "") if "$ref" in node else node
    ruled_out = node.get("not", {}).get("enum", ())
    limits = {key: value for key, value in wanted.items() if key != "not"}
    names = [name for name, produced in references.items() if name not in ruled_out and fits(produced, limits)]
    inside = with_references(node, root, references)
    return {"anyOf": [inside, {"enum": names}]} if names else inside
