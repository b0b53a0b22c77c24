"""Rows to training examples: random tools beside the right one, names masked, orders changed, so schemas are read."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lamlite.pointer.features import SelectInput, Tokens, fill_input, select_input
from lamlite.pointer.retrieve import request_tokens, tool_tokens
from lamlite.pointer.words import Words

from .elsewhere import move_elsewhere
from .labels import FillExample, labels
from .rows import Row
from .strangers import Strangers

BESIDE = (0, 0, 1, 1, 2, 3, 3, 4, 5, 6, 7)  # tools beside the row's own
NARROWED = 0.12  # of the calls that name an option: it is taken out of the enumeration
GONE = 0.2  # of the calls: their tool is taken away


@dataclass
class SelectExample:
    """One select sequence; `gold` is a tool's number, or -1 for none."""

    input: SelectInput
    gold: int


@dataclass
class PairExample:
    """A request, the tool that serves it, and tools of its catalogue that do not, each alone: for the Retriever."""

    request: Tokens
    tool: Tokens
    name: str
    rivals: tuple[Tokens, ...] = ()
    rival_names: tuple[str, ...] = ()


def disguise(row: Row, rng: random.Random) -> Row:
    """The row with its tool's parameters in another order, and now and then with names or descriptions hidden."""
    parameters = dict(row.tool.get("parameters", {}))
    properties = list(parameters.get("properties", {}).items())
    if rng.random() < 0.3:
        rng.shuffle(properties)
    names = {name: name for name, _ in properties}
    if rng.random() < 0.08 and all(schema.get("description") for _, schema in properties):
        names = {name: f"arg{i}" for i, name in enumerate(names, 1)}
    if rng.random() < 0.10:
        properties = [(n, {k: v for k, v in s.items() if k != "description"}) for n, s in properties]
    parameters["properties"] = {names[name]: schema for name, schema in properties}
    parameters["required"] = [names[name] for name in parameters.get("required", ()) if name in names]
    tool = {**row.tool, "parameters": parameters}
    if rng.random() < 0.08 and tool.get("description"):
        tool["name"] = rng.choice(("tool", "function", "action", "fn")) + f"_{rng.randint(1, 20)}"
    elif rng.random() < 0.08:
        tool["description"] = ""
    marks = tuple(replace(m, path=(names.get(m.path[0], m.path[0]), *m.path[1:])) for m in row.marks)
    return replace(row, tool=tool, marks=marks, missing=tuple(names.get(name, name) for name in row.missing))


def narrow(row: Row, rng: random.Random) -> Row:
    """Now and then the row without the option that it names: what is said is none of those that are left."""
    named = [mark for mark in row.lone_marks if len(mark.path) == 1
             and len(row.tool["parameters"]["properties"].get(mark.path[0], {}).get("enum", ())) > 2]  # fmt: skip
    if not named or rng.random() > NARROWED:
        return row
    mark = rng.choice(named)
    properties = dict(row.tool["parameters"]["properties"])
    schema = properties[mark.path[0]]
    left = [option for option in schema["enum"] if option != mark.value]
    properties[mark.path[0]] = {k: v for k, v in schema.items() if k != "default"} | {"enum": left}
    return replace(row, tool={**row.tool, "parameters": {**row.tool["parameters"], "properties": properties}})


def fill_example(row: Row, words: Words, rng: random.Random) -> FillExample | None:
    """The fill example of a call or an ask; None where nothing is left to decide."""
    if row.kind == "none" or not row.tool["parameters"].get("properties"):
        return None
    row = move_elsewhere(disguise(narrow(row, rng), rng), rng)
    found = fill_input(words, [("request", row.request), *row.extra], row.tool)
    return FillExample(found, labels(found, row)) if found.params else None


def select_example(row: Row, strangers: Strangers, words: Words, rng: random.Random) -> SelectExample:
    """The row's tool among rivals and strangers; sometimes it is taken away and none is right."""
    none = row.kind == "none"
    gone = not none and rng.random() < GONE
    count = rng.choice(BESIDE) or int(gone)
    near = rng.sample(row.rivals, min(len(row.rivals), rng.randint(0, count)))
    like: list[Mapping[str, Any]] = []
    if not none and rng.random() < 0.5:  # what no tool of the file serves, a like one elsewhere might
        like = strangers.like(row.tool, rng.randint(0, count - len(near)), rng)
    taken = {row.tool["name"]}
    tools = []
    for tool in [*near, *like, *strangers.any(count - len(near) - len(like), rng)]:
        if tool["name"] not in taken:
            taken.add(tool["name"])
            tools.append(tool)
    own = disguise(row, rng).tool
    if not (gone and tools):
        tools.append(own)
    rng.shuffle(tools)
    gold = -1 if none else next((i for i, tool in enumerate(tools) if tool is own), -1)
    return SelectExample(select_input(words, row.request, tools), gold)


def pair_example(row: Row, words: Words, rng: random.Random) -> PairExample:
    """The row for the Retriever, with up to two of its rivals."""
    rivals = rng.sample(row.rivals, min(2, len(row.rivals)))
    return PairExample(
        request_tokens(words, row.request),
        tool_tokens(words, row.tool),
        str(row.tool["name"]),
        tuple(tool_tokens(words, rival) for rival in rivals),
        tuple(str(rival["name"]) for rival in rivals),
    )
