"""The trail: append-only JSONL, one file a day, every record with the sha256 of the one before.

Whoever changes, drops or moves a record breaks what follows, and `verify` says where. (It shows tampering by who does
not rewrite everything after it; it is no signature.) Appending reads only the end of the last file. A line that a
crash tore is kept in a note, which the next append puts in its place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, BinaryIO

from lamlite.core.errors import StorageError, TrailError

from .files import last_line, locked, sync_folder
from .record import FIRST, Record, make, parse
from .verify import Verified, verify

__all__ = ["Record", "Trail", "Verified"]


@dataclass(frozen=True)
class _End:
    """Where the trail ends: the newest file and its size, the last record's number and hash."""

    path: Path
    size: int
    n: int
    hash: str


def _now() -> datetime:
    return datetime.now(timezone.utc)


class Trail:
    """The trail in a folder. Several processes and threads may write to the same folder.

    Args:
        folder: Made when something is first written.
        clock: The device's time; only tests give another.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime] = _now) -> None:
        self.folder = folder
        self._clock = clock
        self._end: _End | None = None

    def append(self, run: str, event: Mapping[str, Any], *, durable: bool = False) -> Record:
        """Write one record at the end.

        Args:
            run: The run it belongs to.
            event: The event as JSON.
            durable: Return only once it is on the disk.

        Raises:
            StorageError: the folder cannot be written.
            TrailError: the last record is damaged.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder / ".lock"):
                moment = self._clock()
                path, end = self._last(moment)
                record = make(end.n + 1, moment, run, event, end.hash)
                self._write(path, record, durable)
                return record
        except OSError as error:
            raise StorageError(
                f"The trail in {self.folder} cannot be written: {error.strerror or error}.",
                hint="Nothing runs without a trail. Set LAMLITE_HOME to a folder that can be written.",
            ) from error

    def records(self, run: str = "") -> Iterator[Record]:
        """All records in their order, or those of one run. Damaged lines are left out; `verify` names them."""
        for _, record in self._lines():
            if isinstance(record, Record) and (not run or record.run == run):
                yield record

    def runs(self) -> list[dict[str, Any]]:
        """Every run, oldest first: its run, time, request, dry, status and answer; status None while it goes on."""
        found: dict[str, dict[str, Any]] = {}
        for record in self.records():
            event = record.event
            if event.get("kind") == "Started":
                about = {"run": record.run, "time": record.time, "request": event.get("request", "")}
                found[record.run] = {**about, "dry": bool(event.get("dry")), "status": None, "answer": ""}
            elif event.get("kind") == "Finished" and record.run in found:
                found[record.run] |= {"status": event.get("status"), "answer": event.get("answer", "")}
        return list(found.values())

    def verify(self) -> Verified:
        """Read everything again and name each record that was changed, is missing or stands in the wrong place."""
        return verify(self._lines(), self._mark())

    def _lines(self) -> Iterator[tuple[str, Record | str]]:
        """The place of every line, and its record or what is wrong with it."""
        for path in self._files():
            with path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    whole = line.endswith(b"\n")
                    fault = "this line is no record." if whole else "a crash tore this line; the next run mends it."
                    yield f"{path.name}, line {number}", parse(line) or fault

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.jsonl")) if self.folder.is_dir() else []

    def _last(self, moment: datetime) -> tuple[Path, _End]:
        """The file to append to, and the end of the trail. A clock that went back keeps to the newest file."""
        today = self.folder / f"{moment:%Y-%m-%d}.jsonl"
        with os.scandir(self.folder) as entries:  # a year has 365 of them: no more than a name is made of each
            newest = self.folder / max((one.name for one in entries if one.name.endswith(".jsonl")), default=today.name)
        end = self._end
        if end is None or end.path != newest or not newest.exists() or newest.stat().st_size != end.size:
            end = self._read_end(self._files())
        return max(today, newest), end

    def _read_end(self, files: list[Path]) -> _End:
        """The end of the last of the files that has any record; a torn last line is mended."""
        if not files:
            return _End(self.folder, 0, 0, FIRST)
        with files[-1].open("r+b") as file:
            line, start = last_line(file)
            record = parse(line)
            if not line:
                return self._read_end(files[:-1])
            if record is None and line.endswith(b"\n"):
                raise _damaged(files[-1])
            if record is None:
                record = self._mend(file, start, line, files)
            elif not line.endswith(b"\n"):  # only the line break is missing
                file.seek(0, os.SEEK_END)
                file.write(b"\n")
            return _End(files[-1], file.seek(0, os.SEEK_END), record.n, record.hash)

    def _mend(self, file: BinaryIO, start: int, torn: bytes, files: list[Path]) -> Record:
        """Put a note with the torn line in its place. It is longer than the line, so nothing is lost on the way."""
        line, _ = last_line(file, start)
        before = parse(line)
        if line and before is None:
            raise _damaged(files[-1])
        end = _End(files[-1], 0, before.n, before.hash) if before else self._read_end(files[:-1])
        note = {"kind": "Mended", "note": "A crash tore this record.", "torn": torn.decode("utf-8", "backslashreplace")}
        record = make(end.n + 1, self._clock(), "", note, end.hash)
        file.seek(start)
        file.write(record.line)
        file.flush()
        os.fsync(file.fileno())
        return record

    def _write(self, path: Path, record: Record, durable: bool) -> None:
        new = not path.exists()
        with path.open("ab") as file:
            file.write(record.line)
            file.flush()
            if durable:
                os.fsync(file.fileno())
            self._end = _End(path, file.tell(), record.n, record.hash)
        if durable:
            if new:
                sync_folder(self.folder)
            (self.folder / ".end").write_text(json.dumps([record.n, record.hash]), encoding="utf-8")

    def _mark(self) -> tuple[int, str] | None:
        """The last record known to be on the disk, so that a cut end is noticed."""
        with suppress(OSError, ValueError, TypeError):
            n, digest = json.loads((self.folder / ".end").read_text(encoding="utf-8"))
            return int(n), str(digest)
        return None


def _damaged(path: Path) -> TrailError:
    return TrailError(
        f"The last record of {path} is damaged.",
        hint="Look with: lamlite trail verify. To go on, move that file to another folder.",
    )
