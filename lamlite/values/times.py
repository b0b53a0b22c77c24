"""Times of day: "3pm", "half past six", "quarter to nine", "19:30", "at 7 in the evening", "noon"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time, timedelta, timezone

from .dayparts import MEALS, meridiem_at, part_after, part_at
from .numbers import number_at
from .numerals import SMALL, TENS, below_hundred
from .tokens import Tokens
from .when import When, part_of_day

Found = tuple[When, int]

_COLON = re.compile(
    r"T?([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?:[:：]([0-5][0-9])(?:\.[0-9]{1,6})?)?(?![0-9:])", re.IGNORECASE
)
_POINT = re.compile(r"([01]?[0-9]|2[0-3])[.]([0-5][0-9])(?![0-9]|\.[0-9])")
_LETTER = re.compile(r"([01]?[0-9]|2[0-3])\s?h\s?([0-5][0-9])?(?![a-z0-9])", re.IGNORECASE)
_PACKED = re.compile(r"([01]?[0-9]|2[0-3])([0-5][0-9])(?![0-9])")
# The hour taken for a part of the day on its own.
_USUAL = {"morning": 9, "afternoon": 15, "evening": 19, "night": 21, "tonight": 20, "lunch": 12}
ZONES: dict[str, float] = {
    "utc": 0,
    "gmt": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}
ZONES |= {"cet": 1, "cest": 2, "bst": 1, "ist": 5.5, "jst": 9}
_LEADS = {"at", "@", "around", "about", "by", "before", "after", "until", "till", "from", "for", "approximately"}
_FIRST = {*SMALL, *TENS} | set("noon midday noonish noontime midnight mid the a an half quarter couple dozen t".split())
_CLOCK_WORDS = {"o'clock", "oclock", "o´clock"}


def time_at(tokens: Tokens, i: int, *, bare: bool = False) -> Found | None:
    """The longest time of day at token `i`; with `bare` a number alone will do, as after a day ("tomorrow 7")."""
    low = tokens.low
    part = part_at(tokens, i)
    if part is not None:
        name, j = part
        k = j + 1 if low[j] in ("at", "@", "around", ",", "about", "by") else j
        found = _clock_at(tokens, k, bare=True)
        if found is not None:
            return _zoned(tokens, part_of_day(found[0], name), found[1])
        return _part_alone(tokens, i, *part)
    if low[i] in _LEADS and low[i] != "from":
        j = i + 2 if low[i + 1] in ("around", "about", "exactly") else i + 1
        found = _clock_at(tokens, j, bare=low[i] in ("at", "@", "around", "by", "until", "till"))
    else:
        found = _clock_at(tokens, i, bare=bare)
    if found is None:
        return None
    when, j = found
    k = j + 1 if low[j] == "," else j
    part = part_at(tokens, k)
    if part is not None and low[k] not in ("tonight", "tonite") and low[k] != "this":
        when, j = part_of_day(when, part[0]), part[1]
    return _zoned(tokens, when, j)


def _part_alone(tokens: Tokens, i: int, part: str, j: int) -> Found:
    word = tokens.low[j - 1] if tokens.low[j - 1] != "time" else tokens.low[j - 2]
    hour = MEALS.get(word) or time(_USUAL[part])
    if "mid" in tokens.low[i:j] or word == "midafternoon":
        hour = time({"morning": 10, "afternoon": 14}.get(part, hour.hour))
    return When(hour=hour, exact=False), j


def _zoned(tokens: Tokens, when: When, j: int) -> Found:
    """Take a zone such as "UTC", "PST", "GMT+2" after a time."""
    word = tokens.low[j]
    if word in ("z",) and tokens.glued(j):
        return replace(when, zone=timezone.utc), j + 1
    if word not in ZONES or when.hour is None:
        return when, j
    hours = ZONES[word]
    j += 1
    if tokens.low[j] in ("+", "-") and word in ("utc", "gmt") and tokens.low[j + 1].isdigit():
        offset = int(tokens.low[j + 1][:2])
        if offset <= 14:
            hours, j = offset * (1 if tokens.low[j] == "+" else -1), j + 2
    return replace(when, zone=timezone(timedelta(hours=hours))), j


def _clock_at(tokens: Tokens, i: int, *, bare: bool) -> Found | None:
    """Hours and minutes at token `i`, with "am" or "pm" where they follow."""
    low = tokens.low
    head = low[i]
    if not (head in _FIRST or head[:1].isdigit()):
        return None
    if head in ("noon", "midday", "noonish", "noontime", "midnight") or head == "mid":
        j = i + 2 if head == "mid" and low[i + 1] == "-" else i + 1
        if head == "mid" and low[j] not in ("day", "night"):
            return None
        night = head == "midnight" or (head == "mid" and low[j] == "night")
        return When(hour=time(0) if night else time(12)), j + 1 if head == "mid" else j
    if head in ("12", "twelve") and low[i + 1] == "midnight":
        return When(hour=time(0)), i + 2
    if head in ("the", "a") and low[i + 1] in ("noon", "midday", "quarter", "half"):
        return _clock_at(tokens, i + 1, bare=bare)
    return _spoken(tokens, i) or _written(tokens, i, bare=bare)


def _spoken(tokens: Tokens, i: int) -> Found | None:
    """Such as "half past six", "quarter to nine", "20 min past eight", "ten to six"."""
    low = tokens.low
    if low[i] in ("half", "quarter"):
        minutes, j = (30 if low[i] == "half" else 15), i + 1
        # British "half seven" is 7:30.
        if (
            low[i] == "half"
            and low[j] in SMALL
            and 0 < SMALL[low[j]] < 13
            and not low[j + 1].startswith(("hour", "min"))
        ):
            return _dial(tokens, SMALL[low[j]], 30, j + 1)
    else:
        found = number_at(tokens, i)
        if found is None or not isinstance(found[0], int) or not 0 < found[0] < 60:
            return None
        minutes, j = int(found[0]), found[1]
    marked = not low[i].isdigit()
    if low[j] in ("minutes", "minute", "min", "mins"):
        marked, j = True, j + 1
    if low[j] not in ("past", "after", "to", "till", "before", "of"):
        return None
    back = low[j] in ("to", "till", "before", "of")
    k = j + 2 if low[j + 1] == "the" else j + 1
    hour = _hour_at(tokens, k)
    # "5 to 7" in digits is a range, "five past" with no hour is nothing.
    # As a range it would rise: "20 to 9" is a time, "from 9 to 5" is none.
    falling = hour is not None and minutes > hour[0] and low[i - 1] != "from"
    marked = marked or low[j] == "past" or falling
    if hour is None or (not marked and low[k].isdigit()) or (low[j] == "of" and low[i] != "quarter"):
        return None
    value = (hour[0] * 60 - minutes if back else hour[0] * 60 + minutes) % (24 * 60)
    n = value // 60
    if low[k] in ("noon", "midday", "midnight"):
        return When(hour=time(n, value % 60)), hour[1]
    return _dial(tokens, n or (12 if hour[0] <= 12 else 0), value % 60, hour[1])


def _hour_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    low = tokens.low
    if low[i] in ("noon", "midday"):
        return 12, i + 1
    if low[i] == "midnight":
        return 24, i + 1
    n = int(low[i]) if low[i].isdigit() and len(low[i]) < 3 else SMALL.get(low[i], -1)
    return (n, i + 1) if 0 < n < 24 else None


def _written(tokens: Tokens, i: int, *, bare: bool) -> Found | None:
    """Such as "7:30", "seven thirty", "7 o'clock", "7ish", "7 pm", "7 in the morning"."""
    low = tokens.low
    if low[i][0] in "0123456789t":
        numeric = _in_figures(tokens, i, bare=bare)
        if numeric is not None:
            return numeric
    found = _hour_at(tokens, i)
    if found is None:
        return None
    hour, j = found
    if low[j] in _CLOCK_WORDS or (low[j] == "o" and low[j + 1] in ("clock", "'")):
        return _dial(tokens, hour, 0, j + 1 if low[j] in _CLOCK_WORDS else j + 2 + (low[j + 1] == "'"))
    if low[j] == "ish" or (low[j] == "-" and low[j + 1] == "ish"):
        when, end = _dial(tokens, hour, 0, j + 1 if low[j] == "ish" else j + 2)
        return replace(when, exact=False), end
    if meridiem_at(tokens, j) is not None or part_after(tokens, j):
        return _dial(tokens, hour, 0, j)
    if low[j] == "noon" and hour == 12:
        return When(hour=time(12)), j + 1
    minutes = _minutes_in_words(tokens, i, j)
    if minutes is not None:
        return _dial(tokens, hour, *minutes)
    return _dial(tokens, hour, 0, j) if bare and not _counted(tokens, j) else None


def _in_figures(tokens: Tokens, i: int, *, bare: bool) -> Found | None:
    """Such as "7:30", "7.30 pm", "17h30", "1140 am"."""
    low = tokens.low
    matched = tokens.match(_COLON, i)
    if matched is not None:
        hour, minute, second = (int(part or 0) for part in matched[0].groups())
        if hour == 24 and minute:
            return None
        when, end = _dial(tokens, hour, minute, matched[1], second)
        # "07:30" is written on a 24-hour dial, "7:30" need not be.
        return (replace(when, twelve=False), end) if low[i].lstrip("t").startswith("0") else (when, end)
    matched = tokens.match(_POINT, i)
    if matched is not None and (bare or meridiem_at(tokens, matched[1])):
        return _dial(tokens, int(matched[0].group(1)), int(matched[0].group(2)), matched[1])
    matched = tokens.match(_LETTER, i)
    if matched is not None and (matched[0].group(2) or (bare and low[i + 1] == "h")):
        return _dial(tokens, int(matched[0].group(1)), int(matched[0].group(2) or 0), matched[1])
    if low[i].isdigit() and len(low[i]) in (3, 4):
        matched = tokens.match(_PACKED, i)
        counted = low[i + 1] in ("hours", "hrs")
        strict = counted or meridiem_at(tokens, i + 1) is not None or (low[i - 1] == "at" and len(low[i]) == 4)
        if matched is not None and (strict or (bare and low[i].startswith("0"))):
            when, end = _dial(tokens, int(matched[0].group(1)), int(matched[0].group(2)), i + 2 if counted else i + 1)
            military = counted or low[i].startswith("0")
            return (replace(when, twelve=False) if military else when), end
    return None


def _counted(tokens: Tokens, j: int) -> bool:
    """True if what follows a bare number shows that it is no hour: a slash, a decimal point, a unit, a percent sign."""
    low = tokens.low
    return (
        low[j] in ("/", "%", "$", "€", "-", "percent", "th", "st", "nd", "rd")
        or (low[j] in (".", ":", ",") and tokens.glued(j) and tokens.glued(j + 1))
        or (tokens.glued(j) and low[j][:1].isalnum())
    )


def _minutes_in_words(tokens: Tokens, i: int, j: int) -> tuple[int, int] | None:
    """The minutes of "seven thirty", "eleven oh five", "twenty one fifteen"; digits need a colon."""
    low = tokens.low
    if low[i].isdigit():
        return None
    j = j + 1 if low[j] == "-" and tokens.glued(j) else j
    if low[j] in ("oh", "o") and low[j + 1] in SMALL and 0 < SMALL[low[j + 1]] < 10:
        return SMALL[low[j + 1]], j + 2
    if low[j] in TENS or SMALL.get(low[j], 0) > 9:
        found = below_hundred(low, j)
        return found if found is not None and found[0] < 60 else None
    return None


def _dial(tokens: Tokens, hour: int, minute: int, j: int, second: int = 0) -> Found:
    """The time with the meridiem that follows; without one an hour from 1 to 12 stays open."""
    hour %= 24
    said = meridiem_at(tokens, j)
    if said is not None:
        name, j = said
        if 1 <= hour <= 12:
            hour = hour % 12 + (12 if name == "pm" else 0)
        return When(hour=time(hour, minute, second)), j
    return When(hour=time(hour, minute, second), twelve=1 <= hour <= 12), j
