"""Tools out of a user's own Python file: its @tool functions. Its code is run, as that of any program one starts."""

from __future__ import annotations

import hashlib
import sys
import traceback
from contextlib import redirect_stdout
from pathlib import Path

from lamlite.core.errors import ToolError
from lamlite.core.tool import Tool

from .packs import load_file


def load_python(path: Path) -> list[Tool]:
    """The tools that a Python file defines, in the order they stand in it.

    Args:
        path: The file.

    Raises:
        ToolError: it cannot be read or run, or has no tools; one sentence with the line, never a traceback.
    """
    if path.is_dir():
        raise ToolError(f"{path} is a folder.", hint="Give a .py file with @tool functions.")
    # Two files of the same name are two modules.
    digest = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]
    module = f"lamlite_files.{path.stem}_{digest}"
    try:
        with redirect_stdout(sys.stderr):  # what it prints must not get between our JSON
            return load_file(path, module, str(path))
    except ToolError as error:
        cause = error.__cause__
        if cause is None or isinstance(cause, ToolError):
            raise
        raise ToolError(_sentence(path, cause), hint="Correct the file.") from cause
    except (SystemExit, KeyboardInterrupt) as error:
        raise ToolError(f"{path} ends the program when it is loaded ({type(error).__name__}).") from None


def _sentence(path: Path, error: BaseException) -> str:
    line = error.lineno if isinstance(error, SyntaxError) else None
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == str(path):
            line = frame.lineno
    text = error.msg if isinstance(error, SyntaxError) else " ".join(str(error).split())
    told = f"{type(error).__name__}: {text}".rstrip(": ") if text else type(error).__name__
    where = f" in line {line}" if line else ""
    return f"{path} cannot be loaded: {told.rstrip('.')}{where}."
