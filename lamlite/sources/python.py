"""`@tool`: a Python function as a Tool. The schema comes from its signature and its Google-style docstring."""

from __future__ import annotations

import functools
import inspect
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING
from typing import Any, get_type_hints, overload

from lamlite.core.errors import ToolError
from lamlite.core.question import ASKED
from lamlite.core.tool import Effect, Tool, well_formed

from . import docstring
from .annotations import Defs, Described, Undescribable, describe, optional
from .constraints import Format, Length, Pattern, Range
from .jsonable import plain

__all__ = ["Format", "Length", "Pattern", "Range", "tool"]

Function = Callable[..., Any]
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,63}")
_REFERENCE = re.compile(r"\$(result|arguments)\.(\w+).*")
_HINT = (
    "Use str, int, float, bool, list[...], dict, Literal, an Enum, date, time, datetime, timedelta, "
    "a dataclass, a TypedDict or a pydantic model."
)


@overload
def tool(function: Function, /) -> Tool: ...


@overload
def tool(
    *,
    name: str = ...,
    effect: str | Effect = ...,
    returns: Any = ...,
    undo: Mapping[str, Any] | None = ...,
    missing: str | Callable[[], str] = ...,
) -> Callable[[Function], Tool]: ...


def tool(
    function: Function | None = None,
    /,
    *,
    name: str = "",
    effect: str | Effect = Effect.WRITE,
    returns: Any = None,
    undo: Mapping[str, Any] | None = None,
    missing: str | Callable[[], str] = "",
) -> Tool | Callable[[Function], Tool]:
    """Make a Tool of a function. The Tool can still be called like the function.

    `Tool.run` takes JSON values by name and gives a JSON value back: dates, enumerations, dataclasses and models are
    built before the function is called, and written as JSON afterwards.

    Args:
        function: The function, where `@tool` stands without parentheses.
        name: Name of the tool; the function's own without it.
        effect: What it does to the world: read, write, send or destroy.
        returns: Type or JSON Schema of the result; the return annotation without it.
        undo: The inverse call, {"name", "arguments"}; an argument may be "$result.x" or "$arguments.x". What is absent
            is left out; without a required one the inverse under "else" is taken, or the call cannot be undone.
        missing: Why the device cannot run it, or a function that says so; empty where it can.

    Raises:
        ToolError: the function cannot be described; the message names it and the parameter.
    """
    local = dict(sys._getframe(1).f_locals)  # types defined inside a function are only found through its frame

    def decorate(target: Function) -> Tool:
        label = name or getattr(target, "__name__", "")
        _check(target, label)
        notes = docstring.read(inspect.getdoc(target))
        hints = _hints(target, label, local)
        parameters, loads = _parameters(target, label, hints, notes)
        made = Tool(
            name=label,
            description=notes.text,
            parameters=parameters,
            returns=_returns(hints.get("return") if returns is None else returns, notes),
            effect=_effect(effect, label),
            undo=undo,
            run=_adapter(target, label, loads),
            source=getattr(target, "__module__", "") or "",
            missing=missing if isinstance(missing, str) else missing(),
        )
        _check_undo(made, undo)
        return made

    return decorate if function is None else decorate(function)


def _check(target: Function, label: str) -> None:
    if not callable(target):
        raise ToolError(f"@tool stands on a {type(target).__name__}, which is not a function.")
    if not _NAME.fullmatch(label):
        raise ToolError(
            f"{label!r} cannot be the name of a tool.", hint="Use letters, digits and _ , at most 64, no digit first."
        )
    if inspect.iscoroutinefunction(target) or inspect.isgeneratorfunction(target):
        raise ToolError(f"{label} must be a plain function.", hint="Call asyncio.run(...) in it, or return a list.")


def _effect(effect: str | Effect, label: str) -> Effect:
    try:
        return Effect(effect)
    except ValueError as error:
        names = ", ".join(member.value for member in Effect)
        raise ToolError(f"{label} has the unknown effect {effect!r}.", hint=f"Use one of {names}.") from error


def _hints(target: Function, label: str, local: dict[str, Any]) -> dict[str, Any]:
    subject = target if inspect.isroutine(target) else type(target).__call__
    try:
        return get_type_hints(subject, localns=local, include_extras=True)
    except (NameError, TypeError) as error:
        raise ToolError(
            f"A type in the signature of {label} cannot be found: {error}.",
            hint="Define or import it above the function.",
        ) from error


def _parameters(
    target: Function, label: str, hints: Mapping[str, Any], notes: docstring.Docstring
) -> tuple[dict[str, Any], dict[str, Callable[[Any], Any]]]:
    defs: Defs = {}
    properties: dict[str, Any] = {}
    required: list[str] = []
    loads: dict[str, Callable[[Any], Any]] = {}
    for parameter in inspect.signature(target).parameters.values():
        described = _parameter(parameter, label, hints, defs)
        if parameter.default is parameter.empty:
            required.append(parameter.name)
        told = {"description": notes.names.get(parameter.name), ASKED: notes.questions.get(parameter.name)}
        properties[parameter.name] = {**described.schema, **{key: text for key, text in told.items() if text}}
        loads[parameter.name] = described.load
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    schema["additionalProperties"] = False
    return {**schema, **({"$defs": defs} if defs else {})}, loads


def _parameter(parameter: inspect.Parameter, label: str, hints: Mapping[str, Any], defs: Defs) -> Described:
    where = f"The parameter {parameter.name!r} of {label}"
    if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
        raise ToolError(f"{where} takes any number of values.", hint="Give every parameter a name and a type.")
    if parameter.name not in hints:
        raise ToolError(f"{where} has no type.", hint=f"Write for example {parameter.name}: str.")
    default = MISSING if parameter.default is parameter.empty else parameter.default
    try:
        return optional(hints[parameter.name], default, defs)
    except Undescribable as error:
        raise ToolError(f"{where} is unclear: {error}.", hint=_HINT) from error


def _returns(result: Any, notes: docstring.Docstring) -> dict[str, Any] | None:
    """The schema of the result; None where the annotation says nothing that could be checked."""
    if isinstance(result, Mapping):
        return dict(result)
    if result is None or result is type(None):
        return None
    defs: Defs = {}
    try:
        schema = describe(result, defs).schema
    except Undescribable:
        return None
    if schema == {"type": "object"}:
        return None
    if notes.returns:
        schema["description"] = notes.returns
    return {**schema, **({"$defs": defs} if defs else {})}


def _adapter(target: Function, label: str, loads: Mapping[str, Callable[[Any], Any]]) -> Function:
    kinds = inspect.signature(target).parameters
    leading = [n for n, p in kinds.items() if p.kind is p.POSITIONAL_ONLY]

    @functools.wraps(target)
    def run(*positional: Any, **arguments: Any) -> Any:
        if len(positional) > len(kinds):
            raise ToolError(f"{label} takes only {len(kinds)} values.")
        given = {**dict(zip(kinds, positional, strict=False)), **arguments}
        values = {}
        for key, value in given.items():
            if key not in loads:
                raise ToolError(f"{label} has no parameter {key!r}.")
            try:
                values[key] = loads[key](value)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise ToolError(f"The value {value!r} does not fit the parameter {key!r} of {label}.") from error
        absent = [n for n, p in kinds.items() if p.default is p.empty and n not in values]
        if absent:
            raise ToolError(f"{label} needs {', '.join(absent)}.")
        first = [values.pop(n) for n in leading if n in values]
        return plain(target(*first, **values))

    return run


def _check_undo(made: Tool, undo: Mapping[str, Any] | None) -> None:
    """The inverse call must be well-formed and refer to what exists, or it would only fail when it is needed."""
    if undo is None:
        return
    if not well_formed(undo):
        raise ToolError(f"The undo of {made.name} must be an object with a name and arguments.")
    arguments = undo.get("arguments", {})
    fields = {"arguments": made.properties, "result": (made.returns or {}).get("properties")}
    for value in arguments.values():
        match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
        known = fields[match[1]] if match else None
        if match and known is not None and match[2] not in known:
            raise ToolError(f"The undo of {made.name} refers to {value}, which does not exist.")
    _check_undo(made, undo.get("else"))
