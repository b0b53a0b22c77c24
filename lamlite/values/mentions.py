"""Every span of a text that reads as a value."""

from __future__ import annotations

from collections.abc import Iterator

from .clock import Clock
from .contact import emails, phones, urls
from .durations import length_at
from .moments import when_at
from .money import amount_at
from .numbers import number_at, ordinal_at, percent_at
from .results import Mention
from .spelling import mend
from .tokens import Tokens
from .units import quantity_at

# Words that begin values but are none by themselves.
_HOLLOW = {"a", "an", "the"}


def mentions(text: str, clock: Clock) -> list[Mention]:
    """All values in `text`, overlapping ones too, by start and the longest first at each start."""
    tokens = Tokens(text)
    mend(tokens)
    found = list(_addresses(tokens.text))
    # The numbers and names inside an address are no values.
    inside = bytearray(len(tokens.text) + 1)
    for one in found:
        if one.kind in ("email", "url"):
            inside[one.start : one.end] = b"\1" * (one.end - one.start)
    for i in range(tokens.size):
        # Digits inside a word, such as those of "mp3", are no values.
        if tokens.glued(i) and tokens.low[i].isdigit() and tokens.low[i - 1].isalpha():
            continue
        if inside[tokens.start[i]]:
            continue
        found.extend(_values_at(tokens, i, clock))
    return sorted(set(found), key=lambda one: (one.start, -one.end, one.kind))


def _addresses(text: str) -> Iterator[Mention]:
    for kind, finder in (("email", emails), ("url", urls), ("phone", phones)):
        for start, end, address in finder(text):
            yield Mention(start, end, kind, address)


def _values_at(tokens: Tokens, i: int, clock: Clock) -> Iterator[Mention]:
    start = tokens.start[i]
    for kind, found in (
        ("number", number_at(tokens, i)),
        ("ordinal", ordinal_at(tokens, i)),
        ("percent", percent_at(tokens, i)),
        ("duration", length_at(tokens, i)),
        ("unit", quantity_at(tokens, i)),
        ("money", amount_at(tokens, i)),
    ):
        if found is not None and not (found[1] == i + 1 and tokens.low[i] in _HOLLOW):
            yield Mention(start, tokens.end[found[1] - 1], kind, found[0])
    for when, end in when_at(tokens, i, clock):
        yield Mention(start, tokens.end[end - 1], when.kind, when)
