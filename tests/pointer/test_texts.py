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
