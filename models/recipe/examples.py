"""Rows to training examples: random tools beside the right one, names masked, orders changed, so schemas are read."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from lamlite.pointer.features import fill_input, select_input
from lamlite.pointer.retrieve import request_tokens, tool_tokens
from lamlite.pointer.words import Words

from .caller import PairExample, SelectExample
from .elsewhere import move_elsewhere
from .labels import FillExample, labels
from .rows import Row

Schema = Mapping[str, Any]


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


def fill_example(row: Row, words: Words, rng: random.Random) -> FillExample | None:
    """The fill example of a call or an ask; None where nothing is left to decide."""
    if row.kind == "none" or not row.tool["parameters"].get("properties"):
        return None
    row = move_elsewhere(disguise(row, rng), rng)
    found = fill_input(words, [("request", row.request), *row.extra], row.tool)
    return FillExample(found, labels(found, row)) if found.params else None


def select_example(row: Row, pool: Sequence[Schema], words: Words, rng: random.Random) -> SelectExample:
    """The row's tool among rivals and strangers; sometimes it is taken away and none is right."""
    count = rng.choice((0, 1, 1, 2, 3, 3, 4, 5, 6, 7))
    rivals = list(row.rivals)
    near = rng.sample(rivals, min(len(rivals), rng.randint(0, count)))
    far = rng.sample(pool, min(len(pool), count - len(near))) if pool else []
    taken = {row.tool["name"]}
    others = []
    for tool in [*near, *far]:
        if tool["name"] not in taken:
            taken.add(tool["name"])
            others.append(tool)
    gone = row.kind == "none"
    if not gone and rng.random() < 0.15:
        if not others:
            others = rng.sample(rivals, 1) if rivals else rng.sample(pool, 1)
        tools, gone = others, True
    else:
        tools = [disguise(row, rng).tool, *others]
    target = tools[0]
    rng.shuffle(tools)
    gold = -1 if gone else next(i for i, tool in enumerate(tools) if tool is target)
    return SelectExample(select_input(words, row.request, tools), gold)


def pair_example(row: Row, words: Words) -> PairExample:
    """The row for the Retriever."""
    return PairExample(request_tokens(words, row.request), tool_tokens(words, row.tool), str(row.tool["name"]))
