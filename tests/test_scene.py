"""The scenes of the README and of issue 2, with the calls that a good pair makes, on the bundled tools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lamlite.agent import Models
from lamlite.cli.main import cli
from lamlite.core.call import Ask, Call, Reply, Source
from lamlite.core.context import Retrieved
from lamlite.core.tool import Tool
from lamlite.testing import ScriptedCaller, ScriptedPlanner
from tests.cli.scripted import rows

NOW = "2026-11-23T09:00:00+01:00"
CALL = "set up a call with Dana on Thursday at 3, put the agenda in my notes and remind me half an hour before"
SHOP = "add milk, eggs and rye bread to my groceries list and remind me tomorrow at 6 pm to go shopping"
PLANS: dict[str, list[Any]] = {
    CALL: ["set up a call with Dana on Thursday at 3", "put the agenda in my notes", "remind me half an hour before"],
    SHOP: [*(f"add {item} to my groceries list" for item in ("milk", "eggs", "rye bread")),
           "remind me tomorrow at 6 pm to go shopping"],
}  # fmt: skip


def said(text: str) -> Source:
    return Source("request", text)


REPLIES: dict[str, Reply] = {
    PLANS[CALL][0]: Call(
        "create_event",
        {"title": "call with Dana", "start": "2026-11-26T15:00:00+01:00"},
        0.9,
        {"title": said("call with Dana"), "start": said("Thursday at 3")},
    ),
    PLANS[CALL][1]: Call("add_note", {"body": "the agenda"}, 0.8, {"body": said("the agenda")}),
    PLANS[CALL][2]: Ask("What should I remind you of?", ("text", "when"), Call("set_reminder")),
    PLANS[SHOP][3]: Call("set_reminder", {"text": "go shopping", "when": "2026-11-24T18:00:00+01:00"}),
    **{
        f"add {item} to my groceries list": Call("add_todo", {"item": item, "list": "groceries"})
        for item in ("milk", "eggs", "rye bread")
    },
}


class Needed:
    def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
        names = ("create_event", "add_note", "set_reminder", "add_todo")
        return Retrieved(tuple(tool for tool in tools if tool.name in names))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    given = {"planner": ScriptedPlanner(PLANS), "caller": ScriptedCaller(REPLIES), "retriever": Needed()}
    monkeypatch.setattr(Models, "get", lambda self, role, settings: given[role])
    monkeypatch.setenv("LAMLITE_HOME", str(tmp_path))
    monkeypatch.setenv("LAMLITE_NOW", NOW)
    return tmp_path


def lamlite(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, list(arguments), prog_name="lamlite")
    assert result.exit_code == 0, result.output
    return result


def test_the_call_with_dana_in_a_dry_run(home: Path) -> None:
    told = lamlite("run", "--dry-run", CALL).stdout
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert "text = $1.title ← title of step 1" in lines
    assert "when = 2026-11-26T14:30:00+01:00 ← start of step 1" in lines
    assert "Would call set_reminder(" in told
    assert rows(home, "events") == []


def test_the_call_with_dana_and_back_with_one_command(home: Path) -> None:
    lamlite("run", "--yes", CALL)
    (event,) = rows(home, "events")
    (note,) = rows(home, "notes")
    (reminder,) = rows(home, "reminders")
    assert (event["title"], event["starts"]) == ("call with Dana", "2026-11-26T14:00:00Z")
    assert note["body"] == "the agenda"
    assert (reminder["text"], reminder["due"]) == ("call with Dana", "2026-11-26T13:30:00Z")
    lamlite("trail", "undo", "--yes")
    assert rows(home, "events") == rows(home, "notes") == rows(home, "reminders") == []
    lamlite("trail", "verify")


def test_the_readmes_first_command(home: Path) -> None:
    told = lamlite("run", "--yes", SHOP).stdout
    assert "✓ 1  add_todo  milk · groceries" in told
    assert "  Set the reminder 'go shopping' (Tue 24 Nov 2026, 18:00)." in told.splitlines()
    assert [row["item"] for row in rows(home, "todos")] == ["milk", "eggs", "rye bread"]
    assert [row["due"] for row in rows(home, "reminders")] == ["2026-11-24T17:00:00Z"]


def test_a_deleted_note_comes_back_under_its_name_so_that_its_making_can_be_undone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made, deleted, the deletion taken back, then the making: each undo finds what it is about."""

    class Notes:
        def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
            return Retrieved(tuple(tool for tool in tools if tool.name in ("add_note", "delete_note")))

    made, deleted = Call("add_note", {"body": "b", "title": "T"}), Call("delete_note", {"note": "T"})
    caller = ScriptedCaller({"note it": made, "delete it": deleted})
    given = {"planner": ScriptedPlanner(), "caller": caller, "retriever": Notes()}
    monkeypatch.setattr(Models, "get", lambda self, role, settings: given[role])
    lamlite("run", "--yes", "note it")
    first = rows(home, "notes")
    lamlite("run", "--yes", "delete it")
    assert rows(home, "notes") == []
    lamlite("trail", "undo", "--yes")
    assert rows(home, "notes") == first
    lamlite("trail", "undo", "--yes")
    assert rows(home, "notes") == []
