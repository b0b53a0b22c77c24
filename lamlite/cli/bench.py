"""`lamlite bench`: how fast the installed models are on this device. The suites of a checkout measure the rest."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from lamlite.agent import Agent, Models
from lamlite.cards import find_card
from lamlite.core.errors import LamliteError, UsageError
from lamlite.settings import Settings, own_models

from .agents import settings_of
from .faults import DONE
from .options import Options, as_json, shared
from .terminal import bold, dim, say, wrapped

NOW = "2026-11-23T09:00:00+01:00"
TASKS = (
    "remind me tomorrow at 9 am to water the plants",
    "add oat milk to the shopping list",
    "what's on my calendar on Friday",
    "take a note that the boiler code is 4471",
    "how many days until Christmas Day",
    "turn on bluetooth",
)
THREE = f"{TASKS[0]}, {TASKS[1]} and {TASKS[3]}"
_ROLES = ("planner", "caller", "retriever")
_LEAST = 5  # rounds, however slow the device is


@click.command("bench")
@click.argument("suite", required=False)
@click.option("--seconds", type=click.FloatRange(0, 600), default=10, help="For each measurement.", show_default=True)
@click.option("--starts", type=click.IntRange(0, 50), default=3, help="Cold starts.", show_default=True)
@shared("as_json", "planner", "caller")
def command(suite: str | None, seconds: float, starts: int, options: Options) -> int:
    """Measure this device with the installed models, in about a minute: plans, calls, cold start and memory.

    Nothing is executed, and nothing of yours is read. The suites for accuracy and growth are run from a checkout.
    """
    if suite:
        raise UsageError(
            f"The suite {suite!r} is not part of an installation.",
            hint=f"In a checkout of lamlite: python -m benchmarks {suite}",
        )
    settings, models = settings_of(options), Models()
    for role in _ROLES:
        models.get(role, settings)
    # The dry runs' trail and whatever a policy looks up are in a folder of their own.
    with tempfile.TemporaryDirectory(prefix="lamlite-bench-", ignore_cleanup_errors=True) as folder:
        agent = Agent(settings=replace(settings, home=Path(folder), policy=None), models=models)
        figures = _warm(agent, seconds)
    figures["resident_mb"] = _resident()
    figures["cold call"] = _cold(starts, options)
    result = {"device": _device(), "versions": _versions(), "models": _names(settings), "tools": len(agent.registry),
              "figures": figures}  # fmt: skip
    if options.as_json:
        say(as_json(result))
    else:
        _tell(result)
    return DONE


def _warm(agent: Agent, seconds: float) -> dict[str, Any]:
    """Times of plans, calls and whole requests, all dry."""

    def dry(request: str) -> object:
        return agent.run(request, now=NOW, dry_run=True)

    return {
        "plan, 1 step": _timed(lambda text: agent.plan(text, now=NOW), TASKS, seconds / 2),
        "plan, 3 steps": _timed(lambda text: agent.plan(text, now=NOW), (THREE,), seconds / 2),
        "call": _timed(lambda text: agent.call(text, now=NOW), TASKS, seconds),
        "request, 1 step": _timed(dry, TASKS, seconds),
        "request, 3 steps": _timed(dry, (THREE,), seconds),
    }


def _timed(work: Callable[[str], object], requests: Sequence[str], seconds: float) -> dict[str, Any]:
    """Milliseconds of some work on requests in turn, after one round that does not count."""
    spent: list[float] = []
    for request in requests:
        work(request)
    end = time.monotonic() + seconds
    while len(spent) < _LEAST or time.monotonic() < end:
        request = requests[len(spent) % len(requests)]
        start = time.perf_counter()
        work(request)
        spent.append((time.perf_counter() - start) * 1000)
    return _quantiles(spent)


def _quantiles(spent: Sequence[float]) -> dict[str, Any]:
    ordered = sorted(spent)
    return {
        "n": len(ordered),
        "median": round(ordered[len(ordered) // 2], 2),
        "p99": round(ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))], 2),
    }


def _cold(starts: int, options: Options) -> dict[str, Any] | None:
    """From the start of a process to the end of one with a call; None where none was wanted or none went well."""
    words = [sys.executable, "-m", "lamlite", "call", TASKS[0], "-t", "reminders", "--json", "--now", NOW]
    words += ["--caller", options.caller] if options.caller else []
    spent = []
    for _ in range(starts):
        start = time.perf_counter()
        done = subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        if done.returncode == DONE:
            spent.append((time.perf_counter() - start) * 1000)
    return _quantiles(spent) if spent else None


def _resident() -> float | None:
    """Megabytes of this process in memory, now; None where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("VmRSS"))
    except (OSError, ValueError, StopIteration):
        return None


def _device() -> dict[str, Any]:
    return {
        "os": platform.platform(terse=True),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "time": datetime.now().astimezone().isoformat(timespec="seconds"),
    }


def _versions() -> dict[str, str]:
    found = {}
    for name in ("lamlite", "onnxruntime", "numpy", "llama-cpp-python"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _names(settings: Settings) -> dict[str, str]:
    """Role -> the model's name."""
    found = {}
    for role in _ROLES:
        name = settings.models.get(role, role)
        try:
            found[role] = find_card(name, own_models(settings.home)).name
        except LamliteError:
            found[role] = name  # a file
    return found


def _tell(result: dict[str, Any]) -> None:
    device, figures = result["device"], result["figures"]
    say(wrapped(f"{device['os']}, {device['machine']}, {device['cores']} cores, Python {device['python']}"))
    say(wrapped(f"{', '.join(f'{role} {name}' for role, name in result['models'].items())}; {result['tools']} tools"))
    say()
    say(bold(f"{'':18}{'median':>12}{'99th %':>12}{'runs':>8}"))
    for name, one in figures.items():
        if isinstance(one, dict):
            say(f"{name:18}{one['median']:>9.1f} ms{one['p99']:>9.1f} ms{one['n']:>8}")
    if figures["resident_mb"] is not None:
        say(f"{'in memory':18}{figures['resident_mb']:>9.1f} MB")
    say()
    say(dim(wrapped("Accuracy, growth and other libraries: in a checkout, python -m benchmarks.")))
