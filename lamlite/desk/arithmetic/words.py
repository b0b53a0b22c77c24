"""An expression cut into words, numbers and signs, in lower case."""

from __future__ import annotations

import re

from lamlite.core.errors import ToolError
from lamlite.values.numerals import PARTS, SCALES, SMALL

from .phrases import ARTICLES, BILLS, IDLE, LEADS, TRAILS, longest

_PADDING = 8
_CURRENCIES = (
    "$ dollar dollars buck bucks usd|€ euro euros eur|£ pound pounds quid gbp|¥ yen jpy|₹ rupee rupees inr|"
    "franc francs chf"
)
_CURRENCY = {name: n for n, names in enumerate(_CURRENCIES.split("|")) for name in names.split()}
_SIGNS = str.maketrans({
    "×": "*", "✕": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "’": "'", "π": " pi ", "²": " squared ",
    "³": " cubed ", "⁄": "/", "\u00a0": " ", "\u202f": " ",
})  # fmt: skip
_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?(?:[0-9]{1,2}|[12][0-9]{2})(?![0-9a-z]))?"
_PIECE = re.compile(
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|{_NUMBER}|log10|log2|[a-z]+(?:'[a-z]+)*|\*\*|//|\S"
)
_UNGROUPED = re.compile(rf"{_NUMBER}|log10|log2|[a-z]+|\*\*|//|\S")
# Where a function takes several values, commas part them: max(1,234).
_SEVERAL = re.compile(r"\b(?:min|max|round|log)\s*\(")
_SECOND = "|".join([*PARTS, *SCALES, *_CURRENCY, *(" ".join(bill) for bill in BILLS)]).replace("$|", "")
_HYPHEN = re.compile(rf"(?<=[a-z0-9])-(?=(?:{_SECOND}|cent)\b)|(?<=ty)-(?=(?:{'|'.join(list(SMALL)[1:10])})\b)")
_SHARERS = re.compile(r"(\S+)\s+(?:equal\s+)?ways\b")
# "15% 80" lacks a word, while "17 % 5" and "17%5" are remainders.
_TOUCHING = re.compile(r"(?<=[0-9)])%(?=\s)")


def cut(text: str) -> list[str]:
    """The tokens, without what only asks for the value, and with some empty ones behind.

    A comma that parts is ";", a power "**"; names of one currency are left out.

    Raises:
        ToolError: there are amounts of two currencies.
    """
    low = _HYPHEN.sub(" ", text.lower().translate(_SIGNS).replace("^", "**"))
    low = _SHARERS.sub(r"by \1", _TOUCHING.sub(" percent ", low))
    pieces = (_UNGROUPED if _SEVERAL.search(low) else _PIECE).findall(low)
    if len({_CURRENCY[piece] for piece in pieces if piece in _CURRENCY}) > 1:
        raise ToolError(f"{text!r} has amounts of two currencies.")
    kept = [";" if piece == "," else piece for piece in pieces if piece not in _CURRENCY and piece not in IDLE]
    return [*_bare(kept), *[""] * _PADDING]


def _bare(pieces: list[str]) -> list[str]:
    """The pieces without "what is" in front and "please" behind."""
    start, end = 0, len(pieces)
    padded = [*pieces, *[""] * _PADDING]
    while (found := longest(LEADS, padded, start)) or padded[start] in ARTICLES and longest(LEADS, padded, start + 1):
        start = found[1] if found else start + 1
    while end > start:
        size = next((n for n in (2, 1) if end - n >= start and tuple(pieces[end - n : end]) in TRAILS), 0)
        if not size:
            break
        end -= size
    return pieces[start:end]
