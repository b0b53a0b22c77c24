"""Which made call is which wanted call, and what is wrong with it.

made [set_wifi(on=False), set_bluetooth(on=False)], wanted [set_bluetooth(...), set_wifi(...)]
    nothing: they are independent
made [find_contact(name="Dana"), send_email(to=["$2.email"], ...)], wanted [send_email(to=["Dana"], ...)]
    nothing: the first was put in front, and looks up just what the wanted value names
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from lamlite import Tool

from .equal import same, same_expression

_MOST = 6  # calls of which every order is tried


@dataclass(frozen=True)
class Made:
    """A call that was made. `implied` is the id of the step that it was put in front of."""

    step: int
    name: str
    arguments: Mapping[str, Any]
    implied: int | None = None


@dataclass(frozen=True)
class Fault:
    """Something wrong: `cause` is one of a few words, `detail` says it of this row."""

    cause: str
    detail: str


def best(made: Sequence[Made], wanted: Sequence[Mapping[str, Any]], tools: Mapping[str, Tool]) -> list[Fault]:
    """The faults under the pairing that has the fewest; empty where the calls are the wanted ones."""
    said = [one for one in made if one.implied is None]
    pools = [list(made)] if len(said) < len(wanted) and len(made) <= len(wanted) else [said]
    if len(made) != len(said):
        pools.append(list(made))
    return min((_paired(pool, made, wanted, tools) for pool in pools), key=_weight)


def _weight(faults: Sequence[Fault]) -> int:
    return sum(10 if fault.cause in ("another tool", "too few calls", "too many calls") else 1 for fault in faults)


def _paired(
    pool: list[Made], every: Sequence[Made], wanted: Sequence[Mapping[str, Any]], tools: Mapping[str, Tool]
) -> list[Fault]:
    """The fewest faults of the calls in `pool`, in any order of the pairing, against the wanted ones."""
    size = max(len(pool), len(wanted))
    padded: list[Made | None] = [*pool, *[None] * (size - len(pool))]
    orders = permutations(padded) if size <= _MOST else [tuple(padded)]
    found: list[Fault] | None = None
    for order in orders:
        faults = _faults(order, every, wanted, tools)
        if found is None or _weight(faults) < _weight(found):
            found = faults
        if not found:
            break
    return found or []


def _faults(
    order: Sequence[Made | None], every: Sequence[Made], wanted: Sequence[Mapping[str, Any]], tools: Mapping[str, Tool]
) -> list[Fault]:
    numbers = {made.step: number for number, made in enumerate(order, 1) if made is not None}
    found: list[Fault] = []
    for made, gold in zip(order, wanted, strict=False):
        if made is None:
            found.append(Fault("too few calls", f"no call for {gold['name']}"))
        elif made.name != gold["name"]:
            found.append(Fault("another tool", f"{made.name}, not {gold['name']}"))
        else:
            found += arguments(made, gold, tools.get(made.name), (numbers, every, wanted))
    found += [
        Fault("too many calls", f"nobody asked for {one.name}") for one in order[len(wanted) :] if one is not None
    ]
    return sorted(found, key=lambda fault: fault.cause not in ("too few calls", "too many calls", "another tool"))


Around = tuple[Mapping[int, int], Sequence[Made], Sequence[Mapping[str, Any]]]


def arguments(made: Made, gold: Mapping[str, Any], tool: Tool | None, around: Around) -> list[Fault]:
    """What is wrong with the arguments of a call to the right tool."""
    properties = tool.properties if tool else {}
    accept: Mapping[str, Sequence[Any]] = gold.get("accept", {})
    found = []
    for name in {**gold["arguments"], **accept, **made.arguments}:
        right = [*([gold["arguments"][name]] if name in gold["arguments"] else []), *accept.get(name, ())]
        absent_fits = name not in gold["arguments"] or None in right
        value = made.arguments.get(name)
        if value is None:
            if not absent_fits:
                found.append(Fault(f"value left out: {made.name}.{name}", f"{name} is missing, wanted {right[0]!r}"))
            continue
        if absent_fits and "default" in properties.get(name, {}) and same(value, properties[name]["default"]):
            continue
        if any(_fits(made, value, one, around) for one in right if one is not None):
            continue
        wanted = [one for one in right if one is not None]
        if wanted:
            found.append(Fault(f"wrong value: {made.name}.{name}", f"{name}={value!r}, wanted {wanted[0]!r}"))
        else:
            found.append(Fault(f"value too much: {made.name}.{name}", f"{name}={value!r} was not asked for"))
    return found


def _fits(made: Made, value: Any, wanted: Any, around: Around) -> bool:
    numbers, every, gold = around
    if made.name == "calculate":
        return same_expression(value, wanted, numbers)
    if same(value, wanted, numbers) or _resolved(value, wanted, gold):
        return True
    return _looked_up(made, value, wanted, every)


def _resolved(value: Any, wanted: Any, gold: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a value is what the wanted reference stands for, known before anything runs: make_folder's own path."""
    if not (isinstance(wanted, str) and wanted.startswith("$") and "." in wanted):
        return False
    number, _, name = wanted[1:].partition(".")
    place = int(number) - 1 if number.isdigit() else -1
    return 0 <= place < len(gold) and name in gold[place]["arguments"] and same(value, gold[place]["arguments"][name])


def _looked_up(made: Made, value: Any, wanted: Any, every: Sequence[Made]) -> bool:
    """Whether a value points to a call put in front of this one that looks up the wanted words: $2.email for Dana."""
    if isinstance(value, list | tuple) and isinstance(wanted, list | tuple):
        pairs = zip(value, wanted, strict=False)
        return len(value) == len(wanted) and all(same(a, b) or _looked_up(made, a, b, every) for a, b in pairs)
    if not (isinstance(value, str) and value.startswith("$")):
        return False
    for one in every:
        if one.implied == made.step and value.startswith(f"${one.step}."):
            return any(same(given, wanted) for given in one.arguments.values())
    return False
