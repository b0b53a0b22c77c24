"""The front door: runs, dry runs, callbacks, undo, secrets in the trail."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import pytest

import lamlite
from lamlite import Agent, Format, Limits, Policy, Tool, desk, tool
from lamlite.agent import Models, bundled
from lamlite.core.call import Ask, Call, Reply
from lamlite.core.errors import ModelError, UsageError
from lamlite.core.event import Asked, Event, Executed, NeedsConfirmation, Retrieved, Started
from lamlite.core.outcome import Outcome
from lamlite.memory import Session
from lamlite.settings import Settings
from lamlite.testing import ScriptedCaller, ScriptedPlanner

NOW = "2026-11-22T09:00:00+01:00"
notes: dict[str, str] = {}


@tool(effect="write", undo={"name": "remove_note", "arguments": {"note": "$result.id"}})
def add_note(title: str) -> dict[str, str]:
    """Add a note."""
    notes[f"note-{len(notes) + 1}"] = title
    return {"id": f"note-{len(notes)}", "title": title}


@tool(effect="destroy")
def remove_note(note: str) -> dict[str, str]:
    """Remove a note."""
    return {"title": notes.pop(note)}


@tool(effect="read")
def what_time() -> datetime:
    """The time."""
    return desk.clock()


@tool(effect="write", undo={"name": "log_in", "arguments": {"password": "$arguments.password"}})
def log_in(password: Annotated[str, Format("password")]) -> str:
    """Log in."""
    return f"welcome, {password}"


TOOLS = [add_note, remove_note, what_time, log_in]
REPLIES: dict[str, Reply] = {
    "note milk": Call("add_note", {"title": "Milk"}),
    "note eggs": Call("add_note", {"title": "Eggs"}),
    "what time is it": Call("what_time"),
    "log in": Ask("Which password?", ("password",), Call("log_in")),
}


@pytest.fixture(autouse=True)
def empty() -> None:
    notes.clear()


def agent(home: Path, **more: Any) -> Agent:
    plans = {"both": ["note milk", "note eggs"]}
    given = {"models": Models(ScriptedPlanner(plans), ScriptedCaller(REPLIES)), "policy": Policy.allow_all(), **more}
    return Agent(tools=TOOLS, settings=Settings(home=home), **given)


def test_run(tmp_path: Path) -> None:
    outcome = agent(tmp_path).run("note milk", run="r1")
    assert outcome.to_dict() == {
        "run": "r1",
        "request": "note milk",
        "status": "done",
        "plan": [{"id": 1, "task": "note milk", "needs": []}],
        "calls": [
            {
                "step": 1,
                "name": "add_note",
                "arguments": {"title": "Milk"},
                "confidence": 1.0,
                "status": "ok",
                "result": {"id": "note-1", "title": "Milk"},
            }
        ],
        "question": None,
        "answer": "Added the note 'Milk'.",
    }
    assert outcome.trail[-1].kind == "Finished"
    assert notes == {"note-1": "Milk"}


def test_dry_run(tmp_path: Path) -> None:
    outcome = agent(tmp_path).run("note milk", dry_run=True)
    assert [call.status for call in outcome.calls] == ["planned"]
    assert notes == {}


def test_without_anybody_to_ask_what_needs_asking_is_denied(tmp_path: Path) -> None:
    outcome = agent(tmp_path, policy=Policy()).run("note milk")
    assert (outcome.status, notes) == ("denied", {})
    assert outcome.calls[0].to_dict()["error"] == "The user did not allow it."
    assert agent(tmp_path).run("log in").question == "Which password?"


def test_the_callbacks_answer(tmp_path: Path) -> None:
    asked: list[Event] = []

    def confirm(event: NeedsConfirmation) -> bool:
        asked.append(event)
        return True

    def answer(event: Asked) -> str:
        asked.append(event)
        return "hunter2"

    found = agent(tmp_path, policy=Policy(), confirm=confirm, ask=answer)
    assert found.run("note milk").status == "done"
    assert found.run("log in").answer == "Logged in."
    assert [event.kind for event in asked] == ["NeedsConfirmation", "Asked", "NeedsConfirmation"]


def test_stream_and_events(tmp_path: Path) -> None:
    found = agent(tmp_path)
    events = list(found.stream("note milk", run="r"))
    notes.clear()
    assert [event.kind for event in found.events("note milk", run="r")] == [event.kind for event in events]
    assert Outcome.from_events(events).status == "done"
    stream = found.stream("note eggs", run="stopped")
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert found.trail.runs()[-1]["status"] == "failed"


def test_the_clock_and_the_folder_of_the_run(tmp_path: Path) -> None:
    found = agent(tmp_path)
    assert found.run("what time is it", now=NOW).calls[0].result == NOW
    first = found.run("what time is it")
    assert first.trail[0].now == first.calls[0].result  # type: ignore[attr-defined]


def test_the_clock_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAMLITE_NOW", NOW)
    assert agent(tmp_path).run("what time is it").calls[0].result == NOW


def test_history_and_facts(tmp_path: Path) -> None:
    session = Session()
    session.exchange(Outcome("r", "hi", "done", answer="hello"))
    found = agent(tmp_path)
    found.run("note milk", history=session.turns, facts={"locale": "de", "user": "Ann"})
    context: Any = found.models.planner.asked[0][1]  # type: ignore[union-attr]
    assert (context.locale, context.facts["user"], context.history) == ("de", "Ann", session.turns)


def test_plan_and_call_alone(tmp_path: Path) -> None:
    found = agent(tmp_path)
    assert [step.task for step in found.plan("both").steps] == ["note milk", "note eggs"]
    assert found.call("note milk") == REPLIES["note milk"]
    assert notes == {}


def test_many_tools_are_retrieved(tmp_path: Path) -> None:
    class Backwards:
        def retrieve(self, task: str, tools: Any, limit: int) -> Any:
            from lamlite.core.context import Retrieved as Found

            return Found((*reversed(tools), Tool("alien")), (0.5,), ("log_in",))

    found = agent(tmp_path, limits=Limits(tools=3))
    found.models.retriever = Backwards()
    shown = next(event for event in found.run("what time is it").trail if isinstance(event, Retrieved))
    assert shown.names == ("log_in", "what_time", "remove_note")
    assert (shown.scores, shown.close) == ((0.5,), ("log_in",))


def test_models_are_loaded_when_they_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Any] = []

    class Module:
        @staticmethod
        def load_planner(name: str, folder: Path) -> Any:
            loaded.append((name, folder))
            return ScriptedPlanner()

        @staticmethod
        def load_caller(name: str, thresholds: Any, folder: Path) -> Any:
            loaded.append((name, thresholds, folder))
            return ScriptedCaller(REPLIES)

        @staticmethod
        def load_retriever(name: str, cache: Path, folder: Path) -> Any:
            from lamlite.steps.retriever import FirstTools

            loaded.append((name, cache, folder))
            return FirstTools()

    monkeypatch.setattr("lamlite.agent.import_module", lambda name: Module)
    settings = Settings(home=tmp_path, models={"caller": "mine"}, thresholds={"ask": 0.4})
    found = Agent(tools=TOOLS, settings=settings, policy=Policy.allow_all(), limits=Limits(tools=2))
    assert loaded == []
    assert found.run("note milk").status == "done"
    assert found.run("note milk").status == "done"
    own = tmp_path / "models"
    assert loaded == [("planner", own), ("retriever", tmp_path / "cache", own), ("mine", {"ask": 0.4}, own)]


def test_models_that_were_added_to_the_settings_home_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAMLITE_HOME", str(tmp_path / "elsewhere"))
    folder = tmp_path / "home" / "models" / "mine"
    folder.mkdir(parents=True)
    text = 'name = "mine"\nroles = ["planner"]\nway = "pointer"\nengine = "onnx"\n[files]\n"mine/heads.npz" = "0"\n'
    (folder / "card.toml").write_text(text)
    for role in ("planner", "caller", "retriever"):
        with pytest.raises(ModelError, match=r"mine/heads\.npz is missing"):
            Models().get(role, Settings(home=tmp_path / "home", models={role: "mine"}))
    with pytest.raises(UsageError, match="no model called 'mine'"):
        Models().get("planner", Settings(home=tmp_path, models={"planner": "mine"}))


def test_the_policy_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('[[rule]]\nverb = "deny"\nwhen = "title not in contacts"\nreason = "Unknown."\n')
    settings = Settings(home=tmp_path, policy=tmp_path / "p.toml")
    found = Agent(tools=TOOLS, settings=settings, models=Models(ScriptedPlanner(), ScriptedCaller(REPLIES)))
    assert found.run("note milk").answer == "Not allowed: add_note. Unknown."
    with desk.using(home=tmp_path), desk.database(write=True) as base:
        desk.contacts.add(base, desk.contacts.Contact("", "Milk", email="m@x.org"))
    assert found.run("note milk").answer == "Not allowed: add_note. The user did not allow it."
    assert Agent(tools=[], settings=Settings(home=tmp_path)).policy == Policy()


def test_the_home_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAMLITE_HOME", str(tmp_path / "home"))
    found = Agent(tools=TOOLS, models=Models(ScriptedPlanner(), ScriptedCaller(REPLIES)), policy=Policy.allow_all())
    found.run("note milk")
    assert list((tmp_path / "home" / "trail").glob("*.jsonl"))


def test_the_bundled_tools_are_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("lamlite.agent.pack_names", lambda: ("x",))
    monkeypatch.setattr("lamlite.agent.load_tools", lambda name: TOOLS)
    assert bundled() == TOOLS
    assert len(Agent(settings=Settings(home=tmp_path)).registry) == len(TOOLS)


def test_undo(tmp_path: Path) -> None:
    found = agent(tmp_path)
    done = found.run("both", run="r1")
    assert len(notes) == 2
    back = found.undo()
    assert (back.status, notes) == ("done", {})
    assert back.request == f"undo {done.run}"
    ran = [event.arguments for event in back.trail if isinstance(event, Executed)]
    assert ran == [{"note": "note-2"}, {"note": "note-1"}]  # newest first
    assert found.trail.verify().good
    with pytest.raises(UsageError, match="it was taken back before"):
        found.undo("r1")
    with pytest.raises(UsageError, match="No run in the trail can be taken back"):
        found.undo()


def test_a_request_that_begins_like_an_undo_is_none(tmp_path: Path) -> None:
    found = Agent(tools=TOOLS, policy=Policy.allow_all(), settings=Settings(home=tmp_path), models=Models(
        ScriptedPlanner(), ScriptedCaller({"undo the boiler": Call("add_note", {"title": "boiler"})})))  # fmt: skip
    found.run("undo the boiler", run="r1")
    back = found.undo()
    assert isinstance(back.trail[0], Started)
    assert (back.status, back.trail[0].undoes, notes) == ("done", "r1", {})


def test_an_agent_that_keeps_no_trail(tmp_path: Path) -> None:
    found = agent(tmp_path)
    found = Agent(tools=TOOLS, settings=Settings(home=tmp_path), models=found.models, keep=False)
    assert found.run("both", dry_run=True).status == "done"
    assert not (tmp_path / "trail").exists()
    with pytest.raises(UsageError, match="keeps no trail"):
        found.undo()


def test_undo_asks_once_for_all(tmp_path: Path) -> None:
    agent(tmp_path).run("both", run="r1")
    asked: list[NeedsConfirmation] = []
    found = agent(tmp_path, policy=Policy(), confirm=lambda event: asked.append(event) or True)  # type: ignore[func-returns-value]
    assert found.undo("r1").status == "done"
    assert [one.steps for one in asked] == [(1, 2)]


def test_undo_that_fails_in_the_middle_goes_on_where_it_stopped(tmp_path: Path) -> None:
    found = agent(tmp_path)
    found.run("both", run="r1")
    kept = notes.pop("note-1")
    assert found.undo("r1").status == "failed"
    notes["note-1"] = kept
    again = found.undo("r")
    assert (again.status, len(again.calls), notes) == ("done", 1, {})


def test_what_cannot_be_undone(tmp_path: Path) -> None:
    found = agent(tmp_path, ask=lambda event: "hunter2")
    found.run("what time is it", run="a1")
    found.run("log in", run="a2")
    for run, says in (
        ("a1", "none of its calls has an inverse"),
        ("a2", "does not keep the secret"),
        ("a", "Several runs begin"),
        ("zz", "There is no run 'zz'"),
    ):
        with pytest.raises(UsageError, match=says):
            found.undo(run)
    found.run("note milk", run="b")
    fewer = Agent(tools=[what_time], settings=Settings(home=tmp_path))
    with pytest.raises(UsageError, match="no tool called 'remove_note'"):
        fewer.undo("b")


def test_the_last_run_is_there_for_good(tmp_path: Path) -> None:
    replies = {**REPLIES, "drop it": Call("remove_note", {"note": "note-1"})}
    found = agent(tmp_path, models=Models(ScriptedPlanner(), ScriptedCaller(replies)))
    found.run("note milk", run="r1")
    found.run("note eggs", run="r2")
    notes["note-1"] = "left"
    found.run("drop it", run="r3")
    found.run("what time is it", run="r4")  # nothing to take back, and nothing in the way
    with pytest.raises(UsageError, match="did something cannot be undone: r3, “drop it”") as caught:
        found.undo()
    assert "trail list" in (caught.value.hint or "")
    assert notes == {"note-2": "Eggs"}
    assert found.undo("r2").status == "done"


def test_secrets_lie_in_the_trail_as_digests(tmp_path: Path) -> None:
    found = agent(tmp_path, ask=lambda event: "hunter2")
    outcome = found.run("log in")
    assert outcome.calls[0].call.arguments == {"password": "hunter2"}
    text = "".join(path.read_text() for path in (tmp_path / "trail").glob("*.jsonl"))
    assert "hunter2" not in text
    assert hashlib.sha256(b"hunter2").hexdigest() in text
    assert "hunter2" in json.dumps(outcome.to_dict())


def test_events_of_half_a_run_are_no_outcome() -> None:
    with pytest.raises(UsageError, match="whole run"):
        Outcome.from_events([])


def test_readme_example_names() -> None:
    assert {"Agent", "Policy", "load_tools", "tool"} <= set(dir(lamlite))
