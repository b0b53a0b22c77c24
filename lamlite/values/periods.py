"""Periods and their edges: "next week", "end of the month", "first Monday of March"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .clock import Clock, add_months, monday_of, month_end
from .dates import MONTHS, WEEKDAYS, next_month, year_at
from .holidays import nth_weekday
from .numbers import ordinal_at
from .tokens import Tokens
from .when import When

Found = tuple[When, int]

NEXT = {"next", "following"}
LAST = {"last", "previous"}
_COMING = {"coming", "upcoming", "this"}
_PERIODS = {"week", "month", "year", "quarter", "weekend", "wk"}
_EDGES = {"end": 1, "beginning": 0, "start": 0, "middle": 2, "mid": 2, "close": 1}


def period_at(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "next week", "this weekend", "next month": the day it begins, as a guess."""
    span = span_at(tokens, i, clock)
    if span is None:
        return None
    first, _, j = span
    return When(day=max(first, clock.today) if tokens.low[i] in ("this", "the") else first, exact=False), j


def span_at(tokens: Tokens, i: int, clock: Clock) -> tuple[date, date, int] | None:
    """The first and last day of the period named at token `i`, and the index after it."""
    low, today = tokens.low, clock.today
    j = i + 1 if low[i] == "the" else i
    step = 1 if low[j] in NEXT else -1 if low[j] in LAST else 0
    marked = step or low[j] in _COMING or low[j] in ("current", "the") or low[i] == "the"
    j = j + 1 if step or low[j] in _COMING or low[j] == "current" else j
    word = low[j]
    if word in MONTHS and marked:
        coming = next_month(MONTHS[word], replace(clock, back=False))
        first = coming if step >= 0 else add_months(coming, -12)
        return first, month_end(first), j + 1
    if word not in _PERIODS or not marked:
        return None
    if word == "weekend":
        first = monday_of(today) + timedelta(days=5 + 7 * step)
        return first, first + timedelta(days=1), j + 1
    if word in ("week", "wk"):
        first = monday_of(today) + timedelta(days=7 * step)
        return first, first + timedelta(days=6), j + 1
    months = {"month": 1, "quarter": 3, "year": 12}[word]
    start = today.replace(day=1, month=today.month - (today.month - 1) % months)
    first = add_months(start, months * step)
    return first, month_end(add_months(first, months - 1)), j + 1


def edge_at(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "end of the month", "beginning of next year", "the last day of March", "end of March", "EOM"."""
    low = tokens.low
    j = i + 1 if low[i] == "the" else i
    if low[j] in ("eom", "eoy", "eow"):
        first, last = _short_period(low[j], clock)
        return When(day=last, exact=False), j + 1
    if low[j] in _EDGES:
        edge, exact, j = _EDGES[low[j]], False, j + 1
    elif low[j] in ("first", "last") and low[j + 1] == "day":
        edge, exact, j = (0 if low[j] == "first" else 1), True, j + 2
    else:
        return None
    if low[j] not in ("of", "-") and low[j] not in (*MONTHS, "month", "year", "week"):
        return None
    j = j + 1 if low[j] in ("of", "-") else j
    span = span_at(tokens, j, clock) or month_span(tokens, j, clock)
    if span is None and low[j] in _PERIODS:
        shifted = _short_period("eo" + low[j][0], clock) if low[j] in ("week", "month", "year") else None
        span = (*shifted, j + 1) if shifted is not None else None
    if span is None:
        return None
    first, last, end = span
    return When(day=(first, last, first + (last - first) // 2)[edge], exact=exact), end


def _short_period(name: str, clock: Clock) -> tuple[date, date]:
    """The first and last day of the running week, month or year: "eow", "eom", "eoy"."""
    today = clock.today
    if name == "eow":
        return monday_of(today), monday_of(today) + timedelta(days=6)
    if name == "eom":
        return today.replace(day=1), month_end(today)
    return date(today.year, 1, 1), date(today.year, 12, 31)


def month_span(tokens: Tokens, j: int, clock: Clock) -> tuple[date, date, int] | None:
    month = MONTHS.get(tokens.low[j])
    year = year_at(tokens, j if month is None else j + 1)
    if month is None:
        return (date(year[0], 1, 1), date(year[0], 12, 31), year[1]) if year else None
    first = date(year[0], month, 1) if year else next_month(month, clock)
    return first, month_end(first), year[1] if year else j + 1


def nth_weekday_at(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "the first Monday of March", "last Friday of the month", "second Tuesday in next month"."""
    low = tokens.low
    j = i + 1 if low[i] == "the" else i
    ranked = (-1, j + 1) if low[j] == "last" else ordinal_at(tokens, j)
    if ranked is None or not -1 <= ranked[0] <= 5 or ranked[0] == 0:
        return None
    n, k = ranked
    weekday = WEEKDAYS.get(low[k])
    if weekday is None or low[k + 1] not in ("of", "in"):
        return None
    span = span_at(tokens, k + 2, clock) or month_span(tokens, k + 2, clock)
    if span is None or (span[1] - span[0]).days not in range(27, 32):
        return None
    day = nth_weekday(span[0].year, span[0].month, weekday, n)
    if not clock.sees(day) and low[k + 2] in MONTHS and year_at(tokens, k + 3) is None:
        day = nth_weekday(span[0].year + clock.way, span[0].month, weekday, n)
    return (When(day=day), span[2]) if day.month == span[0].month else None
