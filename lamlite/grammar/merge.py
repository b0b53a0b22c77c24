"""Two schemas into the one that admits what both admit: how `allOf` and the neighbours of a `$ref` are resolved.

Only what comes out as plain keywords is merged; the rest (two patterns, two formats) is refused, not approximated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from lamlite.core.errors import SchemaError

from .accepts import is_multiple, item_schema, property_schema, same, types_of
from .keywords import ANNOTATIONS
from .refs import join

_BRANCHES = 64
_TOGETHER = ("properties", "additionalProperties", "items", "prefixItems")


def is_annotation(keyword: str) -> bool:
    """Whether a keyword describes a value without limiting it."""
    return keyword in ANNOTATIONS or keyword.startswith("x-")


def merge(left: Any, right: Any, pointer: str) -> Any:
    """What both resolved schemas admit. Annotations of `left` win.

    Raises:
        SchemaError: nothing is left, or the two cannot be written as one schema; `pointer` is where they meet.
    """
    if isinstance(left, bool) or isinstance(right, bool):
        return left if right is True else right if left is True else False
    if "$ref" in left or "$ref" in right:
        return _with_reference(left, right, pointer)
    result: dict[str, Any] = {**right, **left}
    for keyword in left.keys() & right.keys():
        if keyword in _RULES:
            result[keyword] = _RULES[keyword](left[keyword], right[keyword], join(pointer, keyword))
        elif keyword not in _TOGETHER and not is_annotation(keyword) and not same(left[keyword], right[keyword]):
            raise SchemaError(f"Two different values of {keyword} cannot be merged.", pointer=join(pointer, keyword))
    _merge_enum(result, pointer)
    _merge_objects(left, right, result, pointer)
    _merge_arrays(left, right, result, pointer)
    return result


def _with_reference(left: Mapping[str, Any], right: Mapping[str, Any], pointer: str) -> dict[str, Any]:
    """A recursive reference stays as it is, so that nothing but annotations may stand beside it.

    `not` is no keyword of a tool's schema: it is how `build` rules values out, and takes no merging.
    """
    for one, other in ((left, right), (right, left)):
        beside = [key for key in other if not is_annotation(key) and key != "not"]
        if "$ref" in one and (not beside or other.get("$ref") == one["$ref"]):
            return {**right, **left}
    raise SchemaError("A recursive reference cannot be merged with other limits.", pointer=pointer)


def _merge_types(left: Any, right: Any, pointer: str) -> Any:
    ours, theirs = types_of({"type": left}), types_of({"type": right})
    both = [name for name in ours if name in theirs or (name == "integer" and "number" in theirs)]
    if "number" in ours and "integer" in theirs and "number" not in theirs and "integer" not in both:
        both.append("integer")
    if not both:
        raise SchemaError(f"No value is both {' or '.join(ours)} and {' or '.join(theirs)}.", pointer=pointer)
    return both[0] if len(both) == 1 else both


def _merge_enums(left: Any, right: Any, pointer: str) -> Any:
    both = [item for item in left if any(same(item, other) for other in right)]
    if not both:
        raise SchemaError("The enumerations have no member in common.", pointer=pointer)
    return both


def _merge_multiples(left: Any, right: Any, pointer: str) -> Any:
    for one, other in ((left, right), (right, left)):
        if is_multiple(one, other):
            return one
    if isinstance(left, int) and isinstance(right, int):
        return math.lcm(left, right)
    raise SchemaError(f"multipleOf {left} and {right} cannot be merged.", pointer=pointer)


def _merge_branches(left: Any, right: Any, pointer: str) -> Any:
    """Every branch of one with every branch of the other; pairs that contradict each other fall out."""
    if len(left) * len(right) > _BRANCHES:
        raise SchemaError("Two anyOf with so many branches cannot be merged.", pointer=pointer)
    both = []
    for one in left:
        for other in right:
            try:
                both.append(merge(one, other, pointer))
            except SchemaError:
                continue  # this pair admits nothing; the others stand
    if not both:
        raise SchemaError("No branch of one anyOf goes with a branch of the other.", pointer=pointer)
    return both


def _union(left: Any, right: Any, pointer: str) -> Any:
    return [*left, *(name for name in right if name not in left)]


def _larger(left: Any, right: Any, pointer: str) -> Any:
    return max(left, right)


def _smaller(left: Any, right: Any, pointer: str) -> Any:
    return min(left, right)


_RULES: dict[str, Callable[[Any, Any, str], Any]] = {
    "type": _merge_types,
    "enum": _merge_enums,
    "multipleOf": _merge_multiples,
    "anyOf": _merge_branches,
    "required": _union,
    "uniqueItems": _larger,
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems"), _larger),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems"), _smaller),
}


def _merge_enum(result: dict[str, Any], pointer: str) -> None:
    if "const" in result and "enum" in result:
        result["enum"] = _merge_enums([result["const"]], result["enum"], join(pointer, "enum"))


def _merge_objects(left: Mapping[str, Any], right: Mapping[str, Any], result: dict[str, Any], pointer: str) -> None:
    """A property that only one side lists meets the other side's additionalProperties."""
    names = list(dict.fromkeys([*left.get("properties", {}), *right.get("properties", {})]))
    if names:
        result["properties"] = {
            name: merge(property_schema(left, name), property_schema(right, name), join(pointer, "properties", name))
            for name in names
        }
    if "additionalProperties" in result:
        sides = (left.get("additionalProperties", True), right.get("additionalProperties", True))
        result["additionalProperties"] = merge(*sides, join(pointer, "additionalProperties"))
    for name in result.get("required", ()):
        if property_schema(result, name) is False:
            raise SchemaError(f"The property {name!r} is required and excluded.", pointer=join(pointer, "required"))


def _merge_arrays(left: Mapping[str, Any], right: Mapping[str, Any], result: dict[str, Any], pointer: str) -> None:
    length = max(len(left.get("prefixItems", ())), len(right.get("prefixItems", ())))
    if length:
        result["prefixItems"] = [
            merge(item_schema(left, index), item_schema(right, index), join(pointer, "prefixItems", index))
            for index in range(length)
        ]
    if "items" in result:
        result["items"] = merge(left.get("items", True), right.get("items", True), join(pointer, "items"))
