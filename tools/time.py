"""Dates and times: what time it is, how far apart days are, other time zones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated

from lamlite import Format, desk, tool


@dataclass(frozen=True)
class Now:
    """The present moment.

    Attributes:
        now: Date and time.
        date: Today's date.
        time: Time of day.
        weekday: Day of the week.
        week: Number of the week in the year (ISO 8601).
        zone: Time zone.
    """

    now: datetime
    date: date
    time: time
    weekday: str
    week: int
    zone: str


@dataclass(frozen=True)
class Difference:
    """How far apart two dates are.

    Attributes:
        days: Number of days; negative if the end is before the start.
        weeks: The same in weeks.
        text: The same in years, months and days.
    """

    days: int
    weeks: float
    text: str


@dataclass(frozen=True)
class Day:
    """A day.

    Attributes:
        date: The date.
        weekday: Day of the week.
    """

    date: date
    weekday: str


@dataclass(frozen=True)
class Converted:
    """A time in another time zone.

    Attributes:
        when: Date and time there.
        zone: The time zone.
        text: The same in words.
    """

    when: datetime
    zone: str
    text: str


@tool(effect="read")
def now() -> Now:
    """Tell the current date, time and day of the week."""
    moment = desk.clock().replace(microsecond=0)
    zone = getattr(moment.tzinfo, "key", None) or moment.tzname() or "UTC"
    return Now(moment, moment.date(), moment.time(), f"{moment:%A}", moment.isocalendar().week, zone)


@tool(effect="read")
def date_difference(start: date, end: date) -> Difference:
    """Count the days between two dates.

    Args:
        start: The first date.
        end: The second date.
    """
    days = (end - start).days
    return Difference(days, round(days / 7, 2), desk.dates.difference_text(start, end))


@tool(effect="read")
def shift_date(date: date, by: Annotated[str, Format("duration")]) -> Day:
    """Find the date some days, weeks, months or years after or before a date.

    Args:
        date: The date to start from.
        by: How far to go, such as P10D or P2M; with a minus to go back, such as -P1W.

    Questions:
        date: Which date should I start from?
        by: How far should I move it, such as 10 days?
    """
    found = desk.dates.shift(date, by)
    return Day(found, f"{found:%A}")


@tool(effect="read")
def convert_time(when: datetime, from_zone: str, to_zone: str) -> Converted:
    """Tell what time it is in one place when it is a given time in another.

    Args:
        when: Date and time on the clock of the first place; an offset in it is not looked at.
        from_zone: The first place or time zone, such as Tokyo, Europe/Berlin or EST.
        to_zone: The other place or time zone.

    Questions:
        when: Which date and time should I convert?
    """
    source, target = desk.zones.find(from_zone, "from_zone"), desk.zones.find(to_zone, "to_zone")
    there = when.replace(tzinfo=source).astimezone(target)
    name = getattr(target, "key", None) or there.tzname() or to_zone
    return Converted(there, name, f"{there:%A} {there.day} {there:%B %Y, %H:%M} in {to_zone}")
