"""`lamlite run`: what it does, what it says, what it exits with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lamlite.cli import person
from lamlite.cli.account import origin
from lamlite.cli.options import _Moment
from lamlite.core.call import Source
from tests.cli.conftest import Lamlite
from tests.cli.scripted import HALF, NOW, SHOPPING, STEPS, rows

HEATER = '''
from lamlite import tool

@tool(effect="write")
def heat(room: str) -> dict:
    """Heat a room."""
    return {"room": room}
'''


def test_yes_does_all_of_it(lamlite: Lamlite, home: Path) -> None:
    result = lamlite("run", "--yes", "--now", NOW, SHOPPING)
    assert result.exit_code == 0, result.output
    assert [(row["item"], row["list"]) for row in rows(home, "todos")] == [("milk", "groceries"), ("eggs", "groceries")]
    assert [row["due"] for row in rows(home, "reminders")] == ["2026-11-24T17:00:00Z"]
    assert lamlite("trail", "verify").exit_code == 0


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source("request", "at 6", 0, 4), '"at 6"'),
        (Source("understood", "now"), "understood: now"),
        (Source("fetched", "$2.email"), "email of step 2"),
        (Source("result", "$1.start"), "start of step 1"),
        (Source("user", "Bob"), 'your answer "Bob"'),
    ],
)
def test_where_a_value_came_from_in_words(source: Source, words: str) -> None:
    assert origin({"when": source}, "when") == words


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
    assert "Nothing was done, this is a dry run." in result.stdout
    assert "Would call add_todo(item='milk', list='groceries')." in result.stdout


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


def test_half_of_the_work_begins_with_what_was_done(lamlite: Lamlite) -> None:
    result = lamlite("run", "--yes", HALF)
    assert result.exit_code == 3
    assert "Done in part: 1 of 2 steps." in result.stdout
    assert "Refused." not in result.stdout
    assert json.loads(lamlite("run", "--yes", "--json", HALF).stdout)["status"] == "refused"
    assert "Refused." in lamlite("run", "--yes", "fly me to the moon").stdout


def test_what_cannot_be_undone_is_said(lamlite: Lamlite, tmp_path: Path) -> None:
    heater = tmp_path / "heater.py"
    heater.write_text(HEATER, encoding="utf-8")
    lamlite("run", "--yes", STEPS[0])
    told = lamlite("run", "--yes", "-t", str(heater), "heat the bath").stdout
    assert "This cannot be undone: heat." in told
    assert "Undo:" not in told
    undone = lamlite("trail", "undo", "--yes")
    assert undone.exit_code == 2
    assert "“heat the bath”" in " ".join(undone.stderr.split())
    assert "cannot be undone" not in lamlite("run", "--yes", STEPS[1]).stdout


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


# What a person reads


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_what_was_done_is_told_without_json(lamlite: Lamlite) -> None:
    told = lines(lamlite("run", "--yes", "--now", NOW, SHOPPING).stdout)
    assert "✓ 3  set_reminder  go shopping · Tue 24 Nov 2026, 18:00" in told
    assert told[-5:-1] == [
        "Done.",
        "  Added the todo 'milk' (groceries).",
        "  Added the todo 'eggs' (groceries).",
        "  Set the reminder 'go shopping' (Tue 24 Nov 2026, 18:00).",
    ]
    listed = lines(lamlite("run", "show my groceries").stdout)
    assert listed[-3:] == ["Done.", "  - milk, groceries", "  - eggs, groceries"]


def test_one_step_needs_no_plan_and_a_read_no_rule(lamlite: Lamlite) -> None:
    told = lamlite("run", "list my todos").stdout
    assert lines(told) == ["1  list_todos  95% sure", "✓ 1  list_todos", "Done. There are no todos."]


def test_a_rule_of_ones_own_is_named(lamlite: Lamlite, tmp_path: Path) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text('[[rule]]\nverb = "allow"\nname = "lists are mine"\n', encoding="utf-8")
    told = lamlite("run", "--policy", str(rules), STEPS[0]).stdout
    assert "Allowed by lists are mine of the policy." in told


def test_a_fault_is_told_once(lamlite: Lamlite) -> None:
    refused = lamlite("run", "fly me to the moon")
    assert refused.stdout.count("No tool does that.") == 1
    failed = lamlite("run", "--yes", "delete the milk")
    assert failed.stdout.count("There is no to-do item called 'milk'.") == 1
    assert (failed.exit_code, "Failed." in failed.stdout) == (1, True)
    asked = lamlite("run", "--yes", "remind me to call mum")
    assert asked.stdout.count("When should I remind you?") == 1


def test_what_stopped_for_want_of_a_person_says_how_to_go_on(lamlite: Lamlite) -> None:
    assert "--yes allows it in advance." in lamlite("run", STEPS[0]).stderr
    assert "say it in the request" in lamlite("run", "--yes", "remind me to call mum").stderr
    assert lamlite("run", "fly me to the moon").stderr == ""
    assert lamlite("run", "--yes", STEPS[0]).stderr == ""


def test_an_undo_is_not_offered_to_be_undone(lamlite: Lamlite) -> None:
    assert "Undo: lamlite trail undo" in lamlite("run", "--yes", STEPS[0]).stdout
    assert "Undo: lamlite trail undo" not in lamlite("trail", "undo", "--yes").stdout


def test_a_time_without_an_offset_is_one_here_with_its_daylight_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    found = _Moment().convert("2026-11-23T09:00:00", None, None)
    assert found.isoformat() == "2026-11-23T09:00:00+01:00"
    assert found.replace(month=7).isoformat() == "2026-07-23T09:00:00+02:00"
