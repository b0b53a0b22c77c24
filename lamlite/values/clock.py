"""What "now" and "here" mean in a run, and calendar arithmetic on them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

# Countries that write the month before the day when both are numbers.
_MONTH_FIRST = {"us", "ph", "fm", "mh", "pw"}


@dataclass(frozen=True)
class Clock:
    """The time and place a run takes for granted.

    `now` is aware; with a `ZoneInfo` wall-clock arithmetic follows its daylight-saving changes.
    `locale` is a BCP 47 tag such as `en`, `en-US`, `en-GB`; it decides whether 03/04 is in March or in April.
    `back` says that a day or a time which comes again and again is the last one that was, rather than the next.
    """

    now: datetime
    locale: str = "en"
    back: bool = False

    def __post_init__(self) -> None:
        """Take a naive time for timezone.utc, so that every date-time that leaves this package has an offset."""
        if self.now.tzinfo is None:
            object.__setattr__(self, "now", self.now.replace(tzinfo=timezone.utc))

    @property
    def today(self) -> date:
        """The date of `now` on the local calendar."""
        return self.now.date()

    @property
    def month_first(self) -> bool:
        """True where 03/04 is the fourth of March; a bare `en` is read as American."""
        parts = self.locale.lower().replace("_", "-").split("-")
        return parts[0] == "en" if len(parts) == 1 else parts[-1] in _MONTH_FIRST

    @property
    def way(self) -> int:
        """1 where the clock looks ahead, -1 where it looks back."""
        return -1 if self.back else 1

    def sees(self, day: date) -> bool:
        """True if the day lies the way the clock looks; today lies ahead."""
        return (day < self.today) == self.back

    def at(self, day: date, hour: time) -> datetime:
        """The instant that a wall clock here shows `hour` on `day`; a time skipped by daylight saving moves on."""
        wall = datetime.combine(day, hour, tzinfo=self.now.tzinfo)
        return wall.astimezone(timezone.utc).astimezone(self.now.tzinfo)


def add_months(day: date, months: int) -> date:
    """`day` some months on, at the last day of a month that is too short.

    Raises:
        OverflowError: the year would leave 1..9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("year out of range")
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def monday_of(day: date) -> date:
    """The Monday of the ISO week that `day` is in."""
    return day - timedelta(days=day.weekday())


def month_end(day: date) -> date:
    """The last day of the month that `day` is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
