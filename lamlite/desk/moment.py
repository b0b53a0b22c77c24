"""The run's clock and folder: what `now` is, in which zone, and where the data lies.

Both are context variables. A thread that runs a tool must be started in a copy of the run's context
(`contextvars.copy_context().run(...)`), or it sees the device's clock and the default folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path

from lamlite.core.errors import UsageError
from lamlite.settings import home_folder

_now: ContextVar[datetime | None] = ContextVar("lamlite_now", default=None)
_home: ContextVar[Path | None] = ContextVar("lamlite_home", default=None)
_restoring: ContextVar[bool] = ContextVar("lamlite_restoring", default=False)


@contextmanager
def using(
    *, now: datetime | str | None = None, home: Path | str | None = None, restoring: bool | None = None
) -> Iterator[None]:
    """Set the clock and the data folder for the block; what is None stays as it is.

    Args:
        now: The time at which the clock stands, or its ISO 8601 text. With a ZoneInfo, other days get their own offset.
        home: Folder of the data, the drafts and the settings.
        restoring: What is added is what was deleted, put back by an undo under the name it had.
    """
    moment = _read(now) if isinstance(now, str) else now
    tokens = (
        _now.set(_now.get() if moment is None else _aware(moment)),
        _home.set(_home.get() if home is None else Path(home)),
        _restoring.set(_restoring.get() if restoring is None else restoring),
    )
    try:
        yield
    finally:
        _now.reset(tokens[0])
        _home.reset(tokens[1])
        _restoring.reset(tokens[2])


def clock() -> datetime:
    """The run's time, with its offset: as set by `using`, else LAMLITE_NOW, else the device's."""
    return _fixed() or datetime.now().astimezone()


def local(when: datetime) -> datetime:
    """The same instant as the run's clock would show it. A time without an offset is one on the wall here."""
    fixed = _fixed()
    if fixed is None:
        return when.astimezone()  # the device's zone, with the offset it has on that day
    return when.replace(tzinfo=fixed.tzinfo) if when.tzinfo is None else when.astimezone(fixed.tzinfo)


def home() -> Path:
    """The folder for lamlite's data: as set by `using`, else LAMLITE_HOME, else the platform's place for data."""
    return _home.get() or home_folder()


def restoring() -> bool:
    """Whether an undo runs: what it adds gets back the row that was deleted."""
    return _restoring.get()


def _fixed() -> datetime | None:
    given = os.environ.get("LAMLITE_NOW")
    return _now.get() or (_read(given) if given else None)


def _read(text: str) -> datetime:
    try:
        # Python 3.10 reads +00:00 but not Z.
        return _aware(datetime.fromisoformat(text[:-1] + "+00:00" if text[-1:] in ("Z", "z") else text))
    except ValueError as error:
        raise UsageError(f"{text!r} is not a time.", hint="Write it as 2026-11-23T09:00:00+01:00.") from error


def _aware(moment: datetime) -> datetime:
    return moment.astimezone() if moment.tzinfo is None else moment
