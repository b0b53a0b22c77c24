"""Step 4: is the call valid? References are checked against what the earlier tool returns before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..core.call import Call, Reference
from ..core.context import Context, Observation
from ..core.errors import UsageError
from ..core.tool import Tool
from ..grammar.fit import at, fits
from ..grammar.refs import join
from ..grammar.validate import Violation, validate
from .kinds import plain

_UNKNOWN = object()


@dataclass(frozen=True)
class Checked:
    """A call that was looked at.

    Attributes:
        call: With references replaced by values as far as they are known.
        violations: What is wrong with it; empty where it may run.
        waits: It has references whose values are not known yet.
    """

    call: Call
    violations: tuple[Violation, ...] = ()
    waits: bool = False

    @property
    def fault(self) -> str:
        """What is wrong, in one sentence; empty where nothing is."""
        if not self.violations:
            return ""
        first = self.violations[0]
        where = first.pointer.strip("/").replace("/", ".")
        return f"{where}: {first.message}" if where else first.message


def check(call: Call, tool: Tool, context: Context) -> Checked:
    """Resolve the references of a call and validate it under its tool's schema."""
    wrong: list[Violation] = []
    waiting: set[str] = set()
    arguments = _resolved(call.arguments, "", (call, tool, context), (wrong, waiting))
    resolved = Call(call.name, arguments, call.confidence, call.sources)
    if not wrong:
        wrong = [v for v in validate(arguments, tool.parameters) if not _waits(v.pointer, waiting)]
    return Checked(resolved, tuple(wrong), bool(waiting))


def _waits(pointer: str, waiting: set[str]) -> bool:
    return any(pointer == place or pointer.startswith(place + "/") for place in waiting)


def _resolved(
    value: Any, pointer: str, about: tuple[Call, Tool, Context], found: tuple[list[Violation], set[str]]
) -> Any:
    """The value with its references replaced; what is wrong and what waits is added to `found`."""
    if isinstance(value, Mapping):
        return {key: _resolved(item, join(pointer, key), about, found) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_resolved(item, join(pointer, index), about, found) for index, item in enumerate(value)]
    reference = _reference(value, pointer, about)
    if reference is None:
        return value
    seen = about[2].results.get(reference.step)
    fault = _fault(reference, seen, pointer, about[1])
    if fault:
        found[0].append(Violation(pointer, fault, "$ref"))
        return value
    result = _value(reference, seen) if seen else _UNKNOWN
    if result is not _UNKNOWN:
        return result
    if seen and seen.status == "planned":
        found[1].add(pointer)
    else:
        found[0].append(Violation(pointer, f"{reference} is not in the result of step {reference.step}.", "$ref"))
    return value


def _reference(value: Any, pointer: str, about: tuple[Call, Tool, Context]) -> Reference | None:
    """The reference that a value is. "$20" in the words of a request is a price, not the result of step 20."""
    reference = Reference.parse(value)
    if reference is None:
        return None
    source = about[0].sources.get(pointer.strip("/").split("/")[0])
    if source is not None and source.kind in ("request", "user", "fact", "history"):
        return None
    return reference if reference.path or reference.step in about[2].results else None


def _fault(reference: Reference, seen: Observation | None, pointer: str, tool: Tool) -> str:
    if seen is None:
        return f"{reference} refers to a step that does not come before this one."
    if seen.returns is None:
        return ""
    produced = at(plain(seen.returns), reference.path)
    if produced is None:
        return f"{reference} refers to a field that {seen.call.name} does not return."
    path = tuple(int(part) if part.isdecimal() else part for part in pointer.strip("/").split("/"))
    wanted = at(plain(tool.parameters), path)
    if wanted is not None and not fits(produced, wanted):
        return f"{reference} is not the kind of value that is asked for."
    return ""


def _value(reference: Reference, seen: Observation) -> Any:
    """What a reference stands for, where that is known."""
    try:
        return reference.resolve({reference.step: seen.result})
    except UsageError:
        return _UNKNOWN
