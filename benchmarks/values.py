"""How often lamlite.values reads words right, on the English cases of Microsoft's recognizers-text.

What is compared, for each entity that a case lists, with the case's own reference time as the clock (in timezone.utc):

* `read`: the entity's words are given, as the model would copy them. Right if the value is the expected one.
* `find`: the whole sentence is given to `mentions`. A case is right if, for each entity, a mention of the kind that
  overlaps it reads as the expected value; a case that lists nothing is right if no mention of the kind is found.

A date, time or date-time must equal one of the values that the case lists; where it lists a past and a future one, only
those not before the reference day count, because lamlite looks ahead. A time before or after noon may be either of the
two listed, since the case itself leaves it open; a date that does not exist must not be read. A duration is compared in
seconds. A currency must have the right number and the ISO 4217 code of the expected unit's name (cents count as
hundredths); a dimension the right number in the expected unit. Numbers, ordinals and percentages are compared as
numbers; addresses without regard to case, because the cases fold it; booleans as booleans. Sub-kinds that lamlite does
not resolve (ranges, repetitions, ages, ...) are failures, and are listed with their counts.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from lamlite.values import Amount, Clock, Mention, Quantity, Reading, mentions, read

# The name of a kind in the specification -> (the name here, the kinds of mention that may carry it).
_SUPPORTED: dict[str, tuple[str, frozenset[str]]] = {
    "number": ("number", frozenset({"number"})),
    "ordinal": ("ordinal", frozenset({"ordinal"})),
    "percentage": ("percentage", frozenset({"percent"})),
    "date": ("date", frozenset({"date"})),
    "time": ("time", frozenset({"time"})),
    "datetime": ("datetime", frozenset({"datetime"})),
    "duration": ("duration", frozenset({"duration"})),
    "currency": ("currency", frozenset({"money"})),
    "dimension": ("dimension", frozenset({"unit"})),
    "temperature": ("temperature", frozenset({"unit"})),
    "email": ("email", frozenset({"email"})),
    "phonenumber": ("phone", frozenset({"phone"})),
    "url": ("url", frozenset({"url"})),
    "boolean": ("boolean", frozenset()),
}
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
_SCHEMAS: dict[str, dict[str, str]] = {
    "number": {"type": "number"},
    "ordinal": {"type": "integer"},
    "percentage": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "description": "HH:mm:ss"},
    "datetime": {"type": "string", "format": "date-time"},
    "duration": {"type": "number", "description": "Length in seconds"},
    "email": {"type": "string", "format": "email"},
    "phone": {"type": "string", "format": "phone"},
    "url": {"type": "string"},
    "boolean": {"type": "boolean"},
}
_CURRENCY = {"type": "string", "description": "Currency code, ISO 4217"}
# What a case lists for a date that does not exist.
_NO_VALUE = {"not resolved", "0001-01-01"}
_HUNDREDTHS = {"Cent", "Pence", "Penny"}
_NO_TIME = "2016-11-07T00:00:00"


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


@dataclass
class Tally:
    """Counts of one kind: entities read right, cases found right, and what failed."""

    read: int = 0
    entities: int = 0
    found: int = 0
    cases: int = 0
    failures: list[str] = field(default_factory=list)


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
    reference = (row.get("Context") or {}).get("ReferenceDateTime", _NO_TIME)
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


def right(entity: Entity, words: str, after: str, clock: Clock) -> bool:
    """True if `words` read as one of the values expected of the entity."""
    kind = _SUPPORTED[entity.kind][0]
    if kind in ("currency", "dimension", "temperature"):
        carried = [one.value for one in mentions(words, clock) if one.kind in _SUPPORTED[entity.kind][1]][:1]
        return any(_same_measure(value, *expected) for value in carried for expected in entity.expected)
    answer = read(words, _SCHEMAS[kind], clock, after=after)
    if not isinstance(answer, Reading):
        return bool(_NO_VALUE & set(map(str, entity.expected)))
    value = answer.value
    if kind in ("email", "url"):
        return str(value).lower() in {str(one).lower() for one in entity.expected}
    if kind == "datetime":
        value = str(value)[:19].replace("T", " ")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return any(abs(value - one) <= 1e-6 * max(1.0, abs(one)) for one in entity.expected)
    return value in entity.expected


def _same_measure(value: object, number: float, unit: str) -> bool:
    """True if an amount or a quantity has this number in this unit, given by its name."""
    clock = Clock(datetime.fromisoformat(_NO_TIME))
    if isinstance(value, Amount) and unit in _HUNDREDTHS:
        return abs(value.value * 100 - number) <= 1e-6 * max(1.0, abs(number))
    if isinstance(value, Amount):
        code = read(unit, _CURRENCY, clock)
        named = isinstance(code, Reading) and code.value == value.currency
        return named and abs(value.value - number) <= 1e-6 * max(1.0, abs(number))
    if not isinstance(value, Quantity):
        return False
    target = next((one.value for one in mentions(f"1 {_spaced(unit)}", clock) if isinstance(one.value, Quantity)), None)
    if target is None or target.dimension != value.dimension or target.unit != value.unit:
        return False
    return abs(value.value - number) <= 1e-6 * max(1.0, abs(number))


def _spaced(unit: str) -> str:
    return {"C": "degree celsius", "F": "degree fahrenheit", "K": "degree kelvin"}.get(unit, unit)


def _found(case: Case, entity: Entity, kinds: frozenset[str], seen: list[Mention]) -> bool:
    """True if a mention of these kinds overlaps the entity and reads as expected."""
    end = entity.start + len(entity.words)
    for one in seen:
        overlaps = one.kind in kinds and one.start < end and one.end > entity.start
        if overlaps and right(entity, case.text[one.start : one.end], "", case.clock):
            return True
    return False


def measure(folder: Path) -> tuple[dict[str, Tally], Counter[str]]:
    """The tallies by kind, and how many entities are of sub-kinds that are not supported."""
    tallies: dict[str, Tally] = {}
    unsupported: Counter[str] = Counter()
    for case in cases(folder):
        seen = mentions(case.text, case.clock)
        for kind in {one.kind for one in case.entities}:
            if kind not in _SUPPORTED:
                unsupported[kind] += sum(one.kind == kind for one in case.entities)
                continue
            tally = tallies.setdefault(_SUPPORTED[kind][0], Tally())
            _count(case, [one for one in case.entities if one.kind == kind], tally, seen)
        if not case.entities and case.about:
            tally = tallies.setdefault(_SUPPORTED[case.about][0], Tally())
            kinds = _SUPPORTED[case.about][1] | ({"time", "datetime", "duration"} if case.about == "date" else set())
            tally.cases += 1
            tally.found += not any(one.kind in kinds for one in seen)
    return tallies, unsupported


def _count(case: Case, entities: list[Entity], tally: Tally, seen: list[Mention]) -> None:
    kinds = _SUPPORTED[entities[0].kind][1]
    for entity in entities:
        tally.entities += 1
        if right(entity, entity.words, "", case.clock):
            tally.read += 1
        else:
            answer = read(entity.words, _SCHEMAS.get(_SUPPORTED[entity.kind][0], {"type": "number"}), case.clock)
            got = answer.value if isinstance(answer, Reading) else "?"
            tally.failures.append(
                f"{entity.words!r} at {case.clock.now:%Y-%m-%d %H:%M}: {got!r}, not {entity.expected}"
            )
    if kinds:
        tally.cases += 1
        tally.found += all(_found(case, entity, kinds, seen) for entity in entities)


def main(argv: list[str]) -> int:
    """Run the cases and print one line a kind; 2 if the data is not there."""
    parser = argparse.ArgumentParser(prog="benchmarks values", description=(__doc__ or "").splitlines()[0])
    root = os.environ.get("LAMLITE_DATA", "data")
    parser.add_argument("--data", type=Path, default=Path(root) / "recognizers-text", help="folder of specs.tar.xz")
    parser.add_argument("--failures", metavar="KIND", help="print what failed of one kind")
    options = parser.parse_args(argv)
    if not (options.data / "specs.tar.xz").exists():
        print(f"no specs.tar.xz in {options.data}: give the folder with --data", file=sys.stderr)
        return 2
    started = time.perf_counter()
    tallies, unsupported = measure(options.data)
    if options.failures:
        print(*tallies[options.failures].failures, sep="\n")
        return 0
    print(f"{'kind':12} {'read':>16} {'find':>16}")
    for kind, tally in tallies.items():
        print(f"{kind:12} {_rate(tally.read, tally.entities)} {_rate(tally.found, tally.cases)}")
    good, entities = sum(one.read for one in tallies.values()), sum(one.entities for one in tallies.values())
    print(f"{'supported':12} {_rate(good, entities)}")
    print(f"{'all':12} {_rate(good, entities + unsupported.total())}")
    print("not supported:", ", ".join(f"{kind} {n}" for kind, n in unsupported.most_common()))
    print(f"{time.perf_counter() - started:.1f} s")
    return 0


def _rate(good: int, of: int) -> str:
    return f"{100 * good / of:5.1f} % of {of:4}" if of else f"{'-':>16}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
