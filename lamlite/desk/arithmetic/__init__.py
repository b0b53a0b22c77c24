"""Arithmetic as people say and write it, computed without `eval`: "15% of 80", "2(3+4)", "84 euros split 6 ways".

`words` cuts the text, `grammar` reads it by the tables of `phrases`, `operations` and `functions` compute.
"""

from __future__ import annotations

from fractions import Fraction

from lamlite.core.errors import ToolError

from .grammar import Grammar
from .operations import Number, plain
from .words import cut

_MOST_CHARACTERS = 1_000
_DIGITS = 14


def evaluate(expression: str) -> int | float:
    """The value of an expression, exact where it is a fraction and then no longer than a float.

    `log` is the natural logarithm, angles are in radians unless "degrees" is written, and "80 + 15%" is 92.

    Raises:
        ToolError: it is not arithmetic, can be read in two ways, has no finite real value, or its value is too large.
    """
    if len(expression) > _MOST_CHARACTERS:
        raise ToolError("The expression is too long.", hint=f"At most {_MOST_CHARACTERS} characters.")
    try:
        return _tidy(plain(Grammar(cut(expression)).whole()))
    except ZeroDivisionError as error:
        raise ToolError(f"{expression!r} divides by zero.") from error
    except OverflowError as error:
        raise ToolError(f"The value of {expression!r} is too large.") from error
    except SyntaxError as error:
        raise ToolError(f"{expression!r} is not arithmetic.", hint="Write it like (3 + 4) * 2 or 15% of 80.") from error
    except ValueError as error:
        raise ToolError(f"{expression!r} has no real value.") from error


def _tidy(value: Number) -> int | float:
    """4 rather than 4.0, and a float that was computed without its last digits, which are noise."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    rounded = float(f"{value:.{_DIGITS}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
