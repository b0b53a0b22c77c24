"""A tool's schema as the model sees it: its leaves, one parameter each, objects opened up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..values.wants import wanted

OPTIONS = 24  # options of an enumeration that are shown to the model
DEPTH = 3

_CAMEL = re.compile(r"([a-z0-9])([A-Z])|([A-Z]+)([A-Z][a-z])")
_PUNCTUATION = re.compile(r"[_\-./:$]+")


def spoken(name: str) -> str:
    """`maxResults`, `max_results` and `max.results` as "max results"."""
    parted = _CAMEL.sub(lambda m: f"{m[1] or m[3]} {m[2] or m[4]}", _PUNCTUATION.sub(" ", name))
    return " ".join(parted.lower().split())


@dataclass(frozen=True)
class Param:
    """A leaf of a tool's parameters.

    Attributes:
        path: Names from the top: ("address", "city").
        kind: text, integer, number, boolean, option, or open (an object without fields, or no type).
        many: A list of such values. `grouped` is the length of the path to the list of objects it is a field of, or 0.
        schema: JSON Schema of one value.
        options: Members of the enumeration.
        required: Every object on the path is required and so is the leaf.
    """

    path: tuple[str, ...]
    kind: str
    schema: Mapping[str, Any]
    required: bool
    many: bool = False
    grouped: int = 0
    options: tuple[Any, ...] = ()
    description: str = ""
    listed: Mapping[str, Any] | None = None

    @property
    def label(self) -> str:
        """The name in words, as it is shown to the model."""
        return " ".join(spoken(part) for part in self.path)

    @property
    def measured(self) -> bool:
        """Whether its values are read from words: numbers, times, addresses; other texts are taken as they stand."""
        plain = self.kind not in ("integer", "number") and "format" not in self.schema
        return not plain or bool(wanted(self.schema, self.label).point)

    @property
    def type_words(self) -> str:
        """The type in words, as it is shown to the model."""
        form = str(self.schema.get("format", "")).replace("-", " ")
        words = {"option": "option", "boolean": "true or false", "open": "any"}.get(self.kind, form or self.kind)
        return f"list of {words}" if self.many else words


def _plain_type(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """One branch of a schema with several types or alternatives: the first that is not null."""
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            branches = [branch for branch in schema[keyword] if branch.get("type") != "null"]
            if branches:
                kept = {k: v for k, v in schema.items() if k != keyword}
                return _plain_type({**kept, **_plain_type(branches[0])})
    kind = schema.get("type")
    if isinstance(kind, list):
        first = next((name for name in kind if name != "null"), "null")
        return {**schema, "type": first}
    return schema


def _kind(schema: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    if "const" in schema:
        return "option", (schema["const"],)
    if "enum" in schema:
        members = tuple(member for member in schema["enum"] if member is not None)
        if set(map(type, members)) == {bool}:
            return "boolean", ()
        return "option", members
    kind = schema.get("type", "")
    if kind in ("integer", "number", "boolean"):
        return str(kind), ()
    return ("text", ()) if kind == "string" else ("open", ())


def leaves(parameters: Mapping[str, Any], prefix: tuple[str, ...] = (), required: bool = True,
           grouped: int = 0) -> Iterator[Param]:  # fmt: skip
    """Every leaf of an object schema whose references have been resolved, in the order of the schema."""
    needed = set(parameters.get("required", ()))
    for name, raw in parameters.get("properties", {}).items():
        schema = _plain_type(raw)
        path = (*prefix, name)
        must = required and name in needed
        text = str(schema.get("description", ""))
        listed = None
        if schema.get("type") == "array" and not grouped:
            listed = schema
            schema = _plain_type(schema.get("items") or {"type": "string"})
        if schema.get("type") == "object" and schema.get("properties") and len(path) < DEPTH:
            yield from leaves(schema, path, must, len(path) if listed is not None else grouped)
            continue
        kind, options = _kind(schema)
        text = text or str(schema.get("description", ""))
        yield Param(path, kind, schema, must, listed is not None or bool(grouped), grouped, options, text, listed)
