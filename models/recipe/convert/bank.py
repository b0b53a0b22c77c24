"""Values that people really said, by the words of the parameter they were said for: "artist" -> artists."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from lamlite.pointer.params import spoken

from ..rows import Row

KEPT = 250  # values of a word
SHORT = 45  # characters of a value
_DULL = frozenset("of the to in is for and or a an by on with type value info information data".split())
_NUMBERED = frozenset("id code number year time date phone day when address zip".split())


class Bank:
    """Values by parameter word. Few and dull words know nothing."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, None]] = defaultdict(dict)
        self._lists: dict[str, list[str]] = {}

    def add(self, rows: Iterable[Row]) -> None:
        """Note the values of the rows' string parameters."""
        for row in rows:
            for mark in row.marks:
                words = row.request[mark.start : mark.end]
                schema = row.tool["parameters"]["properties"].get(mark.path[0], {})
                if schema.get("type") not in ("string", "array") or mark.value != words:
                    continue
                if 1 < len(words) <= SHORT and "," not in words and " and " not in words:
                    for word in spoken(mark.path[-1]).split():
                        fits = any(c.isalpha() for c in words) or word in _NUMBERED
                        if fits and word not in _DULL and len(self._values[word]) < KEPT:
                            self._values[word][words] = None
        self._lists = {word: list(values) for word, values in self._values.items() if len(values) >= 5}

    def draw(self, name: str, rng: random.Random) -> str | None:
        """A value for a parameter of that name; its last word counts first."""
        for word in reversed(spoken(name).split()):
            if word in self._lists:
                return rng.choice(self._lists[word])
        return None

    def any(self, rng: random.Random) -> str:
        """A value of any parameter."""
        return rng.choice(self._lists[rng.choice(list(self._lists))]) if self._lists else "something"
