"""Arithmetic in words, and time zones by names of places."""

from datetime import datetime, timedelta

import pytest

from lamlite import desk
from lamlite.desk.arithmetic import evaluate
from lamlite.desk.zones import find


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("20 percent off 60", 48), ("20% off of $60", 48), ("60 with 20% off", 48), ("20% discount on 50", 40),
        ("two hundred minus eighty five", 115), ("one hundred and fifty plus two and a half", 152.5),
        ("three point five times two", 7), ("twenty-five - five", 20), ("60 minus 20 percent", 48),
        ("half of 90", 45), ("a third of 90", 30), ("three quarters of 80", 60), ("double 45", 90),
        ("15% tip on 48.50", 7.275), ("a 15% tip on a $48.50 bill", 7.275), ("15% of a 80 euro bill", 12),
        ("square root of 144", 12), ("cube root of 27", 3), ("3 squared", 9), ("2 to the power of 10", 1024),
        ("2 to the 10th", 1024), ("add 5 and 7", 12), ("subtract 5 from 12", 7), ("what percent of 80 is 20", 25),
        ("20 is what percent of 80", 25), ("increase 80 by 15%", 92), ("the difference between 10 and 4", 6),
        ("10 % of 200 % of 5", 1), ("5 minus 3 squared", -4), ("max(14, 9, 22)", 22), ("2 to the power of -1", 0.5),
    ],
)  # fmt: skip
def test_arithmetic_in_words(words: str, value: float) -> None:
    """As it is said."""
    assert evaluate(words) == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "key"),
    [("Doha", "Asia/Qatar"), ("Washington D.C.", "America/New_York"), ("Islamabad", "Asia/Karachi"),
     ("Canberra", "Australia/Sydney"), ("Krakow", "Europe/Warsaw"), ("the time in Kyoto", "Asia/Tokyo"),
     ("St. Petersburg", "Europe/Moscow"), ("Guangzhou", "Asia/Shanghai"), ("Tokyo", "Asia/Tokyo")],
)  # fmt: skip
def test_zone_of_a_place(name: str, key: str) -> None:
    """Cities that no zone is named after."""
    assert getattr(find(name), "key", "") == key


@pytest.mark.parametrize("name", ["here", "local time", "my time", "my time zone", "where I am", "our time", "home"])
def test_zone_here(name: str) -> None:
    """The zone of the run's clock."""
    with desk.using(now="2026-11-23T09:00:00+03:00"):
        assert find(name).utcoffset(datetime(2026, 11, 23)) == timedelta(hours=3)
