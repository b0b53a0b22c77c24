"""Where things lie."""

from __future__ import annotations

from pathlib import Path

MODELS = Path(__file__).parent.parent
WORK = MODELS / "recipe" / "work"  # ignored by git: downloads, prepared data, checkpoints
