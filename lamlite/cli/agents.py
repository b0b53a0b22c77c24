"""An agent out of the command line's options, and a run of it in front of a person."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import click

from lamlite.agent import Agent
from lamlite.core.event import Event
from lamlite.settings import Settings

from .account import Account
from .faults import tell
from .options import Options
from .person import Answer, Person
from .terminal import safe, say, wrapped
from .toolsets import toolset


def settings_of(options: Options) -> Settings:
    """The user's settings, with what the command line says in their place."""
    settings = Settings.load()
    chosen = {"planner": options.planner, "caller": options.caller}
    models = {**settings.models, **{role: name for role, name in chosen.items() if name}}
    policy = options.policy.expanduser().absolute() if options.policy else settings.policy
    return replace(settings, models=models, policy=policy)


def agent_of(options: Options) -> Agent:
    """The agent that the options describe.

    Raises:
        LamliteError: tools, policy, settings or models cannot be used.
    """
    return Agent(tools=toolset(options.tools), settings=settings_of(options))


def with_models(agent: Agent, *roles: str) -> Agent:
    """The agent, once the models of these roles are loaded: one that cannot be used is told before anything begins.

    Raises:
        ModelError, UsageError: one is missing, damaged, or of another role.
    """
    for role in roles:
        agent.models.get(role, agent.settings or Settings.load())
    return agent


def follow(events: Generator[Event, Answer, None], account: Account, person: Person) -> bool:
    """Drive a run to its end: tell each event, send the person's answers in. False if it was stopped.

    Ctrl-C closes the run, which ends its trail properly, and says what was and what was not done.
    """
    answer: Answer = None
    try:
        while True:
            try:
                event = events.send(answer)
            except StopIteration:
                return True
            account.see(event)
            answer = person.answer(event)
    except (KeyboardInterrupt, click.Abort):
        events.close()
        tell("Stopped.")
        for line in account.stopped():
            say(wrapped(safe(line), "         "), err=True)
        return False
    finally:
        events.close()


def given(options: Options, **more: Any) -> dict[str, Any]:
    """The arguments of a run that come from the options."""
    return {"now": options.now, "dry_run": options.dry_run, **more}
