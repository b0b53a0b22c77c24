"""What names and descriptions ask for: forms of dates, codes, shares, formulas, numberings."""

from typing import Any

import pytest

from lamlite.values import Clock, Reading, Unclear, read
from lamlite.values.wants import wanted


def value_of(words: str, clock: Clock, name: str, kind: str, description: str) -> object:
    answer = read(words, {"type": kind, "description": description}, clock, name=name)
    return answer.value if isinstance(answer, Reading) else answer


@pytest.mark.parametrize(
    "description",
    ["When the message should go out", "passed", "A mess", "Their address", "in mm. A number", "the mm and DD", "mm:ss",
     "in mm/cm", "Year, YYYY", "%d items", "month-month-day"],
)  # fmt: skip
def test_prose_is_no_form(description: str, clock: Clock) -> None:
    """Only delimited tokens that make a date or a time are a form."""
    assert value_of("tomorrow at 8 am", clock, "send", "string", description) == "tomorrow at 8 am"


@pytest.mark.parametrize(
    ("description", "words", "value"),
    [
        ("DD.MM.YY", "March 3", "03.03.27"),
        ("month-day-year", "March 3", "03-03-2027"),
        ("day/month/year", "March 3", "03/03/2027"),
        ("%Y/%m/%d", "March 3", "2027/03/03"),
        ("M/D/YYYY", "March 3", "3/3/2027"),
        ("MMMM D, YYYY", "March 3", "March 3, 2027"),
        ("YYYYMMDD", "March 3", "20270303"),
        ("yyyy-MM-dd'T'HH:mm:ss", "tomorrow at 5 pm", "2026-11-24T17:00:00"),
        ("h:mm A", "5:30 pm", "5:30 PM"),
        ("hh:mm AM/PM", "5:30 pm", "05:30 PM"),
        ("%H:%M", "5:30 pm", "17:30"),
    ],
)
def test_form(description: str, words: str, value: str, clock: Clock) -> None:
    """Tokens, strftime codes and words."""
    assert value_of(words, clock, "when", "string", description) == value


@pytest.mark.parametrize("description", ["When the message should go out", "DD.MM.YYYY", "Time passed, HH:MM"])
def test_format_wins_over_prose(description: str, clock: Clock) -> None:
    """The schema's format binds."""
    schema = {"type": "string", "format": "date-time", "description": description}
    assert read("tomorrow at 8 am", schema, clock, name="send_at") == Reading("2026-11-24T08:00:00+01:00")


@pytest.mark.parametrize(
    ("name", "description", "words", "value"),
    [
        ("countryCode", "Two-character code, e.g. CN", "China", "CN"),
        ("country", "ISO 3166 alpha-2", "the United States", "US"),
        ("country", "Two-letter country code", "Great Britain", "GB"),
        ("country", "Two-letter country code", "French", "FR"),
        ("country", "Two-letter country code", "de", "DE"),
        ("country", "Two-letter country code", "Narnia", "Narnia"),
        ("country", "ISO 3166-1 alpha-3 code", "Germany", "DEU"),
        ("country", "Name of the country", "Germany", "Germany"),
        ("country", "Name or ISO code", "Germany", "Germany"),
        ("country_code", "Country calling code", "Germany", "Germany"),
        ("target_language", "ISO 639-1 code", "French", "fr"),
        ("lang", "Language code", "the German language", "de"),
        ("language", "The language", "French", "French"),
        ("state", "Two-letter abbreviation of the state", "Ohio", "OH"),
        ("state_code", "", "new york", "NY"),
        ("state", "The state", "Ohio", "Ohio"),
        ("location", "City, State, such as San Francisco, CA", "Austin, TX", "Austin, TX"),
        ("currency", "Currency code (ISO 4217)", "Swiss francs", "CHF"),
        ("currency", "Currency code (ISO 4217)", "rupees", "INR"),
        ("currency", "Currency code (ISO 4217)", "pounds sterling", "GBP"),
        ("currency", "Currency code (ISO 4217)", "Moroccan dirhams", "MAD"),
        ("currency", "Currency code (ISO 4217)", "Ugandan shillings", "UGX"),
        ("currency", "Currency code (ISO 4217)", "Albanian lek", "ALL"),
    ],
)
def test_code(name: str, description: str, words: str, value: str, clock: Clock) -> None:
    """Only where a code is asked for."""
    assert value_of(words, clock, name, "string", description) == value


@pytest.mark.parametrize(
    ("description", "value"),
    [
        ("Interest rate as a decimal", 0.05),
        ("Annual rate (e.g. 0.05 for 5%)", 0.05),
        ("Per step, e.g. 0.05 for 5 %", 0.05),
        ("Interest rate, e.g. 0.05", 0.05),
        ("Share between 0 and 1", 0.05),
        ("Percentage, as a decimal", 0.05),
        ("Interest rate in percent", 5),
        ("Interest rate", 5),
        ("Rate with two decimal places", 5),
        ("Concentration", 5),
    ],
)
def test_rate(description: str, value: float, clock: Clock) -> None:
    """A share of one where the description shows one."""
    assert value_of("5%", clock, "rate", "number", description) == value


@pytest.mark.parametrize(
    ("words", "description", "kind", "value"),
    [
        ("half", "Level in percent", "integer", 50),
        ("a third", "Level in percent", "integer", 33),
        ("half a percent", "Level in percent", "number", 0.5),
        ("0.5", "Level in percent", "number", 0.5),
        ("halfway", "Level in percent", "integer", 50),
        ("one in a hundred", "Share of the people", "number", 0.01),
        ("3 out of 4", "Share in percent", "number", 75),
    ],
)
def test_share(words: str, description: str, kind: str, value: float, clock: Clock) -> None:
    """Parts in words are parts of a hundred where per cent are wanted."""
    assert value_of(words, clock, "level", kind, description) == value


@pytest.mark.parametrize(
    ("name", "description", "words", "value"),
    [
        ("function", "To integrate, e.g. x**2", "y = x^2", "x**2"),
        ("function", "A Python expression", "f(x) = x^3 + 1", "x**3 + 1"),
        ("function", "To plot", "x^2", "x^2"),
        ("equation", "Of the line, e.g. y = 3x + 1", "y = 2x", "y = 2x"),
        ("pattern", "Regular expression, as in Python", "x^2", "x^2"),
    ],
)
def test_formula(name: str, description: str, words: str, value: str, clock: Clock) -> None:
    """As the example is written."""
    assert value_of(words, clock, name, "string", description) == value


@pytest.mark.parametrize(
    ("description", "words", "value"),
    [
        ("0 is closed, 100 fully open", "open", 100),
        ("0 is closed, 100 fully open", "shut", 0),
        ("0 closed, 100 fully open", "open", 100),
        ("From 1 (bad) to 5 (excellent)", "excellent", 5),
        ("Weekday, 0 is Monday", "Friday", 4),
        ("1 = Sunday ... 7 = Saturday", "Friday", 6),
        ("0 (Sunday) to 6 (Saturday)", "Sunday", 0),
        ("Monday: 1", "on Sunday", 7),
    ],
)
def test_numbering(description: str, words: str, value: int, clock: Clock) -> None:
    """Words that the description gives numbers to."""
    assert value_of(words, clock, "code", "integer", description) == value


def test_weekday_without_a_numbering(clock: Clock) -> None:
    """Nobody knows whether the week begins with 0, and on which day."""
    assert isinstance(value_of("Friday", clock, "weekday", "integer", "Day of the week"), Unclear)


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [("month", "March", 3), ("start_month", "sept", 9), ("top_k", "5", 5), ("temp_c", "50 F", 10), ("point_c", "5", 5),
     ("check_in", "5", 5), ("width_in", "1 foot", 12), ("year", "2,000", 2000)],
)  # fmt: skip
def test_names(name: str, words: str, value: float, clock: Clock) -> None:
    """Endings of names that are units, and some that are none."""
    assert value_of(words, clock, name, "number", "") == value


@pytest.mark.parametrize(
    ("description", "words", "value"),
    [("Negative for BC", "44 BC", -44), ("Negative for BC", "44 B.C.", -44), ("Negative for BC", "44 AD", 44),
     ("Year", "44 BC", 44), ("Negative for west", "12 west", -12)],
)  # fmt: skip
def test_below_zero(description: str, words: str, value: int, clock: Clock) -> None:
    """Where the description says which words make a number negative."""
    assert value_of(words, clock, "value", "number", description) == value


@pytest.mark.parametrize(
    ("words", "description", "value"),
    [
        ("a", "", 1), ("an ounce", "", 1), ("half a", "", 0.5), ("a couple of", "", 2), ("a pair", "", 2),
        ("twice", "", 2),
        ("a single one", "", 1), ("d20", "", 20), ("no delay", "", 0), ("without decimals", "", 0), ("triple", "", 3),
        ("hexagon", "Number of sides", 6), ("binary", "Base to convert to", 2), ("squared", "Exponent", 2),
        ("from rest", "Velocity at the start", 0), ("just me", "Number of guests", 1),
    ],
)  # fmt: skip
def test_words_that_count(words: str, description: str, value: float, clock: Clock) -> None:
    """Numbers without a numeral."""
    assert value_of(words, clock, "value", "number", description) == value


@pytest.mark.parametrize(
    ("words", "description"), [("hexagon", "Base"), ("my wife and me", "Guests"), ("binary", "Side")]
)
def test_words_that_do_not_count(words: str, description: str, clock: Clock) -> None:
    """Where they mean something else."""
    assert isinstance(value_of(words, clock, "value", "number", description), Unclear)


@pytest.mark.parametrize(
    ("after", "value"), [("/14 on the board", 2), (",1250", 2), (" over 8", 2), (" to two minutes", 2), ("k", 2000)]
)
def test_next_number_is_not_read_on(after: str, value: int, clock: Clock) -> None:
    """A slash behind the words begins another number."""
    assert read("2", {"type": "integer"}, clock, name="seconds" if "min" in after else "x", after=after) == Reading(
        value
    )


@pytest.mark.parametrize(
    ("unit", "words", "value"),
    [("months", "five years", 60), ("years", "18 months", 1.5), ("days", "week", 7), ("grams", "half a kilo", 500),
     ("litres", "three quarters of a litre", 0.75)],
)  # fmt: skip
def test_measures(unit: str, words: str, value: float, clock: Clock) -> None:
    """Years are months by the calendar; halves of units; a unit alone is one of it."""
    assert value_of(words, clock, "amount", "number", f"How much, in {unit}") == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("39 000", 39_000), ("2,5", 2.5), ("1 234 567", 1_234_567), ("1,250", 1250), ("39 or 40", None)],
)
def test_grouped_in_other_ways(words: str, value: float | None, clock: Clock) -> None:
    """A space between groups, a comma for the point."""
    found = value_of(words, clock, "amount", "number", "")
    assert isinstance(found, Unclear) if value is None else found == value


@pytest.mark.parametrize(
    ("words", "after", "value"),
    [("15", " years and 120 days served", 15), ("two", " and a half years", 2.5), ("half", " a year", 0.5),
     ("1 year", " and 6 months", 1.5)],
)  # fmt: skip
def test_unit_behind_a_number(words: str, after: str, value: float, clock: Clock) -> None:
    """The next unit belongs to a number alone; a length that is told in words goes on."""
    assert read(words, {"type": "number"}, clock, name="term_years", after=after) == Reading(value)


def test_any_description(clock: Clock) -> None:
    """Odd descriptions raise nothing."""
    for text in ("%Y-%", "YYYY-", "0 is", "negative for", "(" * 500, "1 = " * 300, "M/M/M", "code ISO state", "\x00"):
        schema: dict[str, Any] = {"type": ["number", "string"], "description": text}
        assert isinstance(read("a b 5", schema, clock, name=text), (Reading, Unclear))


@pytest.mark.parametrize(
    ("name", "description", "edge"),
    [
        ("start", "When it begins.", "first"),
        ("end_time", "", "last"),
        ("fromDate", "", "first"),
        ("day", "The first day.", "first"),
        ("until", "The last day.", "last"),
        ("before", "Time of day by which it must be over.", "last"),
        ("day", "The day to look at.", ""),
        ("when", "When to move it, from start to end.", ""),
        ("duration", "How long it takes, in minutes.", ""),
    ],
)
def test_the_end_of_an_interval(name: str, description: str, edge: str) -> None:
    """Told by the name, else by the description."""
    assert wanted({"type": "string", "description": description}, name).edge == edge
