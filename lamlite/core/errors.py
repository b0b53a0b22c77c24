"""What can go wrong, as a tree. The model's mistakes are events; these are ours, the user's or the machine's.

LamliteError                  every error of lamlite: one plain sentence, and a hint where there is one
├── UsageError                the caller asked for something that does not exist or does not fit
│   └── PlanError             a plan goes in circles: in a run that is the model's mistake, and refused
├── SchemaError               a tool's schema cannot be enforced, or contradicts itself (has .pointer)
├── ToolError                 a tools file cannot be read, or a tool failed while it ran
│   ├── Unavailable           the device lacks what the tool needs
│   ├── Ambiguous             a name fits several things (has .choices): the loop asks which
│   └── NotFound              a name fits nothing (has .nearest)
├── ModelError                a model file is missing, truncated, tampered with, or of the wrong kind
├── MissingExtra              an optional dependency is not installed (the hint is the pip line)
├── TrailError                the trail cannot be written, or does not verify
└── StorageError              the data folder is read-only, full or locked
"""

from __future__ import annotations


class LamliteError(Exception):
    """One plain sentence for a person, with a hint on what to do about it."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(LamliteError):
    """The caller asked for something that does not exist or does not fit."""


class PlanError(UsageError):
    """A plan goes in circles, or numbers two steps alike. Where a model made it, the run refuses it."""


class SchemaError(LamliteError):
    """A schema that cannot be enforced. `pointer` is the JSON pointer (RFC 6901) of the keyword at fault."""

    def __init__(self, message: str, *, pointer: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.pointer = pointer


class ToolError(LamliteError):
    """A tools file cannot be read, or a tool failed while it ran."""


class Unavailable(ToolError):
    """The device lacks what the tool needs."""


class Ambiguous(ToolError):
    """A name fits several things. The loop turns it into a question.

    Args:
        message: The question, as a sentence.
        choices: The answers; each of them, given back as the argument, is understood.
        parameter: The tool's parameter it is about, where known.
    """

    def __init__(self, message: str, *, choices: tuple[str, ...], parameter: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.choices = choices
        self.parameter = parameter


class NotFound(ToolError):
    """A name fits nothing. `nearest` are the names that come closest, at most three."""

    def __init__(self, message: str, *, nearest: tuple[str, ...] = (), parameter: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.nearest = nearest
        self.parameter = parameter


class ModelError(LamliteError):
    """A model file is missing, truncated, tampered with, or of the wrong kind."""


class MissingExtra(LamliteError):
    """An optional dependency is not installed.

    Args:
        extra: The name of the extra, as in `pip install "lamlite[extra]"`.
        purpose: What needed it, as the start of a sentence.
    """

    def __init__(self, extra: str, purpose: str = "This") -> None:
        super().__init__(f"{purpose} needs an optional part.", hint=f'Install it with: pip install "lamlite[{extra}]"')
        self.extra = extra


class TrailError(LamliteError):
    """The trail cannot be written, or does not verify."""


class StorageError(LamliteError):
    """The data folder is read-only, full or locked."""
