"""A desk of its own for every test: folders, clock and packs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lamlite import Tool, desk, load_tools
from lamlite.grammar.validate import validate
from lamlite.steps.inverse import inverse

_PACKS = ("notes", "todo", "calendar", "reminders", "contacts", "files", "system")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's home folder, with lamlite's own in it; the clock stands on a Monday morning."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("LAMLITE_HOME", str(tmp_path / "lamlite"))
    monkeypatch.setenv("LAMLITE_NOW", "2026-11-23T09:00:00+01:00")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "LAMLITE_MAIL_PASSWORD", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("Documents", "Downloads", "Pictures"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def pack() -> Callable[[str], dict[str, Tool]]:
    """The tools of a pack by name. What they return must be what they say they return."""
    return lambda name: {one.name: replace(one, run=_checked(one)) for one in load_tools(name)}


def _checked(made: Tool) -> Callable[..., Any]:
    def run(*positional: Any, **arguments: Any) -> Any:
        result = made(*positional, **arguments)
        assert made.returns is not None
        assert validate(result, made.returns) == []
        return result

    return run


@pytest.fixture
def undo() -> Callable[..., Any]:
    """Run the inverse of a call as the runtime does: what is absent is left out; None where it cannot be undone."""

    def run(made: Tool, result: Mapping[str, Any]) -> Any:
        every = {one.name: one for name in _PACKS for one in load_tools(name)}
        back = inverse(made, {}, result, every.get)
        with desk.using(restoring=True):
            return every[back["name"]](**back["arguments"]) if back else None

    return run
