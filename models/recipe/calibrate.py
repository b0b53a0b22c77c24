"""Stage 5b: thresholds and calibration of a Caller, on packs and sets that it was not trained on.

    python -m models.recipe.calibrate [--folder models/caller] --out work/settings.json

Confidence: a logistic curve through (raw confidence, exact or not), fitted on one half of the cases, its expected
calibration error (10 equal bins; Guo et al., 2017) measured on the other half. Thresholds: the trade-off between acting
wrongly and refusing or asking in vain, printed as a table. Taken is the pair with the most cases exact, a wrong act
counting a quarter more than a vain refusal or question.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lamlite.core.call import Ask, Call, NoCall, Reply
from lamlite.core.context import Context
from lamlite.model import reader_of
from lamlite.pointer.caller import PointerCaller, Thresholds

from .eval_caller import NOW, Case, dev_cases, judge, pack_cases
from .places import MODELS

Floats = npt.NDArray[np.float64]
WEIGHED = 500  # cases of the table of thresholds


def fit_logistic(raw: Floats, good: Floats) -> tuple[float, float]:
    """Slope and offset of sigmoid(slope * logit(raw) + offset), by short Newton steps on the log-likelihood."""
    raw = np.clip(raw, 1e-6, 1 - 1e-6)
    x = np.stack([np.log(raw / (1 - raw)), np.ones_like(raw)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ weights)))
        gradient = x.T @ (good - p) - 1e-3 * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        weights = weights + np.clip(np.linalg.solve(hessian, gradient), -0.5, 0.5)
    return float(weights[0]), float(weights[1])


def curve(chance: Floats, good: Floats, bins: int = 10) -> list[tuple[float, float, int]]:
    """Mean confidence, share exact and calls of every equal-width bin that is not empty."""
    which = np.minimum((chance * bins).astype(int), bins - 1)
    return [(float(chance[which == b].mean()), float(good[which == b].mean()), int((which == b).sum()))
            for b in range(bins) if (which == b).any()]  # fmt: skip


def calibration_error(chance: Floats, good: Floats) -> float:
    """Expected calibration error: the mean gap between confidence and accuracy over the bins of the curve."""
    return sum(abs(said - right) * count for said, right, count in curve(chance, good)) / len(chance)


def table(caller: PointerCaller, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """For pairs of thresholds: share exact, acted wrongly, refused in vain, asked in vain, in percent."""
    refusals = [caller.select(case.request, case.tools).none for case in cases]
    rows = []
    for ask in (0.3, 0.5, 0.7, 0.85, 0.95):
        caller.thresholds = Thresholds(refuse=2.0, ask=ask)
        acted = [caller.call(case.request, case.tools, Context(NOW)) for case in cases]
        for refuse in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95):
            replies = [NoCall("") if none > refuse else reply for none, reply in zip(refusals, acted, strict=True)]
            rows.append({"refuse": refuse, "ask": ask, **_shares(cases, replies)})
    return rows


def _shares(cases: Sequence[Case], replies: Sequence[Reply]) -> dict[str, float]:
    verdicts = [(case.kind, judge(case, reply), reply) for case, reply in zip(cases, replies, strict=True)]
    hits = {
        "exact": [verdict == "ok" for _, verdict, _ in verdicts],
        "wrong act": [verdict != "ok" and isinstance(reply, Call) for _, verdict, reply in verdicts],
        "vain refusal": [verdict == "refused" for _, verdict, _ in verdicts],
        "vain question": [kind == "call" and isinstance(reply, Ask) for kind, _, reply in verdicts],
    }
    return {name: round(100 * sum(hit) / len(hit), 1) for name, hit in hits.items()}


def confidences(caller: PointerCaller, cases: Sequence[Case]) -> tuple[Floats, Floats]:
    """Raw confidence of each call made, and whether it was exact."""
    raw, good = [], []
    for case in cases:
        reply = caller.call(case.request, case.tools, Context(NOW))
        if isinstance(reply, Ask | NoCall):
            continue
        raw.append(min(max(reply.confidence, 1e-4), 1 - 1e-4))
        good.append(float(judge(case, reply) == "ok"))
    return np.asarray(raw), np.asarray(good)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the tables, write the settings."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=MODELS / "caller")
    options.add_argument("--packs", type=int, default=300)
    options.add_argument("--out", type=Path)
    args = options.parse_args(argv)
    cases = [*pack_cases(args.packs, seed=11), *dev_cases("toolalpaca")]
    random.Random(3).shuffle(cases)
    caller = PointerCaller(reader_of(args.folder))
    rows = table(caller, cases[:WEIGHED])
    for row in rows:
        print(json.dumps(row))
    best = max(rows, key=lambda row: row["exact"] - 0.25 * row["wrong act"])
    caller.thresholds = Thresholds(best["refuse"], best["ask"])
    raw, good = confidences(caller, cases)
    half = len(raw) // 2
    slope, offset = fit_logistic(raw[:half], good[:half])
    chance = 1 / (1 + np.exp(-(slope * np.log(raw / (1 - raw)) + offset)))
    error = calibration_error(chance[half:], good[half:])
    print(f"calibration error {error:.3f} on {len(raw) - half} calls (uncalibrated {calibration_error(raw, good):.3f})")
    for said, right, count in curve(chance[half:], good[half:]):
        print(f"  said {100 * said:5.1f} %, exact {100 * right:5.1f} %, {count:4} calls")
    final = replace(caller.thresholds, slope=round(slope, 4), offset=round(offset, 4))
    settings = {"refuse": final.refuse, "ask": final.ask, "slope": final.slope, "offset": final.offset}
    print(json.dumps({**settings, "calibration_error": round(error, 4)}))
    if args.out:
        args.out.write_text(json.dumps(settings))


if __name__ == "__main__":
    main()
