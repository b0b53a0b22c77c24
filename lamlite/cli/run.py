"""`lamlite run`: the main job."""

from __future__ import annotations

import click

from .account import Account
from .agents import agent_of, follow, given, with_models
from .faults import CODES, STOPPED
from .options import Options, as_json, request_of, shared
from .person import Person
from .terminal import say, wrapped


@click.command("run")
@click.argument("request", nargs=-1)
@shared("tools", "dry_run", "yes", "as_json", "now", "planner", "caller", "policy")
def command(request: tuple[str, ...], options: Options) -> int:
    """Do what REQUEST says: plan it, call tools for it, and ask before anything is written, sent or destroyed.

    REQUEST is the words, or - to read them from stdin. Without a terminal what needs asking is denied; --yes allows it.
    """
    words = request_of(request)
    agent = with_models(agent_of(options), "planner", "caller")
    account = Account(silent=options.as_json)
    # What was read from stdin cannot be answered from stdin.
    person = Person.here(yes=options.yes, free=bool(request) and request != ("-",))
    if not follow(agent.events(words, **given(options)), account, person):
        return STOPPED
    outcome = account.outcome()
    hint = person.hint(outcome)
    if hint:
        say(wrapped(hint), err=True)
    if options.as_json:
        say(as_json(outcome.to_dict()))
    return CODES[outcome.status]
