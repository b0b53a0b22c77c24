"""The converted rows, prepared once into one file: tools and catalogues are stored once, a row is one short line.

python -m models.recipe.convert.cache [--bfcl WHEEL]       prepares anew and says what it found
"""

from __future__ import annotations

import argparse
import importlib
import json
import lzma
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..clean import Evaluation, evaluation
from ..places import WORK
from ..rows import Mark, Row
from .libraries import families
from .source import data_folder

VERSION = 2  # higher when a converter changes what it gives
SETS = ("seal_tools", "sgd", "rma_droid", "hwu64", "snips", "metatool", "clinc150", "toolrl", "glaive", "droidcall",
        "bf_skills", "mindmeld", "polyai", "home_llm", "ha_intents")  # fmt: skip
FILE = WORK / "converted.jsonl.xz"
LONGEST = 900


@dataclass
class Converted:
    """Rows of all sets as lines of JSON, by set and tool; and the families of tools that have no rows."""

    tools: list[dict[str, Any]] = field(default_factory=list)
    library: list[list[dict[str, Any]]] = field(default_factory=list)
    groups: list[list[int]] = field(default_factory=list)
    lines: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    families: dict[str, list[list[int]]] = field(default_factory=dict)

    def row(self, name: str, rng: random.Random) -> Row:
        """A row of a set: the tool is drawn first, so that a tool with many rows does not drown the others."""
        lines = rng.choice(self.lines[name][rng.choice(rng.choice(self.families[name]))])
        return self._row(name, lines)

    def rows(self) -> Iterator[Row]:
        """Every row."""
        for name, by_tool in self.lines.items():
            for lines in by_tool.values():
                yield from (self._row(name, line) for line in lines)

    def _row(self, name: str, line: str) -> Row:
        kind, request, tool, marks, missing, group = json.loads(line)
        placed = tuple(Mark(tuple(path), start, end, value) for path, start, end, value in marks)
        rivals = tuple(self.tools[n] for n in self.groups[group])
        return Row(kind, request, self.tools[tool], placed, tuple(missing), rivals, name)

    def count(self) -> Counter[str]:
        """Rows of each set."""
        return Counter({name: sum(map(len, by_tool.values())) for name, by_tool in self.lines.items()})


class _Interned:
    """Tools and catalogues, each once."""

    def __init__(self) -> None:
        self.tools: list[dict[str, Any]] = []
        self.groups: list[list[int]] = []
        self._numbers: dict[str, int] = {}
        self._groups: dict[tuple[int, ...], int] = {}
        self._by_id: dict[int, tuple[int, Any]] = {}

    def tool(self, tool: Any) -> int:
        """Number of a tool."""
        known = self._by_id.get(id(tool))
        if known is None:
            key = json.dumps(tool, sort_keys=True)
            if key not in self._numbers:
                self._numbers[key] = len(self.tools)
                self.tools.append(tool)
            known = self._by_id[id(tool)] = (self._numbers[key], tool)  # held, so that the id stays its own
        return known[0]

    def group(self, tools: tuple[Any, ...]) -> int:
        """Number of a catalogue."""
        key = tuple(self.tool(tool) for tool in tools)
        if key not in self._groups:
            self._groups[key] = len(self.groups)
            self.groups.append(list(key))
        return self._groups[key]


def fits(row: Row) -> bool:
    """The row is whole: its marks lie in the request and name parameters of its tool."""
    if not row.request.strip() or len(row.request) > LONGEST:
        return False
    properties = row.tool["parameters"].get("properties", {})
    return all(0 <= m.start <= m.end <= len(row.request) and m.path[0] in properties for m in row.marks)


def converted(name: str, data: Path, known: Evaluation, dropped: Counter[str]) -> Iterator[Row]:
    """The clean rows of one set; a set that cannot be read ends early, and says so."""
    seen: set[tuple[str, str]] = set()
    try:
        for row in importlib.import_module(f"{__package__}.{name}").rows(data):
            key = (row.request, row.tool["name"])
            if key in seen or not fits(row):
                dropped["unfit"] += 1
            elif known.hit(row):
                dropped["in an evaluation set"] += 1
            else:
                seen.add(key)
                yield row
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ImportError, StopIteration) as error:
        print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)


def prepare(data: Path, bfcl: Path | None = None, file: Path = FILE) -> None:
    """Convert every set and write the cache."""
    known = evaluation(data, bfcl)
    interned = _Interned()
    body: list[str] = []
    for name in SETS:
        dropped: Counter[str] = Counter()
        before = len(body)
        for row in converted(name, data, known, dropped):
            marks = [[list(m.path), m.start, m.end, m.value] for m in row.marks]
            line = [row.kind, row.request, interned.tool(row.tool), marks, row.missing, interned.group(row.rivals)]
            body.append(f"{name}\t{json.dumps(line, ensure_ascii=False)}")
        print(f"{name}: {len(body) - before} rows, left out {dict(dropped)}", file=sys.stderr)
    library = [[interned.tool(tool) for tool in family] for family in families(data)]
    tools = [{} if known.tool_hit(tool) else tool for tool in interned.tools]
    print(
        f"{sum(map(len, library))} tools without rows; {tools.count({})} tools are in an evaluation set",
        file=sys.stderr,
    )
    head = json.dumps({"version": VERSION, "sets": SETS, "tools": tools, "groups": interned.groups, "library": library},
                      ensure_ascii=False)  # fmt: skip
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    with lzma.open(fresh, "wt", encoding="utf-8", preset=2) as out:
        out.write("\n".join([head, *body]) + "\n")
    fresh.replace(file)


def _read(file: Path) -> Converted | None:
    if not file.exists():
        return None
    found = Converted()
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        head = json.loads(next(lines))
        if head["version"] != VERSION or tuple(head["sets"]) != SETS:
            return None
        found.tools = head["tools"]
        found.library = [[found.tools[n] for n in family if found.tools[n]] for family in head["library"]]
        found.groups = [[n for n in group if found.tools[n]] for group in head["groups"]]
        for line in lines:
            name, _, rest = line.rstrip("\n").partition("\t")
            number = json.loads(rest)[2]
            if found.tools[number]:
                found.lines.setdefault(name, {}).setdefault(number, []).append(rest)
    for name, by_tool in found.lines.items():
        families: dict[str, list[int]] = {}
        for number in by_tool:
            families.setdefault(found.tools[number]["description"], []).append(number)
        found.families[name] = list(families.values())
    return found


def load(data: Path | None = None, file: Path = FILE) -> Converted:
    """The cache, prepared first where it is missing or old; empty without the public sets."""
    data = data_folder() if data is None else data
    found = _read(file)
    if found is None and data.is_dir():
        prepare(data, file=file)
        found = _read(file)
    return found or Converted()


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bfcl", type=Path, default=None)
    prepare(data_folder(), options.parse_args().bfcl)
    print(load().count())
