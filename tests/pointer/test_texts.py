"""Which runs of tokens can be a value at all."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from lamlite.cards import models_folder
from lamlite.core.call import Source
from lamlite.pointer.features import fill_input
from lamlite.pointer.texts import Texts
from lamlite.pointer.words import Words
from lamlite.values import Clock

CLOCK = Clock(datetime(2026, 11, 23, tzinfo=timezone.utc), "en")
WORDS = Words(models_folder() / "words")
TOOL = {"name": "move", "parameters": {"type": "object", "properties": {
    "to": {"type": "string"}, "count": {"type": "integer"}}}}  # fmt: skip


@pytest.mark.parametrize(
    ("request_text", "words", "whole"),
    [
        ("put it into /cold/old.tar.gz.", "/cold/old.tar.gz", True),
        ("put it into /cold/old.tar.gz.", "/cold", False),
        ("put it into /cold/old.tar.gz.", "old.tar.gz", False),
        ("see soup.jpeg please", "soup", False),
        ("see soup.jpeg please", "soup.jpeg", True),
        ("mail ana@x.org, now", "ana", False),
        ("mail ana@x.org, now", "ana@x.org", True),
        ("from French/English, now", "French", True),
        ("grown hydroponically", "hydro", False),
        ("find 'Animal Crossing: New Horizons' now", "Animal Crossing", False),
        ("find 'Animal Crossing: New Horizons' now", "Animal Crossing: New Horizons", True),
        ('she said "don\'t wait up" and left', "don't wait", False),
        ("Ana's cat and Tom's dog", "cat", True),
    ],
)
def test_addresses_paths_and_quotations_are_taken_whole(request_text: str, words: str, whole: bool) -> None:
    found = fill_input(WORDS, [("request", request_text)], TOOL)
    texts = Texts(found, CLOCK, [Source("request")])
    start = request_text.index(words)
    place = texts.tokens(0, start, start + len(words))
    assert place is not None
    assert texts.whole_words(*place, found.params[0]) is whole


@pytest.mark.parametrize(
    ("said", "words", "value"),
    [
        ('look up "where is it?" for me', "where is it?", "where is it?"),
        ("look up where is it? for me", "where is it?", "where is it"),
        ("title it 'Notes: part 2.'", "Notes: part 2.", "Notes: part 2."),
    ],
)
def test_what_stands_in_quotes_is_meant_to_the_letter(said: str, words: str, value: str) -> None:
    texts = Texts(fill_input(WORDS, [("request", said)], TOOL), CLOCK, [Source("request")])
    place = texts.tokens(0, said.index(words), said.index(words) + len(words))
    assert place is not None
    found = texts.value(0, place)
    assert found is not None and found[0] == value


MEET = {"name": "meet", "parameters": {"type": "object", "properties": {
    "start": {"type": "string", "format": "date-time"}, "day": {"type": "string", "format": "date"}}}}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "words", "moment"),
    [
        ("3 pm in New York this Friday", "3 pm", "2026-11-27T15:00:00+00:00"),
        ("push it to 8 pm on the 10th of December", "8 pm", "2026-12-10T20:00:00+00:00"),
        ("on Wednesday from 14:00 to 15:30", "15:30", "2026-11-25T15:30:00+00:00"),
        ("from Monday to Friday, in room 3, 3 pm", "3 pm", None),  # two days
        ("to November 30 at 8pm London time", "November 30", "2026-11-30T20:00:00+00:00"),
        ("up by half past six tomorrow morning", "half past six", "2026-11-24T06:30:00+00:00"),
        ("on Friday with Ana, in the big room, at noon", "Friday", "2026-11-27T12:00:00+00:00"),
        ("on Friday from 2 pm to 3 pm", "Friday", "2026-11-27T14:00:00+00:00"),
        ("on Friday with Ana from 2 pm to 3 pm", "Friday", None),  # two times
        ("at 3 pm in room 5", "3 pm", None),
    ],
)
def test_a_time_falls_on_the_day_that_is_named_and_a_day_has_the_time(
    said: str, words: str, moment: str | None
) -> None:
    found = fill_input(WORDS, [("request", said)], MEET)
    texts = Texts(found, CLOCK, [Source("request")])
    place = texts.tokens(0, said.index(words), said.index(words) + len(words))
    assert place is not None
    dated = texts.dated(0, place)
    assert (dated[0] if dated else None) == moment
    assert texts.dated(1, place) is None
