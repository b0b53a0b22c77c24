"""Never the opposite, nor less in silence: what is forbidden is refused, what a call leaves out is asked and told."""

from __future__ import annotations

from typing import Any

import pytest

from lamlite.core.call import Call
from lamlite.core.event import Decided, Event, Finished, NeedsConfirmation, Refused
from lamlite.steps.policy import Policy

TEXT = {"type": "string"}
REMIND = {"type": "object", "properties": {"text": TEXT}, "required": ["text"], "additionalProperties": False}
TASK = "remind me every Monday to send it"
LOST = "“every Monday” is left out: remind has no way to repeat."
REPLY = {TASK: Call("remind", {"text": "send it"})}


def last(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


def of(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def test_what_is_forbidden_is_refused_and_the_rest_is_done(world: Any) -> None:
    world.tool("look", {"type": "object"}, "read", does=lambda: "here")
    world.tool("wipe", {"type": "object"}, "destroy")
    events = world.go({"look": Call("look"), "don't wipe it": Call("wipe")}, plan=["look", "don't wipe it"])
    assert [name for name, _ in world.did] == ["look"]
    assert [one.step for one in of(events, Refused)] == [2]
    assert last(events).status == "refused"
    assert last(events).answer == "here.\nNot done: “don't wipe it”. It says not to."


def test_a_later_step_that_is_forbidden_is_not_among_what_is_confirmed(world: Any) -> None:
    world.tool("make", {"type": "object"})
    world.tool("wipe", {"type": "object"}, "destroy")
    replies = {"make": Call("make"), "never wipe it": Call("wipe")}
    events = world.go(replies, plan=["make", ("never wipe it", (1,))], answers=[True], policy=Policy())
    assert [one.steps for one in of(events, NeedsConfirmation)] == [(1,)]
    assert [name for name, _ in world.did] == ["make"]


def test_a_repetition_left_out_is_asked_about_where_the_policy_would_not(world: Any) -> None:
    world.tool("remind", REMIND)
    events = world.go(REPLY, answers=[True])
    assert [one.reasons for one in of(events, NeedsConfirmation)] == [(f"{LOST} Everything is allowed.",)]
    assert last(events).status == "done"
    assert last(events).answer == f"Reminded 'send it'. {LOST}"


def test_it_stands_beside_the_reason_of_the_policy(world: Any) -> None:
    world.tool("remind", REMIND)
    events = world.go(REPLY, answers=[False], policy=Policy())
    assert [one.reasons for one in of(events, NeedsConfirmation)] == [(f"{LOST} remind changes something.",)]
    assert last(events).status == "denied"
    assert world.did == []


def test_a_rule_that_denies_still_does(world: Any) -> None:
    world.tool("remind", REMIND)
    events = world.go(REPLY, policy=Policy.from_dict({"rule": [{"verb": "deny", "tools": "*", "reason": "No."}]}))
    assert [one.decision.reason for one in of(events, Decided)] == ["No."]
    assert world.did == []


def test_a_dry_run_tells_it(world: Any) -> None:
    world.tool("remind", REMIND)
    events = world.go(REPLY, dry=True)
    assert last(events).answer == f"Would call remind(text='send it'). {LOST}"


@pytest.mark.parametrize("effect", ["read", "write"])
def test_only_what_changes_something_is_asked_about(world: Any, effect: str) -> None:
    world.tool("remind", REMIND, effect)
    asked = of(world.go(REPLY, answers=[True]), NeedsConfirmation)
    assert bool(asked) is (effect == "write")
