"""Deleted rows: kept whole, so that an undo puts back the very same thing under the name it had."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from .moment import restoring

_MOST = 1000  # rows that are kept; the oldest go first


def delete(db: sqlite3.Connection, table: str, number: int) -> None:
    """Delete a row and remember it.

    Args:
        db: A connection that may write.
        table: notes, todos, events, reminders or contacts.
        number: The row.
    """
    row = db.execute(f"SELECT * FROM {table} WHERE id = ?", (number,)).fetchone()
    if row is not None:
        kept = (table, number, json.dumps(dict(row)))
        db.execute("INSERT INTO deleted (kind, id, row) VALUES (?, ?, ?)", kept)
        db.execute("DELETE FROM deleted WHERE n <= (SELECT max(n) FROM deleted) - ?", (_MOST,))
        db.execute(f"DELETE FROM {table} WHERE id = ?", (number,))


def restore(db: sqlite3.Connection, table: str, **known: Any) -> int | None:
    """Put back the row that was deleted last and has these values; None where there is none, or no undo runs.

    Args:
        db: A connection that may write.
        table: As for `delete`.
        known: Column -> value: what the undo knows of it.
    """
    if not restoring():
        return None
    for kept in db.execute("SELECT * FROM deleted WHERE kind = ? ORDER BY n DESC", (table,)).fetchall():
        row = json.loads(kept["row"])
        if any(row.get(name) != value for name, value in known.items()):
            continue
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        done = db.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        if done.rowcount:
            db.execute("DELETE FROM deleted WHERE n = ?", (kept["n"],))
            return int(kept["id"])
    return None
