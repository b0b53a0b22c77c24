"""Independent reads at the same time: three tools that wait 200 ms each, in one request.

    "read the first, read the second and read the third"  ->  wait_1(), wait_2(), wait_3()

The models are scripted, so that only the runtime and the waiting are measured. One after the other takes 600 ms; the
bar is 350. `write` tools in their place must not run at the same time, and are measured besides.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from lamlite import Agent, Call, Models, Tool, tool
from lamlite.testing import ScriptedCaller, ScriptedPlanner

from . import pair, result

TASKS = ("read the first", "read the second", "read the third")
WAIT = 0.2


def waiting(number: int, effect: str) -> Tool:
    """A tool of an effect that waits."""

    @tool(effect=effect)
    def wait() -> dict[str, bool]:
        """Wait."""
        time.sleep(WAIT)
        return {"done": True}

    return replace(wait, name=f"wait_{number}")


def agent_with(effect: str) -> Agent:
    """An agent with three tools of an effect that wait, and models that call each once."""
    tools = [waiting(number, effect) for number in (1, 2, 3)]
    caller = ScriptedCaller({task: Call(one.name) for task, one in zip(TASKS, tools, strict=True)})
    planner = ScriptedPlanner({", ".join(TASKS): list(TASKS)})
    return Agent(tools, models=Models(planner, caller), confirm=_yes)


def _yes(_: object) -> bool:
    return True


def measure(effect: str, rounds: int) -> list[float]:
    """Milliseconds of a request of three steps, after one that does not count."""
    spent = []
    with pair.quiet_place():
        agent = agent_with(effect)
        for number in range(rounds + 1):
            start = time.perf_counter()
            outcome = agent.run(", ".join(TASKS), now=pair.MOMENT)
            if outcome.status != "done" or len(outcome.calls) != len(TASKS):
                raise RuntimeError(f"The run ended {outcome.status}: {outcome.answer}")
            if number:
                spent.append((time.perf_counter() - start) * 1000)
    return spent


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = result.options("parallel_steps", __doc__)
    options.add_argument("--rounds", type=int, default=20, help="default: %(default)s")
    args = options.parse_args(argv)
    figures = {effect: result.quantiles(measure(effect, args.rounds)) for effect in ("read", "write")}
    rows = [(f"three {effect} tools", one["median"], one["p99"]) for effect, one in figures.items()]
    print(result.table(rows, ("", "median ms", "p99 ms")))
    result.Result("parallel_steps", figures, (), vars(args)).write(args.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
