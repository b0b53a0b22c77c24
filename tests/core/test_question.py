"""Questions for missing values, in the words of the parameter's description where they read well."""

from __future__ import annotations

import pytest

from lamlite.core.question import question

READ_WELL = {
    ("seconds", "How long it runs, in seconds."): "How long should it run, in seconds?",
    ("start", "When it begins."): "When should it begin?",
    ("title", "What it is."): "What is it?",
    ("body", "What the note says."): "What should the note say?",
    ("n", "How often the pump tries."): "How often should the pump try?",
    ("n", "How long the show has."): "How long should the show have?",
    ("x", "Where the parcel reaches."): "Where should the parcel reach?",
    ("duration_minutes", "How long it must be free, in minutes."): "How long must it be free, in minutes?",
    ("note", "Which note: its title or words from it."): "Which note? (Its title or words from it)",
    ("text", "What to be reminded of."): "What do you want to be reminded of?",
    ("text", "What to add, as a line of its own."): "What should I add, as a line of its own?",
    ("item", "What to do or to buy."): "What should I do or buy?",
    ("path", "Where to write it, such as Documents/list.txt."): "Where should I write it? (Such as Documents/list.txt)",
    ("name", "Whom to look up."): "Whom should I look up?",
    ("app", "Which program to open."): "Which program should I open?",
    ("n", "How many.\nMore."): "How many?",
    ("title", "Title of the note."): "What is the title of the note?",
    ("name", "The person's name."): "What is the person's name?",
    ("city", "City name"): "What is the city name?",
    ("passengers", "Number of the passengers"): "What is the number of the passengers?",
    ("location", "The city and state, e.g. San Francisco, CA"):
        "What is the city and state? (E.g. San Francisco, CA)",
    ("expression", "The calculation, such as sqrt(2). More."): "What is the calculation? (Such as sqrt(2))",
    ("unit", "A unit (in the form km)"): "What is the unit? (In the form km)",
    ("days", "The days of the week"): "What are the days of the week?",
    ("to", "Addresses that it goes to."): "Addresses that it goes to?",
}  # fmt: skip
OTHERS = {
    ("level", "Loudness in per cent."): "What should the level be? (Loudness in per cent)",
    ("time", "Time of day."): "What should the time be? (Time of day)",
    ("address.city", ""): "What should the address city be?",
    ("query", "Words to look for."): "What should the query be? (Words to look for)",
    ("s", "Use this to say when."): "What should the s be? (Use this to say when)",
}


@pytest.mark.parametrize(("name", "about"), [*READ_WELL, *OTHERS])
def test_a_question(name: str, about: str) -> None:
    assert question({"description": about}, name) == {**READ_WELL, **OTHERS}[name, about]


def test_a_switch() -> None:
    assert question({"type": "boolean", "description": "Whether to overwrite the file."}, "x") == (
        "Should I overwrite the file?"
    )
    about = "true to turn it on, false to turn it off"
    assert question({"type": "boolean", "description": about}, "on") == "Should I turn it on or turn it off?"
    assert question({"type": "boolean", "description": "Quiet mode."}, "quiet") == "Quiet: yes or no? (Quiet mode)"


def test_the_question_that_a_parameter_brings_along() -> None:
    schema = {"description": "What to be reminded of.", "x-question": "What should I remind you of?"}
    assert question(schema, "text") == "What should I remind you of?"
