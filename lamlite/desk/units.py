"""Conversion between units by name. The table of units is that of `lamlite.values`, so that words mean one thing."""

from __future__ import annotations

import math
import re

from lamlite.core.errors import Ambiguous, NotFound, ToolError
from lamlite.values.numbers import tidy
from lamlite.values.units import DIMENSION, FACTOR, UNIT_NAMES, Quantity

from .match import nearest

_CURRENCIES = frozenset(
    "usd eur gbp jpy chf cad aud nzd cny rmb inr krw sek nok dkk pln czk huf rub try brl mxn zar sgd hkd btc eth "
    "dollar dollars buck bucks euro euros yen rupee rupees franc francs yuan won peso pesos ruble rubles krona "
    "bitcoin bitcoins cent cents $ € £ ¥".split()
)
_DEGREES = {"degree", "degrees", "deg", "°"}
_ANGLES = dict.fromkeys(_DEGREES, math.pi / 180) | dict.fromkeys(("radian", "radians", "rad"), 1.0)
_ANGLES |= dict.fromkeys(("arcminute", "arcminutes"), math.pi / 10_800) | {"turn": math.tau, "turns": math.tau}


def convert(value: float, source: str, target: str) -> float:
    """The value in another unit.

    Raises:
        ToolError: they measure different things, or are currencies.
        NotFound: a unit is not known.
        Ambiguous: it is degrees, and not told which.
    """
    names = [name.strip().casefold() for name in (source, target)]
    if not _CURRENCIES.isdisjoint(names):
        raise ToolError("Currencies cannot be converted: their rates change, and this device looks nothing up.")
    if all(name in _ANGLES for name in names):
        return tidy(value * _ANGLES[names[0]] / _ANGLES[names[1]])
    (scale, start), (part, end) = _pair(source, target)
    found = Quantity(value * scale, start, DIMENSION[start]).into(end)
    if found is None:
        raise ToolError(f"{source} is {_article(DIMENSION[start])} and {target} is {_article(DIMENSION[end])}.")
    if DIMENSION[start] != "temperature" and value < 0 and DIMENSION[start] in ("mass", "volume", "area"):
        raise ToolError(f"{DIMENSION[start].capitalize()} cannot be negative.")
    if (start, end) in _MONTHS:
        found = value * scale * _MONTHS[start, end]
    return tidy(found / part)


# A year has twelve months, whatever their lengths.
_MONTHS = {("yr", "mo"): 12.0, ("mo", "yr"): 1 / 12}
# Degrees alone are Fahrenheit where Celsius is wanted of them, and the other way round.
_OTHER_SCALE = {"C": "F", "F": "C"}


def _pair(source: str, target: str) -> tuple[tuple[float, str], tuple[float, str]]:
    """Both units; degrees alone are told by the other one.

    Raises:
        Ambiguous: the other one does not tell which degrees are meant.
    """
    plain = [name.strip().casefold() in _DEGREES for name in (source, target)]
    start = (1.0, "deg") if plain[0] else find(source, "from_unit")
    end = (1.0, "deg") if plain[1] else find(target, "to_unit")
    if plain[0]:
        start = 1.0, _OTHER_SCALE.get(end[1], "deg")
    if plain[1]:
        end = 1.0, _OTHER_SCALE.get(start[1], "deg")
    if "deg" in (start[1], end[1]) and DIMENSION[start[1]] == DIMENSION[end[1]]:
        parameter = "from_unit" if plain[0] else "to_unit"
        raise Ambiguous("Degrees Celsius or Fahrenheit?", choices=("Celsius", "Fahrenheit"), parameter=parameter)
    return start, end


def find(name: str, parameter: str = "") -> tuple[float, str]:
    """The symbol of the unit called "miles", "km/h" or "degrees Celsius", and how many of it that is: mostly 1.

    Raises:
        NotFound: no unit is called so.
    """
    bare = name.strip()
    if bare in DIMENSION and bare != "deg":
        return 1, bare
    found = _CASED.get(bare) or _named(_spelt(bare)) or _composed(_spelt(bare))
    if found is not None:
        return found
    near = nearest(name, [one.replace("_", " ") for one in UNIT_NAMES if len(one) > 1])
    hint = f"The nearest are: {', '.join(near)}."
    raise NotFound(f"There is no unit called {name!r}.", nearest=near, parameter=parameter, hint=hint)


_SPELLINGS = (
    (r"^\s*u\.?s\.?\s|\bdeg(?:ree)?s?\b|°|\.|\^|\*\*", " "), (r"[-_]", " "),
    (r"\bsq\b", "square"), (r"\bcu\b", "cubic"), (r"litre", "liter"), (r"metre", "meter"),
    (r"\s*/\s*|\s+(?:per|an?)\s+", " per "), (r"\s+", " "),
)  # fmt: skip


def _spelt(name: str) -> str:
    """A name in one spelling: lower case, words parted by spaces, "per" for "/"."""
    text = name.lower()
    for pattern, spelling in _SPELLINGS:
        text = re.sub(pattern, spelling, text)
    return text.strip()


def _named(name: str) -> tuple[float, str] | None:
    """A unit that has a name of its own, in the plural too."""
    for one in (name, name.removesuffix("s")):
        found = _RARE.get(one) or _COMMON.get(one)
        if found is not None:
            return found
    return None


def _composed(name: str) -> tuple[float, str] | None:
    """A unit made of others: "km per hour", "square rods", "cm3"."""
    above, per, below = name.partition(" per ")
    if per:
        way, time = _named(above), _named(below)
        if way and time and (DIMENSION[way[1]], DIMENSION[time[1]]) == ("length", "time"):
            return way[0] * FACTOR[way[1]] / (time[0] * FACTOR[time[1]]), "m/s"
        return None
    powered = re.fullmatch(r"(?:(square|cubic) (\w+)|([a-z]+) ?([23²³]))", name)
    if powered is None:
        return None
    side = _named(powered[2] or powered[3])
    if side is None or DIMENSION[side[1]] != "length":
        return None
    meters = side[0] * FACTOR[side[1]]
    return (meters**2, "m2") if (powered[1] or powered[4]) in ("square", "2", "²") else (meters**3, "m3")


_RARE_NAMES: dict[str, dict[float, str]] = {
    "J": {4.184: "cal", 1055.05585262: "btu|btus", 1.3558179483314: "ft lb|foot pound", 3.6e9: "mwh|megawatt hour",
          1.05505585262e8: "therm", 1.602176634e-19: "ev|electronvolt|electron volt"},
    "kcal": {1: "food calorie"},
    "Pa": {133.322387415: "mmhg|mm hg", 133.32236842105: "torr", 3386.389: "inhg", 1e6: "mpa|megapascal"},
    "psi": {1: "pound per square inch|pounds per square inch"},
    "W": {1e9: "gw|gigawatt", 735.49875: "ps|metric horsepower", 0.001: "milliwatt"},
    "bit": {1e3: "kbit|kilobit", 1e6: "mbit|megabit", 1e9: "gbit|gigabit"},
    "m": {201.168: "furlong", 1.8288: "fathom", 0.1016: "hand", 2.54e-5: "thou", 1e-10: "angstrom",
          1.495978707e11: "au|astronomical unit", 3.0856775814914e16: "parsec"},
    "nmi": {1: "sea mile"},
    "kn": {1: "kt|kts"},
    "kg": {0.0002: "carat", 6.479891e-5: "grain", 100: "quintal", 1000: "metric tonne",
           1016.0469088: "long ton|imperial ton"},
    "l": {0.1: "dl|deciliter", 100: "hl|hectoliter", 1: "ltr", 0.56826125: "uk pint|imperial pint",
          4.54609: "uk gallon|imperial gallon", 0.0284130625: "uk fluid ounce|imperial fluid ounce"},
    "floz": {1: "fluid oz"},
    "m2": {100: "are"},
    "s": {1e-6: "microsecond", 1e-9: "nanosecond"},
    "wk": {2: "fortnight"},
    "yr": {10: "decade", 100: "century|centuries"},
}  # fmt: skip
_RARE = {
    name: (factor, symbol)
    for symbol, rows in _RARE_NAMES.items()
    for factor, names in rows.items()
    for name in names.split("|")
}
# Symbols in lower case, where that leaves one meaning: KM, Ft, mL, but never mW for MW.
_COMMON = {one.lower(): (1.0, one) for one in DIMENSION if one == one.lower() or one[0] != "M"}
_COMMON |= {
    _spelt(name): (1.0, symbol) for name, symbol in UNIT_NAMES.items() if symbol in DIMENSION and symbol != "deg"
}
_CASED = {"mW": (0.001, "W"), "tbs": (1.0, "tbsp")}


def _article(dimension: str) -> str:
    return f"{'an' if dimension[0] in 'aeiou' else 'a'} {dimension}"
