"""The order of events, waves, confirmations, denials."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from lamlite.core.call import Ask, Call, NoCall, Source
from lamlite.core.context import Turn
from lamlite.core.errors import LamliteError, ModelError, UsageError
from lamlite.core.event import (
    Called,
    Decided,
    Event,
    Executed,
    Finished,
    NeedsConfirmation,
    Permitted,
    Refused,
    Started,
)
from lamlite.core.limits import Limits
from lamlite.core.plan import Plan, Step
from lamlite.loop import run
from lamlite.steps.planner import Planner
from lamlite.steps.policy import Policy
from lamlite.trail import Trail

NUMBER = {"type": "integer"}
TEXT = {"type": "string"}
TIME = {"type": "string", "format": "date-time"}


def obj(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def kinds(events: Iterable[Event]) -> list[str]:
    return [event.kind for event in events]


def last(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


def of(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def test_one_step(world: Any) -> None:
    world.tool("add_note", obj("title", title=TEXT))
    events = world.go({"note milk": Call("add_note", {"title": "Milk"})})
    assert kinds(events) == [
        "Started", "Planned", "Retrieved", "Called", "Decided", "Permitted", "Executed", "Judged", "Finished",
    ]  # fmt: skip
    assert last(events).status == "done"
    assert last(events).answer == "Added the note 'Milk'."
    assert world.did == [("add_note", {"title": "Milk"})]


def test_the_trail_is_what_it_yields_and_is_written_first(world: Any) -> None:
    world.tool("add_note", obj("title", title=TEXT))
    steps = world.steps({}, {"go": Call("add_note", {"title": "a"})})
    seen = []
    for event in run("go", steps):
        seen.append(event)
        assert [record.event["kind"] for record in Trail(world.folder).records()] == kinds(seen)
    assert Trail(world.folder).verify().good


def test_same_inputs_give_the_same_events(world: Any) -> None:
    world.tool("add_note", obj("title", title=TEXT))
    replies = {"note milk": Call("add_note", {"title": "Milk"})}
    assert world.go(replies) == world.go(replies)


def test_independent_calls_are_confirmed_together(world: Any) -> None:
    world.tool("one", obj(n=NUMBER))
    world.tool("two", obj(n=NUMBER))
    replies = {"a": Call("one", {"n": 1}), "b": Call("two", {"n": 2})}
    events = world.go(replies, plan=["a", "b"], answers=[True], policy=Policy())
    asked = of(events, NeedsConfirmation)
    assert [one.steps for one in asked] == [(1, 2)]
    assert asked[0].reasons == ("one changes something.", "two changes something.")
    assert [name for name, _ in world.did] == ["one", "two"]


def test_a_later_call_that_is_known_is_confirmed_at_once(world: Any) -> None:
    world.tool("make", obj("title", title=TEXT), returns=obj(title=TEXT, id=TEXT), does=lambda title: {"title": title})
    world.tool("remind", obj("text", text=TEXT))
    replies = {"a": Call("make", {"title": "x"}), "b": Call("remind", {"text": "$1.title"})}
    events = world.go(replies, plan=["a", ("b", (1,))], answers=[True], policy=Policy())
    assert [one.steps for one in of(events, NeedsConfirmation)] == [(1, 2)]
    assert world.did[1] == ("remind", {"text": "x"})


def test_a_call_that_depends_on_a_result_is_asked_again(world: Any) -> None:
    world.tool("make", obj("title", title=TEXT), returns=obj(id=TEXT), does=lambda title: {"id": "7"})
    world.tool("remind", obj("text", text=TEXT))
    replies = {"a": Call("make", {"title": "x"}), "b": Call("remind", {"text": "$1.id"})}
    events = world.go(replies, plan=["a", ("b", (1,))], answers=[True, False], policy=Policy())
    asked = of(events, NeedsConfirmation)
    assert [one.steps for one in asked] == [(1, 2), (2,)]
    assert asked[0].calls[1].arguments == {"text": "$1.id"}
    assert asked[1].calls[0].arguments == {"text": "7"}
    assert [name for name, _ in world.did] == ["make"]
    assert last(events).status == "denied"


def test_denied_by_the_user(world: Any) -> None:
    world.tool("look", obj(), "read", does=lambda: "here")
    world.tool("wipe", obj(), "destroy")
    events = world.go({"a": Call("look"), "b": Call("wipe")}, plan=["a", "b"], answers=[False], policy=Policy())
    assert [(one.step, one.allowed) for one in of(events, Permitted)] == [(1, True), (2, False)]
    assert [name for name, _ in world.did] == ["look"]
    assert last(events).status == "denied"
    assert last(events).answer == "here.\nNot allowed: wipe. The user did not allow it."


def test_no_answer_denies(world: Any) -> None:
    world.tool("wipe", obj(), "destroy")
    assert last(world.go({"b": Call("wipe")}, policy=Policy())).status == "denied"
    assert world.did == []


def test_a_denied_call_is_not_asked_again(world: Any) -> None:
    world.tool("wipe", obj(), "destroy")
    world.tool("look", obj(), "read", does=lambda: "x")
    events = world.go(
        {"a": Call("wipe"), "b": Call("look"), "c": Call("wipe")},
        plan=["a", "b", ("c", (2,))],
        answers=[False, True],
        policy=Policy(),
    )
    assert len(of(events, NeedsConfirmation)) == 1
    assert of(events, Permitted)[-1].reason == "It was denied before in this run."


def test_denied_by_a_rule(world: Any) -> None:
    world.tool("pay", obj(amount=NUMBER))
    rules = {"rule": [{"verb": "deny", "tools": "pay", "when": "amount > 100", "reason": "Too much."}]}
    events = world.go({"a": Call("pay", {"amount": 200})}, policy=Policy.from_dict(rules))
    assert of(events, Decided)[0].decision.reason == "Too much."
    assert last(events) == Finished(
        "run1", "denied", "Not allowed: pay. Too much.", reason="Not allowed: pay. Too much."
    )


def test_what_needs_a_denied_step_is_not_done(world: Any) -> None:
    world.tool("make", obj())
    world.tool("use", obj())
    events = world.go({"a": Call("make"), "b": Call("use")}, plan=["a", ("b", (1,))], policy=Policy(), answers=[False])
    assert world.did == []
    assert "Not done: “b”." in last(events).answer


def test_refused(world: Any) -> None:
    world.tool("look", obj(), "read")
    events = world.go({"a": NoCall("No tool does that.", ("look",))})
    assert isinstance(events[3], Refused)
    assert (last(events).status, last(events).nearest) == ("refused", ("look",))
    assert last(events).answer == "Not done: “a”. No tool does that."


def test_a_tool_that_was_not_shown_cannot_be_called(world: Any) -> None:
    world.tool("look", obj(), "read")
    assert last(world.go({"a": Call("format_disk")})).status == "refused"


def test_an_agent_without_tools(world: Any) -> None:
    assert last(world.go({"a": Call("x")})).answer == "Not done: “a”. There are no tools."


def test_a_plan_too_long_or_empty_or_circular_is_refused(world: Any) -> None:
    events = world.go({}, plan=["a", "b", "c"], limits=Limits(steps=2))
    assert kinds(events) == ["Started", "Planned", "Refused", "Finished"]
    assert last(world.go({}, plan=Plan(()))).status == "refused"
    events = world.go({}, plan=[("a", (2,)), "b"])
    assert kinds(events) == ["Started", "Refused", "Finished"]
    assert "could not be planned" in last(events).answer


@pytest.mark.parametrize("error", [UsageError("no model called x"), ModelError("a file is damaged")])
def test_a_planner_that_cannot_be_loaded_is_our_mistake(world: Any, error: LamliteError) -> None:
    class Broken:
        def plan(self, request: str, context: Any) -> Plan:
            raise error

    steps = replace(world.steps({}, {}), planner=Planner(Broken()))
    with pytest.raises(type(error), match=error.message):
        list(run("go", steps))
    assert [record.event["kind"] for record in Trail(world.folder).records()] == ["Started", "Finished"]


def test_a_request_that_is_empty_or_too_long_is_a_mistake_of_the_caller(world: Any) -> None:
    steps = world.steps({}, {})
    with pytest.raises(UsageError, match="empty"):
        next(run("  \n", steps))
    with pytest.raises(UsageError, match="longer"):
        next(run("x" * 20, steps, Limits(request=10)))
    assert not world.folder.exists()


def test_reads_run_at_the_same_time_in_a_fixed_order(world: Any) -> None:
    all_three = threading.Barrier(3)

    def meet() -> str:
        all_three.wait(20)  # raises where the others do not come
        return "ok"

    for name in ("r1", "r2", "r3"):
        world.tool(name, obj(), "read", does=meet)
    replies = {name: Call(name) for name in ("r1", "r2", "r3")}
    events = world.go(replies, plan=list(replies))
    assert last(events).status == "done"
    assert [one.name for one in of(events, Executed)] == ["r1", "r2", "r3"]


def test_dry_run_does_nothing(world: Any) -> None:
    world.tool("make", obj("title", title=TEXT), returns=obj(title=TEXT, id=TEXT))
    world.tool("use", obj("id", id=TEXT, text=TEXT))
    world.tool("wipe", obj(), "destroy")
    rules = Policy.from_dict({"rule": [{"verb": "deny", "tools": "wipe"}]})
    replies = {
        "a": Call("make", {"title": "x"}),
        "b": Call("use", {"id": "$1.id", "text": "$1.title"}),
        "c": Call("wipe"),
    }
    events = world.go(replies, plan=["a", ("b", (1,)), "c"], dry=True, policy=rules)
    ran = of(events, Executed)
    assert [(one.status, dict(one.arguments)) for one in ran] == [
        ("planned", {"title": "x"}),
        ("planned", {"id": "$1.id", "text": "x"}),
    ]
    assert ran[0].result == {"title": "x"}
    assert not of(events, NeedsConfirmation)
    assert world.did == []
    assert last(events).status == "denied"
    assert "Would call use(id='$1.id', text='x')." in last(events).answer


def test_low_confidence_is_asked_first(world: Any) -> None:
    world.tool("look", obj(), "read")
    events = world.go({"a": Call("look", confidence=0.3)}, confirm=0.5, answers=[True])
    assert of(events, NeedsConfirmation)[0].reasons == ("The model is only 30% sure.",)
    assert last(events).status == "done"


def test_references_of_the_wrong_kind_are_found_before_anything_runs(world: Any) -> None:
    world.tool("make", obj("title", title=TEXT), returns=obj(title=TEXT))
    world.tool("use", obj("n", n=NUMBER))
    for reference in ("$1.title", "$1.nothing", "$9.x"):
        replies = {"a": Call("make", {"title": "x"}), "b": Call("use", {"n": reference})}
        events = world.go(replies, plan=["a", ("b", (1,))], dry=True)
        refusals = of(events, Refused)
        assert reference in refusals[0].refusal.reason
        assert last(events).status == "refused"


def test_a_price_is_no_reference(world: Any) -> None:
    world.tool("look", obj(), "read", does=lambda: "x")
    world.tool("note", obj("body", body=TEXT))
    call = Call("note", {"body": "$1"}, sources={"body": Source("request", "$1", 0, 2)})
    world.go({"a": Call("look"), "b": call, "c": Call("note", {"body": "$20"})}, plan=["a", ("b", (1,)), "c"])
    assert ("note", {"body": "$1"}) in world.did
    assert ("note", {"body": "$20"}) in world.did


def test_an_invalid_call_is_tried_again_without_that_value_then_refused(world: Any) -> None:
    world.tool("set_volume", obj("level", level={"type": "integer", "maximum": 100}))
    good, bad = Call("set_volume", {"level": 50}), Call("set_volume", {"level": 500})
    events = world.go({"a": [bad, good]})
    assert [one.call.arguments["level"] for one in of(events, Called)] == [500, 50]
    assert last(events).status == "done"
    events = world.go({"a": bad})
    assert last(events).answer.endswith("The call could not be made valid: level: 500 is above 100.")
    events = world.go({"a": Call("set_volume", {})})
    assert "'level' is missing." in last(events).answer


def test_models_see_history_facts_and_only_the_results_they_need(world: Any) -> None:
    from lamlite.core.context import Context

    world.tool("look", obj(), "read", does=lambda: "x")
    context = Context(world.steps({}, {}).context.now, facts={"user": "Ann"}, history=(Turn("user", "hi"),))
    world.go({"a": Call("look"), "b": Call("look"), "c": Call("look")}, plan=["a", "b", ("c", (1,))], context=context)
    assert world.planner.asked[0][1].history[0].content == "hi"
    seen = world.caller.asked[-1][2]
    assert seen.facts == {"user": "Ann"}
    assert list(seen.results) == [1]


def test_stopping_in_the_middle_leaves_the_trail_whole(world: Any) -> None:
    world.tool("one", obj())
    world.tool("two", obj())
    steps = world.steps({"do it": ["a", "b"]}, {"a": Call("one"), "b": Call("two")})
    events = run("do it", steps)
    for event in events:
        if isinstance(event, Executed):
            break
    events.close()
    final = list(Trail(world.folder).records())[-1].event
    assert final["kind"] == "Finished"
    assert final["status"] == "failed"
    assert "two" not in [name for name, _ in world.did]
    assert Trail(world.folder).verify().good


def test_a_key_press_while_a_tool_runs(world: Any) -> None:
    class Interrupted:
        def run_all(self, jobs: Any, limits: Any) -> Any:
            raise KeyboardInterrupt

    world.tool("one", obj())
    world.tool("two", obj())
    steps = world.steps({"do it": ["a", "b"]}, {"a": Call("one"), "b": Call("two")}, executor=Interrupted())
    with pytest.raises(KeyboardInterrupt):
        list(run("do it", steps))
    final = list(Trail(world.folder).records())[-1].event
    assert final["status"] == "failed"
    assert final["answer"] == "The run was stopped. Not done: “b”. Uncertain: “a”."


def test_started_says_what_there_was(world: Any) -> None:
    world.tool("one", obj())
    first = world.go({"a": Call("one")})[0]
    assert isinstance(first, Started)
    assert (first.run, first.tools, first.dry) == ("run1", 1, False)
    assert first.now == "2026-11-22T09:00:00+01:00"


def test_a_step_of_the_plan_may_be_given_as_such(world: Any) -> None:
    world.tool("one", obj())
    events = world.go({"a": Call("one")}, plan=Plan((Step(4, "a"),), others=(Plan((Step(1, "a"),)),)))
    assert of(events, Executed)[0].step == 4


def test_an_ask_without_a_call_is_put_to_the_user(world: Any) -> None:
    world.tool("one", obj())
    events = world.go({"a": [Ask("Which one?"), Call("one")]}, answers=["the first"])
    assert kinds(events)[3:5] == ["Asked", "Answered"]
    assert last(events).status == "done"
    assert world.caller.asked[-1][2].answers == {"answer": "the first"}
