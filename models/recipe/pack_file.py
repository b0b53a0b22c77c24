"""Read `packs/caller/*.pack` (the format is in packs/README.md): tools as JSON Schema, patterns as pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_PARAMETER = re.compile(r"(?P<dots>\.*)(?P<name>[\w$-]+)(?P<required>!?)\s+(?P<rest>.*)$")
_RANGE = re.compile(r"(?<!\S)(-?\d+(?:\.\d+)?)?\.\.(-?\d+(?:\.\d+)?)?(?=\s|$)")
_SLOT = re.compile(r"\{([^{}]*)\}")
SCALARS = ("string", "integer", "number", "boolean", "object", "any")


class PackError(ValueError):
    """A line of a pack that does not follow the format."""


@dataclass(frozen=True)
class Piece:
    """Plain text (path empty), or a slot. `words` None draws a value; `value` None means the words are the value."""

    path: tuple[str, ...] = ()
    words: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Pattern:
    """One `say` line: kind call, ask or none, its missing parameters, and its text with alternations unexpanded."""

    kind: str
    text: str
    missing: tuple[str, ...] = ()
    line: int = 0


@dataclass
class PackTool:
    """A tool of a pack with its slot values and patterns."""

    name: str
    description: str
    effect: str
    line: int
    parameters: dict[str, Any] = field(default_factory=lambda: {"type": "object", "properties": {}, "required": []})
    values: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)

    def schema(self) -> dict[str, Any]:
        """The tool as {"name", "description", "parameters"}."""
        return {"name": self.name, "description": self.description, "parameters": self.parameters}


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a pattern whose alternations have been expanded."""
    at = 0
    for slot in _SLOT.finditer(text):
        if slot.start() > at:
            yield Piece(words=text[at : slot.start()])
        name, colon, rest = slot[1].partition(":")
        path = tuple(name.strip().split("."))
        if not colon:
            yield Piece(path)
        else:
            words, equals, value = rest.rpartition("=") if "=" in rest else (rest, "", "")
            yield Piece(path, words, value.strip() if equals else None)
        at = slot.end()
    if at < len(text):
        yield Piece(words=text[at:])


def _scalar(word: str) -> dict[str, Any]:
    if word.startswith("enum "):
        return {"type": "string", "enum": [option.strip() for option in word[5:].split(",") if option.strip()]}
    kind, _, form = word.partition(":")
    if kind not in SCALARS:
        raise PackError(f"unknown type {word!r}")
    schema: dict[str, Any] = {} if kind == "any" else {"type": kind}
    if kind == "object":
        schema |= {"properties": {}, "required": []}
    return schema | ({"format": form} if form else {})


def _literal(text: str, schema: dict[str, Any]) -> Any:
    if schema.get("type") in ("integer", "number"):
        return float(text) if "." in text else int(text)
    return text == "true" if schema.get("type") == "boolean" else text


def parameter_schema(spec: str, description: str) -> dict[str, Any]:
    """`enum a,b =a`, `[string]`, `integer 1..10` as JSON Schema."""
    default = re.search(r"(?:^|\s)=(.*)$", spec)
    if default:
        spec = spec[: default.start()]
    many = re.fullmatch(r"\[(.*)\]", spec.strip())
    if many:
        spec = many[1]
    bounds = _RANGE.search(spec)
    if bounds:
        spec = spec[: bounds.start()] + spec[bounds.end() :]
    schema = _scalar(spec.strip())
    if bounds:
        for keyword, text in (("minimum", bounds[1]), ("maximum", bounds[2])):
            if text is not None:
                schema[keyword] = float(text) if "." in text else int(text)
    if many:
        schema = {"type": "array", "items": schema}
    if description:
        schema["description"] = description
    if default and default[1].strip():
        schema["default"] = _literal(default[1].strip(), schema)
    return schema


def _add_parameter(tool: PackTool, line: str) -> None:
    head, _, description = line.strip().partition(" | ") if " | " in line else line.strip().partition("|")
    match = _PARAMETER.match(head.strip())
    if match is None:
        raise PackError(f"not a parameter: {line.strip()!r}")
    parent: dict[str, Any] = tool.parameters
    for _ in match["dots"]:
        if not parent["properties"]:
            raise PackError("a dotted field needs an object above it")
        parent = list(parent["properties"].values())[-1]
        parent = parent.get("items", parent)
        if "properties" not in parent:
            raise PackError("a dotted field needs an object above it")
    parent["properties"][match["name"]] = parameter_schema(match["rest"], description.strip())
    if match["required"]:
        parent["required"].append(match["name"])


def _pattern(line: str, number: int) -> Pattern:
    text = line.strip()
    if text.startswith("!"):
        return Pattern("none", text[1:].strip(), (), number)
    if text.startswith("?"):
        names, _, rest = text[1:].partition(" ")
        return Pattern("ask", rest.strip(), tuple(names.split(",")), number)
    return Pattern("call", text, (), number)


def _values(line: str) -> tuple[str, list[tuple[str, str | None]]]:
    name, _, rest = line.strip().partition(":")
    found = []
    for item in filter(None, (part.strip() for part in rest.split(";"))):
        words, equals, value = item.rpartition("=")
        found.append((words.strip(), value.strip()) if equals and words else (item, None))
    return name.strip(), found


def read(path: Path) -> tuple[list[PackTool], list[str]]:
    """The tools of a pack, and its format errors as "line N: ..." sentences."""
    tools: list[PackTool] = []
    errors: list[str] = []
    part = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("# "):
            continue
        try:
            if line.startswith("tool "):
                head = [cell.strip() for cell in line[5:].split("|")]
                if len(head) != 3 or head[2] not in ("read", "write", "send", "destroy"):
                    raise PackError("a tool line is `tool NAME | DESCRIPTION | EFFECT`")
                tools.append(PackTool(head[0], head[1], head[2], number))
                part = "parameters"
            elif line.strip() in ("with", "say"):
                part = line.strip()
            elif not tools:
                raise PackError("text before the first tool")
            elif part == "parameters":
                _add_parameter(tools[-1], line)
            elif part == "with":
                name, values = _values(line)
                tools[-1].values[name] = values
            else:
                tools[-1].patterns.append(_pattern(line, number))
        except PackError as error:
            errors.append(f"line {number}: {error}")
    return tools, errors
