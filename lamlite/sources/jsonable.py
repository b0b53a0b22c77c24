"""Between JSON and Python values: dates and times as ISO 8601 texts, dataclasses as objects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import PurePath
from typing import Any

_DURATION = re.compile(
    r"(?P<sign>[+-]?)P(?:(?P<weeks>\d+(?:\.\d+)?)W)?(?:(?P<days>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+(?:\.\d+)?)M)?(?:(?P<seconds>\d+(?:[.,]\d+)?)S)?)?"
)


_FRACTION = re.compile(r"\.(\d+)")


def _readable(text: str) -> str:
    """The text as Python 3.10 reads it: +00:00 for Z, and six digits of a second."""
    text = text[:-1] + "+00:00" if text.endswith(("z", "Z")) else text
    return _FRACTION.sub(lambda match: f".{match[1][:6]:0<6}", text)


def to_datetime(value: Any) -> Any:
    """A date-time; without an offset in the text, one without a zone."""
    return datetime.fromisoformat(_readable(value)) if isinstance(value, str) else value


def to_date(value: Any) -> Any:
    """A date; of a date-time its day."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def to_time(value: Any) -> Any:
    """A time of day."""
    return time.fromisoformat(_readable(value)) if isinstance(value, str) else value


def to_timedelta(value: Any) -> Any:
    """A duration of fixed length. Years and months have none, which is an error."""
    if not isinstance(value, str):
        return value
    match = _DURATION.fullmatch(value)
    parts = {k: float(v.replace(",", ".")) for k, v in match.groupdict().items() if v and k != "sign"} if match else {}
    if not match or not parts:
        raise ValueError(f"{value!r} is not a duration such as PT1H30M or P2D")
    return timedelta(**parts) * (-1 if match["sign"] == "-" else 1)


def duration_text(span: timedelta) -> str:
    """A duration as ISO 8601, such as P1DT2H."""
    seconds = abs(span).total_seconds()
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    clock = "".join(f"{n:g}{u}" for n, u in ((hours, "H"), (minutes, "M"), (round(seconds, 6), "S")) if n)
    day = f"{days:g}D" if days else ""
    text = f"P{day}{'T' + clock if clock else ''}" if day or clock else "PT0S"
    return "-" + text if span < timedelta() else text


def plain(value: Any) -> Any:
    """The value as JSON has it. A dataclass becomes an object; fields that are None by default and still are, lack."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_text(value)
    if isinstance(value, PurePath):
        return str(value)
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        shown = [f for f in fields(value) if f.default is not None or getattr(value, f.name) is not None]
        return {f.name: plain(getattr(value, f.name)) for f in shown}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value
