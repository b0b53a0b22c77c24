"""Read `packs/planner/connectives.txt` and `results.txt`: how tasks are joined, and clauses that need a result."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .places import MODELS

VARIANTS = 14  # phrasings of a line with alternatives
FOLDER = MODELS / "packs" / "planner"
_PART = re.compile(r"\{([ABCX])(?::(do|ing|done))?\}|([<>])")


@dataclass(frozen=True)
class Part:
    """Words of a phrasing (slot empty), or a slot with its clause's form. `inside`: words of the step itself."""

    words: str = ""
    slot: str = ""
    form: str = ""
    inside: bool = False


@dataclass(frozen=True)
class Phrase:
    """One way to join clauses."""

    kind: str
    parts: tuple[Part, ...]
    held_out: bool

    @property
    def slots(self) -> frozenset[str]:
        """Letters of its slots."""
        return frozenset(part.slot for part in self.parts if part.slot)


def parse_phrase(kind: str, line: str) -> Phrase:
    """Read one line of connectives.txt."""
    held_out = line.startswith("~")
    text = line.lstrip("~ ").replace("\\n", "\n")
    parts: list[Part] = []
    inside, at = False, 0
    for found in _PART.finditer(text):
        if found[3] and "<" not in text:
            continue  # an arrow
        if found.start() > at:
            parts.append(Part(text[at : found.start()], inside=inside))
        if found[3]:
            inside = found[3] == "<"
        else:
            parts.append(Part("", found[1], found[2] or "", inside))
        at = found.end()
    if at < len(text):
        parts.append(Part(text[at:], inside=inside))
    return Phrase(kind, tuple(parts), held_out)


def _sections(path: Path) -> list[tuple[str, str]]:
    found, section = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[[a-z]+( [a-z]+)?\]", line):
            section = line.strip("[]")
        elif line.strip() and not line.startswith("# ") and line != "#":
            found.append((section, line.strip()))
    return found


def expand(text: str, rng: random.Random) -> str:
    """The text with one of each `[a|b|]` chosen."""
    while "[" in text:
        start = text.rindex("[")
        stop = text.index("]", start)
        text = text[:start] + rng.choice(text[start + 1 : stop].split("|")) + text[stop + 1 :]
    return text


def _plain(phrase: Phrase) -> str:
    return " ".join(re.findall(r"\w+", " ".join(part.words or part.slot for part in phrase.parts).lower()))


@cache
def connectives() -> dict[str, tuple[Phrase, ...]]:
    """Kind -> phrasings. A line with alternatives gives several, none of them like one that is held out."""
    lines = [(kind, line) for kind, line in _sections(FOLDER / "connectives.txt") if not line.startswith("#")]
    hidden = {_plain(parse_phrase(kind, line)) for kind, line in lines if line.startswith("~")}
    rng = random.Random(1)
    found: dict[str, list[Phrase]] = defaultdict(list)
    for kind, line in lines:
        texts = sorted({expand(line, rng) for _ in range(2 * VARIANTS)})[:VARIANTS] if "[" in line else [line]
        for text in texts:
            phrase = parse_phrase(kind, text)
            if phrase.held_out or _plain(phrase) not in hidden:
                found[kind].append(phrase)
    return {kind: tuple(phrases) for kind, phrases in found.items()}


@dataclass(frozen=True)
class Giving:
    """A clause of results.txt: its template, the kind of result it gives (if any), whether it is held out."""

    template: str
    gives: str
    held_out: bool


@dataclass
class Results:
    """Clauses that give a kind of result, clauses that need one, the lists of their slots, traps, what is dealt out."""

    lists: dict[str, list[str]] = field(default_factory=dict)
    yields: dict[str, list[Giving]] = field(default_factory=lambda: defaultdict(list))
    uses: dict[str, list[Giving]] = field(default_factory=lambda: defaultdict(list))
    traps: list[Giving] = field(default_factory=list)
    deals: list[Giving] = field(default_factory=list)


@cache
def results() -> Results:
    """What results.txt holds."""
    found = Results()
    for section, line in _sections(FOLDER / "results.txt"):
        role, _, kind = section.partition(" ")
        template, _, gives = line.lstrip("~ ").partition(" > ")
        if role == "list":
            found.lists.setdefault(kind, []).extend(value.strip() for value in line.split(";"))
        elif role == "yield":
            found.yields[kind].append(Giving(template.strip(), kind, line.startswith("~")))
        elif role == "trap":
            found.traps.append(Giving(template.strip(), "", line.startswith("~")))
        elif role == "deal":
            pattern, _, kinds = template.partition(" | ")
            found.deals.append(Giving(pattern.strip(), kinds.strip(), line.startswith("~")))
        else:
            found.uses[kind].append(Giving(template.strip(), gives.strip(), line.startswith("~")))
    return found


def filled(template: str, rng: random.Random) -> str:
    """A template of results.txt in words."""
    text = expand(template, rng)
    for name, listed in results().lists.items():
        while f"{{{name}}}" in text:
            text = text.replace(f"{{{name}}}", rng.choice(listed), 1)
    return " ".join(text.split())
