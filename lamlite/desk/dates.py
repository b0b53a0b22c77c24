"""Arithmetic on the calendar: months and years are as long as they are."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from lamlite.core.errors import ToolError

_DURATION = re.compile(
    r"([+-]?)P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?)?"
)


def shift(day: date, duration: str) -> date:
    """The date a duration after a day; the 31st of a short month is its last day.

    Args:
        day: Where to start.
        duration: ISO 8601, such as P1M or -P2W; hours count where they make whole days.

    Raises:
        ToolError: the duration is not one, or the date is out of the calendar.
    """
    match = _DURATION.fullmatch(duration.strip())
    if match is None:
        raise ToolError(f"{duration!r} is not a duration.", hint="Write it as P10D, P2W, P3M or P1Y.")
    sign = -1 if match[1] == "-" else 1
    years, months, weeks, days, hours, minutes, seconds = (sign * int(part or 0) for part in match.groups()[1:])
    # Cut towards zero: 36 hours make one day, in both directions.
    rest = int((hours * 3600 + minutes * 60 + seconds) / 86_400)
    try:
        return add_months(day, 12 * years + months) + timedelta(weeks=weeks, days=days + rest)
    except (OverflowError, ValueError) as error:
        raise ToolError("That date is out of the calendar.") from error


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of the month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def difference_text(start: date, end: date) -> str:
    """How far apart two dates are: "1 year, 2 months and 3 days"."""
    first, last = sorted((start, end))
    months = (last.year - first.year) * 12 + last.month - first.month
    if add_months(first, months) > last:
        months -= 1
    counts = {"year": months // 12, "month": months % 12, "day": (last - add_months(first, months)).days}
    parts = [f"{count} {unit}{'' if count == 1 else 's'}" for unit, count in counts.items() if count]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or "0 days"
