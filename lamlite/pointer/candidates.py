"""What each parameter could be: values with their scores and sources. Values that break the schema never get in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..core.call import Source
from ..grammar.accepts import accepts
from ..values import Reading, read
from ..values.wants import wanted
from .edges import edge, inside
from .formulas import taken_whole
from .heading import heading, role
from .heads import ABSENT, FALSE, OPTION, OTHER, SPAN, TRUE, log_softmax
from .lists import several, several_options
from .scores import NEVER, Scores, band
from .texts import Candidate, Texts
from .turns import HISTORY
from .words import Floats

KEPT = 8  # candidates of a parameter
GUESS = 0.7  # cost of a reading that needed a guess
# A value from an earlier turn is taken where it scores SURELY, else rather asked for, since the model spreads what it
# does not know over whatever was said; and not where a value from the task itself scores STATED.
SURELY, STATED = math.log(0.3), math.log(0.05)
SAID = 2.0  # cost of leaving an enumeration out of which the request names a member
DIRECTED = 2.0  # logit that it gains where the words in front agree with a parameter that says from or to
NAMED = 1.0  # logit that an option gains when the request names it


def _places(scores: Scores, texts: Texts, row: int) -> Floats:
    own = np.asarray([owner == row + 1 for owner in scores.found.owner])
    return np.where(own, 1000, texts.place).astype(np.float32)


def scalar(scores: Scores, texts: Texts, row: int, end: Candidate | None) -> list[Candidate]:
    """Candidates of a text or number parameter, best first; `end` is what the request's interval says of it."""
    param, modes = scores.found.params[row], scores.modes[row]
    table = band(scores, row, _places(scores, texts, row))
    spans: dict[tuple[int, int], float] = {}
    most = min(3 * KEPT, table.size)
    for flat in np.argpartition(table, -most, axis=None)[-most:]:
        first, extra = divmod(int(flat), table.shape[1])
        if table[first, extra] > NEVER / 2 and texts.whole_words(first, first + extra, param):
            spans[first, first + extra] = float(table[first, extra])
    if param.measured:
        for number, mention in texts.mentions:
            place = texts.tokens(number, mention.start, mention.end)
            if place is not None and place[1] - place[0] < table.shape[1]:
                spans[place] = float(table[place[0], place[1] - place[0]])
    found: dict[str, Candidate] = {}
    for place, value_score in spans.items():
        candidate = texts.value(row, place)
        if candidate is None:
            continue
        value, source, straight = candidate
        total = value_score + float(modes[SPAN]) - (0.0 if straight else GUESS)
        ways = [Candidate(total, value, source, (place,))]
        if dated := texts.dated(row, place):
            ways = [replace(ways[0], score=total - GUESS), Candidate(total, *dated)]
        for way in ways:
            key = repr(way.value)
            if key not in found or way.score > found[key].score:
                found[key] = way
    whole = list(found.values())
    if param.kind == "text" and wanted(param.schema, param.label).formula:
        whole = taken_whole(texts, row, whole)
    if end:
        whole = [end, *(one for one in whole if not inside(texts, one))]
    return sorted([*whole, *_understood(scores, texts, row)], key=lambda c: -c.score)[:KEPT]


def _understood(scores: Scores, texts: Texts, row: int) -> list[Candidate]:
    """What a sentence means without words for it: the present moment, and the zone one is in."""
    param, modes = scores.found.params[row], scores.modes[row]
    if modes[OTHER] < modes[SPAN]:
        return []
    words = {"date": "today", "date-time": "now"}.get(str(param.schema.get("format", "")), "")
    if not words and param.kind == "text" and "zone" in param.label.split():
        words = "here"
    reading = read(words, param.schema, texts.clock, name=param.label) if words else None
    if not isinstance(reading, Reading):
        return []
    return [Candidate(float(modes[OTHER]), reading.value, Source("understood", words))]


def choice(scores: Scores, texts: Texts, row: int) -> list[Candidate]:
    """Candidates of an enumeration (one member) or a boolean, best first."""
    param, modes = scores.found.params[row], scores.modes[row]
    if param.kind == "boolean":
        pairs = [(float(modes[TRUE]), True), (float(modes[FALSE]), False)]
        return [Candidate(s, v, Source("option", str(v).lower())) for s, v in sorted(pairs, reverse=True)]
    starts = scores.found.options[row]
    logits = scores.heads.options(scores.h, scores.params[row], starts, scores.found.option_stops[row])
    named = texts.named(row)
    logits = logits + np.asarray([NAMED if repr(o) in named else 0.0 for o in param.options[: len(logits)]], np.float32)
    if twin(scores, row):
        logits = logits + np.asarray([_directed(texts, row, option) for option in param.options[: len(logits)]])
    chances = log_softmax(logits[None])[0] + modes[OPTION]
    order = np.argsort(chances)[::-1][:KEPT]
    return [
        Candidate(float(chances[i]), param.options[i], Source("option", str(param.options[i])),
                  (named[repr(param.options[i])],) if repr(param.options[i]) in named else ())
        for i in order
    ]  # fmt: skip


def twin(scores: Scores, row: int) -> bool:
    """Whether another parameter takes the same options."""
    params = scores.found.params
    return any(i != row and other.options == params[row].options for i, other in enumerate(params))


def _directed(texts: Texts, row: int, option: object) -> float:
    """What an option gains or loses by the words in front of it, for a parameter that says where from or where to."""
    place = texts.named(row).get(repr(option))
    if place is None:
        return 0.0
    start = texts.found.chars[place[0]][1]
    return DIRECTED * role(texts.found.params[row].label) * heading(texts.found.texts[0], start)


def _without_doubtful(found: Sequence[Candidate], missing: float) -> tuple[list[Candidate], float]:
    """The candidates with those of earlier turns only where they are sure; and how likely there is no value.

    Without any of those that is how likely it is among what is left.
    """
    earlier = [c for c in found if c.source and c.source.kind == HISTORY]
    others = [c for c in found if c not in earlier]
    sure = [c for c in earlier if c.score >= SURELY]
    if sure and all(c.score < STATED for c in others):
        return [*sure, *others], missing
    return others, missing - float(np.logaddexp.reduce([missing, *(c.score for c in others)]))


def candidates(scores: Scores, texts: Texts, row: int) -> list[Candidate]:
    """Every way to fill a parameter that its schema allows, leaving it out among them, best first."""
    param, end = scores.found.params[row], edge(texts, row)
    if param.many and param.kind == "option":
        found = several_options(scores, texts, row)
    elif param.many:
        found = several(scores, texts, row)
    elif param.kind in ("boolean", "option"):
        found = choice(scores, texts, row)
    else:
        found = scalar(scores, texts, row, end)
    whole = param.listed or param.schema
    if not param.grouped:
        found = [candidate for candidate in found if accepts(candidate.value, whole, whole)]
    missing = float(np.logaddexp(scores.modes[row, ABSENT], scores.modes[row, OTHER]))
    if texts.turned and param.kind not in ("boolean", "option"):
        found, missing = _without_doubtful(found, missing)
    if end or (param.kind == "option" and texts.named(row) and not twin(scores, row)):
        missing -= SAID
    elif found and param.kind == "option" and not param.many and not texts.named(row):
        # A member that no words name and that the model does not single out may as well not be meant.
        every = np.logaddexp.reduce([candidate.score for candidate in found])
        doubt = 1.0 - math.exp(max(candidate.score for candidate in found) - every)
        missing = float(np.logaddexp(missing, every + math.log(doubt + 1e-9)))
    if param.kind == "option" and not param.many and not param.required and "default" in param.schema:
        # The default goes without saying, unless the request says it.
        unsaid = [c for c in found if c.value == param.schema["default"] and repr(c.value) not in texts.named(row)]
        found = [candidate for candidate in found if candidate not in unsaid]
        missing = float(np.logaddexp.reduce([missing, *(candidate.score for candidate in unsaid)]))
    return sorted([*found, Candidate(missing, absent=True)], key=lambda c: -c.score)
