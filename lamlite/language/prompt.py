"""What is said to a language model: messages, and the marks around them that no user's text can forge."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..backends.session import Session, Spelling
from ..core.context import Context
from ..core.question import ASKED
from ..core.tool import Tool
from ..grammar.lark import literal, special

_SHOWN = 1500  # characters of an earlier result
_TURNS = 6

CALLER = (
    "You turn a task into one call of one of the functions. Copy values from the task, from earlier results or from "
    "what is known; never make up a value. A result of an earlier step is referred to as the string $1 or $1.field. "
    'If a required value is nowhere, answer {"ask": [names of the parameters], "question": "one short question"}. '
    'If no function does what the task says, answer {"none": "why"}.'
)
FILLER = (
    "You turn a task into a call of the function. Copy values from the task, from earlier results or from what is "
    "known; never make up a value. A result of an earlier step is referred to as the string $1 or $1.field. "
    'If a required value is nowhere, answer {"ask": [names of the parameters], "question": "one short question"}.'
)
PLANNER = (
    "You split a request into tasks. Each task is one action, in the words of the request and in the order in which "
    "they are to be done. needs lists the ids of earlier tasks whose result the task uses. A request of one action is "
    'one task. Answer in JSON: {"steps": [{"id": 1, "task": "...", "needs": []}]}'
)


class Mark(str):
    """A control token of a family, such as <|im_start|>."""


@dataclass(frozen=True)
class Message:
    """One message. `role` is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True)
class Talk:
    """What a dialect renders.

    Attributes:
        messages: The first is the system's, the last the user's.
        tools: To choose from; none for a plan.
        now: The run's clock, for families that are told the day.
    """

    messages: tuple[Message, ...]
    tools: tuple[Tool, ...] = ()
    now: datetime | None = None


Prompt = tuple[str, ...]
Marker = Callable[[str], str]


def tokens_of(spelling: Spelling, prompt: Prompt) -> list[int]:
    """The tokens of a prompt, behind the one that the model begins every text with, if it does.

    Only marks become control tokens; a mark that the model lacks is written out.
    """
    found = [] if spelling.begin is None else [spelling.begin]
    text = ""
    for part in prompt:
        token = spelling.control(part) if isinstance(part, Mark) else None
        if token is None:
            text += part
            continue
        found += spelling.tokens(text) if text else []
        found.append(token)
        text = ""
    return found + (spelling.tokens(text) if text else [])


def marker(session: Session) -> Marker:
    """How a dialect's tag is written in a grammar: as the special token that it is in the vocabulary, or as text."""

    def mark(name: str) -> str:
        token = session.control(name)
        hidden = token is not None and session.vocabulary.tokenizer.is_special_token(token)
        return special(name) if hidden else literal(name)

    return mark


def function(tool: Tool) -> dict[str, Any]:
    """A tool as the families were trained to read it."""
    told = {"name": tool.name, "description": tool.description, "parameters": parameters(tool)}
    return {"type": "function", "function": told}


def parameters(tool: Tool) -> dict[str, Any]:
    """A tool's parameters without the questions, which are for people."""
    shown = {name: _unasked(schema) for name, schema in tool.properties.items()}
    return {**tool.parameters, **({"properties": shown} if "properties" in tool.parameters else {})}


def _unasked(schema: Any) -> Any:
    return {key: part for key, part in schema.items() if key != ASKED} if isinstance(schema, Mapping) else schema


def to_json(value: Any, indent: int | None = None) -> str:
    """JSON as the chat templates write it."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def messages(role: str, words: str, context: Context) -> tuple[Message, ...]:
    """The messages of a role. What changes from task to task comes last, so that the tools are read only once."""
    history = [Message(turn.role, turn.content) for turn in context.history[-_TURNS:] if turn.content.strip()]
    lines = [] if role == PLANNER else known(context)
    said = "\n".join([*lines, "", f"Task: {words}"]) if lines else words
    return (Message("system", role), *_alternating([*history, Message("user", said)]))


def _alternating(history: Sequence[Message]) -> list[Message]:
    """Turns that begin with the user's and take turns, as some families demand; turns of one role are joined."""
    found: list[Message] = []
    for turn in history:
        if found and found[-1].role == turn.role:
            found[-1] = Message(turn.role, f"{found[-1].content}\n{turn.content}")
        elif found or turn.role == "user":
            found.append(turn)
    return found


def known(context: Context) -> list[str]:
    """What a caller may copy from besides the task, a line each: data, never orders."""
    lines = [f"Now: {context.now.strftime('%A')} {context.now.isoformat(timespec='minutes')}"]
    for name, value in context.facts.items():
        if name not in ("now", "zone", "locale"):
            lines.append(f"Known: {name} = {to_json(value)}")
    for step, seen in context.results.items():
        shown = to_json(seen.result) if seen.status == "ok" else f"not known yet; {to_json(seen.returns or {})}"
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}... (cut)"
        lines.append(f"Result ${step} of {seen.call.name}: {shown}")
    lines += [f"The user's answer for {name}: {words}" for name, words in context.answers.items()]
    return lines
