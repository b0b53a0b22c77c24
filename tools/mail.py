"""Mail: drafts as files, and sending through the server of the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Annotated

from lamlite import Format, Length, StorageError, desk, tool
from lamlite.desk.mail import Letter

_Email = Annotated[str, Format("email")]


@dataclass(frozen=True)
class Draft:
    """A mail that is not sent.

    Attributes:
        path: The file it is in.
        to: Email addresses of those it goes to.
        subject: Its subject.
        body: Its text.
        cc: Email addresses of those who get a copy.
        date: When it was written.
    """

    path: str
    to: list[_Email]
    subject: str
    body: str
    cc: list[_Email]
    date: datetime | None = None


@dataclass(frozen=True)
class Drafts:
    """Mails that are not sent.

    Attributes:
        count: How many there are.
        drafts: The drafts, the newest first.
    """

    count: int
    drafts: list[Draft]


@dataclass(frozen=True)
class Sent:
    """A mail that was sent.

    Attributes:
        to: Email addresses it went to.
        subject: Its subject.
        message_id: The name by which mail programs know it.
        path: The file with a copy of it.
        refused: Addresses that the server did not take.
    """

    to: list[_Email]
    subject: str
    message_id: str
    path: str
    refused: list[_Email]


@tool(effect="write", undo={"name": "trash_file", "arguments": {"path": "$result.path"}})
def draft_email(to: Annotated[list[str], Length(1)], subject: str, body: str, cc: list[str] | None = None) -> Draft:
    """Write an email without sending it.

    Args:
        to: Email addresses or names of contacts that it goes to.
        subject: Subject line.
        body: Text of the email.
        cc: Email addresses or names of contacts that get a copy.

    Questions:
        to: Who should it go to?
    """
    message = desk.mail.compose(Letter(_addresses(to), subject, body, _addresses(cc or [])))
    return _draft(desk.mail.keep(message, "drafts", unsent=True), message)


@tool(effect="send", missing=desk.mail.missing)
def send_email(
    to: Annotated[list[str], Length(1)],
    subject: str,
    body: str,
    cc: list[str] | None = None,
    attachments: list[str] | None = None,
) -> Sent:
    """Send an email.

    Args:
        to: Email addresses or names of contacts that it goes to.
        subject: Subject line.
        body: Text of the email.
        cc: Email addresses or names of contacts that get a copy.
        attachments: Files to send with it.

    Questions:
        to: Who should it go to?
    """
    files = [desk.folders.existing(one, "attachments", folder=False) for one in attachments or []]
    message = desk.mail.compose(Letter(_addresses(to), subject, body, _addresses(cc or []), files))
    refused = desk.mail.send(message)
    # It is out by now: that the copy cannot be kept must not look like a mail that was not sent.
    kept = _keep_copy(message)
    return Sent(desk.mail.addresses(message, "To"), str(message["Subject"]), str(message["Message-ID"]), kept, refused)


@tool(effect="read")
def list_drafts() -> Drafts:
    """Show the emails that were written but not sent."""
    folder = desk.folders.drafts()
    found = [_draft(path, desk.mail.read(path)) for path in sorted(folder.glob("*.eml"), reverse=True)]
    return Drafts(len(found), found)


def _addresses(people: list[str]) -> list[str]:
    if all(map(desk.contacts.is_address, people)):
        return people
    with desk.database() as db:
        return [desk.contacts.address_of(db, one) for one in people]


def _keep_copy(message: EmailMessage) -> str:
    try:
        return str(desk.mail.keep(message, "sent"))
    except StorageError:
        return ""


def _draft(path: Path, message: EmailMessage) -> Draft:
    body = message.get_body(("plain",))
    try:
        written = parsedate_to_datetime(str(message["Date"])) if message["Date"] else None
    except ValueError:
        written = None
    return Draft(
        path=str(path),
        to=desk.mail.addresses(message, "To"),
        subject=str(message["Subject"] or ""),
        body=str(body.get_content()).strip() if body else "",
        cc=desk.mail.addresses(message, "Cc"),
        date=written,
    )
