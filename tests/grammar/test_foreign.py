"""Schemas in other people's words."""

from __future__ import annotations

from typing import Any

import pytest

from lamlite.grammar.schema import check, tolerant


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("dict", "object"), ("HashMap", "object"), ("java.util.HashMap", "object"), ("Dict[str, int]", "object"),
        ("float", "number"), ("double", "number"), ("Number", "number"), ("int", "integer"), ("long", "integer"),
        ("tuple", "array"), ("list", "array"), ("ArrayList", "array"), ("Array", "array"),
        ("String", "string"), ("str", "string"), ("char", "string"), ("bool", "boolean"), ("Boolean", "boolean"),
        ("None", "null"),
    ],
)  # fmt: skip
def test_type_names(written: str, known: str) -> None:
    found = tolerant({"type": written})
    assert found["type"] == known
    check(found)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "any", "description": "x"}, {"description": "x"}),
        ({"type": ["str", "any"]}, {}),
        ({"type": ["str", "int", "string"]}, {"type": ["string", "integer"]}),
        ({"type": "thing"}, {"type": "thing"}),
        ({"type": 3}, {"type": 3}),
        ({"type": [{"type": "string"}], "default": 1}, {"type": [{"type": "string"}], "x-default": 1}),
        ({"type": "list[str]"}, {"type": "array", "items": {"type": "string"}}),
        ({"type": "Array<Double>"}, {"type": "array", "items": {"type": "number"}}),
        ({"type": "int[]"}, {"type": "array", "items": {"type": "integer"}}),
        ({"type": "list[Thing]"}, {"type": "array"}),
        ({"type": "array", "items": {"type": "dict"}}, {"type": "array", "items": {"type": "object"}}),
        ({"anyOf": [{"type": "str"}, True]}, {"anyOf": [{"type": "string"}, True]}),
        ({"type": "integer", "default": "None"}, {"type": "integer", "x-default": "None"}),
        ({"enum": ["a"], "type": "str", "default": "b"}, {"enum": ["a"], "type": "string", "x-default": "b"}),
        (
            {"anyOf": [{"type": "string"}, {"type": "array"}], "default": None},
            {"anyOf": [{"type": "string"}, {"type": "array"}], "x-default": None},
        ),
        ({"type": "string", "format": "int64"}, {"type": "string", "x-format": "int64"}),
        ({"type": "string", "format": 3}, {"type": "string", "format": 3}),
        ({"type": "string", "items": {"type": "int"}}, {"type": "string", "x-items": {"type": "integer"}}),
        (
            {"type": "dict", "required": ["c"],
             "properties": {"a": {"type": "str", "required": True}, "b": {"type": "int", "optional": True}}},
            {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},
             "required": ["c", "a"]},
        ),
        (
            {"properties": {"required": {"type": "bool"}, "b": True}},
            {"properties": {"required": {"type": "boolean"}, "b": True}},
        ),
        ({"properties": 3}, {"properties": 3}),
    ],
    ids=str,
)  # fmt: skip
def test_tolerant(schema: dict[str, Any], expected: dict[str, Any]) -> None:
    assert tolerant(schema) == expected


def test_a_nullable_default_stays() -> None:
    schema = {"oneOf": [{"type": "string"}, {"type": "null"}], "default": None}
    assert tolerant(schema) == schema
