"""Numbers that a description gives to words: "0 is closed, 100 fully open", "1 = Monday", "Sunday is 0"."""

from __future__ import annotations

import re

from .dates import WEEKDAYS

_WHOLLY = r"(?:the |fully |all the way |completely )*([a-z]{3,20})"
_NUMBER_FIRST = re.compile(
    rf"(?<![\w.])(-?[0-9]{{1,5}})(?:\s*(?:=|:|is|means|being|stands for)\s*|\s?\(){_WHOLLY}", re.IGNORECASE
)
# "0 is closed, 100 fully open": after one such pair the next needs no "is".
_BOTH = re.compile(rf"(?<![\w.])(-?[0-9]{{1,5}}) {_WHOLLY}(?=,| and| to)", re.IGNORECASE)
_NEXT = re.compile(rf"\s*(?:,|;|and|,? to|\) to)\s+(-?[0-9]{{1,5}})\s{_WHOLLY}", re.IGNORECASE)
_WORD_FIRST = re.compile(r"\b([a-z]{3,20})\s*(?:=|:|is|\()\s?(-?[0-9]{1,5})(?![\w.%])", re.IGNORECASE)
_HOLLOW = set(
    "the and for from default value number range minimum maximum max min between not per see with example".split()
)


def numbering(description: str) -> tuple[tuple[str, int], ...]:
    """Words with the numbers that the description gives them; of weekdays all seven where one or two are named."""
    found: dict[str, int] = {}
    # "0 closed, 100 fully open": two in a row need no "is" at all.
    pairs = [one for one in _BOTH.finditer(description) if _NEXT.match(description, one.end())]
    for match in (*_NUMBER_FIRST.finditer(description), *pairs):
        found.setdefault(match[2].lower(), int(match[1]))
        following = _NEXT.match(description, match.end())
        if following is not None:
            found.setdefault(following[2].lower(), int(following[1]))
    for match in _WORD_FIRST.finditer(description):
        found.setdefault(match[1].lower(), int(match[2]))
    days = {WEEKDAYS[word]: number for word, number in found.items() if word in WEEKDAYS}
    if days:
        return tuple(sorted(_week(days).items()))
    return tuple((word, number) for word, number in found.items() if word not in _HOLLOW)


def _week(days: dict[int, int]) -> dict[str, int]:
    """All days of the week, counted on from one that is known; the lowest number is 0 or 1."""
    day, number = next(iter(days.items()))
    lowest = min(0 if 0 in days.values() else 1, *days.values())
    return {name: (number - lowest + n - day) % 7 + lowest for name, n in WEEKDAYS.items()}
