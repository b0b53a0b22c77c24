"""Contacts: people, their phone numbers, email addresses and birthdays."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from lamlite import Format, ToolError, desk, tool
from lamlite.desk.contacts import Contact

_Email = Annotated[str, Format("email")]


@dataclass(frozen=True)
class Updated(Contact):
    """A contact as it is now.

    Attributes:
        id: Name of the contact for other calls.
        name: The person's name.
        phone: Phone number.
        email: Email address.
        address: Postal address.
        birthday: Date of birth.
        previous_phone: Phone number before; empty if there was none.
        previous_email: Email address before.
    """

    previous_phone: str | None = None
    previous_email: Annotated[str | None, Format("email")] = None


@tool(effect="write", undo={"name": "delete_contact", "arguments": {"name": "$result.id"}})
def add_contact(
    name: str, phone: str | None = None, email: _Email | None = None, birthday: date | None = None
) -> Contact:
    """Add a person to the contacts.

    Args:
        name: The person's name.
        phone: Phone number.
        email: Email address.
        birthday: Date of birth.
    """
    if not name.strip():
        raise ToolError("A contact needs a name.")
    with desk.database(write=True) as db:
        new = Contact("", name.strip(), phone or None, email or None, None, birthday)
        return desk.contacts.add(db, new)


@tool(effect="read")
def find_contact(name: str) -> Contact:
    """Look up a person's phone number, email address or birthday.

    Args:
        name: Whom to look up.
    """
    with desk.database() as db:
        return desk.contacts.named(db, name)


@tool(
    effect="write",
    undo={
        "name": "update_contact",
        "arguments": {"name": "$result.id", "phone": "$result.previous_phone", "email": "$result.previous_email"},
    },
)
def update_contact(name: str, phone: str | None = None, email: _Email | None = None) -> Updated:
    """Change a person's phone number or email address.

    Args:
        name: Whose.
        phone: New phone number; empty to remove it.
        email: New email address.

    Questions:
        name: Whose details should I change?
    """
    if phone is None and email is None:
        raise ToolError("There is nothing to change.", hint="Give a phone number or an email address.")
    with desk.database(write=True) as db:
        old = desk.contacts.named(db, name)
        number = desk.number_of(old.id)
        if phone is not None:
            db.execute("UPDATE contacts SET phone = ? WHERE id = ?", (phone or None, number))
        if email is not None:
            db.execute("UPDATE contacts SET email = ? WHERE id = ?", (email or None, number))
        found = _get(db, number)
    before = None if phone is None else old.phone or ""
    return Updated(**vars(found), previous_phone=before, previous_email=None if email is None else old.email)


@tool(
    effect="destroy",
    undo={
        "name": "add_contact",
        "arguments": {
            "name": "$result.name", "phone": "$result.phone", "email": "$result.email",
            "birthday": "$result.birthday",
        },
    },
)  # fmt: skip
def delete_contact(name: str) -> Contact:
    """Remove a person from the contacts.

    Args:
        name: Whom to remove.
    """
    with desk.database(write=True) as db:
        found = desk.contacts.named(db, name)
        desk.deleted.delete(db, "contacts", desk.number_of(found.id))
        return found


def _get(db: sqlite3.Connection, number: int) -> Contact:
    return desk.contacts.read(db.execute("SELECT * FROM contacts WHERE id = ?", (number,)).fetchone())
