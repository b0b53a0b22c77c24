"""Values that stand elsewhere: a word such as "it" or "her" in the request, the value in an earlier step's result.

Made from ordinary rows: the words of one value move into another text and a pronoun takes their place, or a value that
was missing turns up in a result; and now and then there are other texts that hold nothing of use.
"""

from __future__ import annotations

import random
from dataclasses import replace

from lamlite.pointer.params import Param, leaves, spoken

from . import slots
from .rows import Mark, Row

PRONOUNS = ("it", "that", "this", "there", "them", "her", "him", "the result", "the one you found", "the same one",
            "that one", "what you find", "the first one", "the answer", "those")  # fmt: skip
FIELDS = ("id", "name", "title", "text", "email", "phone", "address", "date", "start", "location", "total", "result",
          "value", "status", "path", "url", "city", "body", "price", "number")  # fmt: skip


def _noise(rng: random.Random, count: int) -> list[tuple[str, str]]:
    made = []
    for _ in range(count):
        name = rng.choice(FIELDS)
        words, _ = slots.surface(name, {"type": rng.choice(("string", "string", "integer"))}, rng)
        made.append((f"{rng.choice(('result', 'result', 'fact'))} {name}", words))
    return made


def _label(param: Param, rng: random.Random) -> str:
    return f"result {spoken(param.path[-1]) if rng.random() < 0.6 else rng.choice(FIELDS)}"


def _moved(row: Row, mark: Mark, param: Param, rng: random.Random) -> Row:
    words = row.request[mark.start : mark.end]
    pronoun = rng.choice(PRONOUNS)
    extra = [*_noise(rng, rng.choice((0, 1, 2, 3))), (_label(param, rng), words)]
    rng.shuffle(extra)
    number = 1 + next(i for i, (_, text) in enumerate(extra) if text == words)
    row = row.without(mark, pronoun)
    moved = replace(mark, start=0, end=len(words), source=number)
    return replace(row, marks=(*row.marks, moved), extra=tuple(extra))


def _supplied(row: Row, param: Param, rng: random.Random) -> Row:
    words, _ = slots.surface(param.path[-1], param.schema, rng)
    extra = [*_noise(rng, rng.choice((0, 1, 2))), (_label(param, rng), words)]
    rng.shuffle(extra)
    number = 1 + next(i for i, (_, text) in enumerate(extra) if text == words)
    mark = Mark(param.path, 0, len(words), words, number)
    left = tuple(name for name in row.missing if name != ".".join(param.path))
    return replace(row, kind="ask" if left else "call", marks=(*row.marks, mark), missing=left, extra=tuple(extra))


def move_elsewhere(row: Row, rng: random.Random) -> Row:
    """The row, in one case of six with further texts and perhaps a value in one of them."""
    if rng.random() > 0.16 or row.kind == "none" or row.extra:
        return row
    spans = [p for p in leaves(row.tool["parameters"]) if p.kind in ("text", "integer", "number") and not p.many]
    if row.kind == "ask":
        wanted = [p for p in spans if ".".join(p.path) in row.missing]
        if wanted and rng.random() < 0.6:
            return _supplied(row, rng.choice(wanted), rng)
    by_path = {p.path: p for p in spans}
    whole = [m for m in row.marks if m.path in by_path and m.end > m.start
             and sum(o.path == m.path for o in row.marks) == 1]  # fmt: skip
    overlapping = any(a is not b and a.start < b.end and b.start < a.end for a in row.marks for b in row.marks)
    if whole and not overlapping and rng.random() < 0.6:
        mark = rng.choice(whole)
        return _moved(row, mark, by_path[mark.path], rng)
    return replace(row, extra=tuple(_noise(rng, rng.choice((1, 2, 3)))))
