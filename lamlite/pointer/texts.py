"""The texts that values are copied from: which tokens are which characters, and what reads as a value in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..core.call import Source
from ..values import Clock, Mention, Reading, mentions, read
from .features import FillInput
from .params import Param

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Addresses, paths and names of files: copied whole or not at all.
_CODE = re.compile(
    r"(?:\w+://|~?/|\.{1,2}/|[A-Za-z]:\\)[^\s,;\"'`]+|[\w.+-]+@[\w-]+\.[\w.-]*\w|\w[\w/-]*\.[A-Za-z]\w{1,4}\b"
)
_SEPARATORS = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Candidate:
    """One way to fill a parameter.

    Attributes:
        score: Log-probability under the model, the mode's included.
        value: JSON value; the parameter's own, or None with `absent`.
        source: Where it came from.
        tokens: First and last token of each place it was read from, () where none.
        absent: The parameter is left out.
    """

    score: float
    value: Any = None
    source: Source | None = None
    tokens: tuple[tuple[int, int], ...] = ()
    absent: bool = False


class Texts:
    """The source texts of a fill input.

    Args:
        found: The input.
        clock: What relative words count from.
        labels: The source that each text stands for, the request first.
    """

    def __init__(self, found: FillInput, clock: Clock, labels: Sequence[Source]) -> None:
        self.found, self.clock, self.labels = found, clock, labels
        self.place = np.asarray([chars[0] if owner == 0 else -1 for owner, chars in
                                 zip(found.owner, found.chars, strict=True)])  # fmt: skip
        self._tokens: dict[tuple[int, int, int], tuple[int, int] | None] = {}
        self._named: dict[int, Mapping[str, int]] = {}
        self._coded: dict[int, Sequence[tuple[int, int]]] = {}

    @cached_property
    def mentions(self) -> list[tuple[int, Mention]]:
        """(source, mention) of everything that reads as a number, date, address and so on."""
        texts = enumerate(self.found.texts)
        return [(source, mention) for source, text in texts for mention in mentions(text, self.clock)]

    def tokens(self, source: int, start: int, end: int) -> tuple[int, int] | None:
        """First and last token of characters start..end of a source."""
        key = (source, start, end)
        if key not in self._tokens:
            inside = [i for i in np.flatnonzero(self.place == source)
                      if self.found.chars[i][1] < end and self.found.chars[i][2] > start]  # fmt: skip
            self._tokens[key] = (int(inside[0]), int(inside[-1])) if inside else None
        return self._tokens[key]

    def _text(self, token: int, param: Param | None = None) -> str:
        source = self.found.chars[token][0]
        return self.found.texts[source] if source >= 0 else (param.description if param else "")

    def whole_words(self, first: int, last: int, param: Param) -> bool:
        """Whether tokens first..last neither begin nor end inside a word, or a text's inside an address or a path."""
        text = self._text(first, param)
        start, end = self.found.chars[first][1], self.found.chars[last][2]
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() and text[start : start + 1].isalnum() or after.isalnum() and text[end - 1 : end].isalnum():
            return False
        codes = self._codes(self.found.chars[first][0]) if param.kind in ("text", "open") else ()
        return not any(a < start < b or a < end < b for a, b in codes)

    def _codes(self, source: int) -> Sequence[tuple[int, int]]:
        """Characters of the addresses and paths of a source, without the full stop of a sentence."""
        if source not in self._coded:
            text = self.found.texts[source] if source >= 0 else ""
            spans = [(match.start(), match.start() + len(match[0].rstrip(".!?:)"))) for match in _CODE.finditer(text)]
            self._coded[source] = spans
        return self._coded[source]

    def begins_word(self, token: int) -> bool:
        """Whether a token of a source begins a word."""
        if self.place[token] < 0:
            return False
        text, start = self._text(token), self.found.chars[token][1]
        return start == 0 or not (text[start - 1].isalnum() and text[start : start + 1].isalnum())

    def end_of_word(self, token: int) -> int:
        """The last token of the word that a token is in."""
        while self.joined(token) and not self.begins_word(token + 1):
            token += 1
        return token

    def joined(self, token: int) -> bool:
        """Whether the next token belongs to the same source."""
        return token + 1 < len(self.place) and self.place[token + 1] == self.place[token]

    def words(self, first: int, last: int, param: Param) -> tuple[str, str, Source]:
        """The characters of tokens first..last, the text after them, and the source to name."""
        source, start, _ = self.found.chars[first]
        end = self.found.chars[last][2]
        text = self._text(first, param)
        words = text[start:end]
        if source < 0:
            return words, text[end:], Source("description", words)
        label = self.labels[source]
        named = Source("request", words, start, end) if label.kind == "request" else Source(label.kind, label.text)
        return words, text[end:], named

    def value(self, row: int, place: tuple[int, int]) -> tuple[Any, Source, bool] | None:
        """What the words at a place mean for a parameter: value, source, read without a guess. None if nothing."""
        param = self.found.params[row]
        words, after, source = self.words(*place, param)
        if param.kind == "open":
            return words, source, True
        before = self._text(place[0], param)[: self.found.chars[place[0]][1]]
        reading = read(words, param.schema, self.clock, name=param.label, before=before, after=after)
        if not isinstance(reading, Reading) or reading.value in ("", None):
            return None
        return reading.value, source, reading.exact

    def dated(self, row: int, place: tuple[int, int]) -> tuple[Any, Source, tuple[tuple[int, int], ...]] | None:
        """A time of day on the one day that the request names elsewhere ("3 pm in Oslo this Friday"), where the
        parameter wants both: value, source, places of both. None where there is no such day."""
        param = self.found.params[row]
        words, _, source = self.words(*place, param)
        if param.schema.get("format") != "date-time" or source.start is None:
            return None
        here = [mention for number, mention in self.mentions if number == 0]
        if not any(one.kind == "time" and (one.start, one.end) == (source.start, source.end) for one in here):
            return None
        days = {(one.start, one.end) for one in here if one.kind == "date"}
        days = {(a, b) for a, b in days if not any(c <= a and b <= d and (a, b) != (c, d) for c, d in days)}
        day = self.tokens(0, *min(days)) if len(days) == 1 else None
        if day is None:
            return None
        said = f"{self.found.texts[0][slice(*min(days))]} {words}"
        reading = read(said, param.schema, self.clock, name=param.label)
        return (reading.value, Source("request", said), (place, day)) if isinstance(reading, Reading) else None

    def grams(self, size: int) -> Iterator[tuple[int, str]]:
        """(start, words) of every run of up to `size` words of the request."""
        request = self.found.texts[0]
        spans = [match.span() for match in _WORD.finditer(request)][:80]
        for first in range(len(spans)):
            for last in range(first, min(first + size, len(spans))):
                words = request[spans[first][0] : spans[last][1]]
                if last == first or not _SEPARATORS.sub(" ", words).count(" ") > size:
                    yield spans[first][0], words

    def named(self, row: int) -> Mapping[str, int]:
        """The options of a parameter that the request names, as repr -> where."""
        if row not in self._named:
            param = self.found.params[row]
            longest = min(3, max((len(str(option).split("_")) for option in param.options), default=1) + 1)
            found: dict[str, int] = {}
            for start, words in self.grams(longest):
                reading = read(words, param.schema, self.clock, name=param.label)
                if isinstance(reading, Reading) and reading.exact:
                    found.setdefault(repr(reading.value), start)
            self._named[row] = found
        return self._named[row]
