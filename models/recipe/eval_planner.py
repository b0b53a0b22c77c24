"""Measure a Planner: the served code on the served files, or on a checkpoint.

python -m models.recipe.eval_planner --model models/planner
python -m models.recipe.eval_planner --model models/recipe/work/planner/last.pt
python -m models.recipe.eval_planner --model lamlite-planner-gguf        through llama.cpp
python -m models.recipe.eval_planner --model models/planner-gguf         through onnxruntime
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from lamlite.backends.onnx import OnnxEncoder
from lamlite.core.context import Context, Planner
from lamlite.language.model import Trust
from lamlite.language.planner import LanguagePlanner
from lamlite.model import load_planner
from lamlite.pointer.heads import Heads
from lamlite.pointer.reader import Reader
from lamlite.pointer.split import PointerPlanner
from lamlite.pointer.words import Floats, Words

from .calibrate import fit_logistic
from .encoder import Encoder
from .places import MODELS
from .plan_exams import Exam, Steps, exams

_POLITE = re.compile(
    r"^(?:(?:hey|hi|ok|okay|so|um|uh|please|kindly|pls|just|alexa|siri|olly),? +"
    r"|(?:can|could|would|will) you (?:please |kindly |just )?"
    r"|i(?:'d| d| would)? (?:like|want|need) you to |go ahead and )"
)


class TorchEncoder:
    """A checkpoint's encoder, as an engine."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder.eval()

    def encode(self, embeds: Floats, types: npt.NDArray[np.int64]) -> Floats:
        """Token vectors (L, 384) of one sequence."""
        with torch.inference_mode():
            mask = torch.ones(1, len(types), dtype=torch.long)
            vectors = self._encoder(torch.from_numpy(embeds)[None], torch.from_numpy(types)[None], mask)[0].numpy()
        return np.asarray(vectors, np.float32)


def load(name: str) -> Planner:
    """The Planner of a folder with encoder.onnx and heads.npz, or of a checkpoint; else a language model's.

    Confidence is not calibrated: the calibration is measured on it.
    """
    path, words = Path(name), Words(MODELS / "words")
    if path.suffix != ".pt" and not (path / "heads.npz").is_file():
        planner = load_planner(name)
        if isinstance(planner, LanguagePlanner):
            planner.model.trust = Trust()
        return planner
    if path.is_dir():
        return PointerPlanner(Reader(words, OnnxEncoder(path / "encoder.onnx"), Heads.load(path / "heads.npz")))
    state = torch.load(path, map_location="cpu", weights_only=True)["model"]
    encoder = Encoder()
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")})
    heads = Heads({k: v.numpy() for k, v in state.items() if not k.startswith("encoder.")})
    return PointerPlanner(Reader(words, TorchEncoder(encoder), heads))


def normal(task: str) -> str:
    """Lower case, without punctuation, and as in the study without politeness at the edges."""
    text = " ".join(task.lower().split())
    for _ in range(3):
        text = _POLITE.sub("", text)
    return " ".join(re.sub(r"[^\w%@']+", " ", re.sub(r"\b(please|kindly)\b", " ", text)).split())


def _edges(steps: Steps) -> set[tuple[str, str]]:
    return {(normal(task), normal(steps[other - 1][0])) for task, needs in steps for other in needs}


def judge(gold: Steps, made: Steps) -> dict[str, bool]:
    """What is right about a plan."""
    same = len(gold) == len(made)
    strict = same and all(" ".join(a.lower().split()) == " ".join(b.lower().split())
                          for (a, _), (b, _) in zip(gold, made, strict=True))  # fmt: skip
    steps = same and all(normal(a) == normal(b) for (a, _), (b, _) in zip(gold, made, strict=True))
    needs = same and all(tuple(a) == tuple(b) for (_, a), (_, b) in zip(gold, made, strict=True))
    unordered = same and sorted(normal(a) for a, _ in gold) == sorted(normal(a) for a, _ in made)
    return {"count": same, "strict": strict and needs, "steps": steps, "needs": needs, "exact": steps and needs,
            "unordered": unordered}  # fmt: skip


def cause(gold: Steps, made: Steps, verdict: dict[str, bool]) -> str:
    """Why a plan is wrong, in one of a few words."""
    if verdict["exact"]:
        return ""
    if verdict["steps"]:
        return "needs"
    if verdict["unordered"]:
        return "order"
    if len(made) < len(gold):
        return "too few steps"
    if len(made) > len(gold):
        return "too many steps"
    return "words of a step"


def share(part: int, whole: int) -> float | None:
    """Percent, where there is something to take it of."""
    return round(100 * part / whole, 1) if whole else None


def measure(planner: Planner, exam: Exam) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Figures of an exam, and each row with its plan."""
    context = Context(datetime(2026, 1, 5, 9, tzinfo=timezone.utc))
    tally: Counter[str] = Counter()
    rows, spent = [], 0.0
    for request, gold in exam:
        began = time.perf_counter()
        plan = planner.plan(request, context)
        spent += time.perf_counter() - began
        made: Steps = [(step.task, step.needs) for step in plan.steps]
        verdict = judge(gold, made)
        if plan.alternative is not None:
            tally["offered"] += 1
            second: Steps = [(step.task, step.needs) for step in plan.alternative.steps]
            tally["second_right"] += not verdict["exact"] and judge(gold, second)["exact"]
        tally.update(name for name, right in verdict.items() if right)
        if len(gold) == 1:
            tally["single"] += 1
            tally["single_whole"] += len(made) == 1
        wanted, found = _edges(gold), _edges(made)
        tally["needed_extra"] += len(found - wanted) if not wanted else 0
        if wanted:
            tally.update({"edges": len(wanted), "found": len(found), "hit": len(wanted & found)})
        why = cause(gold, made, verdict)
        tally[f"error: {why}"] += bool(why)
        rows.append({"request": request, "gold": gold, "made": made, "confidence": plan.confidence, "cause": why,
                     "offered": bool(plan.alternative)})  # fmt: skip
    n = len(exam)
    figures = {"n": n, "exact": share(tally["exact"], n), "strict": share(tally["strict"], n),
               "steps": share(tally["steps"], n), "count": share(tally["count"], n),
               "single": share(tally["single_whole"], tally["single"]),
               "needs_p": share(tally["hit"], tally["found"]), "needs_r": share(tally["hit"], tally["edges"]),
               "needs_invented": tally["needed_extra"], "offered": share(tally["offered"], n),
               "either": share(tally["exact"] + tally["second_right"], n), "ms": round(1000 * spent / n, 1),
               "errors": {k[7:]: v for k, v in tally.most_common() if k.startswith("error: ") and v}}  # fmt: skip
    return figures, rows


def main(argv: Sequence[str] | None = None) -> None:
    """Print a table; write the figures and the wrong plans as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", default=str(MODELS / "planner"), help="a folder, a checkpoint, or a model's name")
    options.add_argument("--count", type=int, default=600)
    options.add_argument("--out", type=Path)
    options.add_argument("--threads", type=int, default=2)
    args = options.parse_args(argv)
    torch.set_num_threads(args.threads)
    planner = load(args.model)
    every: list[dict[str, Any]] = []
    report: dict[str, Any] = {"model": args.model, "exams": {}}
    columns = (
        "n",
        "exact",
        "strict",
        "steps",
        "count",
        "single",
        "needs_p",
        "needs_r",
        "needs_invented",
        "offered",
        "either",
        "ms",
    )
    print(f"{'':44}" + "".join(f"{name:>9}" for name in columns))
    for name, exam in exams(args.count).items():
        figures, rows = measure(planner, exam)
        report["exams"][name] = figures
        every += [{"exam": name, **row} for row in rows]
        print(
            f"{name:44}" + "".join(f"{figures[c] if figures[c] is not None else '-':>9}" for c in columns),
            figures["errors"],
        )
    rows = [row for row in every if row["exam"] not in ("hard exam", "SLURP, one task")]
    chances, right = np.array([r["confidence"] for r in rows]), np.array([float(not r["cause"]) for r in rows])
    slope, offset = fit_logistic(chances, right)
    report["calibration"] = {"slope": round(slope, 3), "offset": round(offset, 3), "rows": len(rows)}
    print(json.dumps(report["calibration"]))
    if args.out:
        args.out.write_text(
            json.dumps({**report, "wrong": [r for r in every if r["cause"]]}, indent=1, ensure_ascii=False)
        )


if __name__ == "__main__":
    main()
