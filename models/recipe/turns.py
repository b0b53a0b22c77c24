"""Rows as the next line of a conversation: what was asked and answered before stands beside the request.

Most often there is nothing of use in it: the value stays where it is, and what is missing stays missing. Now and then a
pronoun stands for a value of the row that the turn before was about, which comes as a result.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import replace

from lamlite.pointer.params import leaves, spoken
from lamlite.pointer.turns import RESULT, USER

from .rows import Row

ASSISTANT = "assistant"
MEANT, FAILED, IN_WORDS = 0.3, 0.2, 0.2  # of the rows: the turn gave a value for it; gave nothing; is known in words
PRONOUNS = ("it", "that", "this", "that one", "the same one", "the same")
DONE = ("Done.", "Okay.", "All right, that is done.", "Added it.", "Set it.", "Sent.", "Moved it.", "There is nothing.")
Texts = tuple[tuple[str, str], ...]


def after_turn(row: Row, before: Row, rng: random.Random) -> Row:
    """The row after a turn in which the other row was asked for."""
    if row.kind == "none" or row.extra or before.kind != "call":
        return row
    meant = _meant(row, before, rng) if rng.random() < MEANT else None
    if meant:
        return meant
    request, how = (USER, before.request), rng.random()
    if how < FAILED:
        return replace(row, extra=(request,))
    if how < FAILED + IN_WORDS:
        return replace(row, extra=(request, (ASSISTANT, rng.choice(DONE))))
    # A result by the name of what is missing would be the value for it.
    wanted = {RESULT + spoken(name.rpartition(".")[2]) for name in row.missing}
    return replace(row, extra=(request, *_given(before, wanted, rng)))


def _given(before: Row, but: Collection[str], rng: random.Random) -> Texts:
    """The other row's values as what its tool gave, but those of some labels."""
    given = [(f"{RESULT}id", f"{rng.choice(('item', 'entry', 'no'))}-{rng.randint(1, 99)}")]
    given += [(RESULT + spoken(m.path[-1]), before.request[m.start : m.end]) for m in before.lone_marks if not m.source]
    return tuple(text for text in given if text[0] not in but)


def _meant(row: Row, before: Row, rng: random.Random) -> Row | None:
    """The row with a pronoun for a value which the turn before gave; None where no value can be told so."""
    texts = {p.path for p in leaves(row.tool["parameters"]) if p.kind == "text" and not p.many}
    places = [m for m in row.lone_marks if m.path in texts and m.source == 0]
    gone = rng.choice(places) if places else None
    if gone is None or row.crossed(gone):
        return None
    words = row.request[gone.start : gone.end]
    row = row.without(gone, rng.choice(PRONOUNS))
    label = RESULT + spoken(gone.path[-1])
    extra = ((USER, before.request), *_given(before, (label,), rng), (label, words))
    moved = replace(gone, start=0, end=len(words), source=len(extra))
    return replace(row, marks=(*row.marks, moved), extra=extra)
