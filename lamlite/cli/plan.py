"""`lamlite plan`: only the steps of a request."""

from __future__ import annotations

import click

from .account import plan_lines
from .agents import agent_of, given, with_models
from .faults import DONE
from .options import Options, as_json, request_of, shared
from .terminal import dim, say


@click.command("plan")
@click.argument("request", nargs=-1)
@shared("as_json", "now", "planner")
def command(request: tuple[str, ...], options: Options) -> int:
    """Show the steps that REQUEST falls into, and which needs the result of which. Nothing runs."""
    words = request_of(request)
    plan = with_models(agent_of(options), "planner").plan(words, **given(options))
    if options.as_json:
        say(as_json({"plan": plan.to_dict(), "confidence": round(plan.confidence, 4)}))
        return DONE
    for line in plan_lines(plan):
        say(line)
    if plan.alternative is not None:
        say(dim("\nOr, nearly as likely:"))
        for line in plan_lines(plan.alternative):
            say(line)
    return DONE
