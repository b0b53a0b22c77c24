"""Numbers as people write them: digits, words, fractions, "1.5k", "two and a half", "minus five"."""

from __future__ import annotations

import re

from .numerals import PARTS, SCALES, SMALL, TENS, below_hundred, cardinal, ordinal, scale
from .tokens import Tokens

Number = int | float
Found = tuple[Number, int]

_DIGITS = re.compile(
    r"[0-9]{1,3}(?:[,\u00a0\u202f\u2009][0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?"
    r"|[0-9]{1,18}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?"
)
_GROUPING = re.compile(r"[,\u00a0\u202f\u2009]")
_EUROPEAN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}")
_BARE_POINT = re.compile(r"\.[0-9]{1,18}")
_SLASH = re.compile(r"([0-9]{1,6})\s?[/⁄]\s?([0-9]{1,6})")
_ORDINAL_DIGITS = re.compile(r"([0-9]{1,6})\s?(?:st|nd|rd|th)\b", re.IGNORECASE)
_GLYPHS = {
    "½": 0.5,
    "¼": 0.25,
    "¾": 0.75,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅕": 0.2,
    "⅙": 1 / 6,
    "⅛": 0.125,
    "⅜": 0.375,
    "⅝": 0.625,
}
_SUFFIXES = {"k": 1_000, "mil": 10**6, "bn": 10**9, "b": 10**9, "t": 10**12, "m": 10**6, "g": 10**9}
_SIGNS = {"minus", "negative", "-", "−"}
# No number in words begins otherwise.
HEADS = {*SMALL, *TENS, *SCALES, *(f"{word}s" for word in SCALES), *_GLYPHS, *_SIGNS}
HEADS |= set("mln bln tln a an half quarter couple pair .".split())


def tidy(value: Number) -> Number:
    """A whole float as an int, and the rounding noise of decimal arithmetic gone."""
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 1e15 else rounded


def number_at(tokens: Tokens, i: int) -> Found | None:
    """The longest number at token `i`: its value and the index of the token after it."""
    head = tokens.low[i]
    if not (head in HEADS or head[:1].isdigit()):
        return None
    if i not in tokens.numbers:
        tokens.numbers[i] = _number_at(tokens, i)
    return tokens.numbers[i]


def _number_at(tokens: Tokens, i: int) -> Found | None:
    if tokens.low[i] in _SIGNS and not (tokens.glued(i) and tokens.low[i] == "-"):
        found = _unsigned(tokens, i + 1)
        # "5 - 3" is a subtraction or a range: the sign of a number touches it, unless it is a word.
        if found is None or (tokens.low[i] in "-−" and not tokens.glued(i + 1) and i > 0):
            return None
        return -found[0], found[1]
    return _unsigned(tokens, i)


def _unsigned(tokens: Tokens, i: int) -> Found | None:
    found = _fraction(tokens, i) or _whole(tokens, i)
    if found is None:
        return None
    value, j = _with_part(tokens, *found)
    return tidy(value), j


def numeral_at(tokens: Tokens, i: int) -> Found | None:
    """A number in plain digits at token `i`: "1,234.5", ".5", "2e3"."""
    head = tokens.low[i]
    if not head or not (head.isdigit() or head == "."):
        return None
    if head == ".":
        if tokens.glued(i) and tokens.low[i - 1][-1:].isalnum():
            return None
        matched = tokens.match(_BARE_POINT, i)
        return (float(matched[0].group()), matched[1]) if matched else None
    matched = tokens.match(_EUROPEAN, i)
    if matched:
        return tidy(float(matched[0].group().replace(".", "").replace(",", "."))), matched[1]
    matched = tokens.match(_DIGITS, i)
    if matched is None:
        return None
    text = _GROUPING.sub("", matched[0].group())
    return (int(text) if text.isdigit() else tidy(float(text))), matched[1]


def _whole(tokens: Tokens, i: int) -> Found | None:
    """Digits with an optional scale, or number words with an optional "point five"."""
    found = numeral_at(tokens, i)
    if found is not None:
        return _scaled(tokens, *found)
    if tokens.low[i] in _GLYPHS:
        return _GLYPHS[tokens.low[i]], i + 1
    words = cardinal(tokens.low, i)
    if words is None:
        return _couple(tokens, i)
    value, j = words
    return _after_point(tokens, value, j) if tokens.low[j] == "point" else (value, j)


def _couple(tokens: Tokens, i: int) -> Found | None:
    """Such as "a couple", "a couple of", "a pair of"."""
    j = i + 1 if tokens.low[i] == "a" else i
    if tokens.low[j] not in ("couple", "pair") or (tokens.low[j] == "pair" and tokens.low[j + 1] != "of"):
        return None
    return 2, j + 2 if tokens.low[j + 1] == "of" else j + 1


def _after_point(tokens: Tokens, value: int, j: int) -> Found:
    """The digits said one by one after "point"."""
    digits, k = "", j + 1
    while (said := cardinal(tokens.low, k)) is not None and len(digits) < 15:
        digits += str(said[0])
        k = said[1]
    return (float(f"{value}.{digits}"), k) if digits else (value, j)


def _scaled(tokens: Tokens, value: Number, j: int) -> Found:
    """Apply "k", "bn", "million", "hundred thousand" after digits, and add smaller groups: "2 million 500 thousand"."""
    word = tokens.low[j]
    if word in _SUFFIXES and (tokens.glued(j) or word in ("k", "bn")):
        return tidy(value * _SUFFIXES[word]), j + 1
    size = 1
    while factor := scale(tokens.low[j]):
        value, size, j = tidy(value * factor), size * factor, j + 1
    k = j + 1 if tokens.low[j] == "and" else j
    smaller = _whole(tokens, k) if size > 12 and tokens.low[k] not in ("a", "an", "half", "couple") else None
    if smaller is not None and 0 < smaller[0] < size and tokens.low[smaller[1]] not in PARTS:
        return tidy(value + smaller[0]), smaller[1]
    return value, j


def _fraction(tokens: Tokens, i: int) -> Found | None:
    """Such as "3/4", "two thirds", "a quarter", "half", "half a million", "three quarters of a million"."""
    matched = tokens.match(_SLASH, i)
    if matched is not None and tokens.low[matched[1]] not in ("/", "⁄") and int(matched[0].group(2)):
        top, bottom = int(matched[0].group(1)), int(matched[0].group(2))
        return _of_scale(tokens, top / bottom, matched[1])
    low = tokens.low
    if low[i] in ("half", "quarter"):
        scaled = _of_scale(tokens, 1 / PARTS[low[i]], i + 1)
        # A quarter alone may be three months or a coin.
        return scaled if low[i] == "half" or scaled[1] > i + 1 else None
    if low[i] in ("a", "an") and scale(low[i + 1]) and low[i + 2] in PARTS and low[i + 2].endswith("s"):
        return scale(low[i + 1]) / PARTS[low[i + 2]], i + 3
    top_words = (1, i + 1) if low[i] in ("a", "an") else (numeral_at(tokens, i) or below_hundred(low, i))
    if top_words is None:
        return None
    top_value, j = top_words
    if low[j] == "-":
        j += 1
    if low[j] == "over" and (under := numeral_at(tokens, j + 1) or cardinal(low, j + 1)) and under[0]:
        return top_value / under[0], under[1]
    parts, end = _denominator(low, j)
    if not parts or (top_value != 1 and not low[end - 1].endswith("s") and low[j] not in ("half", "quarter")):
        return None
    return _of_scale(tokens, top_value / parts, end)


def _denominator(low: list[str], j: int) -> tuple[int, int]:
    """What a part is a part of, "quarters" or "twenty-firsts", and the index after it; 0 where there is none."""
    if low[j] in PARTS:
        return PARTS[low[j]], j + 1
    k = next((k for k in range(j, j + 4) if low[k] in PARTS or low[k] in ("firsts", "first", "seconds")), j)
    if k == j or low[j] not in TENS and not scale(low[j]):
        return 0, j
    if scale(low[j]) and scale(low[k].rstrip("s").removesuffix("th")):
        return scale(low[j]) * PARTS.get(low[k], 0), k + 1
    found = ordinal([*low[j:k], low[k].removesuffix("s"), "", "", ""], 0)
    return (found[0], k + 1) if found is not None else (0, j)


def _of_scale(tokens: Tokens, value: float, j: int) -> Found:
    """Multiply by the "a million" of "half a million" or the "million" of "3/4 million"."""
    k = j + 1 if tokens.low[j] == "of" else j
    k = k + 1 if tokens.low[k] in ("a", "an") else k
    factor = scale(tokens.low[k])
    return (value * factor, k + 1) if factor else (value, j)


def _with_part(tokens: Tokens, value: Number, j: int) -> Found:
    """Add the "and a half" of "two and a half", the "1/2" of "2 1/2", the "½" of "2½"."""
    low = tokens.low
    if low[j] in _GLYPHS:
        return value + _GLYPHS[low[j]], j + 1
    matched = tokens.match(_SLASH, j) if value == int(value) and not tokens.glued(j) else None
    if matched is not None and 0 < int(matched[0].group(1)) < int(matched[0].group(2)):
        return value + int(matched[0].group(1)) / int(matched[0].group(2)), matched[1]
    if low[j] != "and" or value != int(value):
        return value, j
    k = j + 1
    part = _fraction(tokens, k)
    if part is not None and 0 < part[0] < 1:
        # "a million and a half" is half a million more, "five and a half million" takes the scale for both.
        unit = scale(low[j - 1]) if scale(low[j - 1]) >= 10**6 else 1
        factor = scale(low[part[1]]) if unit == 1 else 0
        total = value + part[0] * unit
        return (total * factor, part[1] + 1) if factor else (total, part[1])
    if part is not None and part[0] >= 1000 and low[part[1] - 1] != low[j - 1] and scale(low[part[1] - 1]):
        factor = scale(low[part[1] - 1])
        return (value * factor if value < 1000 else value) + part[0], part[1]
    return value, j


def ordinal_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Such as "3rd", "21 st", "twenty-first" at token `i`: the rank and the index after it."""
    if tokens.low[i].isdigit():
        matched = tokens.match(_ORDINAL_DIGITS, i)
        return (int(matched[0].group(1)), matched[1]) if matched else None
    return ordinal(tokens.low, i)


def percent_at(tokens: Tokens, i: int) -> Found | None:
    """A number followed by "%", "percent" or "per cent" at token `i`: the number, so that 20 % is 20."""
    found = number_at(tokens, i)
    if found is None:
        return None
    value, j = found
    low = tokens.low
    if low[j] == "-" or (low[j] in ("a", "of") and low[j - 1] in ("half", "quarter")):
        j += 2 if low[j : j + 2] == ["of", "a"] else 1
    if low[j] in ("%", "％", "percent", "pct", "percentage", "percents"):
        return value, j + 1
    if low[j] == "per" and low[j + 1] in ("cent", "cents"):
        return value, j + 2
    return None
