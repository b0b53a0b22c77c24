"""What the Planner is measured on: requests of held-out sources, MixSNIPS, held-out packs, SLURP, the hard exam."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator

from .clauses import data_folder
from .compose import Composer
from .compound import Compound
from .convert.source import json_lines, members
from .plan_mixture import PACKS, pack_compounds
from .plan_packs import read_planner
from .pools import held_out_pool

Steps = list[tuple[str, tuple[int, ...]]]  # task and needs (1-based) of each step, in the order done
Exam = list[tuple[str, Steps]]

_WORD = re.compile(r"\w+")
_JOINS = ((",",), ("and",), (",", "and"), ("and", "then"), (",", "and", "then"), (",", "then"), ("and", "also"),
          (",", "and", "also"), ("then",), ("also",), (",", "also"), (".",))  # fmt: skip


def _exam(compounds: list[Compound]) -> Exam:
    return [(c.request, c.steps()) for c in compounds]


def composed(count: int, seed: int, *, unseen: bool) -> Exam:
    """Requests of the sources that are never trained on."""
    composer, rng = Composer(held_out_pool(), unseen=unseen), random.Random(seed)
    return _exam([composer.draw(rng) for _ in range(count)])


def _snips() -> set[tuple[str, ...]]:
    found = set()
    for name, text in members(data_folder() / "snips" / "custom_intents_2017.tar.xz", ".json"):
        if "_full" in name or "/validate_" in name:
            for rows in json.loads(text).values():
                for row in rows if isinstance(rows, list) else ():
                    if isinstance(row, dict) and "data" in row:
                        found.add(tuple(_WORD.findall("".join(piece["text"] for piece in row["data"]).lower())))
    return found


def _cuts(words: list[str], known: set[tuple[str, ...]], left: int) -> Iterator[list[list[str]]]:
    """Ways to read the words as `left` known sentences with joining words between them."""
    if left == 1:
        if tuple(_WORD.findall(" ".join(words))) in known:
            yield [words]
        return
    for end in range(2, len(words)):
        if tuple(_WORD.findall(" ".join(words[:end]))) not in known:
            continue
        for join in _JOINS:
            if tuple(words[end : end + len(join)]) == join:
                for rest in _cuts(words[end + len(join) :], known, left - 1):
                    yield [words[:end], *rest]


def mixsnips(count: int, seed: int = 3) -> Exam:
    """MixSNIPS dev, where the joined SNIPS sentences can be told apart in one way."""
    known = _snips()
    exam: Exam = []
    words: list[str] = []
    with lzma.open(data_folder() / "dev" / "mixsnips_dev.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.split()
            if len(cells) == 2:
                words.append(cells[0])
            elif len(cells) == 1:
                sizes = (cells[0].count("#") + 1,) if "#" in cells[0] else (1, 2, 3)
                cuts = [cut for size in sizes for cut in _cuts(words, known, size)]
                if cuts:
                    exam.append((" ".join(words), [(" ".join(sentence), ()) for sentence in cuts[0]]))
                words = []
    random.Random(seed).shuffle(exam)
    return exam[:count]


def slurp(count: int, seed: int = 4) -> Exam:
    """Real spoken commands of one task (those without "and" and the like)."""
    joined = re.compile(r"\b(and|then|also|but|or)\b|,")
    every = json_lines(data_folder() / "dev" / "slurp_devel.jsonl.xz")
    rows = [r["sentence"] for r in every if not joined.search(r["sentence"]) and r["scenario"] != "general"]
    random.Random(seed).shuffle(rows)
    return [(text, [(text, ())]) for text in rows[:count]]


def exams(count: int) -> dict[str, Exam]:
    """Every exam by name; the hard one only where it has been written."""
    found = {
        "held-out sources, known connectives": composed(count, 101, unseen=False),
        "held-out sources, connectives never seen": composed(count, 102, unseen=True),
        "MixSNIPS dev": mixsnips(count),
        "held-out packs": _exam(pack_compounds(held_out=True)),
        "SLURP, one task": slurp(count // 2),
    }
    hard = PACKS / "hard_exam.pack"
    if hard.exists():
        found["hard exam"] = _exam(read_planner(hard)[0])
    return found
