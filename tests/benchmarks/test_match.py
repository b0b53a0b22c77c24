"""Which made call is which wanted one, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.match import Made, best
from lamlite import Tool

TOOLS = {
    "list_todos": Tool(
        "list_todos",
        parameters={
            "type": "object",
            "properties": {"list": {"type": "string"}, "status": {"type": "string", "default": "open"}},
        },
    )
}


def causes(made: list[Made], *wanted: Mapping[str, Any]) -> list[str]:
    return [fault.cause for fault in best(made, wanted, TOOLS)]


def call(name: str, accept: Mapping[str, Any] | None = None, /, **arguments: Any) -> dict[str, Any]:
    return {"name": name, "arguments": arguments, **({"accept": accept} if accept else {})}


def test_independent_calls_may_come_in_any_order() -> None:
    made = [Made(1, "set_wifi", {"on": False}), Made(2, "set_bluetooth", {"on": False})]
    assert causes(made, call("set_bluetooth", on=False), call("set_wifi", on=False)) == []


def test_other_right_values_and_what_may_be_left_out() -> None:
    accept = {"list": ["shopping list"], "status": [None, "all"]}
    assert causes([Made(1, "list_todos", {"list": "Shopping list"})], call("list_todos", accept, list="shopping")) == []
    given = Made(1, "list_todos", {"list": "shopping", "status": "all"})
    assert causes([given], call("list_todos", accept, list="shopping")) == []


def test_a_default_counts_as_left_out() -> None:
    assert causes([Made(1, "list_todos", {"status": "open"})], call("list_todos")) == []
    assert causes([Made(1, "list_todos", {"status": "done"})], call("list_todos")) == [
        "value too much: list_todos.status"
    ]


def test_faults_are_named() -> None:
    assert causes([Made(1, "list_todos", {})], call("list_todos", list="work")) == ["value left out: list_todos.list"]
    assert causes([Made(1, "list_todos", {"list": "w"})], call("list_todos", list="work")) == [
        "wrong value: list_todos.list"
    ]
    assert causes([Made(1, "now", {})], call("list_todos")) == ["another tool"]
    assert causes([Made(1, "now", {})], call("now"), call("now")) == ["too few calls"]
    assert causes([Made(1, "now", {}), Made(2, "now", {})], call("now")) == ["too many calls"]


def test_a_reference_must_point_to_the_call_in_that_place() -> None:
    made = [Made(3, "find_contact", {"name": "Dana"}), Made(5, "send_email", {"to": ["$3.email"]})]
    assert causes(made, call("find_contact", name="Dana"), call("send_email", to=["$1.email"])) == []
    assert causes(made, call("find_contact", name="Dana"), call("send_email", to=["$2.email"])) != []


def test_what_is_known_before_anything_runs_stands_for_its_reference() -> None:
    made = [Made(1, "make_folder", {"path": "Oslo"}), Made(2, "move_file", {"source": "a", "destination": "Oslo"})]
    gold = call("make_folder", path="Oslo"), call("move_file", source="a", destination="$1.path")
    assert causes(made, *gold) == []


def test_a_call_put_in_front_is_right_where_it_looks_up_what_is_wanted() -> None:
    front = Made(2, "find_contact", {"name": "Dana"}, implied=1)
    assert causes([front, Made(1, "send_email", {"to": ["$2.email"]})], call("send_email", to=["Dana"])) == []
    other = Made(2, "find_contact", {"name": "Rob"}, implied=1)
    assert causes([other, Made(1, "send_email", {"to": ["$2.email"]})], call("send_email", to=["Dana"])) != []
