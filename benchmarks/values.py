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

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from lamlite.values import Amount, Clock, Mention, Quantity, Reading, mentions, read

from . import pair, result
from .recognizers import NO_TIME, Case, Entity, cases

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


@dataclass
class Tally:
    """Counts of one kind: entities read right, cases found right, and what failed."""

    read: int = 0
    entities: int = 0
    found: int = 0
    cases: int = 0
    failures: list[str] = field(default_factory=list)


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
    clock = Clock(datetime.fromisoformat(NO_TIME))
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
    parser = result.options("values", __doc__)
    parser.add_argument(
        "--data", type=Path, default=pair.data_folder() / "recognizers-text", help="folder of specs.tar.xz"
    )
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
    result.Result("values", figures_of(tallies, unsupported), _failed(tallies), vars(options)).write(options.json)
    return 0


def figures_of(tallies: dict[str, Tally], unsupported: Counter[str]) -> dict[str, Any]:
    """Percentages by kind and in all; counts of what is not supported."""
    good, entities = sum(one.read for one in tallies.values()), sum(one.entities for one in tallies.values())
    return {
        "supported": result.share(good, entities),
        "all": result.share(good, entities + unsupported.total()),
        "kinds": {
            kind: {
                "read": result.share(one.read, one.entities),
                "entities": one.entities,
                "find": result.share(one.found, one.cases),
                "cases": one.cases,
            }
            for kind, one in tallies.items()
        },
        "not_supported": dict(unsupported.most_common()),
    }


def _failed(tallies: dict[str, Tally]) -> list[dict[str, Any]]:
    return [{"kind": kind, "failure": line} for kind, one in tallies.items() for line in one.failures]


def _rate(good: int, of: int) -> str:
    return f"{100 * good / of:5.1f} % of {of:4}" if of else f"{'-':>16}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
