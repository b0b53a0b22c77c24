"""Calendar events: rows, and which of them a name means."""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from .deleted import restore
from .match import Candidate, pick, search
from .moment import clock, local
from .store import moment_of, number_of, ref, stamp

NOISE = "meeting appointment event call session"
_TIME = re.compile(r"\b\d{1,2}(:\d\d| ?[ap]m\b| o'clock)", re.IGNORECASE)


@dataclass(frozen=True)
class Event:
    """One event.

    Attributes:
        id: Name of the event for other calls.
        title: What it is.
        start: When it begins.
        end: When it is over.
        location: Where it is.
        attendees: Who comes.
    """

    id: str
    title: str
    start: datetime
    end: datetime
    location: str | None = None
    attendees: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """How it is shown among others: Dentist, Mon 23 Nov 2026 15:00."""
        return f"{self.title}, {self.start:%a} {self.start.day} {self.start:%b %Y %H:%M}"


def read(row: sqlite3.Row) -> Event:
    """The event that a row holds, its times as the run's clock shows them."""
    return Event(
        id=ref("event", row["id"]),
        title=row["title"],
        start=moment_of(row["starts"]),
        end=moment_of(row["ends"]),
        location=row["location"],
        attendees=json.loads(row["attendees"]),
    )


def add(db: sqlite3.Connection, event: Event, uid: str = "") -> Event:
    """Store an event; the one returned has its id.

    Args:
        db: A connection that may write.
        event: What to store; its id is not looked at.
        uid: The iCalendar UID, where it has one already.
    """
    starts, ends = stamp(event.start), stamp(event.end)
    back = restore(db, "events", title=event.title, starts=starts, ends=ends, location=event.location)
    if back:
        return read(db.execute("SELECT * FROM events WHERE id = ?", (back,)).fetchone())
    done = db.execute(
        "INSERT INTO events (uid, title, starts, ends, location, attendees) VALUES (?, ?, ?, ?, ?, ?)",
        (uid or f"{uuid.uuid4()}@lamlite", event.title, starts, ends, event.location,
         json.dumps(event.attendees)),
    )  # fmt: skip
    return read(db.execute("SELECT * FROM events WHERE id = ?", (done.lastrowid,)).fetchone())


def between(db: sqlite3.Connection, start: datetime, end: datetime) -> list[Event]:
    """The events that overlap the span, the earliest first."""
    query = "SELECT * FROM events WHERE starts < ? AND ends > ? ORDER BY starts, id"
    return [read(row) for row in db.execute(query, (stamp(end), stamp(start)))]


def day_start(day: date) -> datetime:
    """Midnight at the beginning of a day, here."""
    return local(datetime.combine(day, time()))


def named(db: sqlite3.Connection, wanted: str) -> Event:
    """The event that the words mean: by title, place, people or time ("my 3pm"), the ones to come before past ones.

    Raises:
        Ambiguous, NotFound: see `match.pick`.
    """
    everything = [_candidate(read(row)) for row in db.execute("SELECT * FROM events ORDER BY starts, id")]
    coming = [one for one in everything if one.value.end > clock()]
    today = [one for one in coming if one.value.start.date() == clock().date()]
    # "my 3pm" means today's; "the dentist" with two dentists to come must be asked about.
    groups = [today, coming] if _TIME.search(wanted) else [coming]
    chosen = next((group for group in groups if search(wanted, group, NOISE)), everything)
    return pick(wanted, chosen, noun="event", parameter="event", noise=NOISE)


def number(event: Event) -> int:
    """The event's row."""
    return number_of(event.id)


def _candidate(event: Event) -> Candidate[Event]:
    start = event.start
    hour = f"{start.hour % 12 or 12}"
    half = f"{start:%p}".lower() or ("am" if start.hour < 12 else "pm")
    minutes = f"{start:%M}"
    times = [f"{start:%H}:{minutes}", f"{hour}:{minutes}{half}", f"{hour}:{minutes} {half}", f"{start:%A %a %B %b}"]
    if not start.minute:
        times += [f"{hour}{half}", f"{hour} {half}", f"{hour} o'clock"]
    days = (start.date() - clock().date()) // timedelta(days=1)
    near = {0: "today tonight", 1: "tomorrow", -1: "yesterday"}.get(days, "")
    words = " ".join([event.location or "", *event.attendees, *times, near])
    return Candidate(event, event.id, event.title, event.label, words)
