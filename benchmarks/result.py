"""What every suite writes: figures and per-row outputs, and what is needed to make them again.

{"suite": "own", "command": "python -m benchmarks own", "started": "2026-11-23T09:00:00+00:00", "seconds": 31.2,
 "commit": {"id": "cd50994...", "changed": true}, "versions": {"python": "3.11.7", "onnxruntime": "1.32.0", ...},
 "device": {"cpu": "AMD EPYC 9B14", "cores": 2, "memory_gb": 23.5, "os": "Linux-6.1-x86_64"},
 "models": {"caller": "sha256 of its card"}, "settings": {"limit": 0}, "seeds": [],
 "figures": {"exact": 71.3}, "rows": [{"id": "own-001", "ok": true}]}
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "benchmarks" / "work"
PACKAGES = (
    "lamlite",
    "onnxruntime",
    "numpy",
    "tokenizers",
    "llguidance",
    "jsonschema",
    "llama_cpp_python",
    "bfcl-eval",
)
_STARTED = time.time()
_before: dict[str, Any] = {}  # what may change while a suite runs: files are edited, models are trained


def options(suite: str, about: str | None) -> argparse.ArgumentParser:
    """A suite's options, with `--json` among them; notes what it is run on. The help is the module's docstring."""
    _before.update(commit=commit(), models=models(), device=device())
    found = argparse.ArgumentParser(
        prog=f"python -m benchmarks {suite}", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    found.add_argument("--json", type=Path, default=WORK / f"{suite}.json", metavar="FILE", help="default: %(default)s")
    return found


@dataclass
class Result:
    """A suite's result.

    Attributes:
        suite: Its name.
        figures: What the tables and plots are made of.
        rows: What came of each row.
        settings: The options it ran with.
        seeds: Of everything that was drawn.
        notes: What a reader must know: what was not measured, and why.
    """

    suite: str
    figures: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    seeds: Sequence[int] = ()
    notes: Sequence[str] = ()

    def to_dict(self) -> dict[str, Any]:
        """The whole envelope."""
        settings = {k: str(v) if isinstance(v, Path) else v for k, v in self.settings.items() if k != "json"}
        started = datetime.fromtimestamp(_STARTED, timezone.utc).isoformat(timespec="seconds")
        return {
            "suite": self.suite,
            "command": " ".join(["python -m benchmarks", self.suite, *_arguments(self.suite)]),
            "started": started,
            "seconds": round(time.time() - _STARTED, 1),
            "commit": _before.get("commit") or commit(),
            "versions": versions(),
            "device": _before.get("device") or device(),
            "models": _before.get("models") or models(),
            "settings": settings,
            "seeds": list(self.seeds),
            "notes": list(self.notes),
            "figures": self.figures,
            "rows": list(self.rows),
        }

    def write(self, path: Path) -> None:
        """Write the envelope and say where."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.to_dict(), indent=1, ensure_ascii=False, default=str), encoding="utf-8")
        for note in self.notes:
            print(f"note: {note}")
        print(f"written: {path}")


def _arguments(suite: str) -> list[str]:
    """What stood on the command line after the suite's name."""
    given = sys.argv[1:]
    return given[given.index(suite) + 1 :] if suite in given else given


def commit() -> dict[str, Any]:
    """The checkout's commit, and whether files differ from it; empty where there is no git."""
    command = ["git", "--no-optional-locks", "-C", str(ROOT)]
    try:
        head = subprocess.run(
            [*command, "rev-parse", "HEAD"], capture_output=True, text=True, check=True
        ).stdout.strip()
        diff = subprocess.run([*command, "status", "--porcelain"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return {}
    return {"id": head, "changed": bool(diff.strip())}


def versions() -> dict[str, str]:
    """Python's version and those of the packages that matter, where they are installed."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def device() -> dict[str, Any]:
    """The machine."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gb": _memory(),
        "os": platform.platform(terse=True),
        "machine": platform.machine(),
        "load": [round(one, 2) for one in os.getloadavg()] if hasattr(os, "getloadavg") else None,
    }


def _cpu() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _memory() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (ValueError, OSError, AttributeError):
        return None


def models() -> dict[str, str]:
    """The bundled models: each card names the sha256 of its files, so the card's own is enough."""
    cards = sorted((ROOT / "models").glob("*/card.toml"))
    return {card.parent.name: hashlib.sha256(card.read_bytes()).hexdigest() for card in cards}


def share(part: float, whole: float) -> float | None:
    """Percent with one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def quantiles(values: Sequence[float]) -> dict[str, float]:
    """Median, 10th, 90th and 99th percentile, smallest and largest of measured times."""
    ordered = sorted(values)
    found = {"n": float(len(ordered)), "min": round(ordered[0], 3), "max": round(ordered[-1], 3)}
    for name, part in (("median", 0.5), ("p10", 0.1), ("p90", 0.9), ("p99", 0.99)):
        found[name] = round(ordered[min(len(ordered) - 1, int(part * len(ordered)))], 3)
    return found


def table(rows: Sequence[Sequence[object]], head: Sequence[str]) -> str:
    """Columns, the first to the left, the others to the right; None is a dash."""
    cells = [list(head), *[["-" if cell is None else str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
