"""The bundled Caller on its real weights, and the decode on random ones: valid whatever the scores are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import numpy as np
import pytest

from lamlite.cards import models_folder
from lamlite.core.call import Ask, Call, NoCall
from lamlite.core.context import Context, Observation
from lamlite.core.tool import Tool
from lamlite.grammar.validate import validate
from lamlite.model import load_caller
from lamlite.pointer.caller import PointerCaller, Selected, Thresholds
from lamlite.pointer.heads import Heads
from lamlite.pointer.reader import Reader
from lamlite.pointer.words import Words

NOW = Context(datetime(2026, 11, 23, 9, tzinfo=timezone.utc))
LIGHT = Tool("dim_light", "Set the brightness of a light.", {
    "type": "object", "required": ["room", "level"], "additionalProperties": False, "properties": {
        "room": {"type": "string", "description": "Room the light is in"},
        "level": {"type": "integer", "minimum": 0, "maximum": 100, "description": "Brightness in percent"},
        "mode": {"type": "string", "enum": ["instant", "fade"], "description": "How it changes"}}})  # fmt: skip
WEATHER = Tool("get_weather", "The weather forecast of a place.", {
    "type": "object", "required": ["place"], "additionalProperties": False, "properties": {
        "place": {"type": "string", "description": "City or town"},
        "days": {"type": "array", "items": {"type": "string", "format": "date"}, "uniqueItems": True}}})  # fmt: skip


class _Noise:
    """An encoder that gives random vectors."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def encode(self, embeds: Any, types: Any) -> Any:
        return self._random.normal(0, 3, embeds.shape).astype(np.float32)


@pytest.mark.parametrize("seed", range(40))
def test_random_scores_give_valid_calls(seed: int) -> None:
    folder = models_folder()
    reader = Reader(Words(folder / "words"), _Noise(seed), Heads.load(folder / "caller" / "heads.npz"))
    caller = PointerCaller(reader, Thresholds(refuse=1.1, ask=1.1))
    reply = caller.call("dim the den to 30 or maybe forty percent by 3 May, no, 4 May", (LIGHT, WEATHER), NOW)
    call = reply.call if isinstance(reply, Ask) else reply
    assert isinstance(call, Call)
    tool = {"dim_light": LIGHT, "get_weather": WEATHER}[call.name]
    faults = [fault for fault in validate(call.arguments, tool.parameters) if fault.keyword != "required"]
    assert not faults
    assert 0.0 <= reply.confidence <= 1.0


def test_the_bundled_model_calls() -> None:
    reply = load_caller().call("set the light in the kitchen to 30 percent", (WEATHER, LIGHT), NOW)
    assert isinstance(reply, Call)
    assert (reply.name, reply.arguments["level"], reply.arguments["room"]) == ("dim_light", 30, "kitchen")
    assert reply.sources["room"].text == "kitchen"
    start, end = reply.sources["room"].start, reply.sources["room"].end
    assert "set the light in the kitchen to 30 percent"[start:end] == "kitchen"


def test_exceptions_are_left_out_of_the_days_of_a_list() -> None:
    days = {"type": "array", "items": {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
            "description": "Weekdays on which it rings every week."}  # fmt: skip
    bell = Tool("ring", "Ring a bell.", {"type": "object", "required": ["days"], "properties": {"days": days}})
    reply = load_caller().fill("ring every day except Sunday", bell, NOW)
    assert isinstance(reply, Call) and reply.arguments == {"days": ["mon", "tue", "wed", "thu", "fri", "sat"]}


def test_a_refused_value_is_not_offered_again() -> None:
    told = Context(NOW.now, rejected={"level": (30,)})
    reply = load_caller().fill("set the kitchen light to 30 percent", LIGHT, told)
    call = reply.call if isinstance(reply, Ask) else reply
    assert call is not None and call.arguments.get("level") != 30


def test_no_tools_is_no_call() -> None:
    assert isinstance(load_caller().call("anything", (), NOW), NoCall)


def test_the_same_request_gives_the_same_call_whatever_ran_before() -> None:
    caller = load_caller()
    first = caller.call("weather in Lima", (WEATHER, LIGHT), NOW)
    caller.call("dim the hall to 5 percent", (LIGHT,), NOW)
    assert caller.call("weather in Lima", (WEATHER, LIGHT), NOW) == first


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀😀", "שלום", "x" * 20_000, "$1.email {} [] <tool>"])
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(load_caller().call(text, (LIGHT, WEATHER), NOW), Call | Ask | NoCall)


def test_results_can_be_copied_from() -> None:
    seen = Observation(Call("find_city"), "ok", {"city": "Quito"})
    reply = load_caller().fill("what is the weather there", WEATHER, Context(NOW.now, results={1: seen}))
    call = reply.call if isinstance(reply, Ask) else reply
    assert call is not None
    assert "place" not in call.arguments or call.sources["place"].kind in ("result", "request")


def test_a_reply_that_was_weighed_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def reply(self: PointerCaller, task: str, tools: tuple[Tool, ...], context: Context) -> tuple[Call, float]:
        asked.append(task)
        return Call("dim_light", {}, 1.0, {}), -0.5

    monkeypatch.setattr(PointerCaller, "_call", reply)
    reader: object = None
    caller = PointerCaller(reader)  # type: ignore[arg-type]
    tools = (LIGHT, WEATHER)
    assert caller.weigh("dim the den", tools, NOW)[0] == -0.5
    caller.call("dim the den", tools, NOW)
    assert asked == ["dim the den"]
    caller.call("dim the den", tools, NOW)
    assert len(asked) == 2  # handed out once: the bench must not measure a cache


def test_a_part_that_lacks_a_value_is_read_again_beside_the_whole_request(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bool] = []

    def filled(self: object, task: str, tool: Tool, context: Context, whole: bool = False) -> tuple[Call | Ask, float]:
        read.append(whole)
        call = Call("get_weather", {"place": "Lima"} if whole else {}, 0.9)
        return (call, -0.1) if whole else (Ask("Where?", ("place",), call), -0.1)

    monkeypatch.setattr(PointerCaller, "_filled", filled)
    monkeypatch.setattr(PointerCaller, "select", lambda *_: Selected((1.0,), 0.0))
    caller = PointerCaller(None)  # type: ignore[arg-type]
    alone = caller.call("and the weather there", (WEATHER,), NOW)
    assert isinstance(alone, Ask) and read == [False]
    part = replace(NOW, request="the time in Lima and the weather there")
    reply = caller.call("and the weather there", (WEATHER,), part)
    assert isinstance(reply, Call) and reply.arguments == {"place": "Lima"} and read == [False, False, True]


def test_options_of_which_none_is_allowed_are_left_out() -> None:
    odd = Tool("paint", "Paint a wall.", {"type": "object", "properties": {
        "color": {"type": "string", "enum": ["red", "blue"], "minLength": 9}}})  # fmt: skip
    reply = load_caller().fill("paint the wall red", odd, NOW)
    assert isinstance(reply, Call) and "color" not in reply.arguments
