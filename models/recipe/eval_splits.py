"""Splits that ask the tools, measured: requests of one and two tasks on the tools of packs that are held out.

python -m models.recipe.eval_splits --count 300        exact calls with the Planner alone, and with the Caller's say

    single   a request of the pack as it stands
    pair     two of them, joined by a connective (mostly ones that are never trained on)
    dealt    one of them with two values in one place: "the folio of 1115 and 71"
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lamlite.core.call import Call, Reply
from lamlite.core.context import Context
from lamlite.core.tool import Tool
from lamlite.model import load_caller, reader_of
from lamlite.pointer.caller import PointerCaller, Thresholds
from lamlite.pointer.retrieve import PointerRetriever
from lamlite.pointer.split import PointerPlanner
from lamlite.steps.planner import Planner

from .blocks import compound_of, fits, join
from .eval_caller import NOW, gold_of, same, tool_of
from .mixture import HELD_OUT, PackSource
from .phrases import Phrase, connectives
from .places import MODELS
from .plan_mixture import whole
from .rows import Mark, Row

SHOWN = 8  # tools
SHARES = {"single": 0.45, "pair": 0.30, "dealt": 0.25}
Wanted = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """A request on the tools of one pack, and the calls that it wants, in any order."""

    kind: str
    request: str
    calls: tuple[Wanted, ...]
    tools: tuple[Tool, ...]


class Cases:
    """Draws cases from the exam packs."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        names = [name for name in HELD_OUT if name.startswith("exam_")]
        self._sources = {name: PackSource(only=lambda stem, name=name: stem == name) for name in names}  # type: ignore[misc]
        self._tools = {name: tuple(map(tool_of, source.tools)) for name, source in self._sources.items()}
        joining = [p for kind in ("independent", "ordered") for p in connectives()[kind]]
        self._joins = [p for p in joining if p.held_out or self._rng.random() < 0.15]

    def draw(self, count: int) -> Iterator[Case]:
        """So many cases."""
        made = {"single": self._single, "pair": self._pair, "dealt": self._dealt}
        while count:
            name = self._rng.choice(list(self._sources))
            kind = self._rng.choices(list(SHARES), list(SHARES.values()))[0]
            try:
                request, calls = made[kind](name)
            except ValueError:
                continue
            count -= 1
            yield Case(kind, request, tuple(calls), self._tools[name])

    def _row(self, name: str) -> Row:
        return next(row for row in iter(lambda: self._sources[name].draw(self._rng), None) if row.kind == "call")

    def _single(self, name: str) -> tuple[str, list[Wanted]]:
        row = self._row(name)
        return row.request, [wanted(row)]

    def _pair(self, name: str) -> tuple[str, list[Wanted]]:
        rows = [self._row(name) for _ in "AB"]
        slots = {letter: whole(row.request) for letter, row in zip("AB", rows, strict=True)}
        usable = [p for p in self._joins if fits(p, slots) and not _reshaped(p)]
        return compound_of(join(self._rng.choice(usable), slots)).request, [wanted(row) for row in rows]

    def _dealt(self, name: str) -> tuple[str, list[Wanted]]:
        row = self._row(name)
        mark = self._rng.choice(_single_marks(row) or [None])
        if mark is None or " and " in row.request:
            raise ValueError("no place for two values")
        words = row.request[mark.start : mark.end]
        for other in (self._row(name) for _ in range(120)):
            for found in _single_marks(other) if other.tool["name"] == row.tool["name"] else ():
                more = other.request[found.start : found.end]
                if found.path == mark.path and more.lower() != words.lower() and "," not in words:
                    both = f"{words}{self._rng.choice((' and ', ' and ', ' and also ', ', and '))}{more}"
                    second = copy.deepcopy(wanted(row))
                    second[1][mark.path[0]] = gold_of(other)[mark.path[0]]
                    return row.request[: mark.start] + both + row.request[mark.end :], [wanted(row), second]
        raise ValueError("no second value")


def wanted(row: Row) -> Wanted:
    """The call of a row."""
    return str(row.tool["name"]), gold_of(row)


def _reshaped(phrase: Phrase) -> bool:
    return any(part.form in ("ing", "done") for part in phrase.parts)


def _single_marks(row: Row) -> list[Mark]:
    """Marks of parameters that take one value, said in one place."""
    properties = row.tool["parameters"]["properties"]
    return [m for m in row.lone_marks if len(m.path) == 1 and properties[m.path[0]].get("type") != "array"]


def exact(made: Sequence[Reply], calls: Sequence[Wanted]) -> bool:
    """Whether just the wanted calls were made."""
    left = list(calls)
    for call in made:
        found = next(
            (w for w in left if isinstance(call, Call) and w[0] == call.name and same(call.arguments, w[1])), None
        )
        if found is None:
            return False
        left.remove(found)
    return not left


def evaluate(models: Path, cases: Sequence[Case], *, asking: bool) -> dict[str, float]:
    """Percent of cases with exact calls, by kind and over all; `asking` gives the Caller its say."""
    planner, reader = PointerPlanner(reader_of(models / "planner")), reader_of(models / "caller")
    settings = load_caller().thresholds if models == MODELS else Thresholds(refuse=0.8)  # type: ignore[attr-defined]
    caller, retriever, context = PointerCaller(reader, settings), PointerRetriever(reader), Context(NOW)
    right: Counter[str] = Counter()
    for case in cases:

        def shown(task: str, tools: tuple[Tool, ...] = case.tools) -> tuple[Tool, ...]:
            return retriever.retrieve(task, tools, SHOWN).tools

        plan = Planner(planner, caller if asking else None, shown).plan(case.request, context)
        part = replace(context, request=case.request).part_of(plan)
        good = exact([caller.call(task, shown(task), part) for task in plan.tasks], case.calls)
        right.update({case.kind: good, "all": good})
    sizes = Counter([*(case.kind for case in cases), *("all" for _ in cases)])
    return {kind: round(100 * right[kind] / sizes[kind], 1) for kind in sorted(sizes)}


def main(argv: Sequence[str] | None = None) -> None:
    """Print both rows."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--models", type=Path, default=MODELS)
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--seed", type=int, default=8)
    args = options.parse_args(argv)
    cases = list(Cases(args.seed).draw(args.count))
    for name, asking in (("the Planner alone", False), ("the Caller has its say", True)):
        print(f"{name:24}", json.dumps(evaluate(args.models, cases, asking=asking)), flush=True)


if __name__ == "__main__":
    main()
