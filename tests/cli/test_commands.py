"""The other commands: tools, models, trail, watch, doctor, bench."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lamlite import cards, desk
from lamlite.agent import Models
from lamlite.cli import watch
from lamlite.cli.main import COMMANDS
from lamlite.desk.reminders import add
from lamlite.settings import Settings
from lamlite.sources import pack_names
from tests.cli.conftest import Lamlite
from tests.cli.scripted import NOW, SHOPPING, STEPS, thermostat
from tests.language.engines import gguf_file


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(lamlite: Lamlite, command: str) -> None:
    result = lamlite(command, "--help")
    assert result.exit_code == 0
    assert "Usage: lamlite" in result.stdout


def test_tools_list_names_every_bundled_tool(lamlite: Lamlite) -> None:
    found = json.loads(lamlite("tools", "list", "--json").stdout)
    assert {tool["source"] for tool in found} == set(pack_names())
    told = lamlite("tools", "list").stdout
    assert all(tool["name"] in told for tool in found)
    assert ("not here:" in told) == any(tool["missing"] for tool in found)


def test_tools_show(lamlite: Lamlite, tmp_path: Path) -> None:
    assert '"item"' in lamlite("tools", "show", "add_todo").stdout
    found = json.loads(lamlite("tools", "show", "set_temperature", "--json", "-t", thermostat(tmp_path)).stdout)
    assert (found["name"], found["effect"]) == ("set_temperature", "write")
    missed = lamlite("tools", "show", "add_tod")
    assert (missed.exit_code, "add_todo" in missed.stderr) == (2, True)


def test_tools_check_finds_every_fault_at_once(lamlite: Lamlite, tmp_path: Path) -> None:
    tools: list[Any] = [
        {"name": "set_heat", "parameters": {"type": "object", "properties": {
            "a": {"type": "string", "not": {}}, "b": {"enum": []}, "c": {"$ref": "https://example.org"}}}},
        {"name": "set-heat", "description": "Set the heat."}, {"name": "heat_set", "description": "Set the heat."},
        {"name": "9"}, {"name": "set-heat"},
    ]  # fmt: skip
    path = tmp_path / "t.json"
    path.write_text(json.dumps(tools))
    result = lamlite("tools", "check", str(path), "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["sound"]) == (1, False)
    first = found["tools"][0]
    assert {fault.partition(": ")[0] for fault in first["faults"]} == {
        "/parameters/properties/a/not", "/parameters/properties/b/enum", "/parameters/properties/c/$ref"
    }  # fmt: skip
    assert [tool["sound"] for tool in found["tools"]] == [False, True, True, False, False]
    assert ["set_heat", "set-heat"] in [pair[:2] for pair in found["confusable"]]
    assert any({"set-heat", "heat_set"} == set(pair[:2]) for pair in found["confusable"])
    assert lamlite("tools", "check", str(path)).exit_code == 1


def test_tools_check_counts_tokens(lamlite: Lamlite, tmp_path: Path) -> None:
    found = json.loads(lamlite("tools", "check", "--json", thermostat(tmp_path)).stdout)
    assert found["sound"] and 20 < found["tools"][0]["tokens"] < 100 and found["tools"][0]["fits"]
    many = {f"p{n}": {"type": "string", "description": "A long description of it. " * 5} for n in range(60)}
    path = thermostat(tmp_path, parameters={"type": "object", "properties": many})
    found = json.loads(lamlite("tools", "check", "--json", path).stdout)
    assert found["sound"] and not found["tools"][0]["fits"] and found["tools"][0]["warnings"]


@pytest.mark.parametrize("pack", pack_names())
def test_every_bundled_pack_is_sound(lamlite: Lamlite, pack: str) -> None:
    found = json.loads(lamlite("tools", "check", "--json", pack).stdout)
    assert found["sound"] and not found["confusable"]
    assert all(tool["fits"] for tool in found["tools"])


def test_models_of_ones_own(lamlite: Lamlite, tmp_path: Path) -> None:
    file = tmp_path / "My model.Q4.gguf"
    file.write_bytes(b"GGUF" + bytes(100))
    assert lamlite("models", "add", str(file), "--dialect", "qwen3").exit_code == 0
    assert lamlite("models", "add", str(file)).exit_code == 2
    found = json.loads(lamlite("models", "list", "--json").stdout)
    own = next(card for card in found if card["name"] == "My-model.Q4")
    assert (own["engine"], own["roles"], own["bundled"]) == ("llamacpp", ["planner", "caller"], False)
    assert 'dialect = "qwen3"' in lamlite("models", "show", "My-model.Q4").stdout
    file.write_bytes(b"GGUF" + bytes(99))
    verified = json.loads(lamlite("models", "verify", "--json").stdout)
    assert not verified["good"]
    assert lamlite("models", "verify").exit_code == 1
    assert lamlite("models", "remove", "My-model.Q4").exit_code == 0
    assert file.exists()
    assert lamlite("models", "remove", "My-model.Q4").exit_code == 2


@pytest.mark.parametrize(
    ("arch", "template", "dialect"),
    [
        ("llama", "{{ '<|start_header_id|>' }}", "llama3"),
        ("llama", "<|im_start|> {% pydantic %} <tool_call>", "hermes"),
        ("gemma", "", "gemma"),
        ("qwen3", "", "qwen3"),
    ],
)
def test_the_dialect_is_read_from_the_file(lamlite: Lamlite, arch: str, template: str, dialect: str) -> None:
    file = gguf_file(arch, template)
    told = lamlite("models", "add", str(file), "--name", "mine").stdout
    assert "does not say" not in told
    assert f'dialect = "{dialect}"' in lamlite("models", "show", "mine").stdout


def test_a_dialect_that_cannot_be_told_is_said(lamlite: Lamlite) -> None:
    told = " ".join(lamlite("models", "add", str(gguf_file("llama", "[INST]")), "--name", "mine").stdout.split())
    assert told.endswith("The file does not say how it is spoken to: chatml is taken, --dialect names another.")
    assert 'dialect = "chatml"' in lamlite("models", "show", "mine").stdout
    assert "does not say" not in lamlite(
        "models", "add", str(gguf_file("llama", "[INST]")), "--name", "other", "--dialect", "llama3"
    ).stdout  # fmt: skip
    assert 'dialect = "llama3"' in lamlite("models", "show", "other").stdout


def test_a_file_that_ends_within_its_header(lamlite: Lamlite, tmp_path: Path) -> None:
    file = tmp_path / "half.gguf"
    file.write_bytes(gguf_file("qwen3").read_bytes()[:300])
    told = lamlite("models", "add", str(file))
    assert (told.exit_code, "damaged" in told.stderr) == (1, True)


def test_models_that_are_none(lamlite: Lamlite, tmp_path: Path) -> None:
    file = tmp_path / "x.gguf"
    assert lamlite("models", "add", str(file)).exit_code == 2
    file.write_bytes(b"nothing")
    assert lamlite("models", "add", str(file)).exit_code == 1
    assert lamlite("models", "pull", "x").exit_code == 2
    assert lamlite("models", "show", "nobody").exit_code == 2


def test_bundled_models_stay(lamlite: Lamlite) -> None:
    for card in cards.cards():
        assert lamlite("models", "remove", card.name).exit_code == 2


def test_trail_tells_a_run(lamlite: Lamlite) -> None:
    assert lamlite("trail", "list").stdout == "Nothing was done yet.\n"
    assert lamlite("trail", "show").exit_code == 2
    run = json.loads(lamlite("run", "--yes", "--json", "--now", NOW, SHOPPING).stdout)["run"]
    assert lamlite("run", STEPS[0]).exit_code == 3
    listed = json.loads(lamlite("trail", "list", "--json").stdout)
    assert [row["status"] for row in listed] == ["done", "denied"]
    assert run in lamlite("trail", "list").stdout
    records = [json.loads(line) for line in lamlite("trail", "show", run[:6], "--json").stdout.splitlines()]
    assert [record["event"]["kind"] for record in records][:2] == ["Started", "Planned"]
    assert records[-1]["event"]["kind"] == "Finished"
    assert "Executed" in lamlite("trail", "show", run).stdout
    assert lamlite("trail", "show", "zzz").exit_code == 2
    assert lamlite("trail", "undo", "zzz").exit_code == 2


def test_one_changed_byte_is_found_and_named(lamlite: Lamlite, home: Path) -> None:
    lamlite("run", "--yes", "--now", NOW, SHOPPING)
    (path,) = (home / "trail").glob("*.jsonl")
    data = path.read_text()
    path.write_text(data.replace('"milk"', '"silk"', 1))
    result = lamlite("trail", "verify")
    assert result.exit_code == 1
    assert re.search(r"record \d+ was changed", " ".join(result.stdout.split()))
    found = json.loads(lamlite("trail", "verify", "--json").stdout)
    assert not found["good"] and found["problems"]
    assert lamlite("doctor").exit_code == 1


def test_watch_fires_what_came_due_once(lamlite: Lamlite, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, ...]] = []
    monkeypatch.setattr(watch.shutil, "which", lambda name: f"/bin/{name}" if name == "notify-send" else None)
    monkeypatch.setattr(watch.subprocess, "run", lambda words, **_: seen.append(words))
    with desk.using(now=NOW), desk.database(write=True) as db:
        add(db, "reminder", "buy <b>bread</b> & \x1b[2Jmilk", desk.clock())
        add(db, "alarm", "get up", desk.local(desk.clock().replace(year=2027)))
    monkeypatch.setenv("LAMLITE_NOW", "2026-11-23T12:00:00+01:00")
    told = lamlite("watch", "--once")
    assert told.exit_code == 0
    assert "Reminder" in told.stdout and "get up" not in told.stdout and "\x1b" not in told.stdout
    assert seen == [
        ("notify-send", "--app-name=lamlite", "--", "Reminder", "buy &lt;b&gt;bread&lt;/b&gt; &amp; \\x1b[2Jmilk")
    ]
    assert lamlite("watch", "--once").stdout == ""


def test_watch_goes_on_until_it_is_stopped(lamlite: Lamlite, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([None, None])

    def sleep(_: float) -> None:
        if next(ticks, 1):
            raise KeyboardInterrupt

    monkeypatch.setattr(watch.time, "sleep", sleep)
    assert lamlite("watch").exit_code == 130


def test_doctor_looks_at_everything(lamlite: Lamlite, home: Path) -> None:
    found = json.loads(lamlite("doctor", "--json").stdout)
    assert {"device", "clock", "data", "settings", "trail", "tools", "mail"} <= {
        check["name"] for check in found["checks"]
    }
    assert str(home) in lamlite("doctor").stdout.replace("\n            ", "")


def test_doctor_names_what_is_wrong(lamlite: Lamlite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("LAMLITE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("LAMLITE_NOW", NOW)
    result = lamlite("doctor", "--json")
    checks = {check["name"]: check["status"] for check in json.loads(result.stdout)["checks"]}
    assert (result.exit_code, checks["data"], checks["clock"]) == (1, "bad", "note")


def test_bench_measures_the_models_of_the_users_home(
    lamlite: Lamlite, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what the dry runs leave behind goes elsewhere."""
    loaded: list[tuple[str, Path]] = []
    get = Models.get

    def seen(self: Models, role: str, settings: Settings) -> Any:
        loaded.append((role, settings.home))
        return get(self, role, settings)

    monkeypatch.setattr(Models, "get", seen)
    told = lamlite("bench", "--seconds", "0", "--starts", "0", "--caller", "mine.gguf", "--json")
    assert loaded[:3] == [("planner", home), ("caller", home), ("retriever", home)]
    assert json.loads(told.stdout)["models"]["caller"] == "mine.gguf"
    assert not (home / "trail").exists()


def test_bench_says_how(lamlite: Lamlite) -> None:
    assert "python -m benchmarks" in lamlite("bench", "--seconds", "0", "--starts", "0").stdout
    assert lamlite("bench", "values").exit_code == 2
