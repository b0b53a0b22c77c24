"""Stage 4: train the Planner. Step-based, seeded, resumable; requests are composed anew as they are drawn.

python -m models.recipe.train_planner --minutes 15        resumes from work/planner/last.pt where there is one
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from lamlite.pointer.words import Words

from .base import fetch
from .encoder import load_base
from .places import MODELS, WORK
from .plan_labels import Inexpressible
from .plan_mixture import PlanMixture
from .planner import PlanExample, Planner, plan_example
from .training import Log, batches, rate, save

TOKENS = 1024  # of a batch, padding included
POOL = 768  # examples drawn at once and sorted by length


def stream(mixture: PlanMixture, words: Words, rng: random.Random) -> Iterator[list[PlanExample]]:
    """Endless batches."""
    while True:
        examples: list[PlanExample] = []
        while len(examples) < POOL:
            try:
                example = plan_example(mixture.draw(rng), words)
            except (Inexpressible, ValueError):
                continue
            if example is not None:
                examples.append(example)
        found = list(batches(examples, TOKENS))
        rng.shuffle(found)
        yield from found


def optimizer_of(model: Planner) -> torch.optim.Optimizer:
    """AdamW: the encoder slowly, the heads fast."""
    model.encoder.position.weight.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": 2e-4}, {"params": heads, "lr": 1.5e-3}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def main(argv: Sequence[str] | None = None) -> None:
    """Train for `--minutes` of wall time in all, over as many starts as it takes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=15.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, default=WORK / "planner")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--start", type=Path, help="checkpoint whose weights to begin with")
    args = options.parse_args(argv)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    words = Words(MODELS / "words")
    model = Planner(load_base(fetch()), words)
    if args.start:
        model.load_state_dict(torch.load(args.start, map_location="cpu", weights_only=True)["model"])
    model.to("cuda" if torch.cuda.is_available() else "cpu")
    optimizer = optimizer_of(model)
    tops = [group["lr"] for group in optimizer.param_groups]
    step, seen, spent, last = 0, 0, 0.0, args.out / "last.pt"
    if last.exists():
        state = torch.load(last, map_location="cpu", weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, seen, spent = state["step"], state["seen"], state["spent"]
    rng = random.Random(args.seed * 1_000_003 + step)
    log, budget = Log(args.out), args.minutes * 60
    mixture = PlanMixture(args.seed)
    started = time.monotonic() - spent
    saved = time.monotonic()
    for batch in stream(mixture, words, rng):
        spent = time.monotonic() - started
        if spent >= budget:
            break
        for group, top in zip(optimizer.param_groups, tops, strict=True):
            group["lr"] = top * rate(spent / budget)
        loss = model.loss(batch, log.stats)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step, seen = step + 1, seen + len(batch)
        log.add("plan", float(loss.detach()))
        if step % 25 == 0:
            log.write(step, spent / budget, seen, spent)
        if step % 400 == 0:
            mixture.refresh()
        if time.monotonic() - saved > 240:
            saved = time.monotonic()
            save(last, model, optimizer, {"step": step, "seen": seen, "spent": spent})
    save(last, model, optimizer, {"step": step, "seen": seen, "spent": spent})
    print(f"done: {step} steps, {seen} examples")


if __name__ == "__main__":
    main()
