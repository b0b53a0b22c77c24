"""`lamlite batch`: a file of requests in, a file of plans and calls out. Nothing is executed."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any

import click

from lamlite.core.errors import StorageError, UsageError

from .agents import settings_of
from .faults import DONE, STOPPED, tell
from .options import Options, as_json, shared
from .rows import STAGES, Decider
from .terminal import is_terminal, say

_REFRESH = 0.1


@click.command("batch")
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.jsonl", type=click.Path(path_type=Path))
@click.option("--stage", type=click.Choice(STAGES), default="run", show_default=True, help="All of it, or one part.")
@click.option("--resume", is_flag=True, help="Go on after the rows that OUT already has.")
@shared("now", "planner", "caller")
def command(source: Path, target: Path, stage: str, resume: bool, options: Options) -> int:
    """Decide every row of IN and write the answers to OUT, in the same order. Nothing runs.

    A row is {"id", "request", "tools": [...], "facts": {...}, "history": [...]}; - stands for stdin or stdout.
    """
    lines = _lines(source, target)
    done = _finished(target, lines) if resume else 0
    decider = Decider(settings_of(options), stage, options.now)
    decider.load()
    bar = _Bar(len(lines), done)
    try:
        with _opened(target, "ab" if resume else "wb") as file:
            for line in lines[done:]:
                result = decider.decide(line)
                file.write(as_json(result).encode() + b"\n")
                file.flush()
                bar.step(bool(result["error"]))
    except KeyboardInterrupt:
        bar.end()
        hint = "" if str(target) == "-" else "Go on with --resume."
        tell(f"Stopped after {bar.count} of {len(lines)} rows.", hint)
        return STOPPED
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StorageError(f"{target} cannot be written: {error.strerror or error}.") from error
    bar.end()
    if bar.errors:
        say(f"{bar.errors} of {len(lines) - done} rows have an error.", err=True)
    return DONE


def _lines(source: Path, target: Path) -> list[bytes]:
    """The rows of the input, without empty lines."""
    try:
        if str(source) == "-":
            data = sys.stdin.buffer.read()
        else:
            if target.exists() and target.resolve() == source.resolve():
                raise UsageError("IN and OUT are the same file.", hint="Write the answers to another one.")
            data = source.read_bytes()
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror or error}.", hint="Check the path.") from error
    return [line for line in data.split(b"\n") if line.strip()]


def _finished(target: Path, lines: list[bytes]) -> int:
    """How many rows the output already answers; a torn last line is cut off.

    Raises:
        UsageError: it answers other rows.
    """
    if str(target) == "-":
        raise UsageError("What went to stdout cannot be resumed.", hint="Name a file to write to.")
    if not target.exists():
        return 0
    data = target.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        os.truncate(target, len(whole))
    answers = [_id(line) for line in whole.splitlines() if line.strip()]
    if answers != [_id(line) for line in lines[: len(answers)]]:
        raise UsageError(f"{target} has the answers to other rows.", hint="Leave out --resume to write it anew.")
    return len(answers)


def _id(line: bytes) -> Any:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found.get("id") if isinstance(found, dict) else None


def _opened(target: Path, mode: str) -> Any:
    if str(target) == "-":
        stream: IO[bytes] = sys.stdout.buffer
        return nullcontext(stream)
    return target.open(mode)


class _Bar:
    """Progress on stderr, where that is a terminal."""

    def __init__(self, total: int, done: int) -> None:
        self.total, self.count, self.errors = total, done, 0
        self._first, self._started, self._shown = done, time.monotonic(), 0.0
        self._there = is_terminal(sys.stderr)

    def step(self, error: bool) -> None:
        """One more row."""
        self.count += 1
        self.errors += error
        now = time.monotonic()
        if self._there and (now - self._shown > _REFRESH or self.count == self.total):
            self._shown = now
            sys.stderr.write("\r" + " ".join(self._parts(now)) + "\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        """Leave the line."""
        if self._there and self.count > self._first:
            sys.stderr.write("\n")

    def _parts(self, now: float) -> Iterator[str]:
        share = self.count / max(1, self.total)
        yield f"[{'#' * round(share * 12):<12}]"
        yield f"{self.count}/{self.total}"
        speed = (self.count - self._first) / max(1e-6, now - self._started)
        yield f"{speed:.1f}/s"
        yield f"{round((self.total - self.count) / max(1e-6, speed))} s"
