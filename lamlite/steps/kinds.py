"""What kind of value a parameter wants, and which fields of a result are of that kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..core.call import Reference
from ..core.context import Observation
from ..core.errors import SchemaError
from ..core.tool import Tool
from ..grammar.fit import fits
from ..grammar.schema import resolve

Schema = Mapping[str, Any]
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\W_]+")
_TIMES = ("date-time", "date", "time", "duration")
# Fields that hold what a thing is called or says, the most telling first.
LABELS = ("title", "name", "text", "subject", "label", "item", "body", "content", "answer", "summary", "result")
_EMPTY = frozenset("a an the of to in for on and or as by with that this its it be is are was what which who".split())
_DEEP = 3
_HEAD = re.compile(r" (?:of|for|that|to|in|with|which) |[.,;:(\n]")  # behind it a description says only what for
# Names that say nothing of what they name: the `name` of a result is no `file_name`.
_GENERAL = frozenset("id name text title type kind value number count date time day start end".split())


@dataclass(frozen=True)
class Field:
    """A part of a result: how to get there and its schema. `whole` is the name of a result that is one value."""

    path: tuple[str | int, ...]
    schema: Schema
    whole: str = ""

    @property
    def name(self) -> str:
        """The innermost name."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), self.whole)


def plain(schema: Schema | None) -> Schema:
    """The schema with its references followed. Kept: the same schemas are read again and again."""
    return _plain(json.dumps(schema)) if schema else {}


@lru_cache(maxsize=2048)
def _plain(text: str) -> Schema:
    try:
        return resolve(json.loads(text))
    except SchemaError:
        return {}


def parameter(tool: Tool, path: str) -> Schema:
    """The schema of a parameter by its dotted path; empty where there is none."""
    found: Any = plain(tool.parameters)
    for name in path.split("."):
        found = found.get("properties", {}).get(name, {}) if isinstance(found, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def fields(returns: Schema | None) -> list[Field]:
    """Every field that a result may have, outer ones first; of a list, those of its first item."""
    return sorted(_fields(plain(returns), ()), key=lambda field: len(field.path))


def _fields(schema: Schema, path: tuple[str | int, ...]) -> Iterator[Field]:
    if len(path) > _DEEP or not isinstance(schema, Mapping):
        return
    if path and path[-1] != 0:
        yield Field(path, schema)
    for name, inner in schema.get("properties", {}).items():
        yield from _fields(inner, (*path, name))
    if isinstance(schema.get("items"), Mapping):
        yield from _fields(schema["items"], (*path, 0))


def words(text: str) -> set[str]:
    """The telling words of a name or a description, in lower case and singular."""
    return set(in_order(text))


def in_order(text: str) -> list[str]:
    """The telling words as they follow each other."""
    found = [word.lower() for word in _CAMEL.split(text) if word]
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in found if word not in _EMPTY]


def closeness(name: str, wanted: Schema, field: Field, producer: str = "") -> int:
    """How well a field serves a parameter: 0 not at all, 5 the same thing by name and type.

    Args:
        name: The parameter's own name.
        wanted: Its schema, references followed.
        field: The field.
        producer: Name of the tool whose result it is: the `id` of search_notes is a note_id.
    """
    inner = wanted.get("items") if wanted.get("type") == "array" and field.schema.get("type") != "array" else wanted
    if not isinstance(inner, Mapping) or not _same_type(inner, field.schema):
        return 0
    ours, theirs = words(name), words(field.name)
    if name == field.name or ours == theirs:
        return 5
    around = words(producer)
    ours_said = ours <= theirs | around and theirs <= ours | around | _GENERAL  # `previous_text` is another text
    if theirs & ours and (ours_said or (theirs <= ours and not theirs & _GENERAL)):
        return 4
    format_, other = _format(inner), _format(field.schema)
    if format_ and format_ == other:
        return 2 if format_ in _TIMES else 3
    about = words(_HEAD.split(str(wanted.get("description", "")))[0])
    if format_ or other:
        return 3 if other and other not in _TIMES and other in ours | about else 0
    if inner.get("type") != "string" or "enum" in inner or field.name not in LABELS:
        return 0
    return 3 if field.name in ("text", "content", "body") and theirs <= about else 1


def _format(schema: Schema) -> str:
    return str(next((one["format"] for one in _branches(schema) if "format" in one), ""))


def _branches(schema: Schema) -> list[Schema]:
    branches = schema.get("anyOf") or schema.get("oneOf") or [schema]
    return [branch for branch in branches if isinstance(branch, Mapping)]


def _same_type(wanted: Schema, produced: Schema) -> bool:
    """Both say their type, and every value of the one is a value of the other."""
    if not any("type" in branch or "enum" in branch for branch in _branches(produced)):
        return False
    real = [branch for branch in _branches(produced) if branch.get("type") != "null"]
    return bool(real) and all(fits(branch, wanted) for branch in real)


def single(reference: Reference, seen: Observation) -> Any:
    """The value that a reference stands for; None where there is none, or where it is one of several."""
    value = seen.result
    for part in reference.path:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and len(value) == 1 and part == 0 else None
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def is_time(schema: Schema) -> bool:
    """Whether values of the schema are times, dates or lengths of time."""
    return _format(schema) in _TIMES


def is_secret(schema: Any) -> bool:
    """Whether values of the schema must not be shown or kept."""
    if not isinstance(schema, Mapping):
        return False
    own = schema.get("writeOnly") is True or schema.get("format") == "password"
    return own or any(is_secret(branch) for branch in _branches(schema) if branch is not schema)


def references(value: Any) -> Iterator[Reference]:
    """Every reference in an argument's value."""
    found = Reference.parse(value)
    if found is not None:
        yield found
    elif isinstance(value, Mapping | list | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from references(item)
