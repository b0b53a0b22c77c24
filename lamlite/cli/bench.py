"""`lamlite bench`: how lamlite is measured. The suites are not part of an installation."""

from __future__ import annotations

import click

from lamlite.core.errors import UsageError

from .faults import DONE
from .terminal import say, wrapped


@click.command("bench")
@click.argument("suite", required=False)
def command(suite: str | None) -> int:
    """Say how to measure lamlite: the benchmarks are run from a checkout, and so is everything they state."""
    if suite:
        raise UsageError(
            "Benchmarks are not part of an installation.",
            hint=f"In a checkout of lamlite: python -m benchmarks {suite}",
        )
    say(wrapped("The benchmarks need the data sets of a checkout. In one, run:"))
    say("    python -m benchmarks")
    say(wrapped("To measure lamlite on your own requests: lamlite batch IN.jsonl OUT.jsonl"))
    return DONE
