"""Conversion between units by name. The table of units is that of `lamlite.values`, so that words mean one thing."""

from __future__ import annotations

from lamlite.core.errors import NotFound, ToolError
from lamlite.values.units import DIMENSION, UNIT_NAMES, Quantity

from .match import nearest

_CURRENCIES = frozenset(
    "usd eur gbp jpy chf cad aud nzd cny rmb inr krw sek nok dkk pln czk huf rub try brl mxn zar sgd hkd btc eth "
    "dollar dollars buck bucks euro euros yen rupee rupees franc francs yuan won peso pesos ruble rubles krona "
    "bitcoin bitcoins cent cents $ € £ ¥".split()
)
_SPELT = {"degrees_": "", "degree_": "", "deg_": "", "°": "", "^": "", "**": "", "sq_": "square_", "litre": "liter"}


def convert(value: float, source: str, target: str) -> float:
    """The value in another unit.

    Raises:
        ToolError: they measure different things, or are currencies.
        NotFound: a unit is not known.
    """
    for name in (source, target):
        if name.strip().casefold() in _CURRENCIES:
            raise ToolError("Currencies cannot be converted: their rates change, and this device looks nothing up.")
    (scale, start), (part, end) = find(source, "from_unit"), find(target, "to_unit")
    found = Quantity(value * scale, start, DIMENSION[start]).into(end)
    if found is None:
        raise ToolError(f"{source} is {_article(DIMENSION[start])} and {target} is {_article(DIMENSION[end])}.")
    if DIMENSION[start] != "temperature" and value < 0 and DIMENSION[start] in ("mass", "volume", "area"):
        raise ToolError(f"{DIMENSION[start].capitalize()} cannot be negative.")
    return found / part


def find(name: str, parameter: str = "") -> tuple[float, str]:
    """The symbol of the unit called "miles", "km/h" or "degrees Celsius", and how many of it that is: mostly 1.

    Raises:
        NotFound: no unit is called so.
    """
    bare = name.strip()
    if bare in DIMENSION and bare != "deg":
        return 1, bare
    if bare in _MORE or bare.lower() in _MORE:
        return _MORE.get(bare) or _MORE[bare.lower()]
    spelt = "_".join(bare.lower().split()).replace("_/_", "/")
    for old, new in _SPELT.items():
        spelt = spelt.replace(old, new)
    for candidate in ("_".join(bare.lower().split()), spelt, spelt.rstrip("."), spelt.removesuffix("s")):
        symbol = UNIT_NAMES.get(candidate) or _SYMBOLS.get(candidate)
        if symbol in DIMENSION and symbol != "deg":
            return 1, symbol
    near = nearest(name, [one.replace("_", " ") for one in UNIT_NAMES if len(one) > 1])
    hint = f"The nearest are: {', '.join(near)}."
    raise NotFound(f"There is no unit called {name!r}.", nearest=near, parameter=parameter, hint=hint)


# Symbols in lower case, where that leaves one meaning: KM, Ft, mL, but never mW for MW.
_SYMBOLS = {one.lower(): one for one in DIMENSION if one == one.lower() or one[0] != "M"}
# Rarer units, as so many of one that the table has.
_MORE = {
    "cal": (4.184, "J"), "btu": (1055.05585262, "J"), "ft-lb": (1.3558179483314, "J"), "mwh": (3.6e9, "J"),
    "mmhg": (133.322387415, "Pa"), "torr": (133.32236842105, "Pa"), "inhg": (3386.389, "Pa"), "mpa": (1e6, "Pa"),
    "mW": (0.001, "W"), "gw": (1e9, "W"), "kbit": (1000.0, "bit"), "mbit": (1e6, "bit"), "gbit": (1e9, "bit"),
    "furlong": (201.168, "m"), "furlongs": (201.168, "m"), "dl": (0.1, "l"), "carat": (0.0002, "kg"),
    "carats": (0.0002, "kg"),
}  # fmt: skip


def _article(dimension: str) -> str:
    return f"{'an' if dimension[0] in 'aeiou' else 'a'} {dimension}"
