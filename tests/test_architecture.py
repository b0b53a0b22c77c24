"""The house rules: floors, sizes, annotations, and what tools may import. See ARCHITECTURE.md."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE, LONGEST_FUNCTION, MOST_PARAMETERS = 300, 50, 6
AVOIDED = ("manager", "handler", "helper", "util", "engine", "chain")

# Imports point from a higher number to a lower one, and units of one floor do not import each other.
FLOORS: dict[str, float] = {
    "core": 0,
    "grammar": 1, "values": 1, "trail": 1, "memory": 1, "settings": 1,
    "registry": 2, "backends": 2, "env": 2, "desk": 2,
    "cards": 3, "sources": 3, "pointer": 3, "language": 3,
    "model": 4,
    "steps": 5,
    "loop": 6, "undo": 6, "testing": 6,
    "agent": 7,
    "cli": 8, "serve": 8,
    "__main__": 9,
}  # fmt: skip

# Where modules are imported by name at run time, and why.
LAZY = {
    "lamlite/__init__.py",  # public names load when they are asked for
    "lamlite/agent.py",  # an agent with its own models needs no inference engine
    "lamlite/cli/main.py",  # `lamlite --help` loads no command
    "lamlite/model.py",  # the bundled pair does without llama.cpp
    "lamlite/desk/__init__.py",  # a to-do does not pay for SMTP
    "lamlite/sources/__init__.py",  # MCP servers need an extra
}

MODULES = sorted(path for path in (ROOT / "lamlite").rglob("*.py") if "__pycache__" not in path.parts)
TOOLS = sorted((ROOT / "tools").glob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def unit_of(path: Path) -> str:
    """The part of the package that has a floor: a folder, or a file right in the package."""
    return path.relative_to(ROOT / "lamlite").parts[0].removesuffix(".py")


def imported(path: Path, node: ast.AST) -> Iterator[str]:
    """Absolute names of the modules that an import statement may load."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
        base = package[: len(package) - node.level + 1] if node.level else []
        start = ".".join([*base, *([node.module] if node.module else [])])
        yield from (f"{start}.{alias.name}" for alias in node.names)


def units_imported(path: Path) -> Iterator[tuple[str, int]]:
    known = set(FLOORS)
    for node in ast.walk(tree_of(path)):
        for name in imported(path, node):
            parts = name.split(".")
            if parts[0] == "lamlite" and len(parts) > 1 and parts[1] in known:
                yield parts[1], node.lineno  # type: ignore[attr-defined]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_unit_has_a_floor() -> None:
    assert {unit_of(path) for path in MODULES} - {"__init__"} <= set(FLOORS)


def test_imports_point_downward() -> None:
    wrong = [
        f"{name_of(path)}, line {line}: {unit_of(path)} imports {unit}"
        for path in MODULES
        if unit_of(path) != "__init__"
        for unit, line in units_imported(path)
        if unit != unit_of(path) and FLOORS[unit] >= FLOORS[unit_of(path)]
    ]
    assert not wrong


def test_no_import_inside_a_function() -> None:
    found = [
        f"{name_of(path)}, line {node.lineno}"
        for path in MODULES
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found


def test_only_the_lazy_loaders_import_by_name() -> None:
    users = {name_of(path) for path in MODULES if "import_module(" in path.read_text(encoding="utf-8")}
    assert users <= LAZY


def test_size() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in [*MODULES, *TOOLS]}
    long = [f"{name} has {size} lines" for name, size in lines.items() if size > LONGEST_MODULE]
    long += [
        f"{name_of(path)}: {function.name} has {size} lines"
        for path in [*MODULES, *TOOLS]
        for function in functions(path)
        if (size := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return [one for one in every if one is not None and one.arg not in ("self", "cls")]


def test_parameters_are_few_and_annotated() -> None:
    wrong = []
    for path in [*MODULES, *TOOLS]:
        for function in functions(path):
            given, name = parameters(function), f"{name_of(path)}: {function.name}"
            if len(given) > MOST_PARAMETERS and path not in TOOLS:  # what a bundled tool takes is fixed in tools.md
                wrong.append(f"{name} has {len(given)} parameters")
            if any(one.annotation is None for one in given) or function.returns is None:
                wrong.append(f"{name} is not annotated")
    assert not wrong


def test_names_say_what_a_thing_is() -> None:
    words = []
    for path in MODULES:
        named = [node.name for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef | ast.FunctionDef)]
        bad = [name for name in (*named, path.stem) if any(part in name.lower() for part in AVOIDED)]
        words += [f"{name_of(path)}: {name}" for name in bad]
    assert not words


def test_every_module_says_what_it_is() -> None:
    assert not [name_of(path) for path in [*MODULES, *TOOLS] if not ast.get_docstring(tree_of(path))]


def test_tools_import_only_lamlite() -> None:
    for path in TOOLS:
        tops = {name.split(".")[0] for node in ast.walk(tree_of(path)) for name in imported(path, node)}
        assert tops <= {"lamlite", *sys.stdlib_module_names}, name_of(path)
