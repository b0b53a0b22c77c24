"""Times told from another time: "half an hour before", "10 minutes earlier", "a day after"."""

from __future__ import annotations

import re
from datetime import datetime, time

from .clock import Clock
from .durations import Length, length_at
from .results import Reading, Unclear
from .tokens import Tokens

_BACK = {"before", "earlier", "prior", "ahead", "beforehand", "sooner", "previous", "early"}
_ON = {"after", "later", "afterwards", "afterward", "past", "following", "since", "late", "thereafter"}
_ENDS = {"that", "it", "this", "then", "of", "to", "the", ".", ",", "!", "?", "event", "meeting", "from", "in", "start"}
_LEADS = {"about", "around", "exactly", "just", "at", "least", "roughly", "the", "by", "(", ","}
_LONGEST = 200
# Without such a word there is no offset, which is soon seen.
_SIGN = re.compile("|".join(sorted(_BACK | _ON)), re.IGNORECASE)


def is_offset(words: str) -> bool:
    """True if the words say how long before or after something else, which has to be known first."""
    return _offset(words) is not None


def shift(anchor: str, offset_words: str, clock: Clock) -> Reading | Unclear:
    """The time that lies the offset before or after `anchor`, an ISO 8601 date-time or date.

    The result has the form of the anchor: a date moved by days stays a date.
    """
    offset = _offset(offset_words)
    if offset is None:
        return Unclear(f"How long before or after is “{offset_words[:60]}”?")
    length = offset
    try:
        moment = datetime.fromisoformat(anchor.strip().replace("Z", "+00:00"))
    except ValueError:
        return Unclear(f"“{anchor[:60]}” is no time to count from.")
    try:
        if len(anchor.strip()) <= 10 and length.dated:
            return Reading(length.from_moment(clock.at(moment.date(), time(12))).date().isoformat(), length.exact)
        if moment.tzinfo is None:
            moment = clock.at(moment.date(), moment.time())
        elif clock.now.tzinfo is not None and moment.utcoffset() == moment.astimezone(clock.now.tzinfo).utcoffset():
            # In the zone of the clock days are counted across daylight-saving changes.
            moment = moment.astimezone(clock.now.tzinfo)
        return Reading(length.from_moment(moment).isoformat(), length.exact)
    except (OverflowError, ValueError):
        return Unclear(f"“{offset_words[:60]}” leaves the calendar.")


def _offset(words: str) -> Length | None:
    if not _SIGN.search(words):
        return None
    tokens = Tokens(words[:_LONGEST])
    i = 0
    while tokens.low[i] in _LEADS and i < tokens.size:
        i += 1
    if tokens.low[i : i + 2] == ["day", "before"] or tokens.low[i : i + 2] == ["day", "after"]:
        measured = length_at(Tokens("1 day"), 0)
        j = i + 1
    else:
        measured = length_at(tokens, i)
        j = measured[1] if measured else 0
    if measured is None:
        return None
    sign = -1 if tokens.low[j] in _BACK else 1 if tokens.low[j] in _ON else 0
    rest = tokens.low[j + 1 : tokens.size]
    if sign == 0 or any(token not in _ENDS | _BACK | _ON for token in rest):
        return None
    return measured[0] * sign
