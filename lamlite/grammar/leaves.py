"""Narrow schemas of what has no schemas inside: strings, numbers, and whole lists of few values.

Here stand the table of what a mask enforces and the bounds it sets; `narrow` puts objects and arrays around.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .accepts import accepts, item_schema, same
from .contradictions import count_values
from .lark import Leftover
from .patterns import FORMAT_PATTERNS, NO_REFERENCE, avoiding

# How much of each keyword a mask enforces. What it does not is rejected after decoding, and each place where that
# can happen is reported as a Leftover; a test reads the list of keywords against this table.
ENFORCED_BY: dict[str, str] = {
    **dict.fromkeys(("type", "enum", "const", "nullable", "properties", "required", "additionalProperties"), "mask"),
    **dict.fromkeys(("items", "prefixItems", "minItems", "maxItems", "anyOf", "allOf", "$ref"), "mask"),
    **dict.fromkeys(("minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), "mask"),
    "multipleOf": "mask",
    "format": "mask; regex by rejection",
    "pattern": "mask; look-around, back references and word boundaries by rejection",
    "uniqueItems": "mask where the items have few values; else by rejection",
    "oneOf": "mask where the branches exclude each other in a way that can be proved; else by rejection",
}

Problem = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Bounds:
    """The most that a mask lets a model write where the schema sets no limit.

    Attributes:
        text: Characters of a string.
        items: Items of an array, and members of an object without listed properties.
        name: Characters of the name of such a member.
        nesting: How often a recursive definition may be entered on the way down.
        lists: How many whole lists may be written out for items that must differ.
    """

    text: int = 200
    items: int = 16
    name: int = 40
    nesting: int = 3
    lists: int = 400


# Characters that a string may have above the usual bound, where its pattern asks for them.
_LONG = 4000

# What a float holds without loss, and how much of it comes after the point where nothing says how far it reaches.
_DIGITS = 15
_NUMBER = 10.0**9
_WHOLE = 2**53 - 1


class Leaves:
    """Narrows strings, numbers and lists of few values, and keeps what masks cannot enforce.

    Args:
        problem: Says why the engine of the masks would not enforce a schema.
        guarded: Whether a free string must not read as a reference to a result.
        bounds: The limits to set where there are none.
    """

    def __init__(self, problem: Problem, *, guarded: bool, bounds: Bounds) -> None:
        self.leftovers: list[Leftover] = []
        self.problem = problem
        self.bounds = bounds
        self._guarded = guarded

    def string(self, schema: Mapping[str, Any], pointer: str) -> Any:
        """A string of a bounded length. False where no string is possible."""
        least = int(schema.get("minLength", 0))
        most = int(schema.get("maxLength", least + self.bounds.text))
        lengths = {"type": "string", "minLength": least, "maxLength": most}
        patterns = [schema["pattern"]] if "pattern" in schema else []
        if schema.get("format") in FORMAT_PATTERNS:
            patterns.append(f"^({FORMAT_PATTERNS[schema['format']]})$")
        elif schema.get("format") == "regex":
            self.leave(pointer, "format", "no mask tells a regular expression")
        if self._guarded and not patterns:
            patterns.append(f"^{NO_REFERENCE}$")
        words = [word for word in schema.get("not", {}).get("enum", ()) if isinstance(word, str) and len(word) <= most]
        if words:
            patterns.append(f"^{avoiding(words, most=most)}$")
        # A pattern may ask for more characters than the limit that we set, never for more than the schema's own.
        limits = [lengths] if "maxLength" in schema else [lengths, {**lengths, "maxLength": most + _LONG}]
        return self._matching(limits, patterns, pointer)

    def _matching(self, lengths: Sequence[dict[str, Any]], patterns: Sequence[str], pointer: str) -> Any:
        """A string that matches all patterns that the engine takes, of the first lengths that allow it."""
        taken: list[dict[str, Any]] = []
        for pattern in patterns:
            if self.problem({"type": "string", "pattern": pattern}):
                self.leave(pointer, "pattern", "the pattern uses what masks lack")
            else:
                taken.append({"type": "string", "pattern": pattern})
        for limits in lengths:
            narrowed = {"allOf": [*taken, limits]} if len(taken) > 1 else {**limits, **(taken[0] if taken else {})}
            if not self.problem(narrowed):
                return narrowed
        return False

    def number(self, schema: Mapping[str, Any], pointer: str) -> Any:
        """A number in a range, with as many decimals as a float keeps. False where the range holds none."""
        whole = schema["type"] == "integer"
        step = schema.get("multipleOf")
        # A bound that is missing stands a long way from the one that is there.
        limit = _WHOLE if whole else min(_NUMBER, 10.0 ** (_DIGITS - _decimals(step or 1)))
        low, high = _tighter(schema, "Minimum"), _tighter(schema, "Maximum")
        low = low or {"minimum": min([-limit, *(end - limit for end in high.values())])}
        high = high or {"maximum": max([limit, *(end + limit for end in low.values())])}
        first, last = [*low.values(), *high.values()]
        result = {"type": schema["type"], **low, **high, **({} if step is None else {"multipleOf": step})}
        if not whole and last - first < 1:
            result = {"type": "number", **_inside(low, high), **({} if step is None else {"multipleOf": step})}
        if not whole and step is None:
            finer = {**result, "multipleOf": _resolution(first, last)}
            result = result if self.problem(finer) else finer
        if schema.get("not", {}).get("enum"):
            self.leave(pointer, "not", "no mask leaves out single numbers")
        return False if self.problem(result) else result

    def lists(self, schema: Mapping[str, Any], lengths: tuple[int, int], root: Any) -> list[list[Any]]:
        """Every list of different items; in one order only where all orders are too many; none where that is too."""
        item = item_schema(schema, 0)
        if "prefixItems" in schema or not count_values(item, root):
            return []
        values = [item["const"]] if "const" in item else item.get("enum") or [None, False, True]
        values = [v for i, v in enumerate(values) if not any(same(v, w) for w in values[:i])]
        values = [v for v in values if accepts(v, item, root)]
        for ways in (itertools.permutations, itertools.combinations):
            lists: list[list[Any]] = []
            for length in range(lengths[0], min(lengths[1], len(values)) + 1):
                lists.extend(map(list, itertools.islice(ways(values, length), self.bounds.lists + 1)))
                if len(lists) > self.bounds.lists:
                    break
            if len(lists) <= self.bounds.lists:
                return lists
        return []

    def leave(self, pointer: str, keyword: str, reason: str) -> None:
        """Note a keyword that is left to the check after decoding."""
        leftover = Leftover(pointer, keyword, reason)
        if leftover not in self.leftovers:
            self.leftovers.append(leftover)


def _tighter(schema: Mapping[str, Any], end: str) -> dict[str, float]:
    """The one keyword of a bound that counts, where the inclusive and the exclusive one both stand."""
    inclusive, exclusive = end.lower(), f"exclusive{end}"
    given = {key: schema[key] for key in (inclusive, exclusive) if key in schema}
    if len(given) < 2:
        return given
    beyond = given[exclusive] >= given[inclusive] if end == "Minimum" else given[exclusive] <= given[inclusive]
    return {exclusive: given[exclusive]} if beyond else {inclusive: given[inclusive]}


def _decimals(number: float) -> int:
    """How many digits a number has after the point."""
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def _resolution(first: float, last: float) -> float:
    """A step that is fine for a range, and leaves a float no digit to round away."""
    before = math.ceil(math.log10(max(abs(first), abs(last), 1)))
    wanted = 6 if last - first >= 1 else 6 + math.ceil(-math.log10(max(last - first, 1e-9)))
    return 10.0 ** -max(0, min(wanted, _DIGITS - before))


def _inside(low: dict[str, float], high: dict[str, float]) -> dict[str, float]:
    """Exclusive bounds as inclusive ones a little further in.

    llguidance 1.9.1 admits a whole number as its own exclusive bound where the other bound is less than 1 away.
    """
    [(lower, first)], [(upper, last)] = low.items(), high.items()
    inward = (last - first) / 10**6
    start = max(first + inward, math.nextafter(first, last)) if lower == "exclusiveMinimum" else first
    end = min(last - inward, math.nextafter(last, first)) if upper == "exclusiveMaximum" else last
    return {"minimum": start, "maximum": end}
