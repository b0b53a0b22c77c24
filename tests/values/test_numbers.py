"""Numbers, ordinals and percentages."""

import pytest

from lamlite.values import Clock, Reading, Unclear, mentions, read

NUMBER = {"type": "number"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("5", 5),
        ("1,234.5", 1234.5),
        ("12,34,567", 1234567),
        ("1\u202f234", 1234),
        ("5.000,25", 5000.25),
        (".5", 0.5),
        ("2e3", 2000),
        ("1.5k", 1500),
        ("2 k", 2000),
        ("3 million", 3_000_000),
        ("4 thousand 3 hundred and 21", 4321),
        ("2 hundred thousand", 200_000),
        ("twenty-one", 21),
        ("twenty", 20),
        ("a hundred and five", 105),
        ("hundred", 100),
        ("one hundred and five thousand and three", 105_003),
        ("two hundred and five thousand", 205_000),
        ("twenty-four hundred", 2400),
        ("two and a half", 2.5),
        ("one hundred and three quarters", 100.75),
        ("a million and a half", 1_500_000),
        ("five and a half million", 5_500_000),
        ("one billion and a half million", 1_000_500_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("half", 0.5),
        ("a quarter million", 250_000),
        ("three quarters of a million", 750_000),
        ("two thirds", 0.666666666667),
        ("three twenty-firsts", 0.142857142857),
        ("a hundred thousandths", 0.1),
        ("a thousandth", 0.001),
        ("five over two", 2.5),
        ("3/4", 0.75),
        ("2 1/2", 2.5),
        ("2½", 2.5),
        ("½", 0.5),
        ("one point two five", 1.25),
        ("nought point five", 0.5),
        ("minus five", -5),
        ("-3", -3),
        ("- 20", -20),
        ("a couple", 2),
        ("a couple of", 2),
        ("a pair of", 2),
        ("zero", 0),
        ("none", 0),
        ("the third", 3),
        ("twenty-first", 21),
        ("21st", 21),
        ("one hundred and fifth", 105),
        ("about 20", 20),
        ("20 percent", 20),
        ("20 per cent", 20),
        ("12-percent", 12),
    ],
)
def test_number(words: str, value: float, clock: Clock) -> None:
    """Read exactly."""
    answer = read(words, NUMBER, clock)
    assert isinstance(answer, Reading)
    assert answer.value == pytest.approx(value)
    assert answer.exact
    assert isinstance(answer.value, int) == isinstance(value, int)


@pytest.mark.parametrize(
    "words", ["gibberish", "1e400", "9" * 400, "point", "over", "pair", "a few", "a lot", "²", "", "  ", "-"]
)
def test_no_number(words: str, clock: Clock) -> None:
    """A question, not a guess."""
    assert isinstance(read(words, NUMBER, clock), Unclear)


def test_number_among_words_is_a_guess(clock: Clock) -> None:
    """What is left over may change the meaning."""
    assert read("five people", NUMBER, clock) == Reading(5, exact=False)


def test_two_numbers_are_a_question(clock: Clock) -> None:
    """Both are offered."""
    answer = read("12 or 13", NUMBER, clock, name="room")
    assert answer == Unclear("Which number is meant for the room: 12 or 13?", (12, 13))


@pytest.mark.parametrize(
    ("words", "after", "value"),
    [("5", "k users", 5000), ("two", " and a half", 2.5), ("20", "% off", 20), ("3", ", 4 and 5", 3), ("5", "", 5)],
)
def test_text_behind_is_read_on(words: str, after: str, value: float, clock: Clock) -> None:
    """Only where the number goes on there."""
    answer = read(words, NUMBER, clock, after=after)
    assert isinstance(answer, Reading)
    assert answer.value == value


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "number", "minimum": 0, "maximum": 1}, 0.2),
        ({"type": "number", "description": "Share as a fraction between 0 and 1"}, 0.2),
        ({"type": "number", "description": "Percentage from 0 to 100"}, 20),
        ({"type": "integer"}, 20),
    ],
)
def test_percent(schema: dict[str, object], value: float, clock: Clock) -> None:
    """A share of one only where the schema says so."""
    assert read("20%", schema, clock) == Reading(value)


def test_integer_must_be_whole(clock: Clock) -> None:
    """A count that was said is never rounded; half of a level of 100 is."""
    schema = {"type": "integer"}
    assert read("2.5", schema, clock, name="guests") == Unclear("The guests must be a whole number.", (2, 3))
    assert read("half", {**schema, "maximum": 100}, clock) == Reading(50, exact=False)


def test_a_full_hour_is_no_maximum(clock: Clock) -> None:
    """ "full" alone is the most there can be, of a unit it is one of it."""
    schema = {"type": "integer", "minimum": 1, "maximum": 1440}
    assert read("full hour", schema, clock, name="minutes") == Reading(60)
    assert read("full mile", {"type": "number", "maximum": 100}, clock, name="distance_km") == Reading(1.609344, False)
    assert read("full", schema, clock, name="minutes") == Reading(1440)


@pytest.mark.parametrize(("words", "value"), [("max", 80), ("minimum", 10), ("full", 80)])
def test_extremes(words: str, value: int, clock: Clock) -> None:
    """ "Max" is the bound of the schema, and nothing where there is none."""
    assert read(words, {"type": "integer", "minimum": 10, "maximum": 80}, clock) == Reading(value)
    assert isinstance(read(words, {"type": "integer"}, clock), Unclear)


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("year", "next year", 2027),
        ("month", "March", 3),
        ("month", "next month", 12),
        ("hour", "3pm", 15),
        ("day", "the 5th", 5),
    ],
)
def test_part_of_a_date(name: str, words: str, value: int, clock: Clock) -> None:
    """A parameter of that name takes the part of a date."""
    answer = read(words, {"type": "integer"}, clock, name=name)
    assert isinstance(answer, Reading)
    assert answer.value == value


def test_no_part_of_a_date(clock: Clock) -> None:
    """No date, no part."""
    assert isinstance(read("some day", {"type": "integer"}, clock, name="year"), Unclear)


def test_digits_inside_words_are_no_mentions(clock: Clock) -> None:
    """The 3 of mp3 is no number."""
    assert [one.kind for one in mentions("play song.mp3", clock)] == []
