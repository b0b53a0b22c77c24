"""What grows with what: time against the size of the registry, of the plan, of the trail.

    registry   10, 100, 1,000 and 10,000 tools: registering them, finding 8 of them for a task, a whole call
    plan       1 to 10 steps, each one call, with written-down plans: a dry run
    trail      a dry run on an empty trail, and on one of 100,000 records

Tools are the bundled ones and renamed definitions of the schema libraries (see `benchmarks/retrieval.py`). Their
vectors are made once and kept, as lamlite keeps them; only the first run of this suite waits for them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lamlite import Agent, Limits, Models
from lamlite.testing import ScriptedCaller, ScriptedPlanner

from . import library, pair, result
from .speed import served, together

SIZES = (10, 100, 1_000, 10_000)
RECORDS = 100_000


def times(work: Callable[[], object], rounds: int) -> dict[str, float]:
    """Milliseconds of some work, after once that does not count."""
    spent = []
    for number in range(rounds + 1):
        start = time.perf_counter()
        work()
        if number:
            spent.append((time.perf_counter() - start) * 1000)
    return result.quantiles(spent)


def registry(sizes: Sequence[int], rounds: int, models: Models) -> list[dict[str, Any]]:
    """Registration, retrieval and a whole call for each size of the registry."""
    rows = []
    with pair.quiet_place():
        bundled = list(Agent(models=models).registry.tools)
        task = served(Agent(models=models))[0]
        retriever = models.retriever
        for size in sizes:
            tools = tuple(library.padded(bundled, size))
            start = time.perf_counter()
            agent = Agent(tools, models=models)
            registered = (time.perf_counter() - start) * 1000
            agent.call(task, now=pair.MOMENT)
            one: dict[str, Any] = {"tools": size, "register_ms": round(registered, 1)}
            one["call"] = times(lambda agent=agent: agent.call(task, now=pair.MOMENT), rounds)  # type: ignore[misc]
            if retriever is not None:
                kept = agent.registry.tools
                one["retrieve"] = times(lambda kept=kept: retriever.retrieve(task, kept, 8), rounds)  # type: ignore[misc]
            rows.append(one)
            found = one.get("retrieve", {}).get("median")
            print(f"{size:6} tools: {found} ms to retrieve, {one['call']['median']} ms a call")
    return rows


def plans(longest: int, rounds: int, models: Models) -> list[dict[str, Any]]:
    """A dry run of 1 to `longest` steps. The plans are written down; the calls are the models'."""
    rows = []
    with pair.quiet_place():
        tasks = served(Agent(models=Models(ScriptedPlanner(), models.caller, models.retriever)))
        for size in range(1, longest + 1):
            chosen = [tasks[n % len(tasks)] for n in range(size)]
            scripted = Models(ScriptedPlanner({together(chosen): chosen}), models.caller, models.retriever)
            agent = Agent(models=scripted, limits=Limits(steps=longest))
            spent = times(lambda: agent.run(together(chosen), now=pair.MOMENT, dry_run=True), rounds)  # noqa: B023
            rows.append({"steps": size, "run": spent})
            print(f"{size:6} steps: {spent['median']} ms")
    return rows


def trail(records: int, rounds: int) -> list[dict[str, Any]]:
    """A dry run with scripted models, before and after so many records were written to the trail."""
    request = "add milk"
    with pair.quiet_place() as home:
        # A refused task writes Started, Planned, Refused and Finished, and needs no model.
        agent = Agent(models=Models(ScriptedPlanner(), ScriptedCaller({})), limits=Limits(tools=100))

        def run() -> object:
            return agent.run(request, now=pair.MOMENT, dry_run=True)

        rows = [{"records": written(home), "run": times(run, rounds)}]
        while written(home) < records:
            for _ in range(500):
                run()
        rows.append({"records": written(home), "run": times(run, rounds)})
    for row in rows:
        print(f"{row['records']:6} records: {row['run']['median']} ms")  # type: ignore[index]
    return rows


def written(home: Path) -> int:
    """Records in the trail of a home folder."""
    return sum(path.read_bytes().count(b"\n") for path in (home / "lamlite" / "trail").glob("*.jsonl"))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = result.options("growth", __doc__)
    options.add_argument("--rounds", type=int, default=30, help="default: %(default)s")
    options.add_argument("--tools", type=int, default=SIZES[-1], help="largest registry (default: %(default)s)")
    options.add_argument("--records", type=int, default=RECORDS, help="longest trail (default: %(default)s)")
    options.add_argument("--steps", type=int, default=10, help="longest plan (default: %(default)s)")
    options.add_argument("--cache", type=Path, default=result.WORK / "cache", help="where vectors are kept")
    args = options.parse_args(argv)
    models, notes = pair.models(args.cache)
    figures = {
        "registry": registry([size for size in SIZES if size <= args.tools], args.rounds, models),
        "plan": plans(args.steps, args.rounds, models),
        "trail": trail(args.records, args.rounds),
    }
    result.Result("growth", figures, (), vars(args), notes=notes).write(args.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
