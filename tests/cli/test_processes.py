"""Command lines in processes of their own: terminals, signals, pipes."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.scripted import NOW, SHOPPING, STEPS, rows

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = [sys.executable, "-m", "tests.cli.scripted"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals and signals of POSIX")

SLOW = '''
import time
from lamlite import tool

@tool(effect="write")
def add_todo(item: str, list: str | None = None) -> dict:
    """Add."""
    time.sleep(0.0 if item == "milk" else 20)
    return {"item": item}

@tool(effect="write")
def set_reminder(text: str, when: str) -> dict:
    """Remind."""
    return {"text": text}
'''


def started(*arguments: str, **more: object) -> subprocess.Popen[bytes]:
    settings: dict[str, object] = {
        "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": ROOT, **more
    }  # fmt: skip
    process: subprocess.Popen[bytes] = subprocess.Popen([*COMMAND, *arguments], **settings)  # type: ignore[call-overload]
    return process


class Terminal:
    """A pseudo-terminal with a program in it."""

    def __init__(self, *arguments: str, columns: int = 80, environment: Mapping[str, str] | None = None) -> None:
        self.outer, inner = os.openpty()
        whole = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", **(environment or {})}
        self.process = started(*arguments, stdin=inner, stdout=inner, stderr=inner, env=whole, start_new_session=True)
        os.close(inner)
        self.text = ""

    def read(self, until: str = "", seconds: float = 20) -> str:
        """Read until a text appears, or to the end."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not (until and until in self.text):
            if select.select([self.outer], [], [], 0.1)[0]:
                try:
                    part = os.read(self.outer, 65536)
                except OSError:  # Linux says so when the other side is closed
                    break
                if not part:
                    break
                self.text += part.decode()
        assert not until or until in self.text, self.text
        return self.text

    def interrupt(self) -> None:
        """Ctrl-C, once the program sits and waits: a signal just before it reads is only seen with the next key."""
        time.sleep(0.7)
        self.process.send_signal(signal.SIGINT)

    def forget(self) -> None:
        """Start anew, so that the same text can be waited for again."""
        self.text = ""

    def type(self, text: str) -> None:
        os.write(self.outer, text.encode())

    def end(self) -> int:
        self.read()
        code = self.process.wait(20)
        os.close(self.outer)
        return code


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text).replace("\r", "")


def test_a_person_is_asked_once_and_it_is_done(home: Path) -> None:
    terminal = Terminal("run", "--now", NOW, SHOPPING)
    shown = bare(terminal.read("[y/N]"))
    assert shown.index("Plan") < shown.index("←") < shown.index("This will be done:")
    assert 'add_todo(item="milk", list="groceries")' in shown
    assert "\x1b[" in terminal.text
    terminal.type("y\n")
    assert terminal.end() == 0
    assert bare(terminal.text).count("[y/N]") == 1
    assert len(rows(home, "todos")) == 2


def test_no_means_nothing_is_done(home: Path) -> None:
    terminal = Terminal("run", "--now", NOW, SHOPPING)
    terminal.read("[y/N]")
    terminal.type("n\n")
    assert terminal.end() == 3
    assert rows(home, "todos") == []


def test_forty_columns_and_no_colour() -> None:
    terminal = Terminal("run", "--yes", "--now", NOW, SHOPPING, columns=40, environment={"NO_COLOR": "1"})
    assert terminal.end() == 0
    assert "\x1b[" not in terminal.text
    assert max(len(line) for line in terminal.text.splitlines()) <= 40


def test_ctrl_c_at_the_question_leaves_the_trail_whole(home: Path) -> None:
    terminal = Terminal("run", "--now", NOW, SHOPPING)
    terminal.read("[y/N]")
    terminal.interrupt()
    assert terminal.end() == 130
    shown = bare(terminal.text)
    assert "Stopped." in shown
    assert shown.count("Not done:") == 3
    assert "Traceback" not in shown
    assert rows(home, "todos") == []
    verified(home)


def test_ctrl_c_while_a_tool_runs_says_what_was_done(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "slow.py"
    path.write_text(SLOW)
    process = started(
        "run", "--yes", "--now", NOW, "-t", str(path), SHOPPING, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    assert process.stdout is not None
    seen = b""
    while b"\xe2\x9c\x93" not in seen:  # the first call is done
        part = process.stdout.readline()
        assert part
        seen += part
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=10)
    text = " ".join(told.decode().split())
    assert process.returncode == 130, text
    assert 'Done: add_todo(item="milk"' in text
    assert 'May or may not be done: add_todo(item="eggs"' in text
    assert f"Not done: {STEPS[2]}" in text
    assert "Traceback" not in text
    verified(home)


def verified(home: Path) -> None:
    done = subprocess.run([*COMMAND, "trail", "verify"], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    last = [json.loads(line) for path in (home / "trail").glob("*.jsonl") for line in path.read_text().splitlines()][-1]
    assert last["event"]["kind"] == "Finished"


def test_a_closed_pipe_does_not_stop_what_was_permitted(home: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = started("run", "--yes", "--now", NOW, SHOPPING, stdout=writer)
    os.close(writer)
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (0, b"")
    assert len(rows(home, "todos")) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_an_output_that_is_full(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = started("run", "--yes", "--json", STEPS[0], stdout=full)
        _, told = process.communicate(timeout=30)
    assert b"Traceback" not in told
    assert told.startswith(b"lamlite: ")
    assert process.returncode == 1
    assert len(rows(home, "todos")) == 1


def test_json_is_utf_8_whatever_the_locale() -> None:
    process = started("run", "--json", "füge Milch hinzu 🥛", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    told, _ = process.communicate(timeout=30)
    assert json.loads(told.decode("utf-8"))["request"] == "füge Milch hinzu 🥛"


def test_no_streams_at_all(home: Path) -> None:
    shell = f"{' '.join(COMMAND)} run --yes '{STEPS[0]}' <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", shell], cwd=ROOT, timeout=30).returncode == 0
    assert len(rows(home, "todos")) == 1


def test_two_processes_on_one_folder(home: Path) -> None:
    both = [started("run", "--yes", "--now", NOW, SHOPPING) for _ in range(2)]
    for process in both:
        told = process.communicate(timeout=60)
        assert process.returncode == 0, told
    assert len(rows(home, "todos")) == 4
    verified(home)


def test_chat_on_a_terminal() -> None:
    terminal = Terminal("chat", environment={"TERM": "dumb"})
    terminal.read("lamlite> ")
    assert "\x1b[" not in terminal.text
    terminal.forget()
    terminal.type("list my todos\n")
    assert "list_todos" in bare(terminal.read("lamlite> "))
    terminal.type("\x04")
    assert terminal.end() == 0


def test_chat_survives_a_bad_line_and_stops_with_ctrl_c() -> None:
    terminal = Terminal("chat")
    terminal.read("lamlite> ")
    terminal.forget()
    terminal.type("fly me to the moon\n")
    assert "Refused." in terminal.read("lamlite> ")
    terminal.interrupt()
    assert terminal.end() == 130
    assert "Traceback" not in terminal.text
