"""How fast: cold start, warm calls and plans, time by stage, memory, sizes on disk.

    "set a timer for twelve minutes"                                     one step: plan, retrieve, call, check, log
    "set the volume to 20, lock the screen and ..."                      three steps, six steps

A warm request is a dry run of an agent with all bundled tools registered, models loaded; requests take turns, so that
nothing is measured in its own wake. `engine` is what passed in onnxruntime in the same runs, `overhead` the rest. Time
by stage comes from real runs (a to-do is written, with its fsyncs), see `benchmarks/stages.py`. Without the bundled
Planner the plans are written down here; the result says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from lamlite import Agent, Limits, Models
from lamlite.testing import ScriptedPlanner

from . import footprint, pair, result, stages

TASKS = (
    "remind me tomorrow at 9 am to water the plants",
    "add oat milk to the shopping list",
    "set the volume to 20",
    "set a timer for twelve minutes",
    "what's on my calendar on Friday",
    "how many days until Christmas Day",
    "delete the reminder about the bins",
    "take a note that the boiler code is 4471",
    "lock the screen",
    "turn on bluetooth",
    "convert 5 miles to km",
    "find the file budget.xlsx",
    "cancel the dentist appointment",
    "open Firefox",
)
SIZES = (1, 3, 6)


def timed(work: Callable[[str], object], requests: Sequence[str], rounds: int) -> dict[str, Any]:
    """Milliseconds of some work on requests in turn, after one round that does not count, and the engine's part."""
    spent, inside = [], []
    for number in range(rounds + 1):
        for request in requests:
            with stages.engine() as engine:
                start = time.perf_counter()
                work(request)
                passed = (time.perf_counter() - start) * 1000
            if number:
                spent.append(passed)
                inside.append(engine.seconds * 1000)
    found: dict[str, Any] = result.quantiles(spent)
    found["engine"] = result.quantiles(inside)["median"]
    found["overhead"] = result.share(sum(spent) - sum(inside), sum(spent))
    return found


def together(tasks: Sequence[str]) -> str:
    """One request for several tasks."""
    return tasks[0] if len(tasks) == 1 else f"{', '.join(tasks[:-1])} and {tasks[-1]}"


def calls_in(agent: Agent, request: str) -> int:
    """The calls that a dry run comes to."""
    return len(agent.run(request, now=pair.MOMENT, dry_run=True).calls)


def served(agent: Agent) -> list[str]:
    """The tasks of the list that the models make one call of; a question would end a request early."""
    return [task for task in TASKS if calls_in(agent, task) == 1]


def warm(models: Models, rounds: int, scripted: bool) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Plans, calls and whole requests of one, three and six steps; and notes on what fell short."""
    notes = []
    with pair.quiet_place():
        agent = Agent(models=models, limits=Limits(steps=8))
        tasks = served(agent)
        requests = {size: together(tasks[:size]) for size in SIZES if size <= len(tasks)}
        if scripted:
            models.planner = ScriptedPlanner({text: tasks[:size] for size, text in requests.items()})
        found = {"call": timed(lambda text: agent.call(text, now=pair.MOMENT), tasks, rounds)}
        for size, request in requests.items():
            every = tasks if size == 1 else [request]
            made = calls_in(agent, request)
            if made != size:
                notes.append(f"A request of {size} steps came to {made} calls: {request!r}.")
            name = f"{size} step{'s' if size > 1 else ''}"
            found[f"plan, {name}"] = timed(lambda text: agent.plan(text, now=pair.MOMENT), every, rounds)
            run = timed(lambda text: agent.run(text, now=pair.MOMENT, dry_run=True), every, rounds)
            found[f"request, {name}"] = {**run, "calls": made}
    if len(tasks) < len(TASKS):
        notes.append(f"{len(TASKS) - len(tasks)} of {len(TASKS)} tasks came to no single call and were left out.")
    return found, notes


def by_stage(models: Models, rounds: int) -> dict[str, Any]:
    """Shares and milliseconds of the stages of a real one-step request that writes."""
    request = "add oat milk to the shopping list"
    with pair.quiet_place():
        agent = Agent(models=models, confirm=lambda event: True)
        agent.run(request, now=pair.MOMENT)
        spent = []
        with stages.Sampler() as seen:
            for _ in range(rounds):
                start = time.perf_counter()
                agent.run(request, now=pair.MOMENT)
                spent.append((time.perf_counter() - start) * 1000)
    middle = result.quantiles(spent)
    shares = seen.shares()
    found = {
        stage: {"share": round(100 * part, 1), "ms": round(part * middle["median"], 2)}
        for stage, part in shares.items()
    }
    return {"request": request, "ms": middle, "stages": found}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = result.options("speed", __doc__)
    options.add_argument("--rounds", type=int, default=50, help="of each warm request (default: %(default)s)")
    options.add_argument("--starts", type=int, default=10, help="of each cold process (default: %(default)s)")
    args = options.parse_args(argv)
    models, notes = pair.models()
    timings, more = warm(models, args.rounds, scripted=bool(notes))
    notes = [
        *(["There is no bundled Planner: the plans were written down, planning took no time."] if notes else []),
        *more,
    ]
    figures: dict[str, Any] = {
        "start": footprint.starts(args.starts),
        "warm": timings,
        "by_stage": by_stage(models, args.rounds),
        "memory": footprint.memory(),
        "disk": footprint.disk(),
    }
    rows = [(f"start: {name}", one["median"], one["p99"], None, None) for name, one in figures["start"].items()]
    for name, one in sorted(figures["warm"].items()):
        rows.append((name, one["median"], one["p99"], one["engine"], one["overhead"]))
    print(result.table(rows, ("", "median ms", "p99 ms", "engine ms", "overhead %")))
    print()
    kept = figures["by_stage"]
    print(result.table([(s, one["share"], one["ms"]) for s, one in kept["stages"].items()], ("stage", "share %", "ms")))
    print("\nresident MB:", figures["memory"], "\non disk, MB:", figures["disk"])
    result.Result("speed", figures, (), vars(args), notes=notes).write(args.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
