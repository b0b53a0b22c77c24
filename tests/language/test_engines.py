"""Whatever a model writes is valid; and the same weights write the same, through either engine."""

from __future__ import annotations

from datetime import datetime, timezone
from functools import cache

import pytest

from lamlite.core.call import Call
from lamlite.core.context import Context, Observation
from lamlite.core.plan import Plan
from lamlite.core.tool import Tool
from lamlite.grammar.validate import validate
from lamlite.language.caller import Care, LanguageCaller, avoid
from lamlite.language.decode import Decoded, Picking
from lamlite.language.dialects import dialect
from lamlite.language.jobs import CallJob, PlanJob
from lamlite.language.model import LanguageModel
from lamlite.language.planner import LanguagePlanner
from lamlite.language.prompt import CALLER, Talk, messages

from .conftest import LIGHTS, MAIL, REMINDER
from .engines import DIALECT, ENGINES, session

TASKS = (
    "remind me tomorrow at 6 pm to go shopping",
    "dim the hall to 20",
    "mail bob@x.org that I am late",
    "é 日本 😀",
)
NOW = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)


@cache
def model(name: str) -> LanguageModel:
    return LanguageModel(session(name), dialect(DIALECT[name.partition("-")[2]]))


def written(name: str, task: str, tools: tuple[Tool, ...]) -> Decoded:
    one = model(name)
    one.picking = Picking()
    _, found = one.answer(Talk(messages(CALLER, task, Context(NOW)), tools, NOW), CallJob(tools))
    assert found.fault == ""
    return found


@pytest.mark.parametrize("name", ENGINES)
def test_every_output_is_valid(name: str) -> None:
    properties = {"email": {"type": "string", "format": "email"}, "n": {"type": "integer"}}
    returns = {"type": "object", "properties": properties}
    seen = {1: Observation(Call("find"), "ok", {"email": "a@b.org", "n": 4}, returns)}
    for seed in range(6):
        context = Context(NOW, results=seen if seed % 2 else {}, rejected={"room": ("hall",), "level": (20, 30)})
        model(name).picking = Picking(temperature=(0.0, 0.7, 1.5)[seed % 3], seed=seed)
        tools = (REMINDER, LIGHTS, MAIL)[seed % 3 :]
        task = TASKS[seed % len(TASKS)]
        reply = LanguageCaller(model(name), Care(ask=seed > 3)).call(task, tools, context)
        last = model(name).last
        assert last is not None
        assert last.fault == ""
        if isinstance(reply, Call):
            used = next(tool for tool in tools if tool.name == reply.name)
            arguments = reply.arguments
            if "$1" not in str(arguments):  # what a reference stands for is checked once it is there
                assert validate(arguments, used.parameters) == []
            assert arguments.get("room") != "hall"
            assert arguments.get("level") not in (20, 30)
            assert set(reply.sources) >= {key for key, value in arguments.items() if not isinstance(value, dict)}
        talk = Talk(messages(CALLER, task, context), tools, NOW)
        forced, _ = model(name).answer(talk, CallJob(tools, avoid=avoid(tools, context), ask=False, none=False))
        assert isinstance(forced, Call)
        assert validate(forced.arguments, next(t for t in tools if t.name == forced.name).parameters) == []
        assert forced.arguments.get("room") != "hall"
        plan = LanguagePlanner(model(name)).plan(task, context)
        assert 1 <= len(plan.steps) <= 8
        assert 0 <= plan.confidence <= 1


@pytest.mark.parametrize("arch", ["qwen3", "llama"])
def test_the_same_weights_write_the_same_through_both_engines(arch: str) -> None:
    texts = set()
    for task, tools in zip(TASKS, ((REMINDER,), (LIGHTS, MAIL), (MAIL,), (LIGHTS,)), strict=True):
        one, other = written(f"llamacpp-{arch}", task, tools), written(f"onnx-{arch}", task, tools)
        assert one.tokens == other.tokens
        assert (one.free, one.forced) == (other.free, other.forced)
        assert one.log == pytest.approx(other.log, abs=0.01)
        texts.add(one.text)
    assert len(texts) > 2


@pytest.mark.parametrize("name", ENGINES)
def test_no_state_is_left(name: str) -> None:
    fresh = LanguageModel(session(name), dialect(DIALECT[name.partition("-")[2]]))
    tools, context = (LIGHTS, MAIL), Context(NOW)
    job = CallJob(tools)
    expected = {}
    for task in TASKS[:2]:
        _, expected[task] = LanguageModel(session(name), fresh.dialect).answer(
            Talk(messages(CALLER, task, context), tools, NOW), job
        )
    for task in (TASKS[0], TASKS[1], TASKS[1], TASKS[0]):
        fresh.answer(Talk((*messages(CALLER, f"plan {task}", context),)), PlanJob(task, 2))
        _, found = fresh.answer(Talk(messages(CALLER, task, context), tools, NOW), job)
        assert (found.text, found.log) == (expected[task].text, expected[task].log)


@pytest.mark.parametrize("name", ENGINES)
def test_plans_are_in_the_words_of_the_request(name: str) -> None:
    request = "Move my 3pm to Friday, and text Bob."
    for seed in range(4):
        model(name).picking = Picking(temperature=1.0, seed=seed)
        plan = LanguagePlanner(model(name)).plan(request, Context(NOW))
        assert isinstance(plan, Plan)
        for step in plan.steps:
            words = [word for word in step.task.split() if not word.startswith("$")]
            assert words
            assert all(word.strip(".,") in request for word in words)
            assert all(need < step.id for need in step.needs)
