"""Caller packs: render patterns into rows, lint and sample. `python -m models.recipe.packs lint|sample FILE...`"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from . import slots
from .pack_file import PackTool, Pattern, Piece, pieces, read
from .plan_packs import lint_planner
from .rows import Mark, Row

_CHOICE = re.compile(r"\[([^\[\]{}]*\|[^\[\]{}]*)\]")
_CHOICE_WITH_SLOT = re.compile(r"\[((?:[^\[\]{}]|\{[^{}]*\})*\|(?:[^\[\]{}]|\{[^{}]*\})*)\]")
_JOINS = (", ", " and ", ", and ")


def expand(text: str, rng: random.Random) -> str:
    """The pattern with one alternative of each `[a|b]`, innermost first."""
    while match := _CHOICE.search(text) or _CHOICE_WITH_SLOT.search(text):
        text = text[: match.start()] + rng.choice(match[1].split("|")) + text[match.end() :]
    return re.sub(r"  +", " ", text).strip()


def find(parameters: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any] | None:
    """The schema of the parameter at `path`; list levels are passed through on the way down, not at the end."""
    schema: Mapping[str, Any] | None = parameters
    for name in path:
        inner = schema.get("items", schema) if schema is not None and schema.get("type") == "array" else schema
        schema = (inner or {}).get("properties", {}).get(name)
        if schema is None:
            return None
    return schema


def _draw(tool: PackTool, path: tuple[str, ...], schema: Mapping[str, Any], rng: random.Random) -> tuple[str, Any]:
    given = tool.values.get(".".join(path)) or []
    if given:
        words, value = rng.choice(given)
        if words.startswith("@"):
            return slots.draw(words[1:], rng), None
        return words, value
    return slots.surface(path[-1], schema, rng)


def typed(words: str, value: Any, schema: Mapping[str, Any]) -> Any:
    """The gold value of a slot: an option, True or False, or the words."""
    if "enum" in schema:
        wanted = str(words if value is None else value).strip().lower().replace("_", " ")
        for option in schema["enum"]:
            if str(option).lower().replace("_", " ") == wanted:
                return option
        raise ValueError(f"{words!r} names none of the options {schema['enum']}")
    if schema.get("type") == "boolean":
        truth = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        said = str(words if value is None else value).strip().lower()
        if said not in truth:
            raise ValueError(f"{words!r} needs =true or =false")
        return truth[said]
    return words if value is None else value


def render(tool: PackTool, pattern: Pattern, rng: random.Random) -> Row:
    """One row of a pattern. Raises ValueError where the pattern does not fit the tool."""
    text, marks = "", []
    for piece in pieces(expand(pattern.text, rng)):
        if not piece.path:
            text += piece.words or ""
            continue
        schema = find(tool.parameters, piece.path)
        if schema is None:
            raise ValueError(f"unknown parameter {'.'.join(piece.path)}")
        text, found = _slot(tool, piece, schema, text, rng)
        marks += found
    return Row(pattern.kind, text, tool.schema(), tuple(marks), pattern.missing)


def _slot(
    tool: PackTool, piece: Piece, schema: Mapping[str, Any], text: str, rng: random.Random
) -> tuple[str, list[Mark]]:
    many = schema.get("type") == "array"
    single = schema["items"] if many else schema
    if single.get("type") == "object":
        raise ValueError(f"{'.'.join(piece.path)} is an object: name its fields")
    count = rng.choice((1, 2, 2, 3, 4)) if many and piece.words is None else 1
    marks: list[Mark] = []
    used: set[str] = set()
    for index in range(count):
        words, value = (piece.words, piece.value) if piece.words is not None else _draw(tool, piece.path, single, rng)
        if words in used:
            continue
        used.add(words)
        if marks:
            text += rng.choice((" and ", " and ", ", and ", ", ")) if index == count - 1 else ", "
        stripped = words.strip()
        start = len(text) + len(words) - len(words.lstrip())
        text += words
        marks.append(Mark(piece.path, start, start + len(stripped), typed(stripped, value, single)))
    return text, marks


def load(folder: Path) -> dict[str, list[PackTool]]:
    """Pack name -> its tools."""
    return {path.stem: read(path)[0] for path in sorted(folder.glob("*.pack"))}


def rows(packs: Mapping[str, list[PackTool]], rng: random.Random) -> Iterator[Row]:
    """Every pattern of every pack, rendered once; patterns that do not fit are left to the linter."""
    for name, tools in packs.items():
        schemas = [tool.schema() for tool in tools]
        for tool in tools:
            rivals = tuple(schema for schema in schemas if schema["name"] != tool.name)
            for pattern in tool.patterns:
                try:
                    row = render(tool, pattern, rng)
                except ValueError:
                    continue
                yield Row(row.kind, row.request, row.tool, row.marks, row.missing, rivals, f"pack:{name}")


def _is_many(parameters: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    return any((find(parameters, path[:i]) or {}).get("type") == "array" for i in range(1, len(path) + 1))


def _is_required(parameters: Mapping[str, Any], path: list[str]) -> bool:
    parent = find(parameters, tuple(path[:-1])) if path[1:] else parameters
    return parent is not None and path[-1] in parent.get("items", parent).get("required", ())


def _lint_pattern(tool: PackTool, pattern: Pattern) -> Iterator[str]:
    where = f"line {pattern.line}: {tool.name}:"
    try:
        row = render(tool, pattern, random.Random(pattern.line))
    except ValueError as error:
        yield f"{where} {error}"
        return
    if not row.request:
        yield f"{where} empty request"
    if re.search(r"[{}]|\[[^\]]*\|", row.request):
        yield f"{where} stray syntax in {row.request!r}"
    for path, count in Counter(mark.path for mark in row.marks).items():
        if count > 1 and not _is_many(tool.parameters, path):
            yield f"{where} {'.'.join(path)} is marked {count} times: a value taken back stays plain text"
    present = {mark.path[0] for mark in row.marks}
    required = set(tool.parameters["required"])
    if pattern.kind == "call" and required - present:
        yield f"{where} required {', '.join(sorted(required - present))} not in {pattern.text!r}"
    if pattern.kind == "ask":
        unknown = {name for name in pattern.missing if not _is_required(tool.parameters, name.split("."))}
        if unknown:
            yield f"{where} ?{','.join(sorted(unknown))} is not a required parameter"
        if set(pattern.missing) & {".".join(mark.path) for mark in row.marks}:
            yield f"{where} ? names a parameter that the text has"


def lint(path: Path) -> list[str]:
    """Every fault of a pack file, as sentences with line numbers."""
    tools, faults = read(path)
    for name, count in Counter(tool.name for tool in tools).items():
        if count > 1:
            faults.append(f"two tools are called {name}")
    texts: Counter[str] = Counter()
    for tool in tools:
        for key in tool.values:
            if find(tool.parameters, tuple(key.split("."))) is None:
                faults.append(f"line {tool.line}: {tool.name}: `with` names no parameter: {key}")
        kinds = Counter(pattern.kind for pattern in tool.patterns)
        if len(tool.patterns) < 20:
            faults.append(f"line {tool.line}: {tool.name} has {len(tool.patterns)} patterns {dict(kinds)}")
        for pattern in tool.patterns:
            texts[pattern.text] += 1
            faults += _lint_pattern(tool, pattern)
    faults += [f"twice: {text!r}" for text, count in texts.items() if count > 1]
    return faults


def sample(path: Path, count: int, rng: random.Random) -> Iterator[str]:
    """`count` rendered rows of a pack, for reading."""
    every = [(tool, pattern) for tool in read(path)[0] for pattern in tool.patterns]
    for tool, pattern in rng.sample(every, min(count, len(every))):
        row = render(tool, pattern, rng)
        gold = "; ".join(f"{'.'.join(m.path)}={m.value!r}" for m in row.marks)
        yield f"[{row.kind}] {row.request}\n      {tool.name}({gold}) {' '.join('?' + m for m in row.missing)}"


def main(argv: list[str]) -> int:
    """`lint FILE...` exits 1 on a fault; `sample FILE` prints twenty rows."""
    command, paths = (argv[0] if argv else ""), [Path(name) for name in argv[1:]]
    if command not in ("lint", "sample") or not paths:
        print("usage: python -m models.recipe.packs lint|sample FILE...", file=sys.stderr)
        return 2
    faulty = 0
    for path in paths:
        if command == "sample":
            print("\n".join(sample(path, 20, random.Random())))
            continue
        faults = lint_planner(path) if path.parent.name == "planner" else lint(path)
        faulty += bool(faults)
        print(f"{path}: {len(faults)} faults" if faults else f"{path}: clean")
        print("\n".join(f"  {fault}" for fault in faults[:40]))
    return 1 if faulty else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
