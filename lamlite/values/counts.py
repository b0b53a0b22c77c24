"""Words that stand for a number without being one: "twice", "a mile", "no delay", "hexagon", "binary", "from rest"."""

from __future__ import annotations

import re

from .results import Reading
from .stems import same_meaning, stem
from .tokens import Tokens
from .wants import Wanted

_TIMES = {"once": 1, "twice": 2, "thrice": 3, "single": 1, "double": 2, "triple": 3, "quadruple": 4, "both": 2}
_TIMES |= {"doubled": 2, "tripled": 3, "sole": 1, "solo": 1, "alone": 1}
_POWERS = {"squared": 2, "square": 2, "cubed": 3, "cube": 3, "quadratic": 2, "cubic": 3, "linear": 1}
_BASES = {"binary": 2, "octal": 8, "decimal": 10, "hexadecimal": 16, "hex": 16, "ternary": 3}
_CORNERS = {"triangle": 3, "quadrilateral": 4, "square": 4, "rectangle": 4, "pentagon": 5, "hexagon": 6, "heptagon": 7}
_CORNERS |= {"octagon": 8, "nonagon": 9, "decagon": 10, "dodecagon": 12}
_STILL = {"rest": 0, "standstill": 0, "still": 0, "stationary": 0, "stopped": 0}
_PEOPLE = {"me": 1, "myself": 1, "alone": 1, "solo": 1, "couple": 2}
_PARTLY = {"halfway": 50, "midway": 50}
# Words that count only where the name or the description of the parameter has one of these.
_TABLES = (
    (re.compile(r"\bbase\b|radix"), _BASES),
    (re.compile(r"\bsides?\b|corners?\b|vertices|edges"), _CORNERS),
    (re.compile(r"exponent|\bpower\b|degree of|\border\b"), _POWERS),
    (re.compile(r"velocity|speed"), _STILL),
    (re.compile(r"per[ -]?cent|\b0 (?:to|-|–) 100\b"), _PARTLY),
    (re.compile(r"guests?\b|passengers?\b|people|persons?\b|adults?\b|travell?ers?\b|party\b"), _PEOPLE),
    (re.compile(r"^"), _TIMES),
)
_LETTERED = re.compile(r"\s*[A-Za-z×#]\s?([0-9]{1,6})\s*")
_NONE = {"no", "without", "nothing", "zero"}
_VAGUE = {"few", "lot", "bit", "little", "number", "while", "several", "day", "time", "moment", "certain"}
_LONGEST = 5


def counted(words: str, wanted: Wanted) -> Reading | None:
    """The number that words without a numeral stand for, or None."""
    tokens = Tokens(words[:100])
    low = [token for token in tokens.low[: tokens.size] if token[:1].isalnum()]
    if not low or len(low) > _LONGEST:
        return None
    said = _named(low, wanted)
    if said is not None:
        return said
    lettered = _LETTERED.fullmatch(words)
    if lettered is not None:
        # The 20 of "d20", the 2 of "x2".
        return Reading(int(lettered[1]), exact=False)
    text = f"{wanted.label} {wanted.description}".lower()
    for asked, table in _TABLES:
        hits = {number for word, number in table.items() if word in low}
        if len(hits) == 1 and asked.search(text) and (len(low) <= 2 or table is not _PEOPLE):
            return Reading(hits.pop(), exact=len(low) <= 2)
    if low[0] in _NONE:
        return Reading(0, exact=len(low) == 1)
    if low[0] in ("a", "an") and low[1:2] != ["pair"] and not _VAGUE & set(low[1:2]):
        return Reading(1, exact=False)
    return Reading(2, exact=False) if low[:2] == ["a", "pair"] else None


def _named(low: list[str], wanted: Wanted) -> Reading | None:
    """The number that the description gives to one of the words: 100 for "open" where "100 is open" stands."""
    hits = {number for word, number in wanted.numbers for one in low if _alike(one, word)}
    return Reading(hits.pop(), exact=len(low) == 1) if len(hits) == 1 else None


def _alike(one: str, other: str) -> bool:
    """The same word, one with an ending, or one that means the same: "close", "closed" and "shut"."""
    return one == other or stem(one) == stem(other) or same_meaning(one, other)
