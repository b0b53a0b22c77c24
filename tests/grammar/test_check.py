"""Every feature of a schema is taken, or refused with the pointer of what is at fault."""

from __future__ import annotations

from typing import Any

import pytest

from lamlite.core.errors import SchemaError
from lamlite.grammar.keywords import ANNOTATIONS, ENFORCED, INSTEAD
from lamlite.grammar.leaves import ENFORCED_BY
from lamlite.grammar.schema import check

NODE = {"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}}}

TAKEN: list[dict[str, Any]] = [
    {},
    {"type": "string"},
    {"type": ["string", "null"], "minLength": 2, "maxLength": 2},
    {"type": "string", "pattern": "^a+$", "title": "A", "description": "b", "examples": ["a"], "x-order": 1},
    {"type": "string", "format": "password", "writeOnly": True},
    {"type": "integer", "minimum": 1, "maximum": 1},
    {"type": "integer", "format": "int32"},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1, "multipleOf": 0.1},
    {"type": "number", "format": "double", "default": 1},
    {"enum": ["a", 1, None]},
    {"const": "x", "enum": ["x", "y"]},
    {"type": "integer", "default": 1.0},
    {"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": True, "minItems": 2},
    {"type": "array", "items": {"type": ["boolean", "null"]}, "uniqueItems": True, "minItems": 3},
    {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "minItems": 9},
    {"type": "array", "items": True, "uniqueItems": True, "minItems": 2},
    {"type": "array", "items": NODE | {"properties": {}}, "uniqueItems": True, "minItems": 2},
    {"type": "array", "prefixItems": [{"type": "string"}, True], "items": False, "minItems": 2},
    {"type": "array", "prefixItems": [{"type": "string"}], "uniqueItems": True, "minItems": 3},
    {"type": "object", "properties": {"a": True}, "required": ["a"], "additionalProperties": False},
    {"type": "object", "properties": {"a": {}}, "required": ["b"], "additionalProperties": {"type": "string"}},
    {"type": "object", "properties": {"a": {"type": "string"}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
    {"oneOf": [{"type": "string"}, {"type": "integer"}], "description": "one"},
    {"allOf": [{"type": "integer", "minimum": 1}, {"maximum": 3}]},
    {"type": "string", "nullable": True},
    {"$ref": "#/$defs/node", "$defs": {"node": NODE}},
    {"$ref": "#/definitions/a", "definitions": {"a": {"type": "string"}}, "description": "beside"},
    {"type": "object", "properties": {"a": {"type": "string"}, "b": {"$ref": "#/properties/a"}}},
    {"$defs": {"a/b~c": {"type": "string"}}, "properties": {"x": {"$ref": "#/$defs/a~1b~0c"}}},
    {"$defs": {"n": {"anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#/$defs/n"}, "minItems": 1}]}},
     "properties": {"x": {"$ref": "#/$defs/n"}}},
    {"$defs": {"n": {"type": "object", "properties": {"kids": {"type": "array", "items": {"$ref": "#/$defs/n"}}},
                     "required": ["kids"]}}, "properties": {"x": {"$ref": "#/$defs/n"}}},
    {"$defs": {"n": {"properties": {"a": True, "n": {"anyOf": [{"$ref": "#/$defs/n"}, {"enum": [1]}]}},
                     "required": ["a", "n"]}}, "properties": {"x": {"$ref": "#/$defs/n", "default": {"a": 1, "n": 1}}}},
    {"$defs": {"n": {"type": "array", "items": {"$ref": "#/$defs/n"}, "uniqueItems": True}}, "$ref": "#/$defs/n"},
    {"properties": {"a": {"anyOf": [{"type": "string"}]}, "b": {"$ref": "#/properties/a/anyOf/0"}}},
    {"properties": {"$ref": {"type": "string"}, "enum": {"type": "integer"}, "not": {"type": "null"}}},
]  # fmt: skip

REFUSED: list[tuple[dict[str, Any], str]] = [
    *[({keyword: {}}, f"/{keyword}") for keyword in INSTEAD],
    ({"type": "string", "contentEncoding": "base64"}, "/contentEncoding"),
    ({"properties": {"a/b": {"not": {}}}}, "/properties/a~1b/not"),
    ({"items": {"anyOf": [{"type": "string"}, {"if": {}}]}}, "/items/anyOf/1/if"),
    ({"$defs": {"unused": {"propertyNames": {}}}}, "/$defs/unused/propertyNames"),
    ({"type": "text"}, "/type"),
    ({"type": []}, "/type"),
    ({"type": ["string", "string"]}, "/type"),
    ({"type": "string", "minLength": "3"}, "/minLength"),
    ({"type": "string", "minLength": -1}, "/minLength"),
    ({"type": "string", "maxLength": 1.5}, "/maxLength"),
    ({"type": "integer", "minimum": True}, "/minimum"),
    ({"type": "number", "maximum": float("inf")}, "/maximum"),
    ({"type": "number", "multipleOf": 0}, "/multipleOf"),
    ({"type": "object", "required": "a"}, "/required"),
    ({"type": "object", "required": ["a", "a"]}, "/required"),
    ({"type": "object", "properties": ["a"]}, "/properties"),
    ({"type": "object", "properties": {"a": "string"}}, "/properties"),
    ({"type": "array", "items": [{"type": "string"}]}, "/items"),
    ({"anyOf": []}, "/anyOf"),
    ({"enum": "abc"}, "/enum"),
    ({"enum": [{1}]}, "/enum"),
    ({"const": float("nan")}, "/const"),
    ({"description": 3}, "/description"),
    ({"x-thing": {1}}, "/x-thing"),
    ({"type": "string", "pattern": "("}, "/pattern"),
    ({"type": "string", "format": "iri"}, "/format"),
    ({"type": "string", "format": "int64"}, "/format"),
    ({"type": "integer", "minLength": 2}, "/minLength"),
    ({"type": "string", "items": {}}, "/items"),
    ({"minLength": 2, "minimum": 2}, ""),
    ({"properties": {"a": {"$id": "http://x/y"}}}, "/properties/a/$id"),
    ({"properties": {"a": {"$ref": "http://x/y"}}}, "/properties/a/$ref"),
    ({"properties": {"a": {"$ref": "other.json#/a"}}}, "/properties/a/$ref"),
    ({"properties": {"a": {"$ref": "#/$defs/none"}}}, "/properties/a/$ref"),
    ({"properties": {"a": {"$ref": "#/required"}}, "required": ["a"]}, "/properties/a/$ref"),
    ({"properties": {"a": {"$ref": "#/default"}}, "default": {}}, "/properties/a/$ref"),
    ({"$ref": "#"}, "/$ref"),
    ({"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}]}}}, "/$defs/a/anyOf/0/$ref"),
    ({"enum": []}, "/enum"),
    ({"type": "integer", "enum": [1, "2"]}, "/enum/1"),
    ({"type": "string", "minLength": 2, "enum": ["ab", "c"]}, "/enum/1"),
    ({"type": "integer", "const": "a"}, "/const"),
    ({"const": "a", "enum": ["b"]}, "/const"),
    ({"type": "integer", "default": "a"}, "/default"),
    ({"type": "array", "items": {"type": "string", "default": 3}}, "/items/default"),
    ({"enum": ["a"], "default": "b"}, "/default"),
    ({"type": "integer", "minimum": 3, "maximum": 2}, "/minimum"),
    ({"type": "number", "exclusiveMinimum": 3, "maximum": 3}, "/exclusiveMinimum"),
    ({"type": "integer", "exclusiveMinimum": 3, "exclusiveMaximum": 4}, "/exclusiveMinimum"),
    ({"type": "integer", "minimum": 1, "maximum": 6, "multipleOf": 7}, "/minimum"),
    ({"type": "string", "minLength": 3, "maxLength": 2}, "/minLength"),
    ({"type": "array", "minItems": 3, "maxItems": 2}, "/minItems"),
    ({"type": "array", "items": {"enum": ["a", "a", "b"]}, "uniqueItems": True, "minItems": 3}, "/minItems"),
    ({"type": "array", "items": {"type": "boolean"}, "uniqueItems": True, "minItems": 3}, "/minItems"),
    ({"type": "array", "items": {"const": 1}, "uniqueItems": True, "minItems": 2}, "/minItems"),
    ({"type": "array", "prefixItems": [True], "items": False, "minItems": 2}, "/minItems"),
    ({"type": "object", "required": ["b"], "properties": {"a": {}}, "additionalProperties": False}, "/required/0"),
    ({"type": "object", "required": ["a"], "properties": {"a": False}}, "/required/0"),
    ({"allOf": [{"type": "string"}, {"type": "integer"}]}, "/allOf/1/type"),
    ({"allOf": [{"type": "string", "pattern": "a"}, {"pattern": "b"}]}, "/allOf/1/pattern"),
    ({"allOf": [{"enum": ["a"]}, {"enum": ["b"]}]}, "/allOf/1/enum"),
    ({"allOf": [{"type": "string"}, False]}, "/allOf/1"),
    ({"type": "integer", "anyOf": [{"type": "integer"}, {"type": "string"}]}, "/anyOf/1/type"),
    ({"type": "object", "properties": {"a": {}}, "additionalProperties": False, "anyOf": [{"required": ["b"]}]},
     "/anyOf/0/required"),
    ({"$defs": {"n": {"type": "object", "properties": {"n": {"$ref": "#/$defs/n"}}, "required": ["n"]}},
      "properties": {"x": {"$ref": "#/$defs/n"}}}, "/$defs/n"),
    ({"$defs": {"n": {"type": "array", "items": {"$ref": "#/$defs/n"}, "minItems": 1}},
      "properties": {"x": {"$ref": "#/$defs/n"}}}, "/$defs/n"),
    ({"$defs": {"n": {"anyOf": [{"type": "array", "items": {"$ref": "#/$defs/n"}, "minItems": 1}]}},
      "properties": {"x": {"$ref": "#/$defs/n"}}}, "/$defs/n"),
    ({"$defs": {"n": NODE, "node": NODE}, "properties": {"a": {"$ref": "#/$defs/node", "default": 3}}},
     "/properties/a/default"),
    ({"type": "object", "properties": {"a": {"$ref": "#", "minProperties": 1}}}, "/properties/a/minProperties"),
    ({"type": "object", "properties": {"a": {"$ref": "#", "required": ["b"]}}}, "/properties/a/$ref"),
]  # fmt: skip


@pytest.mark.parametrize("schema", TAKEN, ids=str)
def test_taken(schema: dict[str, Any]) -> None:
    check(schema)


@pytest.mark.parametrize(("schema", "pointer"), REFUSED, ids=str)
def test_refused(schema: dict[str, Any], pointer: str) -> None:
    with pytest.raises(SchemaError) as caught:
        check(schema)
    assert caught.value.pointer == pointer
    assert caught.value.message


def test_where_stands_in_front_of_the_pointer() -> None:
    with pytest.raises(SchemaError) as caught:
        check({"not": {}}, where="/tools/3/parameters")
    assert caught.value.pointer == "/tools/3/parameters/not"
    assert "what is allowed" in caught.value.hint


def test_too_deep() -> None:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(70):
        schema = {"items": schema}
    with pytest.raises(SchemaError, match="nested"):
        check(schema)


def test_a_schema_that_multiplies_is_stopped() -> None:
    levels = {f"l{i}": {"type": "array", "prefixItems": [{"$ref": f"#/$defs/l{i + 1}"}] * 10} for i in range(9)}
    with pytest.raises(SchemaError, match="multiply"):
        check({"properties": {"x": {"$ref": "#/$defs/l0"}}, "$defs": {**levels, "l9": {"type": "string"}}})


@pytest.mark.parametrize("schema", [3, "string", [], None])
def test_no_schema_at_all(schema: Any) -> None:
    with pytest.raises(SchemaError, match="must be an object"):
        check(schema)


def test_true_alone_is_no_schema_of_a_tool() -> None:
    with pytest.raises(SchemaError, match="as a whole"):
        check(True)  # type: ignore[arg-type]


def test_each_enforced_keyword_says_by_what() -> None:
    assert set(ENFORCED_BY) == set(ENFORCED)
    assert not set(ENFORCED) & set(ANNOTATIONS)
    assert not set(INSTEAD) & (set(ENFORCED) | set(ANNOTATIONS))
