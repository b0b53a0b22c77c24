"""From one point in time to another: "from 7 to 9 December", "10-11:30", "Monday to Friday", "this week"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .clock import Clock
from .dates import MONTHS, WEEKDAYS
from .days import longest_day
from .numbers import ordinal_at
from .periods import month_span, span_at
from .times import ZONES
from .tokens import Tokens

Part = tuple[int, int, str]  # where it is said, and how it would be said alone

_JOIN = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b)\s*(?:the\s+)?"
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_CLOCK = r"(?:[01]?[0-9]|2[0-4])(?:\s?[:.h]\s?[0-5][0-9]|\s?h\b)?\s?(?:[ap]\.?m\b\.?)?"
_ALONE, _CLOSED = r"(?<![\w:./$€£-])", r"(?!\w|[:./%-]\w)"
_DAYS_MONTH = re.compile(rf"{_ALONE}({_DAY}){_JOIN}({_DAY})(?:\s+of)?\s+({_MONTH}(?:,?\s+[12][0-9]{{3}}\b)?)")
_MONTH_DAYS = re.compile(rf"\b({_MONTH})\s+({_DAY}){_JOIN}({_DAY})(?!\s?[ap]\.?m\b){_CLOSED}(,?\s+[12][0-9]{{3}}\b)?")
_HOURS = re.compile(rf"{_ALONE}({_CLOCK}){_JOIN}({_CLOCK}){_CLOSED}(?!\s+{_MONTH})")
_NAMES = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_WEEKDAYS = re.compile(rf"\b({_NAMES})\b{_JOIN}({_NAMES})\b")
_FIGURES = re.compile(r"([0-9]+)(?:\s?[:.h]\s?([0-5][0-9]))?")
_LATE = re.compile(r"\b(?:afternoon|evening|tonight|night|dinner|supper)\b")
_EARLY = re.compile(r"\bmorning\b")
_DAWN = 7  # an open hour before it is after noon


@dataclass(frozen=True)
class Interval:
    """What the words of a text run from and to; `kind` is date, time, or period (days that one phrase names)."""

    first: Part
    last: Part
    kind: str


def interval_in(text: str, clock: Clock) -> Interval | None:
    """The one interval in the text; None where there is none or several."""
    # Letter by letter, for the places are counted in the text: a few letters are two in lower case.
    low = "".join(one.lower()[0] for one in text[:2_000])
    rules: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Clock], Interval | None]], ...] = (
        (_DAYS_MONTH, _days_of_month), (_MONTH_DAYS, _month_days), (_WEEKDAYS, _weekdays), (_HOURS, _hours),
    )  # fmt: skip
    for pattern, rule in rules:
        found = [one for match in pattern.finditer(low) if (one := rule(match, clock)) is not None]
        if found:
            return found[0] if len(found) == 1 else None
    return _period(text, clock)


def _days_of_month(match: re.Match[str], clock: Clock) -> Interval | None:
    return _dated(match, (1, 2), match[3])


def _month_days(match: re.Match[str], clock: Clock) -> Interval | None:
    return _dated(match, (2, 3), f"{match[1]}{match[4] or ''}")


def _dated(match: re.Match[str], groups: tuple[int, int], month: str) -> Interval | None:
    """Two days of a month; "20 to 9 December" is none."""
    first, last = (int(re.sub(r"\D", "", match[n])) for n in groups)
    if not 0 < first < last <= 31:
        return None
    parts = [(*match.span(n), f"{day} {month}") for n, day in zip(groups, (first, last), strict=True)]
    return Interval(parts[0], parts[1], "date")


def _weekdays(match: re.Match[str], clock: Clock) -> Interval | None:
    """From one day of the week to the next of that name after it; today counts where the clock looks ahead."""
    if " and " in match[0]:
        return None
    n, m = WEEKDAYS[match[1]], WEEKDAYS[match[2]]
    day = clock.today + timedelta(days=(n - clock.today.weekday()) % 7 - (7 if clock.back else 0))
    last = day + timedelta(days=(m - n) % 7)
    return Interval((*match.span(1), day.isoformat()), (*match.span(2), last.isoformat()), "date")


def _hours(match: re.Match[str], clock: Clock) -> Interval | None:
    """Two times of a day. Open hours lie in the half of the day that the words tell, else in the waking day."""
    before, behind = match.string[: match.start()].rstrip(), match.string[match.end() :].split()[:1]
    if "and" in match[0] and not before.endswith("between") or behind and behind[0].strip(".,?!") in ZONES:
        return None
    read = [_FIGURES.match(match[n]) for n in (1, 2)]
    (hour, minute), (end, rest) = ((int(one[1]), int(one[2] or 0)) if one else (0, 0) for one in read)
    if not before.endswith("from") and hour > end and re.fullmatch(r"[0-9]+\s*to\s*[0-9]+", match[0]):
        return None  # "10 to 9" is ten minutes before it
    halves = [re.search(r"[ap](?=\.?m)", match[n]) for n in (1, 2)]
    half, end_half = (one[0] if one else "" for one in halves)
    if end > 12 or hour > 12 or hour == 0 or match[1].startswith("0"):
        half = end_half = ""  # a dial of 24 hours
    else:
        told = "p" if _LATE.search(match.string) else "a" if _EARLY.search(match.string) else ""
        rising = (hour % 12, minute) < (end % 12, rest)
        if not half:
            half = (end_half if rising else "ap"[end_half == "a"]) if end_half else told
            half = half or ("a" if _DAWN <= hour < 12 else "p")
        end_half = end_half or (half if rising else "ap"[half == "a"])
        hour, end = hour % 12 + 12 * (half == "p"), end % 12 + 12 * (end_half == "p")
    if max(hour, end) > 23 or (hour, minute) >= (end, rest):
        return None
    return Interval((*match.span(1), f"{hour:02}:{minute:02}"), (*match.span(2), f"{end:02}:{rest:02}"), "time")


def _period(text: str, clock: Clock) -> Interval | None:
    """The days of "this week", "next month", "the first week of December", "in December", from today on.

    None where another day is named beside it: "Tuesday next week".
    """
    tokens = Tokens(text)
    for i in range(tokens.size):
        found = _week_of(tokens, i, clock) or span_at(tokens, i, clock)
        if found is None and tokens.low[i - 1] in ("in", "during") and i and tokens.low[i] in MONTHS:
            found = month_span(tokens, i, clock)
        if found is None:
            continue
        first, last, j = found
        others = [k for k in (*range(i), *range(j, tokens.size)) if longest_day(tokens, k, clock) and not i <= k < j]
        if tokens.low[i - 1] in ("of", "until", "till", "by", "before", "after", "since") and i or others:
            return None
        first = clock.today if first < clock.today <= last and not clock.back else first
        said = tokens.start[i], tokens.end[j - 1]
        return Interval((*said, first.isoformat()), (*said, last.isoformat()), "period")
    return None


def _week_of(tokens: Tokens, i: int, clock: Clock) -> tuple[date, date, int] | None:
    """Such as "the first week of December", "last week of the month": weeks of a month begin on its first day."""
    low = tokens.low
    j = i + 1 if low[i] == "the" else i
    ranked = (-1, j + 1) if low[j] == "last" else ordinal_at(tokens, j)
    if ranked is None or low[ranked[1]] != "week" or low[ranked[1] + 1] not in ("of", "in"):
        return None
    span = span_at(tokens, ranked[1] + 2, clock) or month_span(tokens, ranked[1] + 2, clock)
    if span is None or not 27 <= (span[1] - span[0]).days <= 30 or not -1 <= ranked[0] <= 4:
        return None
    first = span[1] - timedelta(days=6) if ranked[0] < 0 else span[0] + timedelta(days=7 * (ranked[0] - 1))
    return first, min(first + timedelta(days=6), span[1]), span[2]
