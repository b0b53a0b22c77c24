"""Tool schemas of the public sets as JSON Schema, and a short notation for those that have to be invented.

    alarm_set: set_alarm / alarms.create / wakeMeUp | Set an alarm / Create an alarm for a given time
      time: time / at! string | When it rings / Time of day of the alarm
      days: days / repeat_on [string] | Days on which it repeats

Each line starts with the label of the public set; the alternatives behind it make variants of the tool, so that a name
is never the only thing to go by. `!` marks required parameters; types are those of the packs. `place<from|out of:`
takes the places that stand behind these words, `=on:` is a value that the intent itself implies.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..pack_file import parameter_schema

_TYPES = {"str": "string", "string": "string", "text": "string", "int": "integer", "integer": "integer",
          "long": "integer", "float": "number", "number": "number", "double": "number", "bool": "boolean",
          "boolean": "boolean", "list": "array", "array": "array", "tuple": "array", "dict": "object",
          "object": "object"}  # fmt: skip
_SLOT = re.compile(
    r"(?P<names>.*?)(?P<must>!?) +(?P<type>(?:(?:string|integer|number|boolean|enum|any)(?=[\s:]|$)|\[).*)$"
)
_INSIDE = re.compile(r"(?:list|array|tuple|set)\s*[\[(<]\s*(\w+)", re.I)


def type_of(name: Any) -> dict[str, Any]:
    """`Optional[List[str]]`, "int", "float" as JSON Schema."""
    text = str(name or "string").strip().lower()
    optional = re.fullmatch(r"optional\[(.*)\]", text)
    text = re.split(r",\s*optional|\s*\|\s*none", optional[1] if optional else text)[0].strip()
    inside = _INSIDE.match(text)
    if inside:
        return {"type": "array", "items": {"type": _TYPES.get(inside[1], "string")}}
    kind = _TYPES.get(re.split(r"[\[(<\s]", text)[0], "string")
    return {"type": kind, "items": {"type": "string"}} if kind == "array" else {"type": kind}


def parameter(raw: Mapping[str, Any]) -> dict[str, Any]:
    """One parameter, as a public set describes it, as JSON Schema."""
    schema = type_of(raw.get("type"))
    for keyword in ("description", "enum", "minimum", "maximum", "format", "default"):
        if raw.get(keyword) not in (None, "", []):
            schema[keyword] = raw[keyword]
    if isinstance(raw.get("items"), Mapping) and schema["type"] == "array":
        schema["items"] = parameter(raw["items"])
    if isinstance(raw.get("properties"), Mapping):
        schema |= object_of(raw["properties"], raw.get("required") or ())
    if isinstance(schema.get("enum"), list) and schema["type"] == "array":
        schema["items"] = {**schema["items"], "enum": schema.pop("enum")}
    return schema


def object_of(properties: Mapping[str, Any], required: Any) -> dict[str, Any]:
    """An object schema from parameters; required is a list of names, or said by each parameter."""
    known = {name: raw for name, raw in properties.items() if isinstance(raw, Mapping)}
    listed = required if isinstance(required, (list, tuple)) else ()
    needed = [name for name, raw in known.items() if name in listed or raw.get("required") is True]
    return {"type": "object", "properties": {name: parameter(raw) for name, raw in known.items()}, "required": needed}


def tool_of(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A tool of a public set (OpenAI style, or with bare parameters) in our form. Raises ValueError without a name."""
    inner = raw.get("function")
    raw = inner if isinstance(inner, Mapping) else raw
    if not raw.get("name"):
        raise ValueError("a tool without a name")
    given = raw.get("parameters") or raw.get("arguments") or {}
    given = given if isinstance(given, Mapping) else {}
    inside = given.get("properties")
    schema = inside if isinstance(inside, Mapping) else given
    required = given.get("required") or raw.get("required")
    return {"name": str(raw["name"]), "description": " ".join(str(raw.get("description") or "").split()),
            "parameters": object_of(schema, required)}  # fmt: skip


@dataclass
class Invented:
    """An intent of a slot-labelled set: alternatives of its name and description, and of every slot's."""

    label: str
    names: list[str]
    descriptions: list[str]
    slots: list[tuple[str, list[str], bool, str, list[str]]] = field(default_factory=list)

    def variant(self, number: int) -> tuple[dict[str, Any], dict[str, str]]:
        """The `number`-th variant of the tool, and the parameter's name for every slot label."""
        rng = random.Random(f"{self.label}/{number}")
        properties: dict[str, Any] = {}
        named: dict[str, str] = {}
        for label, names, must, spec, descriptions in self.slots:
            if number > 1 and named and not must and label[0] != "=" and rng.random() < 0.2:
                continue  # tools rarely have every parameter: what the user says of it then has no place
            name = names[number % len(names)] if number < 2 else rng.choice(names)
            name = name if name not in properties else label
            properties[name] = parameter_schema(spec, rng.choice(descriptions) if rng.random() < 0.9 else "")
            named[label] = name
        required = [named[label] for label, _, must, _, _ in self.slots if must and label in named]
        name = self.names[number % len(self.names)]
        text = self.descriptions[number % len(self.descriptions)]
        parameters = {"type": "object", "properties": properties, "required": required}
        return {"name": name, "description": text, "parameters": parameters}, named


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(" / ") if part.strip()]


def invented(block: str) -> dict[str, Invented]:
    """The intents of a block in the notation above, by label."""
    found: dict[str, Invented] = {}
    for line in block.splitlines():
        if not line.strip():
            continue
        label, _, rest = line.strip().partition(":")
        head, _, text = rest.partition("|")
        texts = _parted(text) or [""]
        if not line.startswith(" "):
            last = found[label] = Invented(label, _parted(head), texts)
            continue
        words = _SLOT.match(head)
        if words is None:
            raise ValueError(f"not a parameter: {line!r}")
        last.slots.append((label, _parted(words["names"]), bool(words["must"]), words["type"].strip(), texts))
    return found


def variants(block: Mapping[str, Invented], count: int) -> dict[str, list[tuple[dict[str, Any], dict[str, str]]]]:
    """`count` variants of every intent, by label."""
    return {label: [intent.variant(number) for number in range(count)] for label, intent in block.items()}


def catalogue(tools: Iterable[dict[str, Any]], without: str = "") -> tuple[dict[str, Any], ...]:
    """The tools as rivals, the one called `without` left out."""
    return tuple(tool for tool in tools if tool["name"] != without)
