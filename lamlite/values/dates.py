"""Calendar dates: "March 3", "3 March 2027", "the 3rd", "03/04/2026", "2026-11-23", "Christmas"."""

from __future__ import annotations

import re
from datetime import date

from .clock import Clock, add_months, real_date
from .holidays import holiday_at
from .numbers import ordinal_at
from .numerals import SMALL, TENS, below_hundred, cardinal
from .tokens import Tokens
from .when import When

Found = tuple[When, int]

_MONTHS_IN_ORDER = "january february march april may june july august september october november december"
_DAYS_IN_ORDER = (
    "monday mon mondays|tuesday tue tues tuesdays tuseday|wednesday wed weds wednesdays wensday wednsday|"
    "thursday thu thur thurs thursdays thrusday thurday|"
    "friday fri fridays|saturday sat saturdays saterday|sunday sun sundays"
)
_MONTH_NAMES = _MONTHS_IN_ORDER.split()
MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: n for name, n in list(MONTHS.items())} | {"sept": 9, "janu": 1, "febr": 2}
WEEKDAYS = {name: n for n, names in enumerate(_DAYS_IN_ORDER.split("|")) for name in names.split()}
_YEAR_FIRST = re.compile(r"([12][0-9]{3})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,2})(?![0-9])")
_PACKED = re.compile(r"(19[0-9]{2}|20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_YEAR_LAST = re.compile(r"([0-9]{1,2})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{2})(?![0-9])")
_NO_YEAR = re.compile(r"([0-9]{1,2})\s?([-/.])\s?([0-9]{1,2})(?![0-9]|[-/.:][0-9])")
_YEAR = re.compile(r"[12][0-9]{3}(?![0-9]|[.,/:][0-9])")


def date_at(tokens: Tokens, i: int, clock: Clock, *, bare: bool = False) -> list[Found]:
    """Every calendar date at token `i`, as (date, index after it); with `bare` also "7.6" and a day's number alone."""
    low = tokens.low
    found: list[Found | None] = []
    head = low[i]
    if head.isdigit():
        found.append(_numeric(tokens, i, clock, bare=bare))
    if head in MONTHS or head in ("the", "of"):
        found.append(_month_first(tokens, i, clock))
    if head == "the" or head[:1].isdigit() or head in SMALL or head in TENS or ordinal_at(tokens, i):
        found.append(_day_first(tokens, i, clock))
    found.append(holiday_at(tokens, i, clock))
    return [one for one in found if one is not None]


def _numeric(tokens: Tokens, i: int, clock: Clock, *, bare: bool) -> Found | None:
    matched = tokens.match(_YEAR_FIRST, i)
    if matched is not None:
        year, _, month, day = matched[0].groups()
        return _found(real_date(int(year), int(month), int(day)), matched[1])
    matched = tokens.match(_PACKED, i)
    if matched is not None:
        return _found(real_date(*map(int, matched[0].groups())), matched[1])
    named = MONTHS.get(tokens.low[i + 2])
    if named is not None and len(tokens.low[i]) == 4 and tokens.low[i + 1] == tokens.low[i + 3] in ("-", "/"):
        day = tokens.low[i + 4]
        return _found(real_date(int(tokens.low[i]), named, int(day)), i + 5) if day.isdigit() and len(day) < 3 else None
    matched = tokens.match(_YEAR_LAST, i)
    if matched is not None:
        first, sign, second, year = matched[0].groups()
        return _two_ways(int(first), int(second), full_year(int(year)), clock, (sign == ".", matched[1]))
    matched = tokens.match(_NO_YEAR, i)
    if matched is None or (matched[0].group(2) != "/" and not bare) or tokens.low[matched[1]] == "%":
        return None
    first, sign, second = matched[0].groups()
    return _two_ways(int(first), int(second), None, clock, (False, matched[1]))


def _two_ways(first: int, second: int, year: int | None, clock: Clock, rest: tuple[bool, int]) -> Found | None:
    """Day and month in the order of the locale, or in the only order that exists; `rest` is (dotted, end)."""
    dotted, end = rest
    orders = [(first, second), (second, first)]
    if dotted or not clock.month_first:
        orders.reverse()
    for month, day in orders:
        one = next_date(month, day, clock) if year is None else real_date(year, month, day)
        if one is not None:
            # Only a region says which comes first; a bare "en" is a guess where both orders exist.
            sure = "-" in clock.locale or "_" in clock.locale or max(first, second) > 12 or first == second
            return _found(one, end, exact=sure)
    return None


def full_year(year: int) -> int:
    """A year of two digits put into 1950 to 2049."""
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def next_date(month: int, day: int, clock: Clock) -> date | None:
    """The next such date from today on, or the last one where the clock looks back; None where no year has it."""
    for years in range(9):
        one = real_date(clock.today.year + years * clock.way, month, day)
        if one is not None and clock.sees(one):
            return one
        if one is None and (month, day) != (2, 29):
            return None
    return None


def _found(day: date | None, end: int, *, exact: bool = True) -> Found | None:
    return None if day is None else (When(day=day, exact=exact), end)


def _skip(tokens: Tokens, j: int, signs: str) -> int:
    """The index after one of `signs` and "of" or "the", if they stand at `j`."""
    j = j + 1 if tokens.low[j] and tokens.low[j] in signs else j
    return j + 1 if tokens.low[j] in ("of", "the") else j


def _month_first(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "March 3", "March the 3rd, 2027", "Dec31", "Oct/2", "march eighteenth", "March 2027", "in March"."""
    month = MONTHS.get(tokens.low[i])
    if month is None:
        return None
    j = i + 2 if tokens.low[i + 1] == "." else i + 1
    k = _skip(tokens, j, ",-/ ")
    said = _day_number(tokens, k)
    year = year_at(tokens, _skip(tokens, j, ",-/"))
    if said is None or (year is not None and year[1] > said[1]):
        if year is not None:
            return _found(real_date(year[0], month, 1), year[1], exact=False)
        # "may" and "march" are words of their own: alone they are months only in capitals.
        plain = tokens.text[tokens.start[i] : tokens.end[i]].islower() and tokens.low[i] in (
            "may",
            "march",
            "mar",
            "sun",
        )
        return None if plain and tokens.size > 1 else _found(next_month(month, clock), i + 1, exact=False)
    day, j = said
    return _with_year(tokens, (month, day), j, clock)


def _day_first(tokens: Tokens, i: int, clock: Clock) -> Found | None:
    """Such as "3 March 2027", "the 3rd of March", "second of Aug.", "05-aug-2016"."""
    low = tokens.low
    j = i + 1 if low[i] == "the" else i
    said = _day_number(tokens, j)
    if said is None:
        return None
    day, j = said
    j = j + 1 if low[j] == "day" and low[j + 1] in ("of", "in") else j
    k = _skip(tokens, _skip(tokens, j, ",-/."), " ")
    month = MONTHS.get(low[k])
    if month is None:
        return None
    k += 2 if low[k + 1] == "." and low[k] not in _MONTH_NAMES and year_at(tokens, k + 2) else 1
    return _with_year(tokens, (month, day), k, clock)


def _with_year(tokens: Tokens, month_day: tuple[int, int], j: int, clock: Clock) -> Found | None:
    month, day = month_day
    k = j + 1 if tokens.low[j] in (",", "-", "/", "of", "in", ".") else j
    year = year_at(tokens, k) or _short_year(tokens, k)
    if year is not None:
        return _found(real_date(year[0], month, day), year[1])
    return _found(next_date(month, day, clock), j)


def next_month(month: int, clock: Clock) -> date:
    """The first day of the next such month, or of the last; the month that runs now counts as either."""
    passed = (month > clock.today.month) if clock.back else (month < clock.today.month)
    return date(clock.today.year + (clock.way if passed else 0), month, 1)


def _day_number(tokens: Tokens, j: int) -> tuple[int, int] | None:
    """A day of the month from 1 to 31 at token `j`, in digits or words, as a cardinal or as an ordinal."""
    ranked = ordinal_at(tokens, j)
    if ranked is not None:
        return ranked if 1 <= ranked[0] <= 31 else None
    word = tokens.low[j]
    if word.isdigit():
        if len(word) > 2 or not 1 <= int(word) <= 31 or tokens.low[j + 1] == ":":
            return None
        return int(word), j + 1
    found = below_hundred(tokens.low, j)
    return found if found is not None and 1 <= found[0] <= 31 else None


def year_at(tokens: Tokens, j: int) -> tuple[int, int] | None:
    """A year at token `j`: "2027", "'94", "two thousand and twenty", "nineteen ninety four"."""
    low = tokens.low
    matched = tokens.match(_YEAR, j) if low[j].isdigit() else None
    if matched is not None and low[matched[1]] not in ("am", "pm", "a", "p", "hours"):
        return int(matched[0].group()), matched[1]
    if low[j] in ("'", "‘") and len(low[j + 1]) == 2 and low[j + 1].isdigit():
        return full_year(int(low[j + 1])), j + 2
    if low[j] in ("nineteen", "twenty", "eighteen"):
        k = j + 2 if low[j + 1] in ("-", "hundred") else j + 1
        k = k + 1 if low[k] == "and" and low[j + 1] == "hundred" else k
        tail = below_hundred(low, k)
        if tail is not None and (tail[0] >= 10 or low[j + 1] == "hundred"):
            return (SMALL.get(low[j]) or TENS[low[j]]) * 100 + tail[0], tail[1]
    if low[j] in ("two", "one") and low[j + 1] == "thousand":
        found = cardinal(low, j)
        if found is not None and 1000 <= found[0] <= 2999:
            return found
    return None


def _short_year(tokens: Tokens, k: int) -> tuple[int, int] | None:
    """The two digits of "3-Mar-27" and "Jan 3, 94"; an hour such as "10 am" is no year."""
    word = tokens.low[k]
    after = tokens.low[k + 1]
    if len(word) == 2 and word.isdigit() and tokens.low[k - 1] in ("-", "/") and after not in (":", "am", "pm", "."):
        return full_year(int(word)), k + 1
    return None


def nth_day(day: int, clock: Clock) -> date | None:
    """The next date from today on that is the `day`th of a month, or the last one where the clock looks back."""
    first = clock.today.replace(day=1)
    for _ in range(13):
        one = real_date(first.year, first.month, day)
        if one is not None and clock.sees(one):
            return one
        first = add_months(first, clock.way)
    return None
