"""The exam and the scenes of the bundled tools, with scripted models."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import pytest

from benchmarks import own, pair, scenes
from lamlite import Agent, Ask, Call, Models, NoCall
from lamlite.testing import ScriptedCaller, ScriptedPlanner

TIMER = {"name": "set_timer", "arguments": {"seconds": 720}}
REPLIES = {
    "time": Call("now"),
    "timer": Call("set_timer", {"seconds": 720}),
    "which timer": Ask("How long?", ("seconds",), Call("set_timer")),
    "pizza": NoCall("No tool does that."),
    "milk": Call("add_todo", {"item": "milk", "list": "shopping"}),
}
MODELS = Models(ScriptedPlanner({"both": ["time", "timer"]}), ScriptedCaller(REPLIES))


def row(request: str, kind: str, *calls: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": request, "request": request, "kind": kind, "calls": list(calls), **more}


@pytest.mark.parametrize(
    ("wanted", "cause"),
    [
        (row("timer", "call", TIMER), ""),
        (row("timer", "call", {"name": "set_timer", "arguments": {"seconds": 60}}), "wrong value: set_timer.seconds"),
        (row("both", "call", TIMER, {"name": "now", "arguments": {}}), ""),
        (row("pizza", "none"), ""),
        (row("timer", "none"), "called though nothing fits"),
        (row("pizza", "call", TIMER), "refused"),
        (row("which timer", "ask", {"name": "set_timer", "arguments": {}}, missing=["seconds"]), ""),
        (row("timer", "ask", {"name": "set_timer", "arguments": {}}, missing=["seconds"]), "acted instead of asking"),
        (row("which timer", "call", TIMER), "asked: seconds"),
    ],
)
def test_a_row(wanted: dict[str, Any], cause: str) -> None:
    with pair.quiet_place():
        agent = Agent(models=Models(MODELS.planner, ScriptedCaller(REPLIES), MODELS.retriever))
        agent.models.retriever = _All()
        tools = {tool.name: tool for tool in agent.registry.tools}
        found = own.run_row(wanted, agent, tools)
    assert (found["cause"], found["ok"]) == (cause, not cause)


class _All:
    """A Retriever that finds what the scripted Caller will name."""

    def retrieve(self, task: str, tools: tuple[Any, ...], limit: int) -> Any:
        from lamlite.core.context import Retrieved

        wanted = {"now", "set_timer", "add_todo"}
        return Retrieved(tuple(tool for tool in tools if tool.name in wanted))


def test_figures_add_up() -> None:
    rows = [
        {"kind": "single", "ok": True, "cause": "", "ms": 1.0},
        {"kind": "single", "ok": False, "cause": "wrong value: a.b", "ms": 2.0},
        {"kind": "none", "ok": True, "cause": "", "ms": 3.0},
    ]
    figures = own.figures_of(rows)
    assert figures["exact"] == 66.7
    assert figures["kinds"]["single"] == {"n": 2, "exact": 50.0}
    assert figures["causes"] == {"single: wrong value": 1}


def test_every_row_of_the_exam_can_be_read() -> None:
    rows = list(own.rows_of(own.EXAM))
    assert len({one["id"] for one in rows}) == len(rows)
    assert {own.kind_of(one) for one in rows} == set(own.KINDS)


def test_a_scene_is_judged_by_what_is_left_behind() -> None:
    todos: dict[str, Any] = {"tool": "list_todos", "arguments": {"list": "shopping"}, "contains": ["eggs", "milk"]}
    scene = {
        "id": "s",
        "setup": [{"name": "add_todo", "arguments": {"item": "eggs", "list": "shopping"}}],
        "request": "milk",
        "now": pair.NOW,
        "expect": [todos | {"absent": []}],
    }
    models = Models(ScriptedPlanner(), ScriptedCaller(REPLIES), _All())
    before = os.environ.get("LAMLITE_HOME")
    assert scenes.play(scene, models)["ok"]
    found = scenes.play(scene | {"expect": [todos | {"absent": ["eggs"]}]}, models)
    assert (found["ok"], found["cause"]) == (False, "done, but not what was asked")
    assert os.environ.get("LAMLITE_HOME") == before


def test_a_scene_does_not_touch_the_device() -> None:
    with pair.quiet_place():
        tools = {tool.name: tool for tool in map(scenes.harmless, Agent(models=MODELS).registry.tools)}
        with pytest.raises(Exception, match="not touched"):
            tools["lock_screen"]()
        assert tools["list_todos"]()
