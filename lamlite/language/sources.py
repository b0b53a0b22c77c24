"""Where the values of a written call came from: the words of the task, an earlier result, a fact, or nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..core.call import Reference, Source
from ..core.context import Context
from ..core.tool import Tool
from ..grammar.schema import resolve
from ..values import Clock, Reading, read

_WORD = re.compile(r"[\w$€£%@.+:/-]*\w[\w%°€$]*|\S")
_LONGEST = 8  # words that are read as one value: "on the last friday of next month at 7 pm"
_MOST = 60  # words of a task that are searched so
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Grounds:
    """What a value may have come from.

    Attributes:
        task: The step's words.
        context: Everything else that the model was shown.
    """

    task: str
    context: Context

    def source(self, value: Any, schema: Schema, name: str) -> Source:
        """Where one value came from; kind generated where it came from nowhere."""
        if Reference.parse(value) is not None:
            return Source("result", str(value))
        found = self._listed(value, schema, name) if isinstance(value, list) else None
        return (
            found
            or _found_in(self.task, value)
            or self._elsewhere(value)
            or self._read(value, schema, name)
            or _given(value, schema)
            or _covered(self.task, value, schema)
            or Source("generated")
        )

    def _listed(self, value: list[Any], schema: Schema, name: str) -> Source | None:
        """A list is as good as its worst item."""
        items = schema.get("items")
        inner = {"description": schema.get("description", ""), **(items if isinstance(items, Mapping) else {})}
        parts = [self.source(item, inner, name) for item in value]
        if not parts or any(part.kind == "generated" for part in parts):
            return None
        if all(part.start is not None and part.end is not None for part in parts):
            start = min(part.start for part in parts if part.start is not None)
            end = max(part.end for part in parts if part.end is not None)
            return Source("request", self.task[start:end], start, end)
        return parts[0]

    def _elsewhere(self, value: Any) -> Source | None:
        """Said by the user before, or known of the device."""
        for name, words in self.context.answers.items():
            if _found_in(words, value):
                return Source("user", f"{name}: {words}")
        for step, seen in self.context.results.items():
            for path, part in _leaves(seen.result, ()):
                if part == value and part not in (None, True, False, ""):
                    return Source("result", str(Reference(step, path)))
        for name, fact in self.context.facts.items():
            if _found_in(fact if isinstance(fact, str) else json.dumps(fact, ensure_ascii=False), value):
                return Source("fact", name)
        for turn in reversed(self.context.history):
            if _found_in(turn.content, value):
                return Source("history", turn.role)
        return None

    def _read(self, value: Any, schema: Schema, name: str) -> Source | None:
        """Words that mean the value: "tomorrow at 7" for a moment, "ten" for 10, "off" for false."""
        if not _meant(schema):
            return None
        clock = Clock(self.context.now, self.context.locale)

        def says(text: str, start: int, end: int, *, exactly: bool = False) -> bool:
            found = read(text[start:end], schema, clock, name=name, before=text[:start], after=text[end:])
            return isinstance(found, Reading) and _same(found.value, value) and (found.exact or not exactly)

        for kind, text in [("request", self.task), *(("user", words) for words in self.context.answers.values())]:
            words = list(_WORD.finditer(text))[:_MOST]
            for size in range(1, _LONGEST + 1):
                for first in range(len(words) - size + 1):
                    start, end = words[first].start(), words[first + size - 1].end()
                    if says(text, start, end):
                        for later in words[first + size : first + _LONGEST]:  # "tomorrow at 6" goes on with "pm"
                            if not says(text, start, later.end(), exactly=True):
                                break
                            end = later.end()
                        span = (start, end) if kind == "request" else (None, None)
                        return Source(kind, text[start:end], *span)
        return None


def sources(arguments: Mapping[str, Any], tool: Tool, grounds: Grounds) -> dict[str, Source]:
    """Dotted path of each value -> where it came from."""
    return dict(_sources(arguments, resolve(tool.parameters), "", grounds))


def _sources(arguments: Mapping[str, Any], schema: Schema, path: str, grounds: Grounds) -> Iterator[tuple[str, Source]]:
    for name, value in arguments.items():
        part = schema.get("properties", {}).get(name, {})
        inner = part if isinstance(part, Mapping) else {}
        if isinstance(value, Mapping):
            yield from _sources(value, inner, f"{path}{name}.", grounds)
        else:
            yield f"{path}{name}", grounds.source(value, inner, name)


def _leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _leaves(part, (*path, str(name)))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _leaves(part, (*path, index))
    else:
        yield path, value


def _found_in(text: str, value: Any) -> Source | None:
    """The value as it stands in a text, whatever its case and spacing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    words = (value if isinstance(value, str) else f"{value:g}").split()
    if not words:
        return None
    match = re.search(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", text, re.IGNORECASE)
    return Source("request", match[0], match.start(), match.end()) if match else None


def _covered(task: str, value: Any, schema: Schema) -> Source | None:
    """A text all of whose words are in the task, in whatever order: "Dentist appointment"."""
    if not isinstance(value, str) or _meant(schema):
        return None
    words = re.findall(r"\w+", value.casefold())
    telling = [word for word in words if len(word) > 2 or word.isdecimal()] or words
    spots = {match[0].casefold(): match for match in re.finditer(r"\w+", task)}
    found = [spots.get(word) or spots.get(word.rstrip("s")) or spots.get(f"{word}s") for word in telling]
    there = [match for match in found if match is not None]
    if not there or len(there) < len(telling):
        return None
    start, end = min(match.start() for match in there), max(match.end() for match in there)
    return Source("request", task[start:end], start, end)


def _given(value: Any, schema: Schema) -> Source | None:
    if "default" in schema and schema["default"] == value:
        return Source("default")
    options = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return Source("option", str(value)) if isinstance(value, bool) or value is None or value in options else None


def _meant(schema: Schema) -> bool:
    """Whether a value of the schema may be said in other words than its own."""
    kind = schema.get("type")
    kinds = kind if isinstance(kind, list | tuple) else [kind]
    branches = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    telling = "format" in schema or "enum" in schema or bool({"number", "integer", "boolean", "array"} & {*kinds})
    return telling or any(isinstance(branch, Mapping) and _meant(branch) for branch in branches)


def _same(one: Any, other: Any) -> bool:
    """Equal; two ways to write one moment are equal too."""
    if one == other and isinstance(one, bool) == isinstance(other, bool):
        return True
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    try:
        first, second = (datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (one, other))
        return first == second
    except (ValueError, TypeError):
        return False
