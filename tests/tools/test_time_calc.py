"""The time and calc packs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import pytest

from lamlite import Ambiguous, NotFound, Tool, ToolError, desk

Packs = Callable[[str], dict[str, Tool]]


def test_now_is_the_clock_of_the_run(pack: Packs) -> None:
    found = pack("time")["now"]()
    assert found["now"] == "2026-11-23T09:00:00+01:00"
    assert (found["date"], found["time"], found["weekday"], found["week"]) == ("2026-11-23", "09:00:00", "Monday", 48)
    with desk.using(now=datetime(2030, 1, 1, tzinfo=timezone.utc)):
        assert pack("time")["now"]()["date"] == "2030-01-01"
    assert pack("time")["now"]()["date"] == "2026-11-23"


def test_date_difference(pack: Packs) -> None:
    tell = pack("time")["date_difference"]
    assert tell(start="2026-11-23", end="2026-12-25") == {"days": 32, "weeks": 4.57, "text": "1 month and 2 days"}
    assert tell(start="2026-12-25", end="2026-11-23")["days"] == -32
    assert tell(start="2024-02-29", end="2025-03-01")["text"] == "1 year and 1 day"
    assert tell(start="2026-01-01", end="2026-01-01")["text"] == "0 days"


@pytest.mark.parametrize(
    ("day", "by", "there"),
    [
        ("2026-11-23", "P10D", "2026-12-03"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-11-23", "-P2W", "2026-11-09"),
        ("2026-11-23", "PT48H", "2026-11-25"),
        ("2026-11-23", "-PT36H", "2026-11-22"),
        ("2026-01-15", "-P1M", "2025-12-15"),
    ],
)
def test_shift_date(pack: Packs, day: str, by: str, there: str) -> None:
    assert pack("time")["shift_date"](date=day, by=by)["date"] == there


@pytest.mark.parametrize("by", ["10 days", "P", "PT", "P9999Y", ""])
def test_shift_date_refuses(pack: Packs, by: str) -> None:
    with pytest.raises(ToolError):
        pack("time")["shift_date"](date="2026-11-23", by=by)


@pytest.mark.parametrize(
    ("source", "target", "there"),
    [
        ("Europe/Berlin", "Asia/Tokyo", "2026-11-23T23:00:00+09:00"),
        ("berlin", "tokyo", "2026-11-23T23:00:00+09:00"),
        ("my local time", "Hawaii", "2026-11-23T04:00:00-10:00"),
        ("here", "UTC", "2026-11-23T14:00:00+00:00"),
        ("EST", "India", "2026-11-24T01:30:00+05:30"),
        ("UTC+2", "utc-5:30", "2026-11-23T07:30:00-05:30"),
        ("New York time", "São Paulo", "2026-11-23T17:00:00-03:00"),
        ("tokio", "london", "2026-11-23T06:00:00+00:00"),
    ],
)
def test_convert_time(pack: Packs, source: str, target: str, there: str) -> None:
    result = pack("time")["convert_time"](when="2026-11-23T15:00:00+01:00", from_zone=source, to_zone=target)
    assert result["when"] == there


def test_convert_time_asks_for_countries_with_several_zones(pack: Packs) -> None:
    with pytest.raises(Ambiguous) as caught:
        pack("time")["convert_time"](when="2026-11-23T15:00:00", from_zone="here", to_zone="the USA")
    assert "Chicago" in caught.value.choices
    with pytest.raises(NotFound) as missed:
        pack("time")["convert_time"](when="2026-11-23T15:00:00", from_zone="Narnia Town", to_zone="UTC")
    assert len(missed.value.nearest) == 3


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("2 + 3 * 4", 14),
        ("15% of 80", 12),
        ("15 percent of 80", 12),
        ("80 + 15%", 92),
        ("200 - 10%", 180),
        ("17 % 5", 2),
        ("17 mod 5", 2),
        ("50%", 0.5),
        ("0.1 + 0.2", 0.3),
        ("2^10", 1024),
        ("2 ** 0.5", 1.4142135623731),
        ("7 // 2", 3),
        ("-3 ** 2", -9),
        ("sqrt(16) + abs(-2)", 6),
        ("square root of 144", 12),
        ("√9", 3),
        ("round(3.14159, 2)", 3.14),
        ("max(1, 2, 3) - min(4, 5)", -1),
        ("1,234,567 + 1", 1234568),
        ("max(1,234)", 234),
        ("12 times 3 plus 4", 40),
        ("100 divided by 8", 12.5),
        ("3 x 4", 12),
        ("2(3 + 4)", 14),
        ("(1+1)(2+2)", 8),
        ("5 squared", 25),
        ("sin(90 degrees)", 1),
        ("log(e)", 1),
        ("log10(1000)", 3),
        ("2 pi", 6.2831853071796),
        ("what is 6 × 7?", 42),
        ("$20 * 3", 60),
        ("half of 9", 4.5),
        ("twenty-five times two", 50),
        ("10 / 4", 2.5),
        ("8 / 4", 2),
        ("20% of 50 + 5", 15),
        ("100 * 5%", 5),
    ],
)
def test_calculate(pack: Packs, expression: str, value: float) -> None:
    assert pack("calc")["calculate"](expression=expression) == {"result": value}


@pytest.mark.parametrize(
    "expression",
    [
        "9**9**9**9", "10**100000", "2**5000", "1/0", "5 % 0", "(-8)**0.5", "log(0)", "exp(10000)", "", "hello",
        "__import__('os')", "(1).__class__", "[1]*9", "'a'*9", "lambda: 1", "open('x')", "1 if 1 else 2",
        "(" * 400 + "1" + ")" * 400, "9" * 1001, "round(1, 2, 3)", "sqrt()", "min(key=1)", "True", "1e999", "1j",
        "x", "2 < 3",
    ],
)  # fmt: skip
def test_calculate_refuses(pack: Packs, expression: str) -> None:
    with pytest.raises(ToolError):
        pack("calc")["calculate"](expression=expression)


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        (5, "miles", "km", 8.04672),
        (5, "Miles", "KM", 8.04672),
        (100, "Celsius", "Fahrenheit", 212),
        (98.6, "degrees Fahrenheit", "°C", 37),
        (2, "cups", "ml", 473.176473),
        (1, "square meter", "square feet", 10.763910416709722),
        (100, "km/h", "mph", 62.13711922373339),
        (2, "hours", "minutes", 120),
        (1, "GB", "MB", 1000),
        (1, "kWh", "J", 3600000),
        (1, "bar", "psi", 14.503773773),
        (1, "mW", "W", 0.001),
        (1, "MW", "mW", 1e9),
        (100, "Mbit", "MB", 12.5),
        (1, "cal", "J", 4.184),
        (1, "hp", "W", 745.6998715822702),
        (0, "lb", "kg", 0),
        (180, "degrees", "radians", 3.14159265359),
        (20, "degrees", "Fahrenheit", 68),
        (68, "Fahrenheit", "°", 20),
        (2, "years", "months", 24),
        (3, "decades", "months", 360),
        (0.6, "l", "dl", 6),
        (36, "km per hour", "meters/second", 10),
        (1, "cubic yard", "litres", 764.554857984),
        (1, "sq. km", "ha", 100),
        (2, "imperial pints", "ml", 1136.5225),
        (10, "U.S. gallons", "l", 37.85411784),
        (3, "tbs", "tsp", 9),
        (1, "fortnight", "days", 14),
        (100, "megabits", "MB", 12.5),
    ],
)
def test_convert_units(pack: Packs, value: float, source: str, target: str, result: float) -> None:
    found = pack("calc")["convert_units"](value=value, from_unit=source, to_unit=target)
    assert found["value"] == pytest.approx(result)
    assert found["unit"] == target


def test_convert_units_refuses(pack: Packs) -> None:
    convert = pack("calc")["convert_units"]
    with pytest.raises(ToolError, match="Currencies"):
        convert(value=1, from_unit="USD", to_unit="euros")
    with pytest.raises(ToolError, match=r"length.*mass"):
        convert(value=1, from_unit="km", to_unit="kg")
    with pytest.raises(NotFound) as caught:
        convert(value=1, from_unit="kilomters", to_unit="m")
    with pytest.raises(Ambiguous, match="Celsius or Fahrenheit"):
        convert(value=20, from_unit="degrees", to_unit="kelvin")
    with pytest.raises(ToolError, match=r"temperature.*length"):
        convert(value=20, from_unit="degrees", to_unit="km")
    assert "kilometers" in caught.value.nearest
