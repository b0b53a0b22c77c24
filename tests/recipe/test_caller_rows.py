"""Rows for the Caller: a task within a longer request, and the tools beside the right one."""

from __future__ import annotations

import random

import pytest

from lamlite.cards import models_folder
from lamlite.pointer.heads import OTHER
from lamlite.pointer.words import Words
from models.recipe import examples
from models.recipe.examples import fill_example, narrow, select_example
from models.recipe.labels import Label
from models.recipe.rows import Mark, Row
from models.recipe.strangers import Strangers
from models.recipe.turns import ASSISTANT, MEANT, after_turn
from models.recipe.within import shared, within

WORDS = Words(models_folder() / "words")
CASES = {"name": "cases", "description": "Court cases of a company.", "parameters": {
    "type": "object", "required": ["company", "year"], "properties": {
        "company": {"type": "string"}, "year": {"type": "integer"}}}}  # fmt: skip
GROWTH = {"name": "growth", "description": "Growth of a company.", "parameters": {
    "type": "object", "required": ["company"], "properties": {"company": {"type": "string"}}}}  # fmt: skip


def row(kind: str, request: str, tool: object, *said: tuple[str, str], missing: tuple[str, ...] = ()) -> Row:
    marks = tuple(Mark((name,), request.index(words), request.index(words) + len(words), words) for name, words in said)
    return Row(kind, request, tool, marks, missing)  # type: ignore[arg-type]


DARA = row("call", "cases against Dara Inc in 2019.", CASES, ("company", "Dara Inc"), ("year", "2019"))
ORBA = row("call", "growth of Orba, please", GROWTH, ("company", "Orba"))


def text_of(told: Row, mark: Mark) -> str:
    return [told.request, *(text for _, text in told.extra)][mark.source][mark.start : mark.end]


def test_a_value_gives_way_to_words_that_refer_to_the_rest_of_the_request() -> None:
    for seed in range(20):
        told = within(DARA, ORBA, random.Random(seed))
        assert "Dara" not in told.request and told.extra[0][1].endswith(told.request)
        assert {mark.path: text_of(told, mark) for mark in told.marks} == {("company",): "Orba", ("year",): "2019"}
        assert [mark.source for mark in told.marks if mark.path == ("company",)] == [1]


def test_what_is_missing_is_taken_from_the_rest_where_it_is_said() -> None:
    asked = row("ask", "and the cases of 2018", CASES, ("year", "2018"), missing=("company",))
    told = within(asked, ORBA, random.Random(1))
    assert (told.kind, told.missing) == ("call", ())
    assert {mark.path: text_of(told, mark) for mark in told.marks} == {("company",): "Orba", ("year",): "2018"}


def test_what_the_rest_does_not_say_stays_missing() -> None:
    asked = row("ask", "cases against Dara Inc", CASES, ("company", "Dara Inc"), missing=("year",))
    assert shared(asked, ORBA) == []
    told = within(asked, ORBA, random.Random(1))
    assert (told.kind, told.missing, told.request) == ("ask", ("year",), asked.request)
    assert all(mark.source == 0 for mark in told.marks)


def test_the_label_of_such_a_value_is_its_place_in_the_whole_request() -> None:
    told = within(DARA, ORBA, random.Random(3))
    example = fill_example(told, WORDS, random.Random(0))
    assert example is not None
    names = [param.path for param in example.input.params]
    for name in {("company",)} & set(names):
        label: Label = example.labels[names.index(name)]
        (first, last), = label.spans  # fmt: skip
        _, start, _ = example.input.chars[first]
        end = example.input.chars[last][2]
        assert example.input.texts[example.input.chars[first][0]][start:end] == "Orba"


def test_no_tool_is_right_where_the_right_one_is_gone() -> None:
    strangers = Strangers([{"name": f"tool_{i}", "description": f"about thing {i}"} for i in range(40)], WORDS)
    seen = set()
    for seed in range(60):
        example = select_example(DARA, strangers, WORDS, random.Random(seed))
        assert example.input.tools and -1 <= example.gold < len(example.input.tools)
        seen.add(example.gold < 0)
    assert seen == {True, False}


def test_like_tools_come_first_and_twins_do_not_come() -> None:
    tools = [{"name": "train_ticket", "description": "Book a train ticket."},
             {"name": "bus_ticket", "description": "Book a bus ticket."},
             {"name": "atom_mass", "description": "Mass of an atom."}]  # fmt: skip
    found = Strangers(tools, WORDS).like(tools[0], 2, random.Random(0))
    assert [tool["name"] for tool in found] == ["bus_ticket", "atom_mass"]


def test_an_option_that_is_taken_away_is_said_but_none_of_those_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "NARROWED", 1.0)
    paint = {"name": "paint", "parameters": {"type": "object", "properties": {
        "color": {"type": "string", "enum": ["teal", "sand", "white"]}}}}  # fmt: skip
    told = narrow(row("call", "paint it teal", paint, ("color", "teal")), random.Random(0))
    assert told.tool["parameters"]["properties"]["color"]["enum"] == ["sand", "white"]
    example = fill_example(told, WORDS, random.Random(0))
    assert example is not None and [label.mode for label in example.labels] == [OTHER]


def turned(told: Row, before: Row) -> list[Row]:
    return [after_turn(told, before, random.Random(seed)) for seed in range(200)]


def test_turns_stand_beside_a_row_as_at_run_time() -> None:
    labels = {label for one in turned(DARA, ORBA) for label, _ in one.extra}
    assert labels == {"user", ASSISTANT, "result id", "result company"}
    assert all(one.extra[0] == ("user", ORBA.request) for one in turned(DARA, ORBA))


def test_a_pronoun_stands_for_what_the_turn_before_gave_and_else_the_values_stay() -> None:
    meant = 0
    for one in turned(DARA, ORBA):
        values = {mark.path: text_of(one, mark) for mark in one.marks}
        assert values == {("company",): "Dara Inc", ("year",): "2019"}
        meant += "Dara" not in one.request
        assert ("Dara" in one.request) == all(mark.source == 0 for mark in one.marks)
    assert 0.5 * MEANT < meant / 200 < 1.5 * MEANT


def test_what_is_missing_is_not_taken_from_a_turn() -> None:
    asked = row("ask", "the cases, please", CASES, missing=("company", "year"))
    for one in turned(asked, ORBA):
        assert (one.kind, one.missing, one.marks, one.request) == ("ask", asked.missing, (), asked.request)
        assert "result company" not in dict(one.extra)  # that would be a value for it
