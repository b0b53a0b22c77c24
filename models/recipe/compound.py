"""A request with the words of each of its steps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Words of the request that belong to steps `first`..`last` (1-based)."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True)
class Compound:
    """A request with the words of each step, and what each step needs: step -> steps."""

    request: str
    spans: tuple[Span, ...]
    needs: tuple[tuple[int, tuple[int, ...]], ...] = ()

    @property
    def count(self) -> int:
        """Number of steps."""
        return max((span.last for span in self.spans), default=0)

    def steps(self) -> list[tuple[str, tuple[int, ...]]]:
        """Each step's task and needs, in the order they are to be done."""
        needs = dict(self.needs)
        pieces = {k: [s for s in self.spans if s.first <= k <= s.last] for k in range(1, self.count + 1)}
        return [(" ".join(self.request[s.start : s.end] for s in mine), needs.get(k, ())) for k, mine in pieces.items()]
