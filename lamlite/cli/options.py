"""The options that commands share, and what a command makes of them: a request, tools, an agent."""

from __future__ import annotations

import functools
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from lamlite.core.errors import UsageError
from lamlite.core.limits import Limits
from lamlite.settings import device_zone

from .terminal import is_terminal

Function = TypeVar("Function", bound=Callable[..., Any])
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")


@dataclass(frozen=True)
class Options:
    """What was given on the command line; a command that lacks an option has its default here.

    Attributes:
        tools: Packs, files and MCP commands; empty for every bundled pack.
        dry_run: Decide everything, do nothing.
        yes: Allow every call that the policy would ask about.
        as_json: Print one JSON object in place of words.
        now: The run's clock, ISO 8601.
        planner, caller: Names or files of other models.
        policy: File with rules.
    """

    tools: tuple[str, ...] = ()
    dry_run: bool = False
    yes: bool = False
    as_json: bool = False
    now: datetime | None = None
    planner: str | None = None
    caller: str | None = None
    policy: Path | None = None


class _Moment(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic since click 8.4
    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment that an ISO 8601 text names; one without an offset is on the clock of this device."""
        if isinstance(value, datetime):
            return value
        try:
            # Python 3.10 reads +00:00 but not Z.
            found = datetime.fromisoformat(re.sub("[zZ]$", "+00:00", str(value).strip()))
            return found if found.tzinfo else found.replace(tzinfo=device_zone())
        except (ValueError, OverflowError, OSError) as error:
            hint = "Write it as 2026-11-23T09:00:00+01:00."
            raise UsageError(f"{str(value)!r} is not a time.", hint=hint) from error


_FILE = click.Path(path_type=Path)
_SHARED: dict[str, Callable[[Any], Any]] = {
    "tools": click.option(
        "-t", "--tools", multiple=True, metavar="TOOLS",
        help="A bundled pack, a .py or .json file, or mcp:COMMAND. May be repeated. Without it: every bundled pack.",
    ),
    "dry_run": click.option("--dry-run", is_flag=True, help="Decide everything, do nothing."),
    "yes": click.option("--yes", is_flag=True, help="Allow what the policy would ask about."),
    "as_json": click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
    "now": click.option(
        "--now", type=_Moment(), metavar="TIME", envvar="LAMLITE_NOW", help="The clock, as 2026-11-23T09:00:00+01:00."
    ),
    "planner": click.option("--planner", metavar="MODEL", help="Another planner: a model's name or a .gguf file."),
    "caller": click.option("--caller", metavar="MODEL", help="Another caller: a model's name or a .gguf file."),
    "policy": click.option("--policy", type=_FILE, metavar="FILE", help="Rules: what to allow, ask about and deny."),
}  # fmt: skip


def shared(*names: str) -> Callable[[Function], Function]:
    """Give a command the shared options of these names, collected in one argument `options`."""

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def collected(**given: Any) -> Any:
            options = Options(**{name: given.pop(name) for name in names})
            return function(options=options, **given)

        wrapped: Any = collected
        for name in reversed(names):
            wrapped = _SHARED[name](wrapped)
        found: Function = wrapped
        return found

    return decorate


def request_of(words: tuple[str, ...]) -> str:
    """The request that was given as words, or on stdin for `-`. Control characters become spaces.

    Raises:
        UsageError: it is empty, too long, or not text.
    """
    if words == ("-",):
        text = read_stdin()
    elif words:
        text = " ".join(words)
    elif is_terminal(sys.stdin):
        raise UsageError("There is no request.", hint='Say what to do: lamlite run "REQUEST".')
    else:
        text = read_stdin()
    return checked(text)


def checked(text: str, most: int = Limits.request) -> str:
    """A request without control characters at the ends or in it.

    Raises:
        UsageError: nothing is left of it, or it is too long.
    """
    found = _CONTROL.sub(" ", text).strip().removeprefix("\ufeff").strip()
    if not found:
        raise UsageError("The request is empty.", hint='Say what to do: lamlite run "REQUEST".')
    if len(found) > most:
        raise UsageError(
            f"The request has {len(found):,} characters; {most:,} are the most.",
            hint="Say it shorter, or in several requests.",
        )
    return found


def read_stdin() -> str:
    """All of stdin as text.

    Raises:
        UsageError: it is not UTF-8.
    """
    stream = getattr(sys.stdin, "buffer", None)
    data = sys.stdin.read() if stream is None else stream.read()
    if isinstance(data, str):
        return data
    try:
        text: str = data.decode("utf-8")
        return text
    except UnicodeDecodeError as error:
        raise UsageError(
            f"What came in on stdin is not UTF-8 text (byte {error.start + 1}).", hint="Convert it with iconv first."
        ) from error


def as_json(value: Any) -> str:
    """A value as JSON on one line; lone surrogates, which no UTF-8 file can hold, as escapes."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, default=str)
    return text
