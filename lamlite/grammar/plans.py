"""The grammar of a plan: steps in order, needs of earlier steps only, tasks in the words of the request.

A small model that may only pick words in their order cannot invent a name, a number or a date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lamlite.core.errors import UsageError

from .lark import Grammar, literal

# Scripts that are written without spaces: each character is a word of its own (Hiragana to CJK, Thai, Lao, Khmer).
_CLOSE = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CLOSE}]|[^\s{_CLOSE}]+")
_EDGES = '.,;:!?…"“”‘’«»()[]{}'


@dataclass(frozen=True)
class Word:
    """A word of a request.

    Attributes:
        text: As it stands there.
        spaced: Whether there is a space in front of it.
        bare: Without the punctuation at its ends; empty where that is all of it.
    """

    text: str
    spaced: bool
    bare: str


def words_of(request: str) -> list[Word]:
    """The words of a request in order, as tasks may be made of them."""
    found = []
    for match in _WORD.finditer(request):
        spaced = match.start() > 0 and request[match.start() - 1].isspace()
        found.append(Word(match[0], spaced, match[0].strip(_EDGES)))
    return found


def plan_grammar(
    request: str, *, steps: int, references: Sequence[str] = (), before: str = "", after: str = "", spaced: bool = False
) -> Grammar:
    """Plans of 1 to `steps` steps for a request.

    A task is words of the request, in their order, any of them skipped, each with or without the punctuation around
    it; between them may stand `$1` and so on for the steps it needs, and `references` ("$1.email") whose step is an
    earlier one. Ids count from 1; needs name smaller ids, each once, in order.

    Args:
        request: What the user said.
        steps: The most steps.
        references: References to parts of results that a task may name besides whole results.
        before, after: Lark around the plan, see `CallForm`.
        spaced: A space after commas and colons.

    Raises:
        UsageError: the request has no words, or `steps` is below 1.
    """
    words = words_of(request)
    if not words or steps < 1:
        raise UsageError("A plan needs a request with words in it and at least one step.")
    comma, colon = (", ", ": ") if spaced else (",", ":")
    rules = [_start(before, after, colon), *_word_terminals(words)]
    for step in range(1, steps + 1):
        earlier = _earlier(references, step)
        parts = (f'{{"id"{colon}{step}{comma}"task"{colon}"', f'"{comma}"needs"{colon}[', "]}")
        head, middle, tail = map(literal, parts)
        following = f"({literal(comma)} s{step + 1})?" if step < steps else ""
        rules.append(f"s{step}: {head} TASK{step} {middle} {_needs(step, comma)} {tail} {following}".rstrip())
        rules += _task_terminals(words, step, earlier)
    return Grammar("\n".join(rules), _schema(steps))


def _start(before: str, after: str, colon: str) -> str:
    parts = ("start:", before, literal(f'{{"steps"{colon}['), "s1", literal("]}"), after)
    return " ".join(part for part in parts if part)


def _word_terminals(words: Sequence[Word]) -> list[str]:
    """W0, W1...: each word as it stands inside a JSON string."""
    rules = []
    for index, word in enumerate(words):
        ways = dict.fromkeys(text for text in (word.text, word.bare) if text)
        rules.append(f"W{index}: " + " | ".join(literal(json.dumps(way, ensure_ascii=False)[1:-1]) for way in ways))
    return rules


def _earlier(references: Sequence[str], step: int) -> list[str]:
    whole = [f"${number}" for number in range(1, step)]
    parts = [reference for reference in references if re.split(r"[.\[]", reference)[0] in whole]
    return list(dict.fromkeys([*whole, *parts]))


def _task_terminals(words: Sequence[Word], step: int, earlier: Sequence[str]) -> list[str]:
    """TASK: words in order, with references to earlier steps in front of, between and after them.

    T_i is a task whose first word is the i-th or a later one, N_i what follows once there is a word. Both go on
    from the next word, so that the rules grow with the length of the request and not with its square.
    """
    first, then, end = f"T{step}_", f"N{step}_", len(words)
    rules = [f"TASK{step}: {first}0"]
    closing = []
    if earlier:
        refer = f"REF{step}"
        rules = [f'TASK{step}: ({refer} " "){{0,2}} {first}0', f"{refer}: {' | '.join(map(literal, earlier))}"]
        closing = [f'{then}{end}: (" " {refer}){{1,2}}']
    for index, word in enumerate(words):
        more = index + 1 < end
        rest = f"W{index} {then}{index + 1}?" if more or earlier else f"W{index}"
        ways = [rest, f"{first}{index + 1}"] if more else [rest]
        rules.append(f"{first}{index}: {' | '.join(ways)}")
        ways = [f'" " {rest}' if word.spaced else rest]
        ways += [f'(" " REF{step}){{1,2}} " " {rest}'] if earlier else []
        ways += [f"{then}{index + 1}"] if more or earlier else []
        rules.append(f"{then}{index}: {' | '.join(ways)}")
    return [*rules, *closing]


def _needs(step: int, comma: str) -> str:
    """A list of smaller ids, each at most once, in order."""
    if step == 1:
        return ""
    ways = [
        f'"{first}"' + "".join(f" ({literal(comma + str(later))})?" for later in range(first + 1, step))
        for first in range(1, step)
    ]
    return f"({' | '.join(ways)})?"


def _schema(steps: int) -> dict[str, object]:
    number = {"type": "integer", "minimum": 1, "maximum": steps}
    properties = {
        "id": number,
        "task": {"type": "string", "minLength": 1},
        "needs": {"type": "array", "items": number, "uniqueItems": True},
    }
    step = {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
    plan = {"steps": {"type": "array", "items": step, "minItems": 1, "maxItems": steps}}
    return {"type": "object", "properties": plan, "required": ["steps"], "additionalProperties": False}
