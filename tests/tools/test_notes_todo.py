"""The notes and todo packs on a real SQLite file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lamlite import Ambiguous, NotFound, Tool

Packs = Callable[[str], dict[str, Tool]]


def test_note_life(pack: Packs) -> None:
    notes = pack("notes")
    made = notes["add_note"](body="Call the plumber\n030 1234", tags=["home"])
    assert made["title"] == "Call the plumber"
    assert notes["append_note"](note="plumber", text="after 5")["text"].endswith("030 1234\nafter 5")
    assert notes["read_note"](note=made["id"])["tags"] == ["home"]
    assert notes["search_notes"](query="HOME plumber")["count"] == 1
    assert notes["search_notes"](query="nothing")["notes"] == []
    assert notes["delete_note"](note="the note about the plumber")["id"] == made["id"]
    with pytest.raises(NotFound):
        notes["read_note"](note="plumber")


def test_note_matching(pack: Packs) -> None:
    notes = pack("notes")
    for title in ("Pasta recipe", "Pizza recipe", "Café list", "Holiday ideas"):
        notes["add_note"](body="...", title=title)
    assert notes["read_note"](note="cafe")["title"] == "Café list"
    assert notes["read_note"](note="my holliday note")["title"] == "Holiday ideas"
    with pytest.raises(Ambiguous) as caught:
        notes["read_note"](note="recipe")
    assert set(caught.value.choices) == {"Pasta recipe", "Pizza recipe"}
    assert caught.value.parameter == "note"
    assert notes["read_note"](note=caught.value.choices[0])["title"] == caught.value.choices[0]
    with pytest.raises(NotFound) as missed:
        notes["read_note"](note="quarterly taxes")
    assert len(missed.value.nearest) == 3


def test_choices_of_equal_names_can_be_given_back(pack: Packs) -> None:
    notes = pack("notes")
    ids = {notes["add_note"](body=body, title="Ideas")["id"] for body in ("a", "b")}
    with pytest.raises(Ambiguous) as caught:
        notes["read_note"](note="ideas")
    assert {notes["read_note"](note=choice)["id"] for choice in caught.value.choices} == ids


def test_note_undo(pack: Packs, undo: Callable[..., Any]) -> None:
    notes = pack("notes")
    made = notes["add_note"](body="x", title="T", tags=["a"])
    undo(notes["add_note"], made)
    assert notes["search_notes"](query="x")["count"] == 0
    made = notes["add_note"](body="body", title="T", tags=["a"])
    back = undo(notes["delete_note"], notes["delete_note"](note="T"))
    assert back == made


def test_only_an_undo_gives_a_deleted_name_back(pack: Packs, undo: Callable[..., Any]) -> None:
    notes = pack("notes")
    made = notes["add_note"](body="body", title="T")
    gone = notes["delete_note"](note="T")
    again = notes["add_note"](body="body", title="T")
    assert again["id"] != made["id"]
    assert undo(notes["delete_note"], gone)["id"] == made["id"]
    # It is back once: a second undo of the same finds its name taken, and writes a new note.
    assert undo(notes["delete_note"], gone)["id"] not in (made["id"], again["id"])


def test_todo_life(pack: Packs) -> None:
    todo = pack("todo")
    todo["add_todo"](item="Milk", list="Shopping")
    todo["add_todo"](item="Eggs", list="my shopping list")
    todo["add_todo"](item="Taxes", due="2026-12-01")
    assert [one["item"] for one in todo["list_todos"]()["todos"]] == ["Taxes", "Milk", "Eggs"]
    assert {one["list"] for one in todo["list_todos"](list="shopping")["todos"]} == {"Shopping"}
    assert todo["complete_todo"](item="milk")["done"] is True
    assert todo["list_todos"](status="done")["count"] == 1
    assert todo["list_todos"](list="to-do list")["count"] == 1
    assert todo["delete_todo"](item="eggs", list="shopping")["item"] == "Eggs"
    with pytest.raises(NotFound):
        todo["complete_todo"](item="eggs")
    with pytest.raises(NotFound):
        todo["list_todos"](list="gardening")


def test_todo_on_two_lists_asks(pack: Packs) -> None:
    todo = pack("todo")
    todo["add_todo"](item="Paint", list="home")
    todo["add_todo"](item="Paint", list="school")
    with pytest.raises(Ambiguous) as caught:
        todo["complete_todo"](item="paint")
    assert caught.value.choices == ("Paint (home)", "Paint (school)")
    assert todo["complete_todo"](item="Paint (school)")["list"] == "school"
    assert todo["complete_todo"](item="paint")["list"] == "home"


def test_todo_undo(pack: Packs, undo: Callable[..., Any]) -> None:
    todo = pack("todo")
    made = todo["add_todo"](item="Call Bob", due="2026-11-30")
    undo(todo["complete_todo"], todo["complete_todo"](item="bob"))
    assert todo["list_todos"](status="all")["todos"] == [made]
    undo(todo["delete_todo"], todo["delete_todo"](item="bob"))
    assert todo["list_todos"]()["todos"] == [made]
    undo(todo["add_todo"], todo["list_todos"]()["todos"][0])
    assert todo["list_todos"](status="all")["count"] == 0
