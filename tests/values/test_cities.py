"""Cities in the form that a description asks for."""

from __future__ import annotations

import pytest

from lamlite.values import Clock, Reading, read
from lamlite.values.cities import asked_place, told


@pytest.mark.parametrize(
    ("description", "form"),
    [
        ("The city and state, e.g. San Francisco, CA", "state"),
        ("Where to, in the form 'City, State'. States are abbreviated.", "state"),
        ("Where to, in the form City, State", "state"),
        ("The city and state, such as Austin, Texas", "State"),
        ("City and country, like Paris, France", "country"),
        ("The city whose weather is wanted, such as 'Reno, NV'.", "state"),
        ("The name of the city", ""),
        ("Street address, city, state", ""),
        ("A search query such as plumbers in Austin, TX", ""),
    ],
)
def test_the_form_is_told_from_the_description(description: str, form: str) -> None:
    assert asked_place(description) == form


@pytest.mark.parametrize(
    ("words", "form", "value"),
    [
        ("new york", "state", "New York, NY"),
        ("Salt Lake City Utah", "state", "Salt Lake City, UT"),
        ("Portland, Maine", "state", "Portland, ME"),
        ("Boston MA", "State", "Boston, Massachusetts"),
        ("Chicago", "State", "Chicago, Illinois"),
        ("Lyon", "country", "Lyon, France"),
        # Left as said: in the form already, elsewhere, one of several alike, no city.
        ("Washington, D.C.", "state", ""),
        ("London", "state", ""),
        ("Pasadena", "state", ""),
        ("West Virginia", "state", ""),
        ("the moon", "country", ""),
    ],
)
def test_a_city_is_put_into_the_form_where_it_is_known_for_sure(words: str, form: str, value: str) -> None:
    assert told(words, form) == value


def test_a_value_is_read_into_the_form(clock: Clock) -> None:
    schema = {"type": "string", "description": "City and state, e.g. Austin, TX"}
    assert read("Sacramento", schema, clock) == Reading("Sacramento, CA")
    assert read("Timbuktu", schema, clock) == Reading("Timbuktu")
    assert read("Washington, D.C.", schema, clock) == Reading("Washington, D.C.")
    listed = {"type": "array", "items": {"type": "string"}, "description": "Cities, in the form City, State"}
    assert read("Reno and Tulsa", listed, clock) == Reading(["Reno, NV", "Tulsa, OK"])
