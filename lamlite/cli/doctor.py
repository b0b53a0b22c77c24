"""`lamlite doctor`: what works on this device, what does not, and why."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

import click

from lamlite import desk
from lamlite.cards import cards
from lamlite.core.errors import LamliteError
from lamlite.desk import mail
from lamlite.settings import Settings, device_zone, home_folder, own_models
from lamlite.trail import Trail

from .faults import DONE, FAILED
from .options import Options, as_json, shared
from .terminal import bad, bold, dim, good, safe, say, wrapped
from .toolsets import toolset

_EARLIEST = 2026  # lamlite did not exist before: a clock that shows an earlier year was never set


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What.
        status: good, note (works, but not everything) or bad.
        text: What was found, as a sentence.
    """

    name: str
    status: str
    text: str


@click.command("doctor")
@shared("as_json")
def command(options: Options) -> int:
    """Look at the device, the models, the tools, the data folder, the mail settings and the clock."""
    found = []
    for check in checks():
        found.append(check)
        if not options.as_json:
            mark = {"good": good("✓"), "note": dim("–"), "bad": bad("✗")}[check.status]
            say(wrapped(safe(check.text), f"{mark} {bold(f'{check.name:<9}')} "))
    well = all(check.status != "bad" for check in found)
    if options.as_json:
        say(as_json({"good": well, "checks": [asdict(check) for check in found]}))
    return DONE if well else FAILED


def checks() -> Iterator[Check]:
    """Everything that is looked at; what fails to be looked at is a finding, not a fault."""
    for name, look in (
        ("device", _device), ("clock", _clock), ("data", _data), ("settings", _settings), ("trail", _trail),
        ("models", _models), ("tools", _tools), ("mail", _mail),
    ):  # fmt: skip
        try:
            yield from look()
        except LamliteError as error:
            yield Check(name, "bad", str(error))
        except OSError as error:
            yield Check(name, "bad", f"The system refused: {error}.")


def _device() -> Iterator[Check]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    python = ".".join(map(str, sys.version_info[:3]))
    where = f"{platform.system()} {platform.release()} on {platform.machine()}"
    yield Check("device", "good", f"{where}, {cores} cores, Python {python}.")


def _clock() -> Iterator[Check]:
    now = desk.clock()
    zone = device_zone()
    fixed = os.environ.get("LAMLITE_NOW")
    if fixed:
        yield Check("clock", "note", f"LAMLITE_NOW holds it at {now.isoformat(timespec='seconds')}.")
    elif datetime.now().year < _EARLIEST:
        yield Check("clock", "bad", f"It shows {now:%Y-%m-%d}, which is wrong: set the device's clock.")
    else:
        yield Check("clock", "good", f"{now.isoformat(timespec='seconds')}, zone {zone}.")


def _data() -> Iterator[Check]:
    folder = home_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"lamlite" * 1000)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        text = f"{folder} cannot be written: {error.strerror}. Set LAMLITE_HOME to another folder."
        yield Check("data", "bad", text)
        return
    yield Check("data", "good", f"{folder} can be written.")
    with desk.database() as db:
        db.execute("SELECT count(*) FROM reminders").fetchone()


def _settings() -> Iterator[Check]:
    settings = Settings.load()
    path = settings.home / "settings.toml"
    text = f"{path}." if path.exists() else f"None; they would be in {path}."
    yield Check("settings", "good", f"{text} Locale {settings.locale}.")


def _trail() -> Iterator[Check]:
    found = Trail(home_folder() / "trail").verify()
    more = f" and {len(found.problems) - 1} more" if len(found.problems) > 1 else ""
    if found.good:
        yield Check("trail", "good", f"{found.records} records, whole and in order.")
    else:
        yield Check("trail", "bad", f"{found.problems[0].removesuffix('.')}{more}. See `lamlite trail verify`.")


def _models() -> Iterator[Check]:
    found = cards(own_models())
    for card in found:
        faults = card.faults()
        size = f"{card.size / 1e6:.1f} MB"
        if faults:
            yield Check("models", "bad", f"{card.name}: {' '.join(faults)}")
        else:
            yield Check("models", "good", f"{card.name} ({', '.join(card.roles)}): {size}, checksums right.")
    for role in ("planner", "caller"):
        if not any(role in card.roles for card in found):
            yield Check("models", "bad", f"There is no {role}. Install lamlite again.")


def _tools() -> Iterator[Check]:
    tools = toolset(())
    absent = [tool for tool in tools if tool.missing]
    yield Check("tools", "good", f"{len(tools) - len(absent)} of {len(tools)} bundled tools can be used here.")
    for tool in absent:
        yield Check("tools", "note", f"{tool.name} is not here: {tool.missing}")


def _mail() -> Iterator[Check]:
    why = mail.missing()
    host = desk.section("mail").get("host")
    yield Check("mail", "note" if why else "good", why or f"Mail is sent through {host}.")
