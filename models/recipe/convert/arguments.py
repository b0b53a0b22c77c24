"""A call's arguments as marks in its request. What cannot be found makes the whole row unusable, rather than wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lamlite.pointer.params import spoken

from ..rows import Mark
from .spans import find, find_number, find_text

NO_VALUE: tuple[Any, ...] = (None, "", [], {}, "None", "none", "null", "N/A")
_DENIALS = ("no", "not", "without", "don't", "off", "disable", "exclude", "false", "skip", "isn't", "doesn't")
_PLURALS = ("s", "es")


class NotFound(ValueError):
    """A value that does not stand in the request."""


def _boolean(path: tuple[str, ...], value: Any, request: str) -> list[Mark]:
    truth = value if isinstance(value, bool) else str(value).strip().lower() in ("true", "yes", "1")
    named = [span for word in spoken(path[-1]).split() if len(word) > 3 for span in find(word, request)]
    if not named and not truth and not any(find(word, request) for word in _DENIALS):
        return []  # false because nobody asked for it
    start, end = named[0] if named else (0, 0)
    return [Mark(path, start, end, truth)]


def _option(path: tuple[str, ...], schema: Mapping[str, Any], value: Any, request: str) -> list[Mark]:
    wanted = spoken(str(value))
    member = next((option for option in schema["enum"] if spoken(str(option)) == wanted), None)
    if member is None:
        raise NotFound(path)
    places = find(wanted, request) or find(str(value), request)
    places = places or [span for ending in _PLURALS for span in find(wanted + ending, request)]
    if not places and isinstance(member, (int, float)):
        places = find_number(float(member), request)
    start, end = places[0] if places else (0, 0)
    return [Mark(path, start, end, member)]


def _scalar(path: tuple[str, ...], schema: Mapping[str, Any], value: Any, request: str) -> list[Mark]:
    kind = schema.get("type")
    if "enum" in schema:
        return _option(path, schema, value, request)
    if kind == "boolean":
        return _boolean(path, value, request)
    if kind in ("integer", "number") or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        try:
            number = float(str(value).replace(",", "").strip("$€£% "))
        except ValueError as error:
            raise NotFound(path) from error
        places = find_number(number, request)
    else:
        places = find_text(str(value), request)
        if not places and str(value).isdigit():
            places = find_number(float(value), request)
    if not places or len(places) > 4:
        raise NotFound(path)
    return [Mark(path, start, end, request[start:end]) for start, end in places]


def _listed(path: tuple[str, ...], schema: Mapping[str, Any], value: Any, request: str) -> list[Mark]:
    items = schema.get("items") or {"type": "string"}
    given = value if isinstance(value, list) else [value]
    marks: list[Mark] = []
    for item in given:
        if isinstance(item, (dict, list)):
            raise NotFound(path)
        found = _scalar(path, items, item, request)
        fresh = [m for m in found if m.start == m.end or all(m.start >= o.end or m.end <= o.start for o in marks)]
        if not fresh:
            raise NotFound(path)
        marks.append(fresh[0])
    return marks


def _below(path: tuple[str, ...], parameters: Mapping[str, Any], given: Mapping[str, Any], request: str) -> list[Mark]:
    properties = parameters.get("properties", {})
    marks: list[Mark] = []
    for name, value in given.items():
        if value in NO_VALUE and not isinstance(value, bool):
            continue
        schema = properties.get(name)
        if schema is None:
            raise NotFound((*path, name))
        if schema.get("type") == "object":
            if not schema.get("properties") or not isinstance(value, dict):
                raise NotFound((*path, name))
            marks += _below((*path, name), schema, value, request)
        elif schema.get("type") == "array":
            marks += _listed((*path, name), schema, value, request)
        else:
            if isinstance(value, (list, dict)):
                raise NotFound((*path, name))
            marks += _scalar((*path, name), schema, value, request)
    return marks


def marks_of(parameters: Mapping[str, Any], given: Mapping[str, Any], request: str) -> tuple[Mark, ...]:
    """The marks of a call's arguments. Raises NotFound where one stands nowhere in the request."""
    return tuple(_below((), parameters, given, request))


def missing_of(parameters: Mapping[str, Any], marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """Required parameters without a mark."""
    present = {mark.path[0] for mark in marks}
    return tuple(name for name in parameters.get("required", ()) if name not in present)
