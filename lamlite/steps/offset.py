"""Times that are counted from something else: "half an hour before", "the day after the dentist"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

from ..core.call import Reference, Source
from ..core.context import Context, Observation
from ..core.errors import UsageError
from ..core.plan import Plan, Step
from ..grammar.validate import validate
from ..values import Clock, Reading, is_offset, mentions, shift
from .kinds import LABELS, Schema, fields, words

_LONGEST = 8  # words of "a quarter of an hour before the meeting"
_START = ("start", "when", "begin", "time", "date", "due")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
# Words behind an offset that do not name what is counted from: "half an hour before it starts, please".
_IDLE = frozenset("my our me us then start begin please too also again".split())
_PRIOR = ("prior", "previous")


@dataclass(frozen=True)
class Offset:
    """How a step's words count a time from something.

    Attributes:
        task: The step's words.
    """

    task: str

    @cached_property
    def place(self) -> tuple[int, int] | None:
        """Where the longest offset words are; None where the task has none."""
        starts, ends, at = [], [], 0
        for word in self.task.split():
            at = self.task.index(word, at)
            starts.append(at)
            at += len(word)
            ends.append(at)
        for size in range(min(_LONGEST, len(starts)), 1, -1):
            for first in range(len(starts) - size + 1):
                start, end = starts[first], ends[first + size - 1]
                if is_offset(self.task[start:end]):
                    return start, end
        return None

    @property
    def anchor(self) -> set[str]:
        """The words that name what is counted from: {"dentist"}; empty where it goes without saying."""
        if self.place is None:
            return set()
        before, last = ("", *self.task[slice(*self.place)].lower().split())[-2:]
        if last == "to" and before not in _PRIOR:
            return set()  # "an hour before to pack": what is to be done, and not what it is before
        return words(self.task[self.place[1] :]) - _IDLE

    def inside(self, source: Source) -> bool:
        """Whether a value was read from the offset words, as if they were counted from now."""
        if self.place is None or source.kind != "request" or source.start is None or source.end is None:
            return False
        return self.place[0] <= source.start and source.end <= self.place[1]

    def counts(self, name: str, schema: Schema) -> bool:
        """Whether a parameter's value is to be counted: a time, or a length of time until then."""
        return self.place is not None and (schema.get("format") in ("date-time", "date") or bool(_unit(name, schema)))

    def counted(self, name: str, schema: Schema, context: Context) -> tuple[Any, Source] | None:
        """The value, as far before or after the time of an earlier result as the task says; and that result."""
        if self.place is None or not self.counts(name, schema):
            return None
        clock = Clock(context.now, context.locale)
        for reference, anchor in self._times(context.results):
            moved = shift(anchor, self.task[slice(*self.place)], clock)
            value = _fitting(str(moved.value), name, schema, context.now) if isinstance(moved, Reading) else None
            if value is not None and not validate(value, schema):
                return value, Source("result", str(reference))
        return None

    def _times(self, results: Mapping[int, Observation]) -> list[tuple[Reference, str]]:
        """Date-times in the results, the latest step's first, beginnings before ends."""
        found = []
        for step in sorted(results, reverse=True):
            seen = results[step]
            for one in fields(seen.returns):
                if one.schema.get("format") not in ("date-time", "date"):
                    continue
                rank = _START.index(one.name) if one.name in _START else len(_START)
                for reference in self._meant(Reference(step, one.path), seen):
                    value = _value(reference, seen)
                    if isinstance(value, str):
                        found.append((-step, one.schema["format"] == "date", rank, reference, value))
        return [(reference, value) for *_, reference, value in sorted(found, key=lambda row: row[:3])]

    def _meant(self, reference: Reference, seen: Observation) -> Iterator[Reference]:
        """The reference; of a list the one thing that the task names, if it names one."""
        if 0 not in reference.path:
            yield reference
            return
        at = reference.path.index(0)
        items = _value(Reference(reference.step, reference.path[:at]), seen)
        if isinstance(items, list):
            fits = [index for index, item in enumerate(items) if self._names(item)]
            if len(fits) == 1:
                yield Reference(reference.step, (*reference.path[:at], fits[0], *reference.path[at + 1 :]))

    def _names(self, item: Any) -> bool:
        texts = [item[name] for name in LABELS if isinstance(item, Mapping) and isinstance(item.get(name), str)]
        called = words(texts[0]) if texts else set()
        return not self.anchor or self.anchor <= called or (bool(called) and called <= self.anchor)


def linked(plan: Plan, clock: Clock) -> Plan:
    """The plan in which a step that counts from another one needs it, where the Planner did not say so.

    "Remind me half an hour before" counts from the nearest step before it that names a time, and "... before the call"
    from the nearest of those that speak of a call.
    """
    steps: list[Step] = []
    for step in plan.steps:
        offset = Offset(step.task)
        if offset.place is not None and not step.needs:
            counted = (one for one in reversed(steps) if offset.anchor <= words(one.task) and _timed(one, clock))
            step = replace(step, needs=tuple(one.id for one in islice(counted, 1)))
        steps.append(step)
    return replace(plan, steps=tuple(steps))


def _timed(step: Step, clock: Clock) -> bool:
    return any(one.kind in ("date", "time", "datetime") for one in mentions(step.task, clock))


def _value(reference: Reference, seen: Observation) -> Any:
    try:
        return reference.resolve({reference.step: seen.result})
    except UsageError:
        return None


def _unit(name: str, schema: Schema) -> int:
    """Seconds in the unit that a number of time is in; 0 where it is no such number."""
    if schema.get("type") not in ("integer", "number"):
        return 0
    return next((seconds for unit, seconds in _SECONDS.items() if unit in words(name)), 0)


def _fitting(moment: str, name: str, schema: Schema, now: datetime) -> Any:
    """A time as the parameter wants it; None where it cannot be."""
    if schema.get("format") == "date":
        return moment[:10]
    unit = _unit(name, schema)
    if not unit:
        return moment
    try:
        left = (datetime.fromisoformat(moment) - now).total_seconds()
    except (TypeError, ValueError):  # a day without a time
        return None
    return int(left // unit) if left > 0 else None
