"""The keywords of JSON Schema (Draft 2020-12) that lamlite enforces, each with the shape of its value.

Whatever is in none of these tables is refused by `schema.check`, so this file is the whole answer to
"what does lamlite support?".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from .formats import STRING_FORMATS

TYPES = ("object", "array", "string", "integer", "number", "boolean", "null")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_count(value: Any) -> bool:
    return _is_number(value) and value >= 0 and float(value).is_integer()


def _is_schema(value: Any) -> bool:
    return isinstance(value, Mapping | bool)


def _is_schemas(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) > 0 and all(map(_is_schema, value))


def _is_schema_map(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(k, str) and _is_schema(v) for k, v in value.items())


def _is_names(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and all(isinstance(item, str) for item in value)
        and len(set(value)) == len(value)
    )


def _is_types(value: Any) -> bool:
    names = [value] if isinstance(value, str) else value
    return _is_names(names) and len(names) > 0 and all(name in TYPES for name in names)


def is_json(value: Any) -> bool:
    """Whether a value can be written as JSON and read back equal."""
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and is_json(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(is_json, value))
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, bool | int | str)


Shape = tuple[str, Callable[[Any], bool]]

_NUMBER: Shape = ("a number", _is_number)
_COUNT: Shape = ("a whole number of 0 or more", _is_count)
_SCHEMA: Shape = ("a schema", _is_schema)
_SCHEMAS: Shape = ("a list of one schema or more", _is_schemas)
_SCHEMA_MAP: Shape = ("an object of schemas", _is_schema_map)
_BOOLEAN: Shape = ("true or false", lambda value: isinstance(value, bool))
_TEXT: Shape = ("a string", lambda value: isinstance(value, str))
_JSON: Shape = ("a JSON value", is_json)
_JSONS: Shape = ("a list of JSON values", lambda value: isinstance(value, list | tuple) and all(map(is_json, value)))

# Keyword -> (the types of values it speaks of, the shape of its own value). No types: it speaks of every value.
STRING, NUMBERS, ARRAY, OBJECT = ("string",), ("integer", "number"), ("array",), ("object",)
ENFORCED: dict[str, tuple[tuple[str, ...], Shape]] = {
    "type": ((), (f"one or several of {', '.join(TYPES)}", _is_types)),
    "enum": ((), _JSONS),
    "const": ((), _JSON),
    "nullable": ((), _BOOLEAN),
    "allOf": ((), _SCHEMAS),
    "anyOf": ((), _SCHEMAS),
    "oneOf": ((), _SCHEMAS),
    "$ref": ((), _TEXT),
    "minLength": (STRING, _COUNT),
    "maxLength": (STRING, _COUNT),
    "pattern": (STRING, _TEXT),
    "format": ((), _TEXT),
    "minimum": (NUMBERS, _NUMBER),
    "maximum": (NUMBERS, _NUMBER),
    "exclusiveMinimum": (NUMBERS, _NUMBER),
    "exclusiveMaximum": (NUMBERS, _NUMBER),
    "multipleOf": (NUMBERS, ("a number above 0", lambda value: _is_number(value) and value > 0)),
    "items": (ARRAY, _SCHEMA),
    "prefixItems": (ARRAY, _SCHEMAS),
    "minItems": (ARRAY, _COUNT),
    "maxItems": (ARRAY, _COUNT),
    "uniqueItems": (ARRAY, _BOOLEAN),
    "properties": (OBJECT, _SCHEMA_MAP),
    "required": (OBJECT, ("a list of different names", _is_names)),
    "additionalProperties": (OBJECT, _SCHEMA),
}


def kinds_of(node: Mapping[str, Any], keyword: str) -> tuple[str, ...]:
    """The types of values that a keyword of a schema speaks of; none where it speaks of all, or is an annotation."""
    if keyword == "format":
        return STRING if node["format"] in STRING_FORMATS or node["format"] == "password" else NUMBERS
    return ENFORCED[keyword][0] if keyword in ENFORCED else ()


# Keywords that say something about a value without limiting it.
ANNOTATIONS: dict[str, Shape] = {
    "title": _TEXT,
    "description": _TEXT,
    "default": _JSON,
    "example": _JSON,
    "examples": (
        "a list of JSON values or an object of them",
        lambda value: is_json(value) and not isinstance(value, str),
    ),
    "$comment": _TEXT,
    "$schema": _TEXT,
    "$id": _TEXT,
    "deprecated": _BOOLEAN,
    "readOnly": _BOOLEAN,
    "writeOnly": _BOOLEAN,
    "$defs": _SCHEMA_MAP,
    "definitions": _SCHEMA_MAP,
}

# Keywords that hold schemas, by how they hold them: the only places a walk has to look.
HOLDS_ONE = ("items", "additionalProperties")
HOLDS_LIST = ("allOf", "anyOf", "oneOf", "prefixItems")
HOLDS_MAP = ("properties", "$defs", "definitions")

# What to write instead of the keywords that are refused most often.
INSTEAD: dict[str, str] = {
    "patternProperties": "Use additionalProperties with one schema for all values.",
    "propertyNames": "List the names under properties with additionalProperties: false.",
    "not": "Say what is allowed: enum, pattern or a range.",
    "if": "Use anyOf with one branch per case.",
    "then": "Use anyOf with one branch per case.",
    "else": "Use anyOf with one branch per case.",
    "dependentRequired": "Use anyOf with one branch per case.",
    "dependentSchemas": "Use anyOf with one branch per case.",
    "dependencies": "Use anyOf with one branch per case.",
    "contains": "Use items, or a property of its own for the value that must be there.",
    "unevaluatedProperties": "Use additionalProperties.",
    "unevaluatedItems": "Use items: false after prefixItems.",
    "additionalItems": "Use items after prefixItems (Draft 2020-12).",
    "minProperties": "List the properties that must be there under required.",
    "maxProperties": "List the properties that may be there, with additionalProperties: false.",
    "$dynamicRef": "Use $ref.",
    "$recursiveRef": "Use $ref.",
    "optional": "Leave the name out of the required list of the object above.",
}
