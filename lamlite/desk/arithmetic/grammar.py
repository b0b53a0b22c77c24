"""The grammar of spoken arithmetic: operators by how tightly they hold, phrases from the tables."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from lamlite.core.errors import ToolError

from .amounts import number_at, part_at, rank_at
from .functions import CONSTANTS, FUNCTIONS, factorial, root
from .operations import Degrees, Part, Percent, Value, negative, plain, times
from .phrases import (
    ARTICLES,
    BASE,
    BEFORE,
    BILLS,
    CHANGES,
    COUNTED,
    DEGREES,
    FACTORIAL,
    FORMS,
    INFIX,
    NEXT_TO,
    OF_PART,
    OF_PERCENT,
    PERCENT,
    PRODUCTS,
    SUMS,
    VARIADIC,
    Form,
    Infix,
    Level,
    Phrase,
    Row,
    longest,
)

_DEEPEST = 60
_MANY = {"people", "children", "men", "women"}
_TABLES: tuple[Mapping[Phrase, object], ...] = (INFIX, FORMS, BEFORE, PERCENT, DEGREES, CHANGES, BILLS)
_WORDS = {word for rows in _TABLES for phrase in rows for word in phrase}


class Grammar:
    """Reads tokens from left to right; `at` is the index of the next one."""

    def __init__(self, low: list[str]) -> None:
        self.low = low
        self.at = 0
        self.depth = 0

    def whole(self) -> Value:
        """The value of all tokens; a comma or "then" closes what stands before it.

        Raises:
            SyntaxError: they are not arithmetic.
            ToolError: they can be read in two ways.
        """
        value = self._expression(Level.SPLIT)
        while self.low[self.at] in (";", "then"):
            self.at += 2 if self.low[self.at : self.at + 2] == [";", "then"] else 1
            value = self._joined(value, Level.SPLIT)
        if self.low[self.at]:
            raise SyntaxError(f"unexpected {self.low[self.at]}")
        return value

    def _take(self, rows: Mapping[Phrase, Row]) -> Row | None:
        """The row of the longest phrase that comes next; the phrase is then behind."""
        found = longest(rows, self.low, self.at)
        if found is None:
            return None
        self.at = found[1]
        return found[0]

    def _skip(self, *words: str) -> bool:
        """Whether one of `words` comes next; it is then behind."""
        found = self.low[self.at] in words
        self.at += found
        return found

    def _expression(self, level: Level) -> Value:
        """A value with all operators behind it that hold at least as tightly as `level`."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise SyntaxError("too deep")
        value = self._joined(self._operand(), level)
        self.depth -= 1
        return value

    def _joined(self, left: Value, level: Level) -> Value:
        while (found := self._operator(left)) is not None and found[0].level >= level:
            row, self.at = found
            if isinstance(left, Percent) and row.level == level == Level.TIMES:
                raise _two_ways()  # 64.50 plus 18% tip divided by 3
            left = row.does(left) if row.right is None else row.does(left, self._expression(row.right))
            if row.closes:
                self._close(left)
        return left

    def _operator(self, left: Value) -> tuple[Infix, int] | None:
        """The operator that comes next, and the index after it."""
        low, i = self.low, self.at
        shares = OF_PERCENT if isinstance(left, Percent) else OF_PART if isinstance(left, Part) else {}
        found = longest(shares, low, i) or longest(INFIX, low, i)
        if found is not None:
            return found
        if low[i] == "(" or self._named(i) or (i and low[i - 1] == ")" and number_at(low, i)):
            return NEXT_TO, i
        plural = len(low[i]) > 3 and low[i].isalpha() and low[i].endswith("s") and low[i] not in _WORDS
        return longest(COUNTED, low, i + 1) if plural or low[i] in _MANY else None

    def _close(self, value: Value, allowed: frozenset[Level] = frozenset()) -> None:
        """Nothing may follow here that could belong to the last value alone.

        Raises:
            ToolError: it does.
        """
        found = self._operator(value)
        if found is not None and found[0].level >= Level.AND and found[0].level not in allowed:
            raise _two_ways()

    def _operand(self) -> Value:
        low = self.low
        if (ranked := self._ranked()) is not None:
            return ranked
        while True:
            if self._skip("-", "minus", "negative"):
                return negative(self._expression(Level.SIGN))
            if self._skip("+"):
                return self._expression(Level.SIGN)
            found = part_at(low, self.at) or number_at(low, self.at)
            if found is not None:
                self.at = found[1]
                return self._number(found[0])
            value = self._worded()
            if value is not None:
                return value
            if not self._skip(*ARTICLES):
                raise SyntaxError(f"unexpected {low[self.at]}")

    def _ranked(self) -> Value | None:
        """What a rank says: the power in "2 to the 7th power", the degree in "4th root of 16"."""
        rank, i = rank_at(self.low, self.at + (self.low[self.at] == "the")) or (0, 0)
        if rank and self.low[i : i + 2] == ["root", "of"]:
            self.at = i + 2
            return root(self._expression(Level.OF), rank)
        if rank and self.low[self.at - 2 : self.at] == ["to", "the"]:
            self.at = i + (self.low[i] == "power")
            return Fraction(rank)
        return None

    def _number(self, value: Fraction) -> Value:
        """A number with what stands behind it; "half 90" and "3/4 of 80" among them."""
        low, i = self.low, self.at
        if low[i - 1] == "half" and number_at(low, i):
            return times(value, self._expression(Level.OF))
        if low[i] == "/" and low[i + 1].isdecimal() and low[i + 2] == "of":
            self.at = i + 2
            return Part(value / int(low[i + 1]))
        return self._measured(value)

    def _worded(self) -> Value | None:
        """A value that begins with a word of the tables, a function, a constant or a bracket."""
        low, start = self.low, self.at
        form = self._take(FORMS)
        if form is not None:
            return self._formed(form)
        change = self._take(CHANGES)
        if change is not None:
            return self._change(change)
        if self._take(BILLS) and self._skip("of"):
            return self._operand()
        before = self._take(BEFORE)
        if before is not None:
            return before(self._expression(Level.OF))
        if low[start] == "(":
            values = self._bracket()
            if len(values) > 1:
                raise SyntaxError("a comma in brackets")
            return self._measured(values[0])
        if low[start] in FUNCTIONS:
            return self._function()
        self.at = start + (low[start] in CONSTANTS)
        return CONSTANTS.get(low[start])

    def _formed(self, form: Form) -> Value:
        """The value of a phrase with its values: "sum of 3, 4 and 9", "divide 12 by 4"."""
        values, does = [self._expression(form.first)], None
        while (found := longest(form.by, self.low, self.at)) is not None:
            if does not in (None, found[0]) or (does and does not in VARIADIC) or not self._opens(found[1]):
                break
            does, self.at = found
            values.append(self._expression(Level.SIGN))
        if does is None:
            raise SyntaxError("there is only one value")
        value = does(*values)
        self._close(value, form.then)
        return value

    def _opens(self, i: int) -> bool:
        """Whether a value begins at token `i`."""
        j = i + (self.low[i] in ARTICLES)
        worded = self.low[j] in ("(", "-", "negative") or self._named(j) or longest(FORMS, self.low, j) is not None
        return worded or bool(part_at(self.low, i) or number_at(self.low, i) or number_at(self.low, j))

    def _named(self, i: int) -> bool:
        """Whether a function or a constant stands at token `i`."""
        return self.low[i] in FUNCTIONS or self.low[i] in CONSTANTS or longest(BEFORE, self.low, i) is not None

    def _change(self, change: int) -> Value:
        """Such as "tax of 19%"."""
        value = self._operand() if self._skip("of", "at") else None
        if not isinstance(value, Percent):
            raise SyntaxError("no rate")
        return Percent(value.value, change)

    def _measured(self, value: Value) -> Value:
        """The value as per cent, as degrees or with its "!", as is said behind it."""
        # With something to divide by after it, % is the remainder.
        if not (
            self.low[self.at] == "%" and self._opens(self.at + 1) and self.low[self.at + 1] not in ("-", *ARTICLES)
        ):
            if self._take(PERCENT):
                return Percent(plain(value), self._take(CHANGES) or -self._reduced())
        if self._take(DEGREES):
            return Degrees(plain(value))
        while self._take(FACTORIAL):
            value = factorial(value)
        self._take(BILLS)
        return value

    def _reduced(self) -> bool:
        """Whether "off" comes next with nothing that it is taken off; it is then behind."""
        return not self._opens(self.at + 2 if self.low[self.at + 1] == "of" else self.at + 1) and self._skip("off")

    def _bracket(self) -> list[Value]:
        """The values in brackets."""
        self.at += 1
        values = [self._expression(Level.SPLIT)]
        while self._skip(";"):
            values.append(self._expression(Level.SPLIT))
        if not self._skip(")"):
            raise SyntaxError("a bracket is open")
        return values

    def _function(self) -> Value:
        """A function with brackets or without: "max(1, 2)", "tan 45 degrees", "log of 8 base 2"."""
        name = self.low[self.at]
        self.at += 1
        if self.low[self.at] == "(":
            values = self._bracket()
        else:
            self._skip("of")
            values = [self._expression(Level.ALONE)]
            # In "sin 30 squared" and "cos pi/3" the operator may belong to the angle.
            self._close(values[0], SUMS if self.low[self.at - 1] in CONSTANTS else PRODUCTS)
        if name == "log" and len(values) == 1 and self._take(BASE):
            values.append(self._expression(Level.ALONE))
        function = FUNCTIONS[name]
        if not function.fewest <= len(values) <= function.most:
            raise SyntaxError(f"{name} takes other values")
        return function.of(*values)


def _two_ways() -> ToolError:
    return ToolError("The calculation can be read in two ways.", hint="Put brackets round what belongs together.")
