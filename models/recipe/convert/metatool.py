"""MetaTool (MIT): queries with the plugin that answers them. No arguments: they teach the choice of a tool."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..rows import Row
from .source import members

CAP = 45  # queries of a plugin
NEAR = 10


def rows(data: Path) -> Iterator[Row]:
    """At most CAP rows a plugin; a few that show the wrong plugin and fit none."""
    files = dict(members(data / "metatool" / "metatool.tar.xz", "all_clean_data.csv", "_des.json"))
    named: dict[str, str] = {}
    for name, text in files.items():
        if name.endswith("_des.json"):
            named |= json.loads(text)
    tools = {name.lower(): {"name": name, "description": text, "parameters": {"type": "object", "properties": {},
             "required": []}} for name, text in named.items()}  # fmt: skip
    queries: dict[str, list[str]] = defaultdict(list)
    table = next(text for name, text in files.items() if name.endswith(".csv"))
    for line in csv.DictReader(io.StringIO(table)):
        if line["Tool"].lower() in tools and "[" not in line["Query"]:
            queries[line["Tool"].lower()].append(line["Query"].strip())
    yield from _drawn(queries, tools, random.Random("metatool"))


def _drawn(queries: dict[str, list[str]], tools: dict[str, dict[str, Any]], rng: random.Random) -> Iterator[Row]:
    every = [tools[key] for key in queries]
    for key, texts in queries.items():
        tool = tools[key]
        for text in rng.sample(texts, min(CAP, len(texts))):
            mates = tuple(mate for mate in rng.sample(every, min(NEAR, len(every))) if mate is not tool)
            if rng.random() < 0.1:
                words = set(text.lower().split())
                other = next((m for m in mates if not words & set(m["name"].lower().split("_"))), None)
                if other is not None:
                    yield Row("none", text, other, (), (), (), "metatool")
                    continue
            yield Row("call", text, tool, (), (), mates, "metatool")
