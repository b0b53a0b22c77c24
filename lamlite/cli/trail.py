"""`lamlite trail`: what was done, whether the record of it is whole, and how to take it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from lamlite.core.errors import UsageError
from lamlite.settings import home_folder
from lamlite.trail import Record, Trail

from .account import Account
from .agents import agent_of, follow
from .faults import CODES, DONE, FAILED, STOPPED
from .options import Options, as_json, shared
from .person import Person
from .terminal import bad, bold, dim, good, safe, say, wrapped

_FEW = 20


@click.group("trail")
def command() -> None:
    """What was done: list, show, verify, undo."""


def _trail() -> Trail:
    return Trail(home_folder() / "trail")


@command.command("list")
@click.option("-n", "--last", "count", type=click.IntRange(1), default=_FEW, show_default=True, help="How many runs.")
@shared("as_json")
def list_runs(count: int, options: Options) -> int:
    """Name the last runs, the newest at the end: id, time, what came of it, request."""
    runs = _trail().runs()[-count:]
    if options.as_json:
        say(as_json(runs))
        return DONE
    if not runs:
        say("Nothing was done yet.")
    for run in runs:
        status = str(run["status"] or "not finished") + (", dry" if run["dry"] else "")
        colour = good if run["status"] == "done" else bad
        say(wrapped(safe(run["request"]), f"{bold(run['run'])}  {_time(run['time'])}  {colour(status)}  ", "    "))
    return DONE


@command.command("show")
@click.argument("run", required=False)
@shared("as_json")
def show(run: str | None, options: Options) -> int:
    """Show every record of RUN (the beginning of its id is enough), or of the last one."""
    trail = _trail()
    records = list(trail.records(_whole(trail, run)))
    for record in records:
        say(as_json(record.to_dict()) if options.as_json else _line(record))
    return DONE


@command.command("verify")
@shared("as_json")
def verify(options: Options) -> int:
    """Read the whole trail again, and name every record that was changed, is missing or was moved."""
    found = _trail().verify()
    if options.as_json:
        say(as_json({"good": found.good, "records": found.records, "problems": list(found.problems)}))
        return DONE if found.good else FAILED
    for problem in found.problems:
        say(wrapped(safe(problem), bad("✗ ")))
    if found.good:
        say(good(f"All {found.records} records are whole and in order."))
    return DONE if found.good else FAILED


@command.command("undo")
@click.argument("run", required=False)
@shared("tools", "yes", "as_json", "now", "policy")
def undo(run: str | None, options: Options) -> int:
    """Take back what RUN did, or the last run that did something: the inverse calls, newest first. Itself a run."""
    agent = agent_of(options)
    account = Account(silent=options.as_json)
    events = agent.undo_events(run or "", now=options.now)
    if not follow(events, account, Person.here(yes=options.yes)):
        return STOPPED
    outcome = account.outcome()
    if options.as_json:
        say(as_json(outcome.to_dict()))
    return CODES[outcome.status]


def _whole(trail: Trail, start: str | None) -> str:
    """The id of the one run that begins so, or of the last.

    Raises:
        UsageError: none does, or several do.
    """
    runs = [str(run["run"]) for run in trail.runs()]
    if not runs:
        raise UsageError("Nothing was done yet, so there is nothing to show.")
    found = [run for run in runs if run.startswith(start)] if start else runs[-1:]
    if start in found:
        return str(start)
    if len(found) != 1:
        problem = "Several runs begin" if found else "No run begins"
        raise UsageError(f"{problem} with {start!r}.", hint="See `lamlite trail list`.")
    return found[0]


def _line(record: Record) -> str:
    event = {key: value for key, value in record.event.items() if key != "kind"}
    kind = str(record.event.get("kind", "?"))
    return wrapped(
        _told(event), f"{record.n:>5}  {dim(_time(record.time, seconds=True))}  {bold(f'{safe(kind):<17}')} ", " " * 8
    )


def _told(event: Mapping[str, Any]) -> str:
    parts = []
    for key, value in event.items():
        if value in (None, "", [], {}, 0):
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        parts.append(f"{key}: {text}")
    return safe("; ".join(parts))


def _time(text: str, *, seconds: bool = False) -> str:
    """A moment of the trail on the clock of this device."""
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return safe(text)
    return f"{moment:%Y-%m-%d %H:%M:%S}" if seconds else f"{moment:%Y-%m-%d %H:%M}"
