"""`lamlite`: finds the command by its name and imports it when it is called."""

from __future__ import annotations

import difflib
import sys
from importlib import import_module
from typing import Any

import click

from lamlite.core.errors import UsageError

from .faults import guarded
from .terminal import say

# Command -> what `lamlite --help` says of it. Its module lamlite.cli.COMMAND is imported when it is called.
COMMANDS = {
    "run": "Do what a request says, step by step, asking first.",
    "chat": "The same, turn after turn.",
    "plan": "Show the steps of a request, and nothing else.",
    "call": "Show the one call that a task comes down to.",
    "batch": "Plan and call for a file of requests; nothing runs.",
    "tools": "List, show and check tools.",
    "models": "List, show, verify, add and remove models.",
    "trail": "What was done: list, show, verify, undo.",
    "watch": "Fire reminders, alarms and timers when they are due.",
    "doctor": "Say what works on this device and what does not.",
    "bench": "How to measure lamlite.",
}


class Lamlite(click.Group):
    """A group that imports a command when it is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"lamlite.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does; a name that is none is told with the nearest one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f"Did you mean `lamlite {near[0]}`?" if near else 'To do something, say: lamlite run "REQUEST".'
            raise UsageError(f"There is no command {args[0]!r}.", hint=hint)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, once every argument is text: the bytes of another encoding come as lone surrogates."""
        if any("\ud800" <= sign <= "\udfff" for argument in args for sign in argument):
            raise UsageError("An argument is not valid UTF-8 text.", hint="Check the encoding of the terminal.")
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, so that help imports no command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **named: Any) -> Any:
        """Run a command line and exit. Never shows a traceback, unless LAMLITE_DEBUG is set."""
        named["standalone_mode"] = False
        sys.exit(guarded(lambda: super(Lamlite, self).main(*args, **named)))


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        found = import_module("importlib.metadata")  # slow to load, and only needed here
        try:
            say(f"lamlite {found.version('lamlite')}")
        except found.PackageNotFoundError:
            say("lamlite, from a checkout that is not installed")
        ctx.exit()


@click.group(cls=Lamlite, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def cli() -> None:
    """A request in words becomes planned, checked, permitted, logged actions, on this device alone.

    \b
    lamlite run "remind me tomorrow at 6 pm to go shopping"
    """


def main() -> None:
    """The console script."""
    cli.main(prog_name="lamlite")
