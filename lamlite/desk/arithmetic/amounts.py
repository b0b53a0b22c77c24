"""Exact numbers in digits and words: "1,250.5", "three million", "two and a half", "three quarters", "7th"."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from lamlite.values.numerals import PARTS, SMALL, TENS, cardinal, ordinal, scale

from .operations import Part

_THOUSAND = ("k", "grand")


def number_at(low: list[str], i: int) -> tuple[Fraction, int] | None:
    """The number at token `i` and the index after it, with its scale and its part: "2.5 million", "two and a half"."""
    found = _digits_at(low, i) or _words_at(low, i)
    if found is None:
        return None
    value, j = _with_part(low, *found)
    if low[j] in _THOUSAND:
        return value * 1000, j + 1
    while factor := scale(low[j]):
        value, j = value * factor, j + 1
    return value, j


def _digits_at(low: list[str], i: int) -> tuple[Fraction, int] | None:
    if not low[i][-1:].isdecimal() or not low[i].isascii() or low[i][0].isalpha():
        return None
    return _after_point(low, Fraction(low[i].replace(",", "")), i + 1)


def _words_at(low: list[str], i: int) -> tuple[Fraction, int] | None:
    if low[i] == "point":
        value, j = _after_point(low, Fraction(0), i)
        return (value, j) if j > i else None
    found = cardinal(low, i)
    # The "one" of "one half" and the "two" of "two thirds" count parts.
    if found is None or (part_at(low, i) or (0, 0))[1] > found[1]:
        return None
    return _after_point(low, Fraction(found[0]), found[1])


def _after_point(low: list[str], value: Fraction, j: int) -> tuple[Fraction, int]:
    """The digits said one by one after "point"."""
    digits, k = "", j + 1
    while low[j] == "point" and (low[k].isdecimal() or SMALL.get(low[k], 10) < 10):
        digits += low[k] if low[k].isdecimal() else str(SMALL[low[k]])
        k += 1
    return (value + Fraction(int(digits), 10 ** len(digits)), k) if digits else (value, j)


def _with_part(low: list[str], value: Fraction, j: int) -> tuple[Fraction, int]:
    """The number with the "and a half", the "1/2" or the "½" behind it."""
    if value.denominator > 1:
        return value, j
    if low[j + 1] == "/" and low[j].isdecimal() and low[j + 2].isdecimal() and 0 < int(low[j]) < int(low[j + 2]):
        return value + Fraction(int(low[j]), int(low[j + 2])), j + 3
    part = part_at(low, j + 1 if low[j] == "and" else j) if low[j] == "and" or low[j][:1] > "\x7f" else None
    # In "5 and a third of 90" the third is that of 90.
    if part is None or not 0 < part[0] < 1 or low[part[1]] == "of":
        return value, j
    return value + part[0], part[1]


def part_at(low: list[str], i: int) -> tuple[Fraction, int] | None:
    """The fraction said as one at token `i`: "a third", "three quarters", "half", "half a million", "¾"."""
    word = low[i]
    if len(word) == 1 and word > "\x7f" and unicodedata.category(word) == "No":
        return Part(Fraction(unicodedata.numeric(word)).limit_denominator(100)), i + 1
    top, j = Fraction(1), i
    if word in ("a", "an"):
        j = i + 1
    elif word.isdecimal():
        top, j = Fraction(int(word)), i + 1
    elif word in SMALL or word in TENS:
        found = cardinal(low, i)
        top, j = (Fraction(found[0]), found[1]) if found else (top, i)
    parts, single = PARTS.get(low[j], 0), not low[j].endswith("s")
    # "Third" alone is a rank, and so is "twenty fifth".
    if (
        not parts
        or (j == i and low[j] != "half" and low[j + 1] != "of")
        or (top != 1 and single and parts not in (2, 4))
    ):
        return None
    value, j = Part(top / parts), j + 1
    if low[j] in ("a", "an") and scale(low[j + 1]):
        return value * scale(low[j + 1]), j + 2
    return value, j


def rank_at(low: list[str], i: int) -> tuple[int, int] | None:
    """The rank at token `i` and the index after it: "7th", "seventh"."""
    if low[i].isdecimal() and low[i + 1] in ("st", "nd", "rd", "th"):
        return int(low[i]), i + 2
    return ordinal(low, i)
