"""Calendars and address books in and out of files. What is there already, by its UID, is not added twice."""

from __future__ import annotations

from pathlib import Path

from lamlite.core.errors import ToolError

from . import contacts, events, ical, vcard
from .store import database


def export_events(path: Path) -> int:
    """Write every event to an iCalendar file; the number of them."""
    with database() as db:
        rows = [(row["uid"], events.read(row)) for row in db.execute("SELECT * FROM events ORDER BY starts, id")]
    _write(path, ical.write(rows))
    return len(rows)


def import_events(path: Path) -> int:
    """Add the events of an iCalendar file; the number of new ones."""
    found = ical.read(_read(path))
    with database(write=True) as db:
        known = {row["uid"] for row in db.execute("SELECT uid FROM events")}
        fresh = {uid or f"{number}": (uid, event) for number, (uid, event) in enumerate(found) if uid not in known}
        for uid, event in fresh.values():
            events.add(db, event, uid)
    return len(fresh)


def export_contacts(path: Path) -> int:
    """Write every contact to a vCard file; the number of them."""
    with database() as db:
        rows = [(row["uid"], contacts.read(row)) for row in db.execute("SELECT * FROM contacts ORDER BY name, id")]
    _write(path, vcard.write(rows))
    return len(rows)


def import_contacts(path: Path) -> int:
    """Add the contacts of a vCard file; the number of new ones."""
    found = vcard.read(_read(path))
    with database(write=True) as db:
        known = {row["uid"] for row in db.execute("SELECT uid FROM contacts")}
        fresh = {uid or f"{number}": (uid, one) for number, (uid, one) in enumerate(found) if uid not in known}
        for uid, contact in fresh.values():
            contacts.add(db, contact, uid)
    return len(fresh)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ToolError(f"{path} cannot be read: {error}.") from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode())
    except OSError as error:
        raise ToolError(f"{path} cannot be written: {error}.") from error
