"""A command line with models that answer from a script, on a data folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lamlite.agent import Models
from lamlite.cli.main import cli
from tests.cli.scripted import get


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder, nothing of the user's environment, and scripted models."""
    for name in ("LAMLITE_NOW", "LAMLITE_POLICY", "LAMLITE_LOCALE", "LAMLITE_DEBUG", "NO_COLOR", "XDG_CURRENT_DESKTOP"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    monkeypatch.setenv("LAMLITE_HOME", str(folder))
    monkeypatch.setattr(Models, "get", get)
    return folder


Lamlite = Callable[..., Result]


@pytest.fixture
def lamlite() -> Lamlite:
    """Run a command line in this process."""

    def run(*arguments: str, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, list(arguments), input=given, prog_name="lamlite")

    return run
