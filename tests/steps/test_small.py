"""The small parts: words for answers, kinds of values, inverse calls, secrets, plans."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import pytest

from lamlite.core.call import Ask, Call, NoCall, Reference
from lamlite.core.context import Context, Observation, Retrieved
from lamlite.core.event import Answered, Asked, Called, Executed
from lamlite.core.limits import Limits
from lamlite.core.plan import Plan, Step
from lamlite.core.tool import Effect, Tool
from lamlite.steps.answer import readable, told
from lamlite.steps.caller import Caller
from lamlite.steps.fill import Known, answered, complete
from lamlite.steps.inverse import inverse
from lamlite.steps.kinds import Field, closeness, fields, parameter, plain
from lamlite.steps.planner import Planner
from lamlite.steps.retriever import FirstTools, Once, retrieve
from lamlite.steps.secrets import Secrets
from lamlite.steps.validator import check
from lamlite.testing import ScriptedCaller, ScriptedPlanner

NOW = Context(datetime(2026, 11, 22, 9, tzinfo=timezone.utc))


def obj(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


@pytest.mark.parametrize(
    ("name", "arguments", "result", "text"),
    [
        ("add_note", {"body": "x"}, {"title": "Agenda"}, "Added the note 'Agenda'."),
        ("set_volume", {"level": 10}, {"level": 10}, "Set the volume to 10."),
        ("set_wifi", {"on": False}, None, "Set the wifi to off."),
        ("copy_file", {"source": "a", "destination": "b"}, {}, "Copied the file."),
        ("notes.planTrip", {"title": "Rome"}, None, "Planned the trip 'Rome'."),
        ("move_event", {"event": "a", "start": "b"}, {"title": " "}, "Moved the event."),
        ("log_in", {}, None, "Logged in."),
        ("trash_file", {"path": "/a"}, None, "Moved to the trash the file /a."),
        ("frob", {}, {"message": "It is frobbed"}, "It is frobbed."),
    ],
)
def test_what_was_done(name: str, arguments: Any, result: Any, text: str) -> None:
    assert told(Tool(name), arguments, result) == text


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (3.0, "3."),
        ("Rome!", "Rome!"),
        (True, "yes."),
        (None, "Nothing was found."),
        ({}, "Nothing was found."),
        ({"notes": []}, "Nothing was found."),
        ({"level": 40}, "40."),
        ({"level": 40, "on": True, "none": None}, "level: 40; on: yes."),
        ("2026-11-23T19:00:00+01:00", "Mon 23 Nov 2026, 19:00."),
        ({"day": "2026-11-23", "at": "2026-11-23T07:00Z"}, "day: Mon 23 Nov 2026; at: Mon 23 Nov 2026, 07:00."),
        ("2026-13-45", "2026-13-45."),
        ([{"id": "n-1", "title": "Milk", "due": "2026-11-23", "tags": ["a", "b"]}], "- Milk, Mon 23 Nov 2026, a, b"),
        ([1] * 22, "\n".join(["- 1"] * 20 + ["- and 2 more"])),
        ({"free": [["a"], []]}, "- a\n- none"),
    ],
)
def test_what_was_read(result: Any, text: str) -> None:
    assert told(Tool("look", effect=Effect.READ), {}, result) == text


def test_values_for_a_person() -> None:
    assert readable(0.1 + 0.2) == "0.3"
    assert readable(None) == "none"
    long = "x" * 100
    assert told(Tool("add_note"), {"title": long, "n": 1}, None) == f"Added the note {'x' * 79 + '…'!r}."
    assert told(Tool("a"), {"n": 1, "text": "it's"}, None, dry=True) == """Would call a(n=1, text="it's")."""


def test_secrets_are_not_told() -> None:
    tool = Tool("log_in", parameters=obj(user={"type": "string"}, password={"type": "string", "format": "password"}))
    given = {"user": "ann", "password": "hunter2"}
    assert told(tool, given, None, dry=True) == "Would call log_in(user='ann')."
    assert "hunter2" not in told(tool, given, None)


TEXT = {"type": "string"}
EMAIL = {"type": "string", "format": "email"}


@pytest.mark.parametrize(
    ("name", "wanted", "field", "produced", "score"),
    [
        ("title", TEXT, "title", TEXT, 5),
        ("title", TEXT, "title", {"type": "integer"}, 0),
        ("title", TEXT, "title", {}, 0),
        ("title", TEXT, "title", {"type": ["string", "null"]}, 5),
        ("note_id", TEXT, "id", TEXT, 4),
        ("file_id", TEXT, "id", TEXT, 0),
        ("to", EMAIL, "address", EMAIL, 3),
        ("to", {"type": "array", "items": EMAIL}, "address", EMAIL, 3),
        ("to", {"type": "array", "items": True}, "address", EMAIL, 0),
        ("email", TEXT, "contact", EMAIL, 3),
        ("to", TEXT, "address", EMAIL, 0),
        ("when", {"type": "string", "format": "date-time"}, "start", {"type": "string", "format": "date-time"}, 2),
        ("when", {"type": "string", "format": "date-time"}, "start", TEXT, 0),
        ("message", TEXT, "body", TEXT, 1),
        ("message", {"type": "string", "enum": ["a"]}, "body", TEXT, 0),
        ("n", {"type": "integer"}, "m", {"type": "integer"}, 0),
        ("email", {"anyOf": [EMAIL, {"type": "null"}]}, "email", EMAIL, 5),
    ],
)
def test_how_well_a_field_serves(name: str, wanted: Any, field: str, produced: Any, score: int) -> None:
    assert closeness(name, wanted, Field((field,), produced), "search_notes") == score


def test_the_fields_of_a_result() -> None:
    item = obj(id=TEXT, deep=obj(er=obj(est=TEXT)))
    paths = [field.path for field in fields(obj(items={"type": "array", "items": item}, n=TEXT))]
    assert paths == [("items",), ("n",), ("items", 0, "id"), ("items", 0, "deep")]
    assert fields(None) == []
    assert plain({"$ref": "#/$defs/none"}) == {}


def test_the_schema_of_a_parameter() -> None:
    tool = Tool("a", parameters={**obj(x={"$ref": "#/$defs/x"}), "$defs": {"x": obj(y=TEXT)}})
    assert parameter(tool, "x.y") == TEXT
    assert parameter(tool, "x.z.z") == {}


def test_the_inverse_of_a_call() -> None:
    undo = {"name": "back", "arguments": {"id": "$result.a[0].id", "old": "$arguments.x", "none": "$result.q", "c": 1}}
    tool, back = Tool("do", undo=undo), Tool("back", parameters={**obj(id=TEXT), "required": ["id"]})
    find = {"back": back}.get
    found = inverse(tool, {"x": "y"}, {"a": [{"id": "7"}]}, find)
    assert found == {"name": "back", "arguments": {"id": "7", "old": "y", "c": 1}}
    assert inverse(tool, {}, {}, find) is None
    assert inverse(tool, {"x": "y"}, {"a": [{"id": "7"}]}, {}.get) is None
    assert inverse(Tool("do"), {}, {}, find) is None
    assert inverse(Tool("do", undo={"name": "back"}), {}, {}, Tool) == {"name": "back", "arguments": {}}


def test_another_inverse_where_the_first_lacks_a_value() -> None:
    drop = {"name": "drop", "arguments": {"id": "$result.new"}}
    undo = {"name": "back", "arguments": {"id": "$result.old"}, "else": drop}
    tool, parameters = Tool("do", undo=undo), {**obj(id=TEXT), "required": ["id"]}
    find = {name: Tool(name, parameters=parameters) for name in ("back", "drop")}.get
    assert inverse(tool, {}, {"old": "1", "new": "2"}, find) == {"name": "back", "arguments": {"id": "1"}}
    assert inverse(tool, {}, {"new": "2"}, find) == {"name": "drop", "arguments": {"id": "2"}}
    assert inverse(tool, {}, {}, find) is None


SECRET = obj(
    pin={"type": "integer", "writeOnly": True},
    key={"type": "object", "writeOnly": True},
    all={"type": "array", "items": {"type": "string", "format": "password"}},
    either={"anyOf": [{"type": "string", "format": "password"}, {"type": "null"}]},
    other={"type": "object", "additionalProperties": {"type": "string", "writeOnly": True}},
    free=TEXT,
)


def test_secrets_become_digests() -> None:
    tool = Tool("a", parameters=SECRET, returns={"type": "string", "format": "password"})
    secrets = Secrets({"a": tool}.get)
    given = {
        "pin": 12345, "key": {"k": "v"}, "all": ["s3cret", "x"], "either": "p4ss", "other": {"z": "t0ken"},
        "free": "my s3cret is p4ss", "n": True,
    }  # fmt: skip
    found = secrets.redacted(Called(1, Call("a", given)))["call"]["arguments"]
    text = json.dumps(found)
    assert not any(secret in text for secret in ("12345", '"v"', "s3cret", "p4ss", "t0ken", '"x"'))
    assert found["free"].startswith("my sha256:")
    assert found["n"] is True
    ran = secrets.redacted(Executed(1, "a", {}, "ok", "result!"))
    assert ran["result"].startswith("sha256:")
    assert secrets.redacted(Executed(1, "b", {}, "ok", "plain"))["result"] == "plain"


def test_the_answer_to_a_question_about_a_secret() -> None:
    secrets = Secrets({"a": Tool("a", parameters=SECRET)}.get)
    secrets.redacted(Asked(1, Ask("?", ("either",), Call("a"))))
    assert secrets.redacted(Answered(1, "hunter2"))["answer"].startswith("sha256:")
    secrets.redacted(Asked(1, Ask("?", ("free",), Call("a"))))
    assert secrets.redacted(Answered(1, "hello"))["answer"] == "hello"
    secrets.redacted(Asked(1, Ask("?", ("x",), Call("unknown"))))
    assert secrets.redacted(Answered(1, None))["answer"] is None


def test_the_caller_alone() -> None:
    tool = Tool("a", parameters=obj(x=TEXT))
    caller = Caller(ScriptedCaller({"t": Call("a", {"x": "1"}), "u": Call("b")}))
    assert caller.call("t", [tool]) == Call("a", {"x": "1"})
    assert isinstance(caller.call("u", [tool]), NoCall)
    assert caller.call("t", []) == NoCall("There are no tools.")
    assert caller.fill("t", tool, NOW) == Call("a", {"x": "1"})


def test_a_caller_that_can_fill_one_tool() -> None:
    class Filling(ScriptedCaller):
        def fill(self, task: str, tool: Tool, context: Context) -> Call:
            return Call(tool.name, {"x": task})

    assert Caller(Filling({})).fill("t", Tool("a"), NOW) == Call("a", {"x": "t"})


def test_the_first_tools() -> None:
    tools = tuple(Tool(name) for name in "abcde")
    found = retrieve(FirstTools(), "t", tools, Limits(tools=2))
    assert ([tool.name for tool in found.tools], found.close) == (["a", "b"], ("c", "d", "e"))
    assert retrieve(FirstTools(), "t", tools, Limits()).tools == tools


def test_a_run_looks_a_task_up_once() -> None:
    looked: list[str] = []

    class Counting:
        def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
            looked.append(task)
            return Retrieved(tools[:limit])

    tools = tuple(Tool(f"t{i}", "", {"type": "object", "properties": {}}) for i in range(3))
    once = Once(Counting())
    assert once.retrieve("a", tools, 2) == once.retrieve("a", (*tools,), 2) == Retrieved(tools[:2])
    assert once.retrieve("a", tools[1:], 2).tools == tools[1:]
    assert once.retrieve("a", tools[1:], 1).tools == tools[1:2]
    assert looked == ["a", "a", "a"]


def test_an_empty_plan_of_a_failed_step_changes_nothing() -> None:
    planner = Planner(ScriptedPlanner({"a": Plan(())}))
    assert planner.again(Plan((Step(1, "a"),)), 1, NOW, Limits()) is None


def test_a_planned_reference_waits_and_an_absent_field_does_not_fit() -> None:
    tool = Tool("use", parameters={**obj(n={"type": "object", "properties": {"x": TEXT}}), "required": ["n"]})
    made = Observation(Call("make"), "planned", {}, None)
    found = check(Call("use", {"n": {"x": "$1.x"}}), tool, Context(NOW.now, results={1: made}))
    assert (found.waits, found.fault, found.call.arguments) == (True, "", {"n": {"x": "$1.x"}})
    done = Observation(Call("make"), "ok", {}, None)
    found = check(Call("use", {"n": {"x": "$1.x"}}), tool, Context(NOW.now, results={1: done}))
    assert found.fault == "n.x: $1.x is not in the result of step 1."


def test_a_choice_for_nothing_that_was_asked() -> None:
    assert answered(Ask("?"), Tool("a"), "x") is None
    assert answered(Ask("?", ("x",), Call("a")), Tool("a"), "x") is None


def test_the_user_s_answer_goes_before_what_was_fetched() -> None:
    context = Context(NOW.now, answers={"x": "mine"}, results={2: Observation(Call("b"), "ok", {"x": "theirs"})})
    known = Known("t", context, {"x": Reference(2, ("x",))})
    tool = Tool("a", parameters=obj(x=TEXT))
    assert complete(Ask("?", ("x",), Call("a")), tool, known).arguments == {"x": "mine"}  # type: ignore[union-attr]
