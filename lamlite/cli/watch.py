"""`lamlite watch`: makes reminders, alarms and timers heard when they are due."""

from __future__ import annotations

import shutil
import subprocess
import time

import click

from lamlite import desk
from lamlite.core.errors import StorageError
from lamlite.desk.reminders import Reminder, due, pending

from .faults import DONE, STOPPED, tell
from .options import as_json
from .terminal import bold, safe, say

_TICK = 1.0  # seconds; the clock is looked at each time, so one that jumps or a device that slept is caught up with
_PATIENCE = 10.0
_SCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


@click.command("watch")
@click.option("--once", is_flag=True, help="Fire what is due now, and leave.")
@click.option("--json", "plain", is_flag=True, help="Print one JSON object for each.")
def command(once: bool, plain: bool) -> int:
    """Fire what is due: first what came due meanwhile, then each as its time comes. Leave with Ctrl-C.

    It shows a desktop notification where there is one, and a line here in any case.
    """
    try:
        while True:
            _fire(plain)
            if once:
                return DONE
            time.sleep(_TICK)
    except KeyboardInterrupt:
        tell("Stopped. What comes due now is fired by the next `lamlite watch`.")
        return STOPPED


def _fire(plain: bool) -> None:
    try:
        # Reading first: most of the time nothing is due, and the write lock stays free for others.
        with desk.database() as db:
            first = next(iter(pending(db)), None)
        found = due() if first is not None and first.when <= desk.clock() else []
    except StorageError as error:
        if "in use" not in error.message:
            raise
        return  # another program holds the file; there is a next tick
    for reminder in found:
        if plain:
            say(
                as_json(
                    {"id": reminder.id, "kind": reminder.kind, "text": reminder.text, "when": reminder.when.isoformat()}
                )
            )
        else:
            say(f"{bold(reminder.kind.capitalize())}  {safe(reminder.text)}  (due {reminder.when:%a %d %b %H:%M})\a")
        notify(reminder)


def notify(reminder: Reminder) -> bool:
    """Show a desktop notification; False where there is none. The texts are arguments, never part of a script."""
    title, text = reminder.kind.capitalize(), safe(reminder.text)
    if shutil.which("notify-send"):
        # Some desktops read the body as markup.
        body = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return _shown(("notify-send", "--app-name=lamlite", "--", title, body))
    if shutil.which("osascript"):
        lines = [part for line in _SCRIPT for part in ("-e", line)]
        return _shown(("osascript", *lines, title, text))
    return False


def _shown(words: tuple[str, ...]) -> bool:
    try:
        subprocess.run(words, capture_output=True, timeout=_PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True
