"""Formulas are taken whole."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from lamlite.cards import models_folder
from lamlite.core.call import Source
from lamlite.pointer.features import fill_input
from lamlite.pointer.formulas import LEFT_OUT, taken_whole
from lamlite.pointer.texts import Candidate, Texts
from lamlite.pointer.words import Words
from lamlite.values import Clock

CLOCK = Clock(datetime(2026, 11, 23, tzinfo=timezone.utc), "en")
WORDS = Words(models_folder() / "words")
EXPRESSION = {"expression": {"type": "string", "description": "The calculation, such as 15% of 80."}}


def best(said: str, *pointed: str, **others: Any) -> list[Candidate]:
    """What is left of candidates that are pointed at, the first one as the likeliest."""
    tool = {"name": "calculate", "parameters": {"type": "object", "properties": {**EXPRESSION, **others}}}
    texts = Texts(fill_input(WORDS, [("request", said)], tool), CLOCK, [Source("request")])
    found = []
    for rank, words in enumerate(pointed):
        place = texts.tokens(0, said.index(words), said.index(words) + len(words))
        assert place is not None
        found.append(Candidate(-1.0 - rank, words, Source("request", words), (place,)))
    return sorted(taken_whole(texts, 0, found), key=lambda one: -one.score)


@pytest.mark.parametrize(
    ("said", "pointed", "whole"),
    [
        ("what do I owe if the bill was 137.40 plus 12% tip shared between four of us", "137.40",
         "137.40 plus 12% tip shared between four"),
        ("split 96 euros between 5 people", "split 96 euros", "split 96 euros between 5"),
        ("what is 2 plus 3 squared?", "2 plus 3", "2 plus 3 squared"),
        ("I am back. 7 times 8, please", "8", "7 times 8"),
    ],
)  # fmt: skip
def test_a_part_of_a_formula_loses_to_the_whole(said: str, pointed: str, whole: str) -> None:
    found = best(said, pointed)
    assert [(one.value, one.score) for one in found] == [(whole, -1.0)]
    assert found[0].source is not None and found[0].source.text == whole


def test_other_words_of_the_same_value_stay() -> None:
    found = best("what is 15% of 80 dollars?", "15% of 80 dollars", "80")
    assert found[0].value == "15% of 80 dollars"
    assert "80" not in [one.value for one in found]


def test_what_reads_as_no_formula_is_a_guess_where_it_leaves_numbers_out() -> None:
    said = "draw x^2 + 3y for me at 7"
    assert [one.score for one in best(said, "x^2 + 3y")] == [-1.0 - LEFT_OUT]
    assert [one.score for one in best(said, "x^2 + 3y", at={"type": "integer"})] == [-1.0]  # 7 may be that
    assert [one.score for one in best("draw x^2 + 3y", "x^2 + 3y")] == [-1.0]


def test_numbers_of_another_sentence_are_left_alone() -> None:
    found = best("what is 3 plus 4? I have 2 cats and 5 dogs.", "3 plus 4")
    assert [(one.value, one.score) for one in found] == [("3 plus 4", -1.0)]
