"""Notes: short texts to keep, find again and add to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from lamlite import Range, desk, tool
from lamlite.desk.match import fold
from lamlite.desk.store import moment_of, stamp


@dataclass(frozen=True)
class Note:
    """A note.

    Attributes:
        id: Name of the note for other calls.
        title: Its title.
        text: What it says.
        tags: Its tags.
        changed: When it was last changed.
    """

    id: str
    title: str
    text: str
    tags: list[str]
    changed: datetime


@dataclass(frozen=True)
class Notes:
    """Notes that were found.

    Attributes:
        count: How many there are.
        notes: The notes, the best first.
    """

    count: int
    notes: list[Note]


@tool(effect="write", undo={"name": "delete_note", "arguments": {"note": "$result.id"}})
def add_note(body: str, title: str | None = None, tags: list[str] | None = None) -> Note:
    """Write a new note.

    Args:
        body: What the note says.
        title: Title of the note.
        tags: Words to file it under.
    """
    moment = stamp(desk.clock())
    heading = title or next((line.strip() for line in body.splitlines() if line.strip()), "Note")[:60]
    with desk.database(write=True) as db:
        back = desk.deleted.restore(db, "notes", title=heading, body=body, tags=json.dumps(tags or []))
        if back:
            return _get(db, back)
        done = db.execute(
            "INSERT INTO notes (title, body, tags, created, changed) VALUES (?, ?, ?, ?, ?)",
            (heading, body, json.dumps(tags or []), moment, moment),
        )
        return _get(db, done.lastrowid)


@tool(effect="write")
def append_note(note: str, text: str) -> Note:
    """Add text to the end of a note that exists.

    Args:
        note: Which note: its title or words from it.
        text: What to add.
    """
    with desk.database(write=True) as db:
        found = _named(db, note)
        body = f"{found.text.rstrip()}\n{text}" if found.text.strip() else text
        values = (body, stamp(desk.clock()), desk.number_of(found.id))
        db.execute("UPDATE notes SET body = ?, changed = ? WHERE id = ?", values)
        return _get(db, values[-1])


@tool(effect="read")
def search_notes(query: str, limit: Annotated[int, Range(1, 100)] = 10) -> Notes:
    """Find notes that contain some words.

    Args:
        query: Words to look for.
        limit: How many notes to give at most.

    Questions:
        query: What should I look for?
    """
    words = fold(query).split()
    with desk.database() as db:
        scored = [(_score(one, words), one) for one in _all(db)]
    found = [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score]
    return Notes(len(found), found[:limit])


@tool(effect="read")
def read_note(note: str) -> Note:
    """Read one note.

    Args:
        note: Which note: its title or words from it.
    """
    with desk.database() as db:
        return _named(db, note)


@tool(
    effect="destroy",
    undo={
        "name": "add_note",
        "arguments": {"body": "$result.text", "title": "$result.title", "tags": "$result.tags"},
    },
)
def delete_note(note: str) -> Note:
    """Delete a note.

    Args:
        note: Which note: its title or words from it.
    """
    with desk.database(write=True) as db:
        found = _named(db, note)
        desk.deleted.delete(db, "notes", desk.number_of(found.id))
        return found


def _read(row: sqlite3.Row) -> Note:
    tags = json.loads(row["tags"])
    return Note(desk.ref("note", row["id"]), row["title"], row["body"], tags, moment_of(row["changed"]))


def _get(db: sqlite3.Connection, number: int | None) -> Note:
    return _read(db.execute("SELECT * FROM notes WHERE id = ?", (number,)).fetchone())


def _all(db: sqlite3.Connection) -> Iterator[Note]:
    return map(_read, db.execute("SELECT * FROM notes ORDER BY changed DESC, id DESC"))


def _named(db: sqlite3.Connection, wanted: str) -> Note:
    candidates = [desk.Candidate(one, one.id, one.title, words=f"{one.text} {' '.join(one.tags)}") for one in _all(db)]
    return desk.pick(wanted, candidates, noun="note", parameter="note", noise="note notes")


def _score(note: Note, words: list[str]) -> int:
    """How well a note fits: every word must be in it, and counts double in the title or as a tag. 0 if it does not."""
    head, body = fold(f"{note.title} {' '.join(note.tags)}"), fold(note.text)
    if not all(word in head or word in body for word in words):
        return 0
    return 1 + sum(2 if word in head else 1 for word in words)
