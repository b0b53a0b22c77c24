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
from ..values.intervals import Interval, interval_in
from ..values.wants import wanted
from .features import FillInput
from .params import Param
from .turns import HISTORY, is_result, is_text

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Addresses, paths and names of files: copied whole or not at all.
_CODE = re.compile(
    r"(?:\w+://|~?/|\.{1,2}/|[A-Za-z]:\\)[^\s,;\"'`]+|[\w.+-]+@[\w-]+\.[\w.-]*\w|\w[\w/-]*\.[A-Za-z]\w{1,4}\b"
)
# What stands in quotes.
_QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”|`([^`]+)`|(?<!\w)['‘](?! )((?:[^'’]|(?<=\w)['’](?=\w))+)['’](?!\w)")
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
        self._named: dict[int, Mapping[str, tuple[int, int]]] = {}
        self._marked: dict[tuple[int, re.Pattern[str]], Sequence[tuple[int, int]]] = {}

    @property
    def turned(self) -> bool:
        """Whether there are texts from earlier turns."""
        return any(label.kind == HISTORY for label in self.labels)

    @cached_property
    def mentions(self) -> list[tuple[int, Mention]]:
        """(source, mention) of everything that reads as a number, date, address and so on."""
        texts = enumerate(self.found.texts)
        return [(source, mention) for source, text in texts for mention in mentions(text, self.clock)]

    @cached_property
    def interval(self) -> Interval | None:
        """What the request says something runs from and to."""
        return interval_in(self.found.texts[0], self.clock)

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
        """Whether tokens first..last neither begin nor end inside a word; a text's not inside an address or a path
        either, and if it begins or ends with a quotation, then with the whole of it."""
        text = self._text(first, param)
        start, end = self.found.chars[first][1], self.found.chars[last][2]
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() and text[start : start + 1].isalnum() or after.isalnum() and text[end - 1 : end].isalnum():
            return False
        if param.kind not in ("text", "open"):
            return True
        number = self.found.chars[first][0]
        codes, quoted = self._spans(number, _CODE), self._spans(number, _QUOTED)
        return not (any(a < start < b or a < end < b for a, b in codes)
                    or any((a == start and end < b) or (a < start and end == b) for a, b in quoted))  # fmt: skip

    def _spans(self, source: int, pattern: re.Pattern[str]) -> Sequence[tuple[int, int]]:
        """Characters of the codes (without the full stop of a sentence) or of the quotations of a source."""
        key = (source, pattern)
        if key not in self._marked:
            text = self.found.texts[source] if source >= 0 else ""
            if pattern is _CODE:
                spans = [
                    (found.start(), found.start() + len(found[0].rstrip(".!?:)"))) for found in _CODE.finditer(text)
                ]
            else:
                spans = [one.span(one.lastindex or 0) for one in _QUOTED.finditer(text)]
            self._marked[key] = spans
        return self._marked[key]

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
        if label.kind == "request":  # places are counted in the task
            return words, text[end:], Source("request", words, *((start, end) if source == 0 else ()))
        return words, text[end:], Source(label.kind, label.text)

    def value(self, row: int, place: tuple[int, int]) -> tuple[Any, Source, bool] | None:
        """What the words at a place mean for a parameter: value, source, read without a guess. None if nothing."""
        param = self.found.params[row]
        words, after, source = self.words(*place, param)
        number, start, _ = self.found.chars[place[0]]
        end, text = self.found.chars[place[1]][2], self._text(place[0], param)
        turned = source.kind == HISTORY
        if turned and not self._sure(param, (start, end), number):
            return None
        if param.kind == "open":
            return words, source, True
        if (start, end) in self._spans(number, _QUOTED):
            words = text[start - 1 : end + 1]  # with its quotes, which `read` takes to the letter
        before = text[:start]
        reading = read(words, param.schema, self.clock, name=param.label, before=before, after=after)
        if not isinstance(reading, Reading) or reading.value in ("", None) or (turned and not reading.exact):
            return None
        return reading.value, source, reading.exact

    def _sure(self, param: Param, place: tuple[int, int], number: int) -> bool:
        """Whether characters of an earlier turn are surely a value for the parameter."""
        text, label = self.found.texts[number], self.labels[number].text
        if is_result(label) and place != (0, len(text)):
            return False
        if not param.measured:
            return is_result(label) or is_text(label, text, place, self._spans(number, _QUOTED))
        point = wanted(param.schema, param.label).point.replace("-", "")
        here = [one.kind for source, one in self.mentions if (source, (one.start, one.end)) == (number, place)]
        return point in here if point else bool(here)

    def dated(self, row: int, place: tuple[int, int]) -> tuple[Any, Source, tuple[tuple[int, int], ...]] | None:
        """A day or a time of day as the moment that it is a part of, where the parameter wants one: with the words
        beside it, or with the one time or day that the request names elsewhere ("3 pm in Oslo this Friday").

        Returns value, source and the places it uses up (one day may serve several times), or None.
        """
        param = self.found.params[row]
        words, _, source = self.words(*place, param)
        if source.start is None or source.end is None or wanted(param.schema, param.label).point != "date-time":
            return None
        here = [mention for number, mention in self.mentions if number == 0]
        kinds = {one.kind for one in here if (one.start, one.end) == (source.start, source.end)} & {"time", "date"}
        if len(kinds) != 1:
            return None
        moments = widest([(one.start, one.end) for one in here if one.kind == "datetime"])
        whole = next(((a, b) for a, b in moments if a <= source.start and source.end <= b), None)
        others = widest([(one.start, one.end) for one in here if one.kind in {"time", "date"} - kinds])
        if whole:
            said, used = self.found.texts[0][slice(*whole)], [self.tokens(0, *whole)]
        elif len(others) == 1:
            said = f"{self.found.texts[0][slice(*others[0])]} {words}"
            used = [place] if kinds == {"time"} else [place, self.tokens(0, *others[0])]
        else:
            return None
        reading = read(said, param.schema, self.clock, name=param.label)
        places = tuple(one for one in used if one)
        return (reading.value, Source("request", said), places) if isinstance(reading, Reading) else None

    def grams(self, size: int) -> Iterator[tuple[int, str]]:
        """(start, words) of every run of up to `size` words of the request."""
        request = self.found.texts[0]
        spans = [match.span() for match in _WORD.finditer(request)][:80]
        for first in range(len(spans)):
            for last in range(first, min(first + size, len(spans))):
                words = request[spans[first][0] : spans[last][1]]
                if last == first or not _SEPARATORS.sub(" ", words).count(" ") > size:
                    yield spans[first][0], words

    def named(self, row: int) -> Mapping[str, tuple[int, int]]:
        """The options of a parameter that the request names, as repr -> first and last token."""
        if row not in self._named:
            param = self.found.params[row]
            longest = min(3, max((len(str(option).split("_")) for option in param.options), default=1) + 1)
            found: dict[str, tuple[int, int]] = {}
            for start, words in self.grams(longest):
                reading = read(words, param.schema, self.clock, name=param.label)
                place = self.tokens(0, start, start + len(words))
                if isinstance(reading, Reading) and reading.exact and place is not None:
                    found.setdefault(repr(reading.value), place)
            self._named[row] = found
        return self._named[row]


def widest(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that lie in no other."""
    return sorted({(a, b) for a, b in spans if not any(c <= a and b <= d and (a, b) != (c, d) for c, d in spans)})
