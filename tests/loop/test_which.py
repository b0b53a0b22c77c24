"""A name that fits several things: which one?"""

from __future__ import annotations

from typing import Any

from lamlite.core.call import Call, Source
from lamlite.core.errors import Ambiguous
from lamlite.core.event import Asked, Called, Decided, Event, Executed, Finished, NeedsConfirmation
from lamlite.steps.policy import Policy

TEXT = {"type": "string"}


def obj(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def of(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def last(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


def notes(world: Any, parameter: str = "note", schema: Any = TEXT, effect: str = "destroy") -> None:
    def delete(note: Any) -> Any:
        if "note-7" not in str(note):
            choices = ("Groceries (note-6)", "Groceries (note-7)")
            raise Ambiguous("Which note: groceries?", choices=choices, parameter=parameter)
        return {"title": "Groceries"}

    world.tool("delete_note", obj("note", note=schema), effect, does=delete)


CALL = {"a": Call("delete_note", {"note": "groceries"})}


def test_the_choice_runs_the_step_again(world: Any) -> None:
    notes(world)
    events = world.go(CALL, answers=["Groceries (note-7)"])
    assert of(events, Asked)[0].ask.choices == ("Groceries (note-6)", "Groceries (note-7)")
    assert [one.status for one in of(events, Executed)] == ["error", "ok"]
    assert of(events, Called)[-1].call.sources["note"] == Source("user", "Groceries (note-7)")
    assert last(events).status == "done"


def test_by_number_or_in_other_letters(world: Any) -> None:
    for answer in ("2", "groceries (NOTE-7)"):
        notes(world)
        assert last(world.go(CALL, answers=[answer])).status == "done"
        world.tools.clear()


def test_no_choice_ends_the_run(world: Any) -> None:
    notes(world)
    events = world.go(CALL)
    assert (last(events).status, last(events).question) == ("asked", "Which note: groceries?")


def test_a_confirmed_call_is_not_confirmed_again_for_the_choice(world: Any) -> None:
    notes(world)
    events = world.go(CALL, answers=[True, "2"], policy=Policy())
    assert len(of(events, NeedsConfirmation)) == 1
    assert [one.decision.reason for one in of(events, Decided)] == [
        "delete_note destroys something.",
        "The user allowed it.",
    ]
    assert last(events).status == "done"


def test_the_policy_has_a_word_on_the_choice_too(world: Any) -> None:
    notes(world)
    rules = Policy.from_dict({"rule": [{"verb": "deny", "when": "note matches .*note-7.*"}, {"verb": "allow"}]})
    assert last(world.go(CALL, answers=["2"], policy=rules)).status == "denied"


def test_a_tool_that_does_not_say_which_parameter(world: Any) -> None:
    notes(world, parameter="")
    assert last(world.go(CALL, answers=["2"])).status == "done"


def test_in_a_list_only_what_was_unclear_changes(world: Any) -> None:
    notes(world, schema={"type": "array", "items": TEXT})
    world.go({"a": Call("delete_note", {"note": ["Milk", "groceries"]})}, answers=["2"])
    assert world.did[-1] == ("delete_note", {"note": ["Milk", "Groceries (note-7)"]})


def test_a_choice_that_the_schema_forbids(world: Any) -> None:
    notes(world, schema={"type": "string", "maxLength": 9})
    assert last(world.go(CALL, answers=["2"])).status == "failed"


def test_a_second_choice(world: Any) -> None:
    notes(world)
    events = world.go(CALL, answers=["1", "2"])
    assert len(of(events, Asked)) == 2
    assert last(events).status == "done"
