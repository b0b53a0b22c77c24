"""Does a value fit a resolved schema? The standard library's answer, for checks that run at registration.

`validate` (by the jsonschema library) says what is wrong and where; this says only yes or no, loads nothing, and a
test holds the two together. Source: JSON Schema Validation (Draft 2020-12), section 6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .formats import matches_format
from .refs import lookup


def type_name(value: Any) -> str:
    """The JSON type of a value; `integer` for any number without a fraction."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if float(value).is_integer() else "number"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, Mapping) else "array"


def types_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The types that a schema names, one or several; empty where it names none."""
    found = schema.get("type", ())
    return (found,) if isinstance(found, str) else tuple(found)


def same(left: Any, right: Any) -> bool:
    """Equal as JSON: 1 and 1.0 are, 1 and true are not."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(item, right[key]) for key, item in left.items())
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def is_multiple(value: float, of: float) -> bool:
    """Whether a number is a multiple, as its decimal digits say it (0.3 is one of 0.1)."""
    return Decimal(str(value)) % Decimal(str(of)) == 0


def accepts(value: Any, schema: Any, root: Any) -> bool:
    """Whether `value` fits `schema`, whose recursive references are looked up in `root`."""
    if isinstance(schema, bool):
        return schema
    if "$ref" in schema and not accepts(value, lookup(root, schema["$ref"], ""), root):
        return False
    kind = type_name(value)
    types = types_of(schema)
    if types and kind not in types and not (kind == "integer" and "number" in types):
        return False
    if not _accepts_any(value, schema, root) or not matches_format(value, schema.get("format", "")):
        return False
    if kind in ("integer", "number"):
        return _accepts_number(value, schema)
    if kind == "string":
        return _accepts_string(value, schema)
    if kind == "array":
        return _accepts_array(value, schema, root)
    return kind != "object" or _accepts_object(value, schema, root)


def _accepts_any(value: Any, schema: Mapping[str, Any], root: Any) -> bool:
    if "enum" in schema and not any(same(value, item) for item in schema["enum"]):
        return False
    if "const" in schema and not same(value, schema["const"]):
        return False
    if "anyOf" in schema and not any(accepts(value, part, root) for part in schema["anyOf"]):
        return False
    return "oneOf" not in schema or sum(accepts(value, part, root) for part in schema["oneOf"]) == 1


def _accepts_number(value: float, schema: Mapping[str, Any]) -> bool:
    return (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
        and ("exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"])
        and ("exclusiveMaximum" not in schema or value < schema["exclusiveMaximum"])
        and ("multipleOf" not in schema or is_multiple(value, schema["multipleOf"]))
    )


def _accepts_string(value: str, schema: Mapping[str, Any]) -> bool:
    length = len(value)
    return schema.get("minLength", 0) <= length <= schema.get("maxLength", length) and (
        "pattern" not in schema or re.search(schema["pattern"], value) is not None
    )


def _accepts_array(value: list[Any], schema: Mapping[str, Any], root: Any) -> bool:
    length = len(value)
    if not schema.get("minItems", 0) <= length <= schema.get("maxItems", length):
        return False
    if schema.get("uniqueItems") and any(same(a, b) for i, a in enumerate(value) for b in value[:i]):
        return False
    return all(accepts(item, item_schema(schema, index), root) for index, item in enumerate(value))


def item_schema(schema: Mapping[str, Any], index: int) -> Any:
    """The schema of an array's item at a place."""
    prefix = schema.get("prefixItems", ())
    return prefix[index] if index < len(prefix) else schema.get("items", True)


def property_schema(schema: Mapping[str, Any], name: str) -> Any:
    """The schema of an object's property, whether listed or additional."""
    return schema.get("properties", {}).get(name, schema.get("additionalProperties", True))


def _accepts_object(value: Mapping[str, Any], schema: Mapping[str, Any], root: Any) -> bool:
    return all(name in value for name in schema.get("required", ())) and all(
        accepts(item, property_schema(schema, name), root) for name, item in value.items()
    )
