"""Mentions of parameters: words for a value with words around it that say whose value it is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lamlite.pointer.params import spoken

from .. import slots
from .bank import Bank

_EXAMPLES = re.compile(
    r"(?:e\.g\.?,?|such as|for example,?|for instance,?|like|i\.e\.,?|example:)\s*:?\s*([^)\n;]{2,90})", re.I
)
_NO_EXAMPLE = re.compile(r"^(etc|and so on|none|null|true|false|default|empty)\b|yyyy|hh:|mm-|dd[-/]|[{}<>=]", re.I)
_QUOTED = re.compile(r"['\"`]([^'\"`\n]{2,30})['\"`]")
_UNITS = (
    "meters cm km miles feet kg grams pounds liters seconds minutes hours days weeks years percent degrees units "
    "dollars points m/s watts volts %"
).split()
_NOT_SAID = re.compile(r"^(is|include|has|have|enable|show|use|with|get|allow|should|want|return)\s+")


@dataclass(frozen=True)
class Part:
    """Words of a request; with a path they are a value."""

    words: str
    path: tuple[str, ...] = ()
    said: Any = None

    def value(self, words: str) -> Any:
        """What the words stand for: an option, True or False, or themselves."""
        return words if self.said is None else self.said


@dataclass(frozen=True)
class Leaf:
    """A parameter that a request names."""

    name: str
    schema: Mapping[str, Any]
    required: bool

    @property
    def kind(self) -> str:
        """enum, or the JSON Schema type."""
        return "enum" if "enum" in self.schema else str(self.schema.get("type", "string"))

    @property
    def about(self) -> str:
        """Name and description, for guessing what the values look like."""
        return f"{spoken(self.name)} {self.schema.get('description', '')}".lower()


def examples(description: str) -> list[str]:
    """Values that a description names: "(e.g., DNA, blood)" gives DNA and blood."""
    match = _EXAMPLES.search(description)
    listed = re.split(r",|\bor\b|\band\b|/", match[1]) if match else _QUOTED.findall(description)
    parts = [part.strip(" .'\"`:") for part in listed]
    return [part for part in parts if 0 < len(part) < 30 and len(part.split()) <= 4 and not _NO_EXAMPLE.search(part)]


def text_value(leaf: Leaf, schema: Mapping[str, Any], bank: Bank, rng: random.Random) -> str:
    """Words for a string parameter."""
    named = examples(str(leaf.schema.get("description", "")))
    if named and rng.random() < 0.45:
        return rng.choice(named)
    default = schema.get("default")
    if isinstance(default, str) and 1 < len(default) < 40 and rng.random() < 0.25:
        return default
    if rng.random() < 0.5 and (found := bank.draw(leaf.name, rng)):
        return found
    words = slots.surface(leaf.name, schema, rng)[0]
    if words == "something" or (rng.random() < 0.08 and not schema.get("format")):
        words = bank.any(rng)
    return words


def _value(leaf: Leaf, schema: Mapping[str, Any], bank: Bank, rng: random.Random) -> Part:
    path = (leaf.name,)
    if "enum" in schema:
        option = rng.choice(list(schema["enum"]))
        words = spoken(str(option)) if rng.random() < 0.6 else str(option)
        return Part(words or str(option), path, option)
    kind = schema.get("type")
    if kind == "integer" and rng.random() < 0.15 and re.search("year", leaf.about):
        return Part(str(rng.randint(1950, 2030)), path)
    if kind in ("integer", "number"):
        whole = kind == "number" and rng.random() < 0.45
        return Part(slots.number({**schema, "type": "integer"} if whole else schema, rng)[0], path)
    return Part(text_value(leaf, schema, bank, rng).strip() or "something", path)


def _listing(leaf: Leaf, bank: Bank, rng: random.Random) -> list[Part]:
    """Items with their joins, now and then in brackets."""
    items = leaf.schema.get("items") or {"type": "string"}
    found: list[Part] = []
    for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5))):
        part = _value(leaf, items, bank, rng)
        if part.words.lower() not in {other.words.lower() for other in found} and "," not in part.words:
            found.append(part)
    found = found or [_value(leaf, items, bank, rng)]
    brackets = rng.random() < (0.4 if items.get("type") in ("integer", "number") else 0.08)
    quote = "'" if brackets and items.get("type") == "string" and rng.random() < 0.5 else ""
    last = ", " if brackets or rng.random() < 0.2 else rng.choice((" and ", " and ", ", and "))
    parts: list[Part] = [Part("[")] if brackets else []
    for number, part in enumerate(found):
        if number:
            parts.append(Part(last if number == len(found) - 1 else ", "))
        parts += [Part(quote), part, Part(quote)] if quote else [part]
    return [*parts, Part("]")] if brackets else parts


def shown(leaf: Leaf, rng: random.Random) -> str:
    """The parameter as people call it: its name, or the head of its description."""
    words = spoken(leaf.name)
    if rng.random() < 0.25:
        head = re.split(r"\(| to | for |\.|,| that | of which | in ", str(leaf.schema.get("description", "")))[
            0
        ].strip()
        head = re.sub(r"^(the|a|an)\s+", "", head, flags=re.I)
        if 0 < len(head.split()) <= 5:
            return head if head[:2].isupper() else head[0].lower() + head[1:]
    return words


def _switch(leaf: Leaf, rng: random.Random) -> list[Part]:
    value = rng.random() < 0.6
    words = spoken(leaf.name)
    bare = _NOT_SAID.sub("", words)
    texts = ((f"with {bare} enabled", f"make sure to {words}", f"include {bare}", f"with {bare}", f"and {words}",
              f"{words} set to true", f"I want {bare}", f"it should be {bare}", f"turn {bare} on") if value else
             (f"without {bare}", f"no {bare}", f"don't {words}", f"with {bare} disabled", f"{words} set to false",
              f"exclude {bare}", f"it should not be {bare}", f"turn {bare} off"))  # fmt: skip
    return [Part(rng.choice(texts), (leaf.name,), value)]


def given(leaf: Leaf, bank: Bank, rng: random.Random) -> list[Part]:
    """One parameter as a textbook says it: "a radius of 5", "the city is Rome"."""
    if leaf.kind == "boolean":
        return _switch(leaf, rng)
    name = shown(leaf, rng)
    before = rng.choice((f"{name} ", f"a {name} of ", f"the {name} is ", f"{name} = ", f"{name}: ", f"{name} being ",
                         f"{name} of ", f"the {name} "))  # fmt: skip
    inner = _listing(leaf, bank, rng) if leaf.kind == "array" else [_value(leaf, leaf.schema, bank, rng)]
    unit = " " + rng.choice(_UNITS) if leaf.kind in ("integer", "number") and rng.random() < 0.3 else ""
    return [Part(before), *inner, Part(unit)]


def _frames(leaf: Leaf, name: str, count: int, rng: random.Random) -> tuple[str, str]:
    """Words before and behind the value."""
    named = [(f"with {name} ", ""), (f"with a {name} of ", ""), (f"{name} ", ""), (f"the {name} is ", ""),
             (f"{name}: ", ""), (f"{name} = ", ""), (f"and {name} should be ", ""), ("using ", f" as the {name}"),
             ("with ", f" {name}"), (f"where {name} is ", ""), ("", f" {name}"), (f"for the {name} ", ""),
             (f"{name} being ", ""), (f"set {name} to ", ""), (f"my {name} is ", "")]  # fmt: skip
    bare = [("for ", ""), ("for ", ""), ("", ""), ("of ", ""), ("with ", ""), ("about ", ""), ("on ", "")]
    about = leaf.about
    likely: list[tuple[str, str]] = []
    if leaf.kind in ("string", "enum"):
        if re.search(r"location|city|place|country|area|region|venue", about):
            likely += [("in ", ""), ("near ", ""), ("at ", ""), ("in ", "")] * 3
        if re.search(r"\b(date|time|day|when|year)\b", about):
            likely += [("on ", ""), ("at ", ""), ("", ""), ("for ", "")] * 3
        if re.search(r"person|author|artist|name of the|doctor|director|singer", about):
            likely += [("by ", ""), ("from ", ""), ("for ", "")] * 3
        if re.search(r"\b(from|origin|start|source)\b", about):
            likely += [("from ", "")] * 5
        if re.search(r"\b(to|destination|end|target|until)\b", spoken(leaf.name)):
            likely += [("to ", ""), ("until ", "")] * 4
    if count <= 2 or likely or leaf.kind not in ("integer", "number"):
        named += bare * (2 if count <= 2 else 1)
    return rng.choice(named + likely)


def mention(leaf: Leaf, bank: Bank, count: int, rng: random.Random) -> list[Part]:
    """One parameter with its value, as part of a request that names `count`."""
    if leaf.kind == "boolean":
        return _switch(leaf, rng)
    before, after = _frames(leaf, shown(leaf, rng), count, rng)
    if leaf.kind == "array":
        return [Part(before), *_listing(leaf, bank, rng), Part(after)]
    part = _value(leaf, leaf.schema, bank, rng)
    if leaf.kind in ("integer", "number"):
        unit = rng.choice((" ", " ", "-")) + rng.choice(_UNITS) if rng.random() < 0.3 and not after else ""
        return [Part(before), part, Part(unit + after)]
    quote = rng.choice(("", "", "", "", '"', "'")) if leaf.kind == "string" else ""
    return [Part(before + quote), part, Part(quote + after)]


def _woven(
    pairs: Sequence[tuple[str, Part]], weave: Callable[[str, Part], list[Part]], rng: random.Random
) -> list[Part]:
    last = rng.choice((" and ", " and ", ", and ", ", "))
    found: list[Part] = []
    for number, (name, part) in enumerate(pairs):
        if number:
            found.append(Part(last if number == len(pairs) - 1 else ", "))
        found += weave(name, part)
    return found


def grouped(leaves: Sequence[Leaf], bank: Bank, textbook: bool, rng: random.Random) -> list[Part]:
    """Several parameters of a kind in one breath: "width 3 and height 4", "of 3 and 4", "between 3 and 4"."""
    order = list(leaves)
    shuffled = rng.random() < 0.25
    if shuffled:
        rng.shuffle(order)
    pairs = [(shown(leaf, rng), _value(leaf, leaf.schema, bank, rng)) for leaf in order]
    unit = " " + rng.choice(_UNITS) if leaves[0].kind != "string" and rng.random() < 0.3 else ""
    sign = rng.choice(("=", " = ", " is ", ": ", " of ", " "))
    style = rng.random()
    if style < 0.4 or shuffled or textbook:
        return [Part("" if textbook else rng.choice(("", "where ", "with ", "for "))),
                *_woven(pairs, lambda name, part: [Part(name + sign), part, Part(unit)], rng)]  # fmt: skip
    if style < 0.55:
        return [Part(rng.choice(("with ", ""))), *_woven(pairs, lambda name, part: [part, Part(f"{unit} {name}")], rng)]
    bare = _woven(pairs, lambda _, part: [part, Part(unit)], rng)
    if style < 0.7:
        names = ", ".join(name for name, _ in pairs[:-1]) + " and " + pairs[-1][0]
        return [
            Part(f"with {names}" + rng.choice((" of ", " ", " being "))),
            *bare,
            Part(rng.choice(("", " respectively"))),
        ]
    if len(pairs) == 2 and style < 0.85:
        first, middle = rng.choice((("between ", " and "), ("from ", " to ")))
        return [Part(first), pairs[0][1], Part(middle), pairs[1][1], Part(unit)]
    return [Part(rng.choice(("of ", "", "for ", "with "))), *bare]
