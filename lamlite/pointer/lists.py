"""Candidates of parameters that take several values: items tagged in the text, groups of numbers, options named."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..core.call import Source
from ..values import Reading, read
from ..values.choices import days_phrase, weekday_of
from .heads import OPTION, SPAN
from .scores import Scores
from .texts import Candidate, Texts

STARTS = -0.5  # logit from which a token begins an item
NAMED = 3.0  # logit that an option gains when the words name it
_BETWEEN = re.compile(r"\s*(?:,|;|and|&|or|\s)\s*(?:and\s+|or\s+)?", re.IGNORECASE)


def several(scores: Scores, texts: Texts, row: int) -> list[Candidate]:
    """The items of a list of texts or numbers."""
    param = scores.found.params[row]
    if param.kind in ("integer", "number"):
        groups = _groups(scores, texts, row)
        if groups:
            return groups
    return _tagged(scores, texts, row)


def _tagged(scores: Scores, texts: Texts, row: int) -> list[Candidate]:
    """Items from the tokens tagged as begin and inside, whole words only."""
    param = scores.found.params[row]
    begin, inside = scores.pointers[row, 3], scores.pointers[row, 4]
    usable = np.asarray([texts.begins_word(i) for i in range(len(begin))])
    if not usable.any():
        return []
    starts = [int(i) for i in np.flatnonzero(usable & (begin > STARTS))]
    starts = starts or [int(np.argmax(np.where(usable, begin, -1e4)))]
    values: list[Any] = []
    places: list[tuple[int, int]] = []
    for first in starts:
        last = texts.end_of_word(first)
        while last + 1 < len(begin) and inside[last + 1] > 0 and last + 1 not in starts and texts.joined(last):
            last = texts.end_of_word(last + 1)
        item = texts.value(row, (first, last))
        if item is not None and not (param.listed and param.listed.get("uniqueItems") and item[0] in values):
            values.append(item[0])
            places.append((first, last))
    return _candidate(scores, texts, row, values, places)


def _candidate(scores: Scores, texts: Texts, row: int, values: Sequence[Any],
               places: Sequence[tuple[int, int]]) -> list[Candidate]:  # fmt: skip
    if not values:
        return []
    param, begin = scores.found.params[row], scores.pointers[row, 3]
    words = ", ".join(texts.words(*place, param)[0] for place in places)
    chance = float(np.mean([1 / (1 + math.exp(-begin[first])) for first, _ in places]))
    total = float(scores.modes[row, SPAN]) + math.log(max(chance, 1e-6))
    return [Candidate(total, list(values), Source("request", words), tuple(places))]


def _groups(scores: Scores, texts: Texts, row: int) -> list[Candidate]:
    """Numbers that stand together, in brackets or between commas, taken as a whole."""
    read_numbers: list[tuple[int, int, tuple[int, int], Any]] = []
    for source, mention in texts.mentions:
        place = texts.tokens(source, mention.start, mention.end)
        if source == 0 and place is not None and mention.kind in ("number", "unit", "money", "percent"):
            item = texts.value(row, place)
            if item is not None and not (read_numbers and mention.start < read_numbers[-1][1]):
                read_numbers.append((mention.start, mention.end, place, item[0]))
    request = scores.found.texts[0]
    groups: list[list[tuple[int, int, tuple[int, int], Any]]] = []
    for start, end, place, value in read_numbers:
        if groups and _BETWEEN.fullmatch(request[groups[-1][-1][1] : start]):
            groups[-1].append((start, end, place, value))
        else:
            groups.append([(start, end, place, value)])
    found = []
    for group in groups:
        if len(group) > 1 or request[max(0, group[0][0] - 1) : group[0][0]] in ("[", "(", "{"):
            found += _candidate(scores, texts, row, [g[3] for g in group], [g[2] for g in group])
    return sorted(found, key=lambda c: -c.score)


def several_options(scores: Scores, texts: Texts, row: int) -> list[Candidate]:
    """The members of an enumeration that a list takes: those that the words name, and those more likely than not."""
    param = scores.found.params[row]
    named = texts.named(row)
    logits = scores.heads.options(scores.h, scores.params[row], scores.found.options[row],
                                  scores.found.option_stops[row]) + scores.heads["option_bias"]  # fmt: skip
    shown = param.options[: len(logits)]
    lifted = [
        float(logits[i]) + (NAMED if repr(o) in named else -NAMED / 2 if named else 0.0) for i, o in enumerate(shown)
    ]
    taken = [i for i, logit in enumerate(lifted) if logit > 0] or [int(np.argmax(lifted))]
    taken.sort(key=lambda i: named.get(repr(shown[i]), (10_000 + i, 0)))
    values = [shown[i] for i in taken]
    total = float(scores.modes[row, OPTION])
    if named:  # words for it stand in the text: a list of them is rarely absent
        total = max(total, math.log(0.5))
    whole = _whole_reading(texts, row)
    found = [Candidate(total, values, Source("option", ", ".join(map(str, values))))]
    return [Candidate(total + 0.5, whole, Source("request", "")), *found] if whole else found


def _whole_reading(texts: Texts, row: int) -> list[Any]:
    """Words that mean several options at once, such as "all" or "every day but Sunday"."""
    param = texts.found.params[row]
    days = all(weekday_of(option) is not None for option in param.options)
    for words in [days_phrase(texts.found.texts[0])] if days else [word for _, word in texts.grams(1)]:
        if not words or not days and words.lower() != "all":
            continue
        reading = read(words, {"type": "array", "items": param.schema}, texts.clock, name=param.label)
        if isinstance(reading, Reading) and isinstance(reading.value, list) and len(reading.value) > 1:
            return reading.value
    return []
