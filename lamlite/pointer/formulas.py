"""Formulas taken whole: what is a part of a longer run of words that reads as one formula is not what was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..core.errors import ToolError
from ..desk.arithmetic import evaluate
from ..values import Reading, read
from .texts import Candidate, Texts

LEFT_OUT = 0.7  # cost of a formula without some of the numbers that its sentence names
BEFORE, BEHIND = 10, 6  # words before the first number and behind the last that may belong to the formula
_SENTENCE = re.compile(r"(?:[^.?!;]|[.?!;](?!\s|$))+")
_WORD = re.compile(r"\S*[^\s,:]")

Span = tuple[int, int]


def taken_whole(texts: Texts, row: int, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of a formula parameter without those that are parts of a longer formula; that one is with them."""
    request = texts.found.texts[0]
    numbers = [(one.start, one.end) for at, one in texts.mentions if at == 0 and one.kind == "number"]
    kept = list(found)
    for sentence in _SENTENCE.finditer(request):
        inside = [one for one in numbers if sentence.start() <= one[0] < sentence.end()]
        run = _run(request, sentence.span(), (inside[0][0], max(b for _, b in inside))) if len(inside) > 1 else None
        place = texts.tokens(0, *run) if run else None
        if run and place:
            kept = _with_run(texts, row, kept, (request[slice(*run)], place))
        elif len(inside) > 1 and not any(param.kind in ("integer", "number") for param in texts.found.params):
            span = texts.tokens(0, inside[0][0], inside[-1][1])
            kept = [replace(one, score=one.score - LEFT_OUT) if span and _part(one, span) else one for one in kept]
    return kept


def _with_run(texts: Texts, row: int, found: Sequence[Candidate], run: tuple[str, Span]) -> list[Candidate]:
    """The run, as likely as the best of its parts, in their place; parts that come to the same stay."""
    words, place = run
    param, value = texts.found.params[row], _value(words)
    reading = read(words, param.schema, texts.clock, name=param.label)
    parts = [one for one in found if one.tokens and all(place[0] <= a and b <= place[1] for a, b in one.tokens)]
    if not parts or not isinstance(reading, Reading):
        return list(found)
    lost = [one for one in parts if _value(str(one.value)) != value]
    source = texts.words(*place, param)[2]
    whole = Candidate(max(one.score for one in parts), reading.value, source, (place,))
    same = any(one.value == whole.value for one in parts if one not in lost and one.score >= whole.score)
    return [*(one for one in found if one not in lost), *([] if same else [whole])]


def _part(candidate: Candidate, span: Span) -> bool:
    """True if the candidate stands in `span` without covering it."""
    return any(a <= span[1] and b >= span[0] and not (a <= span[0] and span[1] <= b) for a, b in candidate.tokens)


def _run(text: str, sentence: Span, numbers: Span) -> Span | None:
    """The characters of the formula that all the numbers of a sentence are in; of several of one value the shortest."""
    words = [one.span() for one in _WORD.finditer(text, *sentence)]
    starts = [a for a, _ in words if a <= numbers[0]][-BEFORE:]
    ends = [b for _, b in words if b >= numbers[1]][:BEHIND]
    runs = ((a, b) for a in starts for b in reversed(ends))
    longest = next(((run, value) for run in runs if (value := _value(text[slice(*run)])) is not None), None)
    if longest is None:
        return None
    (first, last), value = longest
    shorter = ((a, b) for a in reversed(starts) if a >= first for b in ends if b <= last)
    return next(run for run in shorter if _value(text[slice(*run)]) == value)


def _value(words: str) -> float | None:
    try:
        return evaluate(words)
    except ToolError:
        return None
