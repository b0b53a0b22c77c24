"""How each family of models is spoken to: one file per family, with three names.

render(talk)           messages and tools -> the prompt, with the family's marks
grammar(job, marker)   what the family may write: its own form around a call, or a plan
parse(text)            what it wrote -> Call, Ask, NoCall or Plan
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ...core.errors import UsageError
from ...grammar.lark import Grammar
from ..jobs import Answer, Job
from ..prompt import Marker, Prompt, Talk
from . import chatml, gemma, hermes, llama3, plain, qwen3


class Dialect(Protocol):
    """A family's module."""

    def render(self, talk: Talk) -> Prompt:
        """The prompt, up to where the model begins to write."""
        ...

    def grammar(self, job: Job, marker: Marker) -> Grammar:
        """What the model may write."""
        ...

    def parse(self, text: str) -> Answer:
        """What the model wrote. Raises ValueError or KeyError where the grammar would not have admitted it."""
        ...


DIALECTS: Mapping[str, Dialect] = {
    "chatml": chatml, "gemma": gemma, "hermes": hermes, "llama3": llama3, "plain": plain, "qwen3": qwen3,
}  # fmt: skip


def dialect(name: str) -> Dialect:
    """The dialect of a name. Raises UsageError where there is none."""
    if name not in DIALECTS:
        raise UsageError(f"There is no dialect called {name!r}.", hint=f"There are: {', '.join(sorted(DIALECTS))}.")
    return DIALECTS[name]
