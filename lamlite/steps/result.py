"""What came of running a tool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """What came of running a tool.

    Attributes:
        status: ok or error.
        value: JSON value; also for an error where the tool gave one.
        error: One sentence.
        choices: For a name that fits several things.
        parameter: The parameter that was ambiguous, or named nothing.
        nearest: For a name that fits nothing.
        ran: The tool's code was entered: its effect may have happened.
    """

    status: str
    value: Any = None
    error: str = ""
    choices: tuple[str, ...] = ()
    parameter: str = ""
    nearest: tuple[str, ...] = ()
    ran: bool = True
