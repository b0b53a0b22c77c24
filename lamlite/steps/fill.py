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
from ..core.question import question as question_for
from ..core.tool import Tool
from ..grammar.validate import validate
from ..values import Clock, Reading, read
from .kinds import LABELS, Field, Schema, closeness, fields, is_time, parameter, single
from .offset import Offset


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
        asked = asked or question_for(parameter(tool, left[0]), left[0])
        return replace(ask, question=asked, missing=tuple(left), call=call, choices=choices)
    return call if ask.missing else ask


def put(call: Call, path: str, value: Any, source: Source) -> Call:
    """The call with an argument, by its dotted path."""
    first, _, rest = path.partition(".")
    inner = call.arguments.get(first)
    if rest:
        value = put(Call("", inner if isinstance(inner, Mapping) else {}), rest, value, source).arguments
    return replace(call, arguments={**call.arguments, first: value}, sources={**call.sources, path: source})


def offsets(call: Call, tool: Tool, known: Known) -> Call | Ask:
    """The call with the times that offset words ("an hour before") speak of counted from the result that they mean.

    The Caller may have read them as if counted from now, or copied the result's own time. A question for the former
    where there is nothing yet to count from.
    """
    offset = Offset(known.task)
    lost = []
    for path, source in call.sources.items():
        schema, name = parameter(tool, path), path.rpartition(".")[2]
        inside = offset.inside(source)
        copied = source.kind == "result" and is_time(schema)
        if (inside or copied) and offset.counts(name, schema):
            found = offset.counted(name, schema, known.context)
            call = put(call, path, *found) if found else call
            lost += [path] if inside and not found and path in tool.required else []
    if not lost:
        return call
    rest = {name: value for name, value in call.arguments.items() if name not in lost}
    sources = {name: source for name, source in call.sources.items() if name not in lost}
    asked = question_for(parameter(tool, lost[0]), lost[0])
    return Ask(asked, tuple(lost), Call(call.name, rest, call.confidence, sources), confidence=call.confidence)


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
    offset = Offset(known.task)
    if offset.counts(name, schema):
        counted = offset.counted(name, schema, known.context)
        # What was fetched is counted from and not taken as it is, unless it is not known yet.
        if counted is not None or not any(seen.status == "planned" for seen in known.context.results.values()):
            return counted or ""
    reference = link or _best(name, schema, known)
    return _linked(schema, reference, known) if reference and _sure(reference, known) else ""


def options(path: str, schema: Schema, known: Known) -> dict[str, Reference]:
    """Where a result has several things that could be meant: what each is called, and the reference to its value."""
    name = path.rpartition(".")[2]
    link = None if Offset(known.task).counts(name, schema) else known.links.get(path) or _best(name, schema, known)
    seen = known.context.results.get(link.step) if link else None
    if link is None or seen is None or 0 not in link.path:
        return {}
    at = link.path.index(0)
    items = single(Reference(link.step, link.path[:at]), seen)  # the whole list
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
    kind = "fetched" if reference.step in {link.step for link in known.links.values()} else "result"
    listed = schema.get("type") == "array"
    return [str(reference)] if listed else str(reference), Source(kind, str(reference))


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
    return seen is not None and (seen.status == "planned" or single(reference, seen) is not None)


def _bare(seen: Observation) -> list[Field]:
    """A result that is one value, under the name of the tool that gave it."""
    if seen.returns and seen.returns.get("type") in ("string", "integer", "number"):
        return [Field((), seen.returns, seen.call.name)]
    return []


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
