"""Append-only, chained, mended after a crash, safe for two processes; and what verify finds."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from lamlite.core.errors import StorageError, TrailError
from lamlite.trail import Trail
from lamlite.trail.files import last_line, locked
from lamlite.trail.record import FIRST

DAY = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.utc)


def filled(folder: Path, count: int = 5, day: datetime = DAY) -> Trail:
    trail = Trail(folder, lambda: day)
    for number in range(count):
        trail.append("run", {"kind": "X", "number": number})
    return trail


def file_of(folder: Path) -> Path:
    return sorted(folder.glob("*.jsonl"))[-1]


def lines(folder: Path) -> list[str]:
    return file_of(folder).read_text().splitlines()


def test_records_follow_each_other(tmp_path: Path) -> None:
    trail = filled(tmp_path)
    found = list(trail.records())
    assert [one.n for one in found] == [1, 2, 3, 4, 5]
    assert found[0].prev == FIRST
    assert [one.prev for one in found[1:]] == [one.hash for one in found[:-1]]
    assert set(json.loads(lines(tmp_path)[0])) == {"n", "time", "run", "event", "prev", "hash"}
    assert trail.verify().good
    assert trail.verify().records == 5


def test_one_file_a_day_and_one_order(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    filled(tmp_path, 2, DAY + timedelta(days=1))
    filled(tmp_path, 2, DAY)  # the clock went back
    assert [path.name for path in sorted(tmp_path.glob("*.jsonl"))] == ["2026-11-22.jsonl", "2026-11-23.jsonl"]
    assert [one.n for one in Trail(tmp_path).records()] == [1, 2, 3, 4, 5, 6]
    assert Trail(tmp_path).verify().good


def test_an_empty_trail(tmp_path: Path) -> None:
    trail = Trail(tmp_path / "none")
    assert (list(trail.records()), trail.runs(), trail.verify().good) == ([], [], True)


def test_runs(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    trail.append("a", {"kind": "Started", "request": "one"})
    trail.append("b", {"kind": "Started", "request": "two", "dry": True})
    trail.append("a", {"kind": "Finished", "status": "done", "answer": "Did it."})
    trail.append("?", {"kind": "Finished"})
    first, second = trail.runs()
    assert (first["run"], first["request"], first["status"], first["answer"]) == ("a", "one", "done", "Did it.")
    assert (second["status"], second["dry"]) == (None, True)
    assert [one.event["kind"] for one in trail.records("a")] == ["Started", "Finished"]


def change(folder: Path, new: list[str]) -> tuple[str, ...]:
    file_of(folder).write_text("".join(f"{line}\n" for line in new))
    return Trail(folder).verify().problems


def test_a_changed_record(tmp_path: Path) -> None:
    filled(tmp_path)
    old = lines(tmp_path)
    new = [line.replace('"number":2', '"number":9') for line in old]
    assert change(tmp_path, new) == ("2026-11-22.jsonl, line 3: record 3 was changed.",)


def test_missing_records(tmp_path: Path) -> None:
    filled(tmp_path)
    old = lines(tmp_path)
    assert change(tmp_path, [*old[:2], *old[3:]]) == ("2026-11-22.jsonl, line 3: record 3 is missing before record 4.",)
    assert change(tmp_path, old[3:]) == ("2026-11-22.jsonl, line 1: records 1 to 3 are missing before record 4.",)


def test_records_in_another_order(tmp_path: Path) -> None:
    filled(tmp_path)
    old = lines(tmp_path)
    assert change(tmp_path, [old[0], old[2], old[1], *old[3:]]) == (
        "2026-11-22.jsonl, line 3: record 2 stands in the wrong place.",
    )
    assert change(tmp_path, [*old, old[4]]) == ("2026-11-22.jsonl, line 6: record 5 stands in the wrong place.",)


def test_a_replaced_record(tmp_path: Path) -> None:
    filled(tmp_path / "a", 2)
    other = Trail(tmp_path / "b", lambda: DAY)
    other.append("run", {"kind": "Other"})
    new = [lines(tmp_path / "b")[0], lines(tmp_path / "a")[1]]
    assert "does not follow the one before it" in change(tmp_path / "a", new)[0]


def test_a_line_that_is_no_record(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    old = lines(tmp_path)
    for bad in ("{", "[]", '{"n": "x", "time": 1, "run": 1, "event": 1, "prev": 1, "hash": 1}', "\x00"):
        assert change(tmp_path, [old[0], bad, old[2]]) == ("2026-11-22.jsonl, line 2: this line is no record.",)
    assert [one.n for one in Trail(tmp_path).records()] == [1, 3]


def test_a_cut_end(tmp_path: Path) -> None:
    trail = filled(tmp_path, 3)
    trail.append("run", {"kind": "Last"}, durable=True)
    old = lines(tmp_path)
    assert change(tmp_path, old[:2]) == ("The end is cut off: the trail went on to record 4.",)
    (tmp_path / ".end").write_text(json.dumps([3, "0"]))
    assert change(tmp_path, old) == ("Record 3 is not the one that was written.",)
    (tmp_path / ".end").write_text("x")
    assert change(tmp_path, old) == ()


@pytest.mark.parametrize("torn", [b'{"n": 4, "run": "r', b"\x00\x00\xff", "é".encode()[:1]])
def test_a_torn_line_is_kept_in_a_note(tmp_path: Path, torn: bytes) -> None:
    filled(tmp_path, 3)
    with file_of(tmp_path).open("ab") as file:
        file.write(torn)
    assert "a crash tore this line" in Trail(tmp_path).verify().problems[0]
    Trail(tmp_path, lambda: DAY).append("run", {"kind": "Next"})
    found = list(Trail(tmp_path).records())
    assert [one.event["kind"] for one in found] == ["X", "X", "X", "Mended", "Next"]
    assert found[3].event["torn"] == torn.decode("utf-8", "backslashreplace")
    assert Trail(tmp_path).verify().good


def test_a_torn_line_that_is_the_first_of_its_file(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    (tmp_path / "2026-11-23.jsonl").write_bytes(b'{"n')
    filled(tmp_path, 1, DAY + timedelta(days=1))
    assert [one.n for one in Trail(tmp_path).records()] == [1, 2, 3, 4]
    assert Trail(tmp_path).verify().good
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "2026-11-22.jsonl").write_bytes(b'{"n')
    filled(tmp_path / "only", 1)
    assert [one.n for one in Trail(tmp_path / "only").records()] == [1, 2]


def test_a_torn_line_of_which_only_the_break_is_missing(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    path = file_of(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])
    assert Trail(tmp_path).verify().good
    filled(tmp_path, 1)
    assert [one.n for one in Trail(tmp_path).records()] == [1, 2, 3, 4]
    assert Trail(tmp_path).verify().good


def test_an_empty_newest_file(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    (tmp_path / "2026-11-23.jsonl").touch()
    filled(tmp_path, 1, DAY + timedelta(days=1))
    assert Trail(tmp_path).verify().good
    assert [one.n for one in Trail(tmp_path).records()] == [1, 2, 3]


def test_a_damaged_end_stops_everything(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    with file_of(tmp_path).open("ab") as file:
        file.write(b"junk\n")
    with pytest.raises(TrailError, match="damaged"):
        Trail(tmp_path).append("run", {"kind": "X"})
    with file_of(tmp_path).open("ab") as file:
        file.write(b"torn")
    with pytest.raises(TrailError, match="damaged"):
        Trail(tmp_path).append("run", {"kind": "X"})


def test_another_process_went_on(tmp_path: Path) -> None:
    one, other = Trail(tmp_path), Trail(tmp_path)
    for trail in (one, other, one, one, other):
        trail.append("run", {"kind": "X"})
    assert one.verify().good
    assert one.verify().records == 5


def write_many(folder: Path, name: str) -> None:
    trail = Trail(folder)
    for number in range(60):
        trail.append(name, {"kind": "X", "number": number}, durable=number % 30 == 0)


def test_two_processes_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=write_many, args=(tmp_path, name)) for name in ("a", "b")]
    for one in others:
        one.start()
    for one in others:
        one.join(60)
    assert [one.exitcode for one in others] == [0, 0]
    assert Trail(tmp_path).verify().good
    assert [one.event["number"] for one in Trail(tmp_path).records("a")] == list(range(60))


def test_a_long_trail_does_not_slow_a_run(tmp_path: Path) -> None:
    trail = filled(tmp_path, 1)
    line = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(line * 100_000)  # copies, but only the last one is looked at
    trail = Trail(tmp_path, lambda: DAY)
    started = time.perf_counter()
    assert trail.append("run", {"kind": "X"}).n == 2
    assert time.perf_counter() - started < 0.1


def test_a_long_last_record(tmp_path: Path) -> None:
    trail = filled(tmp_path, 2)
    trail.append("run", {"kind": "X", "text": "é" * 100_000})
    assert Trail(tmp_path).append("run", {"kind": "Y"}).n == 4
    assert Trail(tmp_path).verify().good


def test_what_is_not_json_is_kept_as_its_text(tmp_path: Path) -> None:
    record = Trail(tmp_path).append("run", {"kind": "X", "value": Path("a")})
    assert record.event["value"] == "a"
    assert Trail(tmp_path).verify().good


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match="cannot be written"):
        Trail(tmp_path).append("run", {"kind": "X"})


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "trail").touch()
    with pytest.raises(StorageError, match="cannot be written"):
        Trail(tmp_path / "trail").append("run", {"kind": "X"})


def test_a_lock_that_is_never_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lamlite.trail.files._PATIENCE", 0.05)
    with locked(tmp_path / ".lock"), pytest.raises(StorageError):
        Trail(tmp_path).append("run", {"kind": "X"})


def test_the_last_line(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for content, last in ((b"", b""), (b"a", b"a"), (b"a\n", b"a\n"), (b"a\nb", b"b"), (b"a\nb\n", b"b\n")):
        path.write_bytes(content)
        with path.open("rb") as file:
            assert last_line(file) == (last, len(content) - len(last))


def test_nothing_is_there_before_the_first_record(tmp_path: Path) -> None:
    folder: Any = tmp_path / "trail"
    Trail(folder)
    assert not folder.exists()
