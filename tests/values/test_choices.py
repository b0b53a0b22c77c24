"""Booleans, enumerations, days of the week and lists."""

from typing import Any

import pytest

from lamlite.values import Clock, Reading, Unclear, read
from lamlite.values.choices import days_phrase

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on", True),
        ("turn it on", True),
        ("yes", True),
        ("enabled", True),
        ("true", True),
        ("off", False),
        ("no", False),
        ("don't", False),
        ("not now", False),
        ("disable", False),
        ("no, not on", False),
    ],
)
def test_boolean(words: str, value: bool, clock: Clock) -> None:
    """Yes and no in their many forms."""
    answer = read(words, {"type": "boolean"}, clock)
    assert isinstance(answer, Reading)
    assert answer.value is value


@pytest.mark.parametrize("words", ["maybe", "on and off", ""])
def test_no_boolean(words: str, clock: Clock) -> None:
    """A question."""
    assert isinstance(read(words, {"type": "boolean"}, clock), Unclear)


@pytest.mark.parametrize(
    ("options", "words", "value", "exact"),
    [
        (["living_room", "bedroom"], "Living Room", "living_room", True),
        (["living_room", "bedroom"], "the bedroom", "bedroom", True),
        (["AIR_CONDITIONER", "HEATER"], "air conditioner", "AIR_CONDITIONER", True),
        (["one-way", "round-trip"], "one way", "one-way", True),
        (["image", "audio"], "images", "image", True),
        (["monday", "tuesday"], "mon", "monday", True),
        (DAYS, "Mondays", "mon", True),
        (DAYS, "tomorrow", "tue", True),
        (["C", "F"], "fahrenheit", "F", True),
        (["USD", "EUR"], "euros", "EUR", True),
        (["low", "medium", "high"], "high priority", "high", False),
        (["air_conditioner", "heater"], "the conditioner", "air_conditioner", False),
        (["S", "M", "L"], "small", "S", False),
        (["category", "tag"], "categories", "category", True),
        (["start", "stop"], "starting", "start", True),
        (["1", "5"], "five", "5", True),
        ([1, 5], "five", 5, True),
        ([1, 2.5], "2.5", 2.5, True),
        ([True, False], "on", True, True),
        ([None, "a"], "none", None, True),
        (["+", "-"], "+", "+", True),
        (["medium", "large"], "med", "medium", True),
        (["grill", "bake"], "grilling", "grill", True),
        (["grill", "bake"], "baked", "bake", True),
        (["stop", "play"], "stopped", "stop", True),
        (["quiet", "loud"], "quietly", "quiet", True),
        (["kilometers", "miles"], "km", "kilometers", True),
        (["kilometers", "miles"], "in miles", "miles", True),
        (["colour", "size"], "color", "colour", True),
        (["grey", "black"], "gray", "grey", True),
        (["too_big", "too_small"], "too large", "too_big", False),
        (["daily", "weekly", "biweekly"], "every week", "weekly", True),
        (["daily", "weekly", "biweekly"], "every two weeks", "biweekly", True),
        (["en", "de", "fr"], "German", "de", True),
        (["photo", "video"], "picture", "photo", False),
    ],
)
def test_enum(options: list[object], words: str, value: object, exact: bool, clock: Clock) -> None:
    """By case, space and underscore, number, plural, abbreviation, unit, currency, part."""
    assert read(words, {"enum": options}, clock) == Reading(value, exact)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["red", "blue"], "red or blue"),
        (["red", "blue"], "green"),
        (["a", "b"], "the"),
        (["red", "blue"], "reader"),
        (["urgent", "low"], "asap"),
        (list("abcdefghi"), "z"),
    ],
)
def test_no_enum(options: list[str], words: str, clock: Clock) -> None:
    """None or several: which one?"""
    answer = read(words, {"enum": options}, clock, name="colour")
    assert isinstance(answer, Unclear)
    assert answer.reason.startswith("Which colour is meant: ")
    assert set(answer.options) <= set(options)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("weekdays", DAYS[:5]),
        ("on weekends", DAYS[5:]),
        ("every day", DAYS),
        ("every day except Sunday", DAYS[:6]),
        ("every day but not on weekends", DAYS[:5]),
        ("all days but Monday and Tuesday", DAYS[2:]),
        ("Monday to Friday except Wednesday", ["mon", "tue", "thu", "fri"]),
        ("daily at 6, not on Sundays", DAYS[:6]),
        ("all but Monday", DAYS[1:]),
        ("Monday, Wednesday and Friday", ["mon", "wed", "fri"]),
        ("mon-fri", DAYS[:5]),
        ("Friday to Monday", ["mon", "fri", "sat", "sun"]),
        ("every Tuesday and Thursday", ["tue", "thu"]),
        ("Mondays", ["mon"]),
        ("tomorrow", ["tue"]),
    ],
)
def test_days_of_the_week(words: str, value: list[str], clock: Clock) -> None:
    """A list of days, whatever the names of the options."""
    schema = {"type": "array", "items": {"type": "string", "enum": DAYS}}
    assert read(words, schema, clock) == Reading(value)
    codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    other = read(words, {"type": "array", "items": {"enum": codes}}, clock)
    assert other == Reading([codes[DAYS.index(day)] for day in value])


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("an alarm at 7 every day except Sunday please", "every day except sunday"),
        ("at 6:15 Monday to Friday except Wednesday", "monday to friday except wednesday"),
        ("ring daily at 6, but not on Sundays", "daily at 6, but not on sundays"),
        ("on weekdays and Saturday", "weekdays and saturday"),
        ("on Monday, but not too loud", ""),
        ("on Monday and Friday", ""),
        ("make the mondayish sun lamp blue", ""),
    ],
)
def test_words_for_many_days(text: str, phrase: str) -> None:
    """Groups, ranges and exceptions; single days are named one by one."""
    assert days_phrase(text) == phrase


@pytest.mark.parametrize(
    ("items", "words", "value"),
    [
        ({"type": "string"}, "eggs, milk and bread", ["eggs", "milk", "bread"]),
        ({"type": "string"}, "eggs, milk, and bread", ["eggs", "milk", "bread"]),
        ({"type": "string"}, "salt and pepper", ["salt", "pepper"]),
        ({"type": "string"}, "Bob", ["Bob"]),
        ({"type": "string"}, "'a, b' and 'c'", ["a, b", "c"]),
        ({"type": "string"}, '["a", 1]', ["a", "1"]),
        ({"type": "string"}, "[a, b]", ["a", "b"]),
        ({"type": "integer"}, "5, 10 and fifteen", [5, 10, 15]),
        ({"type": "number"}, "[1, 2.5]", [1, 2.5]),
        ({"type": "string", "format": "email"}, "a@x.com and b@y.org", ["a@x.com", "b@y.org"]),
        ({"enum": ["red", "green"]}, "all", ["red", "green"]),
        ({"enum": ["red", "green"]}, "Red and green", ["red", "green"]),
        ({"enum": DAYS}, "mon", ["mon"]),
        ({}, "a; b", ["a", "b"]),
    ],
)
def test_list(items: dict[str, Any], words: str, value: list[object], clock: Clock) -> None:
    """Split, then each item read."""
    assert read(words, {"type": "array", "items": items}, clock) == Reading(value)


def test_numbers_need_no_commas(clock: Clock) -> None:
    """As a guess."""
    assert read("1 2 3", {"type": "array", "items": {"type": "integer"}}, clock) == Reading([1, 2, 3], exact=False)


def test_list_limits(clock: Clock) -> None:
    """Duplicates go where the schema wants none; too few or too many are a question."""
    schema: dict[str, object] = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
    assert read("a, b and a", schema, clock) == Reading(["a", "b"])
    few = read("a", {**schema, "minItems": 2}, clock, name="guests")
    many = read("a, b, c", {**schema, "maxItems": 2}, clock, name="guests")
    assert few == Unclear("At least 2 guests are needed.")
    assert many == Unclear("At most 2 guests are allowed.")
    assert isinstance(read(",", schema, clock), Unclear)
    assert isinstance(read("x, 5", {"type": "array", "items": {"type": "integer"}}, clock), Unclear)
    assert isinstance(read("funday", {"type": "array", "items": {"enum": DAYS}}, clock), Unclear)
