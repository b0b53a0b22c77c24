"""What was done and what was found, as a person wants to read it."""

from __future__ import annotations

from typing import Any

import pytest

from lamlite.core.tool import Effect, Tool
from lamlite.steps.answer import readable, told

EVENT = {
    "id": "event-1", "title": "Dentist", "start": "2026-11-26T15:00:00+01:00", "end": "2026-11-26T16:00:00+01:00",
    "location": None, "attendees": [],
}  # fmt: skip
WHEN = "Thu 26 Nov 2026, 15:00–16:00"


@pytest.mark.parametrize(
    ("name", "arguments", "result", "text"),
    [
        ("list_events", {"day": "2026-12-24"}, {"count": 0, "events": []}, "There are no events for Thu 24 Dec 2026."),
        ("list_drafts", {}, {"count": 0, "drafts": []}, "There are no drafts."),
        ("search_notes", {"query": "boiler"}, {"count": 0, "notes": []}, "There are no notes for boiler."),
        ("where_is", {"who": "Ann"}, None, "Nothing was found."),
        ("list_events", {}, {"count": 1, "events": [EVENT]}, f"- Dentist, {WHEN}"),
        ("list_events", {}, {"count": 2, "events": [EVENT] * 2}, f"- Dentist, {WHEN}\n- Dentist, {WHEN}"),
        ("read_note", {}, {"id": "n-1", "title": "Boiler", "text": "Low.\nCall.", "tags": []}, "Boiler\nLow.\nCall."),
        ("read_note", {}, {"id": "n-1", "title": "Boiler", "text": "Boiler"}, "Boiler."),
        ("battery", {}, {"percent": 80, "charging": True}, "percent: 80; charging: yes."),
    ],
)
def test_what_was_found(name: str, arguments: Any, result: Any, text: str) -> None:
    assert told(Tool(name, effect=Effect.READ), arguments, result) == text


def test_a_choice_is_no_thing_that_there_is_none_for() -> None:
    status = {"type": "string", "enum": ["open", "done"]}
    tool = Tool("list_todos", parameters={"type": "object", "properties": {"status": status}}, effect=Effect.READ)
    assert told(tool, {"status": "done"}, {"count": 0, "todos": []}) == "There are no todos."


def test_a_thing_with_switches_and_numbers() -> None:
    assert readable({"id": "todo-1", "item": "milk", "list": "home", "done": False}) == "milk, home"
    assert readable({"item": "milk", "done": True, "left": 2}) == "milk, done, left 2"
    late = {**EVENT, "end": "2026-11-27T01:00:00+01:00"}
    assert readable(late) == "Dentist, Thu 26 Nov 2026, 15:00–Fri 27 Nov 2026, 01:00"


def test_what_was_done_says_what_was_asked_for() -> None:
    given = {"title": "Dentist", "start": EVENT["start"], "duration_minutes": 60}
    assert told(Tool("create_event"), given, EVENT) == f"Created the event 'Dentist' ({WHEN})."
    # Which thing was meant is no news; what it is now is.
    moved = told(Tool("move_event"), {"event": "my 3pm", "start": EVENT["start"]}, EVENT)
    assert moved == f"Moved the event 'Dentist' ({WHEN})."


@pytest.mark.parametrize(
    ("name", "arguments", "result", "text"),
    [
        (
            "set_alarm",
            {"time": "07:00", "days": ["mon"]},
            {"text": "Alarm", "days": ["mon"]},
            "Set the alarm ({}, mon).",
        ),
        ("set_timer", {"seconds": 5400}, {"text": "Timer"}, "Set the timer (1 hour 30 minutes, {})."),
        ("set_timer", {"seconds": 45, "label": "eggs"}, {"text": "eggs"}, "Set the timer 'eggs' (45 seconds, {})."),
        ("cancel_reminder", {"which": "call"}, {"text": "call mum"}, "Cancelled the reminder 'call mum' ({})."),
    ],
)
def test_when_it_rings_is_said(name: str, arguments: Any, result: Any, text: str) -> None:
    found = {"id": "reminder-1", **result, "when": "2026-11-26T07:00:00+01:00"}
    assert told(Tool(name), arguments, found) == text.format("Thu 26 Nov 2026, 07:00")


@pytest.mark.parametrize(
    ("result", "text"),
    [
        ({"value": 0.7925161571, "unit": "gallons", "text": "0.792516 gallons"}, "0.792516 gallons."),
        ({"value": 1234567.891, "unit": "m", "text": "1,234,567.89 m"}, "1,234,567.89 m."),
        ({"value": 0.5, "unit": "m", "text": "5 m"}, "5 m, value 0.5."),
        (
            {
                "when": "2026-11-23T20:45:00+05:45",
                "zone": "Asia/Kathmandu",
                "text": "Monday 23 November 2026, 20:45 in Kathmandu",
            },
            "Monday 23 November 2026, 20:45 in Kathmandu.",
        ),
        ({"days": 32, "weeks": 4.57, "text": "1 month and 2 days"}, "1 month and 2 days, 32 days, 4.57 weeks."),
    ],
)
def test_what_the_words_say_is_said_once(result: Any, text: str) -> None:
    assert told(Tool("convert", effect=Effect.READ), {}, result) == text
