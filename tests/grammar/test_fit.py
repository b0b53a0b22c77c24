"""References are typed; words can be left out of a pattern."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamlite.grammar.fit import at, fits
from lamlite.grammar.patterns import NO_REFERENCE, avoiding, avoiding_names

WHOLE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "pair": {"type": "array", "prefixItems": [{"type": "null"}]},
        "next": {"$ref": "#/$defs/root"},
        "any": True,
    },
    "$defs": {"root": {"type": "object", "properties": {"id": {"type": "integer"}, "next": {"$ref": "#/$defs/root"}}}},
}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ((), "object"), (("id",), "integer"), (("tags",), "array"), (("tags", 3), "string"), (("pair", 0), "null"),
        (("pair", 1), None), (("next",), "object"), (("next", "next", "id"), "integer"), (("name",), None),
        (("any",), None), (("id", "x"), None), (("id", 0), None),
    ],
)  # fmt: skip
def test_at(path: tuple[str | int, ...], kind: str | None) -> None:
    found = at(WHOLE, path)
    assert (found["type"] if found else None) == kind


@pytest.mark.parametrize(
    ("produced", "wanted", "fit"),
    [
        ({"type": "integer"}, {"type": "number"}, True),
        ({"type": "number"}, {"type": "integer"}, False),
        ({"type": ["string", "null"]}, {"type": "string"}, True),
        ({"type": ["string", "integer"]}, {"type": "string"}, False),
        ({}, {"type": "string"}, True),
        ({"type": "string"}, {}, True),
        ({"type": "string"}, {"type": "string", "format": "email"}, True),
        ({"type": "string", "format": "date"}, {"type": "string", "format": "email"}, False),
        ({"type": "string", "format": "date"}, {"type": "string"}, True),
        ({"type": "string", "enum": ["a"]}, {"type": "string", "enum": ["b", "a"]}, True),
        ({"type": "string", "enum": ["a"]}, {"type": "string", "enum": ["b"]}, False),
        ({"type": "integer", "maximum": 3}, {"type": "integer", "minimum": 4}, False),
        ({"type": "integer", "maximum": 3}, {"type": "integer", "minimum": 3}, True),
        ({"type": "string", "pattern": "a"}, {"type": "string", "pattern": "b", "maxLength": 3}, True),
        ({"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}, False),
        ({"type": "integer"}, {"anyOf": [{"type": "string"}, {"type": "integer"}]}, True),
        ({"type": "boolean"}, {"oneOf": [{"type": "string"}, {"type": "integer"}]}, False),
        ({"type": "null"}, {"type": "string"}, False),
        ({"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}, True),
        ({"$ref": "#/$defs/a"}, {"type": "string"}, False),
    ],
    ids=str,
)
def test_fits(produced: dict[str, Any], wanted: dict[str, Any], fit: bool) -> None:
    assert fits(produced, wanted) == fit


@given(st.lists(st.text("ab]^-$.", max_size=4), max_size=5), st.text("ab]^-$.\n", max_size=5), st.integers(0, 2))
def test_avoiding(words: list[str], text: str, least: int) -> None:
    words = [word for word in words if len(word) <= 4]
    pattern = avoiding(words, most=4, least=least)
    assert bool(re.fullmatch(pattern, text)) == (text not in words and least <= len(text) <= 4)


def test_names() -> None:
    pattern = avoiding_names(["id", "idle"], most=6)
    for name in ("i", "idl", "name", "Zürich", "a b", "id2"):
        assert re.fullmatch(pattern, name)
    for name in ("", "id", "idle", 'a"', "a\\b", "a\n", "too long"):
        assert not re.fullmatch(pattern, name)


@given(st.from_regex(NO_REFERENCE, fullmatch=True))
def test_no_reference(text: str) -> None:
    assert not re.fullmatch(r"\$\d+(\.[A-Za-z_]\w*|\[\d+\])*", text, re.ASCII)
