"""A plan says only what the request said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from lamlite.core.errors import UsageError
from lamlite.core.plan import Plan
from lamlite.grammar.lark import Grammar, literal
from lamlite.grammar.match import Matcher, Vocabulary
from lamlite.grammar.plans import plan_grammar, words_of
from lamlite.grammar.validate import validate

Write = Callable[[Grammar, int], str]
REQUEST = 'Move my 3pm to Friday, and text "Zoë\\Bob" an hour before.'


@pytest.mark.parametrize("request_text", [REQUEST, "x", "明日の会議をキャンセルして Bob にメール", "…", "a/b\tc\nd"])
@pytest.mark.parametrize("steps", [1, 3])
def test_random_weights_write_plans_in_the_words_of_the_request(request_text: str, steps: int, write: Write) -> None:
    grammar = plan_grammar(request_text, steps=steps, references=["$1.id", "$2.name", "$9"])
    letters = re.sub(r"\s", "", request_text)
    for seed in range(20):
        plan = json.loads(write(grammar, seed))
        assert validate(plan, grammar.schema) == []
        assert len(plan["steps"]) <= steps
        for number, step in enumerate(plan["steps"], start=1):
            assert step["id"] == number
            assert step["needs"] == sorted(set(step["needs"]))
            assert all(0 < need < number for need in step["needs"])
            references = re.findall(r"\$\d(?:\.\w+)?", step["task"], re.ASCII)
            assert all(int(name[1]) < number for name in references)
            assert set(references) <= {"$1", "$2", "$1.id", "$2.name"}
            rest = iter(letters)
            task = re.sub(r"\$\d(\.\w+)?|\s", "", step["task"], flags=re.ASCII)
            assert task
            assert all(letter in rest for letter in task), "the words come in the order of the request"


@pytest.mark.parametrize(
    ("text", "admitted"),
    [
        ('{"steps":[{"id":1,"task":"Move my 3pm to Friday","needs":[]}]}', True),
        ('{"steps":[{"id":1,"task":"Move my 3pm to Friday,","needs":[]}]}', True),
        ('{"steps":[{"id":1,"task":"text \\"Zoë\\\\\\\\Bob\\" before","needs":[]}]}', True),
        ('{"steps":[{"id":1,"task":"text Zoë\\\\\\\\Bob","needs":[]}]}', True),
        ('{"steps":[{"id":1,"task":"my","needs":[]},{"id":2,"task":"$1 Move $1.id $1 3pm $1","needs":[1]}]}', True),
        ('{"steps":[{"id":1,"task":"Friday Move', False),
        ('{"steps":[{"id":1,"task":"text Anna', False),
        ('{"steps":[{"id":1,"task":"Mo ', False),
        ('{"steps":[{"id":1,"task":"Move  my', False),
        ('{"steps":[{"id":1,"task":""', False),
        ('{"steps":[{"id":1,"task":"$1', False),
        ('{"steps":[{"id":2', False),
        ('{"steps":[{"id":1,"task":"Move","needs":[1', False),
        ('{"steps":[{"id":1,"task":"Move","needs":[]},{"id":2,"task":"$1"', False),
        ('{"steps":[{"id":1,"task":"Move","needs":[]},{"id":2,"task":"$2', False),
        ('{"steps":[{"id":1,"task":"Move","needs":[]},{"id":2,"task":"$1.email', False),
        ('{"steps":[{"id":1,"task":"Move","needs":[]},{"id":2,"task":"text","needs":[]},{"id":3', False),
    ],
)  # fmt: skip
def test_what_a_plan_may_say(text: str, admitted: bool, flat: Vocabulary) -> None:
    matcher = Matcher(flat, plan_grammar(REQUEST, steps=2, references=["$1.id"]))
    text = text.replace("\\\\\\\\", "\\\\")
    assert matcher.feed(flat.encode(text)) == admitted
    assert matcher.done == admitted


def test_layout(write: Write) -> None:
    text = write(plan_grammar("go", steps=1, before=literal("PLAN "), after=literal("\n"), spaced=True), 0)
    assert text == 'PLAN {"steps": [{"id": 1, "task": "go", "needs": []}]}\n'
    three = write(plan_grammar("go", steps=3, spaced=True), 2)
    assert three == json.dumps(json.loads(three))


def test_what_core_reads(write: Write) -> None:
    grammar = plan_grammar(REQUEST, steps=4)
    for seed in range(20):
        assert Plan.from_dict(json.loads(write(grammar, seed))["steps"]).steps


def test_words() -> None:
    assert [(word.text, word.bare) for word in words_of('say "hi", ok?')] == [
        ("say", "say"),
        ('"hi",', "hi"),
        ("ok?", "ok"),
    ]
    assert [(word.text, word.spaced) for word in words_of("会う Bob")] == [("会", False), ("う", False), ("Bob", True)]


@pytest.mark.parametrize(("request_text", "steps"), [("", 3), ("   ", 3), ("go", 0)])
def test_no_plan(request_text: str, steps: int) -> None:
    with pytest.raises(UsageError):
        plan_grammar(request_text, steps=steps)
