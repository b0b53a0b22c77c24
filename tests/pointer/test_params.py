"""Leaves of a schema: what the model is asked to decide."""

from __future__ import annotations

from typing import Any

import pytest

from lamlite.pointer.params import leaves, spoken


@pytest.mark.parametrize(
    ("name", "words"),
    [("maxResults", "max results"), ("max_results", "max results"), ("HTTPServer.start-up", "http server start up"),
     ("x", "x"), ("$top", "top"), ("", "")],
)  # fmt: skip
def test_spoken(name: str, words: str) -> None:
    assert spoken(name) == words


def _leaves(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    return {p.label: p for p in leaves({"type": "object", "properties": properties, "required": required or []})}


def test_kinds() -> None:
    found = _leaves({
        "city": {"type": "string"}, "count": {"type": "integer"}, "price": {"type": "number"},
        "loud": {"type": "boolean"}, "mode": {"enum": ["a", "b", None]}, "fixed": {"const": 3},
        "flag": {"enum": [True, False]}, "any": {}, "maybe": {"type": ["null", "integer"]},
        "either": {"anyOf": [{"type": "null"}, {"type": "number"}], "description": "how much"},
    })  # fmt: skip
    kinds = {name: param.kind for name, param in found.items()}
    assert kinds == {
        "city": "text", "count": "integer", "price": "number", "loud": "boolean", "mode": "option", "fixed": "option",
        "flag": "boolean", "any": "open", "maybe": "integer", "either": "number"}  # fmt: skip
    assert found["mode"].options == ("a", "b")
    assert found["either"].description == "how much"


def test_objects_open_and_lists_keep_their_schema() -> None:
    place: dict[str, Any] = {
        "type": "object",
        "properties": {"city": {"type": "string"}, "zip": {"type": "string"}},
        "required": ["city"],
    }
    stops = {"type": "array", "items": place, "uniqueItems": True}
    found = _leaves({"home": place, "stops": stops, "tags": {"type": "array", "items": {"type": "string"}}}, ["home"])
    assert [p.path for p in found.values()] == [
        ("home", "city"), ("home", "zip"), ("stops", "city"), ("stops", "zip"), ("tags",)]  # fmt: skip
    assert found["home city"].required and not found["home zip"].required and not found["stops city"].required
    assert found["stops city"].many and found["stops city"].grouped == 1
    assert found["tags"].many and found["tags"].grouped == 0
    assert found["tags"].type_words == "list of text"
