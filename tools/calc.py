"""Arithmetic and units."""

from __future__ import annotations

from dataclasses import dataclass

from lamlite import desk, tool


@dataclass(frozen=True)
class Result:
    """What came out.

    Attributes:
        result: The number.
    """

    result: float


@dataclass(frozen=True)
class Quantity:
    """A converted amount.

    Attributes:
        value: The number.
        unit: The unit it is in.
        text: Both, as people read them.
    """

    value: float
    unit: str
    text: str


@tool(effect="read")
def calculate(expression: str) -> Result:
    """Work out a calculation.

    Args:
        expression: The calculation, such as (3 + 4) * 2, 15% of 80 or sqrt(2). Functions: sqrt sin cos tan log log10
            exp abs round min max.
    """
    return Result(desk.arithmetic.evaluate(expression))


@tool(effect="read")
def convert_units(value: float, from_unit: str, to_unit: str) -> Quantity:
    """Convert an amount from one unit to another: length, weight, volume, temperature, speed, time and so on.

    Args:
        value: The number to convert.
        from_unit: The unit it is in, such as miles, kg, cups or Fahrenheit.
        to_unit: The unit to convert it to.

    Questions:
        from_unit: Which unit is it in?
        to_unit: Which unit should I convert it to?
    """
    found = desk.units.convert(value, from_unit, to_unit)
    shown = f"{found:,.6g}" if abs(found) < 1e6 else f"{found:,.2f}"
    return Quantity(found, to_unit, f"{shown} {to_unit}")
