"""Parts of the day and of the clock: "in the morning", "tonight", "at lunch", "a.m."."""

from __future__ import annotations

from datetime import time

from .tokens import Tokens

_PARTS = {"morning": "morning", "mornings": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night"}
_PARTS |= {"tonight": "tonight", "tonite": "tonight", "breakfast": "morning", "brunch": "morning", "lunch": "lunch"}
_PARTS |= {
    "lunchtime": "lunch",
    "midafternoon": "afternoon",
    "dinner": "evening",
    "supper": "evening",
    "dinnertime": "evening",
    "eve": "evening",
}
_PARTS |= {"nighttime": "night", "midmorning": "morning", "evenings": "evening", "afternoons": "afternoon"}
# The hours at which people eat.
MEALS = {"breakfast": time(8), "brunch": time(11), "lunch": time(12), "lunchtime": time(12), "dinner": time(19)}
MEALS |= {"supper": time(19), "dinnertime": time(19), "midmorning": time(10)}


def part_at(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The part of the day at token `i`: "in the morning", "this evening", "at night", "tonight", "lunch"."""
    low = tokens.low
    j = i
    if low[j] in ("in", "during", "at", "for", "on", "early", "late"):
        j += 1
    if low[j] in ("the", "this") or (low[j] in ("early", "late") and j > i):
        j += 1
    if low[j] in ("early", "late", "mid"):
        mid = low[j] == "mid"
        j = j + 2 if low[j + 1] == "-" else j + 1
        if mid and low[j] in ("night", "day"):
            return None
    part = _PARTS.get(low[j])
    if part is None:
        return None
    return part, j + 2 if low[j + 1] == "time" else j + 1


def part_after(tokens: Tokens, j: int) -> bool:
    """True if "in the morning", "at night" and the like follow at `j`."""
    low = tokens.low
    return (low[j] in ("in", "at", "this") and part_at(tokens, j) is not None and low[j + 1] not in MEALS) or (
        low[j] in ("tonight", "tonite")
    )


def meridiem_at(tokens: Tokens, j: int) -> tuple[str, int] | None:
    """Such as "am", "p.m.", "p m", and "a" or "p" that touch a digit, at token `j`."""
    low = tokens.low
    if low[j] == "." and low[j + 1] in ("am", "pm"):
        j += 1
    word = low[j]
    if word in ("am", "pm"):
        return word, j + 1
    if word not in ("a", "p"):
        return None
    if low[j + 1] == "m":
        return word + "m", j + 2
    if low[j + 1] == "." and low[j + 2] == "m":
        return word + "m", j + 4 if low[j + 3] == "." else j + 3
    if tokens.glued(j) and low[j - 1].isdigit():
        return word + "m", j + 1
    return None
