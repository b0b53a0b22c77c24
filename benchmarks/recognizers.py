"""The English cases of Microsoft's recognizers-text, read out of `specs.tar.xz`.

{"Input": "I'll be out in a week", "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"}, "Results": [{"Text":
 "in a week", "Start": 12, "TypeName": "datetimeV2.date", "Resolution": {"values": [{"value": "2016-11-14"}]}}]}
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from lamlite.values import Clock

NO_TIME = "2016-11-07T00:00:00"
_PARSERS = ("Date", "Time", "DateTime", "Duration", "Holiday", "DatePeriod", "TimePeriod", "DateTimePeriod", "Set")
_FILES = {
    "Number": ("NumberModel", "OrdinalModel", "PercentModel", "NumberRangeModel"),
    "NumberWithUnit": ("CurrencyModel", "DimensionModel", "TemperatureModel", "AgeModel"),
    "DateTime": ("DateTimeModel", *(f"{kind}Parser" for kind in _PARSERS)),
    "Sequence": ("EmailModel", "PhoneNumberModel", "URLModel", "IpAddressModel", "GUIDModel", "HashtagModel"),
    "Choice": ("BooleanModel",),
}
# The kind that a file is about, for the cases that list nothing.
_ABOUT = {
    "NumberModel": "number",
    "OrdinalModel": "ordinal",
    "PercentModel": "percentage",
    "CurrencyModel": "currency",
    "DimensionModel": "dimension",
    "TemperatureModel": "temperature",
    "EmailModel": "email",
    "PhoneNumberModel": "phonenumber",
    "URLModel": "url",
    "DateTimeModel": "date",
}


@dataclass(frozen=True)
class Entity:
    """One thing that a case lists: its kind, its words, their place and the values that count as right."""

    kind: str
    words: str
    start: int
    expected: tuple[Any, ...]


@dataclass(frozen=True)
class Case:
    """One sentence with what is expected in it."""

    about: str
    text: str
    clock: Clock
    entities: tuple[Entity, ...]


def cases(folder: Path) -> Iterator[Case]:
    """The cases of the archive in `folder`, duplicates in one file once."""
    with tarfile.open(folder / "specs.tar.xz") as archive:
        for group, files in _FILES.items():
            for name in files:
                member = archive.extractfile(f"Specs/{group}/English/{name}.json")
                assert member is not None
                rows = json.loads(member.read().decode("utf-8-sig"))
                unique = {json.dumps(row, sort_keys=True): row for row in rows}
                for row in unique.values():
                    yield _case(name, row)


def _case(name: str, row: dict[str, Any]) -> Case:
    reference = (row.get("Context") or {}).get("ReferenceDateTime", NO_TIME)
    now = datetime.fromisoformat(reference[:19]).replace(tzinfo=timezone.utc)
    entities = tuple(_entity(row["Input"], result, now) for result in row["Results"])
    return Case(_ABOUT.get(name, ""), row["Input"], Clock(now, "en-US"), entities)


def _entity(text: str, result: dict[str, Any], now: datetime) -> Entity:
    kind = (result.get("TypeName") or result.get("Type") or "?").removeprefix("datetimeV2.")
    start = result.get("Start")
    start = text.lower().find(result["Text"].lower()) if start is None else start
    words = text[start : start + len(result["Text"])] if start >= 0 else result["Text"]
    resolution = result.get("Resolution") or result.get("Value") or {}
    if kind in ("currency", "dimension", "temperature", "percentage") and resolution.get("value") is None:
        kind = f"{kind} without a number"
    return Entity(kind, words, start, tuple(_expected(kind, resolution, now)))


def _expected(kind: str, resolution: dict[str, Any], now: datetime) -> list[Any]:
    """The values that count as right, in the form that `_value` gives."""
    if "FutureResolution" in resolution:
        values = [value for value in resolution["FutureResolution"].values() if value]
    elif "values" in resolution:
        values = [one.get("value") for one in resolution["values"] or [] if one.get("value")]
    else:
        values = [resolution["value"]] if resolution.get("value") is not None else []
    if kind in ("date", "datetime"):
        today = now.date().isoformat()
        values = [value for value in values if value[:10] >= today] or values
    if kind in ("currency", "dimension", "temperature"):
        unit = resolution.get("unit") or ""
        return [(float(value), resolution.get("isoCurrency") or unit) for value in values if value not in ("", None)]
    if kind in ("number", "ordinal", "percentage", "duration"):
        return [float(str(value).rstrip("%")) for value in values if _is_number(str(value).rstrip("%"))]
    return values


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
