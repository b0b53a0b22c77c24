"""Plans: the steps of a request, their words and order, and what needs what; on packs that are never trained on.

    ok so listen, {1:find the lease in my documents}, {2<1:mail it to Rob}, and {3:set a timer for ten minutes}
    -> [("find the lease in my documents", ()), ("mail it to Rob", (1,)), ("set a timer for ten minutes", ())]

A plan is exact if its steps have these words in this order and these needs; case, punctuation and politeness ("could
you please") do not count. `strict` counts them. Needs are compared as pairs of steps, by their words. It needs a
checkout with `models/packs/planner`.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lamlite.core.context import Context
from models.recipe.plan_packs import read_planner

from . import pair, result

PACKS = result.ROOT / "models" / "packs" / "planner"
HELD_OUT = ("hard_exam", "on_the_move")
_POLITE = re.compile(
    r"^(?:hey|hi|ok|okay|so|um|please|kindly|just|(?:can|could|would|will) you"
    r"|i(?:'d| would)? (?:like|want|need) you to|go ahead and)\b[ ,]*"
)
_OUTSIDE = re.compile(r"[^\w%@']+")
Steps = Sequence[tuple[str, tuple[int, ...]]]


@dataclass(frozen=True)
class Judged:
    """What is right about a plan, and its needs in counts: wanted, found, both."""

    exact: bool
    strict: bool
    steps: bool
    count: bool
    cause: str
    edges: tuple[int, int, int]


def plain(task: str) -> str:
    """The words of a task without politeness: "Could you please dim the lights?" -> "dim the lights"."""
    text = " ".join(task.lower().split())
    for _ in range(3):
        text = _POLITE.sub("", text)
    return " ".join(_OUTSIDE.sub(" ", re.sub(r"\b(?:please|kindly)\b", " ", text)).split())


def edges(steps: Steps) -> set[tuple[str, str]]:
    """Pairs of a step and one that it needs, by their words."""
    return {(plain(task), plain(steps[other - 1][0])) for task, needs in steps for other in needs}


def judge(gold: Steps, made: Steps) -> Judged:
    """Compare a plan with the right one."""
    count = len(gold) == len(made)
    words = [plain(task) for task, _ in gold], [plain(task) for task, _ in made]
    needs = [sorted(n) for _, n in gold] == [sorted(n) for _, n in made]
    letters = [" ".join(t.lower().split()) for t, _ in gold] == [" ".join(t.lower().split()) for t, _ in made]
    steps = words[0] == words[1]
    wanted, found = edges(gold), edges(made)
    cause = ""
    if steps and not needs:
        cause = "needs"
    elif not steps and count:
        cause = "order" if sorted(words[0]) == sorted(words[1]) else "words of a step"
    elif not count:
        cause = "too few steps" if len(made) < len(gold) else "too many steps"
    return Judged(
        steps and needs, letters and needs, steps, count, cause, (len(wanted), len(found), len(wanted & found))
    )


def figures_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Percentages over rows, needs' precision and recall, causes, times."""
    judged: list[Judged] = [row["judged"] for row in rows]
    wanted, found, both = (sum(one.edges[i] for one in judged) for i in range(3))
    single = [one for row, one in zip(rows, judged, strict=True) if len(row["gold"]) == 1]
    figures = {name: result.share(sum(getattr(one, name) for one in judged), len(rows))
               for name in ("exact", "strict", "steps", "count")}  # fmt: skip
    return {
        "n": len(rows),
        **figures,
        "single_kept_whole": result.share(sum(one.count for one in single), len(single)),
        "needs_precision": result.share(both, found),
        "needs_recall": result.share(both, wanted),
        "causes": dict(Counter(one.cause for one in judged if one.cause).most_common()),
        "ms": result.quantiles([row["ms"] for row in rows]),
    }


def measure(pack: Path, planner: Any, limit: int) -> list[dict[str, Any]]:
    """Each request of a pack with its plan."""
    context, rows = Context(pair.MOMENT, "en-US"), []
    for compound in read_planner(pack)[0][: limit or None]:
        start = time.perf_counter()
        plan = planner.plan(compound.request, context)
        spent = (time.perf_counter() - start) * 1000
        made = [(step.task, tuple(step.needs)) for step in plan.steps]
        rows.append({"pack": pack.stem, "request": compound.request, "gold": compound.steps(), "made": made,
                     "confidence": round(plan.confidence, 4), "ms": round(spent, 2),
                     "judged": judge(compound.steps(), made)})  # fmt: skip
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the packs and print a table."""
    options = result.options("planning", __doc__)
    options.add_argument("--packs", default=",".join(HELD_OUT), help="names in models/packs/planner, or paths")
    options.add_argument("--limit", type=int, default=0, help="requests of each pack; 0 is all")
    options.add_argument("--wrong", type=int, default=5, help="wrong plans to print of each pack")
    args = options.parse_args(argv)
    planner, notes = pair.planner()
    figures, every = {}, []
    for name in args.packs.split(","):
        rows = measure(Path(name) if name.endswith(".pack") else PACKS / f"{name}.pack", planner, args.limit)
        figures[name] = figures_of(rows)
        every += [{**row, "judged": vars(row["judged"])} for row in rows]
        wrong = sorted((row for row in rows if row["judged"].cause), key=lambda row: -row["confidence"])
        for row in wrong[: args.wrong]:
            print(f"[{row['judged'].cause}] {row['request']}\n    made {row['made']}\n    gold {row['gold']}")
    columns = ("n", "exact", "strict", "steps", "count", "single_kept_whole", "needs_precision", "needs_recall")
    print(result.table([(name, *(one[c] for c in columns)) for name, one in figures.items()], ("pack", *columns)))
    for name, one in figures.items():
        print(f"{name}: {one['causes']}")
    result.Result("planning", figures, every, vars(args), notes=notes).write(args.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
