"""Bad input: one plain sentence, a hint, the right exit code, never a traceback."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from lamlite import Agent, Limits, Policy, load_tools
from lamlite.agent import Models
from lamlite.core.call import Call
from lamlite.core.errors import MissingExtra, ModelError
from lamlite.settings import Settings
from lamlite.testing import ScriptedCaller, ScriptedPlanner
from tests.cli.conftest import Lamlite
from tests.cli.scripted import NOW, STEPS, rows, thermostat


def plain(result: Any, code: int) -> str:
    """The fault that was told, on one line."""
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert "mistake of its own" not in result.output
    assert result.stderr.startswith("lamlite: ")
    return " ".join(result.stderr.split())


@pytest.mark.parametrize("request_", ["", "   ", "\n\t", "\x00\x01"])
def test_an_empty_request(lamlite: Lamlite, request_: str) -> None:
    assert "empty" in plain(lamlite("run", request_), 2)
    assert "empty" in plain(lamlite("run", "-", given=request_), 2)


def test_a_request_that_is_too_long(lamlite: Lamlite) -> None:
    assert "20,000 characters" in plain(lamlite("run", "a" * 20_000), 2)


@pytest.mark.parametrize(
    "request_", ["list\x07 my\x1b todos", "أضف الحليب إلى قائمتي", "🥛➕📝👩‍👩‍👧", "füge Milch hinzu", "a\u202eb"]
)
def test_odd_but_sound_text(lamlite: Lamlite, request_: str) -> None:
    result = lamlite("run", request_)
    assert result.exit_code in (0, 3), result.output
    assert "\x1b" not in result.output


def test_bytes_that_are_no_text(lamlite: Lamlite) -> None:
    assert "UTF-8" in plain(lamlite("run", "-", given=b"\xff\xfe\x00"), 2)
    assert "UTF-8" in plain(lamlite("run", "\udcff\udcfe"), 2)


FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"\n", "is empty"),
    "not json": (b"{nope", "not JSON"),
    "not utf-8": (b"\xff\xfe", "UTF-8"),
    "not a list": (b'{"a": 1}', "list of tools"),
    "no tools": (b"[]", "no tools"),
    "not a tool": (b"[5]", "not a tool"),
    "no name": (b"[{}]", "name"),
    "a bad name": (b'[{"name": "9 lives"}]', "9 lives"),
    "two of one name": (b'[{"name": "a"}, {"name": "a"}]', "two tools called 'a'"),
    "a key twice": (b'[{"name": "a", "name": "b"}]', "twice"),
    "not a number": (b'[{"name": "a", "parameters": {"default": NaN}}]', "NaN"),
    "deep": (b"[" * 100_000, "deep"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_tools_file(lamlite: Lamlite, tmp_path: Path, kind: str) -> None:
    data, word = FILES[kind]
    path = tmp_path / "t.json"
    path.write_bytes(data)
    assert word in plain(lamlite("run", "-t", str(path), "x"), 2)
    assert word in plain(lamlite("call", "-t", str(path), "x"), 2)


SCHEMAS: dict[str, tuple[dict[str, Any], str]] = {
    "an empty enum": ({"enum": []}, "/enum"),
    "crossed limits": ({"type": "integer", "minimum": 5, "maximum": 2}, "/minimum"),
    "a keyword": ({"type": "string", "contentEncoding": "base64"}, "/contentEncoding"),
    "a remote reference": ({"$ref": "https://example.org/s.json"}, "/$ref"),
}


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema(lamlite: Lamlite, tmp_path: Path, kind: str) -> None:
    schema, pointer = SCHEMAS[kind]
    path = thermostat(tmp_path, parameters={"type": "object", "properties": {"a": schema}})
    told = plain(lamlite("run", "-t", path, "x"), 2)
    assert f"/parameters/properties/a{pointer}" in told.replace(" ", "")
    assert told.count("(at ") == 1


def test_tools_that_are_not_there(lamlite: Lamlite) -> None:
    assert "no tools file" in plain(lamlite("run", "-t", "none.json", "x"), 2)
    assert "no tools file" in plain(lamlite("run", "-t", "none.py", "x"), 2)
    assert "calendar" in plain(lamlite("run", "-t", "calender", "x"), 2)


@pytest.mark.skipif(find_spec("mcp") is not None, reason="the extra is there")
def test_mcp_without_its_extra(lamlite: Lamlite) -> None:
    assert 'pip install "lamlite[mcp]"' in plain(lamlite("run", "-t", "mcp:server", "x"), 1)


def test_two_thousand_tools(lamlite: Lamlite, tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text(json.dumps([{"name": f"tool_{n}", "description": f"Does {n}."} for n in range(2000)]))
    assert lamlite("run", "-t", str(path), "list my todos").exit_code == 3


@pytest.mark.parametrize("now", ["tomorrow", "2026-13-45", "", "9"])
def test_a_clock(lamlite: Lamlite, now: str) -> None:
    assert "is not a time" in plain(lamlite("run", "--now", now, "list my todos"), 2)


@pytest.mark.parametrize(
    "arguments",
    [["rum", "x"], ["run", "--loud", "x"], ["batch", "one"], ["trail", "nothing"], ["batch", "a", "b", "--stage", "x"]],
)
def test_command_lines(lamlite: Lamlite, arguments: list[str]) -> None:
    plain(lamlite(*arguments), 2)


def test_a_near_miss_names_the_command(lamlite: Lamlite) -> None:
    assert "Did you mean `lamlite doctor`?" in plain(lamlite("docter"), 2)


def test_a_damaged_model(lamlite: Lamlite, monkeypatch: pytest.MonkeyPatch) -> None:
    def get(self: Models, role: str, settings: Any) -> Any:
        raise ModelError("caller/encoder.onnx is not the file that its card describes.", hint="Install lamlite again.")

    monkeypatch.setattr(Models, "get", get)
    assert "Install lamlite again." in plain(lamlite("run", "list my todos"), 1)


def test_a_missing_extra_says_the_pip_line(lamlite: Lamlite, monkeypatch: pytest.MonkeyPatch) -> None:
    def get(self: Models, role: str, settings: Any) -> Any:
        raise MissingExtra("llama", "A GGUF model")

    monkeypatch.setattr(Models, "get", get)
    assert 'pip install "lamlite[llama]"' in plain(lamlite("run", "--caller", "x.gguf", "list my todos"), 1)


def test_a_mistake_of_our_own_is_told_in_a_sentence(lamlite: Lamlite, monkeypatch: pytest.MonkeyPatch) -> None:
    def get(self: Models, role: str, settings: Any) -> Any:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(Models, "get", get)
    result = lamlite("run", "list my todos")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "LAMLITE_DEBUG=1" in result.stderr
    monkeypatch.setenv("LAMLITE_DEBUG", "1")
    assert isinstance(lamlite("run", "list my todos").exception, ZeroDivisionError)


@pytest.mark.skipif(os.name == "nt", reason="modes are another matter on Windows")
def test_a_data_folder_that_cannot_be_written(
    lamlite: Lamlite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    monkeypatch.setenv("LAMLITE_HOME", str(file / "below"))
    assert "LAMLITE_HOME" in plain(lamlite("run", "--yes", STEPS[0]), 1)


PYTHON = '''
import sys, time
from lamlite import tool

@tool(effect="write")
def add_todo(item: str, list: str | None = None) -> dict:
    """Add."""
    {body}
'''
BODIES = {
    "raises": ('raise RuntimeError("the disk is on fire")', "the disk is on fire"),
    "exits": ("sys.exit(3)", "end the program"),
    "prints": ('print("noise"); raise KeyError("k")', "KeyError"),
    "returns no JSON": ("return {'x': float('nan')}", "not JSON"),
    "returns too much": ("return {'x': 'y' * 50_000_000}", "bytes"),
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_tool_that_misbehaves(lamlite: Lamlite, tmp_path: Path, kind: str) -> None:
    body, word = BODIES[kind]
    path = tmp_path / "own.py"
    path.write_text(PYTHON.replace("{body}", body))
    result = lamlite("run", "--yes", "--json", "--now", NOW, "-t", str(path), STEPS[0])
    found = json.loads(result.stdout)
    assert (result.exit_code, found["status"]) == (1, "failed")
    assert word in found["calls"][0]["error"]
    assert lamlite("trail", "verify").exit_code == 0


def test_settings_that_are_no_toml(lamlite: Lamlite, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("what = = this")
    assert "settings" in plain(lamlite("run", "--yes", STEPS[0]), 2)
    assert rows(home, "todos") == []


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00+14:00", "0007-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"])
def test_a_clock_at_the_end_of_time(lamlite: Lamlite, home: Path, now: str) -> None:
    """Nothing but a plain word on it: the time of what is done is kept or refused."""
    result = lamlite("run", "--yes", "--json", "--now", now, STEPS[2])
    done = json.loads(result.stdout)
    assert result.exit_code in (0, 1)
    assert "Error:" not in json.dumps(done)
    assert lamlite("trail", "verify").exit_code == 0


def test_a_tool_that_hangs(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_text(PYTHON.replace("{body}", "time.sleep(60)"))
    caller = ScriptedCaller({"go": Call("add_todo", {"item": "milk"})})
    agent = Agent(tools=load_tools(str(path)), policy=Policy.allow_all(), limits=Limits(seconds=0.2),
                  models=Models(ScriptedPlanner(), caller), settings=Settings(home=tmp_path))  # fmt: skip
    outcome = agent.run("go")
    assert outcome.status == "failed"
    assert outcome.answer == "add_todo took longer than 0.2 seconds. It may still have had its effect."
    assert agent.trail is not None and agent.trail.verify().good
