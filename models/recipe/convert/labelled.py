"""Slot-labelled sentences as rows: one intent, its invented tool, and the labelled words as the values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lamlite.pointer.params import spoken

from ..rows import Mark, Row
from .schemas import catalogue, invented, variants
from .spans import find

Tools = list[tuple[dict[str, Any], dict[str, str]]]


@dataclass(frozen=True)
class Slot:
    """Labelled words of a sentence; `value` where the label gives one beside the words."""

    label: str
    start: int
    end: int
    value: str = ""


class Intents:
    """The tools of a set, and the rows that use them."""

    def __init__(self, block: str, count: int, origin: str) -> None:
        self.made: dict[str, Tools] = variants(invented(block), count)
        self.origin = origin
        self._count = count
        self._mates = [tuple(tools[number][0] for tools in self.made.values()) for number in range(count)]

    def row(self, label: str, request: str, slots: Sequence[Slot], number: int) -> Row | None:
        """The sentence with the `number`-th variant of its intent's tool; None where the labels do not fit it."""
        if label not in self.made:
            return None
        tool, named = self.made[label][number % self._count]
        marks: list[Mark] = []
        for slot in slots:
            name = named.get(_chosen(slot, request, named))
            if name is not None:
                mark = _mark(name, tool["parameters"]["properties"][name], slot, request)
                if mark is None:
                    return None
                marks.append(mark)
        for key, name in named.items():
            if key.startswith("="):
                places = [span for word in key[1:].split() for span in find(word, request)] or [(0, 0)]
                marks.append(Mark((name,), *places[0], _member(tool["parameters"]["properties"][name], key[1:])))
        lists = {n for n, s in tool["parameters"]["properties"].items() if s.get("type") == "array"}
        paths = [mark.path for mark in marks if mark.path[0] not in lists]
        if len(paths) != len(set(paths)):
            return None  # one parameter, two values: not to be told apart
        present = {mark.path[0] for mark in marks}
        missing = tuple(n for n in tool["parameters"]["required"] if n not in present)
        mates = catalogue(self._mates[number % self._count], tool["name"])
        return Row("ask" if missing else "call", request, tool, tuple(marks), missing, mates, self.origin)

    def none(self, request: str, number: int) -> Row:
        """A sentence that none of the tools is for."""
        mates = self._mates[number % self._count]
        return Row("none", request, mates[number % len(mates)], (), (), mates, self.origin)


def _chosen(slot: Slot, request: str, named: Mapping[str, str]) -> str:
    before = request[: slot.start].lower().rstrip()
    for key in named:
        label, cue, words = key.partition("<")
        if cue and label == slot.label and any((" " + before).endswith(" " + word) for word in words.split("|")):
            return key
    return slot.label


def _member(schema: Mapping[str, Any], wanted: str) -> Any:
    if schema.get("type") == "boolean":
        return wanted == "true"
    return next((option for option in schema.get("enum", ()) if spoken(str(option)) == spoken(wanted)), None)


def _mark(name: str, schema: Mapping[str, Any], slot: Slot, request: str) -> Mark | None:
    inner = schema.get("items", schema)
    words = request[slot.start : slot.end]
    if "enum" not in inner:
        return None if inner.get("type") == "boolean" else Mark((name,), slot.start, slot.end, words)
    member = _member(inner, slot.value or words)
    return None if member is None else Mark((name,), slot.start, slot.end, member)
