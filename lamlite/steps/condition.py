"""One condition of a policy rule: `amount <= 100`, `to in contacts`, `path under ~/Documents`, `name matches a.*`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..core.errors import UsageError

Sets = Mapping[str, Callable[[], Collection[str]]]

_WORDS = r"\bnot in\b|\bin\b|\bnot under\b|\bunder\b|\bmatches\b"
_FORM = re.compile(rf"([A-Za-z_][\w.-]*)\s*(<=|>=|==|!=|<|>|{_WORDS})\s*(.+)")
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}


class Unreadable(Exception):
    """The condition cannot be applied to this value."""


@dataclass(frozen=True)
class Condition:
    """A test of one argument.

    Attributes:
        text: As it was written.
        path: Dotted name of the argument.
        operator: One of <= >= < > == != in, not in, under, not under, matches.
        value: What it is compared with: JSON, the name of a set, a folder or a pattern.
    """

    text: str
    path: str
    operator: str
    value: Any

    @classmethod
    def parse(cls, text: object, sets: Collection[str]) -> Condition:
        """Read a condition.

        Raises:
            UsageError: it cannot be read; the hint shows how one looks.
        """
        match = _FORM.fullmatch(text.strip()) if isinstance(text, str) else None
        if match is None or not isinstance(text, str):
            raise UsageError(f"The condition {text!r} cannot be read.", hint="Write it like: amount <= 100")
        path, operator, right = match[1], match[2], match[3].strip()
        value = _literal(right)
        if operator in ("in", "not in") and not isinstance(value, list) and right not in sets:
            hint = f"Known sets are {', '.join(sorted(sets))}; or write a list: {path} in [1, 2]"
            raise UsageError(f"The condition {text!r} names no set that is known.", hint=hint)
        if operator in _ORDER and not _comparable(value):
            raise UsageError(f"The condition {text!r} compares with what has no order.", hint="Use a number or a date.")
        if operator == "matches":
            value = _pattern(str(value), text)
        return cls(text.strip(), path, operator, value)

    def holds(self, arguments: Mapping[str, Any], sets: Sets, every: bool) -> bool:
        """Whether the arguments fulfil it. An argument that is not given fulfils nothing.

        Args:
            arguments: Of the call, defaults included.
            sets: The named sets.
            every: Of a list, all items must fulfil it; else one is enough.

        Raises:
            Unreadable: the value there cannot be compared.
        """
        found: Any = arguments
        for name in self.path.split("."):
            if not isinstance(found, Mapping) or name not in found:
                return False
            found = found[name]
        if isinstance(found, list):
            tests = [self._holds(item, sets) for item in found]
            return bool(tests) and (all(tests) if every else any(tests))
        return self._holds(found, sets)

    def _holds(self, value: Any, sets: Sets) -> bool:
        if self.operator in _ORDER:
            return self._ordered(value)
        if self.operator in ("==", "!="):
            return (_same(value, self.value)) == (self.operator == "==")
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise Unreadable
        if self.operator == "matches":
            return re.fullmatch(self.value, str(value)) is not None
        if self.operator in ("under", "not under"):
            return _under(str(value), str(self.value)) == (self.operator == "under")
        return self._within(value, sets) == (self.operator == "in")

    def _ordered(self, value: Any) -> bool:
        left, right = value, self.value
        if isinstance(left, str) and isinstance(right, str):
            left, right = _moment(left), _moment(right)
            if (left.tzinfo is None) != (right.tzinfo is None):  # an offset on one side: compare on that clock
                left, right = (one.replace(tzinfo=left.tzinfo or right.tzinfo) for one in (left, right))
        elif not _is_number(left) or not _is_number(right):
            raise Unreadable
        return _ORDER[self.operator](left, right)

    def _within(self, value: Any, sets: Sets) -> bool:
        if isinstance(self.value, list):
            return any(_same(value, one) for one in self.value)
        try:
            members = {str(one).casefold().strip() for one in sets[self.value]()}
        except Exception as error:  # whoever keeps the set cannot tell: then nobody is known to be in it
            raise Unreadable from error
        return str(value).casefold().strip() in members


def _literal(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _comparable(value: Any) -> bool:
    if isinstance(value, str):
        try:
            _moment(value)
        except Unreadable:
            return False
        return True
    return _is_number(value)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold().strip() == other.casefold().strip()
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text[:-1] + "+00:00" if text[-1:] in ("Z", "z") else text)
    except ValueError:
        try:
            return datetime.combine(date.fromisoformat(text), datetime.min.time())
        except ValueError as error:
            raise Unreadable from error


def _under(value: str, folder: str) -> bool:
    """Symlinks and `..` resolved. A path that is not absolute could lie anywhere."""
    path = Path(value).expanduser()
    if not path.is_absolute() or "\0" in value:
        raise Unreadable
    try:
        return path.resolve().is_relative_to(Path(folder).expanduser().resolve())
    except (OSError, RuntimeError) as error:
        raise Unreadable from error


def _pattern(text: str, condition: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise UsageError(f"The pattern in {condition!r} is wrong: {error}.") from error
    return text
