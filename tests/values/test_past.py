"""Dates that lie behind, by the words round them: "since", "ago was", "last"."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamlite.values import Clock, Reading, read
from lamlite.values.dates import MONTHS

DATE = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=1)))  # a Monday


def reading(request: str, schema: dict[str, str] = DATE) -> Reading:
    """The words in braces of a request, read between what stands round them."""
    before, rest = request.split("{")
    words, after = rest.split("}")
    found = read(words, schema, Clock(NOW, "en-GB"), before=before, after=after)
    assert isinstance(found, Reading)
    return found


@pytest.mark.parametrize(
    ("request_", "value"),
    [
        ("days since {Boxing Day}", "2025-12-26"),
        ("how many days {since Christmas}", "2025-12-25"),
        ("how long ago was {the 14th of September}", "2026-09-14"),
        ("how long ago was the {14th of December}", "2025-12-14"),
        ("how many weeks have passed since {Easter}", "2026-04-05"),
        ("how long has it been since {Labour Day}", "2026-09-07"),
        ("{3 December} was how many days ago", "2025-12-03"),
        ("days since my last cigarette on {4 January}", "2026-01-04"),
        ("days since my last cigarette on {4 December}", "2025-12-04"),
        ("how old is a baby born on {26 July}", "2026-07-26"),
        ("everything since {the 25th}", "2026-10-25"),
        ("how long since {31 March 2024}", "2024-03-31"),
        ("tickets opened since {Tuesday}", "2026-11-17"),
        ("tickets opened since {Monday}", "2026-11-16"),
        ("days since {Friday the 13th}", "2026-11-13"),
        ("days since {the first Monday of March}", "2026-03-02"),
        ("days since {the last Monday of November}", "2025-11-24"),
        ("days since {last Christmas}", "2025-12-25"),
        ("days since last {Christmas}", "2025-12-25"),
        ("how was last {Friday}", "2026-11-20"),
        ("days since {two days before Christmas}", "2025-12-23"),
        ("days since {yesterday}", "2026-11-22"),
        ("days since {23 November}", "2025-11-23"),
        ("days since {29 February}", "2024-02-29"),
        ("how many days since {Friday} is it", "2026-11-20"),
    ],
)
def test_the_last_one(request_: str, value: str) -> None:
    """As sure as the next one would be."""
    assert reading(request_) == Reading(value, exact=True)


@pytest.mark.parametrize(
    ("request_", "value", "exact"),
    [
        ("costs since {March}", "2026-03-01", False),
        ("costs since {December}", "2025-12-01", False),
        ("costs since {last March}", "2026-03-01", False),
        ("costs since {November}", "2026-11-01", False),
        ("not since {15}", "2026-11-15", False),
    ],
)
def test_a_guess_stays_one(request_: str, value: str, exact: bool) -> None:
    """A month stands for its first day, a number alone for a day."""
    assert reading(request_) == Reading(value, exact=exact)


@pytest.mark.parametrize(
    "request_",
    [
        "how many days until {Boxing Day}",
        "days from today to {Boxing Day}",
        "since {Boxing Day} is a holiday, cancel the meeting",
        "I have been ill since May. Move it to {Boxing Day}",
        "how long ago did I plan {Boxing Day}",
        "the sincere {Boxing Day}",
    ],
)
def test_still_the_next_one(request_: str) -> None:
    """The words say nothing of the past, or say it of something else."""
    assert reading(request_) == Reading("2026-12-26", exact=True)


@pytest.mark.parametrize(
    ("request_", "value"),
    [
        ("errors since {8 am}", "2026-11-23T08:00:00+01:00"),
        ("errors since {midnight}", "2026-11-23T00:00:00+01:00"),
        ("errors since {11 pm}", "2026-11-22T23:00:00+01:00"),
        ("errors since {Friday at 3 pm}", "2026-11-20T15:00:00+01:00"),
    ],
)
def test_times(request_: str, value: str) -> None:
    """A time without a day is the last such time."""
    assert reading(request_, MOMENT) == Reading(value, exact=True)


@given(st.sampled_from([name for name in MONTHS if len(name) > 4]), st.integers(1, 28))
def test_behind_and_ahead(month: str, day: int) -> None:
    """Whatever the date: the last one lies before today, the next one does not, and they are a year apart."""
    words = f"{day} {month}"
    last, coming = (datetime.fromisoformat(str(reading(f"{lead} {{{words}}}").value)) for lead in ("since", "until"))
    assert last.date() < NOW.date() <= coming.date()
    assert (last.year + 1, last.month, last.day) == (coming.year, coming.month, coming.day)
