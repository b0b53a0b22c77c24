"""Operations on exact numbers: a value is a fraction while it stays one of a bearable size, and a float after that."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

Number = Fraction | float
_MOST_BITS = 4_096


@dataclass(frozen=True)
class Percent:
    """So many per cent. `change` is 1 where a tip or a tax was named, -1 for a discount, 0 where nothing was."""

    value: Number
    change: int = 0


@dataclass(frozen=True)
class Degrees:
    """An angle of so many degrees, kept as said: its sine may be exact."""

    value: Number


class Part(Fraction):
    """A fraction said as one, such as "a third": what "of" may follow."""


Value = Fraction | float | Percent | Degrees
Operation = Callable[..., Value]


def plain(value: Value) -> Number:
    """The number that a value comes to by itself: 0.15 for 15 %, radians for degrees."""
    if isinstance(value, Percent):
        return bounded(value.value / 100)
    return math.radians(value.value) if isinstance(value, Degrees) else value


def bounded(value: object) -> Number:
    """The value, as a float where the fraction has grown too long.

    Raises:
        OverflowError: it is too large.
        ValueError: it is not a finite real number.
    """
    if isinstance(value, Fraction | int):
        found = Fraction(value)
        if max(found.numerator.bit_length(), found.denominator.bit_length()) <= _MOST_BITS:
            return value if isinstance(value, Fraction) else found
        value = float(found)
    if not isinstance(value, float) or not math.isfinite(value):
        raise ValueError("not a finite real number")
    return value


def negative(value: Value) -> Value:
    """The value with its sign turned."""
    if isinstance(value, Percent | Degrees):
        return type(value)(-value.value)
    return -value


def plus(left: Value, right: Value) -> Value:
    """The sum; 80 plus 15 % is 92."""
    if isinstance(right, Percent):
        if isinstance(left, Percent):
            return Percent(bounded(left.value + right.value), left.change)
        return bounded(plain(left) * (1 + plain(right)))
    return bounded(plain(left) + plain(right))


def minus(left: Value, right: Value) -> Value:
    """The difference; 60 minus 20 % is 48."""
    return plus(left, negative(right))


def times(left: Value, right: Value) -> Value:
    """The product."""
    return bounded(plain(left) * plain(right))


def divide(left: Value, right: Value) -> Value:
    """The quotient."""
    return bounded(plain(left) / plain(right))


def floor_divide(left: Value, right: Value) -> Value:
    """The quotient, rounded down."""
    return bounded(plain(left) // plain(right))


def remainder(left: Value, right: Value) -> Value:
    """What is left over; its sign is that of `right`."""
    return bounded(plain(left) % plain(right))


def power(left: Value, right: Value) -> Value:
    """`left` to the power of `right`."""
    base, exponent = plain(left), plain(right)
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        if abs(exponent) * bits <= _MOST_BITS:
            return bounded(Fraction(base) ** exponent.numerator)
    found: object = float(base) ** float(exponent)
    return bounded(found)  # a complex number is refused there


def share(left: Value, right: Value) -> Value:
    """15 % of 80; a discount of 15 % on 80 leaves the rest."""
    return less(left, right) if isinstance(left, Percent) and left.change < 0 else times(left, right)


def less(left: Value, right: Value) -> Value:
    """20 % off 60, a third off 60, 5 off 60."""
    return bounded(plain(right) * (1 - left)) if isinstance(left, Part) else minus(right, left)


def changed(left: Value, right: Value) -> Value:
    """The value with a tip, a tax or a discount.

    Raises:
        SyntaxError: `right` is none of them.
    """
    if not isinstance(right, Percent) or not right.change:
        raise SyntaxError("with what?")
    return plus(left, right) if right.change > 0 else minus(left, right)


def percentage(part: Value, whole: Value) -> Value:
    """How many per cent of the whole the part is, as a number."""
    return times(divide(part, whole), Fraction(100))


def growth(start: Value, end: Value) -> Value:
    """By how many per cent a value has grown."""
    return percentage(minus(end, start), start)


def apart(left: Value, right: Value) -> Value:
    """How far two values are apart."""
    return bounded(abs(plain(left) - plain(right)))


def total(*values: Value) -> Value:
    """The sum of all."""
    found: Value = Fraction(0)
    for value in values:
        found = plus(found, value) if found else value
    return found


def product(*values: Value) -> Value:
    """The product of all."""
    found: Value = Fraction(1)
    for value in values:
        found = times(found, value)
    return found


def mean(*values: Value) -> Value:
    """The average."""
    return divide(total(*map(plain, values)), Fraction(len(values)))


def median(*values: Value) -> Value:
    """The middle one in order, or the average of the two in the middle."""
    ordered = sorted(map(plain, values))
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else mean(ordered[half - 1], ordered[half])


def whole(value: Value) -> int:
    """The value as a whole number.

    Raises:
        ValueError: it is none.
    """
    number = plain(value)
    if number != int(number):
        raise ValueError("not a whole number")
    return int(number)
