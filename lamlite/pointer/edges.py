"""The two ends of an interval, for the two parameters that something runs from and to."""

from __future__ import annotations

from ..core.call import Source
from ..values import Reading, read
from ..values.wants import wanted
from .texts import Candidate, Texts, widest

SURE = -0.1  # log-probability of an end that the request names


def edge(texts: Texts, row: int) -> Candidate | None:
    """The end of the request's interval that the parameter asks for, if another parameter asks for the other end."""
    found = texts.found.params[row]
    want = wanted(found.schema, found.label)
    if not want.edge or found.many or not _paired(texts, row) or texts.interval is None:
        return None
    one = texts.interval
    kinds = {"date": ("date", "period"), "date-time": ("date", "time"), "time": ("time",)}
    if one.kind not in kinds.get(want.point, ()):
        return None
    start, end, said = one.first if want.edge == "first" else one.last
    if one.kind == "time" and want.point == "date-time":
        day = _day(texts)
        if day is None:
            return None
        said = f"{day} {said}"
    reading = read(said, found.schema, texts.clock, name=found.label)
    place = texts.tokens(0, start, end)
    if not isinstance(reading, Reading) or place is None:
        return None
    # The words of a period name both ends.
    places = () if one.kind == "period" and want.edge == "last" else (place,)
    return Candidate(SURE, reading.value, Source("request", texts.found.texts[0][start:end], start, end), places)


def inside(texts: Texts, candidate: Candidate) -> bool:
    """True if the candidate's words are among those of the interval."""
    one = texts.interval
    place = texts.tokens(0, min(one.first[0], one.last[0]), max(one.first[1], one.last[1])) if one else None
    return place is not None and any(a <= place[1] and place[0] <= b for a, b in candidate.tokens)


def _paired(texts: Texts, row: int) -> bool:
    """True if one other parameter of the same kind, beside this one, asks for the other end."""
    here = texts.found.params[row]
    want = wanted(here.schema, here.label)
    others = [wanted(one.schema, one.label) for one in texts.found.params
              if one is not here and one.path[:-1] == here.path[:-1]]  # fmt: skip
    same = [one.edge for one in others if one.point == want.point and one.edge]
    return len(same) == 1 and same[0] != want.edge


def _day(texts: Texts) -> str | None:
    """The words for the one day of a request; the day of its first hour where it names none, None for several."""
    days = widest([(one.start, one.end) for number, one in texts.mentions if number == 0 and one.kind == "date"])
    if len(days) > 1 or texts.interval is None:
        return None
    if days:
        return texts.found.texts[0][slice(*days[0])]
    moment = read(texts.interval.first[2], {"type": "string", "format": "date"}, texts.clock)
    return str(moment.value) if isinstance(moment, Reading) else None
