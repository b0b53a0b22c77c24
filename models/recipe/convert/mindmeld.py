"""Cisco MindMeld's blueprints (Apache-2.0), training files: home, alarms, banking, food, video, store hours."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ..rows import Row
from .labelled import Intents, Slot
from .mindmeld_tools import TOOLS
from .source import members

CAP = 250  # rows of an intent
CHAT = 60  # rows of each of these that no tool is for
_CHAT = ("unsupported", "unknown", "greet", "exit", "general", "insult", "compliment")
_ENTITY = re.compile(r"\{([^{}|]+)\|([\w.-]+)(?:\|([\w.-]+))?\}")


def read(text: str) -> tuple[str, list[Slot]]:
    """The words and slots of `set {6 am|sys_time|new_time}`; the role is the label where there is one."""
    text = re.sub(r"\|\w+\]|[\[\]]", "", text)
    words, slots, at = "", [], 0
    for match in _ENTITY.finditer(text):
        words += text[at : match.start()]
        slots.append(Slot(match[3] or match[2], len(words), len(words) + len(match[1])))
        words += match[1]
        at = match.end()
    words += text[at:]
    if re.search(r"[{}|]", words):
        raise ValueError(text)
    return words, slots


def rows(data: Path) -> Iterator[Row]:
    """Rows of the intents that have a tool, and what no tool is for. Spanish and incomplete ones are left out."""
    intents = Intents(TOOLS, 3, "mindmeld")
    rng = random.Random("mindmeld")
    texts: dict[str, list[str]] = defaultdict(list)
    for name, text in members(data / "mindmeld" / "blueprints.tar.xz", ".txt"):
        path = Path(name)
        if "domains" in path.parts and "test" not in path.name and "screening_app" not in path.parts:
            texts[f"{path.parts[1]}.{path.parent.name}"] += text.splitlines()
    for label, lines in sorted(texts.items()):
        chat = label.partition(".")[2] in _CHAT
        lines = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
        rng.shuffle(lines)
        for number, line in enumerate(lines[: CHAT if chat else CAP]):
            try:
                words, slots = read(line)
            except ValueError:
                continue
            row = intents.none(words, number) if chat else intents.row(label, words, slots, number)
            if row is not None:
                yield row
