"""Words for a date, a time, a date-time or a duration, written the way a parameter wants them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time

from .clock import Clock
from .dates import MONTHS, nth_day
from .dayparts import part_at
from .durations import UNIT_OF, Length, length_at, length_of
from .forms import written
from .moments import time_at_part, when_at
from .numbers import ordinal_at
from .offsets import is_offset
from .results import Reading, Unclear
from .spelling import mend
from .tokens import Tokens
from .wants import Wanted
from .when import When, part_of_day, settle

_BEFORE = (
    "on at for by until till from to starting this it is be due before after since set the of in around about every "
    "each between @ ( \" ' , “"
)
_TRAIL = ". , ! ? ; : ) \" ' ” please sharp exactly o'clock latest at"
_LEADS = set(_BEFORE.split())
_TAILS = set(_TRAIL.split())
# What may stand where a day would and names none: "maybe at 10", "every day at 10".
_NO_DAY = _LEADS | _TAILS | set("yes yeah yep ok okay sure maybe perhaps probably say just only then so again".split())
_NO_DAY |= set("daily everyday weekdays nightly always sometime meet let's lets and but".split())
_DAY_LEADS = {"on", "next", "this", "coming"}
# What turns a length round, and what may stand by one.
_BACK = set("ago before earlier back backwards prior previously minus subtract subtracting less".split())
_SIZED = {"long", "later", "within", "over", "next", "last", "approximately", "than", "after", "plus", "add", "under"}
_BEHIND = 24
# Longer words are no point in time; the rest is not looked at.
_LONGEST = 400


def read_point(words: str, wanted: Wanted, clock: Clock, after: str = "") -> Reading | Unclear:
    """The value for a parameter whose `wanted.point` is date, time, date-time or duration.

    A date without a time starts at nine in a date-time, as a guess.
    """
    if wanted.point == "duration":
        return read_length(words, wanted, after)
    if is_offset(words):
        return Unclear(f"“{words.strip()[:60]}” counts from what time?")
    whens = _find(words[:_LONGEST], wanted, clock, after[:60])
    if isinstance(whens, Unclear):
        return whens
    when, whole = whens
    if wanted.point == "time" and when.hour is None and when.instant is None:
        return Unclear(f"At what time should the {wanted.label} be?")
    if wanted.point == "date" and when.instant is None and when.day is not None and not when.late and not when.zone:
        return Reading(written(when.day, wanted.form) if wanted.form else when.day.isoformat(), when.exact and whole)
    moment, exact = settle(_hinted(when, wanted), clock)
    if wanted.point == "date" and when.day is None and when.instant is None:
        exact = False
    return Reading(_written(moment, wanted), exact and whole)


def _hinted(when: When, wanted: Wanted) -> When:
    """An open hour from 4 to 11 is in the morning where the parameter takes it so."""
    hour = when.hour
    if when.twelve and hour is not None and 4 <= hour.hour <= 11 and wanted.morning:
        return part_of_day(when, "morning")
    return when


def _written(moment: datetime, wanted: Wanted) -> str:
    if wanted.form:
        return written(moment, wanted.form)
    if wanted.point == "date":
        return moment.date().isoformat()
    if wanted.point == "time":
        return moment.strftime("%H:%M")
    return moment.replace(microsecond=0).isoformat()


def _find(words: str, wanted: Wanted, clock: Clock, after: str) -> tuple[When, bool] | Unclear:
    """The point in time in `words`, and whether nothing but fillers stood around it."""
    tokens = Tokens(words)
    mend(tokens)
    if wanted.point == "date" and (coming := _number_alone(tokens, clock)) is not None:
        return When(day=coming, exact=False), True
    i, end = 0, tokens.size
    while end > 0 and tokens.low[end - 1] in _TAILS:
        end -= 1
    question = Unclear(f"When should the {wanted.label} be?" if wanted.point != "time" else f"At what time: {words}?")
    best: list[tuple[int, int, When]] = []
    lead = True
    while i < end:
        # "at 7 or 8": the second is an hour too.
        found = when_at(tokens, i, clock, bare=lead or tokens.low[i - 1] == "or")
        found = [(when, j) for when, j in found if j >= end or not lead] or found
        if found:
            when, j = found[0]
            if lead and j >= end:
                return _told_on(tokens, when, words, clock, after), True
            if best and when.kind == "time" and tokens.low[i - 1] == "or":
                when = replace(when, day=best[-1][2].day)
            best.append((i, j, when))
            i = max(j, i + 1)
            lead = False
            continue
        lead = lead and tokens.low[i] in _LEADS
        i += 1
    best = _fitting(best, wanted)
    if best and _ranked_before(tokens, best[0][0]):
        # "the 31st of this month" or "29 February" may not exist: what is left of it is not what was meant.
        best = []
    if not best:
        return Unclear(f"I cannot tell a {wanted.point.replace('-', ' and ')} from “{words[:60]}”. {question.reason}")
    unknown = _no_day(tokens, best[0], end) if wanted.point != "time" else ""
    if unknown:
        return Unclear(f"Which day is “{unknown}”?")
    if len({settle(when, clock)[0] for _, _, when in best}) > 1:
        spoken = [words[tokens.start[a] : tokens.end[b - 1]] for a, b, _ in best]
        values = tuple(_written(settle(when, clock)[0], wanted) for _, _, when in best)
        return Unclear(f"Which {wanted.label} is meant: {' or '.join(spoken[:4])}?", values)
    return best[0][2], False


def _number_alone(tokens: Tokens, clock: Clock) -> date | None:
    """The next day of that number, where a date is wanted and the words are only "15" or "on 15"."""
    kept = [token for token in tokens.low[: tokens.size] if token not in _LEADS and token not in _TAILS]
    if len(kept) == 1 and kept[0].isdigit() and 1 <= int(kept[0][:4]) <= 31:
        return nth_day(int(kept[0]), clock)
    return None


def _ranked_before(tokens: Tokens, i: int) -> bool:
    """True if an ordinal, perhaps with "of", stands just before token `i`."""
    j = i - 1 if i > 0 and tokens.low[i - 1] in ("of", "in") else i
    if j > 0 and tokens.low[j - 1].isdigit() and tokens.low[i] in MONTHS:
        return True
    return any((ranked := ordinal_at(tokens, k)) is not None and ranked[1] == j for k in range(max(j - 3, 0), j))


def _no_day(tokens: Tokens, found: tuple[int, int, When], end: int) -> str:
    """The word that stands where the day of an hour would, though it is none: "blurday at 10", "at 10 on blurday"."""
    first, last, when = found
    if when.kind != "time":
        return ""
    places = [first - 1] if first == 1 or (first > 1 and tokens.low[first - 2] in _DAY_LEADS) else []
    if last + 2 == end and tokens.low[last] in _DAY_LEADS:
        places.append(last + 1)
    words = [tokens.text[tokens.start[place] : tokens.end[place]] for place in places]
    return next((word for word in words if len(word) > 2 and word.isalpha() and word.lower() not in _NO_DAY), "")


def _fitting(found: list[tuple[int, int, When]], wanted: Wanted) -> list[tuple[int, int, When]]:
    """The points that say what is wanted: a day next to an hour is one point in two places."""
    days = [one for one in found if one[2].kind == "date"]
    hours = [one for one in found if one[2].kind == "time"]
    if len(days) == 1 and len(hours) == 1 and len(found) == 2:
        return [(min(days[0][0], hours[0][0]), max(days[0][1], hours[0][1]), days[0][2].merged(hours[0][2]))]
    if wanted.point == "time":
        return [one for one in found if one[2].kind != "date"]
    return found


def _told_on(tokens: Tokens, when: When, words: str, clock: Clock, after: str) -> When:
    """Settle an open hour by the words after it: "7" with " in the evening" behind."""
    if not when.twelve or not after.strip():
        return when
    behind = Tokens(after)
    meridiem = when_at(Tokens(f"{words}{after[:6]}"), 0, clock, bare=True) if after[:1] in " apAP" else []
    for longer, j in meridiem[:1]:
        if longer.hour is not None and not longer.twelve and longer.kind == when.kind and j > tokens.size:
            return replace(when, hour=longer.hour, twelve=False)
    for start in range(min(3, behind.size)):
        part = part_at(behind, start)
        if part is not None:
            return time_at_part(behind, when, start, part[1])
    return when


def read_length(words: str, wanted: Wanted, after: str = "") -> Reading | Unclear:
    """An ISO 8601 duration, negative for "2 weeks before" unless the parameter counts back anyway."""
    found, whole = find_length(words)
    unit = UNIT_OF.get(words.strip().lower()) if len(words.strip()) > 2 else None
    if found is None and unit is not None:
        # "per hour" with the hour alone.
        return Reading(length_of(1, unit).iso(), exact=False)
    if found is None:
        return Unclear(f"How long should the {wanted.label} be?")
    said = set(Tokens(words[:_LONGEST]).low)
    if wanted.signed and after[:1] == " ":
        said.update(Tokens(after[:_BEHIND]).low[:1])
    if wanted.back and found.total > 0 and said & _BACK:
        found = found * -1
    return Reading(found.iso(), found.exact and whole)


def find_length(words: str, size: int = _LONGEST) -> tuple[Length | None, bool]:
    """The first length of time in `words`, and whether but for fillers it is all of the first `size` characters."""
    # "P-5D" is met as often as "-P5D".
    tokens = Tokens(re.sub(r"^(\s*)P-(?=[0-9T])", r"\1-P", words[:_LONGEST]))
    fillers = _LEADS | _TAILS | _BACK | _SIZED
    for i in range(tokens.size):
        found = length_at(tokens, i) if tokens.start[i] < size else None
        if found is not None:
            places = [*range(i), *range(found[1], tokens.size)]
            rest = [tokens.low[place] for place in places if tokens.start[place] < size]
            return found[0], all(token in fillers for token in rest)
    clocked = re.fullmatch(r"\s*([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?\s*", words[:40])
    if clocked is not None:
        hours, minutes, seconds = (int(part or 0) for part in clocked.groups())
        return Length(seconds=hours * 3600 + minutes * 60 + seconds), False
    return None, False


def day_of_settled(when: When, clock: Clock) -> datetime:
    """The moment that `when` settles on; noon of its day where no hour was told."""
    if when.hour is None and when.day is not None:
        return clock.at(when.day, time(12))
    return settle(when, clock)[0]
