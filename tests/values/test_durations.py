"""Lengths of time."""

import pytest

from lamlite.grammar.formats import matches_format
from lamlite.values import Clock, Length, Reading, Unclear, read

ISO = {"type": "string", "format": "duration"}


@pytest.mark.parametrize(
    ("words", "iso", "seconds"),
    [
        ("half an hour", "PT30M", 1800),
        ("a quarter of an hour", "PT15M", 900),
        ("three quarters of an hour", "PT45M", 2700),
        ("half hour", "PT30M", 1800),
        ("an hour and a half", "PT1H30M", 5400),
        ("one and a half hours", "PT1H30M", 5400),
        ("1h30m", "PT1H30M", 5400),
        ("1h30", "PT1H30M", 5400),
        ("2 hours and 30 minutes", "PT2H30M", 9000),
        ("1 hour, 5 minutes, and 10 seconds", "PT1H5M10S", 3910),
        ("90 min.", "PT1H30M", 5400),
        ("30-minute", "PT30M", 1800),
        ("5m", "PT5M", 300),
        ("PT45M", "PT45M", 2700),
        ("P1DT2H", "P1DT2H", 93_600),
        ("2 weeks", "P2W", 1_209_600),
        ("a fortnight", "P2W", 1_209_600),
        ("3 days", "P3D", 259_200),
        ("all day", "P1D", 86_400),
        ("the whole day", "P1D", 86_400),
        ("full hour", "PT1H", 3600),
        ("a full hour", "PT1H", 3600),
        ("the entire minute", "PT1M", 60),
        ("a year and 2 months", "P1Y2M", 36_720_000),
        ("1.5 years", "P1Y6M", 47_304_000),
        ("another 10 minutes", "PT10M", 600),
        ("5 more minutes", "PT5M", 300),
        ("250 ms", "PT0.25S", 0.25),
        ("two days' time", "P2D", 172_800),
    ],
)
def test_length(words: str, iso: str, seconds: float, clock: Clock) -> None:
    """As ISO 8601 and in the unit that the name asks for."""
    answer = read(words, ISO, clock)
    assert isinstance(answer, Reading)
    assert answer.value == iso
    assert read(words, {"type": "number"}, clock, name="delay_seconds") == Reading(seconds, answer.exact)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hour", "PT1H"),
        ("a few minutes", "PT3M"),
        ("several more weeks", "P3W"),
        ("1:30", "PT1H30M"),
        ("ride 10 min", "PT10M"),
    ],
)
def test_guessed_length(words: str, value: str, clock: Clock) -> None:
    """Vague words and leftovers are guesses."""
    assert read(words, ISO, clock) == Reading(value, exact=False)


@pytest.mark.parametrize("words", ["soon", "PT", "P", "a few apples", "quarter to five", "5 x"])
def test_no_length(words: str, clock: Clock) -> None:
    """A question."""
    assert read(words, ISO, clock, name="length") == Unclear("How long should the length be?")


@pytest.mark.parametrize(
    ("schema", "name", "words", "value"),
    [
        ({"type": "integer"}, "duration_minutes", "an hour", 60),
        ({"type": "integer"}, "durationMinutes", "2 hours", 120),
        ({"type": "integer", "description": "Length in seconds."}, "length", "2 min", 120),
        ({"type": "integer", "description": "How long (minutes)."}, "length", "half an hour", 30),
        ({"type": "integer"}, "timeout_ms", "2 seconds", 2000),
        ({"type": "integer"}, "delay_m", "1 hour", 60),
        ({"type": "number"}, "hours", "90 minutes", 1.5),
        ({"type": "integer"}, "days", "a week", 7),
        ({"type": "integer"}, "seconds", "45", 45),
    ],
)
def test_length_in_a_unit(schema: dict[str, object], name: str, words: str, value: float, clock: Clock) -> None:
    """The unit comes from the name or the description."""
    assert read(words, schema, clock, name=name) == Reading(value)


def test_unit_behind_the_words(clock: Clock) -> None:
    """ "5" with " minutes" behind is five minutes."""
    schema = {"type": "integer"}
    assert read("5", schema, clock, name="seconds", after=" minutes, please") == Reading(300)
    assert read("5", schema, clock, name="seconds", after="-minute timer") == Reading(300)


def test_conversion_that_does_not_come_out_even(clock: Clock) -> None:
    """Two hours are no number of days."""
    assert isinstance(read("2 hours", {"type": "integer"}, clock, name="days"), Unclear)


def test_empty_length() -> None:
    """Zero has a form too."""
    assert Length().iso() == "PT0S"
    assert (Length(days=1) * 0.5).total == 43_200


@pytest.mark.parametrize(
    ("words", "value"),
    [("2 weeks before", "-P2W"), ("3 weeks ago", "-P3W"), ("three days earlier", "-P3D"), ("back 90 days", "-P90D"),
     ("subtract 2 weeks", "-P2W"), ("minus 5 days", "-P5D"), ("-P5D", "-P5D"), ("P-5D", "-P5D"), ("in 45 days", "P45D"),
     ("a month earlier than", "-P1M"), ("half a day", "PT12H"), ("1.5 weeks", "P10DT12H"), ("half a month", "P15D")],
)  # fmt: skip
def test_direction(words: str, value: str, clock: Clock) -> None:
    """Back is a minus in front, and the form is one that the grammar knows."""
    assert read(words, ISO, clock) == Reading(value)
    assert matches_format(value, "duration")


@pytest.mark.parametrize(
    ("description", "value"),
    [("How long before the event", "PT10M"), ("With a minus to go back", "-PT10M"), ("How far", "-PT10M")],
)
def test_direction_that_the_parameter_has(description: str, value: str, clock: Clock) -> None:
    """A parameter that counts back by itself takes no minus."""
    schema = {**ISO, "description": description}
    assert read("10 minutes before", schema, clock) == Reading(value)


def test_direction_behind_the_words(clock: Clock) -> None:
    """Counts where the description speaks of a sign."""
    assert read("2 weeks", ISO, clock, after=" before Christmas") == Reading("P2W")
    schema = {**ISO, "description": "Negative to go back"}
    assert read("2 weeks", schema, clock, after=" before Christmas") == Reading("-P2W")
