"""Repetitions that were said, and whether a call holds them."""

from __future__ import annotations

from typing import Any

import pytest

from lamlite.core.call import Call, Source
from lamlite.core.tool import Tool
from lamlite.steps.repetition import left_out

TEXT = {"type": "string"}
TIME = {"type": "string", "format": "date-time"}


def tool(name: str = "remind", description: str = "Remind once.", **properties: Any) -> Tool:
    return Tool(name, description, {"type": "object", "properties": properties or {"text": TEXT, "when": TIME}})


def said(task: str, *words: str) -> dict[str, Source]:
    """Sources of a text and a time: where their words stand in the task."""
    names = ("text", "when")
    return {
        name: Source("request", one, task.index(one), task.index(one) + len(one))
        for name, one in zip(names, words, strict=False)
    }


@pytest.mark.parametrize(
    ("task", "phrase"),
    [
        ("remind me every Monday at 9 to send it", "every Monday"),
        ("remind me every three days to send it", "every three days"),
        ("remind me each morning to send it", "each morning"),
        ("remind me daily to send it", "daily"),
        ("remind me weekly to send it", "weekly"),
        ("on weekdays remind me to send it", "on weekdays"),
        ("on Mondays and Thursdays remind me to send it", "on Mondays and Thursdays"),
        ("remind me every Monday and Friday to send it", "every Monday and Friday"),
        ("remind me twice a week to send it", "twice a week"),
        ("remind me every other day to send it", "every other day"),
    ],
)
def test_left_out(task: str, phrase: str) -> None:
    call = Call("remind", {"text": "send it", "when": "2026-11-30T09:00:00+00:00"}, sources=said(task, "send it"))
    assert left_out(task, tool(), call) == f"“{phrase}” is left out: remind has no way to repeat."


def test_a_point_in_time_holds_no_repetition_though_it_was_read_from_one() -> None:
    task = "remind me every Monday at 9 to send it"
    sources = said(task, "send it", "every Monday at 9")
    call = Call("remind", {"text": "send it", "when": "2026-11-30T09:00:00+00:00"}, sources=sources)
    assert left_out(task, tool(), call).startswith("“every Monday” is left out")


@pytest.mark.parametrize(
    ("task", "text"),
    [
        ("remind me to send it on Monday", "send it"),
        ("note that the bins go out every Monday", "the bins go out every Monday"),
        ("remind me to send the daily report", "send it"),
        ("note 'every Monday' for me", "it"),
        ("send everyone in each group the news", "the news"),
    ],
)
def test_nothing_is_left_out(task: str, text: str) -> None:
    assert left_out(task, tool(), Call("remind", {"text": text})) == ""


def test_words_that_an_argument_was_taken_from_are_used() -> None:
    task = "call the every day band"
    call = Call("remind", {"text": "EDB"}, sources=said(task, "every day band"))
    assert left_out(task, tool(), call) == ""
    elsewhere = Call("remind", {"text": "EDB"}, sources={"text": Source("request", "every day band", 0, 14)})
    assert left_out(task, tool(), elsewhere)


@pytest.mark.parametrize(
    "able",
    [
        {"days": {"type": "array"}},
        {"rrule": TEXT},
        {"mode": {**TEXT, "description": "How often it comes again."}},
        {"rhythm": {**TEXT, "description": "Say every day, every week."}},
    ],
)
def test_a_parameter_for_it_must_be_given(able: dict[str, Any]) -> None:
    made = tool(text=TEXT, **able)
    (name,) = able
    assert left_out("ring every morning", made, Call("remind", {"text": "x", name: "z"})) == ""
    lost = f"“every morning” is left out: the call gives no {name}."
    assert left_out("ring every morning", made, Call("remind", {"text": "x"})) == lost


def test_a_tool_that_repeats_by_itself() -> None:
    assert left_out("ring every morning", tool("add_daily_reminder"), Call("add_daily_reminder")) == ""
    assert left_out("ring every morning", tool("ring", "Ring every day at a time."), Call("ring")) == ""
