"""Plain: the user's words between two marks, then the answer. For models of one role, which need no telling."""

from __future__ import annotations

from ...grammar.lark import Grammar
from ..jobs import Answer, Job, answer_of, form_of
from ..places import body
from ..prompt import Marker, Prompt, Talk
from .chatml import END, START


def render(talk: Talk) -> Prompt:
    """The last words only: neither the role, nor the tools, nor what was said before."""
    return (START, talk.messages[-1].content, END)


def grammar(job: Job, marker: Marker) -> Grammar:
    """Plain JSON."""
    return job.grammar(form_of(job))


def parse(text: str) -> Answer:
    """Plain JSON."""
    return answer_of(body(text))
