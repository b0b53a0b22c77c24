"""Somebody else's code runs in here: whatever it does, a Result comes back in time."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pytest

from lamlite.core.errors import Ambiguous, NotFound, ToolError
from lamlite.core.limits import Limits
from lamlite.core.tool import Effect, Tool
from lamlite.steps.executor import Executor, planned
from lamlite.steps.result import Result

LIMITS = Limits(seconds=5.0, result=1000)
variable: ContextVar[str] = ContextVar("variable", default="none")


def run(code: Any, effect: str = "write", limits: Limits = LIMITS, **more: Any) -> Result:
    arguments = more.pop("arguments", {})
    return Executor().run(Tool("act", effect=Effect(effect), run=code, **more), arguments, limits)


def ended() -> None:
    """Wait for tools that ran out of time."""
    for thread in threading.enumerate():
        if thread.name.startswith("tool "):
            thread.join(9)


def raising(error: BaseException) -> Any:
    def code() -> Any:
        raise error

    return code


def test_a_result_is_plain_json() -> None:
    assert run(lambda: {"a": (1, None)}) == Result("ok", {"a": [1, None]})


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ValueError("bad\n thing"), "act failed: ValueError: bad thing."),
        (ValueError(), "act failed: ValueError."),
        (SystemExit(3), "act tried to end the program (3)."),
        (KeyboardInterrupt(), "act failed: KeyboardInterrupt."),
        (MemoryError("x" * 400), "act failed: MemoryError: " + "x" * 284 + "...."),
        (ToolError("It is closed.", hint="Open it."), "It is closed. Open it."),
    ],
)
def test_whatever_it_raises(error: BaseException, says: str) -> None:
    found = run(raising(error))
    assert found.status == "error"
    assert found.error == says or found.error == says.replace("....", "...")


def test_names_that_fit_several_or_nothing() -> None:
    found = run(raising(Ambiguous("Which?", choices=("a", "b"), parameter="p")))
    assert (found.choices, found.parameter) == (("a", "b"), "p")
    found = run(raising(NotFound("None.", nearest=("c",), parameter="p")))
    assert (found.nearest, found.parameter) == (("c",), "p")


def test_endless_recursion() -> None:
    def again() -> Any:
        return again()

    assert "RecursionError" in run(again).error


@pytest.mark.parametrize("value", [float("nan"), object(), {1j: 2}, b"x"])
def test_a_result_that_is_not_json(value: Any) -> None:
    found = run(lambda: value)
    assert "not JSON" in found.error
    assert found.error.endswith("Its effect has happened.")


def test_a_result_that_contains_itself() -> None:
    value: list[Any] = []
    value.append(value)
    assert "not JSON" in run(lambda: value, effect="read").error


def test_a_result_that_is_too_long() -> None:
    assert "at most 1,000 are taken." in run(lambda: "x" * 2000, effect="read").error


def test_a_result_that_its_schema_forbids() -> None:
    found = run(lambda: {"n": "x"}, returns={"type": "object", "properties": {"n": {"type": "integer"}}})
    assert found.status == "error"
    assert found.value == {"n": "x"}
    assert found.error.startswith("act returned something its schema forbids: /n: ")
    assert found.error.endswith("Its effect has happened.")
    assert "schema forbids: 3 is" in run(lambda: 3, returns={"type": "string"}).error


def test_what_cannot_run() -> None:
    assert run(None).error == "act is only a schema: there is no code to run."
    found = run(lambda: 1, missing="there is no pactl")
    assert (found.error, found.ran) == ("act is not available here: there is no pactl.", False)


def test_a_tool_that_takes_too_long() -> None:
    release = threading.Event()
    found = run(lambda: release.wait(9), limits=Limits(seconds=0.1))
    assert found.error == "act took longer than 0.1 seconds. It may still have had its effect."
    assert run(lambda: release.wait(9), "read", Limits(seconds=0.05)).error.endswith("0.05 seconds.")
    release.set()
    ended()


def test_what_it_prints_does_not_get_into_our_output(capsys: pytest.CaptureFixture[str]) -> None:
    def chatty() -> int:
        print("hello")  # noqa: T201
        sys.stdout.flush()
        return 1

    ended()  # tools of earlier tests that outlived their time
    before = sys.stdout
    assert run(chatty).value == 1
    print("ours")  # noqa: T201
    ended()
    assert sys.stdout is before
    assert capsys.readouterr() == ("ours\n", "hello\n")


def test_ours_is_not_diverted_while_a_tool_runs(capsys: pytest.CaptureFixture[str]) -> None:
    def late() -> None:
        time.sleep(0.3)
        print("late")  # noqa: T201

    run(late, "read", Limits(seconds=0.05))
    print("ours")  # noqa: T201
    ended()
    out, err = capsys.readouterr()
    assert (out, err) == ("ours\n", "late\n")


def test_arguments_are_its_own_copy() -> None:
    given = {"items": [1]}
    run(lambda items: items.append(2), arguments=given)
    assert given == {"items": [1]}


def test_it_sees_the_context_of_who_runs_it_and_what_is_put_around_it() -> None:
    other: ContextVar[str] = ContextVar("other", default="none")

    @contextmanager
    def around() -> Any:
        token = other.set("inside")
        yield
        other.reset(token)

    token = variable.set("outside")
    tool = Tool("act", run=lambda: [variable.get(), other.get()])
    assert Executor(around).run(tool, {}, LIMITS).value == ["outside", "inside"]
    variable.reset(token)
    assert other.get() == "none"


def test_reads_run_together_and_writes_one_after_the_other() -> None:
    seen: list[str] = []

    def slow(name: str) -> Any:
        def code() -> str:
            seen.append(name)
            time.sleep(0.2)
            seen.append(name)
            return name

        return code

    def job(name: str, effect: str) -> Any:
        return Tool(name, effect=Effect(effect), run=slow(name)), {}

    jobs = [job("r1", "read"), job("r2", "read"), job("r3", "read"), job("w1", "write"), job("w2", "write")]
    started = time.monotonic()
    results = Executor().run_all(jobs, LIMITS)
    assert [next(results).value for _ in range(3)] == ["r1", "r2", "r3"]
    assert time.monotonic() - started < 0.35
    assert [one.value for one in results] == ["w1", "w2"]
    assert seen[6:] == ["w1", "w1", "w2", "w2"]


def test_what_is_known_of_a_result_before() -> None:
    tool = Tool("act", returns={"type": "object", "properties": {"title": {}, "id": {}}})
    assert planned(tool, {"title": "x", "other": 1}) == {"title": "x"}
    assert planned(Tool("act"), {"title": "x"}) == {}
