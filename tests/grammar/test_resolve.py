"""One plain form that means the same."""

from __future__ import annotations

from typing import Any

import pytest

from lamlite.core.errors import SchemaError
from lamlite.grammar.merge import merge
from lamlite.grammar.schema import check, resolve

COLOR = {"$defs": {"c": {"enum": ["red", "green"], "description": "inner"}}}

CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("single type", {"type": ["string"]}, {"type": "string"}),
    ("integer within number", {"type": ["number", "integer"]}, {"type": "number"}),
    ("order of types", {"type": ["null", "string"]}, {"type": ["string", "null"]}),
    ("implied object", {"properties": {"a": True}}, {"type": "object", "properties": {"a": True}}),
    ("implied string", {"pattern": "a"}, {"type": "string", "pattern": "a"}),
    ("implied number", {"minimum": 1}, {"type": "number", "minimum": 1}),
    ("implied by members", {"enum": ["a", None]}, {"type": ["string", "null"], "enum": ["a", None]}),
    ("implied by constant", {"const": 1}, {"type": "integer", "const": 1}),
    ("anything", {"description": "x"}, {"description": "x"}),
    (
        "integer format",
        {"format": "uint8", "minimum": 3},
        {"type": "integer", "format": "uint8", "minimum": 3, "maximum": 255},
    ),
    (
        "reference with neighbours",
        {**COLOR, "$ref": "#/$defs/c", "description": "outer"},
        {"type": "string", "enum": ["red", "green"], "description": "outer"},
    ),
    (
        "definitions",
        {"definitions": {"c": {"type": "string"}}, "items": {"$ref": "#/definitions/c"}},
        {"type": "array", "items": {"type": "string"}},
    ),
    (
        "allOf",
        {"allOf": [{"type": "number", "minimum": 1}, {"type": "integer", "maximum": 9}], "title": "n"},
        {"type": "integer", "minimum": 1, "maximum": 9, "title": "n"},
    ),
    ("nullable", {"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    ("not nullable", {"type": "string", "nullable": False}, {"type": "string"}),
    (
        "nullable enumeration",
        {"enum": ["a"], "nullable": True},
        {"type": ["string", "null"], "enum": ["a", None]},
    ),
    ("nullable anything", {"nullable": True}, {}),
    (
        "nullable anyOf",
        {"anyOf": [{"type": "string"}], "nullable": True},
        {"anyOf": [{"type": "string"}, {"type": "null"}]},
    ),
    (
        "nullable constant",
        {"const": "a", "nullable": True, "title": "t"},
        {"title": "t", "anyOf": [{"type": "string", "const": "a"}, {"type": "null"}]},
    ),
    (
        "nullable reference",
        {**COLOR, "$ref": "#/$defs/c", "nullable": True},
        {"type": ["string", "null"], "enum": ["red", "green", None], "description": "inner"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_resolve(schema: dict[str, Any], expected: dict[str, Any]) -> None:
    check(schema)
    assert resolve(schema) == expected
    assert resolve(expected) == expected


def test_recursive_references_stay() -> None:
    kids = {"type": "array", "items": {"$ref": "#/$defs/n"}}
    node = {"type": "object", "properties": {"kids": kids, "root": {"$ref": "#"}}}
    schema = {"type": "object", "properties": {"n": {"$ref": "#/$defs/n", "title": "N"}}, "$defs": {"n": node}}
    check(schema)
    found = resolve(schema)
    assert found["properties"]["n"] == {"$ref": "#/$defs/n", "title": "N"}
    assert set(found["$defs"]) == {"n", "root"}
    assert found["$defs"]["n"]["properties"]["root"] == {"$ref": "#/$defs/root"}
    assert resolve(found) == found


def test_two_recursive_definitions_of_one_name() -> None:
    first = {"type": "object", "properties": {"a": {"$ref": "#/$defs/n"}}}
    second = {"type": "object", "properties": {"a": {"$ref": "#/definitions/n"}}}
    places = {"x": {"$ref": "#/$defs/n"}, "y": {"$ref": "#/definitions/n"}}
    found = resolve({"properties": places, "$defs": {"n": first}, "definitions": {"n": second}})
    assert found["properties"] == {"x": {"$ref": "#/$defs/n"}, "y": {"$ref": "#/$defs/n_2"}}


def test_nullable_recursive_reference() -> None:
    schema = {"type": "object", "properties": {"next": {"$ref": "#", "nullable": True}}}
    check(schema)
    assert resolve(schema)["properties"]["next"] == {"anyOf": [{"$ref": "#/$defs/root"}, {"type": "null"}]}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (True, {"type": "string"}, {"type": "string"}),
        (False, {"type": "string"}, False),
        ({"type": "integer"}, {"type": ["number", "string"]}, {"type": "integer"}),
        ({"type": ["number", "null"]}, {"type": ["integer", "null"]}, {"type": ["null", "integer"]}),
        ({"minimum": 1, "minLength": 2}, {"minimum": 3, "minLength": 1}, {"minimum": 3, "minLength": 2}),
        ({"maximum": 1}, {"maximum": 3}, {"maximum": 1}),
        ({"uniqueItems": True}, {"uniqueItems": False}, {"uniqueItems": True}),
        ({"required": ["a"]}, {"required": ["b", "a"]}, {"required": ["a", "b"]}),
        ({"multipleOf": 4}, {"multipleOf": 2}, {"multipleOf": 4}),
        ({"multipleOf": 2}, {"multipleOf": 4}, {"multipleOf": 4}),
        ({"multipleOf": 4}, {"multipleOf": 6}, {"multipleOf": 12}),
        ({"const": 1}, {"enum": [1, 2]}, {"const": 1, "enum": [1]}),
        ({"pattern": "a"}, {"pattern": "a"}, {"pattern": "a"}),
        ({"title": "a"}, {"title": "b"}, {"title": "a"}),
        (
            {"properties": {"a": {"type": "string"}}, "additionalProperties": False},
            {"properties": {"b": {"type": "string"}}},
            {"properties": {"a": {"type": "string"}, "b": False}, "additionalProperties": False},
        ),
        (
            {"additionalProperties": {"type": "integer"}},
            {"properties": {"b": {"minimum": 1}}},
            {"additionalProperties": {"type": "integer"}, "properties": {"b": {"type": "integer", "minimum": 1}}},
        ),
        ({"items": {"type": "string"}}, {"items": {"minLength": 1}}, {"items": {"type": "string", "minLength": 1}}),
        (
            {"prefixItems": [{"type": "string"}]},
            {"items": {"minLength": 1}},
            {"prefixItems": [{"type": "string", "minLength": 1}], "items": {"minLength": 1}},
        ),
        (
            {"anyOf": [{"type": "string"}, {"type": "null"}]},
            {"anyOf": [{"type": "string", "minLength": 1}]},
            {"anyOf": [{"type": "string", "minLength": 1}]},
        ),
        ({"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a", "title": "t"}, {"$ref": "#/$defs/a", "title": "t"}),
    ],
    ids=str,
)
def test_merge(left: Any, right: Any, expected: Any) -> None:
    assert merge(left, right, "") == expected


@pytest.mark.parametrize(
    ("left", "right", "pointer"),
    [
        ({"multipleOf": 0.3}, {"multipleOf": 0.2}, "/multipleOf"),
        ({"format": "date"}, {"format": "time"}, "/format"),
        ({"anyOf": [{"type": "string"}]}, {"anyOf": [{"type": "null"}]}, "/anyOf"),
        ({"anyOf": [{}] * 9}, {"anyOf": [{}] * 9}, "/anyOf"),
        ({"$ref": "#/$defs/a"}, {"minimum": 1}, ""),
        ({"properties": {"a": False}}, {"required": ["a"]}, "/required"),
    ],
    ids=str,
)
def test_what_cannot_be_merged(left: Any, right: Any, pointer: str) -> None:
    with pytest.raises(SchemaError) as caught:
        merge(left, right, "")
    assert caught.value.pointer == pointer
