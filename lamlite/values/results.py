"""What reading words gives: a mention in a text, a reading that fits a schema, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """Something in a text that reads as a value.

    `start` and `end` are character offsets; `kind` is one of number, ordinal, date, time, datetime, duration,
    money, unit, percent, email, phone, url. `value` is an int or float for number, ordinal and percent, a `When`,
    a `Length`, a `Quantity` or an `Amount` for the structured kinds, a string for the rest.
    """

    start: int
    end: int
    kind: str
    value: object


@dataclass(frozen=True)
class Reading:
    """A JSON value that fits the schema; `exact` is False where it took a guess."""

    value: object
    exact: bool = True


@dataclass(frozen=True)
class Unclear:
    """The words cannot be read, or read two ways; `reason` is one plain sentence fit for a question to the user."""

    reason: str
    options: tuple[object, ...] = ()
