"""Text cut into words, digits and signs, with the places they came from."""

from __future__ import annotations

import re

# Longer texts are cut: a value is never this long, and work stays linear in any case.
LONGEST = 20_000
_PIECE = re.compile(r"[0-9]+|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
_PADDING = 8


class Tokens:
    """The tokens of one text.

    `low[i]` is the token in lower case, `start[i]` and `end[i]` its character span; `numbers` keeps the numbers that
    have been looked for, by token, for most rules begin with one; `mended` are the tokens whose spelling was put right
    (spelling.py). A few empty tokens follow the last one, so that a grammar rule may look ahead without asking whether
    it is at the end.
    """

    __slots__ = ("end", "low", "mended", "numbers", "size", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text[:LONGEST]
        self.numbers: dict[int, tuple[int | float, int] | None] = {}
        self.mended: set[int] = set()
        spans = [match.span() for match in _PIECE.finditer(self.text)]
        self.size = len(spans)
        last = len(self.text)
        self.low = [_fold(self.text[a:b]) for a, b in spans] + [""] * _PADDING
        self.start = [a for a, _ in spans] + [last] * _PADDING
        self.end = [b for _, b in spans] + [last] * _PADDING

    def glued(self, i: int) -> bool:
        """True if token `i` follows the one before without a space."""
        return 0 < i < self.size and self.start[i] == self.end[i - 1]

    def match(self, pattern: re.Pattern[str], i: int) -> tuple[re.Match[str], int] | None:
        """Match `pattern` at token `i`: the match and the index of the token after it, or None.

        None too where the match would end inside a token.
        """
        if i >= self.size:
            return None
        match = pattern.match(self.text, self.start[i])
        if match is None or match.end() == match.start():
            return None
        end = match.end()
        j = i
        while j < self.size and self.end[j] < end:
            j += 1
        return (match, j + 1) if self.end[j] == end else None


def _fold(word: str) -> str:
    return word.lower().replace("’", "'")
