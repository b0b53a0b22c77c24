"""ChatML: turns between <|im_start|> and <|im_end|>. It has no form for calls: plain JSON, tools in the system turn.

For any instruction-tuned model without a form of its own.
"""

from __future__ import annotations

from ...grammar.lark import Grammar
from ..jobs import Answer, Job, answer_of, form_of
from ..places import body
from ..prompt import Mark, Marker, Message, Prompt, Talk, function, to_json

START, END = Mark("<|im_start|>"), Mark("<|im_end|>")


def turn(message: Message) -> Prompt:
    """One turn of a conversation."""
    return (START, f"{message.role}\n{message.content}", END, "\n")


def render(talk: Talk) -> Prompt:
    """The tools as a list behind the system's words, one a line."""
    first, *rest = talk.messages
    if talk.tools:
        listed = "\n".join(to_json(function(tool)["function"]) for tool in talk.tools)
        form = '{"name": function name, "arguments": {its arguments}}'
        first = Message("system", f"{first.content}\n\nAnswer a call in JSON: {form}\n\nFunctions:\n{listed}")
    return (*(part for message in (first, *rest) for part in turn(message)), START, "assistant\n")


def grammar(job: Job, marker: Marker) -> Grammar:
    """Plain JSON."""
    return job.grammar(form_of(job))


def parse(text: str) -> Answer:
    """Plain JSON."""
    return answer_of(body(text))
