"""The person at the terminal: asked for leave and for answers. Without a terminal nobody is there to ask."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import click

from lamlite.core.errors import UsageError
from lamlite.core.event import Asked, Event, NeedsConfirmation
from lamlite.core.outcome import Outcome

from .account import confirmation_lines, question_lines
from .terminal import bold, can_ask, is_terminal, say

Answer = bool | str | None


@dataclass(frozen=True)
class Person:
    """Answers what a run asks.

    Attributes:
        yes: Leave was given in advance, for everything.
        there: There is somebody to ask.
    """

    yes: bool = False
    there: bool = False

    @classmethod
    def here(cls, *, yes: bool = False, free: bool = True) -> Person:
        """Who is at this terminal. `free` is false where stdin has already been read for something else."""
        return cls(yes, free and can_ask())

    def hint(self, outcome: Outcome) -> str:
        """What to do about a run that stopped because nobody was there; empty for any other."""
        if self.there or not any(isinstance(event, Asked | NeedsConfirmation) for event in outcome.trail):
            return ""
        hints = {"denied": "Nobody could be asked: --yes allows it in advance.",
                 "asked": "Nobody could be asked: say it in the request, or run this on a terminal."}  # fmt: skip
        return "" if self.yes and outcome.status == "denied" else hints.get(outcome.status, "")

    def answer(self, event: Event) -> Answer:
        """What to send into the run for an event: leave, the answer to a question, or None."""
        if isinstance(event, NeedsConfirmation):
            return self.yes or (self.there and _leave(event))
        if isinstance(event, Asked) and self.there:
            return _answer(event)
        return None


def _leave(event: NeedsConfirmation) -> bool:
    for line in confirmation_lines(event):
        say(line, err=True)
    while True:
        said = read_line(bold("Go ahead? [y/N] "))
        word = (said or "").strip().lower()
        if word in ("y", "yes"):
            return True
        if word in ("", "n", "no"):
            return False
        say("Please answer y or n.", err=True)


def _answer(event: Asked) -> str | None:
    for line in question_lines(event.ask):
        say(line, err=True)
    said = (read_line("> ") or "").strip()
    choices = event.ask.choices
    if said.isdecimal() and choices and said not in choices and 1 <= int(said) <= len(choices):
        return choices[int(said) - 1]
    return said or None


def read_line(prompt: str) -> str | None:
    """A line that was typed, None at the end of the input."""
    try:
        if is_terminal(sys.stdin) and is_terminal(sys.stdout):
            return input(click.unstyle(prompt))  # with the terminal's line editing
        sys.stderr.write(prompt)  # stdout may be a file
        sys.stderr.flush()
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None
    except EOFError:
        return None
    except UnicodeDecodeError as error:
        raise UsageError("What was typed is not UTF-8 text.", hint="Check the encoding of the terminal.") from error
