"""Reminders, alarms and timers: rows, when they are due, and which of them a name means."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from .deleted import delete, restore
from .match import Candidate, pick
from .moment import clock, local
from .store import database, moment_of, number_of, ref, stamp

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Reminder:
    """Something that will make itself heard.

    Attributes:
        id: Name of it for other calls.
        kind: reminder, alarm or timer.
        text: What it says.
        when: When it is due next.
        days: Weekdays on which an alarm repeats.
    """

    id: str
    kind: str
    text: str
    when: datetime
    days: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """How it is shown among others: Call mum, Mon 23 Nov 15:00."""
        repeat = f" every {', '.join(self.days)}" if self.days else ""
        return f"{self.text}, {self.when:%a} {self.when.day} {self.when:%b %H:%M}{repeat}"


def read(row: sqlite3.Row) -> Reminder:
    """The reminder that a row holds."""
    when, days = moment_of(row["due"]), json.loads(row["days"])
    return Reminder(ref("reminder", row["id"]), row["kind"], row["text"], when, days)


def add(db: sqlite3.Connection, kind: str, text: str, when: datetime, days: list[str] | None = None) -> Reminder:
    """Store one. An alarm keeps its time on the wall, so that it rings at seven after the clocks change as well."""
    back = restore(db, "reminders", text=text, due=stamp(when))  # an alarm that was cancelled too
    if back:
        return read(db.execute("SELECT * FROM reminders WHERE id = ?", (back,)).fetchone())
    wall = local(when).strftime("%H:%M:%S") if kind == "alarm" else None
    ordered = [day for day in DAYS if day in (days or ())]
    done = db.execute(
        "INSERT INTO reminders (kind, text, due, clock, days) VALUES (?, ?, ?, ?, ?)",
        (kind, text, stamp(when), wall, json.dumps(ordered)),
    )
    return read(db.execute("SELECT * FROM reminders WHERE id = ?", (done.lastrowid,)).fetchone())


def pending(db: sqlite3.Connection, kind: str = "all") -> list[Reminder]:
    """Those that have not fired, the next one first."""
    rows = db.execute("SELECT * FROM reminders WHERE fired IS NULL ORDER BY due, id")
    return [found for found in map(read, rows) if kind in ("all", found.kind)]


def named(db: sqlite3.Connection, wanted: str) -> Reminder:
    """The pending one that the words mean: by text, kind or time.

    Raises:
        Ambiguous, NotFound: see `match.pick`.
    """
    return pick(wanted, map(_candidate, pending(db)), noun="reminder", parameter="which")


def next_ring(wall: time, days: list[str], after: datetime) -> datetime:
    """The first time after a moment at which the clock on the wall shows this time, on one of the days if any."""
    here = local(after)
    for ahead in range(9):
        day = here.date() + timedelta(days=ahead)
        moment = local(datetime.combine(day, wall.replace(tzinfo=None)))
        if moment > here and (not days or DAYS[day.weekday()] in days):
            return moment
    raise ValueError(f"no day among {days}")


def due(now: datetime | None = None) -> list[Reminder]:
    """What is due by now and has not fired yet, the oldest first; it counts as fired from here on.

    An alarm that repeats is set to its next day. However long nobody looked, each is given out once. Two programs
    that look at the same time do not both get it.
    """
    moment = now or clock()
    with database(write=True) as db:
        query = "SELECT * FROM reminders WHERE fired IS NULL AND due <= ? ORDER BY due, id"
        rows = db.execute(query, (stamp(moment),)).fetchall()
        for row in rows:
            days = json.loads(row["days"])
            if days:
                again = next_ring(time.fromisoformat(row["clock"]), days, moment)
                db.execute("UPDATE reminders SET due = ? WHERE id = ?", (stamp(again), row["id"]))
            else:
                db.execute("UPDATE reminders SET fired = ? WHERE id = ?", (stamp(moment), row["id"]))
    return [read(row) for row in rows]


def remove(db: sqlite3.Connection, found: Reminder) -> None:
    """Delete one."""
    delete(db, "reminders", number_of(found.id))


def _candidate(found: Reminder) -> Candidate[Reminder]:
    when = found.when
    half = "am" if when.hour < 12 else "pm"
    hour = when.hour % 12 or 12
    clock_words = f"{when:%H:%M} {hour}:{when:%M}{half} {hour}:{when:%M} {half} {hour}{half} {hour} {half} {when:%A %a}"
    return Candidate(found, found.id, found.text, found.label, f"{found.kind} {clock_words} {' '.join(found.days)}")
