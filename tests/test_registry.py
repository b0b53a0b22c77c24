"""Names, schemas and the digest of a set of tools."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from lamlite.core.errors import SchemaError, ToolError, UsageError
from lamlite.core.tool import Effect, Tool
from lamlite.registry import Registry


def test_tools_by_name_in_their_order() -> None:
    found = Registry([Tool("b"), Tool("a.x-y")])
    assert [tool.name for tool in found] == ["b", "a.x-y"] == [tool.name for tool in found.list()]
    assert (len(found), "b" in found, "c" in found) == (2, True, False)
    assert found.get("b") is found.find("b")
    assert found.find("c") is None
    found.add(Tool("c"))
    assert [tool.name for tool in found.tools] == ["b", "a.x-y", "c"]


@pytest.mark.parametrize("name", ["", "1a", "a b", "é", "x" * 65, "a/b", "-a", "a\n", 3])
def test_names_that_cannot_be(name: Any) -> None:
    with pytest.raises(ToolError, match="cannot be the name"):
        Registry([Tool(name)])


def test_what_is_no_tool() -> None:
    with pytest.raises(ToolError, match="is not a tool"):
        Registry([len])  # type: ignore[list-item]


def test_two_of_one_name() -> None:
    with pytest.raises(ToolError, match="Two tools are called a"):
        Registry([Tool("a"), Tool("a")])


def test_an_unknown_name_says_the_nearest() -> None:
    with pytest.raises(UsageError, match="The nearest are add_note"):
        Registry([Tool("add_note")]).get("ad_note")
    with pytest.raises(UsageError, match="lamlite tools list"):
        Registry().get("x")


@pytest.mark.parametrize(
    ("tool", "pointer"),
    [
        (Tool("a", parameters={"type": "object", "properties": {"x": {"not": {}}}}), "/parameters/properties/x/not"),
        (Tool("a", returns={"if": {}}), "/returns/if"),
        (Tool("a", parameters={"type": "string"}), "/parameters/type"),
        (Tool("a", parameters=[]), "/parameters"),  # type: ignore[arg-type]
        (Tool("a", parameters={"default": object()}), "/parameters"),
    ],
)
def test_schemas_that_cannot_be_enforced(tool: Tool, pointer: str) -> None:
    with pytest.raises(SchemaError, match="The tool a cannot be used") as caught:
        Registry([tool])
    assert caught.value.pointer == pointer


def test_the_digest_is_of_what_the_tools_promise() -> None:
    a, b = Tool("a", "x", run=len), Tool("b")
    first = Registry([a, b]).digest
    assert Registry([b, replace(a, run=None, source="y")]).digest == first
    for changed in (replace(a, description="y"), replace(a, effect=Effect.READ), replace(a, returns={})):
        assert Registry([changed, b]).digest != first


def test_two_thousand_tools_are_quick() -> None:
    properties = {f"p{n}": {"type": "string", "description": "x"} for n in range(5)}
    tools = [
        Tool(f"t{n}", parameters={"type": "object", "properties": {**properties, f"q{n}": {"type": "integer"}}})
        for n in range(2000)
    ]
    started = time.perf_counter()
    assert len(Registry(tools).digest) == 64
    assert time.perf_counter() - started < 20  # about one second without coverage on an idle machine
