"""What the trainings share: batches by length, the learning rate, the log for the loss plot, checkpoints."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn


def batches(examples: Sequence[Any], limit: int) -> Iterator[list[Any]]:
    """Examples of like length together, at most `limit` tokens with padding."""
    group: list[Any] = []
    for example in sorted(examples, key=lambda e: len(e.input.ids)):
        if group and len(example.input.ids) * (len(group) + 1) > limit:
            yield group
            group = []
        group.append(example)
    if group:
        yield group


def rate(progress: float) -> float:
    """Warm up over 2 %, hold, and fall to 2 % from 40 % on (WSD schedule)."""
    if progress < 0.02:
        return 0.05 + progress / 0.02
    return 1.0 if progress < 0.4 else max(0.02, (1.0 - progress) / 0.6)


class Log:
    """Running means, printed and appended to `log.jsonl` for the loss plot."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "log.jsonl"
        self._loss: dict[str, list[float]] = defaultdict(list)
        self.stats: Counter[str] = Counter()

    def add(self, task: str, loss: float) -> None:
        """Note one batch's loss."""
        self._loss[task].append(loss)

    def write(self, step: int, progress: float, seen: int, seconds: float) -> None:
        """Print and store what was noted since the last time: losses, and each stat `NAME_ok` over its `NAME`."""
        means = {f"loss_{task}": round(sum(v) / len(v), 3) for task, v in self._loss.items()}
        right = {k: round(self.stats[f"{k}_ok"] / count, 3) for k, count in sorted(self.stats.items())
                 if count and not k.endswith("_ok")}  # fmt: skip
        line = {"step": step, "progress": round(progress, 3), "seen": seen, "per_s": round(seen / seconds, 1), **means,
                **right}  # fmt: skip
        print(json.dumps(line), flush=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        self._loss.clear()
        self.stats.clear()


def save(path: Path, model: nn.Module, optimizer: torch.optim.Optimizer, counts: dict[str, float]) -> None:
    """Write a checkpoint beside the old one, then put it in its place."""
    fresh = path.with_suffix(".new")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), **counts}, fresh)
    fresh.replace(path)
