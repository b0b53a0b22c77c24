"""Llama 3.1 and 3.2: turns with headers, tools in the first user's turn, a call as {"name", "parameters"}.

Source: the chat template of meta-llama/Llama-3.2-3B-Instruct.
"""

from __future__ import annotations

from ...grammar.lark import Grammar
from ..jobs import Answer, Job, answer_of, form_of
from ..places import body
from ..prompt import Mark, Marker, Message, Prompt, Talk, function, to_json

_HEAD, _BODY, _END = Mark("<|start_header_id|>"), Mark("<|end_header_id|>"), Mark("<|eot_id|>")
_TOOLS = (
    "Given the following functions, please respond with a JSON for a function call with its proper arguments that "
    'best answers the given prompt.\n\nRespond in the format {"name": function name, "parameters": dictionary of '
    "argument name and its value}.Do not use variables.\n\n"
)
_DAY = "26 Jul 2024"  # what the template says where it does not know the day
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _turn(message: Message) -> Prompt:
    return (_HEAD, message.role, _BODY, f"\n\n{message.content.strip()}", _END)


def render(talk: Talk) -> Prompt:
    """The day and the system's words; then the tools in front of the first user's words."""
    first, *rest = talk.messages
    day = f"{talk.now.day:02d} {_MONTHS[talk.now.month - 1]} {talk.now.year}" if talk.now else _DAY
    head = f"Cutting Knowledge Date: December 2023\nToday Date: {day}\n\n{first.content.strip()}"
    if talk.tools:
        head = f"Environment: ipython\n{head}"
        listed = "".join(f"{to_json(function(tool), indent=4)}\n\n" for tool in talk.tools)
        rest[0] = Message("user", f"{_TOOLS}{listed}{rest[0].content.strip()}")
    turns = (part for message in (Message("system", head), *rest) for part in _turn(message))
    return (*turns, _HEAD, "assistant", _BODY, "\n\n")


def grammar(job: Job, marker: Marker) -> Grammar:
    """Plain JSON, arguments under "parameters"."""
    return job.grammar(form_of(job, arguments="parameters"))


def parse(text: str) -> Answer:
    """Plain JSON, arguments under "parameters"."""
    return answer_of(body(text), arguments="parameters")
