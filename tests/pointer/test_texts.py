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
    ],
)
def test_addresses_and_paths_are_taken_whole(request_text: str, words: str, whole: bool) -> None:
    found = fill_input(WORDS, [("request", request_text)], TOOL)
    texts = Texts(found, Clock(datetime(2026, 11, 23, tzinfo=timezone.utc), "en"), [Source("request")])
    start = request_text.index(words)
    place = texts.tokens(0, start, start + len(words))
    assert place is not None
    assert texts.whole_words(*place, found.params[0]) is whole


MEET = {"name": "meet", "parameters": {"type": "object", "properties": {
    "start": {"type": "string", "format": "date-time"}, "day": {"type": "string", "format": "date"}}}}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "time", "moment"),
    [
        ("3 pm in New York this Friday", "3 pm", "2026-11-27T15:00:00+00:00"),
        ("push it to 8 pm on the 10th of December", "8 pm", "2026-12-10T20:00:00+00:00"),
        ("on Wednesday from 14:00 to 15:30", "15:30", "2026-11-25T15:30:00+00:00"),
        ("between Monday and Friday at 3 pm", "3 pm", None),  # two days
        ("at 3 pm in room 5", "3 pm", None),
    ],
)
def test_a_time_falls_on_the_one_day_that_is_named(said: str, time: str, moment: str | None) -> None:
    found = fill_input(WORDS, [("request", said)], MEET)
    texts = Texts(found, Clock(datetime(2026, 11, 23, tzinfo=timezone.utc), "en"), [Source("request")])
    place = texts.tokens(0, said.index(time), said.index(time) + len(time))
    assert place is not None
    dated = texts.dated(0, place)
    assert (dated[0] if dated else None) == moment
    assert texts.dated(1, place) is None
