"""Language models by their files: a GGUF file or a folder takes either role."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lamlite.cards import digest
from lamlite.core.context import Context
from lamlite.core.errors import ModelError, UsageError
from lamlite.core.tool import Tool
from lamlite.language.caller import LanguageCaller
from lamlite.language.dialects import chatml, hermes, qwen3
from lamlite.language.loading import load_language
from lamlite.language.planner import LanguagePlanner
from lamlite.model import load_caller, load_model, load_planner

from .engines import gguf_file, onnx_folder

HERMES = "<|im_start|> {% pydantic %} <tool_call>"


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """llama.cpp's threads wait for each other by spinning, which takes long on a machine that has other work."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)


@pytest.fixture
def gguf() -> Path:
    pytest.importorskip("llama_cpp")
    return gguf_file("qwen3")


def test_a_gguf_file_takes_either_role(gguf: Path, tools: tuple[Tool, ...], context: Context) -> None:
    planner, caller = load_planner(str(gguf)), load_caller(str(gguf))
    assert isinstance(planner, LanguagePlanner)
    assert isinstance(caller, LanguageCaller)
    assert caller.model.dialect is qwen3
    assert isinstance(load_model(str(gguf)), LanguageCaller)
    # Each role keeps a prompt of its own; the weights are shared.
    assert planner.model.session is not caller.model.session
    assert planner.model.session.vocabulary is caller.model.session.vocabulary
    assert planner.plan("text Bob and call Ann", context).steps
    assert caller.call("set the lights", tools[1:2], context)


def test_a_folder_takes_either_role(tools: tuple[Tool, ...], context: Context) -> None:
    folder = onnx_folder("llama", HERMES)
    caller = load_caller(str(folder), {"slope": 2.0})
    assert isinstance(caller, LanguageCaller)
    assert caller.model.dialect is hermes
    assert caller.model.trust.slope == 2.0
    assert isinstance(load_planner(str(folder)), LanguagePlanner)
    assert caller.call("set the lights", tools[1:2], context)


def test_the_card_wins(gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAMLITE_HOME", str(tmp_path))
    folder = tmp_path / "models" / "mine"
    folder.mkdir(parents=True)
    card = f"""name = "mine"
roles = ["caller"]
way = "language"
engine = "llamacpp"
dialect = "chatml"
context = 300
[files]
"{gguf}" = "{digest(gguf)}"
[settings]
offset = 0.5
"""
    (folder / "card.toml").write_text(card, encoding="utf-8")
    caller = load_caller("mine")
    assert isinstance(caller, LanguageCaller)
    assert caller.model.dialect is chatml
    assert caller.model.session.context == 300
    assert caller.model.trust.offset == 0.5
    with pytest.raises(UsageError, match="no planner"):
        load_planner("mine")


def test_a_prompt_that_is_too_long_is_never_cut(gguf: Path, tools: tuple[Tool, ...], context: Context) -> None:
    caller = LanguageCaller(load_language(gguf, {"context": 200}))
    with pytest.raises(UsageError, match="the model reads at most 200"):
        caller.call("x", tools, context)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    pytest.importorskip("llama_cpp")
    with pytest.raises(ModelError, match="missing"):
        load_planner(str(tmp_path / "nothing.gguf"))
    with pytest.raises(UsageError, match="no dialect called"):
        load_language(onnx_folder("llama"), {"dialect": "klingon"})
