"""A conversation: its last turns, bounded, as the models are shown them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .core.context import Turn, plain_fields
from .core.errors import UsageError
from .core.outcome import Outcome

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
            self.add(turn.role, turn.content, turn.results)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns that are kept, oldest first."""
        return tuple(self._turns)

    def add(self, role: str, content: str, results: Mapping[str, Any] | None = None) -> None:
        """Keep a turn, see `Turn`; the oldest ones go where there is no room.

        Raises:
            UsageError: the role is neither user nor assistant.
        """
        if role not in _ROLES:
            raise UsageError(f"{role!r} is not a role in a conversation.", hint="Use user or assistant.")
        self._turns.append(Turn(role, content[: self._characters], results))
        while len(self._turns) > self._most or sum(len(turn.content) for turn in self._turns) > self._characters:
            del self._turns[0]

    def exchange(self, outcome: Outcome) -> None:
        """Keep a request, what was answered, and the thing that "it" means from now on."""
        self.add("user", outcome.request)
        self.add("assistant", outcome.question or outcome.answer, _last_thing(outcome))

    def clear(self) -> None:
        """Forget everything."""
        self._turns.clear()

    def to_list(self) -> list[dict[str, Any]]:
        """The turns as JSON: [{"role", "content"}], with "results" where they are known."""
        return [
            {"role": turn.role, "content": turn.content}
            | ({} if turn.results is None else {"results": dict(turn.results)})
            for turn in self._turns
        ]

    @classmethod
    def from_list(cls, turns: Iterable[Mapping[str, Any]]) -> Session:
        """Read what `to_list` wrote, or a batch row's `history`.

        Raises:
            UsageError: a turn lacks its role or its content, or its results are no object.
        """
        found = cls()
        for turn in turns:
            if not isinstance(turn, Mapping) or not isinstance(turn.get("content"), str):
                raise UsageError("A turn of the history needs a role and a content.")
            if not isinstance(turn.get("results"), Mapping | None):
                raise UsageError("The results of a turn are not an object.")
            found.add(str(turn.get("role")), turn["content"], turn.get("results"))
        return found


def _last_thing(outcome: Outcome) -> dict[str, Any]:
    """The plain fields of what the last call gave; of a list only where it holds one thing."""
    given = [call.result for call in outcome.calls if call.status == "ok"]
    result = given[-1] if given else None
    if isinstance(result, Mapping) and "count" in result:
        lists = [value for value in result.values() if isinstance(value, list)]
        if len(lists) == 1:
            result = lists[0][0] if len(lists[0]) == 1 else None
    return plain_fields(result)
