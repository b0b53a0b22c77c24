"""Names of weekdays and months that are nearly spelt right: "satuday", "fridya", "janary"."""

from __future__ import annotations

from functools import lru_cache

from .dates import MONTHS, WEEKDAYS
from .days import NAMED
from .tokens import Tokens

_RIGHT = (
    "monday tuesday wednesday thursday friday saturday sunday tomorrow yesterday today tonight "
    "january february march april june july august september october november december"
).split()
_KNOWN = {*MONTHS, *WEEKDAYS, *NAMED}
# In shorter names one other letter makes another word ("match", "jury"): there only two letters may be swapped.
_LONG = 6
# What stands by a day.
_BEFORE = set("on next last this coming past by until till before after from for every of in since".split())
_AFTER = set("at @ , from morning afternoon evening night noon next the by until".split())
_RANKS = {"st", "nd", "rd", "th"}


def mend(tokens: Tokens) -> None:
    """Write the names right that are nearly so and stand by a time, or alone; `tokens.mended` keeps where."""
    for i in range(tokens.size):
        before, after = tokens.low[i - 1] if i else "", tokens.low[i + 1]
        beside = before in _BEFORE | _RANKS or after in _AFTER or before.isdigit() or after.isdigit()
        if beside or tokens.size == 1:
            name = _near(tokens.low[i])
            if name:
                tokens.low[i] = name
                tokens.mended.add(i)


@lru_cache(maxsize=4096)
def _near(word: str) -> str:
    """The one name that a word is nearly; of several the one with the same first letter; else empty."""
    if word in _KNOWN or not word.isalpha() or not 3 < len(word) < 11:
        return ""
    found = [name for name in _RIGHT if _swapped(word, name) or (len(name) >= _LONG and _one_off(word, name))]
    if len(found) > 1:
        found = [name for name in found if name[0] == word[0]]
    return found[0] if len(found) == 1 else ""


def _swapped(word: str, name: str) -> bool:
    """Two letters that follow each other changed places."""
    wrong = [i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b]
    if len(word) != len(name) or len(wrong) != 2 or wrong[1] - wrong[0] != 1:
        return False
    return word[wrong[0]] == name[wrong[1]] and word[wrong[1]] == name[wrong[0]]


def _one_off(word: str, name: str) -> bool:
    """One letter is another, is missing, or is too many; an "s" behind makes another word."""
    if abs(len(word) - len(name)) > 1 or word == f"{name}s":
        return False
    head = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    shorter, longer = sorted((word[head:], name[head:]), key=len)
    return shorter[len(shorter) == len(longer) :] == longer[1:]
