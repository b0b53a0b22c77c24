"""What is wrong with tools, all at once: schemas that cannot be enforced, names easily confused, what is cut off."""

from __future__ import annotations

import copy
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from lamlite.cards import models_folder
from lamlite.core.errors import SchemaError, ToolError
from lamlite.core.tool import Tool
from lamlite.grammar.schema import check, resolve
from lamlite.pointer.features import fill_input
from lamlite.pointer.params import leaves
from lamlite.pointer.words import Words
from lamlite.registry import Registry
from lamlite.sources.json_file import parse

from .toolsets import toolset

_MOST_FAULTS = 20
_SELECT = 90  # tokens of a tool that are read to choose it
_REQUEST = "word " * 60  # a long request, beside which the parameters must fit


@dataclass(frozen=True)
class Finding:
    """What is known of one tool.

    Attributes:
        name: The tool's.
        tokens: Its length as the model reads it.
        fits: The model reads all of its parameters.
        faults: Why it cannot be used, one sentence each.
        warnings: What would be better otherwise.
        description: The tool's own.
    """

    name: str
    tokens: int = 0
    fits: bool = True
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    description: str = ""

    @property
    def sound(self) -> bool:
        """True where it can be used."""
        return not self.faults

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON."""
        return {
            "name": self.name, "tokens": self.tokens, "fits": self.fits, "faults": list(self.faults),
            "warnings": list(self.warnings), "sound": self.sound,
        }  # fmt: skip


def inspect_file(name: str) -> list[Finding]:
    """A finding for each tool of a pack or file, in their order.

    Raises:
        ToolError: there is no such pack or file, or it holds no list of tools.
    """
    try:
        entries: list[Tool | tuple[str, list[str]]] = list(toolset((name,)))
    except (SchemaError, ToolError):
        if Path(name).suffix.lower() != ".json":
            raise
        # One entry is enough to refuse the file: look at each by itself.
        entries = [_entry(entry, number) for number, entry in enumerate(_listed(Path(name).expanduser()), 1)]
    words = Words(models_folder() / "words")
    found, seen = [], set()
    for entry in entries:
        label, faults = (entry.name, [*_faults(entry)]) if isinstance(entry, Tool) else entry
        if label in seen:
            faults.append(f"Two tools are called {label}.")
        seen.add(label)
        found.append(_finding(entry, faults, words) if isinstance(entry, Tool) else Finding(label, faults=(*faults,)))
    return found


def _listed(path: Path) -> list[Any]:
    """The entries of a tools file that has some. Raises what loading it raises where it has none."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        data = None
    if isinstance(data, Mapping):
        data = data.get("tools")
    if not isinstance(data, list) or not data:
        toolset((str(path),))
        return []
    return data


def _entry(entry: Any, number: int) -> Tool | tuple[str, list[str]]:
    """The tool that an entry of a file is; else what it is called, and what is wrong with it."""
    inner = entry.get("function", entry) if isinstance(entry, Mapping) else {}
    label = str(inner.get("name", f"entry {number}")) if isinstance(inner, Mapping) else f"entry {number}"
    try:
        return parse([entry], "the file")[0]
    except SchemaError as error:
        keys = ("parameters", "returns", "inputSchema", "outputSchema")
        schemas = {key: inner[key] for key in keys if isinstance(inner.get(key), Mapping)}
        faults = [fault for key, schema in schemas.items() for fault in _schema_faults(schema, f"/{key}")]
        return label, faults or [str(error)]
    except ToolError as error:
        return label, [str(error).replace("the file: entry 1 ", f"Entry {number} ")]


def _finding(tool: Tool, faults: Sequence[str], words: Words) -> Finding:
    if faults:
        return Finding(tool.name, faults=(*faults,), description=tool.description)
    schema = resolve(tool.parameters)
    plain = {"name": tool.name, "description": tool.description, "parameters": schema}
    read = fill_input(words, [("request", "")], plain)
    crowded = fill_input(words, [("request", _REQUEST)], plain)
    every = len(list(leaves(schema)))
    warnings = []
    if not tool.description.strip():
        warnings.append("It has no description: the model has only its name to go by.")
    elif len(words.ids(tool.description)) > _SELECT:
        warnings.append(f"Its description is longer than the {_SELECT} tokens that are read to choose a tool.")
    known = tool.properties.items()
    bare = [name for name, schema in known if isinstance(schema, Mapping) and not schema.get("description")]
    if bare:
        warnings.append(f"Without a description: {', '.join(bare)}.")
    if len(crowded.params) < every:
        warnings.append(f"Beside a long request only {len(crowded.params)} of its {every} parameters are read.")
    fits = len(crowded.params) == every
    return Finding(tool.name, len(read.ids), fits, (), tuple(warnings), tool.description)


def _faults(tool: Tool) -> Iterator[str]:
    """Every keyword that cannot be enforced, with its JSON pointer; then what else a registry would refuse."""
    found = []
    for part, schema in (("parameters", tool.parameters), ("returns", tool.returns)):
        if schema is not None:
            found += [*_schema_faults(schema, f"/{part}")]
    if not found:
        try:
            Registry([tool])
        except (SchemaError, ToolError) as error:
            found.append(str(error))
    yield from found


def _schema_faults(schema: Mapping[str, Any], where: str) -> Iterator[str]:
    """The first fault is taken out and the rest looked at again, until nothing is wrong."""
    rest: Any = copy.deepcopy(dict(schema))
    for _ in range(_MOST_FAULTS):
        try:
            check(rest)
            return
        except SchemaError as error:
            yield f"{where}{error.pointer}: {error.message} {error.hint}".strip()
            if not _take_out(rest, error.pointer):
                return


def _take_out(schema: Any, pointer: str) -> bool:
    """Remove what a JSON pointer names; False where that cannot be done."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    node = schema
    for part in parts[:-1]:
        node = node[int(part)] if isinstance(node, list) else node.get(part) if isinstance(node, Mapping) else None
        if node is None:
            return False
    if not parts or not isinstance(node, dict) or parts[-1] not in node:
        return False
    del node[parts[-1]]
    return True


def confusable(tools: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """Pairs of tools whose names or descriptions a model, or a person, would mix up, and why."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tool in tools:
        flat = "".join(sign for sign in tool.name.lower() if sign.isalnum())
        for variant in {flat, *(flat[:i] + flat[i + 1 :] for i in range(len(flat)))} if len(flat) > 4 else {flat}:
            groups["their names differ in a letter", variant].append(tool.name)
        parts = tuple(sorted(tool.name.lower().replace("-", "_").replace(".", "_").split("_")))
        groups["their names have the same words", " ".join(parts)].append(tool.name)
        said = " ".join(tool.description.lower().split())
        if said:
            groups["their descriptions are the same", said].append(tool.name)
    found: dict[tuple[str, str], str] = {}
    for (why, _), names in groups.items():
        for one, other in pairwise(dict.fromkeys(names)):
            found.setdefault((one, other), why)
    return [(one, other, why) for (one, other), why in found.items()]
