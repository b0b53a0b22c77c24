"""Tasks as parts of a longer request: "..., and list those of 2018 against the same company".

The task alone lacks a value that the rest of the request says. Made from two rows: the words of a value that both have
give way to a reference to the other row's, or what an ask row misses stands in the other; and where the other has
nothing to give, the task stays as it is and nothing may be taken from beside it.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from lamlite.pointer.caller import WHOLE
from lamlite.pointer.params import leaves, spoken

from .packs import find
from .rows import Mark, Row

JOINTS = (". ", ". Also ", ". Also, ", " and ", ", and ", ", then ", " and then ", "; ", ". Then ", ". After that ",
          ". Additionally, ", ", plus ", "\n")  # fmt: skip
SAME = ("the same {}", "the same {}", "that {}", "this {}", "the same one", "the same", "that one", "it", "this one")
WHEN = {"date": ("the same day", "that day", "the same date", "then"), "time": ("the same time", "that time", "then"),
        "date-time": ("the same time", "the same day and time", "then", "that time")}  # fmt: skip
_ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
Path = tuple[str, ...]


def shared(row: Row, other: Row) -> list[tuple[Path, Mark]]:
    """Parameters whose value the row could take from the other: their paths, and the other's marks."""
    single = {p.path for p in leaves(row.tool["parameters"]) if p.kind in ("text", "integer", "number") and not p.many}
    said = {mark.path for mark in row.lone_marks}
    free = {path for path in single if (path in said if row.kind == "call" else ".".join(path) in row.missing)}
    return [(path, mark) for mark in other.lone_marks for path in sorted(free) if path[-1] == mark.path[-1]]


def within(row: Row, other: Row, rng: random.Random) -> Row:
    """The row as a part of a request that also says what the other row asks for."""
    places = shared(row, other)
    path, found = rng.choice(places) if places else ((), None)
    if found is not None and row.kind == "call":
        gone = next(mark for mark in row.lone_marks if mark.path == path)
        if row.crossed(gone):
            found = None
        else:
            row = _referring(row, gone, rng)
    front = other.request.rstrip(" .!?")
    text = f"{front}{rng.choice(JOINTS)}{row.request}"
    marks, missing = row.marks, row.missing
    if found is not None:
        words = other.request[found.start : found.end]
        marks = (*marks, Mark(path, found.start, min(found.end, len(front)), words, 1))
        missing = tuple(name for name in missing if name != ".".join(path))
    kind = "ask" if missing else "call"
    return replace(row, kind=kind, marks=marks, missing=missing, extra=((WHOLE, text),))


def _referring(row: Row, gone: Mark, rng: random.Random) -> Row:
    """The row without a mark, and with words that refer to its value in its place."""
    front = _ARTICLE.sub("", row.request[: gone.start])
    schema = find(row.tool["parameters"], gone.path) or {}
    words = rng.choice(WHEN.get(schema.get("format", ""), SAME)).format(spoken(gone.path[-1]))
    return row.without(gone, words, len(front))
