"""One record of the trail and its line in the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

FIRST = "0" * 64  # what the first record of all has for the hash of the one before
_FIELDS = ("n", "time", "run", "event", "prev", "hash")


@dataclass(frozen=True)
class Record:
    """One thing that happened, as it is kept.

    Attributes:
        n: Its place in the whole trail, from 1.
        time: When it was written, by the device's clock.
        run: The run it belongs to.
        event: The event as JSON, with its kind; secrets are digests.
        prev: Hash of the record before.
        hash: sha256 of all of the above.
    """

    n: int
    time: str
    run: str
    event: Mapping[str, Any]
    prev: str
    hash: str

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON."""
        return {name: getattr(self, name) for name in _FIELDS}

    @property
    def line(self) -> bytes:
        """The record as its line in the file."""
        return _json(self.to_dict()).encode() + b"\n"

    @property
    def whole(self) -> bool:
        """Whether its hash is that of what it says."""
        return self.hash == _hash(self.to_dict())


def make(n: int, moment: datetime, run: str, event: Mapping[str, Any], prev: str) -> Record:
    """The record of an event, behind the one whose hash is `prev`."""
    plain = json.loads(_json(event))  # what is not JSON is kept as its text
    fields = {"n": n, "time": moment.isoformat(), "run": run, "event": plain, "prev": prev}
    return Record(**fields, hash=_hash(fields))


def parse(line: bytes) -> Record | None:
    """The record that a line holds, or None where it holds none."""
    try:
        found = json.loads(line)
        record = Record(**found)
    except (ValueError, TypeError, RecursionError):
        return None
    shapes = ((record.n, int), (record.event, dict), (record.hash, str), (record.prev, str), (record.run, str))
    return record if all(isinstance(value, shape) for value, shape in shapes) else None


def _hash(fields: Mapping[str, Any]) -> str:
    text = _json({key: value for key, value in fields.items() if key != "hash"})
    return hashlib.sha256(text.encode()).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
