"""A conversation: its last turns, bounded, as the models are shown them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .core.context import Turn
from .core.errors import UsageError

_ROLES = ("user", "assistant")


class Session:
    """The turns of a conversation, oldest first.

    Args:
        turns: What was said before.
        most: Turns that are kept.
        characters: Characters that are kept; a longer turn is cut at its end.
    """

    def __init__(self, turns: Iterable[Turn] = (), *, most: int = 20, characters: int = 8_000) -> None:
        self._most, self._characters = max(0, most), max(0, characters)
        self._turns: list[Turn] = []
        for turn in turns:
            self.add(turn.role, turn.content)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns that are kept, oldest first."""
        return tuple(self._turns)

    def add(self, role: str, content: str) -> None:
        """Keep a turn; the oldest ones go where there is no room.

        Raises:
            UsageError: the role is neither user nor assistant.
        """
        if role not in _ROLES:
            raise UsageError(f"{role!r} is not a role in a conversation.", hint="Use user or assistant.")
        self._turns.append(Turn(role, content[: self._characters]))
        while len(self._turns) > self._most or sum(len(turn.content) for turn in self._turns) > self._characters:
            del self._turns[0]

    def exchange(self, request: str, answer: str) -> None:
        """Keep a request and what was answered."""
        self.add("user", request)
        self.add("assistant", answer)

    def clear(self) -> None:
        """Forget everything."""
        self._turns.clear()

    def to_list(self) -> list[dict[str, str]]:
        """The turns as JSON: [{"role", "content"}]."""
        return [{"role": turn.role, "content": turn.content} for turn in self._turns]

    @classmethod
    def from_list(cls, turns: Iterable[Mapping[str, Any]]) -> Session:
        """Read what `to_list` wrote, or a batch row's `history`.

        Raises:
            UsageError: a turn lacks its role or its content.
        """
        found = cls()
        for turn in turns:
            if not isinstance(turn, Mapping) or not isinstance(turn.get("content"), str):
                raise UsageError("A turn of the history needs a role and a content.")
            found.add(str(turn.get("role")), turn["content"])
        return found
