"""When two argument values count as the same.

Texts: without regard to case, punctuation and spaces at word borders. Date-times: the same instant. Numbers: by value.
Lists: the same items in the same order. A reference such as "$1.email" equals only itself, once `numbers` has
translated the ids of made steps to the places of the wanted calls. {"when": "2026-11-24T18:00:00+01:00"} is right for
"2026-11-24T17:00:00Z", and {"item": "Two limes."} for "two limes".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from lamlite import LamliteError, load_tools

_REFERENCE = re.compile(r"\$(\d+)((?:\.\w+|\[\d+\])*)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_ZONE = timezone(timedelta(hours=1))  # of the exam's clock: a time without an offset is one on that wall


def same(made: Any, wanted: Any, numbers: Mapping[int, int] | None = None) -> bool:
    """Whether a value is the wanted one. `numbers`: id of a made step -> number of the wanted call that it is."""
    if isinstance(made, bool) or isinstance(wanted, bool):
        return made is wanted
    if isinstance(made, int | float) and isinstance(wanted, int | float):
        return abs(made - wanted) <= 1e-9 * max(1.0, abs(wanted))
    if isinstance(made, list | tuple) and isinstance(wanted, list | tuple):
        return len(made) == len(wanted) and all(same(a, b, numbers) for a, b in zip(made, wanted, strict=True))
    if isinstance(made, Mapping) and isinstance(wanted, Mapping):
        return set(made) == set(wanted) and all(same(made[key], wanted[key], numbers) for key in made)
    if not (isinstance(made, str) and isinstance(wanted, str)):
        return bool(made == wanted)
    if "$" in wanted or _REFERENCE.search(made):
        return plain(_translated(made, numbers or {})) == plain(wanted)
    moments = _moment(made), _moment(wanted)
    return moments[0] == moments[1] if all(moments) else plain(made) == plain(wanted)


def _translated(text: str, numbers: Mapping[int, int]) -> str:
    return _REFERENCE.sub(lambda match: f"${numbers.get(int(match[1]), 99)}{match[2]}", text)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, without punctuation at the borders of words; what is inside of one stays: 0160-555, a@b.org, v1.2."""
    words = (word.strip(".,;:!?\"'“”‘’()") for word in text.lower().replace("’", "'").split())
    return " ".join(word for word in words if word)


def _moment(text: str) -> datetime | None:
    if not _MOMENT.match(text):
        return None
    try:
        found = datetime.fromisoformat(re.sub("[zZ]$", "+00:00", text))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=_ZONE)


@lru_cache(maxsize=1)
def _calculate() -> Any:
    return next(tool for tool in load_tools("calc") if tool.name == "calculate")


@lru_cache(maxsize=4096)
def evaluated(expression: str) -> float | None:
    """What the tool `calculate` makes of an expression; None where it makes nothing of it."""
    try:
        return float(_calculate()(expression=expression)["result"])
    except (LamliteError, TypeError, ValueError):
        return None


def same_expression(made: Any, wanted: Any, numbers: Mapping[int, int]) -> bool:
    """Whether two arguments of `calculate` come to the same value; with references in them, the same text."""
    if same(made, wanted, numbers):
        return True
    values = evaluated(str(made)), evaluated(str(wanted))
    return (
        values[0] is not None and values[1] is not None and abs(values[0] - values[1]) <= 1e-9 * max(1, abs(values[1]))
    )
