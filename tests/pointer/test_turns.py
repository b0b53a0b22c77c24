"""What earlier turns give to a call, and what they do not."""

from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import Any

import pytest

from lamlite.cards import models_folder
from lamlite.core.call import Source
from lamlite.core.context import Context, Turn
from lamlite.pointer.caller import sources
from lamlite.pointer.candidates import _without_doubtful
from lamlite.pointer.features import fill_input
from lamlite.pointer.texts import Candidate, Texts
from lamlite.pointer.words import Words
from lamlite.values import Clock

NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)
WORDS = Words(models_folder() / "words")
TOOL = {"name": "move", "parameters": {"type": "object", "properties": {
    "what": {"type": "string"}, "start": {"type": "string", "format": "date-time"},
    "level": {"type": "integer"}}}}  # fmt: skip
WHAT, START, LEVEL = 0, 1, 2


@pytest.mark.parametrize(
    ("label", "text", "words", "row", "value"),
    [
        ("user", "who's Tom?", "who's Tom", WHAT, None),
        ("user", "when is lunch with Ana?", "lunch with Ana", WHAT, "lunch with Ana"),
        ("user", "lunch at 12:30", "12:30", START, None),
        ("user", "tea tomorrow at 15:30", "tomorrow at 15:30", START, "2026-11-24T15:30:00+00:00"),
        ("user", "tea tomorrow at 3", "tomorrow at 3", START, None),
        ("assistant", "No program (looked for pactl).", "pactl", WHAT, None),
        ("assistant", "Set the reminder 'milk'.", "milk", WHAT, "milk"),
        ("assistant", "Moved the event to Ana Lee.", "Ana Lee", WHAT, "Ana Lee"),
        ("assistant", "Done. Moved it.", "Moved", WHAT, None),
        ("assistant", "now: 09:00; week: 48.", "09:00", START, None),
        ("assistant", "The level is 48.", "48", LEVEL, 48),
        ("result title", "lunch with Ana", "lunch with Ana", WHAT, "lunch with Ana"),
        ("result title", "lunch with Ana", "lunch", WHAT, None),
        ("result start", "2026-11-27T12:30:00+00:00", "2026-11-27T12:30:00+00:00", START, "2026-11-27T12:30:00+00:00"),
        ("result time", "09:00:00", "09:00:00", START, None),  # of which day?
        ("result level", "48", "48", LEVEL, 48),
        ("result phone", "020 7946 0018", "7946", LEVEL, None),
    ],
)
def test_only_what_is_surely_a_value_is_taken(label: str, text: str, words: str, row: int, value: object) -> None:
    found = fill_input(WORDS, [("request", "push it back"), (label, text)], TOOL)
    texts = Texts(found, Clock(NOW, "en"), [Source("request"), Source("history", label)])
    place = texts.tokens(1, text.index(words), text.index(words) + len(words))
    assert place is not None
    taken = texts.value(row, place)
    assert (taken[0] if taken else None) == value


def test_what_tools_gave_goes_before_the_words_of_the_answer() -> None:
    said = Turn("user", "set the volume")
    worked = Turn("assistant", "Set it.", {"id": "event-1", "on": True, "level": 3, "note": "", "days": ["Mon"]})
    failed = Turn("assistant", "No program (looked for pactl).", {})
    elsewhere = Turn("assistant", "The code is 4471.")
    told = dict(_told(said, worked, failed, elsewhere))
    assert told["Set it."] == [("result id", "event-1"), ("result level", "3")]
    assert told["No program (looked for pactl)."] == []
    assert told["The code is 4471."] == [("assistant", "The code is 4471.")]


def _told(said: Turn, *answers: Turn) -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for answer in answers:
        texts, labels = sources("push it back", Context(NOW, history=(said, answer)))
        assert texts[:2] == [("request", "push it back"), ("user", "set the volume")]
        assert [label.text for label in labels[1:]] == [name for name, _ in texts[1:]]
        found.append((answer.content, texts[2:]))
    return found


def _candidates(*given: tuple[str, float]) -> list[Candidate]:
    return [Candidate(math.log(chance), kind, Source(kind)) for kind, chance in given]


@pytest.mark.parametrize(
    ("given", "kept", "missing"),
    [
        ([("history", 0.6), ("request", 0.01)], ["history", "request"], 0.01),
        ([("history", 0.6), ("request", 0.1)], ["request"], 0.01 / 0.11),  # the task states one
        ([("history", 0.2), ("request", 0.01)], ["request"], 0.5),  # too doubtful
        ([("history", 0.2)], [], 1.0),
    ],
)
def test_a_doubtful_value_is_none(given: Any, kept: list[str], missing: float) -> None:
    found, absent = _without_doubtful(_candidates(*given), math.log(0.01))
    assert [candidate.value for candidate in found] == kept
    assert math.exp(absent) == pytest.approx(missing)
