"""The ends of an interval go to the parameters that ask for them."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from lamlite.cards import models_folder
from lamlite.core.call import Source
from lamlite.pointer.edges import edge, inside
from lamlite.pointer.features import fill_input
from lamlite.pointer.texts import Candidate, Texts
from lamlite.pointer.words import Words
from lamlite.values import Clock

CLOCK = Clock(datetime(2026, 11, 23, 9, tzinfo=timezone.utc), "en")
WORDS = Words(models_folder() / "words")
MEET = {name: {"type": "string", "format": "date-time"} for name in ("start", "end")}
LIST: dict[str, Any] = {
    "day": {"type": "string", "format": "date", "description": "The first day."},
    "until": {"type": "string", "format": "date", "description": "The last day."},
}


def texts(said: str, properties: dict[str, Any]) -> Texts:
    tool = {"name": "meet", "parameters": {"type": "object", "properties": properties}}
    return Texts(fill_input(WORDS, [("request", said)], tool), CLOCK, [Source("request")])


def ends(said: str, properties: dict[str, Any]) -> list[Any]:
    seen = texts(said, properties)
    return [one.value if one else None for one in (edge(seen, row) for row in range(len(properties)))]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("from 14h30 to 15h15 on 3 December", "2026-12-03T14:30:00+00:00", "2026-12-03T15:15:00+00:00"),
        ("block out 10-11:30 on Wednesday", "2026-11-25T10:00:00+00:00", "2026-11-25T11:30:00+00:00"),
        ("holiday from 7 to 9 December", "2026-12-07T09:00:00+00:00", "2026-12-09T09:00:00+00:00"),
        # Eight has passed today, and the end is on the day of the start.
        ("from 8 to 10", "2026-11-24T08:00:00+00:00", "2026-11-24T10:00:00+00:00"),
        ("on Friday or Monday, 2-3 pm", None, None),
        ("a holiday next week", None, None),
    ],
)
def test_both_ends_of_an_event(said: str, first: str | None, last: str | None) -> None:
    assert ends(said, MEET) == [first, last]


def test_a_period_has_a_first_and_a_last_day() -> None:
    assert ends("what do I have this week", LIST) == ["2026-11-23", "2026-11-29"]
    assert ends("what is on from 7 to 9 December", LIST) == ["2026-12-07", "2026-12-09"]
    assert ends("what is on from 7 to 9 pm", LIST) == [None, None]


def test_a_point_without_its_other_end_is_left_alone() -> None:
    assert ends("from 7 to 9 December", {"day": LIST["day"]}) == [None]
    assert ends("from 7 to 9 December", {**LIST, "expires": {**LIST["until"]}}) == [None] * 3


def test_words_of_the_interval_mean_nothing_else() -> None:
    said = "Ana from 7 to 9 December"
    seen = texts(said, MEET)
    for words, within in (("7", True), ("9 December", True), ("Ana", False)):
        place = seen.tokens(0, said.index(words), said.index(words) + len(words))
        assert place is not None
        assert inside(seen, Candidate(0.0, words, None, (place,))) is within
