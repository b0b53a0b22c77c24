"""Days, times and lengths put together: "tomorrow at 7", "in two hours", "a week from Tuesday", "3pm on Friday"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta

from .clock import Clock
from .days import day_at, longest_day
from .durations import Length, length_at
from .times import time_at
from .tokens import Tokens
from .when import When, part_of_day, settle

Found = tuple[When, int]

_ISO = re.compile(
    r"([12][0-9]{3}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]{1,9})?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?(?![\w:])",
    re.IGNORECASE,
)
_NOW = {"now", "immediately", "asap"}
_JOINS = {"at", "@", ",", "on", "for", "around", "-", "in", "by", "from", "about"}
_DAY_LEADS = {"on", "of", ",", "in", "for"}


def when_at(tokens: Tokens, i: int, clock: Clock, *, bare: bool = False) -> list[Found]:
    """Every point in time at token `i`, longest first, as (what was said, index after it).

    `bare` lets a number alone be an hour.
    """
    try:
        found = _all_at(tokens, i, clock, bare=bare)
    except (OverflowError, ValueError):
        # A date beyond the calendar is no date.
        return []
    by_end: dict[int, When] = {}
    for when, end in found:
        guess = any(i <= mended < end for mended in tokens.mended)
        by_end.setdefault(end, replace(when, exact=False) if guess else when)
    return [(by_end[end], end) for end in sorted(by_end, reverse=True)]


def _all_at(tokens: Tokens, i: int, clock: Clock, *, bare: bool) -> list[Found]:
    iso = _iso_at(tokens, i, clock)
    if iso is not None:
        return [iso]
    found: list[Found] = []
    found.extend(_now(tokens, i, clock))
    found.extend(_by_length(tokens, i, clock))
    days = day_at(tokens, i, clock)
    for when, end in days:
        found.extend(_day_then_time(tokens, i, when, end))
        found.append((when, end))
    hour = time_at(tokens, i, bare=True)
    if hour is not None:
        found.extend(_time_then_day(tokens, hour, clock))
        found.extend(_time_by_length(tokens, hour, clock))
    hour = hour if bare else time_at(tokens, i)
    if hour is not None:
        found.append(hour)
    return found


def _iso_at(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """An ISO 8601 date-time; one without an offset is in the zone of the clock."""
    matched = tokens.match(_ISO, i) if tokens.low[i].isdigit() else None
    if matched is None:
        return None
    day, hour, offset = matched[0].groups()
    offset = "" if offset is None else offset.upper().replace("Z", "+00:00")
    if len(offset) == 5:
        offset = offset[:3] + ":" + offset[3:]
    moment = datetime.fromisoformat(f"{day}T{hour}{offset}")
    if moment.tzinfo is None:
        moment = clock.at(moment.date(), moment.time())
    return When(instant=moment), matched[1]


def _now(tokens: Tokens, i: int, clock: Clock) -> list[Found]:
    """Such as "now", "right now", "end of the day", "EOD"."""
    low = tokens.low
    j = i + 1 if low[i] in ("right", "just") else i
    if low[j] in _NOW:
        return [(When(instant=clock.now), j + 1)]
    if low[i] == "at" and low[i + 1] in ("the", "this", "present"):
        j = i + 3 if low[i + 1] != "present" and low[i + 2] == "present" else i + 2
        if low[i + 1] == "present" or low[j] in ("moment", "minute", "time"):
            return [(When(instant=clock.now), j + 1 if low[j] in ("moment", "minute", "time") else j)]
    if low[i : i + 4] == ["as", "soon", "as", "possible"]:
        return [(When(instant=clock.now), i + 4)]
    if low[j] == "this" and low[j + 1] in ("moment", "instant", "minute", "second"):
        return [(When(instant=clock.now), j + 2)]
    j = i + 1 if low[i] == "the" else i
    last = time(23, 59, 59)
    if low[j] in ("eod", "cob"):
        return [(When(day=clock.today, hour=last, exact=False), j + 1)]
    if low[j] not in ("end", "close") or low[j + 1] not in ("of", "day"):
        return []
    k = j + 2 if low[j + 1] == "of" else j + 1
    k = k + 1 if low[k] in ("the", "business") else k
    if low[k] == "day":
        return [(When(day=clock.today, hour=last, exact=False), k + 1)]
    day = longest_day(tokens, k, clock)
    # "the end of next week" is a day, which days.py knows; only the end of a single day is an hour.
    if day is None or not day[0].exact:
        return []
    return [(When(day=day[0].day, hour=last, exact=False), day[1])]


def _by_length(tokens: Tokens, i: int, clock: Clock) -> list[Found]:
    """Such as "in two hours", "two weeks ago", "a week from Tuesday", "two days before Christmas"."""
    low = tokens.low
    lead = low[i] in ("in", "within", "after")
    j = i + 1 if lead else i
    j = j + 1 if low[j] in ("about", "around", "exactly", "another") and lead and low[j] != "another" else j
    measured = length_at(tokens, j)
    if measured is None:
        return []
    length, end = measured
    if lead:
        k = end + 1 if low[end] == "'" else end
        k = k + 1 if low[k] == "time" else k
        k = k + 2 if low[k : k + 2] == ["from", "now"] else k
        moved = _after_business_days(int(length.days), clock) if _business(tokens, j, end) else _moved(length, clock)
        out = [(moved, k)]
        if length.dated:
            out.extend(_day_then_time(tokens, i, out[0][0], k))
        return out
    after = low[end]
    if after in ("ago", "earlier"):
        return _and_time(tokens, i, _moved(length * -1, clock), end + 1)
    if after in ("later", "hence") or (after == "from" and low[end + 1] in ("now", "today")):
        return _and_time(tokens, i, _moved(length, clock), end + (1 if after in ("later", "hence") else 2))
    if after in ("from", "after", "before", "since", "on"):
        return _from_anchor(tokens, length * (-1 if after == "before" else 1), end + 1, clock)
    return []


def _and_time(tokens: Tokens, i: int, when: When, end: int) -> list[Found]:
    """A day with the time that may follow it."""
    return [*(_day_then_time(tokens, i, when, end) if when.kind == "date" else ()), (when, end)]


def _from_anchor(tokens: Tokens, length: Length, j: int, clock: Clock) -> list[Found]:
    """A length from a day or a time that is named after it: "from Tuesday", "before 5pm tomorrow"."""
    if tokens.low[j - 1] == "on" and not (length.dated and length.days and length.days % 7 == 0):
        return []
    anchors = when_at(tokens, j, clock)
    out: list[Found] = []
    for anchor, end in anchors[:2]:
        if anchor.kind == "date" and length.dated and anchor.day is not None:
            moved = length.from_moment(clock.at(anchor.day, time(12))).date()
            out.extend(_and_time(tokens, j, replace(anchor, day=moved, exact=anchor.exact and length.exact), end))
        elif anchor.kind != "date" and tokens.low[j - 1] != "on":
            moment, exact = settle(anchor, clock)
            out.append((When(instant=length.from_moment(moment), exact=exact and length.exact), end))
    return out


def _business(tokens: Tokens, i: int, end: int) -> bool:
    return any(word in ("business", "working") for word in tokens.low[i:end])


def _after_business_days(count: int, clock: Clock) -> When:
    """The day after so many days that are not Saturdays or Sundays."""
    day = clock.today
    for _ in range(min(count, 1_000)):
        day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
    return When(day=day)


def _moved(length: Length, clock: Clock) -> When:
    """Now and `length`: a day for days and longer, an instant for hours and shorter."""
    moment = length.from_moment(clock.now)
    if length.dated:
        return When(day=moment.date(), exact=length.exact)
    return When(instant=moment, exact=length.exact)


def _day_then_time(tokens: Tokens, i: int, when: When, end: int) -> list[Found]:
    """The time after a day: "tomorrow at 7", "Friday 3pm", "tomorrow morning", "tonight at 8"."""
    if when.kind != "date":
        return []
    low = tokens.low
    if low[end - 1] in ("tonight", "tonite"):
        # The word is a day and a part of the day at once.
        hour = time_at(tokens, end - 1, bare=True)
        return [(when.merged(hour[0]), hour[1])] if hour is not None else []
    j = end + 1 if low[end] in _JOINS and low[end + 1] not in ("a", "an") else end
    joined = low[end] in ("at", "@", "around", "by", "about", "for", ",", "from")
    out: list[Found] = []
    for start in {end, j}:
        hour = time_at(tokens, start, bare=start == end or joined or low[end] == "-")
        if hour is None or (low[start] in ("at", "for") and low[start + 1] in ("the",)):
            continue
        counting = (start == end and low[end].isdigit()) or low[end] == "from"
        if counting and not _hour_like(tokens, start, hour[1]):
            continue
        out.append((when.merged(hour[0]), hour[1]))
    return sorted(out, key=lambda one: -one[1])[:1]


def _hour_like(tokens: Tokens, j: int, end: int) -> bool:
    """True if a bare number after a day is likelier an hour than a count: nothing that could be counted follows."""
    return end > j + 1 or end >= tokens.size or not tokens.low[end][:1].isalpha() or tokens.low[end] in _STOPS


_STOPS = {"and", "to", "for", "with", "in", "or", "then", "but", "please", "at", "on", "until", "till"}


def _time_then_day(tokens: Tokens, hour: Found, clock: Clock) -> list[Found]:
    """The day after a time: "3pm on Friday", "7 tomorrow evening", "10, tonight"."""
    when, end = hour
    low = tokens.low
    j = end + 1 if low[end] in _DAY_LEADS else end
    j = j + 1 if low[j] == "the" and low[j + 1] in ("tomorrow", "day") else j
    out: list[Found] = []
    part = time_at(tokens, j) if low[j] in ("tonight", "tonite", "this") else None
    if part is not None and part[0].hour is not None and not part[0].exact:
        decided = time_at_part(tokens, when, j, part[1])
        return [(replace(decided, day=clock.today), part[1])]
    for day, day_end in day_at(tokens, j, clock):
        if not day.exact and low[j] not in ("next", "this", "friday"):
            continue
        merged = day.merged(when)
        later = time_at(tokens, day_end)
        if later is not None and not later[0].exact and when.twelve:
            # "at 7 tomorrow evening": the part of the day comes after the day.
            out.append((time_at_part(tokens, merged, day_end, later[1]), later[1]))
        out.append((merged, day_end))
    return out


def time_at_part(tokens: Tokens, when: When, start: int, end: int) -> When:
    """`when` with its open hour put into the part of the day that tokens `start` to `end` name."""
    for part in ("morning", "afternoon", "evening", "tonight", "tonite", "night"):
        if part in tokens.low[start:end]:
            return part_of_day(when, "tonight" if part == "tonite" else part)
    return when


def _time_by_length(tokens: Tokens, hour: Found, clock: Clock) -> list[Found]:
    """Such as "3pm in two weeks", "9 am two days from now"."""
    when, end = hour
    found = [one for one in _by_length(tokens, end, clock) if one[0].kind == "date"]
    return [(day.merged(when), day_end) for day, day_end in found[:1]]
