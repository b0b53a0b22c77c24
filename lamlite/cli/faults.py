"""Whatever goes wrong becomes one plain sentence, a hint and an exit code; never a traceback.

0  done        2  a mistake in what was asked for                     130  stopped with Ctrl-C
1  failed      3  refused, denied, or an answer is needed
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from lamlite.core.errors import LamliteError, SchemaError, ToolError, UsageError

from .terminal import bad, drop, is_terminal, safe, say, wrapped

DONE, FAILED, USAGE, REFUSED, STOPPED = 0, 1, 2, 3, 130
CODES = {"done": DONE, "failed": FAILED, "asked": REFUSED, "refused": REFUSED, "denied": REFUSED}


def guarded(work: Callable[[], Any]) -> int:
    """The exit code of what is done, with its fault told on stderr."""
    _occupy()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal keeps its encoding; what a program reads is UTF-8, whatever the locale says.
            stream.reconfigure(encoding=None if is_terminal(stream) else "utf-8", errors="backslashreplace")
    try:
        code = work()
    except (KeyboardInterrupt, click.Abort):
        tell("Stopped.")
        code = STOPPED
    except BrokenPipeError:
        drop(sys.stdout)
        code = DONE
    except Exception as error:
        if os.environ.get("LAMLITE_DEBUG"):
            raise
        code = _explained(error)
    return _flushed(code if isinstance(code, int) else DONE)


def _occupy() -> None:
    """Put nothing in the place of standard streams that were closed: a file of ours must not become one of them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def _explained(error: Exception) -> int:
    if isinstance(error, LamliteError):
        place = error.pointer if isinstance(error, SchemaError) else ""
        named = not place or place in error.message
        tell(error.message if named else f"{error.message.removesuffix('.')} (at {place})", error.hint)
        # What a tool does wrong while it runs is an event; here a tools file could not be read or is not sound.
        return USAGE if isinstance(error, UsageError | SchemaError | ToolError) else FAILED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        say(error.ctx.get_help() if error.ctx else error.format_message(), err=True)
        return USAGE
    if isinstance(error, click.ClickException):
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "lamlite"
        tell(error.format_message(), f"See `{path} --help`.")
        return USAGE
    if isinstance(error, OSError):
        tell(f"The system refused: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}.")
        return FAILED
    tell(f"lamlite made a mistake of its own: {type(error).__name__}: {error}", "LAMLITE_DEBUG=1 shows where.")
    return FAILED


def _flushed(code: int) -> int:
    """The code, once all that was said is out: the interpreter itself would complain with a traceback."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except BrokenPipeError:
            drop(stream)
        except (OSError, ValueError) as error:
            drop(stream)
            if stream is sys.stdout and code == DONE:
                tell(f"The output could not be written: {getattr(error, 'strerror', None) or error}.")
                code = FAILED
    return code


def tell(message: str, hint: str = "") -> None:
    """A fault on stderr: one sentence, and what to do about it."""
    line = " ".join(safe(message).split())
    if line[-1:] not in (".", "?", "!"):
        line += "."
    say(wrapped(line, bad("lamlite: ")), err=True)
    if hint:
        say(wrapped(" ".join(safe(hint).split()), "         "), err=True)
