"""The calendar and reminders packs; iCalendar in and out; what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lamlite import Ambiguous, NotFound, Tool, ToolError, desk

Packs = Callable[[str], dict[str, Tool]]


def test_event_life(pack: Packs) -> None:
    calendar = pack("calendar")
    made = calendar["create_event"](title="Dentist", start="2026-11-23T15:00:00", location="Main St")
    assert (made["start"], made["end"]) == ("2026-11-23T15:00:00+01:00", "2026-11-23T16:00:00+01:00")
    assert calendar["list_events"](day="2026-11-23")["events"][0]["title"] == "Dentist"
    moved = calendar["move_event"](event="my 3pm", start="2026-11-27T10:00:00+01:00")
    assert (moved["end"], moved["previous_start"]) == ("2026-11-27T11:00:00+01:00", made["start"])
    assert calendar["list_events"](day="2026-11-23")["count"] == 0
    assert calendar["list_events"]()["count"] == 1
    assert calendar["cancel_event"](event="the dentist appointment")["id"] == made["id"]
    with pytest.raises(NotFound):
        calendar["cancel_event"](event="dentist")


def test_event_times(pack: Packs) -> None:
    create = pack("calendar")["create_event"]
    made = create(title="Call", start="2026-11-23T15:00:00Z", duration_minutes=30)
    assert (made["start"], made["end"]) == ("2026-11-23T16:00:00+01:00", "2026-11-23T16:30:00+01:00")
    assert create(title="Sync", start="2026-11-23T16:15:00+01:00")["conflicts"] == ["Call"]
    with pytest.raises(ToolError, match="before it begins"):
        create(title="x", start="2026-11-23T15:00:00", end="2026-11-23T14:00:00")
    with pytest.raises(ToolError, match="does not fit"):
        create(title="x", start="2026-11-23T15:00:00", end="2026-11-23T16:00:00", duration_minutes=30)


def test_which_event(pack: Packs) -> None:
    calendar = pack("calendar")
    for title, start in (
        ("Gym", "2026-11-24T18:00"), ("Gym", "2026-11-26T18:00"), ("Team sync", "2026-11-23T15:00"),
        ("Review", "2026-11-30T15:00"), ("Old gym", "2026-11-01T18:00"),
    ):  # fmt: skip
        calendar["create_event"](title=title, start=f"{start}:00")
    with pytest.raises(Ambiguous) as caught:
        calendar["cancel_event"](event="gym")
    assert caught.value.choices == ("Gym, Tue 24 Nov 2026 18:00", "Gym, Thu 26 Nov 2026 18:00")
    assert calendar["cancel_event"](event=caught.value.choices[1])["start"].startswith("2026-11-26")
    assert calendar["move_event"](event="3pm", start="2026-11-23T16:00:00")["title"] == "Team sync"
    assert calendar["cancel_event"](event="meeting with the team")["title"] == "Team sync"
    assert calendar["cancel_event"](event="tomorrow's gym")["title"] == "Gym"
    assert calendar["cancel_event"](event="gym")["title"] == "Old gym"


def test_free_time(pack: Packs) -> None:
    calendar = pack("calendar")
    calendar["create_event"](title="A", start="2026-11-24T10:00:00", end="2026-11-24T12:00:00")
    calendar["create_event"](title="B", start="2026-11-24T11:00:00", end="2026-11-24T11:30:00")
    free = calendar["find_free_time"](day="2026-11-24", duration_minutes=90)
    assert free["slots"] == [{"start": "2026-11-24T12:00:00+01:00", "end": "2026-11-24T18:00:00+01:00"}]
    assert (free["start"], free["end"]) == ("2026-11-24T12:00:00+01:00", "2026-11-24T13:30:00+01:00")
    early = calendar["find_free_time"](day="2026-11-24", duration_minutes=30, after="08:00", before="10:00")
    assert early["start"] == "2026-11-24T08:00:00+01:00"
    none = calendar["find_free_time"](day="2026-11-24", duration_minutes=60, after="10:00", before="11:00")
    assert none == {"count": 0, "slots": []}
    with desk.using(now="2026-11-23T14:07:00+01:00"):
        today = calendar["find_free_time"](day="2026-11-23", duration_minutes=60)
    assert today["start"] == "2026-11-23T14:15:00+01:00"


def test_calendar_undo(pack: Packs, undo: Callable[..., Any]) -> None:
    calendar = pack("calendar")
    made = calendar["create_event"](title="A", start="2026-11-24T10:00:00", location="X", attendees=["Bob"])
    undo(calendar["move_event"], calendar["move_event"](event="A", start="2026-12-24T10:00:00"))
    assert calendar["list_events"]()["events"][0]["start"] == made["start"]
    undo(calendar["cancel_event"], calendar["cancel_event"](event="A"))
    (back,) = calendar["list_events"]()["events"]
    assert back == {k: v for k, v in made.items() if k != "conflicts"}
    undo(calendar["create_event"], back)
    assert calendar["list_events"]()["count"] == 0


def test_daylight_saving(pack: Packs) -> None:
    with desk.using(now=datetime(2026, 3, 27, 9, tzinfo=ZoneInfo("Europe/Berlin"))):
        made = pack("calendar")["create_event"](title="A", start="2026-03-30T10:00:00")
        alarm = pack("reminders")["set_alarm"](time="07:00", days=["mon", "fri"])
        assert made["start"] == "2026-03-30T10:00:00+02:00"
        assert alarm["when"] == "2026-03-30T07:00:00+02:00"


def test_icalendar_round_trip(pack: Packs, place: Path) -> None:
    create = pack("calendar")["create_event"]
    title = "Lunch; with, \\ Änne\nand more " + "ä" * 60
    create(title=title, start="2026-11-24T12:00:00", attendees=["a@b.org", "Bob"])
    path = place / "out.ics"
    assert desk.exchange.export_events(path) == 1
    data = path.read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"DTSTART:20261124T110000Z" in data
    assert desk.exchange.import_events(path) == 0
    with desk.using(home=place / "other"):
        assert desk.exchange.import_events(path) == 1
        (event,) = pack("calendar")["list_events"]()["events"]
    assert event["title"] == title
    assert event["attendees"] == ["a@b.org", "Bob"]


def test_icalendar_of_others(pack: Packs, place: Path) -> None:
    path = place / "in.ics"
    path.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19701025T030000\nEND:STANDARD\n"
        "END:VTIMEZONE\n"
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=America/New_York:20261124T090000\nDURATION:PT1H30M\nSUMMARY:Call\n"
        "BEGIN:VALARM\nTRIGGER:-PT5M\nSUMMARY:no\nEND:VALARM\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20261125\nSUMMARY:Holi\n day\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert desk.exchange.import_events(path) == 2
    call, holiday = pack("calendar")["list_events"]()["events"]
    assert (call["start"], call["end"]) == ("2026-11-24T15:00:00+01:00", "2026-11-24T16:30:00+01:00")
    assert (holiday["title"], holiday["end"]) == ("Holiday", "2026-11-26T00:00:00+01:00")
    path.write_text("nothing")
    with pytest.raises(ToolError, match="not an iCalendar"):
        desk.exchange.import_events(path)


def test_reminders(pack: Packs) -> None:
    reminders = pack("reminders")
    reminders["set_reminder"](text="Call mum", when="2026-11-23T18:00:00")
    reminders["set_timer"](seconds=300, label="Tea")
    assert reminders["set_alarm"](time="07:00")["when"] == "2026-11-24T07:00:00+01:00"
    assert reminders["set_alarm"](time="09:30", days=["fri", "mon"])["days"] == ["mon", "fri"]
    kinds = [one["kind"] for one in reminders["list_reminders"]()["reminders"]]
    assert kinds == ["timer", "alarm", "reminder", "alarm"]
    assert reminders["list_reminders"](kind="timer")["count"] == 1
    assert reminders["cancel_reminder"](which="my timer")["text"] == "Tea"
    assert reminders["cancel_reminder"](which="7am")["kind"] == "alarm"
    with pytest.raises(ToolError, match="past"):
        reminders["set_reminder"](text="x", when="2026-11-23T08:00:00+01:00")


def test_reminder_undo(pack: Packs, undo: Callable[..., Any]) -> None:
    reminders = pack("reminders")
    made = reminders["set_reminder"](text="Call mum", when="2026-11-23T18:00:00")
    back = undo(reminders["cancel_reminder"], reminders["cancel_reminder"](which="mum"))
    assert (back["text"], back["when"]) == (made["text"], made["when"])
    undo(reminders["set_reminder"], back)
    weekly = reminders["set_alarm"](time="07:00", days=["mon"])
    assert undo(reminders["cancel_reminder"], reminders["cancel_reminder"](which=weekly["id"])) == weekly


def test_due_fires_once_and_catches_up(pack: Packs) -> None:
    reminders = pack("reminders")
    reminders["set_timer"](seconds=60)
    reminders["set_alarm"](time="10:00", days=["mon", "wed"], label="Pills")
    assert desk.due() == []
    start = desk.clock()
    assert [one.text for one in desk.due(start + timedelta(minutes=1))] == ["Timer"]
    assert desk.due(start + timedelta(minutes=2)) == []
    # Off for nine days: the alarm that repeats is given out once, and set to the next day to come.
    late = start + timedelta(days=9)
    assert [one.text for one in desk.due(late)] == ["Pills"]
    (left,) = reminders["list_reminders"]()["reminders"]
    assert left["when"] == "2026-12-02T10:00:00+01:00"
    assert desk.due(datetime(2026, 12, 2, 9, 0, 1, tzinfo=timezone.utc))[0].text == "Pills"
