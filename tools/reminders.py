"""Reminders, alarms and timers. They make themselves heard while `lamlite watch` runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Annotated, Literal

from lamlite import Range, ToolError, desk, tool
from lamlite.desk.reminders import Reminder

_MOST_SECONDS = 366 * 24 * 3600


@dataclass(frozen=True)
class Reminders:
    """What is set.

    Attributes:
        count: How many there are.
        reminders: Reminders, alarms and timers, the next one first.
    """

    count: int
    reminders: list[Reminder]


@tool(effect="write", undo={"name": "cancel_reminder", "arguments": {"which": "$result.id"}})
def set_reminder(text: str, when: datetime) -> Reminder:
    """Remind the user of something at a date and time.

    Args:
        text: What to be reminded of.
        when: When to remind.

    Questions:
        text: What should I remind you of?
        when: When should I remind you?
    """
    moment = desk.local(when)
    if moment <= desk.clock():
        raise ToolError("The time of the reminder is in the past.")
    with desk.database(write=True) as db:
        return desk.reminders.add(db, "reminder", text, moment)


@tool(effect="write", undo={"name": "cancel_reminder", "arguments": {"which": "$result.id"}})
def set_alarm(
    time: time,
    label: str | None = None,
    days: list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]] | None = None,
) -> Reminder:
    """Set an alarm for a time of day: the next time the clock shows it, or every week on some days.

    Args:
        time: Time of day, in the morning where the words leave it open.
        label: What the alarm is for.
        days: Weekdays on which it rings every week.

    Questions:
        time: What time should it ring?
    """
    wanted = [str(day) for day in days or ()]
    moment = desk.reminders.next_ring(time, wanted, desk.clock())
    with desk.database(write=True) as db:
        return desk.reminders.add(db, "alarm", label or "Alarm", moment, wanted)


@tool(effect="write", undo={"name": "cancel_reminder", "arguments": {"which": "$result.id"}})
def set_timer(seconds: Annotated[int, Range(1, _MOST_SECONDS)], label: str | None = None) -> Reminder:
    """Start a timer that rings after a while.

    Args:
        seconds: How long it runs, in seconds.
        label: What the timer is for.
    """
    with desk.database(write=True) as db:
        return desk.reminders.add(db, "timer", label or "Timer", desk.clock() + timedelta(seconds=seconds))


@tool(effect="read")
def list_reminders(kind: Literal["reminder", "alarm", "timer", "all"] = "all") -> Reminders:
    """Show the reminders, alarms and timers that are set.

    Args:
        kind: Only reminders, only alarms, only timers, or all of them.
    """
    with desk.database() as db:
        found = desk.reminders.pending(db, kind)
    return Reminders(len(found), found)


@tool(
    effect="destroy",
    # What was cancelled comes back whole, a timer as a timer and an alarm with its days: see `desk.deleted`.
    undo={"name": "set_reminder", "arguments": {"text": "$result.text", "when": "$result.when"}},
)
def cancel_reminder(which: str) -> Reminder:
    """Cancel a reminder, an alarm or a timer.

    Args:
        which: Which one: words from it, its time, or its kind.

    Questions:
        which: Which one should I cancel? (One reminder, alarm or timer at a time)
    """
    with desk.database(write=True) as db:
        found = desk.reminders.named(db, which)
        desk.reminders.remove(db, found)
    return found
