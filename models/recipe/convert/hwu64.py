"""HWU64 (CC BY 4.0), training part: 9.9k spoken requests to a home assistant, 64 intents, slots marked by people."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ..rows import Row
from .hwu64_tools import TOOLS
from .labelled import Intents, Slot
from .source import members

_SLOT = re.compile(r"\[\s*(\w+)\s*:\s*([^\]]*?)\s*\]")
_CHAT = ("general_affirm", "general_praise", "general_dontcare", "general_negate")
_OWNERS = ("person", "relation", "date", "artist_name", "timeofday")  # "tom's address" is about Tom
CHAT = 60  # rows of each that show no tool fits


def read(annotated: str) -> tuple[str, list[Slot]]:
    """The words and slots of `wake me at [time : five am]`."""
    text, slots, at = "", [], 0
    for match in _SLOT.finditer(annotated):
        text += annotated[at : match.start()]
        words = match[2].removesuffix("'s") if match[1] in _OWNERS else match[2]
        slots.append(Slot(match[1], len(text), len(text) + len(words)))
        text += match[2]
        at = match.end()
    return text + annotated[at:], slots


def rows(data: Path) -> Iterator[Row]:
    """Rows of every intent that a tool can serve, and small talk that none can."""
    intents = Intents(TOOLS, 4, "hwu64")
    for name, text in members(data / "hwu64" / "trainset.tar.xz", ".csv"):
        label = Path(name).stem
        table = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        for number, line in enumerate(table[:CHAT] if label in _CHAT else table):
            request, slots = read((line.get("answer_annotation") or "").strip())
            if not request:
                continue
            row = intents.none(request, number) if label in _CHAT else intents.row(label, request, slots, number)
            if row is not None:
                yield row
