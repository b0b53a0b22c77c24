"""`lamlite run`: what it does, what it says, what it exits with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lamlite.cli import person
from tests.cli.conftest import Lamlite
from tests.cli.scripted import NOW, SHOPPING, STEPS, rows


def test_yes_does_all_of_it(lamlite: Lamlite, home: Path) -> None:
    result = lamlite("run", "--yes", "--now", NOW, SHOPPING)
    assert result.exit_code == 0, result.output
    assert [(row["item"], row["list"]) for row in rows(home, "todos")] == [("milk", "groceries"), ("eggs", "groceries")]
    assert [row["due"] for row in rows(home, "reminders")] == ["2026-11-24T17:00:00Z"]
    assert lamlite("trail", "verify").exit_code == 0


def test_it_tells_plan_values_sources_and_how_to_undo(lamlite: Lamlite) -> None:
    told = lamlite("run", "--yes", "--now", NOW, SHOPPING).stdout
    assert told.index("Plan") < told.index(STEPS[0]) < told.index("add_todo")
    line = next(line for line in told.splitlines() if "when" in line and "←" in line)
    assert line.split() == ["when", "=", "2026-11-24T18:00:00+01:00", "←", '"tomorrow', "at", "6", 'pm"']
    assert "Undo: lamlite trail undo " in told


def test_without_a_terminal_what_needs_asking_is_denied(lamlite: Lamlite, home: Path) -> None:
    result = lamlite("run", "--now", NOW, SHOPPING)
    assert result.exit_code == 3
    assert rows(home, "todos") == []


def test_reads_need_no_leave(lamlite: Lamlite) -> None:
    assert lamlite("run", "list my todos").exit_code == 0


def test_dry_run_does_nothing(lamlite: Lamlite, home: Path) -> None:
    result = lamlite("run", "--dry-run", "--now", NOW, SHOPPING)
    assert result.exit_code == 0, result.output
    assert rows(home, "todos") == []
    assert "would run" in result.stdout


def test_json_is_the_one_object_of_the_design(lamlite: Lamlite) -> None:
    result = lamlite("run", "--yes", "--json", "--now", NOW, SHOPPING)
    found = json.loads(result.stdout)
    assert list(found) == ["run", "request", "status", "plan", "calls", "question", "answer"]
    assert (found["status"], found["request"], found["question"]) == ("done", SHOPPING, None)
    assert [step["task"] for step in found["plan"]] == STEPS
    assert set(found["plan"][0]) == {"id", "task", "needs"}
    first = found["calls"][0]
    assert set(first) == {"step", "name", "arguments", "confidence", "status", "result"}
    assert (first["step"], first["name"], first["status"]) == (1, "add_todo", "ok")
    assert first["result"]["item"] == "milk"


def test_a_question_without_anybody_to_ask_exits_three(lamlite: Lamlite) -> None:
    result = lamlite("run", "--yes", "--json", "--now", NOW, "remind me to call mum")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["status"], found["question"]) == (3, "asked", "When should I remind you?")


def test_a_request_that_no_tool_serves_is_refused_with_the_nearest(lamlite: Lamlite) -> None:
    result = lamlite("run", "fly me to the moon")
    assert result.exit_code == 3
    assert "open_url" in result.stdout


def test_the_request_may_come_on_stdin(lamlite: Lamlite) -> None:
    for arguments in (("run", "-"), ("run",)):
        assert lamlite(*arguments, given="list my todos\n").exit_code == 0
    assert lamlite("run", "list", "my", "todos").exit_code == 0


@pytest.mark.parametrize(
    ("typed", "code", "left"),
    [("y\n", 0, 2), ("yes\n", 0, 2), ("n\n", 3, 0), ("\n", 3, 0), ("a\nn\n", 3, 0), ("", 3, 0)],
)
def test_one_confirmation_for_all(
    lamlite: Lamlite, home: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int, left: int
) -> None:
    monkeypatch.setattr(person, "can_ask", lambda: True)
    result = lamlite("run", "--now", NOW, SHOPPING, given=typed)
    assert result.exit_code == code, result.output
    assert len(rows(home, "todos")) == left
    asked = result.stderr.count("This will be done:")
    assert asked == 1
    assert 'add_todo(item="milk", list="groceries")' in result.stderr


def test_an_answer_goes_on_with_the_same_plan(lamlite: Lamlite, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "can_ask", lambda: True)
    result = lamlite("run", "--yes", "--now", NOW, "remind me to call mum", given="at 6 pm\n")
    assert result.exit_code == 0, result.output
    assert "When should I remind you?" in result.stderr
    assert [row["text"] for row in rows(home, "reminders")] == ["call mum"]


def test_nothing_in_a_value_reaches_the_terminal_as_it_is(lamlite: Lamlite) -> None:
    result = lamlite("run", "--yes", "add a trap")
    assert "\x1b" not in result.stdout + result.stderr
    assert "\u202e" not in result.stdout + result.stderr
    assert "\\u202e" in result.stdout


def test_a_policy_file_decides(lamlite: Lamlite, home: Path, tmp_path: Path) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text('[[rule]]\nverb = "deny"\ntools = ["add_*"]\nreason = "Not today."\n', encoding="utf-8")
    result = lamlite("run", "--yes", "--policy", str(rules), STEPS[0])
    assert result.exit_code == 3
    assert "Not today." in result.stdout
    assert rows(home, "todos") == []
    assert lamlite("run", "--policy", str(tmp_path / "none.toml"), STEPS[0]).exit_code == 2


def test_undo_takes_back_what_a_run_did(lamlite: Lamlite, home: Path) -> None:
    done = json.loads(lamlite("run", "--yes", "--json", "--now", NOW, SHOPPING).stdout)
    result = lamlite("trail", "undo", done["run"], "--yes", "--now", NOW)
    assert result.exit_code == 0, result.output
    assert rows(home, "todos") == rows(home, "reminders") == []
    assert lamlite("trail", "verify").exit_code == 0


def test_chat_goes_turn_after_turn(lamlite: Lamlite, home: Path) -> None:
    result = lamlite("chat", "--yes", "--now", NOW, given=f"{STEPS[0]}\n\n{STEPS[1]}\nexit\nadd nothing\n")
    assert result.exit_code == 0, result.output
    assert len(rows(home, "todos")) == 2


def test_plan_shows_and_does_nothing(lamlite: Lamlite, home: Path) -> None:
    found = json.loads(lamlite("plan", "--json", SHOPPING).stdout)
    assert [step["task"] for step in found["plan"]] == STEPS
    assert STEPS[2] in lamlite("plan", SHOPPING).stdout.replace("\n     ", " ")
    assert not (home / "trail").exists()


def test_call_json_is_the_one_object_of_the_design(lamlite: Lamlite) -> None:
    result = lamlite("call", "--json", "--now", NOW, STEPS[2], "-t", "reminders")
    found = json.loads(result.stdout)
    assert list(found) == ["status", "call", "missing", "question", "confidence", "sources", "ms"]
    assert (result.exit_code, found["status"]) == (0, "call")
    assert found["call"] == {
        "name": "set_reminder", "arguments": {"text": "go shopping", "when": "2026-11-24T18:00:00+01:00"}
    }  # fmt: skip
    assert found["sources"]["when"] == {"kind": "request", "text": "tomorrow at 6 pm"}


def test_call_asks_and_refuses_with_three(lamlite: Lamlite) -> None:
    asked = lamlite("call", "--json", "remind me to call mum")
    found = json.loads(asked.stdout)
    assert (asked.exit_code, found["status"], found["missing"], found["call"]) == (3, "ask", ["when"], None)
    refused = lamlite("call", "--json", "fly me to the moon")
    assert (refused.exit_code, json.loads(refused.stdout)["status"]) == (3, "none")
