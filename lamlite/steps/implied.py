"""Step 8: implicit steps, by types. A missing value that another tool returns is fetched by a call in front.

"Email Dana the agenda" finds Dana's address because find_contact returns an `email`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..core.call import Ask, Call, NoCall, Reference
from ..core.context import Context
from ..core.plan import Step
from ..core.tool import Effect, Tool
from .caller import Caller
from .kinds import LABELS, Field, Schema, closeness, fields, in_order, is_time, parameter, words
from .offset import Offset

_LEAST = 3  # closeness: the same thing by name, or the same telling format; a mere label is not enough
_TRIED = 6


@dataclass(frozen=True)
class Implied:
    """A call to put in front.

    Attributes:
        step: The new step.
        reply: Its call, made already; or, where it lacks one value itself, the question for that.
        parameter: The parameter that it is for.
        reference: What stands for the value.
        before: What gives the value that it lacks itself.
    """

    step: Step
    reply: Call | Ask
    parameter: str
    reference: Reference
    before: Implied | None = None

    @property
    def name(self) -> str:
        """The tool that is called."""
        call = self.reply.call if isinstance(self.reply, Ask) else self.reply
        return call.name if call else ""


@dataclass(frozen=True)
class Wanting:
    """A step whose call lacks a value.

    Attributes:
        step: The step.
        tool: The tool that it calls.
        ask: The question that would be asked.
    """

    step: Step
    tool: Tool
    ask: Ask

    @cached_property
    def counted(self) -> bool:
        """Whether the missing value is to be counted from something that the task names."""
        path = self.ask.missing[0]
        offset = Offset(self.step.task)
        return bool(offset.anchor) and offset.counts(path.rpartition(".")[2], parameter(self.tool, path))


@dataclass(frozen=True)
class Means:
    """What there is to find a value with.

    Attributes:
        tools: All that there are; reads are tried first, writes only where the task asks for them.
        caller: Fills another tool's own arguments from the task.
        context: The step's.
        depth: How many calls may stand in front of each other.
    """

    tools: tuple[Tool, ...]
    caller: Caller
    context: Context
    depth: int


def find(wanting: Wanting, means: Means, number: int) -> Implied | None:
    """A call to another tool that gives the first missing value of a step, or None.

    Args:
        wanting: The step.
        means: Tools, caller and limits.
        number: Id for the new step; those of further ones follow.
    """
    if means.depth < 1:
        return None
    path = wanting.ask.missing[0]
    used = {seen.call.name for seen in means.context.results.values()}  # what they gave was looked at already
    left = tuple(tool for tool in means.tools if tool.name not in used | {wanting.tool.name})
    for _, tool, place in _producers(path, wanting, left)[:_TRIED]:
        reply = means.caller.fill(wanting.step.task, tool, means.context) if tool.properties else Call(tool.name)
        step = Step(number, wanting.step.task, wanting.step.needs, implied_by=wanting.step.id)
        before = None
        if isinstance(reply, Ask) and len(reply.missing) == 1:
            before = find(Wanting(step, tool, reply), replace(means, tools=left, depth=means.depth - 1), number + 1)
        call = reply if isinstance(reply, Call) else reply.call if isinstance(reply, Ask) and before else None
        grounded = before is not None or wanting.counted or (call is not None and _grounded(call, tool, wanting))
        if call is not None and grounded and not isinstance(reply, NoCall):
            task = f"{tool.name.replace('_', ' ').replace('.', ' ')} {_spoken(call)}".strip()
            return Implied(replace(step, task=task), reply, path, Reference(number, place), before)
    return None


def _producers(
    path: str, wanting: Wanting, tools: Iterable[Tool]
) -> Sequence[tuple[tuple[int, int], Tool, tuple[str | int, ...]]]:
    """Tools that return what is wanted, with the field: reads first, then by how close the field is."""
    schema, name = parameter(wanting.tool, path), path.rpartition(".")[2]
    said = words(wanting.step.task)
    found = []
    for tool in tools:
        if tool.missing or not _harmless(tool, wanting.step.task):
            continue
        scored = [(_serves((name, schema), one, tool, wanting), one) for one in fields(tool.returns)]
        best = max(scored, key=lambda pair: (pair[0], -len(pair[1].path)), default=None)
        if best is not None and best[0] >= _LEAST:
            # Of two tools that return it, the one whose own words the task says; one thing before a list of them.
            told = len(said & (words(tool.name) | words(tool.description)))
            rank = (int(tool.effect is not Effect.READ), -best[0] * 10 - told + 5 * (0 in best[1].path))
            found.append((rank, tool, best[1].path))
    return sorted(found, key=lambda row: (row[0], row[1].name))


def _harmless(tool: Tool, task: str) -> bool:
    """Whether a tool may run for the sake of a value: a read, or a write that the task itself asks for.

    "Write the file and attach it" asks for write_file; "set a reminder" asks for no set_alarm, though its result has a
    text too. Nobody wants something destroyed or sent for a value.
    """
    if tool.effect is not Effect.WRITE:
        return tool.effect is Effect.READ
    said, name = in_order(task), in_order(tool.name)
    return any(said[at : at + len(name)] == name for at in range(len(said) - len(name) + 1))


def _serves(wanted: tuple[str, Schema], field: Field, tool: Tool, wanting: Wanting) -> int:
    """How well a field of a tool's result serves a parameter, in this task."""
    name, schema = wanted
    if wanting.counted:
        # To count from: when something in a list is. Which thing is meant, the task says.
        listed = tool.effect is Effect.READ and not tool.required and 0 in field.path
        return _LEAST + (field.name == "start") if listed and field.schema.get("format") == "date-time" else 0
    if is_time(schema):
        return 0  # a time that nobody named is asked for
    # Without words to look for, only a plain fact of the device is meant, not the first of whatever there is.
    if not tool.properties and 0 in field.path:
        return 0
    score = closeness(name, schema, field, tool.name)
    plain = field.name in LABELS and "format" not in field.schema and words(name) != {"id"}
    # Anything has a text or a title: it is this thing's that is meant only if the task names such a thing, and never
    # that of the first of a list: "put an event in my calendar" wants a new title.
    if plain and (0 in field.path or not words(tool.name) & words(wanting.step.task)):
        return 0
    return score


def _grounded(call: Call, tool: Tool, wanting: Wanting) -> bool:
    """Whether the task itself names what is looked for, with words that the step has not used for something else."""
    if not tool.properties:
        return True  # a plain fact of the device, such as where it is
    used = {json.dumps(value, sort_keys=True) for value in (wanting.ask.call or Call("")).arguments.values()}
    task = wanting.step.task.casefold()
    for name, value in call.arguments.items():
        source = call.sources.get(name)
        kind = source.kind if source else "request" if isinstance(value, str) and value.casefold() in task else ""
        if kind in ("request", "result") and json.dumps(value, sort_keys=True) not in used:
            return True
    return False


def _spoken(call: Call) -> str:
    return " ".join(str(value) for value in call.arguments.values() if isinstance(value, str | int | float))
