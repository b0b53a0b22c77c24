"""A tool: a name, what it does, what it takes, what it gives back, and what it does to the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from .errors import ToolError


class Effect(str, Enum):
    """What running a tool does to the world, from harmless to irreversible."""

    READ = "read"
    WRITE = "write"
    SEND = "send"
    DESTROY = "destroy"


NO_PARAMETERS: Mapping[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}


@dataclass(frozen=True)
class Tool:
    """One action that can be called.

    Attributes:
        name: Unique in a registry.
        description: What it does, as the model reads it.
        parameters: JSON Schema (2020-12) of an object.
        returns: JSON Schema of the result, where declared; references to results are checked against it.
        effect: A tool of unknown effect counts as a write.
        undo: The inverse call as data, {"name", "arguments"}, whose values may be "$result.x" or "$arguments.x"; under
            "else" another one, for where a value that the first needs is absent.
        run: The code; None where a tool is only a schema (batches, plans).
        source: Where it came from: a pack's name, a file, an MCP command.
        missing: Why the device cannot run it, empty where it can.
    """

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=lambda: NO_PARAMETERS)
    returns: Mapping[str, Any] | None = None
    effect: Effect = Effect.WRITE
    undo: Mapping[str, Any] | None = None
    run: Callable[..., Any] | None = field(default=None, compare=False)
    source: str = ""
    missing: str = ""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Run it. A function under `@tool` can so be called as before. Raises ToolError where there is no code."""
        if self.run is None:
            raise ToolError(f"{self.name} is only a schema: there is no code to run.")
        return self.run(*arguments, **named)

    @property
    def properties(self) -> Mapping[str, Any]:
        """Parameter name -> its schema."""
        found: Mapping[str, Any] = self.parameters.get("properties", {})
        return found

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the parameters a call must have."""
        return tuple(self.parameters.get("required", ()))


def well_formed(undo: Any) -> bool:
    """Whether an `undo`, and what it has under "else", is an object with a name and arguments."""
    if not isinstance(undo, Mapping) or set(undo) - {"name", "arguments", "else"}:
        return False
    whole = isinstance(undo.get("name"), str) and isinstance(undo.get("arguments", {}), Mapping)
    return whole and ("else" not in undo or well_formed(undo["else"]))
