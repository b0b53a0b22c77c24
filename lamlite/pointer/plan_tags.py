"""How a request is cut into steps: one tag a word, the order that tags may take, and the steps that they spell.

    O   belongs to no step (connectors, politeness, asides)
    B I     a plain step begins, goes on
    P S     a unit of several steps begins with words that all of them share; shared words go on, or come again
    LB LI   an item of that unit begins, goes on: the k-th item of a group belongs to the k-th step

A unit is a plain step, or shared words with one or more groups of items. Items that only O words part are one group; a
shared word ends it. Groups of the largest size are dealt out; a smaller one stays whole in each step.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

TAGS = 7
O, B, I, P, S, LB, LI = range(TAGS)  # noqa: E741  the usual names of such tags

_WORD = re.compile(
    r"\d+(?:[.,:]\d+)+\w*"  # 7:30, 1,000, 2.5kg
    r"|\w(?:\w|[\u0300-\u036f\u064b-\u0652\u200c\u200d]|['’.@&-](?=\w))*"  # don't, a.m, me@x.org, check-in, R&B
    r"|[^\w\s]"
)

# What is open after a word. A tag leads from a state to at most one other, so tag sequences and paths are one to one.
#   o nothing   b i bo a plain step   p s po shared words, no item yet   1.. one item in the group, none dealt out yet
#   2.. items dealt out   f.. the first item of a unit that has no shared words yet   g.. its further items
_NEXT = {
    "o": "o b p fb",
    "b i bo": "i bo b p fb",
    "p s po": "s po 1b",
    "1b 1i 1o": "1i 1o 1s 2b",
    "1s 1so": "1s 1so 1b",
    "2b 2i 2o": "2i 2o 2s 2b b p",
    "2s 2so": "2s 2so 2b b p",
    "fb fi fo": "fi fo gb 1s",
    "gb gi go": "gi go gb 2s",
}
_TAG = {"o": O, "bo": O, "po": O, "1o": O, "2o": O, "1so": O, "2so": O, "fo": O, "go": O, "b": B, "i": I, "p": P,
        "s": S, "1s": S, "2s": S, "1b": LB, "2b": LB, "fb": LB, "gb": LB, "1i": LI, "2i": LI, "fi": LI,
        "gi": LI}  # fmt: skip
_NAMES = tuple(_TAG)
_FINAL = frozenset("o b i bo 2b 2i 2o 2s 2so".split())
_FIRST = frozenset("o b p fb".split())

STATES = len(_NAMES)
TAG_OF: npt.NDArray[np.int64] = np.array([_TAG[name] for name in _NAMES])  # state -> tag
MAY_FOLLOW: npt.NDArray[np.bool_] = np.zeros((STATES, STATES), bool)  # [state, next state]
MAY_BEGIN: npt.NDArray[np.bool_] = np.array([name in _FIRST for name in _NAMES])
MAY_END: npt.NDArray[np.bool_] = np.array([name in _FINAL for name in _NAMES])
for _states, _nexts in _NEXT.items():
    for _state in _states.split():
        for _next in _nexts.split():
            MAY_FOLLOW[_NAMES.index(_state), _NAMES.index(_next)] = True


def words_of(text: str) -> list[tuple[int, int]]:
    """Characters of each word of a text; punctuation marks are words of their own."""
    return [match.span() for match in _WORD.finditer(text)]


def path_of(tags: Sequence[int]) -> list[int] | None:
    """The states that a tag sequence leads through, or None where it is not a legal one."""
    path: list[int] = []
    for tag in tags:
        allowed = MAY_FOLLOW[path[-1]] if path else MAY_BEGIN
        found = np.flatnonzero(allowed & (tag == TAG_OF))
        if not len(found):
            return None
        path.append(int(found[0]))
    return path if not path or MAY_END[path[-1]] else None


@dataclass
class Unit:
    """A plain step, or the steps that share words.

    Attributes:
        words: Numbers of its words, in the order said.
        items: Of each word (group, item), or (-1, -1) for plain and shared words.
    """

    words: list[int] = field(default_factory=list)
    items: list[tuple[int, int]] = field(default_factory=list)

    def _sizes(self) -> dict[int, int]:
        sizes: dict[int, int] = {}
        for group, item in self.items:
            if group >= 0:
                sizes[group] = max(sizes.get(group, 0), item + 1)
        return sizes

    @property
    def count(self) -> int:
        """Number of steps."""
        return max(self._sizes().values(), default=1)

    def steps(self) -> list[list[int]]:
        """Words of each step. A group that is not dealt out stays whole, with what stands between its items."""
        sizes, count = self._sizes(), self.count
        found = []
        for step in range(count):
            chosen: set[int] = set()
            for word, (group, item) in zip(self.words, self.items, strict=True):
                if group < 0 or (sizes[group] == count and item == step):
                    chosen.add(word)
            for group, size in sizes.items():
                if size != count:
                    whole = [w for w, (g, _) in zip(self.words, self.items, strict=True) if g == group]
                    chosen.update(range(whole[0], whole[-1] + 1))
            found.append(sorted(chosen))
        return found


def units_of(tags: Sequence[int]) -> list[Unit]:
    """The units that a legal tag sequence spells, in the order said."""
    units: list[Unit] = []
    listing, group, item, shared = False, -1, -1, True  # shared: the last word that was not O is a shared one
    for word, tag in enumerate(tags):
        if tag == O:
            continue
        if tag in (B, P) or (tag == LB and not listing):
            units.append(Unit())
            listing, group, item, shared = tag != B, -1, -1, True
        if tag == LB:
            group, item = (group + 1, 0) if shared else (group, item + 1)
        units[-1].words.append(word)
        units[-1].items.append((group, item) if tag in (LB, LI) else (-1, -1))
        shared = tag in (P, S)
    return units


def text_of(request: str, spans: Sequence[tuple[int, int]], words: Sequence[int]) -> str:
    """The words in the order said: neighbours with the text between them, the others joined with a space."""
    runs: list[tuple[int, int]] = []
    for word in words:
        if runs and runs[-1][1] == word - 1:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return " ".join(request[spans[first][0] : spans[last][1]] for first, last in runs)
