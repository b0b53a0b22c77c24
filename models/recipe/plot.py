"""Last stage: the losses of a training run as a picture. `python -m models.recipe.plot work/caller/log.jsonl...`"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot


def plot(log: Path) -> Path:
    """Draw every loss of a log over the steps; the picture lies beside the log."""
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    names = sorted({key for line in lines for key in line if key.startswith("loss_")})
    figure, axes = pyplot.subplots(figsize=(8, 4))
    for name in names:
        points = [(line["step"], line[name]) for line in lines if name in line]
        axes.plot(*zip(*points, strict=True), label=name.removeprefix("loss_"), linewidth=1)
    axes.set(xlabel="step", ylabel="loss", yscale="log", title=log.parent.name)
    axes.legend()
    figure.tight_layout()
    picture = log.with_name("loss.png")
    figure.savefig(picture, dpi=120)
    pyplot.close(figure)
    return picture


def main(argv: Sequence[str] | None = None) -> int:
    """Draw each log that is there."""
    for name in sys.argv[1:] if argv is None else argv:
        if Path(name).exists():
            print(plot(Path(name)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
