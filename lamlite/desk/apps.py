"""Programs with a window, by the names they have in the menu."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from lamlite.core.errors import ToolError

from .device import has_screen, launch, run
from .match import Candidate, pick


@dataclass(frozen=True)
class App:
    """A program of the Linux menu: its name, and the command that its .desktop file gives."""

    id: str
    name: str
    command: tuple[str, ...]
    words: str = ""


def missing() -> str:
    """Why no program can be opened, empty if they can."""
    return "" if has_screen() else "This device has no screen to open a program on."


def start(name: str) -> str:
    """Open a program; its name in full.

    Raises:
        Ambiguous, NotFound: several programs fit, or none.
        ToolError: it cannot be started.
    """
    if sys.platform == "darwin":
        run(("open", "-a", name))
        return name
    if sys.platform == "win32":
        if not shutil.which(name):
            raise ToolError(f"There is no program called {name!r}.")
        launch((str(shutil.which(name)),))
        return name
    apps = installed()
    candidates = [Candidate(app, app.id, app.name, words=app.words) for app in apps]
    chosen = pick(name, candidates, noun="app", parameter="name", noise="app application program")
    launch(chosen.command, Path.home() if Path.home().is_dir() else None)
    return chosen.name


def installed() -> list[App]:
    """The programs of the menu on Linux, the user's own entries before the system's."""
    data = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    extra = ("/var/lib/flatpak/exports/share", "/var/lib/snapd/desktop")
    found: dict[str, App] = {}
    for folder in (own, *data.split(":"), *extra):
        for path in sorted(Path(folder, "applications").glob("**/*.desktop")):
            app = _read(path)
            if app:
                found.setdefault(app.id, app)
    return sorted(found.values(), key=lambda app: app.name.casefold())


def _read(path: Path) -> App | None:
    parser = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    try:
        parser.read_string(path.read_text(encoding="utf-8"))
        entry = parser["Desktop Entry"]
    except (OSError, UnicodeDecodeError, configparser.Error, KeyError):
        return None
    hidden = any(entry.get(key, "").lower() == "true" for key in ("NoDisplay", "Hidden", "Terminal"))
    if entry.get("Type") != "Application" or hidden or not entry.get("Exec"):
        return None
    try:
        # %u and the like stand for files to open; there are none.
        command = tuple(re.sub("%[a-zA-Z]", "", part) for part in shlex.split(entry["Exec"]))
    except ValueError:
        return None
    words = f"{entry.get('GenericName', '')} {entry.get('Keywords', '').replace(';', ' ')} {path.stem}"
    return App(path.stem.casefold(), entry.get("Name", path.stem), tuple(part for part in command if part), words)
