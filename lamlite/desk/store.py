"""The one SQLite file of personal data: WAL, migrated when opened, safe for several processes and threads."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from pathlib import Path

from lamlite.core.errors import StorageError, ToolError

from .migrations import MIGRATIONS
from .moment import home, local

BASE = "desk.sqlite3"
BUSY_SECONDS = 5.0
_STAMP = "%Y-%m-%dT%H:%M:%SZ"


@contextmanager
def database(*, write: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction: committed at the end of the block, rolled back if the block raises.

    Every block has its own connection, so any thread may use it.

    Args:
        write: Take the write lock at the start, so that what is read in the block is still true when it writes.

    Raises:
        StorageError: the folder is read-only or full, the file is locked or damaged, or a newer lamlite wrote it.
    """
    path = home() / BASE
    try:
        with closing(_open(path, write)) as connection:
            connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
    except (sqlite3.DatabaseError, OSError) as error:
        raise _explain(error, path) from error


def ref(kind: str, number: int) -> str:
    """The name of a row as tools give it out: note-7. A text, so that it fits where a name is asked for."""
    return f"{kind}-{number}"


def number_of(reference: str) -> int:
    """The row that `ref` named."""
    return int(reference.rpartition("-")[2])


def stamp(moment: datetime) -> str:
    """A moment as the tables keep it: UTC, to the second, sorting as text."""
    try:
        # Not by strftime, whose years before 1000 have fewer digits and would not sort.
        return f"{local(moment).astimezone(timezone.utc).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    except OverflowError as error:
        raise ToolError(f"The year {moment.year} is as far as a calendar goes.", hint="Give another time.") from error


def moment_of(text: str) -> datetime:
    """The moment that `stamp` wrote, as the run's clock would show it."""
    return local(datetime.strptime(text, _STAMP).replace(tzinfo=timezone.utc))


def _open(path: Path, write: bool) -> sqlite3.Connection:
    if not write and path.exists() and not _writable(path.parent):
        # WAL needs to write beside the file even to read it; a folder that nobody can write to does not change.
        return _connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = _connect(path.resolve().as_uri())
    try:
        _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: sqlite3.Connection) -> None:
    found = _version(connection)
    if found > len(MIGRATIONS):
        raise StorageError("The data was written by a newer lamlite.", hint="Update lamlite to use it.")
    if found == len(MIGRATIONS):
        return
    _write_ahead(connection)
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have migrated while this one waited for the lock.
    for number, statements in enumerate(MIGRATIONS[_version(connection) :], _version(connection) + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.commit()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite does not wait for the lock here by itself, so two first starts would collide."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


_REASONS = (
    ("locked|busy", "is in use by another program", "Try again in a moment."),
    ("readonly|read-only|unable to open|permission|not a directory|file exists|is a directory",
     "cannot be written", "Check the permissions of the folder, or set LAMLITE_HOME to another one."),
    ("full|no space|quota", "cannot grow: the disk is full", "Free some space and try again."),
    ("malformed|not a database|corrupt", "is damaged", "Restore it from a backup, or move it away to start anew."),
)  # fmt: skip


def _explain(error: Exception, path: Path) -> StorageError:
    for pattern, reason, hint in _REASONS:
        if re.search(pattern, str(error), re.IGNORECASE):
            return StorageError(f"The data in {path} {reason}.", hint=hint)
    return StorageError(f"The data in {path} cannot be used: {error}.")
