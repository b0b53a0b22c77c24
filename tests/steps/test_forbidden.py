"""What says that it is not to be done, and what only sounds like it."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from lamlite.core.call import Call, NoCall
from lamlite.core.context import Context
from lamlite.core.plan import Plan, Step
from lamlite.core.tool import Tool
from lamlite.steps.caller import Caller
from lamlite.steps.forbidden import forbids, heeded
from lamlite.steps.planner import Planner
from lamlite.testing import ScriptedCaller, ScriptedPlanner

NOW = Context(datetime(2026, 11, 22, 9, tzinfo=timezone.utc))


@pytest.mark.parametrize(
    "task",
    [
        "don't cancel the dentist",
        "Don’t cancel the dentist",
        "dont cancel the dentist",
        "do not delete the note",
        "never delete my notes",
        "never ever delete my notes",
        "no need to remind me",
        "there's no need to remind me",
        "you don't need to call Ann",
        "please don't call Ann",
        "please, do not call Ann",
        "whatever you do, do not delete the pasta timer",
        "hey, whatever you do don't touch the alarm",
        "and please do not turn on wifi",
        "if it rains tomorrow, don't water the plants",
        "make sure you don't send the mail",
        "be sure not to send the mail",
        "under no circumstances send the mail",
        "do not, under any circumstances, send the mail",
        "I don't want you to send the mail",
        "could you please not send the mail",
        "don't",
        "never mind",
        "Nevermind.",
        "oh never mind, forget it",
        "forget it",
        "ok, forget about it",
        "don't delete the pasta timer, it is for Ann",
        "don't delete the pasta timer, I need it for the oven",
        "don't delete rye bread, whole milk and eggs",
        "don't cancel the dentist, just leave it",
        "don't cancel the dentist, just in case",
        "don't cancel the dentist or the gym, please",
    ],
)
def test_forbids(task: str) -> None:
    assert forbids(task)


@pytest.mark.parametrize(
    "task",
    [
        "don't forget to buy milk",
        "please don't forget to buy milk",
        "don't let me forget the milk",
        "never let me forget Ann's birthday",
        "don't hesitate to call Ann",
        "don't worry about the noise, set the volume to 20",
        "do not disturb",
        "do not disturb on",
        "turn on do not disturb",
        "do not disturb until 5",
        "tell Sam don't wait",
        "tell Sam never to wait",
        "note: don't buy milk",
        "add 'do not enter' to my notes",
        "'do not enter' goes to my notes",
        "I don't need the note any more, throw it away",
        "I don't want the airport alarm any longer, switch it off",
        "remind me not to call Ann",
        "forget the wifi network at home",
        "what did I never finish",
        "you never told me the time",
        "remember don't buy milk",
        "forget the note about it",
        "doughnuts",
        "don't cancel the gym session, move it to 7 pm",
        "don't delete the note, just add milk",
        "don't call Ann, text her",
        "don't set an alarm but, please, set a timer",
        "never mind the kitchen, turn off the bedroom light",
        "now",
        "no",
        "note no milk",
        "",
    ],
)
def test_does_not_forbid(task: str) -> None:
    assert not forbids(task)


def test_what_is_forbidden_reaches_no_model() -> None:
    model = ScriptedCaller({"don't wipe": Call("wipe")})
    reply = Caller(model).call("don't wipe", [Tool("wipe")], NOW)
    assert reply == NoCall("It says not to.")
    assert model.asked == []


@pytest.mark.parametrize(
    ("request_", "tasks", "given_back"),
    [
        ("mute it and please do not turn on wifi", ["mute it", "turn on wifi"], ["mute it", "do not turn on wifi"]),
        ("whatever you do, don’t wipe it, and mute it", ["wipe it", "mute it"], ["don’t wipe it", "mute it"]),
        ("turn on wifi but never turn on wifi calls", ["turn on wifi", "turn on wifi calls"],
         ["turn on wifi", "never turn on wifi calls"]),
        ("don't delete the milk and the eggs", ["delete the milk", "delete the eggs"],
         ["don't delete the milk", "don't delete the eggs"]),
        ("don't forget to mute it and wipe it", ["mute it", "wipe it"], ["mute it", "wipe it"]),
        ("turn on do not disturb and mute it", ["turn on do not disturb", "mute it"],
         ["turn on do not disturb", "mute it"]),
        ("do not disturb on, mute it", ["disturb on", "mute it"], ["disturb on", "mute it"]),
        ("say it otherwise", ["other words"], ["other words"]),
    ],
)  # fmt: skip
def test_a_step_gets_back_the_word_that_forbids_it(request_: str, tasks: list[str], given_back: list[str]) -> None:
    plan = Plan(tuple(Step(number, task) for number, task in enumerate(tasks, 1)))
    assert list(heeded(plan, request_).tasks) == given_back


def test_every_reading_of_a_request_heeds_it() -> None:
    cut, whole = (Plan((Step(1, task),)) for task in ("wipe it", "never wipe it"))
    model = ScriptedPlanner({"never wipe it": Plan(cut.steps, others=(whole,))})
    plan = Planner(model).plan("never wipe it", NOW)
    assert [one.tasks for one in (plan, *plan.others)] == [("never wipe it",), ("never wipe it",)]
