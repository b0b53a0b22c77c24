"""What the trail asks of the file system: one writer at a time, and the end of a file without the rest of it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BLOCK = 1 << 16
_PATIENCE = 10.0


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that other processes and threads respect too; the system lets go of it when a process dies.

    Raises:
        OSError: the lock cannot be had.
    """
    with path.open("a+b") as file:
        _lock(file)
        try:
            yield
        finally:
            _unlock(file)


if sys.platform == "win32":

    def _lock(file: BinaryIO) -> None:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                return
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.01)

    def _unlock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _lock(file: BinaryIO) -> None:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.001)

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def last_line(file: BinaryIO, end: int | None = None) -> tuple[bytes, int]:
    """The last line before `end` with its line break if it has one, and where it starts; empty in an empty file."""
    at = file.seek(0, os.SEEK_END) if end is None else end
    found = b""
    while at > 0:
        size = min(_BLOCK, at)
        at -= size
        file.seek(at)
        found = file.read(size) + found
        cut = found.rfind(b"\n", 0, len(found) - 1)
        if cut >= 0:
            return found[cut + 1 :], at + cut + 1
    return found, 0


def sync_folder(folder: Path) -> None:
    """Make a new file's name durable, where the system lets one."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
