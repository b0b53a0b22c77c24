"""What lamlite takes: time to start, memory, disk. Each is measured in processes of their own.

{"start": {"call": {"median": 612.0, ...}, "help": {...}, "import": {...}, "python": {...}},
 "memory": {"python": 9.8, "import": 14.2, "loaded": 131.0, "second_agent": 0.4, "peak": 151.3},
 "disk": {"package": 0.9, "tools": 0.1, "models/caller": 14.1, "models/words": 12.2}}
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lamlite

from . import pair, result

TASK = "remind me tomorrow at 9 am to water the plants"
STARTS: dict[str, tuple[str, ...]] = {
    "call": ("-m", "lamlite", "call", TASK, "-t", "reminders", "--json"),
    "run, dry, all tools": ("-m", "lamlite", "run", TASK, "--dry-run", "--json"),
    "help": ("-m", "lamlite", "--help"),
    "import": ("-c", "import lamlite"),
    "python": ("-c", "pass"),
}
_MEMORY = """
import gc, json, os, sys
from dataclasses import replace
def now(field="VmRSS"):
    lines = open("/proc/self/status").read().splitlines()
    return round(next(int(l.split()[1]) for l in lines if l.startswith(field)) / 1024, 1)
found = {"python": now()}
import lamlite
found["import"] = now()
from lamlite import Agent, Models
from lamlite.model import load_caller, load_planner, load_retriever
from lamlite.testing import ScriptedPlanner
from datetime import datetime
try:
    planner = load_planner()
except lamlite.LamliteError:
    planner = ScriptedPlanner()
def agent():
    tools = list(Agent().registry.tools)
    more = [replace(tool, name=f"{tool.name}_{n}") for n in range(2) for tool in tools]
    return Agent((tools + more)[:100], models=Models(planner, load_caller(), load_retriever()))
def use(one):
    return one.run(sys.argv[1], now=datetime.fromisoformat(sys.argv[2]), dry_run=True)
first = agent()
use(first); gc.collect()
found["tools"], found["loaded"] = len(first.registry), now()
second = agent()
use(second); gc.collect()
found["second_agent"] = round(now() - found["loaded"], 1)
found["peak"] = now("VmHWM")
print(json.dumps(found))
"""


def starts(rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds from start to end of a process, the kinds in turn; one that fails (no model) is left out."""
    spent: dict[str, list[float]] = {name: [] for name in STARTS}
    with pair.quiet_place() as home:
        for number in range(rounds + 1):
            for name, arguments in STARTS.items():
                start = time.perf_counter()
                done = subprocess.run([sys.executable, *arguments], capture_output=True, cwd=_root(home))
                if number and done.returncode == 0:  # the first round fills the disk cache
                    spent[name].append((time.perf_counter() - start) * 1000)
    return {name: result.quantiles(values) for name, values in spent.items() if values}


def _root(home: Path) -> Path:
    """Where `python -m lamlite` finds the checkout; a folder of no meaning where lamlite is installed."""
    return result.ROOT if (result.ROOT / "lamlite").is_dir() else home


def memory() -> dict[str, Any]:
    """Resident megabytes: Python; lamlite imported; models loaded, 100 tools, used; what a second agent adds; peak."""
    if not Path("/proc/self/status").exists():
        return {}
    with pair.quiet_place() as home:
        done = subprocess.run(
            [sys.executable, "-c", _MEMORY, TASK, pair.NOW], capture_output=True, text=True, cwd=_root(home)
        )
    if done.returncode:
        raise RuntimeError(f"The process that measures memory failed: {done.stderr.strip()[-500:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def disk() -> dict[str, float]:
    """Megabytes of what an installation has: code, tools, each model's folder."""
    package = Path(lamlite.__file__).resolve().parent
    base = package if (package / "models").is_dir() else package.parent
    folders: dict[str, Sequence[Path]] = {
        "package": [
            p for p in package.rglob("*.py") if not {"models", "tools"} & set(p.relative_to(package).parts[:1])
        ],
        "tools": list((base / "tools").glob("*.py")),
    }
    for card in sorted((base / "models").iterdir()):
        if card.name not in ("recipe", "packs") and card.is_dir() and card.name != "__pycache__":
            folders[f"models/{card.name}"] = [path for path in card.rglob("*") if path.is_file()]
    sizes = {name: round(sum(path.stat().st_size for path in paths) / 1e6, 2) for name, paths in folders.items()}
    return {**sizes, "all": round(sum(sizes.values()), 2)}
