"""Tools out of Python files: the bundled packs by name, and a user's own `.py` file by path.

They are loaded by path and never put on `sys.path`: a pack called `calendar.py` must not hide the standard library's.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from lamlite.core.errors import ToolError
from lamlite.core.tool import Tool

_PACKAGE = Path(__file__).resolve().parent.parent


def pack_folder() -> Path:
    """Where the bundled packs lie: inside the package in a wheel, next to it in a checkout."""
    found = next((folder for folder in (_PACKAGE / "tools", _PACKAGE.parent / "tools") if folder.is_dir()), None)
    if found is None:
        raise ToolError("The bundled tools are not there.", hint="Install lamlite again.")
    return found


def pack_names() -> tuple[str, ...]:
    """The bundled packs, in alphabetical order."""
    return tuple(sorted(file.stem for file in pack_folder().glob("*.py") if not file.stem.startswith("_")))


def load_tools(name: str) -> list[Tool]:
    """The tools of a bundled pack, or of a Python file.

    Tools that this device cannot run are among them; their `missing` says why.

    Args:
        name: A pack such as "calendar", or the path of a `.py` file.

    Raises:
        ToolError: there is no such pack or file, or it cannot be loaded.
    """
    if name.endswith(".py"):
        return load_file(Path(name), f"lamlite_files.{Path(name).stem}", name)
    if name not in pack_names():
        raise ToolError(f"There is no bundled tool pack called {name!r}.", hint=f"There are {', '.join(pack_names())}.")
    return load_file(pack_folder() / f"{name}.py", f"lamlite_tools.{name}", name)


def load_file(path: Path, module: str, source: str) -> list[Tool]:
    """The tools that a Python file defines, in the order they stand in it.

    Args:
        path: The file. Its code is run.
        module: Name that its module gets.
        source: What the tools say they came from.

    Raises:
        ToolError: the file cannot be read or run, has no tools, or two of one name.
    """
    if not path.is_file():
        raise ToolError(f"There is no tools file {path}.", hint="Give the path of a .py file with @tool functions.")
    loaded = _load(path, module)
    found: dict[str, Tool] = {}
    _once(path)
    for value in vars(loaded).values():
        if isinstance(value, Tool) and found.setdefault(value.name, value) is not value:  # a second name is no fault
            raise _twice(path, value.name)
    tools = [replace(one, source=source) for one in found.values()]
    if not tools:
        raise ToolError(f"{path} has no tools.", hint="Put @tool above the functions that may be called.")
    return tools


def _once(path: Path) -> None:
    """Refuse a file in which a tool's function hides an earlier one of its name: Python itself says nothing."""
    seen: set[str] = set()
    for node in ast.parse(path.read_bytes()).body:
        marks = [ast.unparse(one) for one in node.decorator_list] if isinstance(node, ast.FunctionDef) else []
        if isinstance(node, ast.FunctionDef) and any(re.match(r"(\w+\.)?tool\b(?!.*\bname=)", one) for one in marks):
            if node.name in seen:
                raise _twice(path, node.name)
            seen.add(node.name)


def _twice(path: Path, name: str) -> ToolError:
    return ToolError(f"{path} has two tools called {name!r}.", hint="Rename one of them.")


def _load(path: Path, module: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(module, path)
    if spec is None or spec.loader is None:
        raise ToolError(f"{path} is not a Python file.")
    loaded = importlib.util.module_from_spec(spec)
    # Dataclasses look their own module up by name while they are made.
    sys.modules[module] = loaded
    try:
        spec.loader.exec_module(loaded)
    except ToolError:
        raise
    except Exception as error:  # whatever a user's file raises is the file's fault, told in one sentence
        raise ToolError(f"{path} cannot be loaded: {type(error).__name__}: {error}.") from error
    return loaded
