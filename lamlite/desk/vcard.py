"""vCard (RFC 6350): contacts as the text that address books exchange, and back (version 3 is read too)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lamlite.core.errors import ToolError
from lamlite.grammar.formats import matches_format

from .contacts import Contact
from .ical import Property, escape, fold, properties, unescape

_BIRTHDAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?")


def write(contacts: Iterable[tuple[str, Contact]]) -> str:
    """One vCard a contact, each with its UID."""
    lines: list[str] = []
    for uid, contact in contacts:
        given, _, family = contact.name.rpartition(" ")
        lines += ["BEGIN:VCARD", "VERSION:4.0", f"UID:{uid}", f"FN:{escape(contact.name)}"]
        lines.append(f"N:{escape(family)};{escape(given)};;;")
        if contact.phone:
            lines.append(f"TEL:{escape(contact.phone)}")
        if contact.email:
            lines.append(f"EMAIL:{escape(contact.email)}")
        if contact.address:
            lines.append(f"ADR:;;{escape(contact.address)};;;;")
        if contact.birthday:
            lines.append(f"BDAY:{contact.birthday:%Y%m%d}")
        lines.append("END:VCARD")
    return "".join(fold(line) + "\r\n" for line in lines)


def read(text: str) -> list[tuple[str, Contact]]:
    """The contacts of a vCard file with their UIDs, ids left empty.

    Raises:
        ToolError: the text is not a vCard, or a card has no name.
    """
    found: list[tuple[str, Contact]] = []
    current: list[Property] | None = None
    for line in properties(text):
        if line.name == "BEGIN" and line.value.upper() == "VCARD":
            current = []
        elif line.name == "END" and current is not None:
            found.append(_contact(current))
            current = None
        elif current is not None:
            current.append(line)
    if not found:
        raise ToolError("This is not a vCard file.")
    return found


def _contact(lines: list[Property]) -> tuple[str, Contact]:
    first = {line.name: line.value for line in reversed(lines)}
    parts = [unescape(part) for part in _fields(first.get("N", ""))]
    name = unescape(first.get("FN", "")).strip() or " ".join(part for part in (parts[1:2] + parts[:1]) if part)
    if not name:
        raise ToolError("A card in the file has no name.")
    address = ", ".join(part for part in map(unescape, _fields(first.get("ADR", ""))) if part)
    born = _BIRTHDAY.fullmatch(first.get("BDAY", ""))
    email = unescape(first.get("EMAIL", "")).strip()
    contact = Contact(
        id="",
        name=name,
        phone=re.sub("(?i)^tel:", "", unescape(first.get("TEL", ""))) or None,
        email=email if matches_format(email, "email") else None,
        address=address or None,
        birthday=date(int(born[1]), int(born[2]), int(born[3])) if born else None,
    )
    return unescape(first.get("UID", "")), contact


def _fields(value: str) -> list[str]:
    """The parts of a value between semicolons that are not escaped."""
    return re.split(r"(?<!\\);", value)
