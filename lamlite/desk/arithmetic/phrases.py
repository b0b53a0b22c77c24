"""The phrases of spoken arithmetic, as tables: a row here is the whole answer to "is it understood?"."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple, TypeVar

from . import functions as fn
from . import operations as op

Phrase = tuple[str, ...]
Row = TypeVar("Row")


class Level(IntEnum):
    """How tightly an operator holds what stands next to it."""

    SPLIT = 1
    AND = 2
    PLUS = 3
    TIMES = 4
    SIGN = 5
    OF = 6
    POWER = 7
    ALONE = 8


class Infix(NamedTuple):
    """What stands between two values, or behind one where `right` is None; `right` is the level of what follows."""

    level: Level
    does: op.Operation
    right: Level | None
    closes: bool = False  # an operator behind it would make two readings


class Form(NamedTuple):
    """A phrase before its values: what each word between them makes of them, and which operators may follow the last.

    Where another operator follows, "the sum of 3 and 4 times 2" is 14 or 11, and is refused.
    """

    by: Mapping[Phrase, op.Operation]
    first: Level = Level.SIGN
    then: frozenset[Level] = frozenset()


def table(rows: Mapping[str, Row]) -> dict[Phrase, Row]:
    """Each of the phrases that `|` parts in a key, as its words, with the row."""
    return {tuple(phrase.split()): row for phrases, row in rows.items() for phrase in phrases.split(" | ")}


def longest(rows: Mapping[Phrase, Row], low: list[str], i: int) -> tuple[Row, int] | None:
    """The row of the longest phrase at token `i`, and the index after it."""
    for size in range(_LONGEST, 0, -1):
        found = rows.get(tuple(low[i : i + size]))
        if found is not None:
            return found, i + size
    return None


_LONGEST = 6


def _left(level: Level, does: op.Operation) -> Infix:
    return Infix(level, does, Level(level + 1))


def _last(does: op.Operation) -> Infix:
    return Infix(Level.SPLIT, does, None)


def _swapped(does: op.Operation) -> op.Operation:
    return lambda left, right: does(right, left)


def _list(does: op.Operation, more: str = "") -> dict[Phrase, op.Operation]:
    return table({f"and | ; | ; and{more}": does})


_PLUS, _MINUS = _left(Level.PLUS, op.plus), _left(Level.PLUS, op.minus)
_TIMES, _OVER = _left(Level.TIMES, op.times), _left(Level.TIMES, op.divide)
NEXT_TO = _left(Level.TIMES, op.times)  # 2(3 + 4), 2 pi
_POWER = Infix(Level.POWER, op.power, Level.SIGN)
_SPLIT = Infix(Level.SPLIT, op.divide, Level.ALONE, closes=True)
_SHARE = Infix(Level.OF, op.share, Level.OF)

INFIX = table({
    "split between | split among | split amongst | split by | split into": _SPLIT,
    "shared between | shared among | shared amongst | shared by": _SPLIT,
    "divided between | divided among | divided amongst": _SPLIT,
    "as a percentage of | as a percent of | as percentage of | as a % of": _left(Level.SPLIT, op.percentage),
    "is what percentage of | is what percent of | is what % of": _left(Level.SPLIT, op.percentage),
    "as a percentage | as a percent | as percentage": _last(lambda value: op.percentage(value, Fraction(1))),
    "rounded to": Infix(Level.SPLIT, fn.FUNCTIONS["round"].of, Level.ALONE),
    "rounded | rounded to the nearest whole number | rounded to the nearest integer": _last(fn.FUNCTIONS["round"].of),
    "with | at": _left(Level.AND, op.changed),
    "and": _left(Level.AND, op.plus),
    "+ | plus | added to | increased by | raised by": _PLUS,
    "- | minus | less | take away | subtract | decreased by | reduced by | lowered by": _MINUS,
    "subtracted from | less than | fewer than": _left(Level.PLUS, _swapped(op.minus)),
    "more than": _left(Level.PLUS, _swapped(op.plus)),
    "* | x | times | multiplied by | times as much as | times as many as": _TIMES,
    "/ | divided by | over | out of": _OVER,
    "goes into | into": _left(Level.TIMES, _swapped(op.divide)),
    "//": _left(Level.TIMES, op.floor_divide),
    "% | mod | modulo": _left(Level.TIMES, op.remainder),
    "off | off of": Infix(Level.OF, op.less, Level.OF),
    "** | to the | to the power of | to the power | raised to | raised to the | raised to the power of": _POWER,
    "squared": Infix(Level.POWER, lambda value: op.power(value, Fraction(2)), None),
    "cubed": Infix(Level.POWER, lambda value: op.power(value, Fraction(3)), None),
})  # fmt: skip

# What may follow a share: "a third of 270", "18 percent tip on 64.50".
OF_PERCENT = table({"of | on | for | from": _SHARE})
OF_PART = table({"of": _SHARE})

SUMS = frozenset({Level.AND, Level.PLUS})
PRODUCTS = frozenset({Level.AND, Level.PLUS, Level.TIMES})

FORMS = table({
    "add | add up | add together": Form(_list(op.total, " | + | plus") | table({"to": _swapped(op.plus)}), then=SUMS),
    "sum of | total of | sum": Form(_list(op.total, " | + | plus"), then=SUMS),
    "product of": Form(_list(op.product), then=PRODUCTS),
    "multiply": Form(_list(op.product, " | by | with"), then=frozenset({Level.TIMES})),
    "average of | average | mean of | mean": Form(_list(op.mean)),
    "median of | median": Form(_list(op.median)),
    "maximum of | largest of | biggest of | highest of | greatest of | max of": Form(_list(fn.FUNCTIONS["max"].of)),
    "minimum of | smallest of | lowest of | min of": Form(_list(fn.FUNCTIONS["min"].of)),
    "difference between | difference of": Form(table({"and": op.apart})),
    "quotient of | ratio of": Form(table({"and | to": op.divide})),
    "remainder of | remainder when": Form(table({"divided by | is divided by | over | mod | /": op.remainder})),
    "remainder when dividing | remainder of dividing": Form(table({"by": op.remainder})),
    "subtract | deduct | take away": Form(table({"from": _swapped(op.minus)}), Level.PLUS, SUMS),
    "take": Form(table({"from | away from": _swapped(op.minus), "off | off of": op.less}), Level.POWER, SUMS),
    "divide": Form(table({"by | into | between | among": op.divide}), Level.PLUS),
    "split | share": Form(table({"by | into | between | among | amongst": op.divide}), Level.PLUS),
    "increase | raise": Form(table({"by": op.plus}), Level.PLUS, SUMS),
    "decrease | reduce | lower": Form(table({"by": op.minus}), Level.PLUS, SUMS),
    "what percent of | what percentage of | what % of": Form(table({"is": _swapped(op.percentage)})),
    "what percent is | what percentage is | what % is": Form(table({"of": op.percentage})),
    "percent change from | percentage change from": Form(table({"to": op.growth})),
    "percent increase from | percentage increase from": Form(table({"to": op.growth})),
    "log base | log to base | log to the base": Form(table({"of": _swapped(fn.logarithm)}), then=PRODUCTS),
    "tax on | vat on | tip on | tax for | tip for": Form(table({"at | of": op.times}), then=SUMS),
})  # fmt: skip

# What takes more than two values.
VARIADIC = (op.total, op.product, op.mean, op.median, fn.FUNCTIONS["max"].of, fn.FUNCTIONS["min"].of)

# What is done to the value behind it.
BEFORE: Mapping[Phrase, op.Operation] = table({
    "square root of | root of | sqrt of | √": fn.FUNCTIONS["sqrt"].of,
    "cube root of | cubic root of | third root of | cbrt of | ∛": fn.FUNCTIONS["cbrt"].of,
    "square | square of": lambda value: op.power(value, Fraction(2)),
    "cube | cube of": lambda value: op.power(value, Fraction(3)),
    "double | twice | twice as much as | twice as many as": lambda value: op.times(Fraction(2), value),
    "triple | thrice": lambda value: op.times(Fraction(3), value),
    "factorial of": fn.factorial,
    "absolute value of": fn.FUNCTIONS["abs"].of,
    "reciprocal of": lambda value: op.divide(Fraction(1), value),
})  # fmt: skip

PERCENT = table({"% | percent | per cent | pct": True})
DEGREES = table({"° | degrees | degree | deg": True})
FACTORIAL = table({"! | factorial": True})
BASE = table({"base | to base | to the base | in base": True})
ARTICLES = {"a", "an", "the"}
# What a percentage is of: 1 is put on top, -1 is taken away.
CHANGES = table({
    "tip | gratuity | tax | sales tax | vat | commission | interest | service charge | surcharge": 1,
    "discount | reduction": -1,
})  # fmt: skip
BILLS = table({"bill | check | tab | meal | dinner | lunch | restaurant bill": True})
COUNTED = table({"of | at": _TIMES})  # "12 boxes of 24"

IDLE = {"equally", "evenly"}
LEADS = table({
    "what is | what's | whats | what are | calculate | compute | work out | figure out | find | evaluate | solve": True,
    "how much is | how much are | how many is | how many are | tell me | please | result of | value of": True,
})  # fmt: skip
TRAILS = table({
    "= | ? | . | : | is | equals | please | each | apiece | in total | altogether | per person | for me": True,
    "people | persons | friends | guests | of us | of you | of them | ways | parts | equal parts": True,
    "decimal places | decimals | places": True,
})  # fmt: skip
