"""A point in time as words leave it: a day, an hour, both, or an instant; and how the open parts are settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from .clock import Clock

# Between these hours people are taken to be awake: "at 3" is in the afternoon, "at 7" in the morning.
WAKING = range(7, 22)
# The hour of a day on which no time was named.
DAY_START = time(9)


@dataclass(frozen=True)
class When:
    """What words say about a point in time.

    `twelve` says that the hour may be before or after noon. `exact` is False where a guess was made, such as 09:00
    for "in the morning". `instant` is set, and nothing else, for "in two hours". `late` moves an hour after midnight
    to the next day, as in "tonight at 1". `zone` is set where the words name one.
    """

    day: date | None = None
    hour: time | None = None
    twelve: bool = False
    exact: bool = True
    instant: datetime | None = None
    late: bool = False
    zone: tzinfo | None = None

    @property
    def kind(self) -> str:
        """date, time or datetime."""
        if self.instant is not None or (self.day is not None and self.hour is not None):
            return "datetime"
        return "date" if self.hour is None else "time"

    def merged(self, other: When) -> When:
        """The day of one with the hour of the other."""
        hours = self if self.hour is not None else other
        return replace(hours, day=self.day or other.day, exact=self.exact and other.exact)


def part_of_day(when: When, part: str) -> When:
    """`when` with its open hour put into `part`: morning, afternoon, evening, night or tonight."""
    hour = when.hour
    if hour == time(0) and part in ("night", "tonight"):
        return replace(when, late=True)
    if hour is None or not when.twelve:
        return when
    n = hour.hour % 12
    late = part in ("night", "tonight") and n < 5
    if part == "lunch" and n < 4:
        n += 12
    if part in ("afternoon", "evening") or (part in ("night", "tonight") and not late):
        # "12 in the evening" is midnight, "12 in the afternoon" is noon; both are 12 o'clock on a dial.
        n += 12
    return replace(when, hour=hour.replace(hour=n), twelve=False, late=late)


def settle(when: When, clock: Clock) -> tuple[datetime, bool]:
    """The date-time meant, and whether it took no guess.

    An hour that may be before or after noon becomes the next one in waking hours; a time without a day is the next
    one after now, or the last one where the clock looks back; a day without a time starts at nine.

    Raises:
        OverflowError: the date would leave the calendar.
    """
    if when.instant is not None:
        return when.instant, when.exact
    if when.zone is not None and when.hour is not None:
        return _settle_abroad(when, clock)
    if when.hour is None:
        return clock.at(when.day or clock.today, DAY_START), False
    hours = _waking(when.hour) if when.twelve else [when.hour]
    exact = when.exact and not when.twelve
    days = [when.day] if when.day else sorted([clock.today, clock.today + timedelta(days=clock.way)])
    if when.late:
        days = [day + timedelta(days=1) for day in days if when.day] or days
    moments = [clock.at(day, hour) for day in days for hour in hours]
    if clock.back and not when.day:
        return max(moment for moment in moments if moment <= clock.now), exact
    later = [moment for moment in moments if moment > clock.now]
    if when.day and (when.day != clock.today or not later):
        # A day that was named is kept, even if the hour has passed; of two hours the later one is nearer to now.
        return moments[-1 if when.day == clock.today else 0], exact
    return later[0], exact


def _settle_abroad(when: When, clock: Clock) -> tuple[datetime, bool]:
    """Settle on the calendar of the zone that the words name, then say it in the zone of the clock."""
    there = replace(clock, now=clock.now.astimezone(when.zone))
    moment, exact = settle(replace(when, zone=None), there)
    return moment.astimezone(clock.now.tzinfo), exact


def _waking(hour: time) -> list[time]:
    """The readings of an hour on a twelve-hour dial that lie in waking hours, the earlier first."""
    both = [hour.replace(hour=hour.hour % 12), hour.replace(hour=hour.hour % 12 + 12)]
    return [one for one in both if one.hour in WAKING] or both
