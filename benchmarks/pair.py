"""The models under test, and a quiet place for them to run in: own folders, a fixed clock, nothing of the user's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

from lamlite import LamliteError, Models
from lamlite.model import load_caller, load_planner, load_retriever
from lamlite.testing import ScriptedPlanner

from . import result

NOW = "2026-11-23T09:00:00+01:00"  # a Monday
MOMENT = datetime.fromisoformat(NOW)
STAND_IN = "There is no bundled Planner: every request was planned as one step."
ONE_STEP = "Every request was planned as one step (--one-step): this measures the Caller alone."
_FOREIGN = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "XDG_CURRENT_DESKTOP", "LAMLITE_POLICY",
            "LAMLITE_LOCALE", "LAMLITE_MAIL_PASSWORD", "DISPLAY", "WAYLAND_DISPLAY")  # fmt: skip


def data_folder() -> Path:
    """Where the data sets lie: LAMLITE_DATA, or `../shared/data` next to the checkout."""
    given = os.environ.get("LAMLITE_DATA")
    return Path(given) if given else result.ROOT.parent / "shared" / "data"


def planner() -> tuple[Any, list[str]]:
    """The bundled Planner; where there is none, a stand-in of one step, with a note that says so.

    Raises:
        LamliteError: there is one, but it cannot be loaded: that must not pass for a result without it.
    """
    try:
        return load_planner(), []
    except LamliteError:
        if (result.ROOT / "models" / "planner" / "card.toml").exists():
            raise
        return ScriptedPlanner(), [STAND_IN]


def models(
    cache: Path | None = None, thresholds: dict[str, float] | None = None, *, one_step: bool = False
) -> tuple[Models, list[str]]:
    """Planner, Caller and Retriever as an agent takes them, with notes on what is not the bundled one."""
    found, notes = (ScriptedPlanner(), [ONE_STEP]) if one_step else planner()
    return Models(found, load_caller("caller", thresholds or {}), load_retriever("retriever", cache)), notes


@contextmanager
def quiet_place(now: str = NOW) -> Iterator[Path]:
    """A person's home folder that is empty but for Documents, Downloads, Desktop and Pictures; the clock at `now`."""
    with tempfile.TemporaryDirectory(prefix="lamlite-bench-") as name:
        home = Path(name)
        for folder in ("Documents", "Downloads", "Desktop", "Pictures"):
            (home / folder).mkdir()
        given = {
            "HOME": name,
            "USERPROFILE": name,
            "LAMLITE_HOME": str(home / "lamlite"),
            "LAMLITE_NOW": now,
            "LANG": "C",
        }
        with mock.patch.dict(os.environ, given):
            for foreign in _FOREIGN:
                os.environ.pop(foreign, None)
            yield home
