"""The public names, pinned: adding or removing one is a decision, not an accident."""

from __future__ import annotations

import ast
from pathlib import Path

import lamlite

PUBLIC = sorted(lamlite._PUBLIC)
# The names that design.md, the packs and users' tools rely on.
PROMISED = {
    "Agent", "Ambiguous", "Ask", "Call", "Caller", "Context", "Format", "LamliteError", "Length", "Limits",
    "Models", "NoCall", "NotFound", "Outcome", "Pattern", "Planner", "Policy", "Range", "Session", "StorageError",
    "Tool", "ToolError", "Unavailable", "load_caller", "load_model", "load_planner", "load_retriever",
    "load_language", "call_grammar", "decode", "load_tools", "tolerant", "tool",
}  # fmt: skip


def test_public_names_are_the_promised_ones() -> None:
    assert set(PUBLIC) == PROMISED


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
