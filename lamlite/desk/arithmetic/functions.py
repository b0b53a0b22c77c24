"""Functions with a name: "sqrt", "sin", "log"; exact where the value is a fraction."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from .operations import Degrees, Number, Value, bounded, negative, plain, plus, whole

_HALF, _RIGHT = Fraction(1, 2), Fraction(90)
_SINES = {0: Fraction(0), 30: _HALF, 90: Fraction(1), 150: _HALF, 180: Fraction(0)}
_SINES |= {angle + 180: -sine for angle, sine in _SINES.items() if angle < 180}
_TANGENTS = {0: Fraction(0), 45: Fraction(1), 135: Fraction(-1)}
_MOST_FACTORS = 1_000


class Function(NamedTuple):
    """A function and how many values it takes."""

    of: Callable[..., Value]
    fewest: int = 1
    most: int = 1


def root(value: Value, degree: int) -> Value:
    """The real root.

    Raises:
        ValueError: there is none.
    """
    number = plain(value)
    if number < 0:
        if degree % 2 == 0:
            raise ValueError("no real root")
        return negative(root(-number, degree))
    if isinstance(number, Fraction):
        top, bottom = _whole_root(number.numerator, degree), _whole_root(number.denominator, degree)
        if top is not None and bottom is not None:
            return Fraction(top, bottom)
    return bounded(math.sqrt(number) if degree == 2 else float(number) ** (1 / degree))


def _whole_root(value: int, degree: int) -> int | None:
    found = math.isqrt(value) if degree == 2 else round(value ** (1 / degree))
    return found if found**degree == value else None


def logarithm(value: Value, base: Value = math.e) -> Value:
    """The logarithm, natural where no base is given."""
    number, to = plain(value), plain(base)
    found = math.log(number) if to == math.e else math.log(number) / math.log(to)
    if (
        isinstance(number, Fraction)
        and isinstance(to, Fraction)
        and abs(found) < 10_000
        and to ** round(found) == number
    ):
        return Fraction(round(found))
    return bounded(found)


def factorial(value: Value) -> Value:
    """The product of all whole numbers up to the value."""
    number = whole(value)
    if number > _MOST_FACTORS:
        raise OverflowError
    return bounded(math.factorial(number))


def sine(angle: Value) -> Value:
    """The sine of degrees or radians."""
    exact = _SINES.get(int(angle.value % 360)) if isinstance(angle, Degrees) and angle.value % 1 == 0 else None
    return _no_dust(math.sin(plain(angle)), plain(angle)) if exact is None else exact


def cosine(angle: Value) -> Value:
    """The cosine of degrees or radians."""
    if isinstance(angle, Degrees):
        return sine(Degrees(plain(plus(angle.value, _RIGHT))))
    return _no_dust(math.cos(plain(angle)), plain(angle))


def tangent(angle: Value) -> Value:
    """The tangent of degrees or radians.

    Raises:
        ValueError: a right angle has none.
    """
    if isinstance(angle, Degrees) and angle.value % 180 == _RIGHT:
        raise ValueError("a right angle has no tangent")
    exact = _TANGENTS.get(int(angle.value % 180)) if isinstance(angle, Degrees) and angle.value % 1 == 0 else None
    return _no_dust(math.tan(plain(angle)), plain(angle)) if exact is None else exact


def _no_dust(value: float, angle: Number) -> Value:
    """0 where the value is no larger than what the angle was rounded by."""
    return Fraction(0) if abs(value) <= 4e-16 * max(1.0, abs(float(angle))) else bounded(value)


def _real(function: Callable[..., Any]) -> Callable[..., Value]:
    """A function of numbers, on values; what Python gives back is made a value again."""
    return lambda *values: bounded(function(*map(plain, values)))


def _rounded(value: Value, digits: Value = Fraction(0)) -> Value:
    return bounded(round(plain(value), whole(digits)))


FUNCTIONS = {
    "sqrt": Function(lambda value: root(value, 2)), "cbrt": Function(lambda value: root(value, 3)),
    "sin": Function(sine), "sine": Function(sine), "cos": Function(cosine), "cosine": Function(cosine),
    "tan": Function(tangent), "tangent": Function(tangent),
    "asin": Function(_real(math.asin)), "acos": Function(_real(math.acos)), "atan": Function(_real(math.atan)),
    "log": Function(logarithm, most=2), "ln": Function(logarithm),
    "log10": Function(lambda value: logarithm(value, Fraction(10))),
    "log2": Function(lambda value: logarithm(value, Fraction(2))),
    "exp": Function(_real(math.exp)), "abs": Function(_real(abs)), "round": Function(_rounded, most=2),
    "floor": Function(_real(math.floor)), "ceil": Function(_real(math.ceil)), "factorial": Function(factorial),
    "min": Function(_real(min), 2, 100), "max": Function(_real(max), 2, 100),
}  # fmt: skip
CONSTANTS = {"pi": math.pi, "e": math.e, "tau": math.tau}
