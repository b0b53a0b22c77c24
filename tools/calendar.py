"""The calendar: events, free time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Annotated

from lamlite import Range, ToolError, desk, tool
from lamlite.desk.events import Event
from lamlite.desk.store import stamp

_HOUR = 60
_STEP = timedelta(minutes=15)
_DAY_BEGINS, _DAY_ENDS = time(9), time(18)


@dataclass(frozen=True)
class Created(Event):
    """A new event.

    Attributes:
        id: Name of the event for other calls.
        title: What it is.
        start: When it begins.
        end: When it is over.
        location: Where it is.
        attendees: Who comes.
        conflicts: Titles of other events at the same time.
    """

    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moved(Created):
    """An event at its new time.

    Attributes:
        id: Name of the event for other calls.
        title: What it is.
        start: When it begins.
        end: When it is over.
        location: Where it is.
        attendees: Who comes.
        conflicts: Titles of other events at the same time.
        previous_start: When it began before.
    """

    previous_start: datetime | None = None


@dataclass(frozen=True)
class Events:
    """Events of some days.

    Attributes:
        count: How many there are.
        events: The events, the earliest first.
    """

    count: int
    events: list[Event]


@dataclass(frozen=True)
class Slot:
    """A time without events.

    Attributes:
        start: When it begins.
        end: When it is over.
    """

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Free:
    """Free time on a day.

    Attributes:
        count: How many free times there are.
        slots: The free times, whole.
        start: When the first of them begins.
        end: The end of that first time, as long as was asked for.
    """

    count: int
    slots: list[Slot]
    start: datetime | None = None
    end: datetime | None = None


@tool(effect="write", undo={"name": "cancel_event", "arguments": {"event": "$result.id"}})
def create_event(
    title: str,
    start: datetime,
    duration_minutes: Annotated[int, Range(1, 60 * 24 * 31)] | None = None,
    end: datetime | None = None,
    location: str | None = None,
    attendees: list[str] | None = None,
) -> Created:
    """Put an event, meeting or appointment into the calendar. Without an end it takes an hour.

    Args:
        title: What it is.
        start: When it begins.
        duration_minutes: How long it takes, in minutes.
        end: When it is over.
        location: Where it is.
        attendees: Names or email addresses of the people who come.

    Questions:
        title: What should I call the event?
    """
    begins = desk.local(start)
    ends = desk.local(end) if end else begins + timedelta(minutes=duration_minutes or _HOUR)
    if ends <= begins:
        raise ToolError("The event would be over before it begins.")
    if end and duration_minutes and ends != begins + timedelta(minutes=duration_minutes):
        raise ToolError("The end of the event does not fit its duration.", hint="Give one of the two.")
    with desk.database(write=True) as db:
        others = tuple(one.title for one in desk.events.between(db, begins, ends))
        made = desk.events.add(db, Event("", title, begins, ends, location, attendees or []))
    return Created(**vars(made), conflicts=others)


@tool(effect="read")
def list_events(day: date | None = None, until: date | None = None) -> Events:
    """Show what is in the calendar: on a day, from a day until another, or in the next seven days.

    Args:
        day: The first day.
        until: The last day.
    """
    first = day or desk.clock().date()
    last = until or (day if day else first + timedelta(days=6))
    if last < first:
        raise ToolError("The last day is before the first.")
    with desk.database() as db:
        events = desk.events
        found = events.between(db, events.day_start(first), events.day_start(last + timedelta(days=1)))
    return Events(len(found), found)


@tool(effect="read")
def find_free_time(
    day: date,
    duration_minutes: Annotated[int, Range(1, 60 * 24)],
    after: time | None = None,
    before: time | None = None,
) -> Free:
    """Find a time on a day when nothing is in the calendar, between 9:00 and 18:00 unless told otherwise.

    Args:
        day: The day to look at.
        duration_minutes: How long it must be free, in minutes.
        after: Earliest time of day.
        before: Time of day by which it must be over.

    Questions:
        day: Which day should I look at?
    """
    need = timedelta(minutes=duration_minutes)
    begins = desk.local(datetime.combine(day, (after or _DAY_BEGINS).replace(tzinfo=None)))
    ends = desk.local(datetime.combine(day, (before or _DAY_ENDS).replace(tzinfo=None)))
    if ends <= begins:
        raise ToolError("The earliest time is not before the latest.", hint="Give a later `before`.")
    begins = max(begins, _rounded_up(desk.clock()))
    slots = []
    with desk.database() as db:
        for event in desk.events.between(db, begins, ends):
            if event.start - begins >= need:
                slots.append(Slot(begins, event.start))
            begins = max(begins, event.end)
    if ends - begins >= need:
        slots.append(Slot(begins, ends))
    return Free(len(slots), slots, *((slots[0].start, slots[0].start + need) if slots else ()))


@tool(
    effect="write", undo={"name": "move_event", "arguments": {"event": "$result.id", "start": "$result.previous_start"}}
)
def move_event(event: str, start: datetime) -> Moved:
    """Move an event to another time. It stays as long as it was.

    Args:
        event: Which event: its title, or its time such as 3pm.
        start: When it begins now.
    """
    with desk.database(write=True) as db:
        found = desk.events.named(db, event)
        begins = desk.local(start)
        ends = begins + (found.end - found.start)
        others = tuple(one.title for one in desk.events.between(db, begins, ends) if one.id != found.id)
        query = "UPDATE events SET starts = ?, ends = ? WHERE id = ?"
        db.execute(query, (stamp(begins), stamp(ends), desk.number_of(found.id)))
    moved = replace(found, start=begins, end=ends)
    return Moved(**vars(moved), conflicts=others, previous_start=found.start)


@tool(
    effect="destroy",
    undo={
        "name": "create_event",
        "arguments": {
            "title": "$result.title", "start": "$result.start", "end": "$result.end",
            "location": "$result.location", "attendees": "$result.attendees",
        },
    },
)  # fmt: skip
def cancel_event(event: str) -> Event:
    """Remove an event from the calendar.

    Args:
        event: Which event: its title, or its time such as 3pm.
    """
    with desk.database(write=True) as db:
        found = desk.events.named(db, event)
        desk.deleted.delete(db, "events", desk.number_of(found.id))
    return found


def _rounded_up(moment: datetime) -> datetime:
    """The next quarter of an hour: nobody meets at 10:07."""
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment - past + (_STEP if past else timedelta())
