"""Time zones by names of places."""

from datetime import datetime, timedelta

import pytest

from lamlite import desk
from lamlite.desk.zones import find


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
