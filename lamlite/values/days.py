"""Days told from today: "tomorrow", "next Friday", "Friday the 13th", "the 3rd"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .clock import Clock, add_months, monday_of, real_date
from .dates import WEEKDAYS, date_at, nth_day
from .numbers import ordinal_at
from .periods import LAST, NEXT, edge_at, nth_weekday_at, period_at, span_at
from .tokens import Tokens
from .when import When

Found = tuple[When, int]

_BEFORE_DAY = {"on", "by", "every", "and", ",", "-", "or", "until", "till", "to", "from", "for", "each"}
_AFTER_DAY = {"at", "next", "morning", "afternoon", "evening", "night", "and", ",", "-", "the", "or"}
# Days that have a name: how many after today they are.
NAMED = {"today": 0, "todays": 0, "today's": 0, "tomorrow": 1, "tomorrow's": 1, "tmr": 1, "tmrw": 1, "tomorow": 1}
NAMED |= {
    "tommorow": 1,
    "tomorrows": 1,
    "yesterday": -1,
    "yesterday's": -1,
    "tonight": 0,
    "tonite": 0,
    "overmorrow": 2,
}


def day_at(tokens: Tokens, i: int, clock: Clock, *, bare: bool = False) -> list[Found]:
    """Every day that words at token `i` name, with the index after each; dates of the calendar among them.

    Raises:
        OverflowError: a date would leave the calendar.
    """
    found: list[Found | None] = list(date_at(tokens, i, clock, bare=bare))
    rules = (_named, _weekday, _week_then_day, period_at, edge_at, nth_weekday_at, _nth, _before_last)
    found.extend(rule(tokens, i, clock) for rule in rules)
    return [one for one in found if one is not None]


def longest_day(tokens: Tokens, i: int, clock: Clock, *, bare: bool = False) -> Found | None:
    """The longest of `day_at`."""
    return max(day_at(tokens, i, clock, bare=bare), key=lambda one: one[1], default=None)


def _named(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "today", "tomorrow", "the day after tomorrow"."""
    low = tokens.low
    if low[i] in NAMED:
        return When(day=clock.today + timedelta(days=NAMED[low[i]])), i + 1
    j = i + 1 if low[i] == "the" else i
    if low[j] == "day" and low[j + 1] in ("after", "before", "following"):
        step = -1 if low[j + 1] == "before" else 1
        if low[j + 2] in NAMED:
            return When(day=clock.today + timedelta(days=NAMED[low[j + 2]] + step)), j + 3
    if low[i] == "last" and low[i + 1] == "night":
        # The day alone: the night is the part of it that follows.
        return When(day=clock.today - timedelta(days=1)), i + 1
    if low[j : j + 2] == ["next", "day"]:
        return When(day=clock.today + timedelta(days=1), exact=False), j + 2
    return None


def _weekday(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "Friday", "next Friday", "Friday next week", "Friday, March 3", "Monday the 21st", "Tuesday week"."""
    low = tokens.low
    which, j = _which(tokens, i)
    n = WEEKDAYS.get(low[j])
    if n is None:
        return None
    # "sat" and "sun" are words of their own, so in lower case they need company.
    bare = j == i and tokens.size > 1 and tokens.low[i - 1] not in _BEFORE_DAY and low[j + 1] not in _AFTER_DAY
    if bare and low[j] in ("sun", "sat") and tokens.text[tokens.start[j] : tokens.end[j]] == low[j]:
        return None
    end = j + 2 if low[j + 1] == "." and len(low[j]) < 6 and low[j + 2].isdigit() else j + 1
    dated = _with_date(tokens, n, end, clock)
    if dated is not None:
        return dated
    later, end_later = _later_week(tokens, end)
    if later is not None:
        return When(day=monday_of(clock.today) + timedelta(days=n + 7 * later)), end_later
    if low[end] == "week" and not which:
        return When(day=_relative_weekday(n, "", clock) + timedelta(days=7)), end + 1
    # Both "next" and "last" count weeks from Monday; near the weekday itself people mean either, hence a guess.
    guess = which == "next" and clock.today.weekday() < n or which == "last" and clock.today.weekday() > n
    return When(day=_relative_weekday(n, which, clock), exact=not guess), end


def _which(tokens: Tokens, i: int) -> tuple[str, int]:
    """The word before a weekday as "next", "last", "this", "past" or "", and the index after it."""
    low = tokens.low
    if low[i] == "this" and low[i + 1] in ("coming", "upcoming", "past", "last"):
        return ("past", i + 2) if low[i + 1] in ("past", "last") else ("this", i + 2)
    if low[i] == "the" and low[i + 1] in (*NEXT, *LAST, "coming", "upcoming", "past"):
        i += 1
    if low[i] in NEXT or low[i] == "coming":
        return "next", i + 1
    if low[i] in LAST:
        return "last", i + 1
    if low[i] in ("this", "upcoming"):
        return "this", i + 1
    return ("past", i + 1) if low[i] == "past" else ("", i)


def _relative_weekday(n: int, which: str, clock: Clock) -> date:
    today = clock.today
    this_week = monday_of(today) + timedelta(days=n)
    if which == "next":
        return this_week + timedelta(days=7)
    if which == "last":
        return this_week - timedelta(days=7)
    if which == "past":
        return today - timedelta(days=(today.weekday() - n - 1) % 7 + 1)
    if which == "this" and this_week >= today:
        return this_week
    if clock.back:
        return _relative_weekday(n, "past", clock)
    # On a Friday "Friday" is a week away unless "this" was said.
    return today + timedelta(days=(n - today.weekday() - 1) % 7 + 1)


def _later_week(tokens: Tokens, j: int) -> tuple[int | None, int]:
    """The week offset of "next week", "of this week", "of the following week" after a weekday."""
    low = tokens.low
    k = j + 1 if low[j] in (",", "of", "in", "-") else j
    k = k + 1 if low[k] == "the" else k
    if low[k + 1] not in ("week", "wk"):
        return None, j
    step = {"next": 1, "following": 1, "coming": 1, "this": 0, "current": 0, "last": -1, "previous": -1}.get(low[k])
    return (step, k + 2) if step is not None else (None, j)


def _week_then_day(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "next week on Tuesday", "this week Monday"."""
    low = tokens.low
    step, j = _later_week(tokens, i)
    if step is None or low[i] in (",", "of", "in", "-"):
        return None
    j = j + 1 if low[j] in ("on", "-", ",") else j
    n = WEEKDAYS.get(low[j])
    return None if n is None else (When(day=monday_of(clock.today) + timedelta(days=n + 7 * step)), j + 1)


def _with_date(tokens: Tokens, n: int, j: int, clock: Clock) -> Found | None:
    """The date after a weekday: "Tuesday, March 7", "Friday (Jun-15)", "Friday 7/6", "Monday 21", "Friday the 13th"."""
    low = tokens.low
    k = j + 1 if low[j] in (",", "-", "(", "/") else j
    k = k + 1 if low[k] == "on" else k
    dated = max(date_at(tokens, k, clock, bare=True), key=lambda one: one[1], default=None)
    if dated is not None and low[k] not in ("christmas", "easter", "new"):
        when, end = dated
        if when.day is not None and when.day.weekday() != n:
            when = replace(when, exact=False)
        return when, end + 1 if low[j] == "(" and low[end] == ")" else end
    start = k + 1 if low[k] == "the" else k
    ranked = ordinal_at(tokens, start)
    if ranked is None and low[start].isdigit() and len(low[start]) < 3 and low[start + 1] not in (":", "am", "pm", "."):
        number = int(low[start])
        # "Monday 9" is an hour as likely as a date; above 12 it can be a date only.
        ranked = (number, start + 1) if number > 12 and not tokens.glued(start + 1) else None
    if ranked is None or not 1 <= ranked[0] <= 31:
        return None
    month = clock.today.replace(day=1)
    for _ in range(49):
        one = real_date(month.year, month.month, ranked[0])
        if one is not None and clock.sees(one) and one.weekday() == n:
            return When(day=one), ranked[1]
        month = add_months(month, clock.way)
    return None


def _nth(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "the 3rd", "the 18th of next month", "the twenty-first"."""
    low = tokens.low
    if low[i] != "the" and not low[i].isdigit():
        return None
    ranked = ordinal_at(tokens, i + 1 if low[i] == "the" else i)
    if ranked is None and low[i] == "the" and low[i + 1].isdigit() and len(low[i + 1]) < 3 and _closed(tokens, i + 2):
        coming = nth_day(int(low[i + 1]), clock)
        return (When(day=coming, exact=False), i + 2) if coming else None
    # In words "the first" and "the second" rank things far more often than they name days.
    if ranked is None or not 1 <= ranked[0] <= 31:
        return None
    day, j = ranked
    j = j + 1 if low[j] == "day" and low[j + 1] == "of" else j
    k = j + 1 if low[j] in ("of", "in") else j
    span = span_at(tokens, k, clock) if low[k + 1] in ("month",) else None
    if span is not None:
        one = real_date(span[0].year, span[0].month, day)
        return (When(day=one), span[2]) if one else None
    if low[j - 1] == "day":
        return None
    if not low[j - 1].startswith(("st", "nd", "rd", "th")) and day < 4:
        return None
    coming = nth_day(day, clock)
    return (When(day=coming), j) if coming else None


def _closed(tokens: Tokens, j: int) -> bool:
    """True if nothing at `j` can be what the number before it counts."""
    return (
        not tokens.low[j].isalnum()
        and tokens.low[j] not in ("%", "$", ":", "/")
        or tokens.low[j] in ("at", "and", "by")
    )


def _before_last(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "the week after next", "Friday after next"."""
    low = tokens.low
    j = i + 1 if low[i] == "the" else i
    if low[j + 1] != "after" or low[j + 2] != "next":
        return None
    if low[j] == "week":
        return When(day=monday_of(clock.today) + timedelta(days=14), exact=False), j + 3
    if low[j] == "month":
        return When(day=add_months(clock.today.replace(day=1), 2), exact=False), j + 3
    n = WEEKDAYS.get(low[j])
    return None if n is None else (When(day=_relative_weekday(n, "next", clock) + timedelta(days=7)), j + 3)
