"""Microsoft's Bot Framework skills (MIT): utterances in `.lu` files, `add {TaskContent=milk} to my list`."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ..rows import Row
from .bf_skills_tools import TOOLS
from .labelled import Intents, Slot
from .source import members

CAP = 180  # rows of an intent; the car's settings alone are 11,000
_CHAT = ("Greeting", "Goodbye", "Confirm", "Reject", "Help", "Escalate")
CHAT = 15


def read(text: str) -> tuple[str, list[Slot]]:
    """The words and slots of an utterance; slots may lie inside slots. Raises ValueError for patterns."""
    words = ""
    slots: list[Slot] = []
    open_slots: list[tuple[str, int]] = []
    at = 0
    for match in re.finditer(r"\{@?([\w.]+)\s*=\s*|\}", text):
        words += text[at : match.start()]
        at = match.end()
        if match[1]:
            open_slots.append((match[1], len(words)))
        else:
            label, start = open_slots.pop()  # IndexError where braces do not match
            inner = words[start:].strip()
            if inner:
                start += words[start:].index(inner)
                slots.append(Slot(label, start, start + len(inner)))
    words += text[at:]
    if open_slots or re.search(r"[{}\[\]^|]", words):
        raise ValueError(text)
    return words, slots


def utterances(data: Path) -> dict[str, list[str]]:
    """Label "file.intent" -> its utterances."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, text in members(data / "bf-skills" / "skills.tar.xz", ".lu"):
        label = ""
        for line in text.splitlines():
            if line.startswith("#"):
                label = line.strip("# \t")
            elif line.startswith("- ") and label:
                found[f"{Path(name).name.split('.')[0]}.{label}"].append(line[2:].strip())
    return found


def rows(data: Path) -> Iterator[Row]:
    """At most CAP rows an intent; a little small talk."""
    intents = Intents(TOOLS, 3, "bf-skills")
    rng = random.Random("bf-skills")
    for label, texts in sorted(utterances(data).items()):
        file, _, intent = label.partition(".")
        chat = intent in _CHAT and file == "General"
        key = next((known for known in (label, f"*.{intent}") if known in intents.made), "")
        if not key and not chat:
            continue
        texts = list(dict.fromkeys(texts))
        rng.shuffle(texts)
        for number, text in enumerate(texts[: CHAT if chat else CAP]):
            try:
                words, slots = read(text)
            except (ValueError, IndexError):
                continue
            row = intents.none(words, number) if chat else intents.row(key, words, slots, number)
            if row is not None:
                yield row
