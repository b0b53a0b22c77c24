"""Gemma 2 and 3: turns of user and model; no system turn and no form for calls, so both go before the first words.

Source: the chat template of google/gemma-2-2b-it.
"""

from __future__ import annotations

from ...grammar.lark import Grammar
from ..jobs import Answer, Job, answer_of, form_of
from ..places import body
from ..prompt import Mark, Marker, Message, Prompt, Talk, function, to_json

_START, _END = Mark("<start_of_turn>"), Mark("<end_of_turn>")


def _turn(message: Message) -> Prompt:
    role = "model" if message.role == "assistant" else message.role
    return (_START, f"{role}\n{message.content.strip()}", _END, "\n")


def render(talk: Talk) -> Prompt:
    """The system's words and the tools in front of the first user's words."""
    system, first, *rest = talk.messages
    head = system.content
    if talk.tools:
        listed = "\n".join(to_json(function(tool)["function"]) for tool in talk.tools)
        form = '{"name": function name, "arguments": {its arguments}}'
        head += f"\n\nAnswer a call in JSON: {form}\n\nFunctions:\n{listed}"
    first = Message("user", f"{head}\n\n{first.content}")
    return (*(part for message in (first, *rest) for part in _turn(message)), _START, "model\n")


def grammar(job: Job, marker: Marker) -> Grammar:
    """Plain JSON."""
    return job.grammar(form_of(job))


def parse(text: str) -> Answer:
    """Plain JSON."""
    return answer_of(body(text))
