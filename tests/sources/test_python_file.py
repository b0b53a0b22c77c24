"""A user's own Python file: its tools, or one sentence on what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lamlite.core.errors import ToolError
from lamlite.sources import load_tools

GOOD = 'from lamlite import tool\nprint("hi")\n@tool\ndef a(x: str) -> str:\n    """A."""\n    return x\n'


def test_its_tools(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.py"
    path.write_text(GOOD)
    (tool,) = load_tools(str(path))
    assert (tool.name, tool.source, tool("y")) == ("a", str(path), "y")
    assert capsys.readouterr().out == ""


def test_two_names_of_one_tool_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(f"{GOOD}b = a\n")
    assert [tool.name for tool in load_tools(str(path))] == ["a"]


def test_two_files_of_one_name(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.py").write_text(GOOD.replace("def a", f"def {name}"))
    found = [load_tools(str(tmp_path / name / "mine.py"))[0].name for name in ("one", "two")]
    assert found == ["one", "two"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("def (", "cannot be loaded: SyntaxError: .* in line 1"),
        ("import nothing_like_it", "ModuleNotFoundError: No module named 'nothing_like_it' in line 1"),
        ("x = 1\n1 / 0", "ZeroDivisionError: division by zero in line 2"),
        ("raise ValueError", "cannot be loaded: ValueError in line 1"),
        ("import sys; sys.exit(1)", "ends the program when it is loaded"),
        ("x = 1", "has no tools"),
        (GOOD + GOOD, "has two tools called 'a'"),
        (GOOD + "from dataclasses import replace\nb = replace(a, description='other')", "has two tools called 'a'"),
        ("from lamlite import tool\n@tool\ndef a(x): ...", "has no type"),
    ],
)
def test_what_is_wrong(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(content)
    with pytest.raises(ToolError, match=says) as caught:
        load_tools(str(path))
    assert "\n" not in str(caught.value)


def test_what_is_no_file(tmp_path: Path) -> None:
    for spec, says in (
        (f"{tmp_path}/none.py", "no tools file"),
        (str(tmp_path), "no file with tools"),
        ("tools.yaml", "no file with tools"),
        ("a/b", "no file with tools"),
        ("nopack", "no bundled tool pack"),
    ):
        with pytest.raises(ToolError, match=says):
            load_tools(spec)
    (tmp_path / "folder.py").mkdir()
    with pytest.raises(ToolError, match="is a folder"):
        load_tools(str(tmp_path / "folder.py"))
