"""Requests for tools of which only the schema is known: a verb phrase of the description and mentions of parameters.

The words are plainer than what people write, but the variety of tools is what a small model needs: every mention says
which words are the value of which parameter, through name, preposition or order.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from .convert.bank import Bank
from .convert.mentions import Leaf, Part, given, grouped, mention
from .convert.phrases import DISTRACTORS, PREFIXES, verb_phrase
from .rows import Mark, Row

MANY = 6  # parameters that one request names at most
LONGEST = 420
Tool = dict[str, Any]


def choose(tool: Tool, rng: random.Random) -> tuple[list[Leaf], tuple[str, ...]]:
    """The parameters to name, and the required ones that are left out (now and then one)."""
    parameters = tool["parameters"]
    required = set(parameters.get("required", ()))
    leaves: list[Leaf] = []
    for name, schema in parameters["properties"].items():
        if schema.get("type") == "object" or (schema.get("items") or {}).get("type") in ("object", "array"):
            continue
        if name in required or rng.random() < 0.45:
            leaves.append(Leaf(name, schema, name in required))
    needed = [leaf for leaf in leaves if leaf.required]
    missing: tuple[str, ...] = ()
    if needed and rng.random() < 0.04:
        gone = rng.choice(needed)
        leaves.remove(gone)
        missing = (gone.name,)
    while len(leaves) > MANY and (optional := [leaf for leaf in leaves if not leaf.required]):
        leaves.remove(rng.choice(optional))
    return leaves, missing


def phrases(leaves: list[Leaf], bank: Bank, textbook: bool, rng: random.Random) -> list[list[Part]]:
    """One mention a parameter, or some of them as a group ("width 3, height 4")."""
    numbers = [leaf for leaf in leaves if leaf.kind in ("integer", "number")]
    words = [leaf for leaf in leaves if leaf.kind == "string"]
    group: Sequence[Leaf] = ()
    if len(numbers) > 1 and rng.random() < 0.6:
        group = numbers
    elif len(words) > 1 and rng.random() < 0.3:
        group = words
    if not 1 < len(group) <= 5:
        group = ()
    alone = [leaf for leaf in leaves if leaf not in group]
    if rng.random() < 0.6:
        rng.shuffle(alone)
    found = [given(leaf, bank, rng) if textbook else mention(leaf, bank, len(leaves), rng) for leaf in alone]
    if group:
        found.insert(rng.randint(0, len(found)), grouped(group, bank, textbook, rng))
    return found


def assemble(lead: str, said: list[list[Part]], textbook: bool, rng: random.Random) -> list[Part]:
    """The parts of the whole request: what is given first and then what is wanted, or the other way round."""
    aside = [Part(rng.choice(DISTRACTORS)(rng))] if rng.random() < 0.08 else []
    parts: list[Part] = []
    if textbook:
        parts.append(Part(rng.choice(("Given ", "With ", "Suppose ", "If I have ", "Take ", "Using ", "For "))))
        for number, phrase in enumerate(said):
            parts += [Part(", " if number < len(said) - 1 else " and ")] if number else []
            parts += phrase
        return [*parts, Part(rng.choice((", ", ". ", ": ", ", I need you to ", ", please ")) + lead), *aside]
    asks = lead.startswith(("what ", "I "))
    parts.append(Part(("" if asks else rng.choice(PREFIXES)) + lead))
    sentences = rng.random() < 0.12
    for number, phrase in enumerate(said):
        gap = ". " if sentences else rng.choice((" ", " ", " ", ", ", " and ")) if number else " "
        parts += [Part(gap), *phrase]
    return [*aside, Part(" "), *parts] if aside and rng.random() < 0.5 else [*parts, *aside]


def written(parts: Sequence[Part], rng: random.Random) -> tuple[str, tuple[Mark, ...]]:
    """Text and marks of the parts; the first letter large most of the time, an end mark most of the time."""
    text, marks = "", []
    for part in parts:
        words = part.words
        if text.endswith(" ") or not text:
            words = words.lstrip()
        if text.endswith((". ", "? ", "! ")) and words and not part.path:
            words = words[0].upper() + words[1:]
        if part.path:
            marks.append(Mark(part.path, len(text), len(text) + len(words), part.value(words)))
        text += words
    text = text.rstrip()
    if text and rng.random() < 0.7:
        text = text[0].upper() + text[1:]
    if not text.endswith((".", "?", "!")):
        text += rng.choice(("", "", ".", ".", ".", "?", "?", " please", " please."))
    return text, tuple(marks)


class Synthesis:
    """Rows for the tools of the schema libraries, for ever."""

    def __init__(self, families: Sequence[Sequence[Tool]], bank: Bank) -> None:
        self._families = [tools for tools in families if tools]
        self._flat = [(family, at) for family, tools in enumerate(self._families) for at in range(len(tools))]
        self._bank = bank
        self.tools: list[Tool] = [tool for tools in self._families for tool in tools]

    def draw(self, rng: random.Random) -> Row:
        """One row. A tool that no request can be made for is passed over."""
        while True:
            family, at = rng.choice(self._flat)
            tools = self._families[family]
            row = self.row(tools[at], rng)
            if row is not None:
                low = max(0, at - 6)
                rivals = tuple(mate for mate in tools[low : low + 13] if mate["name"] != row.tool["name"])
                return Row(row.kind, row.request, row.tool, row.marks, row.missing, rivals, "synthesis")

    def row(self, tool: Tool, rng: random.Random) -> Row | None:
        """One request for a tool; None where it has become too long or says nothing."""
        leaves, missing = choose(tool, rng)
        textbook = bool(leaves) and rng.random() < 0.16
        said = phrases(leaves, self._bank, textbook, rng)
        text, marks = written(assemble(verb_phrase(tool, rng), said, textbook, rng), rng)
        if len(text) > LONGEST or not text:
            return None
        return Row("ask" if missing else "call", text, tool, marks, missing, (), "synthesis")
