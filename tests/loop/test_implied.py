"""Implicit steps on the bundled tools: which call is put in front for a missing value, and which field is taken.

The Caller's reply to the task is written in each row; asked to fill any other tool it copies the subject of the task
into the one text that the tool requires, as a pointer model would. What is tested is the loop's choice among tools.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from lamlite import desk
from lamlite.agent import bundled
from lamlite.core.call import Ask, Call, NoCall, Reply, Source
from lamlite.core.context import Context, Retrieved
from lamlite.core.event import Asked, Called, Event, Executed, Finished, Replanned
from lamlite.core.tool import Tool
from lamlite.loop import run
from lamlite.registry import Registry
from lamlite.steps import Steps
from lamlite.steps.caller import Caller
from lamlite.steps.executor import Executor
from lamlite.steps.planner import Planner
from lamlite.steps.policy import Policy
from lamlite.testing import ScriptedPlanner
from tests.loop.conftest import drive

NOW = "2026-11-23T09:00:00+01:00"
TOOLS = [tool for tool in bundled() if tool.source != "system"]
REGISTRY = Registry(TOOLS)
BY_NAME = {tool.name: tool for tool in TOOLS}


@dataclass
class Row:
    """One task.

    Attributes:
        task: The user's words.
        tool: What the Caller calls for it.
        missing: What it lacks.
        given: What it has.
        subject: The words that name what the value is to be had from; empty where the task names nothing.
        front: The tool that must be put in front; empty where the user must be asked.
        field: What must be referred to.
    """

    task: str
    tool: str
    missing: tuple[str, ...]
    given: dict[str, Any]
    subject: str
    front: str = ""
    field: str = ""


MAIL = {"subject": "Agenda", "body": "See you there"}
ROWS = [
    # An address out of a name
    Row("email Dana the agenda", "draft_email", ("to",), MAIL, "Dana", "find_contact", "email"),
    Row("draft a mail to Dana Weber", "draft_email", ("to",), MAIL, "Dana Weber", "find_contact", "email"),
    Row("write Ada that I am late", "draft_email", ("to",), MAIL, "Ada", "find_contact", "email"),
    Row("let Omar know by mail", "draft_email", ("to",), MAIL, "Omar", "find_contact", "email"),
    # The words of a note as the body
    Row("email dana@x.org the boiler note", "draft_email", ("body",), {"to": ["dana@x.org"], "subject": "B"},
        "boiler note", "read_note", "text"),
    Row("mail the packing note to omar@x.org", "draft_email", ("body",), {"to": ["omar@x.org"], "subject": "P"},
        "packing note", "read_note", "text"),
    Row("save the boiler note to Documents/boiler.txt", "write_file", ("text",), {"path": "Documents/boiler.txt"},
        "boiler note", "read_note", "text"),
    Row("append the packing note to plan.txt", "append_file", ("text",), {"path": "plan.txt"}, "packing note",
        "read_note", "text"),
    # The words of a file
    Row("add what is in the file plan.txt to my boiler note", "append_note", ("text",), {"note": "boiler"},
        "plan.txt", "read_file", "text"),
    Row("mail dana@x.org the content of the file plan.txt", "draft_email", ("body",),
        {"to": ["dana@x.org"], "subject": "Plan"}, "plan.txt", "read_file", "text"),
    # Nothing returns what is missing, or the task names nothing to look it up by: the user is asked
    Row("email somebody", "draft_email", ("to",), MAIL, ""),
    Row("set a timer", "set_timer", ("seconds",), {}, ""),
    Row("set an alarm", "set_alarm", ("time",), {}, ""),
    Row("remind me to call mum", "set_reminder", ("when",), {"text": "call mum"}, "mum"),
    Row("add a todo", "add_todo", ("item",), {}, ""),
    Row("make a note", "add_note", ("body",), {}, ""),
    Row("put a meeting in my calendar", "create_event", ("title", "start"), {}, ""),
    Row("meet Dana", "create_event", ("start",), {"title": "meet Dana"}, "Dana"),
    Row("add a contact", "add_contact", ("name",), {}, ""),
    Row("delete a contact", "delete_contact", ("name",), {}, ""),
    Row("change Dana's number", "update_contact", ("name",), {}, ""),
    Row("find free time tomorrow", "find_free_time", ("duration_minutes",), {"day": "2026-11-24"}, ""),
    Row("cancel a reminder", "cancel_reminder", ("which",), {}, ""),
    Row("complete an item", "complete_todo", ("item",), {}, ""),
    Row("move the file", "move_file", ("source", "destination"), {}, ""),
    Row("convert 5", "convert_units", ("from_unit", "to_unit"), {"value": 5}, ""),
    Row("how long until then", "date_difference", ("start", "end"), {}, ""),
    Row("calculate it", "calculate", ("expression",), {}, ""),
    Row("how late is it then in Tokyo", "convert_time", ("when",), {"from_zone": "Rome", "to_zone": "Tokyo"}, "Tokyo"),
    Row("remind me of the dentist when it begins", "set_reminder", ("when",), {"text": "dentist"}, "dentist"),
    Row("remind me at 5", "set_reminder", ("text",), {"when": "2026-11-23T17:00:00+01:00"}, "5"),
    Row("remind me at noon of mum", "set_reminder", ("text",), {"when": "2026-11-23T12:00:00+01:00"}, "mum"),
    Row("email the landlord", "draft_email", ("subject", "body"), {"to": ["l@x.org"]}, "landlord"),
    Row("which note", "read_note", ("note",), {}, ""),
    Row("read the file", "read_file", ("path",), {}, ""),
    Row("search my notes", "search_notes", ("query",), {}, ""),
]  # fmt: skip


class Greedy:
    """A Caller that answers the task with the row's reply, and fills any other tool with the row's subject."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
        if task != self.row.task:
            return NoCall("No tool does that.")
        return Ask(f"Which {self.row.missing[0]}?", self.row.missing, Call(self.row.tool, self.row.given))

    def fill(self, task: str, tool: Tool, context: Context) -> Call | Ask:
        texts = [name for name in tool.required if tool.properties[name].get("type") == "string"
                 and "format" not in tool.properties[name] and "enum" not in tool.properties[name]]  # fmt: skip
        if not self.row.subject:
            return Ask("?", tool.required, Call(tool.name)) if tool.required else Call(tool.name)
        start = task.index(self.row.subject)
        source = Source("request", self.row.subject, start, start + len(self.row.subject))
        if not tool.required:
            return Call(tool.name)
        if len(tool.required) > 1 or not texts:
            return Ask("?", tuple(name for name in tool.required if name != texts[:1]), Call(tool.name))
        return Call(tool.name, {texts[0]: self.row.subject}, sources={texts[0]: source})


class Wanted:
    """A retriever that finds the row's tool."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
        wanted = [BY_NAME[name] for name in (self.row.tool, "list_events") if name]
        return Retrieved((*wanted,))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Documents" / "plan.txt").write_text("the plan")
    with desk.using(now=NOW, home=tmp_path / "lamlite"):
        for name in ("Dana Weber", "Ada", "Omar"):
            BY_NAME["add_contact"](name=name, email=f"{name.split()[0].lower()}@x.org", phone="+49 30 1")
        BY_NAME["add_note"](body="It leaks.", title="Boiler")
        BY_NAME["add_note"](body="Socks.", title="Packing")
        BY_NAME["create_event"](title="Dentist", start="2026-11-26T15:00:00+01:00", location="Main Street 5")
        BY_NAME["create_event"](title="Call with Ada", start="2026-11-24T15:00:00+01:00")
    yield tmp_path


def go(row: Row, home: Path, *, plan: Any = None, caller: Any = None, answers: tuple[Any, ...] = (),
       request: str = "", dry: bool = False) -> list[Event]:  # fmt: skip
    request = request or row.task
    steps = Steps(
        REGISTRY,
        Planner(ScriptedPlanner({request: plan} if plan else None)),
        Caller(caller or Greedy(row)),
        Context(datetime.fromisoformat(NOW)),
        "run1",
        retriever=Wanted(row),
        policy=Policy.allow_all(),
        executor=Executor(partial(desk.using, now=NOW, home=home / "lamlite")),
        dry=dry,
    )
    return drive(run(request, steps), answers)


def of(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.task)
def test_a_chain(row: Row, home: Path) -> None:
    events = go(row, home)
    if not row.front:
        assert not of(events, Replanned), of(events, Replanned)[0].reason
        assert (of(events, Asked)[0].ask.missing[0], events[-1].status) == (row.missing[0], "asked")  # type: ignore[attr-defined]
        return
    ran = [event.name for event in of(events, Executed)]
    assert ran == [row.front, row.tool], events[-1]
    called = next(event.call for event in of(events, Called) if event.call.name == row.tool)
    value = called.arguments[row.missing[0]]
    assert value in (f"$2.{row.field}", [f"$2.{row.field}"])
    assert called.sources[row.missing[0]].kind == "fetched"
    assert isinstance(events[-1], Finished) and events[-1].status == "done"


# Times counted from something that has to be looked up first

AN_HOUR_BEFORE = "remind me an hour before the dentist"
COUNTED = [
    Row(AN_HOUR_BEFORE, "set_reminder", ("when",), {"text": "dentist"}, "dentist", field="2026-11-26T14:00:00+01:00"),
    Row("remind me the day before my call with Ada", "set_reminder", ("when",), {"text": "Ada"}, "call with Ada",
        field="2026-11-23T15:00:00+01:00"),
    Row("set a timer for 10 minutes before the call with Ada", "set_timer", ("seconds",), {}, "call with Ada",
        field=str((29 * 60 + 50) * 60)),
    Row("put prepare on my list for the day before the dentist", "add_todo", ("due",), {"item": "prepare"}, "dentist",
        field="2026-11-25"),
]  # fmt: skip


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: row.task)
def test_a_time_is_counted_from_the_event_that_the_task_names(row: Row, home: Path) -> None:
    events = go(row, home)
    assert [event.name for event in of(events, Executed)] == ["list_events", row.tool], events[-1]
    made = of(events, Executed)[-1].arguments
    assert str(made[row.missing[0]]) == row.field
    source = next(event.call for event in of(events, Called) if event.call.name == row.tool).sources[row.missing[0]]
    assert (source.kind, source.text) in (("result", "$2.events[0].start"), ("result", "$2.events[1].start"))


def test_an_offset_that_was_read_from_now_is_fetched_as_well(home: Path) -> None:
    """ "an hour" of "an hour before the dentist" is not an hour from now."""
    row = COUNTED[0]
    span = Source("request", "an hour", 10, 17)
    wrong = Call("set_reminder", {"text": "dentist", "when": "2026-11-23T10:00:00+01:00"}, sources={"when": span})

    class Eager(Greedy):
        def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
            return wrong

    events = go(row, home, caller=Eager(row))
    assert of(events, Executed)[-1].arguments == {"text": "dentist", "when": "2026-11-26T14:00:00+01:00"}


def test_an_offset_from_what_is_not_in_the_calendar_is_asked(home: Path) -> None:
    row = Row("remind me an hour before the party", "set_reminder", ("when",), {"text": "party"}, "party")
    events = go(row, home, answers=("tomorrow at 7 pm",))
    assert of(events, Asked)[0].ask.choices == ()
    assert of(events, Executed)[-1].arguments["when"] == "2026-11-24T19:00:00+01:00"


def test_an_offset_in_a_dry_run_refers_to_what_would_be_found(home: Path) -> None:
    steps_row = COUNTED[0]
    events = go(steps_row, home, dry=True)
    assert of(events, Executed)[-1].arguments == {"text": "dentist", "when": "$2.events[0].start"}


def test_when_is_my_call_and_set_a_timer_for_before(home: Path) -> None:
    row = Row("set a timer for 10 minutes before", "set_timer", ("seconds",), {}, "")

    class Both(Greedy):
        def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
            found = Call("list_events", {"day": "2026-11-24"})
            return found if task.startswith("when") else super().call(task, tools, context)

    plan = ["when is my call with Ada", (row.task, (1,))]
    asked = "when is my call with Ada, and set a timer for 10 minutes before"
    events = go(row, home, plan=plan, caller=Both(row), request=asked)
    assert [event.name for event in of(events, Executed)] == ["list_events", "set_timer"]
    assert of(events, Executed)[-1].arguments == {"seconds": (29 * 60 + 50) * 60}
    assert of(events, Called)[-1].call.sources["seconds"] == Source("result", "$1.events[0].start")


def test_what_no_tool_does_is_refused_and_nothing_is_looked_up(home: Path) -> None:
    row = Row("text my sister the address of the dentist", "", (), {}, "")

    class Nothing(Greedy):
        def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
            return NoCall("No tool does that.", ("draft_email",))

    events = go(row, home, caller=Nothing(row))
    assert not of(events, Executed)
    assert events[-1].status == "refused"  # type: ignore[attr-defined]


def test_nothing_is_destroyed_or_sent_for_the_sake_of_a_value(home: Path) -> None:
    """cancel_reminder returns a text, delete_contact an address: neither is ever put in front."""
    for row in ROWS:
        for event in of(go(row, home), Replanned):
            assert not any(word in event.reason for word in ("cancel", "delete", "trash", "send"))


def test_nothing_is_written_for_the_sake_of_a_value_that_nobody_asked_to_write(home: Path) -> None:
    """An alarm has a text, as a reminder has: it is not set to get one."""
    row = Row("set a reminder at 5 tomorrow", "set_reminder", ("text",), {"when": "2026-11-24T17:00:00+01:00"}, "")

    class Alarming(Greedy):
        def fill(self, task: str, tool: Tool, context: Context) -> Call | Ask:
            if tool.name != "set_alarm":
                return super().fill(task, tool, context)
            return Call("set_alarm", {"time": "17:00:00"}, sources={"time": Source("request", "at 5", 15, 19)})

    events = go(row, home, caller=Alarming(row))
    assert not of(events, Replanned)
    assert of(events, Asked)[0].ask.missing == ("text",)
