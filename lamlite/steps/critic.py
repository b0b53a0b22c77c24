"""Step 7: is what came of a call what was asked for, and is it worth another try?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.call import Call
from ..core.tool import Effect, Tool
from .result import Result


@dataclass(frozen=True)
class Verdict:
    """The critic's word on one step.

    Attributes:
        good: What came of it can be used.
        reason: One sentence; empty where there is nothing to say.
        redo: Planning it again may help.
        rejected: Parameter -> the value that the world refused.
    """

    good: bool
    reason: str = ""
    redo: bool = False
    rejected: Mapping[str, Any] = field(default_factory=dict)


def judge(tool: Tool, call: Call, result: Result, needed: bool) -> Verdict:
    """Judge a result.

    Args:
        tool: What ran.
        call: With its references resolved.
        result: What came of it.
        needed: Another step uses the result.
    """
    if result.status != "ok":
        rejected = {result.parameter: call.arguments[result.parameter]} if result.parameter in call.arguments else {}
        # Another name is tried where the tool surely did nothing, but nothing is destroyed or sent on a second guess.
        again = tool.effect is Effect.READ or (tool.effect is Effect.WRITE and bool(rejected))
        return Verdict(False, result.error, again and result.ran, rejected if again else {})
    if _empty(result.value) and tool.effect is Effect.READ:
        if needed:
            return Verdict(False, f"{tool.name} found nothing, and another step needs it.", True)
        return Verdict(True, "Nothing was found.")
    against = "" if tool.effect is Effect.READ else _contradiction(call, result.value)
    if against:
        return Verdict(False, f"{tool.name} was told {against}.")
    return Verdict(True)


def _empty(value: Any) -> bool:
    if isinstance(value, Mapping) and len(value) == 1:
        value = next(iter(value.values()))
    return value is None or (isinstance(value, str | list | dict) and not value)


def _contradiction(call: Call, value: Any) -> str:
    """An argument that came back with another value. Only numbers and switches: a text may come back in other words."""
    if not isinstance(value, Mapping):
        return ""
    for name, given in call.arguments.items():
        back = value.get(name)
        exact = isinstance(given, bool | int) and isinstance(back, bool | int)
        if exact and (isinstance(given, bool) != isinstance(back, bool) or given != back):
            return f"{name} {given} and says {name} {back}"
    return ""
