"""`lamlite batch`: same order, a line for every line, nothing executed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Lamlite
from tests.cli.scripted import SHOPPING, STEPS

KEYS = ["id", "plan", "calls", "status", "missing", "confidence", "ms", "error"]
TODO = {
    "type": "function",
    "function": {
        "name": "add_todo",
        "description": "Add an item.",
        "parameters": {
            "type": "dict",
            "properties": {"item": {"type": "str"}, "list": {"type": "string"}},
            "required": ["item"],
        },
    },
}
REMIND = {
    "name": "set_reminder",
    "inputSchema": {
        "type": "object",
        "properties": {"text": {"type": "string"}, "when": {"type": "string", "format": "date-time"}},
        "required": ["text", "when"],
    },
}


def lines(*items: Any) -> bytes:
    return b"".join((item if isinstance(item, bytes) else json.dumps(item).encode()) + b"\n" for item in items)


@pytest.fixture
def batch(lamlite: Lamlite, tmp_path: Path) -> Any:
    def run(*items: Any, more: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_bytes(lines(*items))
        result = lamlite("batch", str(source), str(target), *more)
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in target.read_bytes().splitlines()]

    return run


def test_rows_come_back_in_order_with_plan_and_calls(batch: Any, home: Path) -> None:
    found = batch(
        {"id": "a", "request": SHOPPING, "tools": [TODO, REMIND]}, {"id": 2, "request": STEPS[0], "tools": [TODO]}
    )
    assert [list(row) for row in found] == [KEYS, KEYS]
    assert [row["id"] for row in found] == ["a", 2]
    assert [call["name"] for call in found[0]["calls"]] == ["add_todo", "add_todo", "set_reminder"]
    assert found[0]["calls"][0] == {"name": "add_todo", "arguments": {"item": "milk", "list": "groceries"}}
    assert [step["task"] for step in found[0]["plan"]] == STEPS
    assert (found[0]["status"], found[0]["error"], found[0]["missing"]) == ("calls", None, [])
    assert set(found[0]["ms"]) == {"retrieve", "plan", "call"}
    assert 0 < found[0]["confidence"] <= 0.9
    assert not (home / "desk.sqlite3").exists()
    assert not (home / "trail").exists()


def test_asks_and_refusals(batch: Any) -> None:
    ask, none = batch(
        {"id": 1, "request": "remind me to call mum", "tools": [REMIND]},
        {"id": 2, "request": "fly me to the moon", "tools": [TODO]},
    )
    assert (ask["status"], ask["missing"], ask["calls"]) == ("ask", ["when"], [])
    assert (none["status"], none["calls"], none["error"]) == ("none", [], None)


def test_a_bad_line_gives_a_line_with_its_error_and_the_rest_goes_on(batch: Any) -> None:
    bad = [
        b"{nope", b"\xff\xfe", b"5", b'{"id": 4}', lines({"id": 5, "request": ""}).strip(),
        lines({"id": 6, "request": "x", "tools": [{"name": "a", "parameters": {"enum": []}}]}).strip(),
        lines({"id": 7, "request": "x", "tools": 3}).strip(), lines({"id": 8, "request": "x", "history": [1]}).strip(),
        lines({"id": 9, "request": "x", "facts": {"now": "soon"}}).strip(), b"[" * 50_000,
    ]  # fmt: skip
    found = batch(*bad, {"id": "last", "request": STEPS[0], "tools": [TODO]})
    assert len(found) == len(bad) + 1
    assert all(row["error"] and row["calls"] == [] and list(row) == KEYS for row in found[:-1])
    assert [row["id"] for row in found[3:9]] == [4, 5, 6, 7, 8, 9]
    assert (found[-1]["id"], found[-1]["error"]) == ("last", None)


def test_stages(batch: Any) -> None:
    row = {"id": 1, "request": SHOPPING, "tools": [TODO, REMIND]}
    (plan,) = batch(row, more=("--stage", "plan"))
    assert [step["task"] for step in plan["plan"]] == STEPS and plan["calls"] == []
    (call,) = batch({**row, "request": STEPS[0]}, more=("--stage", "call"))
    assert call["plan"] == [] and len(call["calls"]) == 1


def test_resume_goes_on_where_it_was_torn(lamlite: Lamlite, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(lines(*({"id": n, "request": STEPS[0], "tools": [TODO]} for n in range(4))))
    assert lamlite("batch", str(source), str(target)).exit_code == 0
    whole = target.read_bytes().splitlines(keepends=True)
    target.write_bytes(b"".join(whole[:2]) + whole[2][:20])
    assert lamlite("batch", str(source), str(target), "--resume").exit_code == 0
    assert [json.loads(line)["id"] for line in target.read_bytes().splitlines()] == [0, 1, 2, 3]
    source.write_bytes(lines({"id": "other", "request": "x"}))
    assert lamlite("batch", str(source), str(target), "--resume").exit_code == 2


def test_files_that_do_not_work(lamlite: Lamlite, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines({"id": 1, "request": "x"}))
    assert lamlite("batch", str(tmp_path / "none"), str(tmp_path / "out")).exit_code == 2
    assert lamlite("batch", str(source), str(source)).exit_code == 2
    assert lamlite("batch", str(source), str(tmp_path / "no" / "folder")).exit_code == 1


def test_stdin_and_stdout(lamlite: Lamlite) -> None:
    result = lamlite("batch", "-", "-", given=lines({"id": 1, "request": STEPS[0], "tools": [TODO]}))
    assert json.loads(result.stdout)["id"] == 1
