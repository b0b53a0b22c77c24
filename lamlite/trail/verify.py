"""Is the trail as it was written? Which record was changed, is missing or stands in the wrong place?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .record import FIRST, Record


@dataclass(frozen=True)
class Verified:
    """What was found: how many records there are, and one sentence for everything that is wrong."""

    records: int
    problems: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """True where nothing is wrong."""
        return not self.problems


@dataclass
class _Walk:
    """How far one reading of the trail has come."""

    last: str | None = FIRST
    high: int = 0
    count: int = 0
    problems: list[str] = field(default_factory=list)
    gaps: list[tuple[int, int, str]] = field(default_factory=list)
    seen: dict[int, str] = field(default_factory=dict)

    def take(self, place: str, record: Record) -> None:
        self.count += 1
        if not record.whole:
            self.problems.append(f"{place}: record {record.n} was changed.")
        elif record.n <= self.high:
            self.problems.append(f"{place}: record {record.n} stands in the wrong place.")
        elif record.n > self.high + 1:
            self.gaps.append((self.high + 1, record.n, place))
        elif self.last is not None and record.prev != self.last:
            self.problems.append(f"{place}: record {record.n} does not follow the one before it, which was replaced.")
        self.seen[record.n] = record.hash
        # Out of its place a record says nothing on what should come next.
        self.last = record.hash if record.n == self.high + 1 else None
        self.high = max(self.high, record.n)


def verify(lines: Iterable[tuple[str, Record | str]], mark: tuple[int, str] | None) -> Verified:
    """Walk through all lines once.

    Args:
        lines: The place of every line, and its record or what is wrong with it.
        mark: Number and hash of the last record that is known to have reached the disk.
    """
    walk = _Walk()
    for place, record in lines:
        if isinstance(record, Record):
            walk.take(place, record)
        else:
            walk.problems.append(f"{place}: {record}")
            walk.high, walk.last = walk.high + 1, None
    for first, after, place in walk.gaps:
        lost = [n for n in range(first, min(after, first + 10_000)) if n not in walk.seen]
        if lost:
            named = f"record {lost[0]} is" if len(lost) == 1 else f"records {lost[0]} to {lost[-1]} are"
            walk.problems.append(f"{place}: {named} missing before record {after}.")
    if mark and mark[0] > walk.high:
        walk.problems.append(f"The end is cut off: the trail went on to record {mark[0]}.")
    elif mark and walk.seen.get(mark[0], mark[1]) != mark[1]:
        walk.problems.append(f"Record {mark[0]} is not the one that was written.")
    return Verified(walk.count, tuple(walk.problems))
