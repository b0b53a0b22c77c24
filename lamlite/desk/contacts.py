"""Contacts: rows, and which of them a name means."""

from __future__ import annotations

import re
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from lamlite.core.errors import ToolError

from .deleted import restore
from .match import Candidate, pick
from .store import ref


@dataclass(frozen=True)
class Form:
    """The format of a text field, for the schema of the result."""

    format: str


@dataclass(frozen=True)
class Contact:
    """A person.

    Attributes:
        id: Name of the contact for other calls.
        name: The person's name.
        phone: Phone number.
        email: Email address.
        address: Postal address.
        birthday: Date of birth.
    """

    id: str
    name: str
    phone: str | None = None
    email: Annotated[str | None, Form("email")] = None
    address: str | None = None
    birthday: date | None = None


def read(row: sqlite3.Row) -> Contact:
    """The contact that a row holds."""
    born = row["birthday"]
    return Contact(
        id=ref("contact", row["id"]),
        name=row["name"],
        phone=row["phone"],
        email=row["email"],
        address=row["address"],
        birthday=date.fromisoformat(born) if born else None,
    )


def add(db: sqlite3.Connection, contact: Contact, uid: str = "") -> Contact:
    """Store a contact; the one returned has its id.

    Args:
        db: A connection that may write.
        contact: Whom to store; the id is not looked at.
        uid: The vCard UID, where there is one already.
    """
    born = contact.birthday.isoformat() if contact.birthday else None
    known = {"name": contact.name, "phone": contact.phone, "email": contact.email, "birthday": born}
    back = restore(db, "contacts", **known)
    if back:
        return read(db.execute("SELECT * FROM contacts WHERE id = ?", (back,)).fetchone())
    done = db.execute(
        "INSERT INTO contacts (uid, name, phone, email, address, birthday) VALUES (?, ?, ?, ?, ?, ?)",
        (uid or f"urn:uuid:{uuid.uuid4()}", contact.name, contact.phone, contact.email, contact.address, born),
    )
    return read(db.execute("SELECT * FROM contacts WHERE id = ?", (done.lastrowid,)).fetchone())


def everyone(db: sqlite3.Connection) -> list[Contact]:
    """All contacts, by name."""
    return [read(row) for row in db.execute("SELECT * FROM contacts ORDER BY name, id")]


def named(db: sqlite3.Connection, wanted: str, parameter: str = "name") -> Contact:
    """The contact that the words mean: by name, email address or phone number.

    Raises:
        Ambiguous, NotFound: see `match.pick`.
    """
    return pick(wanted, map(_candidate, everyone(db)), noun="contact", parameter=parameter)


def address_of(db: sqlite3.Connection, who: str) -> str:
    """The email address of someone: given as an address, or as the name of a contact.

    Raises:
        ToolError: the contact has no email address.
        Ambiguous, NotFound: see `match.pick`.
    """
    if is_address(who):
        return who.strip()
    contact = named(db, who, "to")
    if contact.email is None:
        raise ToolError(f"There is no email address for {contact.name}.", hint="Add it to the contact first.")
    return contact.email


def is_address(who: str) -> bool:
    """Whether this is an address, alone or as Anna <anna@example.org>; an answer to "which Anna?" is not."""
    return bool(re.fullmatch(r"\s*[^@\s()]+@[^@\s()]+\s*|[^<>]*<[^@\s<>]+@[^@\s<>]+>\s*", who))


def _candidate(contact: Contact) -> Candidate[Contact]:
    more = ", ".join(part for part in (contact.email, contact.phone) if part)
    label = f"{contact.name} ({more})" if more else contact.name
    return Candidate(contact, contact.id, contact.name, label, f"{contact.email or ''} {contact.phone or ''}")
