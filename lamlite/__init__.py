"""lamlite: a small on-device action runtime. A request in words becomes planned, checked, permitted, logged calls."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the same names once more, for type checkers
    from lamlite.agent import Agent as Agent
    from lamlite.agent import Models as Models
    from lamlite.core.call import Ask as Ask
    from lamlite.core.call import Call as Call
    from lamlite.core.call import NoCall as NoCall
    from lamlite.core.errors import Ambiguous as Ambiguous
    from lamlite.core.errors import LamliteError as LamliteError
    from lamlite.core.errors import NotFound as NotFound
    from lamlite.core.errors import StorageError as StorageError
    from lamlite.core.errors import ToolError as ToolError
    from lamlite.core.errors import Unavailable as Unavailable
    from lamlite.core.limits import Limits as Limits
    from lamlite.core.outcome import Outcome as Outcome
    from lamlite.core.tool import Tool as Tool
    from lamlite.model import load_model as load_model
    from lamlite.sources import load_tools as load_tools
    from lamlite.sources.constraints import Format as Format
    from lamlite.sources.constraints import Length as Length
    from lamlite.sources.constraints import Pattern as Pattern
    from lamlite.sources.constraints import Range as Range
    from lamlite.sources.python import tool as tool
    from lamlite.steps.caller import Caller as Caller
    from lamlite.steps.policy import Policy as Policy

# Public name -> the module that has it: what an embedding program and a pack of tools need; the rest is public in its
# own module. Nothing is imported before it is asked for (PEP 562).
_PUBLIC = {
    "Agent": "lamlite.agent",
    "Ambiguous": "lamlite.core.errors",
    "Ask": "lamlite.core.call",
    "Call": "lamlite.core.call",
    "Caller": "lamlite.steps.caller",
    "Format": "lamlite.sources.constraints",
    "LamliteError": "lamlite.core.errors",
    "Length": "lamlite.sources.constraints",
    "Limits": "lamlite.core.limits",
    "Models": "lamlite.agent",
    "NoCall": "lamlite.core.call",
    "NotFound": "lamlite.core.errors",
    "Outcome": "lamlite.core.outcome",
    "Pattern": "lamlite.sources.constraints",
    "Policy": "lamlite.steps.policy",
    "Range": "lamlite.sources.constraints",
    "StorageError": "lamlite.core.errors",
    "Tool": "lamlite.core.tool",
    "ToolError": "lamlite.core.errors",
    "Unavailable": "lamlite.core.errors",
    "load_model": "lamlite.model",
    "load_tools": "lamlite.sources",
    "tool": "lamlite.sources.python",
}

__all__ = [*_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC})
