"""The command, the envelope, and the parts of the suites that need no models."""

from __future__ import annotations

import ast
import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks import growth, parallel_steps, peers, planning, report, result, stages
from benchmarks.__main__ import SUITES, main
from tests.test_public import IN_MODULES, PROMISED

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
MODULES = sorted([*FOLDER.glob("*.py"), *FOLDER.glob("peer/*.py")])


def test_the_command_lists_every_suite(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in SUITES)
    assert main(["nothing"]) == 2


@pytest.mark.parametrize("suite", SUITES)
def test_every_suite_has_help_and_an_example(suite: str, capsys: pytest.CaptureFixture[str]) -> None:
    if suite in ("planning", "retrieval"):
        pytest.importorskip("models.recipe.plan_packs")
    with pytest.raises(SystemExit) as ended:
        main([suite, "--help"])
    assert ended.value.code == 0
    assert "--json" in capsys.readouterr().out


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_are_short_and_import_public_names_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "lamlite":
            if node.module not in ("lamlite.testing", "lamlite.values"):
                public = PROMISED if node.module == "lamlite" else IN_MODULES.get(node.module or "", set())
                assert {alias.name for alias in node.names} <= public, f"line {node.lineno}"


def test_the_envelope_says_how_it_was_made(tmp_path: Path) -> None:
    result.options("own", "")
    path = tmp_path / "deep" / "own.json"
    result.Result("own", {"exact": 50.0}, [{"id": "a"}], {"json": path, "exam": path}, (3,), ["A note."]).write(path)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert {"command", "commit", "versions", "device", "models", "started", "seconds"} <= set(found)
    assert found["settings"] == {"exam": str(path)}
    assert (found["figures"], found["seeds"], found["notes"]) == ({"exact": 50.0}, [3], ["A note."])


def test_quantiles_and_tables() -> None:
    found = result.quantiles([float(n) for n in range(100)])
    assert (found["median"], found["p99"], found["min"], found["max"], found["n"]) == (50.0, 99.0, 0.0, 99.0, 100)
    assert result.share(1, 0) is None
    assert result.table([("a", 1), ("bcd", None)], ("", "n")).splitlines()[2:] == ["a    1", "bcd  -"]


def test_plans_are_compared_without_politeness() -> None:
    gold = [("dim the lights", ()), ("lock the door", (1,))]
    assert planning.judge(gold, [("Could you please dim the lights", ()), ("lock the door", (1,))]).exact
    assert planning.judge(gold, [("dim the lights", ()), ("lock the door", ())]).cause == "needs"
    assert planning.judge(gold, [("lock the door", ()), ("dim the lights", (1,))]).cause == "order"
    assert planning.judge(gold, gold[:1]).cause == "too few steps"
    assert planning.judge(gold, gold).edges == (1, 1, 1)


def test_reads_run_at_the_same_time_and_writes_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_steps, "WAIT", 0.01)
    assert len(parallel_steps.measure("read", 1)) == 1
    assert len(parallel_steps.measure("write", 1)) == 1


def test_the_trail_grows() -> None:
    rows = growth.trail(30, 1)
    assert rows[0]["records"] == 0
    assert rows[1]["records"] >= 30


def test_stages_are_told_by_where_the_code_lies() -> None:
    assert stages._stage(str(stages.PACKAGE / "pointer" / "heads.py")) == "heads"
    assert stages._stage(str(stages.PACKAGE / "backends" / "onnx.py")) == "encode"
    assert stages._stage(str(stages.PACKAGE / "agent.py")) == "loop"
    assert stages._stage(json.__file__) == ""
    with stages.Sampler() as seen:
        time.sleep(0.01)
    assert sum(seen.shares().values()) == pytest.approx(1)


def test_what_peers_answer_is_checked() -> None:
    good: dict[str, Any] = {"name": "set_scene", "arguments": {"room": "study", "device": "fan", "action": "dim",
                            "level": 50, "notify": False}}  # fmt: skip
    assert peers.valid(json.dumps(good))
    good["arguments"]["level"] = 500
    assert not peers.valid(json.dumps(good))
    assert not peers.valid('{"name"')
    assert len(set(map(peers.prompt, peers.tasks(60)))) == 60


def test_a_report_is_one_page_that_stands_alone(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    figures = {
        "n": 2, "exact": 50.0, "kinds": {"single": {"n": 2, "exact": 50.0}}, "causes": {"single: refused": 1},
        "causes_in_detail": {}, "ms": {},
    }  # fmt: skip
    result.Result("own", figures, notes=["<b>"]).write(tmp_path / "own.json")
    assert report.main(["--results", str(tmp_path), "--out", str(tmp_path / "out" / "page.html")]) == 0
    page = (tmp_path / "out" / "page.html").read_text(encoding="utf-8")
    assert "data:image/png;base64," in page
    assert 'src="http' not in page and "<b>" not in page
    assert "| own: exact | 50.0 | 2 |" in (tmp_path / "out" / "page.md").read_text(encoding="utf-8")
    assert list((tmp_path / "out").glob("*.png"))


def test_nothing_to_report(tmp_path: Path) -> None:
    assert report.main(["--results", str(tmp_path), "--out", str(tmp_path / "page.html")]) == 1


def test_requests_of_a_pack_are_rendered() -> None:
    retrieval = pytest.importorskip("benchmarks.retrieval")
    path = next(path for path in sorted(retrieval.PACKS.glob("*.pack")))
    tool = retrieval.read(path)[0][0]
    found = retrieval.requests_of(tool, 3, random.Random(1))
    assert len(found) == 3
    assert not any("{" in text for text in found)
