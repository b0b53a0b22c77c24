"""`lamlite chat`: one request after another, each with what was said before."""

from __future__ import annotations

import contextlib

import click

from lamlite.core.errors import LamliteError
from lamlite.memory import Session

from .account import Account
from .agents import agent_of, follow, given, with_models
from .faults import CODES, DONE, STOPPED, tell
from .options import Options, checked, shared
from .person import Person, read_line
from .terminal import bold, dim, say

with contextlib.suppress(ImportError):
    import readline  # noqa: F401 - gives the prompt its line editing

_LEAVE = ("exit", "quit", "bye", ":q")


@click.command("chat")
@shared("tools", "dry_run", "yes", "now", "planner", "caller", "policy")
def command(options: Options) -> int:
    """Talk: each line is a request, and later ones know what was said before. Leave with exit or Ctrl-D."""
    agent = with_models(agent_of(options), "planner", "caller")
    person = Person.here(yes=options.yes)
    session = Session()
    code = DONE
    if person.there:
        say(dim("Say what to do; leave with exit or Ctrl-D."), err=True)
    while (line := read_line(bold("\nlamlite> ") if person.there else "")) is not None:
        if line.strip().lower() in _LEAVE:
            break
        if not line.strip():
            continue
        account = Account()
        try:
            request = checked(line)
            if not follow(agent.events(request, **given(options, history=session.turns)), account, person):
                code = STOPPED
                continue
        except LamliteError as error:
            tell(error.message, error.hint)
            continue
        outcome = account.outcome()
        session.exchange(outcome)
        code = CODES[outcome.status]
    say()
    return DONE if person.there else code
