"""Between caller and validator: values that the Caller missed and that are there all the same.

In this order: a result that an implicit step fetched, the user's answer, a time counted from an earlier result
("half an hour before"), a field of an earlier result that is of the kind that is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..core.call import Ask, Call, Reference, Reply, Source
from ..core.context import Context, Observation
from ..core.tool import Tool
from ..grammar.validate import validate
from ..values import Clock, Reading, is_offset, read, shift
from .kinds import LABELS, Field, Schema, closeness, fields, parameter

_LONGEST = 8  # words of "a quarter of an hour before the meeting"
_START = ("start", "when", "begin", "time", "date", "due")


@dataclass(frozen=True)
class Known:
    """What there is to fill from.

    Attributes:
        task: The step's words.
        context: Clock, answers and the results of the steps that this one needs.
        links: Parameter -> the reference that an implicit step was put in front for.
    """

    task: str
    context: Context
    links: Mapping[str, Reference] = field(default_factory=dict)


def complete(ask: Ask, tool: Tool, known: Known) -> Reply:
    """The call, if everything that was missing is found; else a question for what is left."""
    call = ask.call or Call(tool.name)
    left: list[str] = []
    question = ""
    for path in ask.missing:
        found = _find(path, tool, known)
        if isinstance(found, str):
            left.append(path)
            question = question or found
        else:
            call = put(call, path, *found)
    if left:
        asked = question if question or left[0] != ask.missing[0] else ask.question
        choices = tuple(options(left[0], parameter(tool, left[0]), known)) or (
            ask.choices if left[0] == ask.missing[0] else ()
        )
        asked = asked or _question(tool, left[0])
        return replace(ask, question=asked, missing=tuple(left), call=call, choices=choices)
    return call if ask.missing else ask


def put(call: Call, path: str, value: Any, source: Source) -> Call:
    """The call with an argument, by its dotted path."""
    first, _, rest = path.partition(".")
    inner = call.arguments.get(first)
    if rest:
        value = put(Call("", inner if isinstance(inner, Mapping) else {}), rest, value, source).arguments
    return replace(call, arguments={**call.arguments, first: value}, sources={**call.sources, path: source})


def offsets(call: Call, tool: Tool, known: Known) -> Call:
    """The call with the times that were read from offset words ("an hour before") counted from the result they mean."""
    place = _offset(known.task)
    for path, source in call.sources.items():
        if place and source.kind == "request" and source.start is not None and source.end is not None:
            inside = place[0] <= source.start and source.end <= place[1]
            found = _counted(parameter(tool, path), known) if inside else None
            call = put(call, path, *found) if found else call
    return call


def _find(path: str, tool: Tool, known: Known) -> tuple[Any, Source] | str:
    """A value and its source; or a better question, empty where there is none."""
    schema, name = parameter(tool, path), path.rpartition(".")[2]
    link = known.links.get(path)
    if path in known.context.answers:
        words = known.context.answers[path]
        chosen = options(path, schema, known).get(words)
        if chosen is not None:
            return _linked(schema, chosen, known)
        reading = read(words, schema, Clock(known.context.now, known.context.locale), name=name)
        if isinstance(reading, Reading) and not validate(reading.value, schema):
            return reading.value, Source("user", words)
        return "" if isinstance(reading, Reading) else reading.reason
    if link is None:
        counted = _counted(schema, known)
        if counted is not None:
            return counted
    reference = link or _best(name, schema, known)
    return _linked(schema, reference, known) if reference and _sure(reference, known) else ""


def options(path: str, schema: Schema, known: Known) -> dict[str, Reference]:
    """Where a result has several things that could be meant: what each is called, and the reference to its value."""
    link = known.links.get(path) or _best(path.rpartition(".")[2], schema, known)
    seen = known.context.results.get(link.step) if link else None
    if link is None or seen is None or 0 not in link.path:
        return {}
    at = link.path.index(0)
    items = _single(Reference(link.step, link.path[:at]), seen)
    if not isinstance(items, list) or len(items) < 2:
        return {}
    found: dict[str, Reference] = {}
    for index, item in enumerate(items):
        texts = [item[name] for name in LABELS if isinstance(item, Mapping) and isinstance(item.get(name), str)]
        label = texts[0] if texts else str(index + 1)
        if label in found:
            label = f"{label} ({index + 1})"
        found[label] = Reference(link.step, (*link.path[:at], index, *link.path[at + 1 :]))
    return found


def _linked(schema: Schema, reference: Reference, known: Known) -> tuple[Any, Source]:
    kind = "implied" if reference.step in {link.step for link in known.links.values()} else "result"
    listed = schema.get("type") == "array"
    return [str(reference)] if listed else str(reference), Source(kind, str(reference))


def _counted(schema: Schema, known: Known) -> tuple[Any, Source] | None:
    """A time as far before or after that of an earlier result as the task says."""
    place = _offset(known.task) if schema.get("format") in ("date-time", "date") else None
    if place is None:
        return None
    clock = Clock(known.context.now, known.context.locale)
    for reference, anchor in _times(known.context.results):
        moved = shift(anchor, known.task[slice(*place)], clock)
        if isinstance(moved, Reading):
            value = str(moved.value)
            value = value[:10] if schema["format"] == "date" else value
            if not validate(value, schema):
                return value, Source("result", str(reference))
    return None


def _offset(task: str) -> tuple[int, int] | None:
    """Where the longest offset words of a task are."""
    starts, ends, at = [], [], 0
    for word in task.split():
        at = task.index(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    for size in range(min(_LONGEST, len(starts)), 1, -1):
        for first in range(len(starts) - size + 1):
            start, end = starts[first], ends[first + size - 1]
            if is_offset(task[start:end]):
                return start, end
    return None


def _times(results: Mapping[int, Observation]) -> list[tuple[Reference, str]]:
    """Date-times in the results, the latest step's first, beginnings before ends."""
    found = []
    for step in sorted(results, reverse=True):
        seen = results[step]
        for one in fields(seen.returns):
            if one.schema.get("format") in ("date-time", "date"):
                reference = Reference(step, one.path)
                value = _single(reference, seen)
                if isinstance(value, str):
                    rank = _START.index(one.name) if one.name in _START else len(_START)
                    found.append((-step, one.schema["format"] == "date", rank, reference, value))
    return [(reference, value) for *_, reference, value in sorted(found, key=lambda row: row[:3])]


def _best(name: str, schema: Schema, known: Known) -> Reference | None:
    """The field of an earlier result that is most like the parameter; those whose value is sure go before others."""
    best: tuple[tuple[bool, int, int, int], Reference] | None = None
    fetched = {link.step for link in known.links.values()}  # for one parameter, and for no other
    for step, seen in known.context.results.items():
        for one in () if step in fetched else fields(seen.returns) or _bare(seen):
            score = closeness(name, schema, one, seen.call.name)
            reference = Reference(step, one.path)
            telling = -LABELS.index(one.name) if one.name in LABELS else -len(LABELS)
            rank = (_sure(reference, known), score, step, telling)
            if score and (best is None or rank > best[0]):
                best = (rank, reference)
    return best[1] if best else None


def _sure(reference: Reference, known: Known) -> bool:
    """Whether the reference stands for one value that is there, or may be there once the step has run."""
    seen = known.context.results.get(reference.step)
    return seen is not None and (seen.status == "planned" or _single(reference, seen) is not None)


def _bare(seen: Observation) -> list[Field]:
    """A result that is one value, under the name of the tool that gave it."""
    if seen.returns and seen.returns.get("type") in ("string", "integer", "number"):
        return [Field((), seen.returns, seen.call.name)]
    return []


def _single(reference: Reference, seen: Observation) -> Any:
    """The value; None where there is none, or where it is one of several."""
    value = seen.result
    for part in reference.path:
        if isinstance(part, int) and isinstance(value, list) and len(value) != 1:
            return None
        value = value[part] if isinstance(value, list) and isinstance(part, int) and value else (
            value.get(part) if isinstance(value, Mapping) else None
        )  # fmt: skip
    return value


def _question(tool: Tool, path: str) -> str:
    """One sentence that asks for a parameter."""
    about = str(parameter(tool, path).get("description", "")).split("\n")[0].strip().rstrip(".")
    name = path.replace(".", " ").replace("_", " ")
    return f"What should the {name} be? ({about})" if about else f"What should the {name} be?"


def answered(ask: Ask, tool: Tool, choice: str) -> Call | None:
    """The call again, with what the user chose among several things that a name fitted."""
    call = ask.call
    path = ask.missing[0] if ask.missing else ""
    if call is None or path not in call.arguments:
        return None
    value = call.arguments[path]
    if isinstance(value, list):
        told = [item for item in value if isinstance(item, str) and item.casefold() in ask.question.casefold()]
        new: Any = [choice if item in (told or value[:1]) else item for item in value]
    else:
        new = choice
    chosen = put(call, path, new, Source("user", choice))
    return None if validate(new, parameter(tool, path)) else chosen
