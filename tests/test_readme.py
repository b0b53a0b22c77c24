"""What the README says is what is true."""

from __future__ import annotations

import re
from pathlib import Path

import lamlite

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_it_opens_with_two_commands() -> None:
    first, second = (block.strip() for block in blocks("sh")[:2])
    assert "lamlite run" in first and "scripts/check" in second
    assert "\n" not in first + second
    assert README.index(second) < README.index("## ")


def test_ci_runs_the_second_command() -> None:
    assert blocks("sh")[1].strip() in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_session_names_what_is_public() -> None:
    (session,) = blocks("python")
    compile(session, "README.md", "exec")
    named = re.search(r"from lamlite import (.+)", session)
    assert named and all(hasattr(lamlite, name) for name in named[1].split(", "))
