"""Quantities, money and currencies."""

import pytest

from lamlite.values import Amount, Clock, Quantity, Reading, Unclear, mentions, read


@pytest.mark.parametrize(
    ("name", "description", "words", "value"),
    [
        ("distance_m", "", "5 km", 5000),
        ("distance_km", "", "5 miles", 8.04672),
        ("distance", "Distance in km", "500 m", 0.5),
        ("height_cm", "", "6 feet 2 inches", 187.96),
        ("height_cm", "", "5'10\"", 177.8),
        ("height_cm", "", "5 ft 2 in", 157.48),
        ("weight_kg", "", "10 pounds", 4.5359237),
        ("weight_kg", "", "2 lb 8 oz", 1.13398093),
        ("mass", "Mass in grams.", "1.5kg", 1500),
        ("temp_c", "", "70 fahrenheit", 21.11),
        ("temp_f", "", "20 degrees celsius", 68),
        ("temp", "Target temperature in Kelvin", "0 °C", 273.15),
        ("temp", "Target temperature in degrees Celsius", "20 degrees", 20),
        ("temp", "Target temperature in degrees Celsius", "68F", 20),
        ("temp", "Target temperature (celsius)", "minus 5", -5),
        ("size", "Size in GB", "500 megabytes", 0.5),
        ("speed", "Speed in km/h", "60 mph", 96.56064),
        ("area", "Area in square meters", "2 hectares", 2),
        ("volume_l", "", "2 cups", 0.473176473),
        ("length", "Unit: meters", "300mm", 0.3),
    ],
)
def test_conversion(name: str, description: str, words: str, value: float, clock: Clock) -> None:
    """From the unit said to the unit that the parameter names."""
    answer = read(words, {"type": "number", "description": description}, clock, name=name)
    assert isinstance(answer, Reading)
    assert answer.value == pytest.approx(value)


def test_unit_behind_the_words(clock: Clock) -> None:
    """ "5" with " km" behind, for metres."""
    assert read("5", {"type": "integer"}, clock, name="distance_m", after=" km away") == Reading(5000)


def test_unit_of_another_dimension_is_a_guess(clock: Clock) -> None:
    """Kilograms cannot become metres."""
    assert read("5 kg", {"type": "number"}, clock, name="distance_m") == Reading(5, exact=False)
    assert Quantity(5, "kg", "mass").into("m") is None


def test_converted_integer_is_rounded(clock: Clock) -> None:
    """As a guess."""
    assert read("70 fahrenheit", {"type": "integer"}, clock, name="temp_c") == Reading(21, exact=False)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("200lbs", Quantity(200, "lb", "mass")),
        ("24703m2", Quantity(24703, "m2", "area")),
        ("a mile", Quantity(1, "mi", "length")),
        ("10-foot", Quantity(10, "ft", "length")),
        ("70 degrees in celsius", Quantity(70, "C", "temperature")),
        ("10 square miles", Quantity(10, "mi2", "area")),
        ("6 ft 20", Quantity(6, "ft", "length")),
    ],
)
def test_quantity_mention(text: str, quantity: Quantity, clock: Clock) -> None:
    """Found with its unit and dimension."""
    assert quantity in [one.value for one in mentions(text, clock)]


def test_letters_that_are_words_are_no_units(clock: Clock) -> None:
    """ "2 in" is no length unless it touches."""
    assert not [one for one in mentions("2 in 10", clock) if one.kind == "unit"]
    assert [one for one in mentions("2in", clock) if one.kind == "unit"]


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("20 bucks", 20, "USD"),
        ("€5", 5, "EUR"),
        ("5 euros", 5, "EUR"),
        ("$5.99", 5.99, "USD"),
        ("US$ 20", 20, "USD"),
        ("C$ 20", 20, "CAD"),
        ("aud$15", 15, "AUD"),
        ("$20 CAD", 20, "CAD"),
        ("EUR 12", 12, "EUR"),
        ("2 million pounds", 2_000_000, "GBP"),
        ("$2 million", 2_000_000, "USD"),
        ("75 USD million", 75_000_000, "USD"),
        ("5 dollars and 20 cents", 5.2, "USD"),
        ("15 dollars 50", 15.5, "USD"),
        ("50 cents", 0.5, "USD"),
        ("20 pence", 0.2, "GBP"),
        ("12-cent", 0.12, "USD"),
        ("a dollar", 1, "USD"),
        ("10 TRY", 10, "TRY"),
        ("ten swiss francs", 10, "CHF"),
        ("5$", 5, "USD"),
    ],
)
def test_money(words: str, value: float, currency: str, clock: Clock) -> None:
    """The amount for a number, the code for a string that asks for it."""
    first = next(one for one in mentions(words, clock) if one.kind == "money")
    assert first.value == Amount(value, currency)
    assert read(words, {"type": "number"}, clock) == Reading(value)
    assert read(words, {"type": "string", "description": "Currency code, e.g. USD"}, clock) == Reading(currency)


def test_amount_in_cents(clock: Clock) -> None:
    """Where the parameter counts in hundredths."""
    assert read("$5.99", {"type": "integer"}, clock, name="amount_cents") == Reading(599)
    assert read("5 euros", {"type": "integer", "description": "Price in cents"}, clock) == Reading(500)
    assert read("599", {"type": "integer"}, clock, name="amount_cents") == Reading(599)


def test_words_that_look_like_codes(clock: Clock) -> None:
    """ "try" in lower case is no lira."""
    assert not [one for one in mentions("5 try again", clock) if one.kind == "money"]


@pytest.mark.parametrize(
    ("words", "code"),
    [("dollars", "USD"), ("British pounds", "GBP"), ("us dollars", "USD"), ("yen", "JPY"), ("xaf", "XAF")],
)
def test_currency_code(words: str, code: str, clock: Clock) -> None:
    """From the name to the code; three letters stand for themselves."""
    schema = {"type": "string", "description": "ISO 4217 currency code"}
    assert read(words, schema, clock, name="currency") == Reading(code)


def test_unknown_currency_stays(clock: Clock) -> None:
    """Words that name none are passed on."""
    schema = {"type": "string", "description": "currency code (e.g. USD)"}
    assert read("beads", schema, clock) == Reading("beads")


def test_amount_without_number(clock: Clock) -> None:
    """No number, no amount."""
    assert isinstance(read("dollars", {"type": "number"}, clock), Unclear)
