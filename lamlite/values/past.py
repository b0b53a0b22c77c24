"""Whether the words round a date say that it lies behind: "since Boxing Day", "how long ago was the 3rd"."""

from __future__ import annotations

import re

_COUNTED = r"\b(?:days?|nights?|weeks?|months?|years?|time|long|been|passed|elapsed|gone by)\b"
_BEFORE = re.compile(
    # In "days since my last cigarette on the 4th" a few words stand between.
    r"(?:\bago (?:was|is|were)|\bborn(?: on| in)?"
    rf"|{_COUNTED}(?: [\w']+){{0,3}} since(?: [\w']+){{1,5}} on)(?: the)?\s*$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince(?: the)?\s*$", re.IGNORECASE)
_SINCE_IN = re.compile(r"\s*since\s", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:was|is)? how (?:long|many \w+) ago\b", re.IGNORECASE)
# "Since Friday is a holiday" gives a reason, and says nothing of when.
_REASON = re.compile(
    r"\s*(?:'s|’s|is|isn't|was|wasn't|works?|suits|won't|will|would|doesn't|does|can't|i|i'm|we|we're|he|she|they)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"\b(last|previous)\s+$", re.IGNORECASE)
_LOOKED_AT = 120


def lies_behind(words: str, before: str, after: str) -> bool:
    """Whether a date said as `words` is the last such one, by the words in front of it and behind it."""
    before, after = before[-_LOOKED_AT:], after[:_LOOKED_AT]
    if _SINCE_IN.match(words) or _SINCE.search(before):
        return not _REASON.match(after) or bool(re.search(_COUNTED, before, re.IGNORECASE))
    return bool(_BEFORE.search(before) or _AFTER.match(after) or _LAST.search(before))


def with_last(words: str, before: str) -> str:
    """The words with the "last" that stands right in front of them: it may say which week or which year."""
    found = _LAST.search(before[-_LOOKED_AT:])
    return f"{found[1]} {words}" if found else words
