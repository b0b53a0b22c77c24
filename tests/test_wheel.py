"""The built wheel and sdist: the package, the bundled tools and models, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SdistBuilder = pytest.importorskip("hatchling.builders.sdist").SdistBuilder


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return wheel.namelist()


def test_nothing_but_the_package_and_its_metadata(names: list[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"lamlite"}


def test_the_package_is_whole(names: list[str]) -> None:
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "lamlite").rglob("*.py")}
    assert there <= set(names)
    assert {"lamlite/py.typed"} <= set(names)


def test_the_bundled_tools_are_in_it(names: list[str]) -> None:
    packs = {f"lamlite/tools/{path.name}" for path in (ROOT / "tools").glob("*.py")}
    assert packs and packs <= set(names)


def test_the_bundled_models_are_in_it_without_the_recipe(names: list[str]) -> None:
    found = [name for name in names if name.startswith("lamlite/models/")]
    cards = {f"lamlite/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "models").glob("*/card.toml")}
    assert {"lamlite/models/words/tokenizer.json", "lamlite/models/words/embeddings.npy", *cards} <= set(found)
    kept_out = ("lamlite/models/recipe", "lamlite/models/packs", "lamlite/models/LOG")
    assert not [name for name in found if name.startswith(kept_out)]


def test_no_rubbish(names: list[str]) -> None:
    ends = (".pyc", ".log", ".pt", ".safetensors", ".pack", ".jsonl")
    assert not [name for name in names if name.endswith(ends) or "__pycache__" in name]


def test_the_sdist_has_what_the_tests_and_the_recipe_need() -> None:
    # What would be packed: to pack it takes as long as all other tests here.
    found = {Path(file.distribution_path).as_posix() for file in SdistBuilder(str(ROOT)).recurse_included_files()}
    needed = {"pyproject.toml", "README.md", "LICENSE", "NOTICE", "scripts/check", "tests/test_wheel.py"}
    assert needed <= found
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "models" / "recipe").glob("*.py")} <= found
    assert not [name for name in found if name.startswith("models/recipe/work")]
