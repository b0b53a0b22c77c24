"""What no value can satisfy: limits that cross, members that nothing admits, recursion that never ends."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from lamlite.core.errors import SchemaError

from .accepts import accepts, item_schema, property_schema, same, types_of
from .merge import merge
from .refs import join, lookup

_PAIRS = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"))
_SMALL_TYPES = {"boolean": 2, "null": 1}


def contradictions(node: Mapping[str, Any], root: Any, pointer: str) -> None:
    """Refuse a resolved schema that contradicts itself, not counting what is inside its properties and items.

    Raises:
        SchemaError: with the pointer of the keyword at fault, below `pointer`.
    """
    for low, high in _PAIRS:
        if low in node and high in node and node[low] > node[high]:
            raise SchemaError(f"{low} {node[low]} is above {high} {node[high]}.", pointer=join(pointer, low))
    _check_range(node, pointer)
    _check_required(node, pointer)
    _check_items(node, root, pointer)
    _check_values(node, root, pointer)
    _check_branches(node, pointer)


def _check_range(node: Mapping[str, Any], pointer: str) -> None:
    low = max(node.get("minimum", -math.inf), node.get("exclusiveMinimum", -math.inf))
    high = min(node.get("maximum", math.inf), node.get("exclusiveMaximum", math.inf))
    open_ended = node.get("exclusiveMinimum") == low or node.get("exclusiveMaximum") == high
    keyword = next((k for k in ("exclusiveMinimum", "minimum", "exclusiveMaximum") if k in node), "")
    if math.isinf(low) or math.isinf(high):
        return
    if low > high or (low == high and open_ended):
        raise SchemaError(f"No number is in the range from {low} to {high}.", pointer=join(pointer, keyword))
    step = node.get("multipleOf", 1)
    if types_of(node) == ("integer",) and isinstance(step, int):
        first, last = math.ceil(low / step), math.floor(high / step)
        first += node.get("exclusiveMinimum") == first * step
        last -= node.get("exclusiveMaximum") == last * step
        if first > last:
            raise SchemaError(f"No whole number is in the range from {low} to {high}.", pointer=join(pointer, keyword))


def _check_required(node: Mapping[str, Any], pointer: str) -> None:
    for index, name in enumerate(node.get("required", ())):
        if property_schema(node, name) is False:
            raise SchemaError(
                f"The property {name!r} is required, but nothing may be given for it.",
                pointer=join(pointer, "required", index),
                hint="List it under properties.",
            )


def _check_items(node: Mapping[str, Any], root: Any, pointer: str) -> None:
    needed = int(node.get("minItems", 0))
    if needed and item_schema(node, needed - 1) is False:
        raise SchemaError(f"minItems {needed} is more than may be given.", pointer=join(pointer, "minItems"))
    if not node.get("uniqueItems") or "prefixItems" in node:
        return
    choices = count_values(node.get("items", True), root)
    if choices is not None and needed > choices:
        raise SchemaError(
            f"minItems {needed} with uniqueItems, but an item has only {choices} possible values.",
            pointer=join(pointer, "minItems"),
        )


def count_values(schema: Any, root: Any) -> int | None:
    """How many values a schema admits where they are listed, else None."""
    if isinstance(schema, bool):
        return None if schema else 0
    if "$ref" in schema:
        return None  # a recursive reference; enumerations were resolved
    if "const" in schema:
        return 1
    if "enum" in schema:
        members = schema["enum"]
        return sum(not any(same(a, b) for b in members[:index]) for index, a in enumerate(members))
    types = types_of(schema)
    return sum(map(_SMALL_TYPES.__getitem__, types)) if types and set(types) <= _SMALL_TYPES.keys() else None


def _check_values(node: Mapping[str, Any], root: Any, pointer: str) -> None:
    if "enum" in node and not node["enum"]:
        raise SchemaError("The enumeration is empty, so that no value is possible.", pointer=join(pointer, "enum"))
    limits = {key: value for key, value in node.items() if key not in ("enum", "const")}
    for index, member in enumerate(node.get("enum", ())):
        if not accepts(member, limits, root):
            raise SchemaError(
                f"The member {member!r} of the enumeration does not fit the rest of the schema.",
                pointer=join(pointer, "enum", index),
            )
    if "const" in node and not accepts(node["const"], {**limits, "enum": node.get("enum", [node["const"]])}, root):
        raise SchemaError(f"The constant {node['const']!r} does not fit the schema.", pointer=join(pointer, "const"))
    if "default" in node and not accepts(node["default"], node, root):
        raise SchemaError(f"The default {node['default']!r} does not fit the schema.", pointer=join(pointer, "default"))


def _check_branches(node: Mapping[str, Any], pointer: str) -> None:
    """Each branch has to be possible together with what stands beside it."""
    for keyword in ("anyOf", "oneOf"):
        if keyword in node:
            beside = {key: value for key, value in node.items() if key not in ("anyOf", "oneOf")}
            for index, branch in enumerate(node[keyword]):
                merge(branch, beside, join(pointer, keyword, index))


def inhabited(schema: Any, root: Any, seen: frozenset[str] = frozenset()) -> bool:
    """Whether some finite value fits: `seen` are the references on the way here, which must not come back."""
    if isinstance(schema, bool):
        return schema
    if "$ref" in schema:
        reference = schema["$ref"]
        return reference not in seen and inhabited(lookup(root, reference, ""), root, seen | {reference})
    if "enum" in schema or "const" in schema:
        return True
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema and not any(inhabited(branch, root, seen) for branch in schema[keyword]):
            return False
    types = types_of(schema)
    if not types or not set(types) <= {"object", "array"}:
        return True
    return any(_all_inhabited(_needed_parts(schema, name), root, seen) for name in types)


def _needed_parts(schema: Mapping[str, Any], name: str) -> Iterable[Any]:
    if name == "object":
        return [property_schema(schema, key) for key in schema.get("required", ())]
    # Items after the prefix are all alike, so that one of them stands for the rest.
    count = min(int(schema.get("minItems", 0)), len(schema.get("prefixItems", ())) + 1)
    return [item_schema(schema, index) for index in range(count)]


def _all_inhabited(parts: Iterable[Any], root: Any, seen: frozenset[str]) -> bool:
    return all(inhabited(part, root, seen) for part in parts)
