"""Values that the Caller missed: answers, results, offsets, implicit steps, questions."""

from __future__ import annotations

from typing import Any

import pytest

from lamlite.core.call import Ask, Call, NoCall, Source
from lamlite.core.errors import NotFound
from lamlite.core.event import (
    Answered,
    Asked,
    Called,
    Event,
    Executed,
    Finished,
    NeedsConfirmation,
    Permitted,
    Planned,
    Replanned,
)
from lamlite.core.limits import Limits
from lamlite.core.plan import Plan, Step
from lamlite.steps.policy import Policy

NUMBER = {"type": "integer"}
TEXT = {"type": "string"}
TIME = {"type": "string", "format": "date-time"}
DAY = {"type": "string", "format": "date"}
EMAIL = {"type": "string", "format": "email"}
NOON = "2026-11-23T12:00:00+01:00"


def obj(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def of(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def last(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


def asking(tool: str, *missing: str, **arguments: Any) -> Ask:
    return Ask(f"What should the {missing[0]} be?", missing, Call(tool, arguments))


# Answers


def test_an_answer_is_read_and_the_plan_goes_on(world: Any) -> None:
    world.tool("remind", obj("text", "when", text=TEXT, when=TIME))
    events = world.go({"a": asking("remind", "when", text="x")}, answers=["tomorrow at 7 pm"])
    assert world.did == [("remind", {"text": "x", "when": "2026-11-23T19:00:00+01:00"})]
    assert of(events, Answered) == [Answered(1, "tomorrow at 7 pm")]
    assert of(events, Called)[0].call.sources["when"] == Source("user", "tomorrow at 7 pm")


def test_no_answer_ends_the_run_before_anything_ran(world: Any) -> None:
    world.tool("remind", obj("when", when=TIME))
    world.tool("other", obj())
    events = world.go({"a": asking("remind", "when"), "b": Call("other")}, plan=["a", "b"])
    assert world.did == []
    assert (last(events).status, last(events).question) == ("asked", "What should the when be?")
    assert last(events).answer.splitlines() == ["Not done: “b”.", "What should the when be?"]


def test_an_answer_that_cannot_be_read_is_asked_again_with_the_reason(world: Any) -> None:
    world.tool("remind", obj("when", when=TIME))
    events = world.go({"a": asking("remind", "when")}, answers=["blurp", "tomorrow at 7 pm"])
    questions = [one.ask.question for one in of(events, Asked)]
    assert len(questions) == 2
    assert "blurp" in questions[1]
    assert last(events).status == "done"


def test_the_number_of_questions_is_bounded(world: Any) -> None:
    world.tool("remind", obj("when", when=TIME))
    events = world.go({"a": asking("remind", "when")}, answers=["blurp"] * 9, limits=Limits(questions=2))
    assert len(of(events, Asked)) == 2
    assert last(events).status == "asked"


def test_two_values_are_asked_one_after_the_other(world: Any) -> None:
    """The second question says what the parameter's description says."""
    world.tool("go", obj("city", "n", city=TEXT, n={"type": "integer", "description": "How many.\nMore."}))
    events = world.go({"a": asking("go", "city", "n")}, answers=["Rome", "three"])
    assert [one.ask.question for one in of(events, Asked)][1] == "How many?"
    assert world.did == [("go", {"city": "Rome", "n": 3})]


def test_an_answer_the_schema_forbids_is_asked_again(world: Any) -> None:
    world.tool("go", obj("code", code={"type": "string", "pattern": "^[A-Z]{3}$"}))
    events = world.go({"a": asking("go", "code")}, answers=["x", "ABC"])
    assert len(of(events, Asked)) == 2
    assert world.did == [("go", {"code": "ABC"})]


def test_a_nested_value(world: Any) -> None:
    world.tool("go", obj("address", address=obj("city", city=TEXT, zip=TEXT)))
    world.go({"a": asking("go", "address.city", address={"zip": "1"})}, answers=["Rome"])
    assert world.did == [("go", {"address": {"zip": "1", "city": "Rome"}})]


# Earlier results


def test_a_field_of_the_same_name(world: Any) -> None:
    world.tool("make", obj(), returns=obj(id=TEXT, title=TEXT), does=lambda: {"id": "7", "title": "T"})
    world.tool("use", obj("id", id=TEXT))
    events = world.go({"a": Call("make"), "b": asking("use", "id")}, plan=["a", ("b", (1,))])
    assert world.did[-1] == ("use", {"id": "7"})
    assert of(events, Called)[-1].call.arguments == {"id": "$1.id"}


def test_a_field_of_the_same_format_into_a_list(world: Any) -> None:
    world.tool("find", obj(), "read", returns=obj(mail=EMAIL, note=TEXT), does=lambda: {"mail": "d@x.org", "note": "n"})
    world.tool("send", obj("to", to={"type": "array", "items": EMAIL}), "send")
    world.go({"a": Call("find"), "b": asking("send", "to")}, plan=["a", ("b", (1,))])
    assert world.did[-1] == ("send", {"to": ["d@x.org"]})


def test_the_label_of_a_result_for_a_plain_text(world: Any) -> None:
    returns = obj(id=TEXT, title=TEXT, start=TIME)
    world.tool("make", obj(), returns=returns, does=lambda: {"id": "7", "title": "Lunch", "start": NOON})
    world.tool("remind", obj("message", message=TEXT))
    world.go({"a": Call("make"), "b": asking("remind", "message")}, plan=["a", ("b", (1,))])
    assert world.did[-1] == ("remind", {"message": "Lunch"})


def test_the_only_item_of_a_list_but_not_one_of_several(world: Any) -> None:
    items = [{"id": "1", "title": "A"}]
    returns = {"type": "array", "items": obj(id=TEXT, title=TEXT)}
    world.tool("find", obj(), "read", returns=returns, does=lambda: items)
    world.tool("use", obj("id", id=TEXT))
    replies = {"a": Call("find"), "b": asking("use", "id")}
    world.go(replies, plan=["a", ("b", (1,))])
    assert world.did[-1] == ("use", {"id": "1"})
    items.append({"id": "2", "title": "B"})
    assert last(world.go(replies, plan=["a", ("b", (1,))])).status == "asked"


def test_a_result_without_the_kind_of_value_is_no_use(world: Any) -> None:
    world.tool("find", obj(), "read", returns=obj(n=NUMBER), does=lambda: {"n": 3})
    world.tool("bare", obj(), "read", does=lambda: "x")
    world.tool("number", obj(), "read", returns=NUMBER, does=lambda: 4)
    world.tool("use", obj("city", city=TEXT))
    for tool in ("find", "bare", "number"):
        events = world.go({"a": Call(tool), "b": asking("use", "city")}, plan=["a", ("b", (1,))])
        assert last(events).status == "asked"


def test_a_result_that_is_one_value(world: Any) -> None:
    world.tool("total", obj(), "read", returns=NUMBER, does=lambda: 4)
    world.tool("use", obj("total", total=NUMBER))
    world.go({"a": Call("total"), "b": asking("use", "total")}, plan=["a", ("b", (1,))])
    assert world.did[-1] == ("use", {"total": 4})


# Offsets


def test_half_an_hour_before(world: Any) -> None:
    returns = obj(title=TEXT, end=TIME, start=TIME)
    done = {"title": "L", "end": "2026-11-23T13:00:00+01:00", "start": NOON}
    world.tool("make", obj(), returns=returns, does=lambda: done)
    world.tool("remind", obj("when", when=TIME))
    task = "remind me half an hour before"
    events = world.go({"a": Call("make"), task: asking("remind", "when")}, plan=["a", (task, (1,))])
    assert world.did[-1] == ("remind", {"when": "2026-11-23T11:30:00+01:00"})
    assert of(events, Called)[-1].call.sources["when"] == Source("result", "$1.start")


def test_the_day_before_as_a_date(world: Any) -> None:
    world.tool("make", obj(), returns=obj(day=DAY), does=lambda: {"day": "2026-12-24"})
    world.tool("todo", obj("due", due=DAY))
    task = "add a todo for the day before"
    world.go({"a": Call("make"), task: asking("todo", "due")}, plan=["a", (task, (1,))])
    assert world.did[-1] == ("todo", {"due": "2026-12-23"})


def test_offset_words_that_were_read_from_now_are_counted_from_the_result(world: Any) -> None:
    world.tool("make", obj(), returns=obj(start=TIME), does=lambda: {"start": NOON})
    world.tool("remind", obj("when", when=TIME, text=TEXT))
    task = "remind me an hour before"
    sources = {"when": Source("request", "an hour", 10, 17), "text": Source("request", "remind", 0, 6)}
    wrong = Call("remind", {"when": "2026-11-22T10:00:00+01:00", "text": "remind"}, sources=sources)
    world.go({"a": Call("make"), task: wrong}, plan=["a", (task, (1,))])
    assert world.did[-1] == ("remind", {"when": "2026-11-23T11:00:00+01:00", "text": "remind"})


def test_an_offset_without_anything_to_count_from_is_asked(world: Any) -> None:
    world.tool("remind", obj("when", when=TIME))
    task = "remind me an hour before"
    assert last(world.go({task: asking("remind", "when")}, plan=[task])).status == "asked"


def test_offsets_in_a_dry_run_count_from_what_is_planned(world: Any) -> None:
    world.tool("make", obj("start", start=TIME), returns=obj(start=TIME))
    world.tool("remind", obj("when", when=TIME))
    task = "remind me an hour before"
    replies = {"a": Call("make", {"start": NOON}), task: asking("remind", "when")}
    events = world.go(replies, plan=["a", (task, (1,))], dry=True)
    assert of(events, Executed)[-1].arguments == {"when": "2026-11-23T11:00:00+01:00"}


def needs(world: Any, *tasks: str) -> list[tuple[int, ...]]:
    """What each step needs in the plan that is followed, where the Planner gave no needs."""
    world.tool("look", obj(), "read")
    events = world.go({task: Call("look") for task in tasks}, plan=list(tasks))
    return [step.needs for step in of(events, Planned)[0].plan.steps]


@pytest.mark.parametrize(
    ("tasks", "last_needs"),
    [
        (("meet Ann on Thursday at 3", "note the agenda", "remind me half an hour before"), (1,)),
        (("meet Ann at 3", "meet Bob at 5", "remind me an hour before, please"), (2,)),
        (("meet Ann at 3", "dinner with Bob at 8", "remind me an hour before the meeting with Ann"), (1,)),
        (("call with Ann at 3", "dinner with Bob at 8", "remind me an hour before the call"), (1,)),
        (("meet Ann at 3", "remind me an hour before", "remind me again 10 minutes before it starts"), (1,)),
        (("meet Ann at 3", "call Bob an hour later", "remind me 10 minutes before"), (2,)),
        (("pack on Friday", "remind me an hour before to charge the phone"), (1,)),
        (("meet Ann on Friday", "remind me a day prior to the wedding"), ()),
        (("note the agenda", "remind me half an hour before"), ()),
        (("meet Ann at 3", "remind me at 5"), ()),
    ],
)
def test_a_step_that_counts_from_another_needs_it(world: Any, tasks: tuple[str, ...], last_needs: Any) -> None:
    assert needs(world, *tasks)[-1] == last_needs


def test_needs_that_the_planner_gave_are_kept(world: Any) -> None:
    world.tool("look", obj(), "read")
    plan = ["meet Ann at 3", "meet Bob at 5", ("remind me an hour before", (1,))]
    events = world.go({"meet Ann at 3": Call("look")}, plan=plan)
    assert of(events, Planned)[0].plan.steps[2].needs == (1,)


@pytest.mark.parametrize("value", ["$1.start", NOON])
def test_a_time_that_was_copied_from_the_result_is_counted_from_it(world: Any, value: str) -> None:
    world.tool("make", obj(), returns=obj(start=TIME), does=lambda: {"start": NOON})
    world.tool("remind", obj("when", when=TIME))
    task = "remind me an hour before"
    copied = Call("remind", {"when": value}, sources={"when": Source("result", "$1.start")})
    world.go({"a": Call("make"), task: copied}, plan=["a", (task, (1,))])
    assert world.did[-1] == ("remind", {"when": "2026-11-23T11:00:00+01:00"})


# Implicit steps

FIND = Call("find_contact", {"name": "Dana"}, sources={"name": Source("request", "Dana", 6, 10)})
TASK = "email Dana hello"


def contacts(world: Any, **more: Any) -> None:
    world.tool(
        "find_contact",
        obj("name", name=TEXT),
        more.pop("effect", "read"),
        returns=obj(name=TEXT, email=EMAIL),
        does=more.pop("does", lambda name: {"name": name, "email": "dana@x.org"}),
    )
    world.tool("send_email", obj("to", "body", to={"type": "array", "items": EMAIL}, body=TEXT), "send")


def test_a_missing_value_is_fetched_by_a_call_in_front(world: Any) -> None:
    contacts(world)
    events = world.go({TASK: [asking("send_email", "to", body="hello"), FIND]})
    assert world.did == [
        ("find_contact", {"name": "Dana"}),
        ("send_email", {"to": ["dana@x.org"], "body": "hello"}),
    ]
    planned = of(events, Replanned)[0]
    assert planned.plan.steps == (Step(2, "find contact Dana", (), implied_by=1), Step(1, TASK, (2,)))
    assert planned.reason == "find_contact gives the to that step 1 lacks."
    assert of(events, Called)[-1].call.arguments["to"] == ["$2.email"]
    assert last(events).answer == "Sent the email (dana@x.org)."


def test_in_a_dry_run_the_fetched_value_stays_a_reference(world: Any) -> None:
    contacts(world)
    events = world.go({TASK: [asking("send_email", "to", body="hello"), FIND]}, dry=True)
    assert of(events, Executed)[-1].arguments == {"to": ["$2.email"], "body": "hello"}
    assert world.did == []


def test_where_the_call_in_front_finds_nothing_the_user_is_asked(world: Any) -> None:
    def nobody(name: str) -> Any:
        raise NotFound("There is no contact called 'Dana'.", parameter="name", nearest=("Dan",))

    contacts(world, does=nobody)
    events = world.go({TASK: [asking("send_email", "to", body="hello"), FIND]}, answers=["dana@y.org"])
    assert world.did[-1] == ("send_email", {"to": ["dana@y.org"], "body": "hello"})
    assert last(events).status == "done"
    assert last(events).answer == "Sent the email (dana@y.org)."


def test_a_write_that_the_task_asks_for_is_put_in_front_only_by_asking(world: Any) -> None:
    world.tool("zip_folder", obj("name", name=TEXT), returns=obj(archive=TEXT), does=lambda name: {"archive": "p.zip"})
    world.tool("send_file", obj("archive", archive=TEXT), "send")
    task = "zip the folder plans and send it"
    made = Call("zip_folder", {"name": "plans"}, sources={"name": Source("request", "plans", 15, 20)})
    replies = {task: [asking("send_file", "archive"), made]}
    events = world.go(replies, answers=[True])
    assert of(events, NeedsConfirmation)[0].steps == (2,)
    assert world.did == [("zip_folder", {"name": "plans"}), ("send_file", {"archive": "p.zip"})]
    world.did.clear()
    events = world.go(replies, answers=[False])
    assert world.did == []
    assert last(events).status == "asked"


def test_a_write_that_the_task_does_not_ask_for_is_never_put_in_front(world: Any) -> None:
    contacts(world, effect="write")
    events = world.go({TASK: [asking("send_email", "to", body="hello"), FIND]}, answers=[True])
    assert not of(events, Replanned)
    assert of(events, Asked)[0].ask.missing == ("to",)


def test_nothing_is_fetched_that_the_task_does_not_name(world: Any) -> None:
    contacts(world)
    for reply in (
        Call("find_contact", {"name": "Bob"}),  # from nowhere
        Call("find_contact", {"name": "hello"}, sources={"name": Source("request", "hello", 11, 16)}),  # the body
        NoCall("no"),
    ):
        events = world.go({TASK: [asking("send_email", "to", body="hello"), reply]})
        assert not of(events, Replanned)
        assert last(events).status == "asked"


def test_the_depth_of_implicit_steps_is_bounded(world: Any) -> None:
    contacts(world)
    events = world.go({TASK: [asking("send_email", "to", body="hello"), FIND]}, limits=Limits(implied=0))
    assert not of(events, Replanned)


def test_a_fact_of_the_device_needs_no_words(world: Any) -> None:
    world.tool("where_am_i", obj(), "read", returns=obj(city=TEXT), does=lambda: {"city": "Rome"})
    world.tool("weather", obj("city", city=TEXT), "read", does=lambda city: f"sunny in {city}")
    events = world.go({"a": asking("weather", "city")})
    assert last(events).answer == "sunny in Rome."


def test_the_first_of_whatever_there_is_is_no_fact(world: Any) -> None:
    items = {"type": "array", "items": obj(city=TEXT)}
    world.tool("list_trips", obj(), "read", returns=obj(trips=items), does=lambda: {"trips": [{"city": "Rome"}]})
    world.tool("weather", obj("city", city=TEXT), "read")
    assert last(world.go({"a": asking("weather", "city")})).status == "asked"
    assert world.did == []


def test_two_missing_values_one_fetched_one_asked(world: Any) -> None:
    contacts(world)
    events = world.go({TASK: [asking("send_email", "to", "body"), FIND]}, answers=["hi there"])
    assert world.did[-1] == ("send_email", {"to": ["dana@x.org"], "body": "hi there"})
    assert of(events, Asked)[0].ask.missing == ("body",)


def test_a_denied_call_in_front_is_dropped(world: Any) -> None:
    contacts(world)
    rules = Policy.from_dict({"rule": [{"verb": "deny", "tools": "find_contact"}, {"verb": "allow"}]})
    events = world.go({TASK: [asking("send_email", "to", body="x"), FIND]}, policy=rules, answers=["d@x.org"])
    assert [one.allowed for one in of(events, Permitted)] == [False, True]
    assert last(events).status == "done"


# What the world refuses


def missing_note(name: str, *_: Any) -> Any:
    if name != "groceries":
        raise NotFound(f"There is no note called {name!r}.", parameter="note", nearest=("groceries",))
    return {"title": "Groceries"}


def test_a_name_that_is_not_found_is_masked_out_of_the_next_call(world: Any) -> None:
    world.tool("read_note", obj("note", note=TEXT), "read", does=lambda note: missing_note(note))
    replies = {"a": [Call("read_note", {"note": "note groceries"}), Call("read_note", {"note": "groceries"})]}
    events = world.go(replies)
    assert [one.status for one in of(events, Executed)] == ["error", "ok"]
    again = of(events, Replanned)[0]
    assert again.redone == (1,)
    assert world.caller.asked[-1][2].rejected == {"note": ("note groceries",)}
    assert last(events).status == "done"


def test_a_name_that_is_never_found_ends_with_the_nearest(world: Any) -> None:
    world.tool("read_note", obj("note", note=TEXT), "read", does=lambda note: missing_note(note))
    for second in ([], [asking("read_note", "note")]):
        events = world.go({"a": [Call("read_note", {"note": "x"}), *second]})
        assert (last(events).status, last(events).nearest) == ("failed", ("groceries",))
        assert last(events).answer == "There is no note called 'x'."
        assert not of(events, Asked)


def test_what_destroys_is_not_tried_on_something_else(world: Any) -> None:
    world.tool("delete_note", obj("note", note=TEXT), "destroy", does=lambda note: missing_note(note))
    replies = {"a": [Call("delete_note", {"note": "x"}), Call("delete_note", {"note": "groceries"})]}
    assert last(world.go(replies)).status == "failed"
    assert len(world.did) == 1


def test_a_failed_read_is_planned_again_in_parts(world: Any) -> None:
    def broken() -> Any:
        raise RuntimeError("no")

    world.tool("all", obj(), "read", does=broken)
    world.tool("left", obj(), "read", does=lambda: "l")
    world.tool("right", obj(), "read", does=lambda: "r")
    world.tool("use", obj())
    steps = world.steps(
        {"do it": ["a", ("z", (1,))], "a": ["a1", ("a2", (1,))]},
        {"a": Call("all"), "a1": Call("left"), "a2": Call("right"), "z": Call("use")},
    )
    from lamlite.loop import run

    events = list(run("do it", steps))
    again = of(events, Replanned)[0]
    assert again.plan == Plan((Step(3, "a1"), Step(1, "a2", (3,)), Step(2, "z", (1,))))
    assert again.redone == (3, 1, 2)
    assert [name for name, _ in world.did] == ["all", "left", "right", "use"]
    assert last(events).status == "done"


def test_planning_again_is_bounded_and_gives_up_where_nothing_changes(world: Any) -> None:
    def broken() -> Any:
        raise RuntimeError("no")

    world.tool("all", obj(), "read", does=broken)
    assert last(world.go({"a": Call("all")})).answer == "all failed: RuntimeError: no."
    for plans, limits in (
        ({"do it": ["a"], "a": ["b", "c"]}, Limits(replans=0)),
        ({"do it": ["a"], "a": ["b", "c"]}, Limits(steps=1)),
        ({"do it": ["a"], "a": [("b", (5,))]}, Limits()),
    ):
        from lamlite.loop import run

        events = list(run("do it", world.steps(plans, {"a": Call("all")}), limits))
        assert not of(events, Replanned)
        assert last(events).status == "failed"


def test_nothing_found_is_an_answer_unless_it_is_needed(world: Any) -> None:
    world.tool("search", obj(), "read", returns={"type": "array"}, does=list)
    world.tool("use", obj())
    assert last(world.go({"a": Call("search")})).answer == "Nothing was found."
    events = world.go({"a": Call("search"), "b": Call("use")}, plan=["a", ("b", (1,))])
    assert last(events).status == "failed"
    assert "found nothing, and another step needs it." in last(events).answer
    assert ("use", {}) not in world.did


def test_a_result_that_contradicts_the_call(world: Any) -> None:
    world.tool("set_volume", obj("level", level=NUMBER), does=lambda level: {"level": 100})
    events = world.go({"a": Call("set_volume", {"level": 10})})
    assert last(events).answer == "set_volume was told level 10 and says level 100."


def test_of_several_things_that_were_fetched_the_user_chooses(world: Any) -> None:
    found = [{"id": "1", "title": "A"}, {"id": "2", "title": "B"}, {"id": "3", "title": "B"}, {"id": "4"}]
    returns = {"type": "array", "items": {"type": "object", "properties": {"id": TEXT, "title": TEXT}}}
    world.tool("search_notes", obj("query", query=TEXT), "read", returns=returns, does=lambda query: found)
    world.tool("pin", obj("note_id", note_id=TEXT))
    search = Call("search_notes", {"query": "boiler"}, sources={"query": Source("request", "boiler", 8, 14)})
    events = world.go({"pin the boiler note": [asking("pin", "note_id"), search]}, answers=["B"])
    assert of(events, Asked)[0].ask.choices == ("A", "B", "B (3)", "4")
    assert world.did[-1] == ("pin", {"note_id": "2"})


def test_of_several_things_in_a_needed_result_the_user_chooses(world: Any) -> None:
    found = {"notes": [{"id": "1", "title": "A"}, {"id": "2", "title": "B"}]}
    item = {"type": "object", "properties": {"id": TEXT, "title": TEXT}}
    returns = obj(notes={"type": "array", "items": item})
    world.tool("search_notes", obj(), "read", returns=returns, does=lambda: found)
    world.tool("pin", obj("note_id", note_id=TEXT))
    replies = {"a": Call("search_notes"), "b": asking("pin", "note_id")}
    events = world.go(replies, plan=["a", ("b", (1,))], answers=["2"])
    assert of(events, Asked)[0].ask.choices == ("A", "B")
    assert world.did[-1] == ("pin", {"note_id": "2"})


def two_in_front(world: Any, **more: Any) -> list[Event]:
    contacts(world)
    world.tool(
        "whose_turn",
        obj("chore", chore=TEXT),
        "read",
        returns=obj(name=TEXT),
        does=more.pop("does", lambda chore: {"name": "Dana"}),
    )
    turn = Call("whose_turn", {"chore": "dishes"}, sources={"chore": Source("request", "dishes", 0, 6)})
    replies = [asking("send_email", "to", body="x"), asking("find_contact", "name"), turn]
    return world.go({"email whose turn dishes is": replies}, **more)  # type: ignore[no-any-return]


def test_a_call_in_front_of_a_call_in_front(world: Any) -> None:
    events = two_in_front(world)
    assert of(events, Replanned)[0].plan == Plan(
        (
            Step(3, "whose turn dishes", (), 2),
            Step(2, "find contact", (3,), 1),
            Step(1, "email whose turn dishes is", (2,)),
        )
    )
    assert world.did == [
        ("whose_turn", {"chore": "dishes"}),
        ("find_contact", {"name": "Dana"}),
        ("send_email", {"to": ["dana@x.org"], "body": "x"}),
    ]
    assert last(events).answer == "Sent the email (dana@x.org)."


def test_the_second_call_in_front_is_one_too_many(world: Any) -> None:
    events = two_in_front(world, limits=Limits(implied=1))
    assert not of(events, Replanned)
    assert last(events).status == "asked"


def test_a_call_in_front_whose_own_value_is_not_found_is_given_up(world: Any) -> None:
    def nobody(chore: str) -> Any:
        raise NotFound("Nobody.", parameter="chore")

    events = two_in_front(world, does=nobody, answers=["d@x.org"])
    assert world.did[-1] == ("send_email", {"to": ["d@x.org"], "body": "x"})
    assert of(events, Asked)[0].ask.missing == ("to",)
