"""Models that answer from a script, for command lines in this process and, as a program, in one of their own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lamlite.agent import Models
from lamlite.cli.main import main
from lamlite.core.call import Ask, Call, NoCall, Reply, Source
from lamlite.core.context import Retrieved
from lamlite.core.tool import Tool
from lamlite.testing import ScriptedCaller, ScriptedPlanner

NOW = "2026-11-23T09:00:00+01:00"
SHOPPING = "add milk and eggs to my groceries list and remind me tomorrow at 6 pm to go shopping"
STEPS = ["add milk to my groceries list", "add eggs to my groceries list", "remind me tomorrow at 6 pm to go shopping"]
HALF = "add milk to my groceries list and fly me to the moon"


def words(text: str) -> Source:
    return Source("request", text)


REPLIES: dict[str, Reply | list[Reply]] = {
    STEPS[0]: Call(
        "add_todo", {"item": "milk", "list": "groceries"}, 0.97, {"item": words("milk"), "list": words("groceries")}
    ),
    STEPS[1]: Call("add_todo", {"item": "eggs", "list": "groceries"}, 0.96, {"item": words("eggs")}),
    STEPS[2]: Call(
        "set_reminder",
        {"text": "go shopping", "when": "2026-11-24T18:00:00+01:00"},
        0.9,
        {"text": words("go shopping"), "when": words("tomorrow at 6 pm")},
    ),
    "list my todos": Call("list_todos", {}, 0.95),
    "show my groceries": Call("list_todos", {"list": "groceries"}, 0.95, {"list": words("groceries")}),
    "remind me to call mum": [
        Ask("When should I remind you?", ("when",), Call("set_reminder", {"text": "call mum"})),
        Call("set_reminder", {"text": "call mum", "when": "2026-11-23T18:00:00+01:00"}, 0.9),
    ],
    "fly me to the moon": NoCall("No tool does that.", ("open_url",), 0.9),
    "heat the bath": Call("heat", {"room": "bath"}, 0.9),
    "delete the milk": Call("delete_todo", {"item": "milk"}, 0.9),
    "add a trap": Call("add_todo", {"item": "evil \x1b[2J \u202egnp.exe"}, 0.9),
}


class Counted(ScriptedCaller):
    """A scripted caller that finds a question's answer in the context."""

    def call(self, task: str, tools: Any, context: Any) -> Reply:
        found = REPLIES.get(task)
        if isinstance(found, list):
            return found[1] if context.answers else found[0]
        return super().call(task, tools, context)


_USED = ("heat", "add_todo", "list_todos", "delete_todo", "set_reminder")


class Known:
    """A retriever that finds the tools of the script."""

    def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
        return Retrieved(tuple(tool for tool in tools if tool.name in _USED)[:limit])


def get(self: Models, role: str, settings: Any) -> Any:
    """In place of Models.get: the script."""
    return getattr(self, role) or SCRIPT[role]


SCRIPT = {
    "planner": ScriptedPlanner({SHOPPING: STEPS, HALF: [STEPS[0], "fly me to the moon"]}),
    "caller": Counted({task: reply for task, reply in REPLIES.items() if not isinstance(reply, list)}),
    "retriever": Known(),
}


def rows(home: Path, table: str) -> list[dict[str, Any]]:
    """What a table of the personal data holds."""
    base = home / "desk.sqlite3"
    if not base.exists():
        return []
    with sqlite3.connect(base) as db:
        db.row_factory = sqlite3.Row
        found = [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY id")]
    db.close()
    return found


def thermostat(folder: Path, **more: Any) -> str:
    """A tools file with one tool."""
    tool: Mapping[str, Any] = {
        "name": "set_temperature",
        "description": "Set the temperature of a room.",
        "parameters": {
            "type": "object",
            "properties": {
                "room": {"type": "string", "description": "Which room."},
                "degrees": {"type": "number", "minimum": 5, "maximum": 30, "description": "Degrees Celsius."},
            },
            "required": ["room", "degrees"],
        },
        **more,
    }
    path = folder / "thermostat.json"
    path.write_text(json.dumps([tool]), encoding="utf-8")
    return str(path)


if __name__ == "__main__":
    setattr(Models, "get", get)  # noqa: B010 - a method of a class that mypy would not let go
    main()
