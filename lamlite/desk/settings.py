"""`settings.toml` in the run's data folder, as the tools read it."""

from __future__ import annotations

from typing import Any

from lamlite.core.errors import UsageError
from lamlite.settings import read

from .moment import home


def settings() -> dict[str, Any]:
    """All of the settings; empty without a file.

    Raises:
        UsageError: the file is not TOML, or cannot be read.
    """
    return read(home() / "settings.toml")


def section(name: str) -> dict[str, Any]:
    """One table of the settings, such as [mail]; empty without it."""
    found = settings().get(name, {})
    if not isinstance(found, dict):
        raise UsageError(f"{name!r} in the settings must be a table.", hint=f"Write it as [{name}].")
    return found
