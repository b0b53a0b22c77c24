"""Public sets as rows: spans, arguments, the notation for invented tools, sampling, synthesis and the clean check."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from models.recipe.clean import Evaluation, evaluation
from models.recipe.convert import cache, hwu64, mindmeld, seal_tools, spans
from models.recipe.convert.arguments import NotFound, marks_of, missing_of
from models.recipe.convert.bank import Bank
from models.recipe.convert.bf_skills import read as read_lu
from models.recipe.convert.grammar import Sampler
from models.recipe.convert.labelled import Intents, Slot
from models.recipe.convert.mentions import examples
from models.recipe.convert.schemas import tool_of, type_of
from models.recipe.convert.source import data_folder
from models.recipe.rows import Mark, Row
from models.recipe.synthesis import Synthesis

DATA = data_folder()
TOOL = {"name": "book_table", "description": "Book a table (e.g., by the window).", "parameters": {
    "type": "object", "required": ["guests"], "properties": {
        "guests": {"type": "integer", "description": "How many"},
        "place": {"type": "string", "description": "Name of the place (e.g., Luigi's, Chez Nous)"},
        "seating": {"type": "string", "enum": ["inside", "outside", "window_seat"]},
        "dishes": {"type": "array", "items": {"type": "string"}},
        "quiet": {"type": "boolean"}, "width": {"type": "number"}, "height": {"type": "number"}}}}  # fmt: skip


def said(row: Row) -> dict[str, list[str]]:
    """Words of the marks by path."""
    found: dict[str, list[str]] = {}
    for mark in row.marks:
        found.setdefault(".".join(mark.path), []).append(row.request[mark.start : mark.end])
    return found


@pytest.mark.parametrize(
    ("value", "request_", "words"),
    [
        ("rome", "Weather in Rome, please", ["Rome"]),
        ("rome", "jerome in Rome", ["Rome"]),
        ("2013-11-25", "from November 25, 2013 on", ["November 25, 2013"]),
        ("2013-11-25", "on the 25th of November", ["the 25th of November"]),
        ("18:30", "at 6:30 pm", ["6:30 pm"]),
        ("12:00", "at noon", ["noon"]),
        ("06:30", "at 6:30 pm", []),
        ("C++", "learn C++ fast", ["C++"]),
    ],
)
def test_text_is_found_in_other_forms(value: str, request_: str, words: list[str]) -> None:
    """Dates and times of day are found as people write them; parts of words are not values."""
    assert [request_[a:b] for a, b in spans.find_text(value, request_)] == words


@pytest.mark.parametrize(
    ("value", "request_", "words"),
    [
        (1500, "1,500 units or 1500 units", ["1,500", "1500"]),
        (205, "two hundred and five tickets", ["two hundred and five"]),
        (2_000_000, "worth 2 million dollars", ["2 million"]),
        (0.05, "at 5% interest", ["5"]),
        (-3, "between -3 and 4", ["-3"]),
        (3, "x^3 + 3.5", ["3"]),
        (7, "in 1997", []),
    ],
)
def test_numbers_are_found_in_digits_and_words(value: float, request_: str, words: list[str]) -> None:
    """A number is found whichever way it is written, and not inside another."""
    assert [request_[a:b] for a, b in spans.find_number(value, request_)] == words


def test_arguments_become_marks() -> None:
    """Every type has its kind of mark."""
    request = "a quiet table for four at Chez Nous, window seat, with soup and fish"
    given = {"guests": 4, "place": "Chez Nous", "seating": "window_seat", "dishes": ["fish", "soup"], "quiet": True}
    marks = marks_of(TOOL["parameters"], given, request)  # type: ignore[arg-type]
    found = {m.path[0]: (request[m.start : m.end], m.value) for m in marks}
    assert found["guests"] == ("four", "four")
    assert found["seating"] == ("window seat", "window_seat")
    assert found["quiet"] == ("quiet", True)
    assert [request[m.start : m.end] for m in marks if m.path == ("dishes",)] == ["fish", "soup"]
    assert missing_of(TOOL["parameters"], marks) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [{"place": "Luigi's"}, {"seating": "roof"}, {"unknown": "table"}, {"guests": "many"}])
def test_arguments_that_are_not_said_are_refused(given: dict[str, Any]) -> None:
    """A value without a place makes the row unusable."""
    with pytest.raises(NotFound):
        marks_of(TOOL["parameters"], given, "a table for four")  # type: ignore[arg-type]


def test_types_of_other_notations() -> None:
    """Python's names for types, optional or not."""
    assert type_of("Optional[List[int]]") == {"type": "array", "items": {"type": "integer"}}
    assert type_of("float, optional") == {"type": "number"}
    assert tool_of({"name": "f", "parameters": {"x": {"type": "str", "required": True}}})["parameters"]["required"] == [
        "x"
    ]


def test_invented_tools_vary_and_take_the_labels() -> None:
    """Prepositions tell origin from destination; an implied value is an option without words."""
    block = """\
go: go / travel.to | Travel somewhere
  place<from|out of: origin / start string | Where from
  place: destination / to string | Where to
  =train: means / by enum train,bus | How
"""
    intents = Intents(block, 2, "test")
    text = "get me from Rome to Paris"
    slots = [Slot("place", 12, 16), Slot("place", 20, 25)]
    for number, names in enumerate((("origin", "destination", "means"), ("start", "to", "by"))):
        row = intents.row("go", text, slots, number)
        assert row is not None
        assert said(row) == {names[0]: ["Rome"], names[1]: ["Paris"], names[2]: [""]}
        assert row.marks[-1].value == "train"
    assert intents.row("go", text, [Slot("place", 20, 25), Slot("place", 12, 16), Slot("place", 0, 3)], 0) is None


def test_annotations_are_read() -> None:
    """The three notations of slot-labelled sentences."""
    text, slots = hwu64.read("what is [person : tom's] [info : number]")
    assert (text, [text[s.start : s.end] for s in slots]) == ("what is tom's number", ["tom", "number"])
    text, slots = mindmeld.read("set alarm for {6 am|sys_time|new_time}")
    assert (text, slots[0].label, text[slots[0].start :]) == ("set alarm for 6 am", "new_time", "6 am")
    text, slots = read_lu("{@all=play {@song=yesterday} {@by=by} {@artist=them}}")
    assert text == "play yesterday by them"
    assert {s.label: text[s.start : s.end] for s in slots}["song"] == "yesterday"
    with pytest.raises(ValueError):
        read_lu("^[(show|display)] next [page]^")


def test_grammar_is_sampled() -> None:
    """Options, alternatives, rules and lists, with exact spans."""
    rules = {"turn": "(turn|switch)", "name": "[the] {name}"}
    sampler = Sampler(rules, lambda name, slot, rng: ("kitchen lamp", ""))
    drawn = {sampler.draw("<turn> (on;<name>)[ now]", random.Random(n))[0] for n in range(40)}
    assert "switch on the kitchen lamp" in drawn
    assert "turn kitchen lamp on now" in drawn
    text, slots = sampler.draw("<turn> on <name>", random.Random(1))
    assert text[slots[0].start : slots[0].end] == "kitchen lamp"
    with pytest.raises(ValueError):
        sampler.draw("turn (on", random.Random(1))


def test_examples_of_a_description() -> None:
    """Values that a description names, and no formats."""
    assert examples("The type (e.g., DNA, blood or fibers)") == ["DNA", "blood", "fibers"]
    assert examples("Date, e.g. YYYY-MM-DD") == []


def test_synthesis_marks_are_exact() -> None:
    """What a mark covers is the value; enumerations and booleans stand for a member."""
    bank = Bank()
    bank.add(
        [
            Row("call", f"book {n}", TOOL, (Mark(("place",), 5, 5 + len(n), n),))
            for n in ("Ada", "Bo's", "Cy", "Di", "El")
        ]
    )
    source = Synthesis([[TOOL, {**TOOL, "name": "other"}]], bank)  # type: ignore[list-item]
    rng = random.Random(5)
    kinds = set()
    for _ in range(600):
        row = source.draw(rng)
        kinds.add(row.kind)
        properties: dict[str, Any] = row.tool["parameters"]["properties"]
        for mark in row.marks:
            words = row.request[mark.start : mark.end]
            schema = properties[mark.path[0]]
            assert words == words.strip() != ""
            if "enum" in schema:
                assert mark.value in schema["enum"]
            elif schema["type"] == "boolean":
                assert isinstance(mark.value, bool)
            else:
                assert mark.value == words
        assert not set(row.missing) & {mark.path[0] for mark in row.marks}
    assert kinds == {"call", "ask"}


def test_clean_finds_copies() -> None:
    """Eight words in a row, a whole request, or a tool; small talk is nobody's."""
    known = Evaluation()
    known.add("Please compute the area of a triangle with base ten and height five for my homework", [TOOL])
    assert known.request_hit("so compute the area of a triangle with base ten, right?")
    assert not known.request_hit("compute the area of a circle with radius ten")
    assert known.tool_hit(TOOL)
    assert not known.tool_hit({**TOOL, "name": "reserve"})
    known.add("can you help me find what i am looking for please thanks")
    assert not known.request_hit("hello can you help me find what i am looking for today")


def test_cache_holds_what_was_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A set of one row goes through the file unchanged; the others are missing and only said to be."""
    folder = tmp_path / "data" / "seal-tools"
    folder.mkdir(parents=True)
    tool = {"api_name": "getWeather", "api_description": "Weather of a place", "field": "Earth/Air",
            "required": ["place"], "parameters": {"place": {"type": "str", "description": "Place"}}}  # fmt: skip
    folder.joinpath("tool.jsonl").write_text(json.dumps(tool), encoding="utf-8")
    row = {"query": "Weather in Rome", "calling": [{"api": "getWeather", "parameters": {"place": "Rome"}}]}
    folder.joinpath("dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    monkeypatch.setattr(cache, "SETS", ("seal_tools", "sgd"))
    monkeypatch.setattr(cache, "families", lambda data: list(seal_tools.library(data).values()))
    found = cache.load(tmp_path / "data", tmp_path / "converted.jsonl.xz")
    assert [said(row) for row in found.rows()] == [{"place": ["Rome"]}]
    assert found.row("seal_tools", random.Random(1)).tool["name"] == "getWeather"
    assert [tool["name"] for tool in found.library[0]] == ["getWeather"]


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the public sets are not here")
@pytest.mark.parametrize("name", cache.SETS)
def test_public_sets_give_whole_rows(name: str) -> None:
    """Every set gives rows, and their marks lie in the request and name parameters."""
    found = list(cache.converted(name, DATA, Evaluation(), Counter()))
    assert len(found) > 100
    assert all(row.tool["name"] and row.request for row in found)


@pytest.mark.slow
@pytest.mark.skipif(not (DATA / "dev").is_dir(), reason="the development sets are not here")
def test_development_sets_are_known() -> None:
    """The development sets are part of what must not be trained on."""
    assert len(evaluation(DATA).requests) > 3000
