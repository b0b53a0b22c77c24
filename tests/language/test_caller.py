"""The two roles on scripted and random models: where values came from, what is asked, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from lamlite.core.call import Ask, Call, NoCall, Source
from lamlite.core.context import Context, Observation, Turn
from lamlite.core.errors import UsageError
from lamlite.core.tool import Tool
from lamlite.language.caller import Care, LanguageCaller
from lamlite.language.decode import Picking
from lamlite.language.dialects import dialect
from lamlite.language.model import LanguageModel, Trust
from lamlite.language.planner import LanguagePlanner
from lamlite.language.references import references
from lamlite.testing import RandomBackend, ScriptedBackend

TASK = "remind me tomorrow at 6 pm to  go shopping"
WHEN = "2026-11-24T18:00:00Z"
FOUND = Observation(
    Call("find_contact"),
    "ok",
    {"email": "bob@x.org", "phones": [{"n": "12"}], "age": None},
    {
        "type": "object",
        "properties": {
            "email": {"type": "string", "format": "email"},
            "phones": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "string"}}}},
            "age": {"type": "integer"},
            "nick": {"type": "string"},
        },
    },
)


def scripted(*answers: Any, care: Care = Care()) -> LanguageCaller:
    texts = [answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False) for answer in answers]
    return LanguageCaller(LanguageModel(ScriptedBackend(texts), dialect("chatml")), care)


def call(name: str, **arguments: Any) -> dict[str, Any]:
    return {"name": name, "arguments": arguments}


def test_values_know_the_words_they_came_from(tools: tuple[Tool, ...], context: Context) -> None:
    reply = scripted(call("add_reminder", title="Go shopping", when=WHEN, minutes=6)).call(TASK, tools, context)
    assert isinstance(reply, Call)
    assert reply.confidence == pytest.approx(1, abs=1e-5)
    assert {name: (source.kind, source.text) for name, source in reply.sources.items()} == {
        "title": ("request", "go shopping"),
        "when": ("request", "tomorrow at 6 pm"),
        "minutes": ("request", "6"),
    }
    for source in reply.sources.values():
        assert TASK[source.start : source.end] == source.text


@pytest.mark.parametrize(
    ("task", "answer", "expected"),
    [
        ("hall lights", call("set_lights", room="hall", level=20, on=True), ["request", "generated", "default"]),
        ("dim the hall to twenty", call("set_lights", room="hall", level=20, on=False),
         ["request", "request", "option"]),
        ("make it cosy", call("set_lights", room="nursery"), ["option"]),
        ("mail bob@x.org that dinner is late", call("send_mail", to="bob@x.org", body="Dinner is late",
         options={"copies": 3}), ["request", "request", "generated"]),
        ("remind me tomorrow at 6 pm of the late dinner", call("add_reminder", title="Dinner late", when=WHEN,
         tags=["late", "dinner"]), ["request", "request", "request"]),
    ],
)  # fmt: skip
def test_kinds_of_sources(
    task: str, answer: dict[str, Any], expected: list[str], tools: tuple[Tool, ...], context: Context
) -> None:
    reply = scripted(answer).call(task, tools, context)
    assert isinstance(reply, Call)
    assert [source.kind for source in reply.sources.values()] == expected


def test_a_value_from_nowhere_becomes_a_question(tools: tuple[Tool, ...], context: Context) -> None:
    answer = call("add_reminder", title="Buy a yacht", when=WHEN)
    reply = scripted(answer).call(TASK, tools, context)
    assert isinstance(reply, Ask)
    assert reply.missing == ("title",)
    assert reply.question == "What do you want to be reminded of?"
    assert reply.call is not None
    assert dict(reply.call.arguments) == {"when": WHEN}
    assert set(reply.call.sources) == {"when"}
    kept = scripted(answer, care=Care(ask=False)).call(TASK, tools, context)
    assert isinstance(kept, Call)
    assert kept.sources["title"] == Source("generated")
    wrong = scripted(call("add_reminder", title="go shopping", when="2027-01-01T08:00:00Z")).call(TASK, tools, context)
    assert isinstance(wrong, Ask)
    assert wrong.missing == ("when",)


def test_what_else_is_known(tools: tuple[Tool, ...], context: Context) -> None:
    known = replace(
        context,
        facts={"profile": {"mail": "me@home.org"}, "now": "x"},
        history=(Turn("user", "her mail is ann@x.org"),),
        results={2: FOUND},
        answers={"body": "see you at noon"},
    )
    for to, kind, text in (
        ("me@home.org", "fact", "profile"),
        ("ann@x.org", "history", "user"),
        ("bob@x.org", "result", "$2.email"),
        ("$2.email", "result", "$2.email"),
    ):
        reply = scripted(call("send_mail", to=to, body="See you at noon")).call("mail it", tools, known)
        assert isinstance(reply, Call), to
        assert (reply.sources["to"].kind, reply.sources["to"].text) == (kind, text)
        assert reply.sources["body"] == Source("user", "body: see you at noon")


def test_references_exist_and_fit(tools: tuple[Tool, ...], context: Context) -> None:
    known = replace(context, results={1: FOUND})
    assert set(references(known)) == {"$1", "$1.email", "$1.phones", "$1.phones[0]", "$1.phones[0].n"}
    for wrong in ("$1", "$1.nick", "$2.email", "$1.phones"):
        with pytest.raises(UsageError, match="does not admit"):
            scripted(call("send_mail", to=wrong, body="x")).call("mail bob", tools, known)
    planned = replace(context, results={1: replace(FOUND, status="planned", result=None)})
    assert "$1.nick" in references(planned)
    bare = replace(context, results={1: Observation(Call("x"), "ok", {"n": 3, "ok": True, "l": [1.5], "e": []})})
    assert references(bare)["$1.n"] == {"type": "integer"}
    assert references(bare)["$1.l[0]"] == {"type": "number"}
    failed = replace(context, results={1: Observation(Call("x"), "error", error="No.")})
    assert references(failed) == {}


def test_what_the_world_refused_is_not_said_again(tools: tuple[Tool, ...], context: Context) -> None:
    refused = replace(context, rejected={"room": ("hall",), "options.copies": (2,), "title": ("Go shopping",)})
    with pytest.raises(UsageError, match="does not admit"):
        scripted(call("set_lights", room="hall")).call("hall", tools, refused)
    with pytest.raises(UsageError, match="does not pass the check"):
        scripted(call("send_mail", to="a@b.org", body="x", options={"copies": 2})).call("x", tools, refused)
    reply = scripted(call("set_lights", room="kitchen")).call("kitchen", tools, refused)
    assert isinstance(reply, Call)


def test_questions_and_refusals(tools: tuple[Tool, ...], context: Context) -> None:
    asked = scripted({"ask": ["when"], "question": "When?"}).call("remind me", tools, context)
    assert (asked.question, asked.missing) == ("When?", ("when",))  # type: ignore[union-attr]
    none = scripted({"none": "No oven here."}).call("bake a cake", tools, context)
    assert none == NoCall("No oven here.", ("add_reminder", "set_lights", "send_mail"), none.confidence)
    assert scripted().call("x", (), context) == NoCall("There are no tools.")
    filled = scripted(call("set_lights", room="hall")).fill("the hall", tools[1], context)
    assert isinstance(filled, Call)
    with pytest.raises(UsageError, match="does not admit"):
        scripted({"none": "no"}).fill("the hall", tools[1], context)


def test_an_answer_that_cannot_be_used(tools: tuple[Tool, ...], context: Context) -> None:
    model = LanguageModel(RandomBackend(3), dialect("qwen3"), Picking(limit=30))
    reply = LanguageCaller(model).call("x", tools[:1], context)
    assert reply == NoCall("The model did not finish its answer within 30 tokens.", ("add_reminder",), 0.0)
    asked = LanguageCaller(model).fill("x", tools[0], context)
    assert asked == Ask("What do you want to be reminded of?", ("title",))
    plan = LanguagePlanner(model).plan("do this and that and more", context)
    assert [step.task for step in plan.steps] == ["do this and that and more"]
    assert plan.confidence == 0
    assert LanguagePlanner(model).plan("\u3000", context).steps[0].task == "\u3000"


def test_a_plan_needs_what_its_tasks_name(context: Context) -> None:
    text = json.dumps({"steps": [
        {"id": 1, "task": "find Bob", "needs": []}, {"id": 2, "task": "text $1 Hi", "needs": []},
        {"id": 3, "task": "stop", "needs": [2]},
    ]})  # fmt: skip
    planner = LanguagePlanner(LanguageModel(ScriptedBackend([text]), dialect("qwen3"), trust=Trust(1.0, -20.0)))
    plan = planner.plan("find Bob, text Hi and stop", context)
    assert [step.needs for step in plan.steps] == [(), (1,), (2,)]
    assert plan.confidence < 0.01


@pytest.mark.parametrize("name", ["chatml", "gemma", "hermes", "llama3", "qwen3"])
def test_random_models_keep_to_the_contract(name: str, tools: tuple[Tool, ...], context: Context) -> None:
    known = replace(context, results={1: FOUND}, history=(Turn("user", "hi"),))
    for seed in range(6):
        model = LanguageModel(RandomBackend(seed), dialect(name), Picking(limit=20_000))
        reply = LanguageCaller(model).call(TASK, tools, known)
        assert model.last is not None
        assert model.last.fault == ""
        assert 0 <= reply.confidence <= 1
        again = LanguageModel(RandomBackend(seed), dialect(name), Picking(limit=20_000))
        assert LanguageCaller(again).call(TASK, tools, known) == reply
