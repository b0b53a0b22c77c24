"""A conversation, bounded."""

from __future__ import annotations

import pytest

from lamlite.core.call import Call
from lamlite.core.context import Turn
from lamlite.core.errors import UsageError
from lamlite.core.outcome import Done, Outcome
from lamlite.memory import Session

LUNCH, DENTIST = {"id": "event-1", "title": "lunch"}, {"id": "event-2", "title": "dentist"}


def done(result: object, status: str = "ok") -> Done:
    return Done(1, Call("tool"), status, result)


@pytest.mark.parametrize(
    ("calls", "thing"),
    [
        ((), {}),
        ((done(None, "error"),), {}),
        ((done(LUNCH, "planned"),), {}),
        ((done("sunny"),), {}),
        ((done(DENTIST), done(LUNCH)), LUNCH),
        ((done(LUNCH), done(None, "error")), LUNCH),
        ((done({"count": 1, "events": [LUNCH]}),), LUNCH),
        ((done({"count": 2, "events": [LUNCH, DENTIST]}),), {}),
        ((done({"count": 1, "names": ["Ann"]}),), {}),
    ],
)
def test_an_answer_keeps_the_thing_that_was_given_last(calls: tuple[Done, ...], thing: object) -> None:
    session = Session()
    session.exchange(Outcome("r", "do it", "done", calls=calls, answer="An error of pactl."))
    assert session.turns[-1].results == thing
    assert session.turns[0].results is None


def test_turns_are_kept_and_given_out() -> None:
    session = Session([Turn("user", "hi")])
    session.exchange(Outcome("r", "add milk", "done", calls=(done({"id": "todo-1", "done": False}),), answer="Added."))
    assert session.turns == (
        Turn("user", "hi"), Turn("user", "add milk"), Turn("assistant", "Added.", {"id": "todo-1"}),
    )  # fmt: skip
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
    with pytest.raises(UsageError, match="results of a turn"):
        Session.from_list([{"role": "assistant", "content": "x", "results": [1]}])
    with pytest.raises(UsageError, match="'None' is not a role"):
        Session.from_list([{"content": "x"}])
