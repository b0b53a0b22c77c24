"""Words for a number, in the unit that a parameter wants."""

from __future__ import annotations

import re
from collections.abc import Callable

from .clock import Clock
from .counts import counted
from .dates import MONTHS
from .durations import Length
from .moments import when_at
from .money import amount_at
from .numbers import Number, number_at, ordinal_at, percent_at, tidy
from .points import day_of_settled, find_length
from .results import Reading, Unclear
from .tokens import Tokens
from .units import DIMENSION, FACTOR, Quantity, quantity_at, unit_name_at
from .wants import Wanted

Rule = Callable[[Tokens, int], tuple[Number, int] | None]
# Text behind the words is looked at this far: enough for a unit.
_BEHIND = 24
_LONGEST = 400
_AROUND = (
    "about around roughly approximately exactly at to by of the a an only just is = : up than less more over below "
    "under above least ~ # . , ! ? ; ) ( \" ' please number level"
)
_FILLERS = set(_AROUND.split())
_EXTREMES = {"max": 1, "maximum": 1, "full": 1, "highest": 1, "min": -1, "minimum": -1, "lowest": -1, "mute": -1}
_EXTREMES |= {"fully": 1, "completely": 1, "entirely": 1}
_WHOLE = {"a", "an", "the", "full", "whole", "entire"}
_NONE = {"zero", "none", "nothing", "no", "nil"}
_BEFORE_CHRIST = re.compile(r"\bb\.?\s?c\b", re.IGNORECASE)
# What follows "2/14" and "20 over 8" is another number, though the two together look like a fraction.
_NEXT_NUMBER = re.compile(r"\s*(?:[/⁄]|over\b)|,(?:[0-9]{1,2}|[0-9]{4,})\b")
# The unit right behind a number: what comes after it is told of something else ("15", " years and 120 days served").
_ONE_UNIT = re.compile(r"(\W*(?:(?:and a half|an?|of an?)\W+)?[A-Za-z]+)\b.*", re.DOTALL)
_SPACED = re.compile(r"(?<![\d.,])([0-9]{1,3})((?: [0-9]{3})+)(?![\d])")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])([0-9]{1,4}),([0-9]{1,2})(?![\d.,])")
_LIKELY = re.compile(r"probab|prevalence|share|proportion|odds|chance|rate|ratio|fraction|percent")
_MOMENT_PARTS = {"year", "month", "day", "hour", "minute"}


def read_number(words: str, wanted: Wanted, clock: Clock, after: str = "") -> Reading | Unclear:
    """The number that the words say, in the unit wanted.

    Units are converted; without a unit in the words the number is taken to be in the one wanted. `after` is the
    text behind the words, so that "5" is read in full where " km" follows.
    """
    words = words[:_LONGEST]
    words = _DECIMAL_COMMA.sub(r"\1.\2", _SPACED.sub(lambda found: found[0].replace(" ", ""), words))
    after = "" if _NEXT_NUMBER.match(after) else after
    if DIMENSION.get(wanted.unit) == "time":
        behind = _unit_behind(after)
        if words[-1:].isdigit() or find_length(words)[0] is None:
            behind = _ONE_UNIT.sub(r"\1", behind)
        length, whole = find_length(words + behind, len(words))
        if length is not None:
            return Reading(_in_time(length, wanted.unit), length.exact and whole)
    found = _find(words, after[:_BEHIND], wanted)
    # "3pm" is the hour 15; a number that is all there is needs no calendar.
    part = None if isinstance(found, Reading) and found.exact else _moment_part(words, wanted, clock)
    if part is not None or isinstance(found, Reading):
        return part or _signed(found, words, after, wanted)
    low = [token for token in Tokens(words).low if token]
    if len(low) == 1 and low[0] in _NONE:
        return Reading(0)
    if found.options:
        return found
    return counted(words, wanted) or _one_unit(words, wanted) or found


def _in_time(length: Length, unit: str) -> Number:
    """A length in a unit of time; months and years by the calendar, so that five years are sixty months."""
    if unit in ("mo", "yr") and not length.days and not length.seconds:
        months = length.years * 12 + length.months
        return tidy(months if unit == "mo" else months / 12)
    return tidy(length.total / FACTOR[unit])


def _signed(found: Reading | Unclear, words: str, after: str, wanted: Wanted) -> Reading | Unclear:
    """Below zero where the description says that such words are: "44 BC" where a year is "negative for BC"."""
    if not wanted.below or isinstance(found, Unclear) or not isinstance(found.value, (int, float)) or found.value <= 0:
        return found
    behind = Tokens(after[:_BEHIND])
    said = {*Tokens(words).low, *(behind.low[:1] if after[:1] in (" ", "-") else ())}
    christ = wanted.below & {"bc", "bce"} and _BEFORE_CHRIST.search(f"{words}{after[:6]}")
    return Reading(-found.value, found.exact) if christ or wanted.below & said else found


def _one_unit(words: str, wanted: Wanted) -> Reading | None:
    """One of a unit that is named without a number: "week" where days are wanted, "full mile" where kilometres are."""
    tokens = Tokens(words)
    start = next((i for i in range(tokens.size) if tokens.low[i] not in _WHOLE), 0)
    named = unit_name_at(tokens, start) if wanted.unit else None
    if named is None or named[1] < tokens.size:
        return None
    into = Quantity(1, named[0], DIMENSION.get(named[0], "")).into(wanted.unit)
    return None if into is None else Reading(into, exact=False)


def extreme(words: str) -> int:
    """1 for "maximum" and the like, -1 for "minimum", else 0."""
    if "all the way" in words[:100].lower():
        return -1 if "down" in words[:100].lower() else 1
    return next((_EXTREMES[token] for token in Tokens(words[:100]).low if token in _EXTREMES), 0)


def _unit_behind(after: str) -> str:
    """The text behind the words, where a unit or a further part may stand."""
    return after[:_BEHIND] if after[:1] in (" ", "-") or after[:1].isalpha() else ""


def _find(words: str, after: str, wanted: Wanted) -> Reading | Unclear:
    """The first number in `words`, read on into `after` where it goes on there."""
    tokens = Tokens(words + after)
    last = len(words.rstrip())
    question = Unclear(f"What number should the {wanted.label} be?")
    values: list[tuple[Number, bool]] = []
    leftover, i = False, 0
    while i < tokens.size and tokens.start[i] < last:
        said = _value_at(tokens, i, wanted)
        if said is None:
            leftover = leftover or tokens.low[i] not in _FILLERS
            i += 1
            continue
        value, i, exact = said
        values.append((value, exact))
    if not values:
        return question
    if len({value for value, _ in values}) > 1:
        options = tuple(value for value, _ in values)
        shown = " or ".join(str(value) for value in options[:4])
        return Unclear(f"Which number is meant for the {wanted.label}: {shown}?", options)
    return Reading(tidy(values[0][0]), values[0][1] and not leftover)


def _value_at(tokens: Tokens, i: int, wanted: Wanted) -> tuple[Number, int, bool] | None:
    """The value at token `i`, the index after it, and whether its unit fits."""
    if tokens.glued(i) and tokens.low[i].isdigit() and tokens.low[i - 1].isalnum():
        return None
    percent = percent_at(tokens, i)
    if percent is not None:
        return (percent[0] / 100 if wanted.fraction else percent[0]), percent[1], True
    quantity = quantity_at(tokens, i) or _degrees_at(tokens, i, wanted) if wanted.unit else None
    if quantity is not None:
        into = quantity[0].into(wanted.unit)
        if into is not None:
            return into, quantity[1], True
    share = _share_at(tokens, i, wanted)
    if share is not None:
        return share
    amount = amount_at(tokens, i)
    if amount is not None:
        return amount[0].value * (100 if wanted.cents else 1), amount[1], True
    number, ranked = number_at(tokens, i), ordinal_at(tokens, i)
    # "One hundred twenty-fifth" is a rank, "a thousandth" a fraction.
    if ranked is not None and (number is None or (ranked[1] >= number[1] and tokens.low[i] != "a")):
        return ranked[0], ranked[1], True
    if number is not None:
        # A unit of another dimension than the one wanted makes the reading a guess.
        return number[0], number[1] if quantity is None else quantity[1], quantity is None
    return None


def _degrees_at(tokens: Tokens, i: int, wanted: Wanted) -> tuple[Quantity, int] | None:
    """Such as "50 F", where a temperature is wanted; elsewhere a letter after a space names no unit."""
    number = number_at(tokens, i) if DIMENSION.get(wanted.unit) == "temperature" else None
    if number is None or tokens.low[number[1]] not in ("c", "f", "k"):
        return None
    return Quantity(number[0], tokens.low[number[1]].upper(), "temperature"), number[1] + 1


def _share_at(tokens: Tokens, i: int, wanted: Wanted) -> tuple[Number, int, bool] | None:
    """Such as "one in a hundred", "3 out of 4"; and in per cent "half", "a quarter", where they are words."""
    number = number_at(tokens, i)
    if number is None or number[0] <= 0:
        return None
    value, j = number
    if tokens.low[j] in ("in", "out") and _LIKELY.search(f"{wanted.label} {wanted.description}".lower()):
        whole = number_at(tokens, j + 2 if tokens.low[j] == "out" and tokens.low[j + 1] == "of" else j + 1)
        if whole is not None and whole[0] > value:
            return value / whole[0] * (100 if wanted.percent else 1), whole[1], True
    if wanted.percent and value < 1 and tokens.low[i].isalpha() and tokens.low[i] not in ("zero", "nought", "point"):
        return value * 100, j, True
    return None


def _moment_part(words: str, wanted: Wanted, clock: Clock) -> Reading | None:
    """The year, month, day or hour of a date, for a parameter of that name."""
    part = wanted.label.split()[-1]
    if part not in _MOMENT_PARTS:
        return None
    tokens = Tokens(words)
    if part == "month" and tokens.low[0].rstrip(".") in MONTHS:
        return Reading(MONTHS[tokens.low[0].rstrip(".")])
    found = when_at(tokens, 0, clock)
    if not found:
        return None
    moment = day_of_settled(found[0][0], clock)
    value = {"year": moment.year, "month": moment.month, "day": moment.day, "hour": moment.hour}.get(
        part, moment.minute
    )
    return Reading(value, exact=False)
