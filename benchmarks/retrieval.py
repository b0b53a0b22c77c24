"""The right tool among many: recall@1, @5 and @8 with 100, 1,000 and 10,000 tools registered.

    "is it going to hail in Graz on Sunday"   ->  get_hail_risk, of the pack weather_environment

Wanted tools are those of the packs that are held out from training (their domains were never seen) and, apart, the
bundled ones; requests are the packs' own sayings, rendered with fresh values. The others are tools of the schema
libraries and, where those do not suffice, renamed copies of them (`benchmarks/library.py`). The vectors are made once
and kept in `--cache`. It needs a checkout with `models/packs/caller`, and LAMLITE_DATA.

With `--margins` instead: of eight tools, how many are within some cosine of the best, and how often the right one is
not; bundled requests among the bundled tools, the others among 300. It sets `within` of a Retriever's card.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lamlite import Agent, Tool
from lamlite.grammar.schema import tolerant
from lamlite.model import load_retriever
from models.recipe import packs
from models.recipe.mixture import HELD_OUT
from models.recipe.pack_file import PackTool, read

from . import library, pair, result

PACKS = result.ROOT / "models" / "packs" / "caller"
SIZES = (100, 1_000, 10_000)
AT = (1, 5, 8)
LEAST = 3  # tools that are shown in any case
MARGINS = (0.1, 0.15, 0.2, 0.25, 0.27, 0.3, 0.35, 0.4, 0.5)
STRANGE = 300  # tools registered for the requests of strangers


@dataclass(frozen=True)
class Wanted:
    """A request and the name of the tool that serves it; `group` is held-out or bundled."""

    group: str
    request: str
    name: str


def requests_of(tool: PackTool, count: int, rng: random.Random) -> list[str]:
    """Some of a tool's sayings that ask for a call, rendered."""
    patterns = [pattern for pattern in tool.patterns if pattern.kind == "call"]
    found = []
    for pattern in rng.sample(patterns, min(count, len(patterns))):
        try:
            found.append(packs.render(tool, pattern, rng).request)
        except ValueError:
            continue
    return found


def wanted(each: int, seed: int) -> tuple[list[Wanted], list[Tool]]:
    """Requests with their tools, and the tools of the held-out packs."""
    rng = random.Random(seed)
    rows: list[Wanted] = []
    tools: dict[str, Tool] = {}
    bundled = {tool.name for tool in Agent().registry.tools}
    for path in sorted(PACKS.glob("*.pack")):
        own = path.stem.startswith("own_")
        if not own and path.stem not in HELD_OUT:
            continue
        for one in read(path)[0]:
            if own != (one.name in bundled):
                continue
            rows += [Wanted("bundled" if own else "held-out", text, one.name) for text in requests_of(one, each, rng)]
            if not own:
                tools[one.name] = Tool(one.name, one.description, tolerant(one.parameters))
    return rows, list(tools.values())


def measure(rows: Sequence[Wanted], tools: Sequence[Tool], retriever: Any) -> list[dict[str, Any]]:
    """The place at which each request's tool was found, 0 for none of the first eight, and the time."""
    every, found = tuple(tools), []
    there = {tool.name for tool in every}
    rows = [row for row in rows if row.name in there]  # a small registry does not hold every held-out tool
    retriever.retrieve(rows[0].request, every, max(AT))  # makes the table
    for row in rows:
        start = time.perf_counter()
        names = [tool.name for tool in retriever.retrieve(row.request, every, max(AT)).tools]
        spent = (time.perf_counter() - start) * 1000
        place = names.index(row.name) + 1 if row.name in names else 0
        found.append({"group": row.group, "request": row.request, "tool": row.name, "place": place, "first": names[0],
                      "ms": round(spent, 2)})  # fmt: skip
    return found


def figures_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Recall at the depths, of each group, and times."""
    figures: dict[str, Any] = {"ms": result.quantiles([row["ms"] for row in rows])}
    for group in sorted({row["group"] for row in rows}):
        places = [row["place"] for row in rows if row["group"] == group]
        recall = {f"recall@{k}": result.share(sum(0 < p <= k for p in places), len(places)) for k in AT}
        figures[group] = {"n": len(places), **recall}
    return figures


def margins(rows: Sequence[Wanted], tools: Sequence[Tool], retriever: Any) -> list[dict[str, Any]]:
    """For each margin the tools shown on average, and the share of requests that lose their tool by it, in percent."""
    every = tuple(tools)
    looked = [(row.name, retriever.retrieve(row.request, every, max(AT))) for row in rows]
    found = []
    for margin in MARGINS:
        shown = [max(LEAST, sum(score >= one.scores[0] - margin for score in one.scores)) for _, one in looked]
        lost = sum(
            name in [tool.name for tool in one.tools[count:]] for count, (name, one) in zip(shown, looked, strict=True)
        )
        found.append({"margin": margin, "shown": round(sum(shown) / len(shown), 2),
                      "lost": round(100 * lost / len(looked), 2)})  # fmt: skip
    return found


def tell_margins(rows: Sequence[Wanted], bundled: Sequence[Tool], strangers: Sequence[Tool], retriever: Any) -> None:
    """Print the table of both groups."""
    strange = library.padded([*bundled, *strangers], STRANGE)
    for group, tools in (("bundled", bundled), ("held-out", strange)):
        of_group = [row for row in rows if row.group == group]
        lines = [tuple(one.values()) for one in margins(of_group, tools, retriever)]
        print(f"\n{group}: {len(of_group)} requests, {len(tools)} tools")
        print(result.table(lines, ("margin", "tools shown", "lost %")))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the sizes and print a table."""
    options = result.options("retrieval", __doc__)
    options.add_argument("--each", type=int, default=8, help="requests of each tool (default: %(default)s)")
    options.add_argument("--tools", type=int, default=SIZES[-1], help="largest registry (default: %(default)s)")
    options.add_argument("--margins", action="store_true", help="how many of eight tools need be shown")
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--cache", type=Path, default=result.WORK / "cache", help="where vectors are kept")
    args = options.parse_args(argv)
    rows, strangers = wanted(args.each, args.seed)
    with pair.quiet_place():
        bundled = Agent().registry.tools
    targets, retriever = [*bundled, *strangers], load_retriever("retriever", args.cache, overrides={"within": 2.0})
    if args.margins:
        tell_margins(rows, bundled, strangers, retriever)
        return 0
    figures, every, lines = {}, [], []
    for size in (size for size in SIZES if size <= args.tools):
        found = measure(rows, library.padded(targets, size), retriever)
        figures[str(size)] = figures_of(found)
        every += [{"tools": size, **row} for row in found]
        for group in ("bundled", "held-out"):
            one = figures[str(size)].get(group)
            if one:
                lines.append((f"{size} tools, {group}", *one.values(), figures[str(size)]["ms"]["median"]))
    print(result.table(lines, ("", "requests", *(f"recall@{k}" for k in AT), "median ms")))
    taken = len({tool.name for tool in (*targets, *library.distractors())})
    notes = [f"Of {args.tools} tools {args.tools - taken} are renamed copies."] if taken < args.tools else []
    result.Result("retrieval", figures, every, vars(args), (args.seed,), notes).write(args.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
