"""Places of files as they are said."""

from __future__ import annotations

import pytest

from lamlite.values import Clock, Reading, read

PATH = {"type": "string", "description": "Path of the folder."}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Plans in my Documents folder", "Documents/Plans"),
        ("Old mail on the desktop", "Desktop/Old mail"),
        ("Taxes 2026", "Taxes 2026"),
        ("Documents/Plans", "Documents/Plans"),
        ("notes in Oslo", "notes in Oslo"),
    ],
)
def test_a_folder_that_everybody_has_comes_first(words: str, value: str, clock: Clock) -> None:
    assert read(words, PATH, clock) == Reading(value)


def test_other_texts_stay_as_they_are_said(clock: Clock) -> None:
    assert read("Plans in Documents", {"type": "string", "description": "A title"}, clock) == Reading(
        "Plans in Documents"
    )
