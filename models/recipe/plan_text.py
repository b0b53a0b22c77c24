"""A request and its plan as the decoder reads and writes them: rendered by the code that serves.

The answer is one that the plan grammar (`lamlite/grammar/plans.py`) admits for the request: words in their order, each
with or without the punctuation around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone

from tokenizers import Tokenizer

from lamlite.core.context import Context
from lamlite.core.plan import Plan, Step
from lamlite.grammar.plans import Word, words_of
from lamlite.language.dialects import plain
from lamlite.language.dialects.chatml import END, START
from lamlite.language.prompt import PLANNER, Talk, messages, to_json, tokens_of
from lamlite.pointer.features import Tokens

from .compound import Compound
from .plan_labels import Inexpressible

__all__ = ["END", "START", "TEMPLATE", "Cutter", "PlanText", "plan_of", "plan_text", "spelled"]
TEMPLATE = f"{START}{{{{ messages[-1]['content'] }}}}{END}"  # the dialect, as files tell of it
_CONTEXT = Context(datetime(2026, 1, 5, 9, tzinfo=timezone.utc))


@dataclass
class PlanText:
    """A prompt with its answer behind it, which begins at token `start`."""

    input: Tokens
    start: int


class Cutter:
    """A tokenizer as prompts need it; see `lamlite.backends.session.Spelling`."""

    begin: int | None = None

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = Tokenizer.from_str(tokenizer.to_str())
        self._tokenizer.encode_special_tokens = True

    def tokens(self, text: str) -> list[int]:
        """Plain text in tokens."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def control(self, name: str) -> int | None:
        """The token of a mark."""
        found: int | None = self._tokenizer.token_to_id(name)
        return found


def _placed(request: str) -> Iterator[tuple[int, Word]]:
    at = 0
    for word in words_of(request):
        at = request.index(word.text, at)
        yield at, word
        at += len(word.text)


def plan_of(compound: Compound) -> Plan:
    """The steps in the grammar's words. Raises Inexpressible where a piece ends inside a word."""
    words, needs = list(_placed(compound.request)), dict(compound.needs)
    steps = []
    for step in range(1, compound.count + 1):
        spans = [span for span in compound.spans if span.first <= step <= span.last]
        task = ""
        for at, word in words:
            for span in spans:
                part = compound.request[max(at, span.start) : min(at + len(word.text), span.end)]
                way = word.text if part == word.text else word.bare
                if not part:
                    continue
                if not way or way not in part:
                    raise Inexpressible("a piece begins or ends inside a word")
                task += f" {way}" if task and word.spaced else way
        steps.append(Step(step, task, tuple(sorted(needs.get(step, ())))))
    return Plan(tuple(steps))


def spelled(plan: Plan) -> str:
    """A plan as dialects have it written: JSON with a space behind commas and colons."""
    return to_json({"steps": plan.to_dict()})


def plan_text(compound: Compound, cutter: Cutter) -> PlanText:
    """Prompt and answer of a request in tokens. Raises Inexpressible."""
    prompt = tokens_of(cutter, plain.render(Talk(messages(PLANNER, compound.request, _CONTEXT))))
    end = cutter.control(END)
    answer = cutter.tokens(spelled(plan_of(compound)))
    tokens = Tokens()
    tokens.add([*prompt, *answer, *([] if end is None else [end])], 0)
    return PlanText(tokens, len(prompt))
