"""Mail: RFC 5322 messages, drafts as .eml files, and sending through the SMTP server of the settings.

[mail]
host = "smtp.example.org"
port = 587                      # 465 speaks TLS from the start, others switch to it
user = "me@example.org"
from = "Me <me@example.org>"    # the user without it
password_command = "pass mail"  # or password = "...", or LAMLITE_MAIL_PASSWORD
security = "starttls"           # or "tls"; "none" only for a server on this device
ca_file = "/path/own-ca.pem"    # for a server with a certificate of one's own
"""

from __future__ import annotations

import mimetypes
import os
import re
import shlex
import smtplib
import ssl
import subprocess
import uuid
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses, make_msgid, parseaddr
from pathlib import Path
from typing import Any

from lamlite.core.errors import LamliteError, StorageError, ToolError, Unavailable
from lamlite.grammar.formats import matches_format

from .moment import clock, home
from .settings import section

_HOW = 'Set host, user and password_command under [mail] in settings.toml in lamlite\'s data folder ("lamlite doctor").'
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SECONDS = 20


@dataclass(frozen=True)
class Letter:
    """A message before it is written: addresses, subject, text and files."""

    to: list[str]
    subject: str
    body: str
    cc: list[str] = field(default_factory=list)
    attachments: list[Path] = field(default_factory=list)


def missing() -> str:
    """Why mail cannot be sent, empty if it can."""
    try:
        return "" if section("mail").get("host") else f"No mail server is set. {_HOW}"
    except LamliteError as error:
        return str(error)


def compose(letter: Letter) -> EmailMessage:
    """The message. Line breaks in the subject become spaces, so that no text can add a header.

    Raises:
        ToolError: an address is not one, or an attachment cannot be read.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = " ".join(letter.subject.split())
    sender = _sender()
    if sender:
        message["From"] = _address(sender)
    message["To"] = [_address(who) for who in letter.to]
    if letter.cc:
        message["Cc"] = [_address(who) for who in letter.cc]
    message["Date"] = format_datetime(clock())
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or "localhost")
    message.set_content(letter.body if letter.body.endswith("\n") else letter.body + "\n")
    for path in letter.attachments:
        kind, encoding = mimetypes.guess_type(path.name)
        main, _, sub = (kind if kind and not encoding else "application/octet-stream").partition("/")
        try:
            message.add_attachment(path.read_bytes(), maintype=main, subtype=sub, filename=path.name)
        except OSError as error:
            raise ToolError(f"{path} cannot be attached: {error.strerror}.") from error
    if letter.attachments:
        # Given one here, it is the same in what is sent and in the copy that is kept.
        message.set_boundary(f"=_{uuid.uuid4().hex}")
    return message


def send(message: EmailMessage) -> list[str]:
    """Send a message; the addresses that the server refused.

    Raises:
        Unavailable: no server is set.
        ToolError: the server cannot be reached, is not to be trusted, or refused.
    """
    why = missing()
    if why:
        raise Unavailable(why)
    if "From" not in message:
        raise Unavailable("No sender is set.", hint=_HOW)
    found = section("mail")
    try:
        with _connect(found) as server:
            if found.get("user"):
                server.login(str(found["user"]), _password(found))
            return list(server.send_message(message))
    except smtplib.SMTPAuthenticationError as error:
        raise ToolError("The mail server did not accept the user or the password.", hint=_HOW) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise ToolError(f"The mail server refused {', '.join(error.recipients)}.") from error
    except ssl.SSLError as error:
        raise ToolError(f"The mail server {found['host']} is not to be trusted: {error.reason or error}.") from error
    except (smtplib.SMTPException, OSError) as error:
        raise ToolError(f"The mail could not be sent through {found['host']}: {error}.") from error


def keep(message: EmailMessage, folder: str, *, unsent: bool = False) -> Path:
    """Write a message to a new .eml file in a folder of the data folder.

    Args:
        message: What to write.
        folder: "drafts" or "sent".
        unsent: Mark it so that a mail program opens it for editing.

    Raises:
        StorageError: it cannot be written.
    """
    data = (b"X-Unsent: 1\r\n" if unsent else b"") + message.as_bytes()
    slug = re.sub(r"[^\w-]+", "-", str(message["Subject"]).lower()).strip("-")[:40] or "mail"
    base = f"{clock():%Y%m%d-%H%M%S}-{slug}"
    try:
        (home() / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        for number in range(1, 10_000):
            path = home() / folder / f"{base}{'' if number == 1 else f'-{number}'}.eml"
            try:
                descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            except FileExistsError:
                continue
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            return path
    except OSError as error:
        raise StorageError(f"The mail cannot be kept in {home() / folder}: {error.strerror}.") from error
    raise StorageError(f"There are too many mails of this name in {home() / folder}.")


def read(path: Path) -> EmailMessage:
    """The message in an .eml file."""
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def addresses(message: EmailMessage, header: str) -> list[str]:
    """The bare addresses of a header."""
    return [address for _, address in getaddresses([str(one) for one in message.get_all(header, [])]) if address]


def _sender() -> str:
    found = section("mail")
    sender = str(found.get("from") or found.get("user") or "")
    return sender if "@" in sender else ""


def _address(text: str) -> Address:
    name, address = parseaddr(" ".join(text.split()))
    try:
        if not matches_format(address, "email"):
            raise ValueError(address)
        return Address(display_name=name, addr_spec=address)
    except (ValueError, IndexError) as error:
        raise ToolError(f"{text!r} is not an email address.") from error


def _connect(found: dict[str, Any]) -> smtplib.SMTP:
    host, port = str(found["host"]), int(found.get("port") or 587)
    security = str(found.get("security") or ("tls" if port == smtplib.SMTP_SSL_PORT else "starttls"))
    if security not in ("tls", "starttls", "none"):
        raise ToolError(f"{security!r} is no mail security.", hint='Use "starttls", "tls" or "none".')
    if security == "none" and host not in _LOOPBACK:
        raise ToolError("Mail without TLS is only sent to a server on this device.", hint='Set security = "starttls".')
    context = ssl.create_default_context(cafile=found.get("ca_file"))
    if security == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
    server = smtplib.SMTP(host, port, timeout=_SECONDS)
    if security == "starttls":
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server


def _password(found: dict[str, Any]) -> str:
    given = os.environ.get("LAMLITE_MAIL_PASSWORD") or found.get("password")
    if given:
        return str(given)
    command = found.get("password_command")
    if not command:
        raise Unavailable("No mail password is set.", hint=_HOW)
    words = shlex.split(command) if isinstance(command, str) else [str(word) for word in command]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        # The command's output may be the password: it is not shown.
        raise ToolError("The password_command of the mail settings failed.") from error
    return done.stdout.splitlines()[0] if done.stdout else ""
