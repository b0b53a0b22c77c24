"""The public names, pinned: adding or removing one is a decision, not an accident."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import lamlite

PUBLIC = sorted(lamlite._PUBLIC)
# The names that design.md, the packs and users' tools rely on.
PROMISED = {
    "Agent", "Ambiguous", "Ask", "Call", "Caller", "Format", "LamliteError", "Length", "Limits", "Models", "NoCall",
    "NotFound", "Outcome", "Pattern", "Policy", "Range", "StorageError", "Tool", "ToolError", "Unavailable",
    "load_model", "load_tools", "tool",
}  # fmt: skip
# Public in their own modules: what a bare step, a server or a benchmark needs besides.
IN_MODULES = {
    "lamlite.core.context": {"Context"},
    "lamlite.grammar.build": {"call_grammar"},
    "lamlite.grammar.schema": {"tolerant"},
    "lamlite.language.decode": {"decode"},
    "lamlite.language.loading": {"load_language"},
    "lamlite.memory": {"Session"},
    "lamlite.model": {"load_caller", "load_planner", "load_retriever"},
    "lamlite.steps.planner": {"Planner"},
}


def test_public_names_are_the_promised_ones() -> None:
    assert set(PUBLIC) == PROMISED


def test_names_that_are_public_in_their_modules() -> None:
    for module, names in IN_MODULES.items():
        assert all(hasattr(import_module(module), name) for name in names)
        assert not names & PROMISED


def test_a_star_imports_them() -> None:
    assert lamlite.__all__ == PUBLIC


def test_every_public_name_is_there() -> None:
    for name in PUBLIC:
        assert getattr(lamlite, name) is not None
        assert name in dir(lamlite)


def test_type_checkers_are_told_the_same_names() -> None:
    tree = ast.parse(Path(lamlite.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    told = {alias.asname for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert told == set(PUBLIC)


def test_the_table_is_sorted() -> None:
    assert list(lamlite._PUBLIC) == PUBLIC
