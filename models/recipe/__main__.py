"""The whole recipe, stage by stage: `python -m models.recipe BUDGET [--from STAGE]`, BUDGET one of smoke, cpu, gpu.

    smoke   every stage for seconds, into a folder of its own: does the recipe run at all?
    cpu     two cores: 8 hours for the Caller, 2 for the Planner, 2 for the decoder
    gpu     one H200: 20 minutes for the Caller, 6 for the Planner, 6 for the decoder

Each stage is a module that runs by itself; training goes on from its last checkpoint, so a run that was stopped is
started again with the same line.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from .places import MODELS, WORK


@dataclass(frozen=True)
class Budget:
    """Minutes of training for each model, and cases a judgement takes."""

    caller: float
    planner: float
    decoder: float
    cases: int


BUDGETS = {"smoke": Budget(0.3, 0.3, 0.3, 10), "cpu": Budget(480, 120, 120, 600), "gpu": Budget(20, 6, 6, 600)}
Stage = tuple[str, list[str]]


def stages(name: str) -> list[Stage]:
    """Module and arguments of every stage, in order."""
    budget, smoke = BUDGETS[name], name == "smoke"
    work = WORK / ("smoke" if smoke else "")
    models = work / "models" if smoke else MODELS
    land = ["--models", str(models)]
    caller, planner, decoder, settings = work / "caller", work / "planner", work / "decoder", work / "settings.json"
    return [
        ("base", ["--models", str(models)]),
        ("clean", []),
        ("train_caller", ["--minutes", str(budget.caller), "--out", str(caller)]),
        ("land", ["caller", str(caller / "last.pt"), *land]),
        ("calibrate", ["--folder", str(models / "caller"), "--packs", str(budget.cases), "--out", str(settings)]),
        ("land", ["caller", "--settings", str(settings), *land]),
        ("eval_caller", ["--folder", str(models / "caller"), "--packs", str(budget.cases)]),
        ("train_planner", ["--minutes", str(budget.planner), "--out", str(planner)]),
        ("land", ["planner", str(planner / "last.pt"), *land]),
        ("eval_planner", ["--model", str(models / "planner"), "--count", str(budget.cases)]),
        ("train_decoder", ["--minutes", str(budget.decoder), "--out", str(decoder)]),
        ("land", ["decoder", str(decoder / "last.pt"), *land]),
        ("eval_planner", ["--model", str(models / "planner-gguf"), "--count", str(budget.cases)]),
        ("plot", [str(one / "log.jsonl") for one in (caller, planner, decoder)]),
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the stages; stop at the first that fails."""
    options = argparse.ArgumentParser(prog="python -m models.recipe", description=__doc__,
                                      formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    options.add_argument("budget", choices=sorted(BUDGETS))
    options.add_argument("--from", dest="start", type=int, default=1, help="number of the stage to begin with")
    args = options.parse_args(argv)
    every = stages(args.budget)
    for number, (module, arguments) in enumerate(every, 1):
        if number < args.start:
            continue
        print(f"\n{number}/{len(every)}  {module} {' '.join(arguments)}", flush=True)
        code = subprocess.run([sys.executable, "-m", f"models.recipe.{module}", *arguments], check=False).returncode
        if code:
            print(f"Stage {number} failed. Go on with: python -m models.recipe {args.budget} --from {number}")
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
