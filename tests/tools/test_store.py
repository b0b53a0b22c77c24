"""The SQLite file: two processes at once, and the ways in which it can fail."""

from __future__ import annotations

import contextvars
import os
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import lamlite
from lamlite import StorageError, desk, load_tools
from lamlite.core.errors import UsageError
from lamlite.desk import migrations, store

ROOT = Path(lamlite.__file__).parent.parent
WRITER = """
import sys
from lamlite import load_tools
add = next(one for one in load_tools("notes") if one.name == "add_note")
for number in range(25):
    add(body=f"{sys.argv[1]} {number}")
"""


def notes() -> list[str]:
    with desk.database() as db:
        return [row["body"] for row in db.execute("SELECT body FROM notes")]


def add(body: str) -> None:
    next(one for one in load_tools("notes") if one.name == "add_note")(body=body)


def test_processes_that_start_and_write_at_once(place: Path) -> None:
    command = [sys.executable, "-c", WRITER]
    running = [subprocess.Popen([*command, name], cwd=ROOT, stderr=subprocess.PIPE) for name in "abc"]
    assert [one.communicate(timeout=120)[1] for one in running] == [b"", b"", b""]
    assert len(set(notes())) == 75


def test_threads_see_the_run_in_a_copy_of_its_context(place: Path) -> None:
    with desk.using(home=place / "elsewhere"), ThreadPoolExecutor(4) as pool:
        for number in range(8):
            pool.submit(contextvars.copy_context().run, add, str(number))
    assert notes() == []
    with desk.using(home=place / "elsewhere"):
        assert len(notes()) == 8


def test_a_block_that_raises_changes_nothing() -> None:
    with pytest.raises(ZeroDivisionError), desk.database(write=True) as db:
        db.execute("INSERT INTO contacts (uid, name) VALUES ('1', 'x')")
        raise ZeroDivisionError
    with desk.database() as db:
        assert db.execute("SELECT count(*) FROM contacts").fetchone()[0] == 0


def test_the_file_is_private_and_in_wal_mode(place: Path) -> None:
    add("x")
    path = place / "lamlite" / desk.BASE
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_migrations_run_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    add("old")
    later = (*migrations.MIGRATIONS, ("ALTER TABLE notes ADD COLUMN colour TEXT DEFAULT 'red'",))
    monkeypatch.setattr(store, "MIGRATIONS", later)
    with desk.database() as db:
        assert db.execute("SELECT colour FROM notes").fetchone()[0] == "red"
    monkeypatch.setattr(store, "MIGRATIONS", migrations.MIGRATIONS)
    with pytest.raises(StorageError, match="newer lamlite"):
        notes()


def test_locked(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add("x")
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(place / "lamlite" / desk.BASE, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="in use by another program"):
        add("y")
    assert notes() == ["x"]
    holder.close()
    add("y")


def test_damaged(place: Path) -> None:
    (place / "lamlite").mkdir()
    (place / "lamlite" / desk.BASE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(StorageError, match="is damaged"):
        notes()


def test_full() -> None:
    add("x")
    with pytest.raises(StorageError, match="disk is full"), desk.database(write=True) as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        db.execute("INSERT INTO notes (title, body, created, changed) VALUES ('', ?, '', '')", ("x" * 100_000,))


def test_a_home_that_cannot_be(place: Path) -> None:
    (place / "file").write_text("")
    with desk.using(home=place / "file" / "home"), pytest.raises(StorageError, match="cannot be written"):
        add("x")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_read_only_home_is_read_but_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("LAMLITE_HOME", folder)
        add("kept")
        Path(folder, desk.BASE).chmod(0o444)
        Path(folder).chmod(0o555)
        adder = next(one for one in load_tools("notes") if one.name == "add_note")
        root = os.geteuid() == 0
        try:
            if root:  # nothing is read-only to root
                os.seteuid(65534)
            assert notes() == ["kept"]
            with pytest.raises(StorageError, match="cannot be written"):
                adder(body="x")
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o755)


def test_clock_and_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAMLITE_NOW", "tomorrow")
    with pytest.raises(UsageError, match="not a time"):
        desk.clock()
    monkeypatch.setenv("LAMLITE_NOW", "2026-11-23T09:00:00Z")
    assert desk.clock().isoformat() == "2026-11-23T09:00:00+00:00"
    monkeypatch.delenv("LAMLITE_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    if sys.platform == "linux":
        assert desk.home() == Path("/data/lamlite")
