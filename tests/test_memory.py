"""A conversation, bounded."""

from __future__ import annotations

import pytest

from lamlite.core.context import Turn
from lamlite.core.errors import UsageError
from lamlite.memory import Session


def test_turns_are_kept_and_given_out() -> None:
    session = Session([Turn("user", "hi")])
    session.exchange("add milk", "Added milk.")
    assert session.turns == (Turn("user", "hi"), Turn("user", "add milk"), Turn("assistant", "Added milk."))
    assert Session.from_list(session.to_list()).turns == session.turns
    session.clear()
    assert not session.turns


def test_the_oldest_go_first() -> None:
    session = Session(most=2)
    for text in "abc":
        session.add("user", text)
    assert [turn.content for turn in session.turns] == ["b", "c"]


def test_characters_are_bounded_too() -> None:
    session = Session(characters=10)
    session.add("user", "x" * 8)
    session.add("user", "y" * 30)
    assert [turn.content for turn in session.turns] == ["y" * 10]
    nothing = Session(most=0)
    nothing.add("user", "x")
    assert nothing.turns == ()


def test_what_is_no_turn() -> None:
    with pytest.raises(UsageError, match="'system' is not a role"):
        Session().add("system", "x")
    for bad in ({"role": "user"}, {"role": "user", "content": 1}, "x"):
        with pytest.raises(UsageError, match="needs a role and a content"):
            Session.from_list([bad])  # type: ignore[list-item]
    with pytest.raises(UsageError, match="'None' is not a role"):
        Session.from_list([{"content": "x"}])
