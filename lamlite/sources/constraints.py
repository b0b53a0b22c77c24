"""Constraints for `Annotated[...]`: ours, and those of annotated-types and pydantic by the attributes they carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Range:
    """The smallest and the largest number, both allowed. `Annotated[int, Range(0, 100)]`."""

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Length:
    """How many characters a text, or how many items a list has. `Annotated[str, Length(1, 80)]`."""

    min_length: int | None = None
    max_length: int | None = None


@dataclass(frozen=True)
class Format:
    """The form of a text, by its name in JSON Schema. `Annotated[str, Format("email")]`."""

    format: str


@dataclass(frozen=True)
class Pattern:
    """A regular expression that a text matches. `Annotated[str, Pattern("^[A-Z]{3}$")]`."""

    pattern: str


_NUMBERS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "ge": "minimum",
    "le": "maximum",
    "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum",
    "multiple_of": "multipleOf",
}
_LENGTHS = {"min_length": ("minLength", "minItems"), "max_length": ("maxLength", "maxItems")}


def constrain(schema: Mapping[str, Any], metadata: Iterable[Any]) -> dict[str, Any]:
    """The schema with what the metadata adds: constraints, and a plain string as the description."""
    found = dict(schema)
    for item in metadata:
        if isinstance(item, str):
            found["description"] = item
            continue
        for name, keyword in _NUMBERS.items():
            if getattr(item, name, None) is not None:
                found[keyword] = getattr(item, name)
        for name, keywords in _LENGTHS.items():
            if getattr(item, name, None) is not None:
                found[keywords[found.get("type") == "array"]] = getattr(item, name)
        for name in ("format", "pattern", "description"):
            # Texts only: a method or a compiled expression under that name is something else.
            text = getattr(getattr(item, name, None), "pattern", getattr(item, name, None))
            if isinstance(text, str):
                found[name] = text
        if isinstance(getattr(item, "documentation", None), str):  # PEP 727's Doc
            found["description"] = item.documentation
        if isinstance(getattr(item, "metadata", None), list | tuple):  # pydantic's Field(...)
            found = constrain(found, item.metadata)
    return found
