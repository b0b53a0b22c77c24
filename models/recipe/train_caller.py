"""Stage 3: train the Caller and the Retriever. Step-based, seeded, resumable; rows are rendered anew as they are drawn.

python -m models.recipe.train_caller --minutes 60        resumes from work/caller/last.pt where there is one
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from lamlite.pointer.words import Words

from .base import fetch
from .caller import Caller, PairExample, SelectExample
from .encoder import load_base
from .examples import fill_example, pair_example, select_example
from .labels import FillExample
from .mixture import Mixture
from .places import MODELS, WORK
from .training import Log, batches, rate, save

TOKENS = 3072  # of a batch, padding included
POOL = 384  # examples drawn at once and sorted by length, so that batches hold little padding
PAIRS = 40
Batch = tuple[str, Sequence[Any]]


def stream(mixture: Mixture, words: Words, rng: random.Random) -> Iterator[Batch]:
    """Endless batches of the three tasks, shuffled."""
    while True:
        fills: list[FillExample] = []
        selects: list[SelectExample] = []
        pairs: list[PairExample] = []
        for _ in range(POOL):
            row = mixture.draw(rng)
            if row.kind != "none" and rng.random() < 0.25:
                pairs.append(pair_example(row, words))
            if row.kind == "none" or rng.random() < 0.35:
                selects.append(select_example(row, mixture.pool, words, rng))
            if row.kind != "none" and rng.random() < 0.75 and (example := fill_example(row, words, rng)):
                fills.append(example)
        found: list[Batch] = [("fill", b) for b in batches(fills, TOKENS)]
        found += [("select", b) for b in batches(selects, TOKENS)]
        found += [("retrieve", pairs[i : i + PAIRS]) for i in range(0, len(pairs) - PAIRS + 1, PAIRS)]
        rng.shuffle(found)
        yield from found


def loss_of(model: Caller, task: str, batch: Sequence[Any], stats: Counter[str]) -> Tensor:
    """The loss of one batch of a task."""
    losses = {"fill": model.fill_loss, "select": model.select_loss, "retrieve": model.retrieve_loss}
    return losses[task](batch, stats)


def optimizer_of(model: Caller) -> torch.optim.Optimizer:
    """AdamW: the encoder slowly, the heads fast, the bias of nearness faster still."""
    encoder = list(model.encoder.parameters())
    model.encoder.position.weight.requires_grad_(False)
    free = [model.near.weight, model.length]
    held = {id(p) for p in encoder} | {id(p) for p in free}
    heads = [p for p in model.parameters() if id(p) not in held]
    groups = [{"params": [p for p in encoder if p.requires_grad], "lr": 1.5e-4}, {"params": heads, "lr": 1e-3},
              {"params": free, "lr": 1e-2, "weight_decay": 0.0}]  # fmt: skip
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def main(argv: Sequence[str] | None = None) -> None:
    """Train for `--minutes` of wall time in all, over as many starts as it takes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, default=WORK / "caller")
    options.add_argument("--threads", type=int, default=2)
    args = options.parse_args(argv)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    words = Words(MODELS / "words")
    model = Caller(load_base(fetch()), words)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model.to(device)
    optimizer = optimizer_of(model)
    base = [group["lr"] for group in optimizer.param_groups]
    step, seen, spent = 0, 0, 0.0
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, seen, spent = state["step"], state["seen"], state["spent"]
    rng = random.Random(args.seed * 1_000_003 + step)
    log, budget = Log(args.out), args.minutes * 60
    started = saved = time.monotonic() - spent
    mixture = Mixture()
    for task, batch in stream(mixture, words, rng):
        spent = time.monotonic() - started
        if spent >= budget:
            break
        for group, top in zip(optimizer.param_groups, base, strict=True):
            group["lr"] = top * rate(spent / budget)
        loss = loss_of(model, task, batch, log.stats)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step, seen = step + 1, seen + len(batch)
        log.add(task, float(loss.detach()))
        if step % 50 == 0:
            log.write(step, spent / budget, seen, spent)
        if step % 1000 == 0:
            mixture.refresh()
        if time.monotonic() - saved > 240:
            saved = time.monotonic()
            save(last, model, optimizer, {"step": step, "seen": seen, "spent": spent})
    save(last, model, optimizer, {"step": step, "seen": seen, "spent": spent})
    print(f"done: {step} steps, {seen} examples")


if __name__ == "__main__":
    main()
