"""Random weights through the real masks: whatever comes out is one call that fits its schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamlite.core.errors import SchemaError
from lamlite.core.tool import Tool
from lamlite.grammar.build import CallForm, call_grammar, call_schema
from lamlite.grammar.keywords import ENFORCED
from lamlite.grammar.lark import Grammar, Leftover, literal, special
from lamlite.grammar.leaves import Bounds
from lamlite.grammar.match import Matcher, Vocabulary
from lamlite.grammar.patterns import FORMAT_PATTERNS
from lamlite.grammar.schema import check
from lamlite.grammar.validate import validate

Write = Callable[[Grammar, int], str]
SEEDS = range(20)


def tool(schema: Any, name: str = "act", **more: Any) -> Tool:
    parameters = {"type": "object", "properties": {"a": schema}, "required": ["a"], **more}
    check(parameters)
    return Tool(name, parameters=parameters)


TREE = {
    "type": "object",
    "properties": {"v": {"type": "integer"}, "kids": {"type": "array", "items": {"$ref": "#/$defs/t"}}},
    "required": ["v"],
}
FLAT = {"type": "object", "properties": {"k": {"type": "string"}, "l": {"type": "integer"}}}

EXACT: list[dict[str, Any]] = [
    {},
    {"type": "string"},
    {"type": "string", "minLength": 3, "maxLength": 5},
    {"type": "string", "minLength": 500},
    {"type": "string", "pattern": "^[A-Z]{2}-\\d+$"},
    {"type": "string", "pattern": "ab+c", "maxLength": 9},
    {"type": "string", "pattern": "^.{300}$"},
    {"type": "string", "format": "date", "pattern": "^2"},
    *[{"type": "string", "format": name} for name in sorted(FORMAT_PATTERNS)],
    {"type": "string", "format": "password"},
    {"type": "integer"},
    {"type": "integer", "minimum": 3},
    {"type": "integer", "exclusiveMinimum": -3, "exclusiveMaximum": 3},
    {"type": "integer", "minimum": 1, "exclusiveMinimum": 4, "maximum": 9, "exclusiveMaximum": 20},
    {"type": "integer", "multipleOf": 7, "maximum": 100},
    {"type": "integer", "format": "int32"},
    {"type": "number"},
    {"type": "number", "minimum": 0},
    {"type": "number", "exclusiveMaximum": -5},
    {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.5},
    {"type": "number", "exclusiveMinimum": -1.5, "exclusiveMaximum": -1},
    {"type": "number", "minimum": 2.5, "maximum": 2.5},
    {"type": "number", "multipleOf": 0.1},
    {"type": "number", "multipleOf": 0.25, "minimum": -3, "maximum": 1e12},
    {"type": "boolean"},
    {"type": "null"},
    {"type": ["string", "null", "number"], "maxLength": 3},
    {"enum": ["a", 1, None, True, 'é"\\', ["x", {"y": 1}]]},
    {"const": {"a": [1, "b"]}},
    {"type": "string", "nullable": True, "maxLength": 2},
    {"type": "array"},
    {"type": "array", "items": {"type": "boolean"}, "minItems": 2, "maxItems": 3},
    {"type": "array", "items": {"type": "boolean"}, "minItems": 20},
    {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "boolean"}], "items": False, "minItems": 1},
    {"type": "array", "prefixItems": [{"type": "integer"}], "items": {"type": "null"}, "minItems": 2},
    {"type": "array", "items": {"enum": ["a", "b", "c", "a"]}, "uniqueItems": True, "minItems": 2},
    {"type": "array", "items": {"enum": list("abcdefgh")}, "uniqueItems": True},
    {"type": "array", "items": {"enum": list("abcdefghijklm")}, "uniqueItems": True, "maxItems": 2},
    {"type": "array", "items": {"type": ["boolean", "null"]}, "uniqueItems": True, "minItems": 2},
    {"type": "array", "items": {"const": 1}, "uniqueItems": True},
    {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "maxItems": 1},
    {"type": "object"},
    FLAT,
    {**FLAT, "required": ["l", "m"]},
    {**FLAT, "additionalProperties": {"type": "boolean"}},
    {**FLAT, "required": ["k", "l"], "additionalProperties": {"type": "boolean"}},
    {**FLAT, "additionalProperties": False, "anyOf": [{"required": ["k"]}, {"required": ["l"]}]},
    {"type": "object", "properties": {"k": False}},
    {"type": "object", "additionalProperties": {"type": "integer"}},
    {"type": "object", "properties": {"k": True}, "required": ["k"]},
    {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "maxLength": 2}]},
    {"anyOf": [True, {"type": "null"}]},
    {"oneOf": [{"type": "integer"}, {"type": "string", "maxLength": 3}]},
    {"oneOf": [{"type": "integer"}]},
    {"allOf": [{"type": "integer", "minimum": 1}, {"maximum": 3}]},
    {"type": "array", "items": {"anyOf": [{"type": "null"}, {"type": "array", "items": {"type": "integer"}}]}},
]

LEFT: list[tuple[dict[str, Any], str]] = [
    ({"type": "string", "format": "regex", "maxLength": 4}, "format"),
    ({"type": "string", "pattern": "^(?=a)[ab]*$", "maxLength": 2}, "pattern"),
    ({"type": "array", "items": {"type": "integer", "maximum": 9}, "uniqueItems": True, "maxItems": 3}, "uniqueItems"),
    ({"type": "array", "prefixItems": [{"type": "boolean"}], "items": {"type": "boolean"}, "uniqueItems": True,
      "maxItems": 2}, "uniqueItems"),
    ({"type": "array", "items": {"enum": list("abcdefghijklm")}, "uniqueItems": True}, "uniqueItems"),
    ({"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 5}]}, "oneOf"),
]  # fmt: skip


@pytest.mark.parametrize("schema", EXACT, ids=str)
def test_invalid_is_unreachable(schema: dict[str, Any], write: Write) -> None:
    act = tool(schema)
    grammar = call_grammar([act])
    assert grammar.leftovers == ()
    for seed in SEEDS:
        call = json.loads(write(grammar, seed))
        assert set(call) == {"name", "arguments"}
        assert validate(call["arguments"], act.parameters) == []
        assert validate(call, grammar.schema) == []


@pytest.mark.parametrize(("schema", "keyword"), LEFT, ids=str)
def test_what_is_left_to_rejection_is_said(schema: dict[str, Any], keyword: str, write: Write) -> None:
    """The mask is bounded and parses; only the keyword that is named can be violated."""
    grammar = call_grammar([tool(schema)])
    assert [leftover.keyword for leftover in grammar.leftovers] == [keyword]
    assert grammar.leftovers[0].pointer.startswith("/anyOf/0/properties/arguments/properties/a")
    for seed in SEEDS:
        broken = {violation.keyword for violation in validate(json.loads(write(grammar, seed)), grammar.schema)}
        assert broken <= {keyword, "anyOf"}


def test_recursion_is_bounded(write: Write) -> None:
    act = Tool("act", parameters={"type": "object", "properties": {"t": {"$ref": "#/$defs/t"}}, "$defs": {"t": TREE}})
    check(act.parameters)
    grammar = call_grammar([act, Tool("other", parameters=act.parameters)])
    assert grammar.leftovers == ()
    nested = 0
    for seed in SEEDS:
        text = write(grammar, seed)
        nested = max(nested, text.count("["))
        assert validate(json.loads(text), grammar.schema) == []
        assert validate(json.loads(text)["arguments"], act.parameters) == []
    assert nested > 1


def test_recursion_that_multiplies_gets_fewer_levels(write: Write) -> None:
    kids = {f"k{i}": {"$ref": "#/$defs/t"} for i in range(30)}
    act = Tool("act", parameters={"$defs": {"t": {"type": "object", "properties": kids}}, "properties": kids})
    check(act.parameters)
    grammar = call_grammar([act])
    assert len(grammar.text) < 400_000
    assert validate(json.loads(write(grammar, 1)), grammar.schema) == []


def test_tools_too_large_for_one_grammar() -> None:
    many = {f"p{i}": {"enum": ["x" * 400 + str(j) for j in range(40)]} for i in range(40)}
    with pytest.raises(SchemaError, match="too large"):
        call_grammar([Tool("act", parameters={"type": "object", "properties": many})])


def test_one_of_several_tools(write: Write) -> None:
    tools = [tool({"type": "integer"}, "one"), tool({"type": "boolean"}, "two"), Tool("three")]
    grammar = call_grammar(tools)
    names = {json.loads(write(grammar, seed))["name"] for seed in range(40)}
    assert names == {"one", "two", "three"}


def test_what_does_not_exist_cannot_be_called(flat: Vocabulary) -> None:
    matcher = Matcher(flat, call_grammar([tool({"enum": ["kitchen", "hall"]}, "lights")]))
    assert not matcher.feed(flat.encode('{"name":"lamp'))
    assert not matcher.feed(flat.encode('{"name":"lights","arguments":{"a":"attic'))
    assert not matcher.feed(flat.encode('{"name":"lights","arguments":{"b"'))
    assert matcher.feed(flat.encode('{"name":"lights","arguments":{"a":"hall"}}'))
    assert matcher.done


PRODUCED: dict[str, dict[str, Any]] = {
    "$1.email": {"type": "string", "format": "email"},
    "$1.id": {"type": "integer"},
    "$2": {"type": "object", "properties": {"v": {"type": "integer"}}},
    "$2.tags": {"type": "array", "items": {"type": "string"}},
}


ALL = set(PRODUCED)


@pytest.mark.parametrize(
    ("schema", "start", "fitting"),
    [
        ({"type": "string"}, "", {"$1.email"}),
        ({"type": "string", "format": "email"}, "", {"$1.email"}),
        ({"type": "string", "format": "date"}, "", set()),
        ({"type": "number", "minimum": 5}, "", {"$1.id"}),
        ({"type": "boolean"}, "", set()),
        ({"type": "array", "items": {"type": "string"}}, "", {"$2.tags"}),
        ({"type": "array", "items": {"type": "string"}}, "[", {"$1.email"}),
        ({"type": "array", "items": {"type": "integer"}}, "", set()),
        ({"type": "array", "items": {"type": "integer"}}, "[1,", {"$1.id"}),
        ({"type": "array", "prefixItems": [{"type": "integer"}, True], "items": False}, "[", {"$1.id"}),
        ({"type": "array", "prefixItems": [{"type": "integer"}, True], "items": False}, "[1,", ALL),
        ({"type": "object", "properties": {"v": {"type": "integer"}}}, "", {"$2"}),
        ({"type": "object", "properties": {"v": {"type": "integer"}}}, '{"v":', {"$1.id"}),
        ({"type": "object", "additionalProperties": {"type": "boolean"}}, "", set()),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, '{"n":', {"$1.id"}),
        ({"anyOf": [{"type": "boolean"}, {"type": "array", "items": {"type": "integer"}}]}, "[", {"$1.id"}),
        ({}, "", ALL),
    ],
    ids=lambda value: str(sorted(value)) if isinstance(value, set) else str(value),
)  # fmt: skip
def test_references_stand_where_they_fit(
    schema: dict[str, Any], start: str, fitting: set[str], write: Write, flat: Vocabulary
) -> None:
    grammar = call_grammar([tool(schema)], references=PRODUCED)
    admitted = {
        name
        for name in PRODUCED
        if Matcher(flat, grammar).feed(flat.encode(f'{{"name":"act","arguments":{{"a":{start}"{name}"'))
    }
    assert admitted == fitting
    for seed in SEEDS:
        assert validate(json.loads(write(grammar, seed)), grammar.schema) == []


def _texts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("text", "admitted"),
    [
        ("$1.email", True), ("$3", False), ("$1.name", False), ("$1[0]", False), ("$12", False),
        ("$", True), ("$x", True), ("$3 a day", True), ("$3.50", True), ("$3.", True), ("costs $3", True), ("", True),
    ],
)  # fmt: skip
def test_no_free_text_reads_as_another_reference(text: str, admitted: bool, flat: Vocabulary) -> None:
    written = json.dumps({"name": "act", "arguments": {"a": text}}, separators=(",", ":"))
    with_results = Matcher(flat, call_grammar([tool({"type": "string"})], references=PRODUCED))
    assert with_results.feed(flat.encode(written)) == admitted
    assert Matcher(flat, call_grammar([tool({"type": "string"})])).feed(flat.encode(written))


def test_references_in_a_recursive_schema(write: Write) -> None:
    act = Tool("act", parameters={"type": "object", "properties": {"t": {"$ref": "#/$defs/t"}}, "$defs": {"t": TREE}})
    references: dict[str, dict[str, Any]] = {"$1.id": {"type": "integer"}, "$1": {"type": "object"}}
    grammar = call_grammar([act], references=references)
    texts = [write(grammar, seed) for seed in range(60)]
    assert any('"v":"$1.id"' in text for text in texts)
    assert any('"t":"$1"' in text for text in texts)
    assert all(validate(json.loads(text), grammar.schema) == [] for text in texts)


def test_rejected_values_do_not_come_again(write: Write, flat: Vocabulary) -> None:
    properties = {
        "room": {"enum": ["hall", "attic"]},
        "name": {"type": "string", "maxLength": 2},
        "on": {"type": "boolean"},
        "list": {"type": "array", "items": {"type": "string", "maxLength": 3}, "minItems": 1, "maxItems": 2},
        "who": {"type": "string"},
    }
    act = Tool("a/b", parameters={"type": "object", "properties": properties, "required": list(properties)})
    avoid: dict[str, list[Any]] = {
        "/a~1b/room": ["attic"],
        "/a~1b/name": ["", "a", "ab", "abc", 7],
        "/a~1b/on": [True],
        "/a~1b/list/0": ["x", "yy"],
        "/a~1b/who": ["$1"],
        "/a~1b/nothing/here": [1],
        "/other/room": ["hall"],
    }
    grammar = call_grammar([act], references={"$1": {"type": "string"}, "$2": {"type": "string"}}, avoid=avoid)
    for seed in SEEDS:
        call = json.loads(write(grammar, seed))
        assert validate(call, grammar.schema) == []
        arguments = call["arguments"]
        assert arguments["room"] in ("hall", "$1", "$2")
        assert arguments["name"] not in ("", "a", "ab")
        assert arguments["on"] is False
        assert not {"x", "yy"} & set(arguments["list"])
        assert arguments["who"] != "$1"
    matcher = Matcher(flat, grammar)
    assert not matcher.feed(flat.encode('{"name":"a/b","arguments":{"room":"hall","name":"ab"'))
    assert matcher.feed(flat.encode('{"name":"a/b","arguments":{"room":"hall","name":"ac"'))


def test_nothing_left() -> None:
    act = tool({"enum": ["hall"]})
    with pytest.raises(SchemaError, match="No call is possible"):
        call_grammar([act], avoid={"/act/a": ["hall"]})
    other = call_grammar([act, tool({"type": "null"}, "other")], avoid={"/act/a": ["hall"]})
    assert "other" in other.text
    assert '"const": "act"' not in other.text


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "items": {"enum": ["hall"]}, "minItems": 1},
        {"type": "array", "prefixItems": [{"type": "null"}, {"enum": ["hall"]}], "minItems": 2},
    ],
    ids=str,
)
def test_a_list_without_possible_items(schema: dict[str, Any]) -> None:
    with pytest.raises(SchemaError, match="No call is possible"):
        call_grammar([Tool("act", parameters=_ruled_out(schema))])


def _ruled_out(schema: dict[str, Any]) -> dict[str, Any]:
    """As `avoid` leaves it, in the places that it cannot name."""
    text = json.dumps(schema).replace('["hall"]', '["hall"], "not": {"enum": ["hall"]}')
    return {"type": "object", "properties": {"a": json.loads(text)}, "required": ["a"]}


def test_a_string_that_cannot_be() -> None:
    with pytest.raises(SchemaError, match="No call is possible"):
        call_grammar([tool({"type": "string", "pattern": "^a{5}$", "maxLength": 3})])


def test_what_is_ruled_out_in_places_without_a_schema_of_their_own(write: Write) -> None:
    branches = {"anyOf": [{"$ref": "#/$defs/t"}, {"type": "string", "maxLength": 1}]}
    regex = {"type": "object", "properties": {"r": {"type": "string", "format": "regex"}, "t": {"$ref": "#/$defs/t"}}}
    properties = {"any": True, "tree": {"$ref": "#/$defs/t"}, "either": branches, "no": False}
    act = Tool("act", parameters={"type": "object", "properties": properties, "$defs": {"t": regex}})
    check(act.parameters)
    avoid: dict[str, list[Any]] = {"/act/any/deep": [1], "/act/tree": [{}], "/act/either": ["x"]}
    grammar = call_grammar([act], avoid=avoid, references={"$1": {"type": "integer"}})
    assert {leftover.keyword for leftover in grammar.leftovers} == {"not", "format"}
    for seed in SEEDS:
        call = json.loads(write(grammar, seed))
        assert call["arguments"].get("either") != "x"
        assert not any(v.keyword not in ("anyOf", "not", "format") for v in validate(call, grammar.schema))


def test_numbers_ruled_out_are_left_to_rejection() -> None:
    grammar = call_grammar([tool({"type": "integer"})], avoid={"/act/a": [3]})
    assert grammar.leftovers == (
        Leftover("/anyOf/0/properties/arguments/properties/a", "not", "no mask leaves out single numbers"),
    )
    assert validate({"name": "act", "arguments": {"a": 3}}, grammar.schema)
    assert not validate({"name": "act", "arguments": {"a": 4}}, grammar.schema)


def test_forms_of_a_dialect(write: Write, bpe: Vocabulary) -> None:
    form = CallForm("function", "parameters", literal("CALL "), literal(" END"), spaced=True)
    text = write(call_grammar([tool({"type": "boolean"})], form=form), 3)
    assert text in [f'CALL {{"function": "act", "parameters": {{"a": {word}}}}} END' for word in ("true", "false")]
    form = CallForm(before=special("tool_call"))
    matcher = Matcher(bpe, call_grammar([tool({"type": "boolean"})], form=form))
    assert [bpe.tokenizer.decode_str([token]) for token in matcher.forced()[:1]] == ["<tool_call>"]
    assert special("<|x|>") == "<|x|>"


def test_asking_and_refusing(write: Write) -> None:
    grammar = call_grammar([tool({"type": "boolean"})], form=CallForm(ask=True, none=True))
    seen = set()
    for seed in range(40):
        reply = json.loads(write(grammar, seed))
        assert validate(reply, grammar.schema) == []
        seen.add(next(iter(reply)))
        if "ask" in reply:
            assert reply["ask"] == ["a"]
            assert reply["question"]
    assert seen == {"name", "ask", "none"}
    assert len(call_schema([Tool("now")], form=CallForm(ask=True))["anyOf"]) == 1  # nothing to ask about


def test_nothing_but_a_refusal(write: Write) -> None:
    grammar = call_grammar([], form=CallForm(none=True))
    assert set(json.loads(write(grammar, 0))) == {"none"}


def test_definitions_of_two_tools_do_not_mix(write: Write) -> None:
    def act(name: str, kind: str) -> Tool:
        node = {"type": "object", "properties": {"v": {"type": kind}, "n": {"$ref": "#/$defs/n"}}, "required": ["v"]}
        names = {"default": {"$ref": "#/$defs/n"}, "$ref": {"type": "null"}}  # properties named as keywords are
        return Tool(name, parameters={"properties": names, "required": ["default"], "$defs": {"n": node}})

    tools = [act("one", "boolean"), act("two", "null")]
    grammar = call_grammar(tools)
    for seed in range(30):
        call = json.loads(write(grammar, seed))
        assert validate(call, grammar.schema) == []
        owner = next(tool for tool in tools if tool.name == call["name"])
        assert validate(call["arguments"], owner.parameters) == []


def test_bounds(write: Write) -> None:
    bounds = Bounds(text=3, items=2, name=2)
    grammar = call_grammar([tool({"type": "object"}), tool({"type": "array"}, "lists")], bounds=bounds)
    for seed in range(30):
        value = json.loads(write(grammar, seed))["arguments"]["a"]
        assert len(value) <= 2
        assert all(len(text) <= 3 for text in _texts(value) if isinstance(text, str))


@given(st.data(), st.integers(0, 9))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_schema(
    write: Write, any_schema: st.SearchStrategy[dict[str, Any]], data: st.DataObject, seed: int
) -> None:
    schema = data.draw(any_schema)
    parameters = {"type": "object", "properties": {"a": schema}, "required": ["a"], "additionalProperties": False}
    try:
        check(parameters)
        grammar = call_grammar([Tool("act", parameters=parameters)])
    except SchemaError:
        return
    broken = validate(json.loads(write(grammar, seed)), grammar.schema)
    assert not broken or grammar.leftovers


def test_every_keyword_is_tried_here() -> None:
    tried = json.dumps([*EXACT, *[schema for schema, _ in LEFT], TREE])
    assert all(f'"{keyword}"' in tried for keyword in ENFORCED)
