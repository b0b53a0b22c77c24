"""Lengths of time: "half an hour", "1h30m", "two and a half weeks", "PT45M"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from .clock import add_months
from .numbers import HEADS, Number, number_at, numeral_at, tidy
from .numerals import PARTS
from .tokens import Tokens

_WORDS = {
    "second": "second seconds sec secs s",
    "minute": "minute minutes min mins m",
    "hour": "hour hours hr hrs h",
    "day": "day days d",
    "week": "week weeks wk wks w",
    "fortnight": "fortnight fortnights",
    "month": "month months mo mos",
    "quarter": "quarter quarters",
    "year": "year years yr yrs y",
    "decade": "decade decades",
    "century": "century centuries",
    "millisecond": "millisecond milliseconds ms msec",
    "night": "night nights",
}
UNIT_OF = {word: unit for unit, words in _WORDS.items() for word in words.split()}
# Letters that mean a time only when they touch the number: "5m" but not "5 m".
_SHORT = {"s", "m", "d", "w", "y", "mo"}
# How a unit counts in (years, months, days, seconds); months and years differ in length and so stay apart from days.
_PARTS: dict[str, tuple[Number, Number, Number, Number]] = {
    "millisecond": (0, 0, 0, 0.001),
    "second": (0, 0, 0, 1),
    "minute": (0, 0, 0, 60),
    "hour": (0, 0, 0, 3600),
    "day": (0, 0, 1, 0),
    "night": (0, 0, 1, 0),
    "week": (0, 0, 7, 0),
    "fortnight": (0, 0, 14, 0),
    "month": (0, 1, 0, 0),
    "quarter": (0, 3, 0, 0),
    "year": (1, 0, 0, 0),
    "decade": (10, 0, 0, 0),
    "century": (100, 0, 0, 0),
}
_ISO = re.compile(
    r"P(?=[0-9T])(?:([0-9.]+)Y)?(?:([0-9.]+)M)?(?:([0-9.]+)W)?(?:([0-9.]+)D)?"
    r"(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?(?![^\W_])",
    re.IGNORECASE,
)
_ISO_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_COMPACT = re.compile(r"(?:([0-9]{1,3})\s?h)(?:rs?|ours?)?\s?([0-9]{1,2})(?:\s?m(?:ins?)?)?\b", re.IGNORECASE)
_VAGUE = {"few": 3, "several": 3, "some": 3}
# What can be whole: "the whole day", "a full hour"; a "second" may be the one after the first.
_WHOLE = {"minute", "hour", "day", "night", "week", "month", "year"}
# No length begins otherwise.
_FIRST = HEADS | set("all whole full entire the few several some another third quarters p pt".split())


@dataclass(frozen=True)
class Length:
    """A length of time; months and years are kept apart because their length depends on where they start.

    `seconds` are seconds; `exact` is False for "a few minutes".
    """

    years: Number = 0
    months: Number = 0
    days: Number = 0
    seconds: Number = 0
    exact: bool = True

    @property
    def total(self) -> Number:
        """All of it in seconds, a month as 30 days and a year as 365."""
        return tidy((self.years * 365 + self.months * 30 + self.days) * 86_400 + self.seconds)

    @property
    def dated(self) -> bool:
        """True if it moves a date and leaves the time of day: days, weeks, months, years."""
        return self.seconds == 0 and self.days == int(self.days)

    def __add__(self, other: Length) -> Length:
        """Both one after the other."""
        return Length(
            tidy(self.years + other.years),
            tidy(self.months + other.months),
            tidy(self.days + other.days),
            tidy(self.seconds + other.seconds),
            self.exact and other.exact,
        )

    def __mul__(self, factor: Number) -> Length:
        """`factor` times as long; a negative factor points to the past."""
        return Length(
            tidy(self.years * factor),
            tidy(self.months * factor),
            tidy(self.days * factor),
            tidy(self.seconds * factor),
            self.exact,
        )

    def from_moment(self, moment: datetime) -> datetime:
        """The moment this long after `moment`: days by the calendar, hours by the stopwatch.

        Raises:
            OverflowError: the year would leave 1..9999.
        """
        months = self.years * 12 + self.months
        day = add_months(moment.date(), int(months))
        wall = datetime.combine(day, moment.time(), tzinfo=moment.tzinfo) + timedelta(days=int(self.days))
        rest = (months - int(months)) * 30 * 86_400 + (self.days - int(self.days)) * 86_400 + self.seconds
        return (wall.astimezone(timezone.utc) + timedelta(seconds=rest)).astimezone(moment.tzinfo)

    def iso(self) -> str:
        """ISO 8601, such as PT30M, P1DT2H, P2W or -P5D; only seconds have decimals."""
        if self.total < 0:
            return "-" + (self * -1).iso()
        years, months = int(self.years), self.months + (self.years - int(self.years)) * 12
        days = self.days + (months - int(months)) * 30
        rest = tidy(self.seconds + (days - int(days)) * 86_400)
        if days and days % 7 == 0 and not (years or int(months) or rest):
            return f"P{int(days) // 7}W"
        hours, rest = divmod(rest, 3600)
        minutes, seconds = divmod(rest, 60)
        dated = "".join(_part(n, c) for n, c in ((years, "Y"), (int(months), "M"), (int(days), "D")))
        timed = "".join(_part(n, c) for n, c in ((hours, "H"), (minutes, "M"), (seconds, "S")))
        if not dated and not timed:
            return "PT0S"
        return f"P{dated}" + (f"T{timed}" if timed else "")


def _part(value: Number, letter: str) -> str:
    return f"{tidy(value)}{letter}" if value else ""


def length_of(value: Number, unit: str) -> Length:
    """`value` times `unit`, a name such as "hour"."""
    return Length(*_PARTS[unit]) * value


def length_at(tokens: Tokens, i: int) -> tuple[Length, int] | None:
    """The longest length of time at token `i`, and the index after it: "2 hours and 30 minutes"."""
    if not (tokens.low[i] in _FIRST or tokens.low[i][:1].isdigit()):
        return None
    first = _iso_at(tokens, i) or _compact_at(tokens, i) or _one(tokens, i)
    if first is None:
        return None
    total, j = first
    while True:
        k = j + 1 if tokens.low[j] in ("and", ",") else j
        k = k + 1 if tokens.low[j] == "," and tokens.low[k] == "and" else k
        following = _one(tokens, k)
        if following is None or following[0].total >= total.total or tokens.low[k] in ("the", "all"):
            return total, j
        total, j = total + following[0], following[1]


def _iso_at(tokens: Tokens, i: int) -> tuple[Length, int] | None:
    if tokens.low[i] in ("-", "−") and tokens.glued(i + 1) and tokens.low[i + 1].startswith("p"):
        after = _iso_at(tokens, i + 1)
        return (after[0] * -1, after[1]) if after is not None else None
    if not tokens.low[i].startswith("p"):
        return None
    matched = tokens.match(_ISO, i)
    if matched is None:
        return None
    total = Length()
    for text, unit in zip(matched[0].groups(), _ISO_UNITS, strict=True):
        if text and text.count(".") <= 1 and text != ".":
            total = total + length_of(tidy(float(text)), unit)
    return (total, matched[1]) if total.total else None


def _compact_at(tokens: Tokens, i: int) -> tuple[Length, int] | None:
    """Such as "1h30", "2hrs 15m": an hour count with minutes whose unit may be left out."""
    matched = tokens.match(_COMPACT, i) if tokens.low[i].isdigit() else None
    if matched is None:
        return None
    hours, minutes = matched[0].groups()
    return Length(seconds=int(hours) * 3600 + int(minutes) * 60), matched[1]


def _one(tokens: Tokens, i: int) -> tuple[Length, int] | None:
    """One number with one unit of time."""
    low = tokens.low
    if low[i] in ("all", "whole", "full", "entire") or (low[i] == "the" and low[i + 1] in ("whole", "entire", "full")):
        j = i + 2 if low[i] == "the" else i + 1
        j = j + 1 if low[j] in ("the", "-") else j
        return (length_of(1, low[j]), j + 1) if low[j] in _WHOLE else None
    vague = _vague_at(tokens, i)
    if vague is not None:
        return vague
    part = _part_of_unit(tokens, i)
    if part is not None:
        return part
    # "5m" is five minutes here, though the letter may also stand for millions: plain digits come first.
    plain = numeral_at(tokens, i)
    found = plain if plain is not None and _unit_at(tokens, plain[1]) is not None else number_at(tokens, i)
    if found is None and low[i] in ("a", "an", "another"):
        found = (1, i + 1)
    if found is None:
        return None
    value, j = found
    unit = _unit_at(tokens, j)
    if unit is None:
        return None
    return _with_half(tokens, value, *unit)


def _unit_at(tokens: Tokens, j: int) -> tuple[str, int] | None:
    """A unit of time at token `j`, perhaps after a hyphen or the words "more", "full", "of"."""
    low = tokens.low
    if low[j] in ("-", "more", "full", "whole", "extra", "additional", "business", "working", "calendar"):
        j += 1
    word = low[j]
    if word not in UNIT_OF or (word in _SHORT and not tokens.glued(j)):
        return None
    if word == "quarter" and low[j + 1] in ("past", "to", "after", "before", "of", "till"):
        return None
    end = j + 2 if low[j + 1] == "." and word in ("min", "mins", "sec", "secs", "hr", "hrs", "yr", "wk") else j + 1
    if low[j + 1] == "'" and word.endswith("s"):
        end = j + 2
    return UNIT_OF[word], end


def _with_half(tokens: Tokens, value: Number, unit: str, j: int) -> tuple[Length, int]:
    """Add the "and a half" of "an hour and a half" or "one year and a quarter"."""
    low = tokens.low
    if low[j] == "and":
        k = j + 2 if low[j + 1] in ("a", "an") else j + 1
        # "an hour and a half day" would be two lengths; a unit after the fraction rules the shorthand out.
        if (
            low[k] in ("half", "quarter", "third")
            and low[k + 1] not in UNIT_OF
            and low[k + 1] not in ("an", "a", "past")
        ):
            return length_of(value + 1 / PARTS[low[k]], unit), k + 1
    return length_of(value, unit), j


def _vague_at(tokens: Tokens, i: int) -> tuple[Length, int] | None:
    """Such as "a few minutes", "several weeks": three of them, and not exact."""
    low = tokens.low
    j = i + 1 if low[i] == "a" else i
    if low[j] not in _VAGUE:
        return None
    k = j + 2 if low[j + 1] == "more" else j + 1
    if low[k] not in UNIT_OF or low[k] in _SHORT or not low[k].endswith("s"):
        return None
    length = length_of(_VAGUE[low[j]], UNIT_OF[low[k]])
    return Length(length.years, length.months, length.days, length.seconds, exact=False), k + 1


def _part_of_unit(tokens: Tokens, i: int) -> tuple[Length, int] | None:
    """Such as "half an hour", "a quarter of an hour", "half a day", "three quarters of an hour", "half hour"."""
    low = tokens.low
    value, j = 1, i
    if low[i] in ("a", "an"):
        j = i + 1
    elif low[i] in ("three", "3") and low[i + 1] == "quarters":
        value, j = 3, i + 1
    if low[j] not in ("half", "quarter", "quarters", "third"):
        return None
    share = value / PARTS[low[j]]
    k = j + 1
    if low[k] in ("-", "of"):
        k += 1
    k = k + 1 if low[k] in ("a", "an") else k
    unit = _unit_at(tokens, k)
    return (length_of(share, unit[0]), unit[1]) if unit is not None and low[k] not in _SHORT else None
