"""Joint assignment and the building of arguments, on scores made up for the purpose."""

from __future__ import annotations

import math
from typing import Any

from lamlite.pointer.candidates import Candidate
from lamlite.pointer.decode import assign, build, uneven
from lamlite.pointer.params import leaves


def _params(properties: dict[str, Any], required: list[str]) -> list[Any]:
    return list(leaves({"type": "object", "properties": properties, "required": required}))


def _absent(chance: float) -> Candidate:
    return Candidate(math.log(chance), absent=True)


def test_words_are_not_used_twice() -> None:
    params = _params({"a": {"type": "string"}, "b": {"type": "string"}}, ["a", "b"])
    both = [Candidate(-0.1, "Oslo", None, ((1, 1),)), Candidate(-1.0, "Rome", None, ((4, 4),))]
    filled = assign(params, [[*both, _absent(0.01)], [*both, _absent(0.01)]], ask=0.5)
    assert [c.value for c in filled.chosen] == ["Oslo", "Rome"]


def test_a_required_value_is_missing_where_its_words_would_serve_twice() -> None:
    params = _params({"child": {"type": "string"}, "chore": {"type": "string"}}, ["child", "chore"])
    hugo = Candidate(-0.1, "Hugo", None, ((1, 1),))
    options = [[hugo, _absent(0.01)], [hugo, _absent(0.3)]]
    assert [c.value for c in assign(params, options, ask=0.5).chosen] == ["Hugo", None]
    assert [c.value for c in assign(params, options, ask=1.0).chosen] == ["Hugo", "Hugo"]


def test_a_required_value_is_left_out_only_when_surely_missing() -> None:
    params = _params({"a": {"type": "string"}}, ["a"])
    weak = Candidate(math.log(0.2), "x", None, ((1, 1),))
    assert assign(params, [[_absent(0.8), weak]], ask=0.5).chosen[0].absent
    assert assign(params, [[_absent(0.8), weak]], ask=0.9).chosen[0].value == "x"


def test_an_optional_value_is_left_out_when_that_is_likelier() -> None:
    params = _params({"a": {"type": "string"}}, [])
    weak = Candidate(math.log(0.2), "x", None, ((1, 1),))
    assert assign(params, [[_absent(0.8), weak]], ask=0.99).chosen[0].absent


def test_nested_objects_and_lists_of_objects() -> None:
    schema = {
        "to": {"type": "object", "properties": {"city": {"type": "string"}, "zip": {"type": "string"}}},
        "items": {"type": "array", "items": {"type": "object", "properties": {
            "name": {"type": "string"}, "count": {"type": "integer"}}}},
    }  # fmt: skip
    params = _params(schema, [])
    chosen = [Candidate(0, "Oslo"), _absent(1.0), Candidate(0, ["milk", "eggs"]), Candidate(0, [2, 12])]
    assert build(params, chosen) == {
        "to": {"city": "Oslo"}, "items": [{"name": "milk", "count": 2}, {"name": "eggs", "count": 12}]}  # fmt: skip


def test_confidence_is_a_probability() -> None:
    params = _params({"a": {"type": "string"}}, ["a"])
    filled = assign(params, [[Candidate(math.log(0.6), "x", None, ((1, 1),)), _absent(0.4)]], ask=0.5)
    assert math.isclose(filled.confidence, 0.6)


def test_listed_objects_of_which_a_required_field_is_not_said_for_each() -> None:
    item = {"type": "object", "required": ["name", "grams"], "properties": {
        "name": {"type": "string"}, "grams": {"type": "number"}, "note": {"type": "string"}}}  # fmt: skip
    params = _params({"items": {"type": "array", "items": item}}, ["items"])
    names, grams, note = (Candidate(-0.1, value) for value in (["flour"], [500, 120], ["fine"]))
    assert uneven(params, [names, grams, note]) == ["items.name"]
    assert uneven(params, [Candidate(-0.1, ["flour", "salt"]), grams, note]) == []
