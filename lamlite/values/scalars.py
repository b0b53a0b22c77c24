"""Words for a number, in the unit that a parameter wants."""

from __future__ import annotations

from collections.abc import Callable

from .clock import Clock
from .dates import MONTHS
from .moments import when_at
from .money import amount_at
from .numbers import Number, number_at, ordinal_at, percent_at, tidy
from .points import day_of_settled, find_length
from .results import Reading, Unclear
from .tokens import Tokens
from .units import DIMENSION, FACTOR, quantity_at
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
_NONE = {"zero", "none", "nothing", "no", "nil"}
_MOMENT_PARTS = {"year", "month", "day", "hour", "minute"}


def read_number(words: str, wanted: Wanted, clock: Clock, after: str = "") -> Reading | Unclear:
    """The number that the words say, in the unit wanted.

    Units are converted; without a unit in the words the number is taken to be in the one wanted. `after` is the
    text behind the words, so that "5" is read in full where " km" follows.
    """
    words = words[:_LONGEST]
    if DIMENSION.get(wanted.unit) == "time":
        length, whole = find_length(words + _unit_behind(after), len(words))
        if length is not None:
            value = tidy(length.total / FACTOR[wanted.unit])
            return Reading(value, length.exact and whole)
    found = _find(words, after[:_BEHIND], wanted)
    # "3pm" is the hour 15; a number that is all there is needs no calendar.
    part = None if isinstance(found, Reading) and found.exact else _moment_part(words, wanted, clock)
    if part is not None or isinstance(found, Reading):
        return part or found
    low = [token for token in Tokens(words).low if token]
    if len(low) == 1 and low[0] in _NONE:
        return Reading(0)
    return found


def extreme(words: str) -> int:
    """1 for "maximum" and the like, -1 for "minimum", else 0."""
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
    quantity = quantity_at(tokens, i) if wanted.unit else None
    if quantity is not None:
        into = quantity[0].into(wanted.unit)
        if into is not None:
            return into, quantity[1], True
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
