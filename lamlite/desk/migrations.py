"""The tables of the desk, as the steps that made them. Append only: an installed file has run the first few."""

from __future__ import annotations

# Moments are UTC as 2026-11-23T08:00:00Z, so that they sort as text; lists are JSON.
# AUTOINCREMENT: the number of a deleted row is not given out again, or an old trail would name the wrong thing.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, body TEXT NOT NULL,"
        " tags TEXT NOT NULL DEFAULT '[]', created TEXT NOT NULL, changed TEXT NOT NULL)",
        "CREATE TABLE todos (id INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, list TEXT NOT NULL,"
        " due TEXT, done TEXT, created TEXT NOT NULL)",
        "CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL,"
        " starts TEXT NOT NULL, ends TEXT NOT NULL, location TEXT, attendees TEXT NOT NULL DEFAULT '[]')",
        "CREATE INDEX events_starts ON events (starts)",
        "CREATE TABLE reminders (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, text TEXT NOT NULL,"
        " due TEXT NOT NULL, clock TEXT, days TEXT NOT NULL DEFAULT '[]', fired TEXT)",
        "CREATE TABLE contacts (id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
        " phone TEXT, email TEXT, address TEXT, birthday TEXT)",
    ),
    (
        # Rows that were deleted, whole, so that an undo puts back the very same thing under the same number.
        "CREATE TABLE deleted (n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id INTEGER NOT NULL,"
        " row TEXT NOT NULL)",
    ),
)
