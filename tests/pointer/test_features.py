"""Token sequences: what the model reads, cut to size, with every token's origin."""

from __future__ import annotations

import pytest

from lamlite.cards import models_folder
from lamlite.pointer.features import LONGEST, fill_input, select_input
from lamlite.pointer.words import PARAMETER, TOOL, Words


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(models_folder() / "words")


TIMER = {"name": "setTimer", "description": "Start a countdown.", "parameters": {"type": "object", "properties": {
    "seconds": {"type": "integer", "description": "Length in seconds"},
    "label": {"type": "string", "enum": ["tea", "pasta"]}}, "required": ["seconds"]}}  # fmt: skip


def test_select_marks_every_tool(words: Words) -> None:
    found = select_input(words, "a timer for tea", [TIMER] * 5)
    assert [found.ids[at] for at in found.tools] == [TOOL] * 5
    assert found.types[: found.request + 2] == [0] * (found.request + 2)


def test_characters_lead_back_to_the_text(words: Words) -> None:
    text = "Set a timer for ten minutes"
    found = fill_input(words, [("request", text), ("result title", "soup")], TIMER)
    said = [
        text[a:b] for (source, a, b), owner in zip(found.chars, found.owner, strict=True) if owner == 0 and source == 0
    ]
    assert said == text.split()
    assert [found.ids[at] for at in found.starts] == [PARAMETER, PARAMETER]
    assert len(found.options[1]) == 2 and not found.options[0]
    assert found.texts == [text, "soup"]


@pytest.mark.parametrize("text", ["", "word " * 3000, "😀" * 500, "مرحبا كيف حالك", "\x00\x07 odd"])
def test_any_text_fits(words: Words, text: str) -> None:
    many = {f"parameter_{i}": {"type": "string", "description": "long words " * 40} for i in range(60)}
    tool = {"name": "big", "description": "d " * 600, "parameters": {"type": "object", "properties": many}}
    found = fill_input(words, [("request", text)], tool)
    assert len(found.ids) <= LONGEST
    assert len(found.owner) == len(found.chars) == len(found.types) == len(found.ids)
    assert len(found.params) == len(found.starts) == len(found.stops) == len(found.near)
    assert len(select_input(words, text, [tool] * 8).ids) <= LONGEST
