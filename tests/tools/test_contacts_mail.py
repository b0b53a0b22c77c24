"""The contacts and mail packs; vCard in and out; a real SMTP server on loopback."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from lamlite import Ambiguous, NotFound, Tool, ToolError, Unavailable, desk

Packs = Callable[[str], dict[str, Tool]]


class Server:
    """An SMTP server for a handful of letters. Speaks TLS after STARTTLS, or from the start, with a context."""

    def __init__(self, context: ssl.SSLContext | None = None, *, at_once: bool = False) -> None:
        self.letters: list[bytes] = []
        self.login = b""
        self._context, self._at_once = context, at_once
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            try:
                self._talk(peer)
            except (OSError, ValueError):
                peer.close()

    def _talk(self, peer: socket.socket) -> None:
        secure = self._context is not None and self._at_once
        if self._context and secure:
            peer = self._context.wrap_socket(peer, server_side=True)
        lines = peer.makefile("rb")
        peer.sendall(b"220 test\r\n")
        while line := lines.readline():
            verb = line.split()[0].upper()
            if verb == b"EHLO":
                offer = b"250-STARTTLS\r\n" if self._context and not secure else b"250-AUTH PLAIN\r\n"
                peer.sendall(b"250-test\r\n" + offer + b"250 8BITMIME\r\n")
            elif verb == b"STARTTLS" and self._context:
                peer.sendall(b"220 go\r\n")
                peer, secure = self._context.wrap_socket(peer, server_side=True), True
                lines = peer.makefile("rb")
            elif verb == b"AUTH":
                self.login = line.strip()
                peer.sendall(b"235 ok\r\n")
            elif verb == b"RCPT" and b"nobody@" in line:
                peer.sendall(b"550 no such user\r\n")
            elif verb == b"DATA":
                peer.sendall(b"354 go\r\n")
                letter = b""
                while (part := lines.readline()) != b".\r\n":
                    letter += part[1:] if part.startswith(b"..") else part
                self.letters.append(letter)
                peer.sendall(b"250 kept\r\n")
            elif verb == b"QUIT":
                peer.sendall(b"221 bye\r\n")
                peer.close()
                return
            else:
                peer.sendall(b"250 ok\r\n")


@pytest.fixture
def plain() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def settings(place: Path, **values: Any) -> None:
    lines = [f"{name} = {str(value) if isinstance(value, int) else repr(str(value))}" for name, value in values.items()]
    (place / "lamlite").mkdir(exist_ok=True)
    (place / "lamlite" / "settings.toml").write_text("[mail]\n" + "\n".join(lines) + "\n")


def test_contact_life(pack: Packs) -> None:
    contacts = pack("contacts")
    contacts["add_contact"](name="Anna Müller", phone="123", email="anna@example.org", birthday="1990-05-01")
    contacts["add_contact"](name="Anna Schmidt")
    found = contacts["find_contact"](name="anna mueller")
    assert (found["email"], found["birthday"]) == ("anna@example.org", "1990-05-01")
    assert "phone" not in contacts["find_contact"](name="schmidt")
    assert contacts["find_contact"](name="anna@example.org")["name"] == "Anna Müller"
    with pytest.raises(Ambiguous) as caught:
        contacts["find_contact"](name="Anna")
    assert caught.value.choices == ("Anna Müller (anna@example.org, 123)", "Anna Schmidt")
    assert contacts["find_contact"](name=caught.value.choices[0])["phone"] == "123"
    (to,) = pack("mail")["draft_email"](to=[caught.value.choices[0]], subject="x", body="y")["to"]
    assert to == "anna@example.org"
    with pytest.raises(NotFound) as missed:
        contacts["find_contact"](name="Zoe")
    assert len(missed.value.nearest) == 2
    with pytest.raises(ToolError, match="nothing to change"):
        contacts["update_contact"](name="schmidt")


def test_contact_undo(pack: Packs, undo: Callable[..., Any]) -> None:
    contacts = pack("contacts")
    made = contacts["add_contact"](name="Bob", email="bob@example.org")
    changed = contacts["update_contact"](name="bob", phone="55", email="new@example.org")
    assert (changed["phone"], changed["email"]) == ("55", "new@example.org")
    undo(contacts["update_contact"], changed)
    assert contacts["find_contact"](name="bob") == made
    undo(contacts["delete_contact"], contacts["delete_contact"](name="bob"))
    back = contacts["find_contact"](name="bob")
    assert back["email"] == "bob@example.org"
    undo(contacts["add_contact"], back)
    with pytest.raises(NotFound):
        contacts["find_contact"](name="bob")


def test_vcard(pack: Packs, place: Path) -> None:
    contacts = pack("contacts")
    contacts["add_contact"](name="Ann; Lee, Jr", phone="+49 30 1", email="a@b.org", birthday="1990-05-01")
    path = place / "out.vcf"
    assert desk.exchange.export_contacts(path) == 1
    assert desk.exchange.import_contacts(path) == 0
    with desk.using(home=place / "other"):
        assert desk.exchange.import_contacts(path) == 1
        found = contacts["find_contact"](name="ann")
        path.write_text(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Joe;;;\r\nitem1.TEL;TYPE=CELL:555\r\n"
            "ADR;TYPE=HOME:;;1 High St;Town;;12345;UK\r\nBDAY:1980-02-03\r\nEND:VCARD\r\n"
        )
        assert desk.exchange.import_contacts(path) == 1
        joe = contacts["find_contact"](name="joe doe")
    assert (found["name"], found["phone"], found["birthday"]) == ("Ann; Lee, Jr", "+49 30 1", "1990-05-01")
    assert (joe["phone"], joe["address"], joe["birthday"]) == ("555", "1 High St, Town, 12345, UK", "1980-02-03")


def test_draft(pack: Packs, undo: Callable[..., Any]) -> None:
    mail = pack("mail")
    pack("contacts")["add_contact"](name="Anna", email="anna@example.org")
    made = mail["draft_email"](to=["Anna"], subject="Hi\nBcc: evil@example.org", body="Grüße")
    message = message_from_bytes(Path(made["path"]).read_bytes(), policy=policy.default)
    assert message["To"] == "anna@example.org"
    assert message["Bcc"] is None
    assert message["Subject"] == "Hi Bcc: evil@example.org"
    assert message["X-Unsent"] == "1"
    (listed,) = mail["list_drafts"]()["drafts"]
    assert (listed["body"], listed["date"]) == ("Grüße", "2026-11-23T09:00:00+01:00")
    mail["draft_email"](to=["a@b.org"], subject="Hi\nBcc: evil@example.org", body="two", cc=["c@d.org"])
    assert mail["list_drafts"]()["count"] == 2
    trashed = undo(mail["draft_email"], made)
    assert mail["list_drafts"]()["count"] == 1
    undo(pack("files")["trash_file"], trashed)
    assert mail["list_drafts"]()["count"] == 2


def test_draft_refuses(pack: Packs) -> None:
    draft = pack("mail")["draft_email"]
    with pytest.raises(NotFound):
        draft(to=["Nobody"], subject="x", body="y")
    pack("contacts")["add_contact"](name="Carl")
    with pytest.raises(ToolError, match="no email address for Carl"):
        draft(to=["carl"], subject="x", body="y")
    with pytest.raises(NotFound):
        draft(to=["a@"], subject="x", body="y")
    with pytest.raises(ToolError, match="not an email address"):
        desk.mail.compose(desk.mail.Letter(["a@"], "x", "y"))


def test_sending_needs_a_server(pack: Packs, place: Path) -> None:
    send = pack("mail")["send_email"]
    assert "settings.toml" in send.missing
    with pytest.raises(Unavailable, match="No mail server"):
        send(to=["a@b.org"], subject="x", body="y")
    settings(place, host="mail.example.org", security="none", user="me@example.org")
    assert pack("mail")["send_email"].missing == ""
    with pytest.raises(ToolError, match="without TLS"):
        pack("mail")["send_email"](to=["a@b.org"], subject="x", body="y")
    (place / "lamlite" / "settings.toml").write_text("[mail")
    assert "cannot be read" in pack("mail")["send_email"].missing


def test_send_with_attachment(pack: Packs, place: Path, plain: Server) -> None:
    settings(place, host="127.0.0.1", port=plain.port, security="none", **{"from": "Me <me@example.org>"})
    (place / "Documents" / "plan.pdf").write_bytes(b"%PDF-1.7 \x00\xff")
    sent = pack("mail")["send_email"](
        to=["a@b.org", "nobody@b.org"], subject="Plan", body="See.", attachments=["plan.pdf"]
    )
    (data,) = plain.letters
    letter: Any = message_from_bytes(data, policy=policy.default)
    (file,) = letter.iter_attachments()
    assert (letter["From"], letter["Subject"], sent["refused"]) == ("Me <me@example.org>", "Plan", ["nobody@b.org"])
    assert (file.get_filename(), file.get_content()) == ("plan.pdf", b"%PDF-1.7 \x00\xff")
    assert Path(sent["path"]).read_bytes() == data
    (place / "secret.txt").write_text("x")
    with pytest.raises(ToolError, match="outside"):
        pack("mail")["send_email"](to=["a@b.org"], subject="x", body="y", attachments=[str(place / "secret.txt")])
    with pytest.raises(ToolError, match=r"refused nobody@b\.org"):
        pack("mail")["send_email"](to=["nobody@b.org"], subject="x", body="y")


def certificate(place: Path) -> tuple[Path, Path]:
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    cert, key = place / "cert.pem", place / "key.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    where = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([*command.split(), *where], check=True, capture_output=True)
    return cert, key


@pytest.mark.parametrize("at_once", [False, True])
def test_tls_and_password(pack: Packs, place: Path, at_once: bool) -> None:
    cert, key = certificate(place)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server = Server(context, at_once=at_once)
    values = {
        "host": "127.0.0.1", "port": server.port, "security": "tls" if at_once else "starttls",
        "user": "me@example.org", "password_command": "echo sesame",
    }  # fmt: skip
    try:
        settings(place, **values)
        with pytest.raises(ToolError, match="not to be trusted"):
            pack("mail")["send_email"](to=["a@b.org"], subject="x", body="y")
        settings(place, **values, ca_file=cert)
        pack("mail")["send_email"](to=["a@b.org"], subject="x", body="y")
    finally:
        server.close()
    assert len(server.letters) == 1
    assert server.login.startswith(b"AUTH PLAIN ")


def test_a_server_that_is_not_there(pack: Packs, place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings(place, host="127.0.0.1", port=port, user="me@example.org", password="x")
    with pytest.raises(ToolError, match="could not be sent"):
        pack("mail")["send_email"](to=["a@b.org"], subject="x", body="y")
