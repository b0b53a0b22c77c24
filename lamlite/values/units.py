"""Quantities: a number with a unit, and conversion between units of one dimension."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numbers import Number, number_at, numeral_at, tidy
from .tokens import Tokens

# dimension -> unit -> (factor to the first unit of the dimension, names). Names are matched in lower case.
_TABLE: dict[str, dict[str, tuple[float, str]]] = {
    "length": {
        "m": (1, "m meter meters metre metres"),
        "km": (1000, "km kms kilometer kilometers kilometre kilometres k.m"),
        "dm": (0.1, "dm decimeter decimeters decimetre decimetres"),
        "cm": (0.01, "cm centimeter centimeters centimetre centimetres"),
        "mm": (0.001, "mm millimeter millimeters millimetre millimetres"),
        "um": (1e-6, "um micrometer micrometers micrometre micrometres micron microns"),
        "nm": (1e-9, "nm nanometer nanometers nanometre nanometres"),
        "mi": (1609.344, "mi mile miles"),
        "yd": (0.9144, "yd yds yard yards"),
        "ft": (0.3048, "ft foot feet"),
        "in": (0.0254, "inch inches in"),
        "nmi": (1852, "nmi nautical_mile nautical_miles"),
        "ly": (9.4607304725808e15, "light_year light_years lightyear lightyears"),
    },
    "mass": {
        "kg": (1, "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes"),
        "g": (0.001, "g gr gram grams gramme grammes gm"),
        "mg": (1e-6, "mg milligram milligrams"),
        "ug": (1e-9, "ug μg µg mcg microgram micrograms microgramme microgrammes"),
        "t": (1000, "tonne tonnes metric_ton metric_tons"),
        "ton": (907.18474, "ton tons short_ton short_tons"),
        "lb": (0.45359237, "lb lbs pound pounds"),
        "oz": (0.028349523125, "oz ounce ounces"),
        "st": (6.35029318, "stone stones"),
    },
    "volume": {
        "l": (1, "l liter liters litre litres"),
        "ml": (0.001, "ml milliliter milliliters millilitre millilitres cc"),
        "cl": (0.01, "cl centiliter centiliters centilitre centilitres"),
        "gal": (3.785411784, "gal gallon gallons"),
        "qt": (0.946352946, "qt quart quarts"),
        "pt": (0.473176473, "pt pint pints"),
        "cup": (0.2365882365, "cup cups"),
        "floz": (0.0295735295625, "fl_oz fluid_ounce fluid_ounces"),
        "tbsp": (0.01478676478125, "tbsp tablespoon tablespoons"),
        "tsp": (0.00492892159375, "tsp teaspoon teaspoons"),
        "m3": (1000, "cubic_meter cubic_meters cubic_metre cubic_metres m³"),
        "ft3": (28.316846592, "cubic_foot cubic_feet"),
        "in3": (0.016387064, "cubic_inch cubic_inches"),
        "bbl": (158.987294928, "barrel barrels"),
    },
    "area": {
        "m2": (1, "m2 sqm m² square_meter square_meters square_metre square_metres"),
        "km2": (1e6, "km2 km² square_kilometer square_kilometers square_kilometre square_kilometres"),
        "cm2": (1e-4, "cm2 cm² square_centimeter square_centimeters square_centimetres"),
        "ft2": (0.09290304, "ft2 sqft sq_ft ft² square_foot square_feet"),
        "mi2": (2589988.110336, "square_mile square_miles sq_mi"),
        "in2": (0.00064516, "square_inch square_inches"),
        "yd2": (0.83612736, "square_yard square_yards"),
        "acre": (4046.8564224, "acre acres"),
        "ha": (10000, "ha hectare hectares"),
    },
    "speed": {
        "m/s": (1, "m/s mps meters_per_second metres_per_second meter_per_second"),
        "km/h": (
            1 / 3.6,
            "km/h km/hr kph kmh kmph kilometer_per_hour kilometers_per_hour kilometres_per_hour kilometers_an_hour",
        ),
        "mph": (0.44704, "mph miles_per_hour miles_an_hour mile_per_hour"),
        "kn": (1852 / 3600, "knot knots kn"),
        "ft/s": (0.3048, "ft/s fps feet_per_second foot_per_second"),
    },
    "data": {
        "B": (1, "byte bytes"),
        "bit": (0.125, "bit bits"),
        "kB": (1e3, "kb kilobyte kilobytes"),
        "MB": (1e6, "mb megabyte megabytes"),
        "GB": (1e9, "gb gigabyte gigabytes gig gigs"),
        "TB": (1e12, "tb terabyte terabytes"),
        "PB": (1e15, "pb petabyte petabytes"),
        "KiB": (1024, "kib kibibyte kibibytes"),
        "MiB": (1024**2, "mib mebibyte mebibytes"),
        "GiB": (1024**3, "gib gibibyte gibibytes"),
    },
    "energy": {
        "J": (1, "joule joules"),
        "kJ": (1000, "kj kilojoule kilojoules"),
        "kcal": (4184, "kcal calorie calories kilocalorie kilocalories"),
        "Wh": (3600, "wh watt_hour watt_hours"),
        "kWh": (3.6e6, "kwh kilowatt_hour kilowatt_hours"),
    },
    "power": {
        "W": (1, "w watt watts"),
        "kW": (1000, "kw kilowatt kilowatts"),
        "MW": (1e6, "megawatt megawatts"),
        "hp": (745.6998715822702, "hp horsepower"),
    },
    "pressure": {
        "Pa": (1, "pascal pascals pa"),
        "hPa": (100, "hpa hectopascal hectopascals mbar millibar millibars"),
        "kPa": (1000, "kpa kilopascal kilopascals"),
        "bar": (1e5, "bar bars"),
        "psi": (6894.757293168, "psi"),
        "atm": (101325, "atm atmosphere atmospheres"),
    },
    "angle": {"rad": (1, "radian radians rad"), "deg": (0.017453292519943295, "arcdegree arcdegrees")},
    "frequency": {
        "Hz": (1, "hz hertz"),
        "kHz": (1e3, "khz kilohertz"),
        "MHz": (1e6, "mhz megahertz"),
        "GHz": (1e9, "ghz gigahertz"),
    },
    "time": {
        "s": (1, "second seconds sec secs s"),
        "ms": (0.001, "millisecond milliseconds ms msec"),
        "min": (60, "minute minutes min mins"),
        "h": (3600, "hour hours hr hrs h"),
        "d": (86_400, "day days"),
        "wk": (604_800, "week weeks"),
        "mo": (2_592_000, "month months"),
        "yr": (31_536_000, "year years"),
    },
    "temperature": {
        "C": (1, "c celsius celcius centigrade °c ℃ degc"),
        "F": (1, "f fahrenheit farenheit °f ℉ degf"),
        "K": (1, "kelvin kelvins"),
        "deg": (1, "degree degrees °"),
    },
}
DIMENSION = {unit: dimension for dimension, units in _TABLE.items() if dimension != "angle" for unit in units}
FACTOR = {unit: factor for units in _TABLE.values() for unit, (factor, _) in units.items()}
UNIT_NAMES = {name: unit for units in _TABLE.values() for unit, (_, names) in units.items() for name in names.split()}
# Single letters and words of everyday English name a unit only when they touch the number ("5m", "2in").
_TOUCHING = {"in", "c", "f", "s", "t", "kn", "pt"}
_LONGEST_NAME = 3
_FEET_AND_INCHES = re.compile(r"([0-9]{1,2})['’]\s?([0-9]{1,2})(?:\"|''|”)")


@dataclass(frozen=True)
class Quantity:
    """A number with a unit, such as 5 and "km"; `dimension` is what it measures, such as "length"."""

    value: Number
    unit: str
    dimension: str

    def into(self, unit: str) -> Number | None:
        """The number in another unit, or None if that measures something else."""
        if unit == self.unit:
            return self.value
        if DIMENSION.get(unit) != self.dimension:
            return None
        if self.dimension == "temperature":
            return _temperature(self.value, self.unit, unit)
        return tidy(self.value * FACTOR[self.unit] / FACTOR[unit])


def _temperature(value: Number, source: str, target: str) -> Number:
    """Between Celsius, Fahrenheit and Kelvin; plain degrees are taken to be in the unit asked for."""
    if "deg" in (source, target):
        return value
    celsius = {"C": value, "F": (value - 32) * 5 / 9, "K": value - 273.15}[source]
    # Nobody says a temperature to more than a hundredth of a degree.
    return tidy(round({"C": celsius, "F": celsius * 9 / 5 + 32, "K": celsius + 273.15}[target], 2))


def unit_name_at(tokens: Tokens, i: int, *, after_number: bool = False) -> tuple[str, int] | None:
    """The unit named at token `i` and the index after it; `after_number` says that a number stands just before."""
    low = tokens.low
    if low[i] == "°" or low[i] in ("degree", "degrees", "deg"):
        j = i + 2 if low[i + 1] in ("in", "of") else i + 1
        exact = UNIT_NAMES.get(low[j]) or {"k": "K"}.get(low[j])
        return (exact, j + 1) if exact in ("C", "F", "K") else ("deg", i + 1)
    for count in range(_LONGEST_NAME, 0, -1):
        words = low[i : i + count]
        if words[-1].isdigit() and not tokens.glued(i + count - 1):
            continue
        name = "_".join(words) if "/" not in words and not words[-1].isdigit() else "".join(words)
        if name in UNIT_NAMES:
            touching = after_number and tokens.glued(i)
            if count == 1 and name in _TOUCHING and not touching:
                return None
            return UNIT_NAMES[name], i + count
    return None


def quantity_at(tokens: Tokens, i: int) -> tuple[Quantity, int] | None:
    """The quantity at token `i` and the index after it: "5 km", "200lbs", "70 degrees Fahrenheit", "6 ft 2 in"."""
    feet = tokens.match(_FEET_AND_INCHES, i)
    if feet is not None:
        return Quantity(tidy(int(feet[0].group(1)) + int(feet[0].group(2)) / 12), "ft", "length"), feet[1]
    # "300mm" and "1m" are lengths here, though the letters may also stand for millions: plain digits come first.
    plain = numeral_at(tokens, i)
    found = plain if plain is not None and _names_unit(tokens, plain[1]) else number_at(tokens, i)
    if found is None and tokens.low[i] in ("a", "an"):
        found = (1, i + 1)
    if found is None:
        return None
    value, j = found
    if tokens.low[j] == "-":
        j += 1
    elif 0 < value < 1 and tokens.low[j] in ("a", "an", "of") and tokens.low[i][0].isalpha():
        # "half a kilo", "three quarters of a litre"
        j += 2 if tokens.low[j] == "of" and tokens.low[j + 1] in ("a", "an") else 1
    named = unit_name_at(tokens, j, after_number=True)
    if named is None:
        return None
    unit, j = named
    k = j + 1 if tokens.low[j] == "and" else j
    if unit in ("ft", "lb", "st") and (more := number_at(tokens, k)) is not None:
        return _compound(tokens, Quantity(value, unit, DIMENSION[unit]), j, more)
    return Quantity(value, unit, DIMENSION.get(unit, "angle")), j


def _names_unit(tokens: Tokens, j: int) -> bool:
    return unit_name_at(tokens, j, after_number=True) is not None


def _compound(tokens: Tokens, first: Quantity, j: int, more: tuple[Number, int]) -> tuple[Quantity, int]:
    """Add the inches of "6 feet 2 inches" and the ounces of "5 pounds 3 ounces"."""
    named = unit_name_at(tokens, more[1], after_number=True)
    if tokens.low[more[1]] == "in":
        named = ("in", more[1] + 1)
    if named is None or (first.unit, named[0]) not in (("ft", "in"), ("lb", "oz"), ("st", "lb")):
        return first, j
    smaller = Quantity(more[0], named[0], first.dimension).into(first.unit) or 0
    return Quantity(tidy(first.value + smaller), first.unit, first.dimension), named[1]
