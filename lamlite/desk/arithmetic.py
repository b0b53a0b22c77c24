"""Arithmetic as people write it, computed without `eval`: "15% of 80", "2(3+4)", "square root of 2 times 3"."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable
from typing import Any

from lamlite.core.errors import ToolError
from lamlite.values.numbers import number_at
from lamlite.values.tokens import Tokens

Number = int | float
_MOST_CHARACTERS = 1_000
_MOST_BITS = 4_096
_DIGITS = 14

_PART = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
}
_PART |= {"tenth": 10, "hundredth": 100}
_TOP = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "": 1}
_PARTS = re.compile(rf"\b(?:({'|'.join(filter(None, _TOP))})[ -])?({'|'.join(_PART)}|halve)s?\s+of\b(?: (?:a|the)\b)?")
_DISH = r"(?:bill|check|tab|meal|dinner|lunch|restaurant bill)"
_SHARE = r"(?:tip|gratuity|tax|sales tax|vat|commission|interest|service charge)"
_NUMBER = r"(-?\d[\d.]*(?:\s*(?:%|percent|per cent))?)"
_RATE = r"(\d[\d.]*)\s*(?:%|percent|per cent)"
# Whole phrases, before their words are read one by one; each is put in brackets, so that it may stand in a longer one.
_PHRASES: tuple[tuple[str, str], ...] = (
    (r"\bto the (?:power (?:of )?)?(\d+)(?:st|nd|rd|th)?(?: power)?\b", r"**\1"),
    (r"\b(?:a|an|the)\s+(?=\d)", ""),
    (r"(?<=\d)\s*-?(?:dollars?|euros?|pounds?|bucks|usd|eur|gbp)\b", ""),
    (rf"(?<=\d) {_DISH}\b", ""),
    (rf"\b(?:take |taking )?{_RATE}\s*(?:off|discount|reduction)\s*(?:on|from|of)?\s*{_NUMBER}", r"(\2*(1-\1/100))"),
    (rf"{_NUMBER}\s*(?:with(?: a)?|at|less)\s*{_RATE}\s*(?:off|discount|reduction)\b", r"(\1*(1-\2/100))"),
    (rf"{_RATE}\s*{_SHARE}?\s*(?:on|for)\s*(?:bill of )?{_NUMBER}", r"((\1/100)*\2)"),
    (rf"\b{_SHARE} of {_RATE}\s*(?:on|for)\s*{_NUMBER}", r"((\1/100)*\2)"),
    (rf"\bwhat percent(?:age)? of {_NUMBER} is {_NUMBER}", r"(\2/\1*100)"),
    (rf"{_NUMBER} is what percent(?:age)? of {_NUMBER}", r"(\1/\2*100)"),
    (rf"{_NUMBER} as a percent(?:age)? of {_NUMBER}", r"(\1/\2*100)"),
    (rf"\b(?:subtract|take(?: away)?|deduct) {_NUMBER} from {_NUMBER}", r"(\2-\1)"),
    (rf"\b(?:increase|raise) {_NUMBER} by {_NUMBER}", r"(\1+\2)"),
    (rf"\b(?:decrease|reduce|lower) {_NUMBER} by {_NUMBER}", r"(\1-\2)"),
    (rf"\badd {_NUMBER} (?:to|and) {_NUMBER}", r"(\1+\2)"),
    (rf"\b(?:the )?sum of {_NUMBER} and {_NUMBER}", r"(\1+\2)"),
    (rf"\bdivide {_NUMBER} by {_NUMBER}", r"(\1/\2)"),
    (rf"\bmultiply {_NUMBER} (?:by|and|with) {_NUMBER}", r"(\1*\2)"),
    (rf"\b(?:the )?product of {_NUMBER} and {_NUMBER}", r"(\1*\2)"),
    (rf"\b(?:the )?(?:quotient|ratio) of {_NUMBER} and {_NUMBER}", r"(\1/\2)"),
    (rf"\b(?:the )?difference (?:of|between) {_NUMBER} and {_NUMBER}", r"abs(\1-\2)"),
    (rf"\b(?:twice|double) (?:of )?{_NUMBER}", r"(2*\1)"),
    (rf"\btriple (?:of )?{_NUMBER}", r"(3*\1)"),
)  # fmt: skip
_REWRITES: tuple[tuple[str, str], ...] = (
    (r"[×✕·]", "*"),
    (r"÷", "/"),
    (r"[−–]", "-"),
    (r"²", "**2"),
    (r"³", "**3"),
    (r"π", " pi "),
    (r"[$€£¥]", ""),
    (r"\b(what is|what's|calculate|compute|how much is)\b", ""),
    (r"[=?]+\s*$", ""),
    (r"∛|\b(the )?(cube|cubic|third) root of\b", " cbrt "),
    (r"√|\b(the )?(square root|root|sqrt) of\b", " sqrt "),
    (r"\b(multiplied by|times)\b", "*"),
    (r"(?<=[\d)])\s*x\s*(?=[\d(.-])", "*"),
    (r"\b(divided by|over)\b", "/"),
    (r"\bplus\b|\band\b", "+"),
    (r"\bminus\b", "-"),
    (r"\b(modulo|mod)\b", "@"),
    (r"\b(to the power of|raised to)\b|\^", "**"),
    (r"\bsquared\b", "**2"),
    (r"\bcubed\b", "**3"),
    (r"\bhalf(?= \d)", "0.5*"),
    (r"\bpercent\b|\bper cent\b", "%"),
    # A % with something to divide by after it is the remainder, any other is per cent.
    (r"%(?=\s*[\d.(]|\s*[a-z]+\d*\s*\()", "@"),
    (r"(\d[\d.,]*)\s*(%|@)\s*of\b", r"(\1/100)*"),
    (r"(?<![\w.])(\d[\d.]*)\s*%", r"percent(\1)"),
    (r"(?<![\w.])(\d[\d.]*)\s*(?:°|degrees|degree|deg)(?![a-z])", r"radians(\1)"),
    (r"\b(sqrt|cbrt|ln|sin|cos|tan)\s+((?:\d[\d.]*)|pi|e)(?!\w)", r"\1(\2)"),
    (r"(?<![\w.])(\d[\d.]*)\s*(?=\(|\bpi\b|\b(?:sqrt|cbrt)\b)", r"\1*"),
    (r"\)\s*(?=[\d(]|pi\b)", ")*"),
)
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d])")
_SEVERAL = re.compile(r"\b(min|max|round|log)\s*\(")


def _round(value: Number, digits: Number = 0) -> Number:
    return round(value, int(digits)) if digits else round(value)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sqrt": math.sqrt, "cbrt": lambda value: math.copysign(abs(value) ** (1 / 3), value),
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "asin": math.asin, "acos": math.acos,
    "atan": math.atan, "log": math.log, "ln": math.log, "log10": math.log10, "log2": math.log2, "exp": math.exp,
    "abs": abs, "round": _round, "floor": math.floor, "ceil": math.ceil, "min": min, "max": max,
    "radians": math.radians, "percent": lambda value: value / 100,
}  # fmt: skip
_CONSTANTS = {"pi": math.pi, "e": math.e, "tau": math.tau}
_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.MatMult: operator.mod, ast.Mod: operator.mod,
    ast.UAdd: operator.pos, ast.USub: operator.neg,
}  # fmt: skip


def evaluate(expression: str) -> Number:
    """The value of an expression.

    `log` is the natural logarithm, angles are in radians unless "degrees" is written, and "80 + 15%" is 92.

    Raises:
        ToolError: it is not arithmetic, has no finite real value, or its value is too large.
    """
    if len(expression) > _MOST_CHARACTERS:
        raise ToolError("The expression is too long.", hint=f"At most {_MOST_CHARACTERS} characters.")
    try:
        tree = ast.parse(_rewrite(expression), mode="eval")
        return _tidy(_value(tree.body))
    except ZeroDivisionError as error:
        raise ToolError(f"{expression!r} divides by zero.") from error
    except OverflowError as error:
        raise ToolError(f"The value of {expression!r} is too large.") from error
    except (SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise ToolError(f"{expression!r} is not arithmetic.", hint="Write it like (3 + 4) * 2 or 15% of 80.") from error
    except ValueError as error:
        raise ToolError(f"{expression!r} has no real value.") from error


def _rewrite(text: str) -> str:
    text = text.lower().strip()
    if not _SEVERAL.search(text):  # in max(1,234) the comma separates
        text = _GROUPED.sub(lambda match: match[0].replace(",", ""), text)
    text = re.sub(r"[$€£¥]", "", text)
    text = _spelt(_PARTS.sub(_part, text.replace(" - ", " minus ")))
    for pattern, replacement in (*_PHRASES, *_REWRITES):
        text = re.sub(pattern, replacement, text)
    return text.strip()


def _part(match: re.Match[str]) -> str:
    """Three quarters of as (3/4)*."""
    return f"({_TOP[match[1] or '']}/{2 if match[2] == 'halve' else _PART[match[2]]})*"


def _spelt(text: str) -> str:
    """Numbers in words put into digits: "two hundred and five" as 205, "three point five" as 3.5."""
    tokens, out, at, i = Tokens(text), "", 0, 0
    while i < tokens.size:
        worded = tokens.low[i].isalpha() and tokens.low[i] not in ("half", "quarter") and tokens.low[i + 1] not in _PART
        found = number_at(tokens, i) if worded else None
        if found is None:
            i += 1
            continue
        out += f"{text[at : tokens.start[i]]}{found[0]}"
        i = found[1]
        at = tokens.end[i - 1]
    return out + text[at:]


def _value(node: ast.expr) -> Number:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return _bounded(node.value)
    if isinstance(node, ast.Name) and node.id in _CONSTANTS:
        return _CONSTANTS[node.id]
    if isinstance(node, ast.UnaryOp) and type(node.op) in _OPERATORS:
        return _bounded(_OPERATORS[type(node.op)](_value(node.operand)))
    if isinstance(node, ast.BinOp):
        return _bounded(_binary(node))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        function = _FUNCTIONS.get(node.func.id)
        if function is not None:
            return _bounded(function(*map(_value, node.args)))
    raise SyntaxError("not arithmetic")


def _binary(node: ast.BinOp) -> Any:
    left, right = _value(node.left), _value(node.right)
    if isinstance(node.op, ast.Pow):
        if left and abs(right) * abs(math.log2(abs(left))) > _MOST_BITS:
            raise OverflowError
        return left**right
    if type(node.op) not in _OPERATORS:
        raise SyntaxError("not arithmetic")
    of_left = isinstance(node.right, ast.Call) and getattr(node.right.func, "id", "") == "percent"
    if of_left and isinstance(node.op, ast.Add | ast.Sub):
        right = left * right
    return _OPERATORS[type(node.op)](left, right)


def _bounded(value: Any) -> Number:
    if type(value) is int:
        if value.bit_length() > _MOST_BITS:
            raise OverflowError
        return value
    if type(value) is not float or not math.isfinite(value):
        raise ValueError("not a finite real number")
    return value


def _tidy(value: Number) -> Number:
    """0.3 rather than 0.30000000000000004, and 4 rather than 4.0."""
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.{_DIGITS}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
