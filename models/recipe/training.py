"""What the trainings share: batches by length, the learning rate, the loop, the log for the loss plot, checkpoints."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

LOG_EVERY, REFRESH_EVERY = 25, 300  # steps
SAVE_EVERY = 240.0  # seconds
PLAN_TOKENS = 1024  # of a batch of plans, padding included
PLAN_POOL = 768  # plans drawn at once and sorted by length
Batch = tuple[str, Sequence[Any]]  # a task and its examples


def options_of(doc: str | None, minutes: float, out: Path, argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line of a training."""
    options = argparse.ArgumentParser(description=doc)
    options.add_argument("--minutes", type=float, default=minutes, help="wall time in all, over every start")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, default=out)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--start", type=Path, help="checkpoint whose weights to begin with")
    args = options.parse_args(argv)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    return args


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


def plan_batches(draw: Callable[[], Any], rng: random.Random) -> Iterator[Batch]:
    """Endless batches of the task "plan", for both planners.

    `draw` gives an example; None, or a ValueError, where the request drawn cannot be one.
    """
    while True:
        examples: list[Any] = []
        while len(examples) < PLAN_POOL:
            try:
                example = draw()
            except ValueError:
                continue
            if example is not None:
                examples.append(example)
        found = list(batches(examples, PLAN_TOKENS))
        rng.shuffle(found)
        yield from (("plan", batch) for batch in found)


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


def train(
    args: argparse.Namespace,
    model: nn.Module,
    groups: Callable[[], list[dict[str, Any]]],
    stream: Callable[[random.Random], Iterator[Batch]],
    loss_of: Callable[[str, Sequence[Any], Counter[str]], Tensor],
    refresh: Callable[[], None],
) -> None:
    """Fit `model` for `args.minutes`, from `args.start` or from the last checkpoint of `args.out` where there is one.

    `groups` names the optimizer's parameter groups with their top learning rates, `stream` gives batches for ever,
    `refresh` reads the data again: packs written meanwhile join.
    """
    if args.start:
        model.load_state_dict(torch.load(args.start, map_location="cpu", weights_only=True)["model"])
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model.to(device)
    optimizer = torch.optim.AdamW(groups(), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    tops = [group["lr"] for group in optimizer.param_groups]
    step, seen, spent, last = 0, 0, 0.0, args.out / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, seen, spent = state["step"], state["seen"], state["spent"]
    log, budget = Log(args.out), args.minutes * 60
    started, saved = time.monotonic() - spent, time.monotonic()
    for task, batch in stream(random.Random(args.seed * 1_000_003 + step)):
        spent = time.monotonic() - started
        if spent >= budget:
            break
        for group, top in zip(optimizer.param_groups, tops, strict=True):
            group["lr"] = top * rate(spent / budget)
        loss = loss_of(task, batch, log.stats)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step, seen = step + 1, seen + len(batch)
        log.add(task, float(loss.detach()))
        if step % LOG_EVERY == 0:
            log.write(step, spent / budget, seen, spent)
        if step % REFRESH_EVERY == 0:
            refresh()
        if time.monotonic() - saved > SAVE_EVERY:
            saved = time.monotonic()
            save(last, model, optimizer, {"step": step, "seen": seen, "spent": spent})
    save(last, model, optimizer, {"step": step, "seen": seen, "spent": spent})
    print(f"done: {step} steps, {seen} examples")
