"""Python types as JSON Schema, and JSON values as those types again."""

from __future__ import annotations

import types
import typing
from collections import abc
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from . import docstring
from .constraints import constrain
from .jsonable import plain, to_date, to_datetime, to_time, to_timedelta

Load = Callable[[Any], Any]
Defs = dict[str, Any]


class Undescribable(Exception):
    """A type without a JSON Schema; the message says which, and what to use instead."""


@dataclass(frozen=True)
class Described:
    """A type's JSON Schema, and the function that turns a JSON value into a value of that type."""

    schema: dict[str, Any]
    load: Load


def _same(value: Any) -> Any:
    return value


_SCALARS: dict[Any, Described] = {
    str: Described({"type": "string"}, _same),
    bool: Described({"type": "boolean"}, _same),
    int: Described({"type": "integer"}, _same),
    float: Described({"type": "number"}, _same),
    type(None): Described({"type": "null"}, _same),
    datetime: Described({"type": "string", "format": "date-time"}, to_datetime),
    date: Described({"type": "string", "format": "date"}, to_date),
    time: Described({"type": "string", "format": "time"}, to_time),
    timedelta: Described({"type": "string", "format": "duration"}, to_timedelta),
    Path: Described({"type": "string"}, Path),
}
_LISTS: dict[Any, Callable[[Any], Any]] = {
    list: list, tuple: tuple, set: set, frozenset: frozenset,
    abc.Sequence: list, abc.Iterable: list, abc.Collection: list, abc.Set: frozenset,
}  # fmt: skip
_JSON_NAMES = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def describe(hint: Any, defs: Defs, inside: tuple[type, ...] = ()) -> Described:
    """The schema of a type, with its `$defs` added to `defs`.

    Args:
        hint: A resolved annotation (not a string).
        defs: Definitions of the whole schema; pydantic models add theirs.
        inside: The classes being described, to see a class that contains itself.

    Raises:
        Undescribable: the type has no JSON Schema.
    """
    hint = getattr(hint, "__supertype__", getattr(hint, "__value__", hint))  # NewType; `type X = ...`
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and hint in _SCALARS:
        found = _SCALARS[hint]
        return Described(dict(found.schema), found.load)
    if origin is typing.Annotated:
        inner = describe(arguments[0], defs, inside)
        return Described(constrain(inner.schema, arguments[1:]), inner.load)
    if getattr(origin, "_name", "") in ("Required", "NotRequired", "ReadOnly"):
        return describe(arguments[0], defs, inside)
    if origin is Literal:
        return Described(_enumeration(list(arguments)), _same)
    if origin in (Union, types.UnionType):
        return _union(arguments, defs, inside)
    if (origin or hint) in _LISTS:
        return _array(origin or hint, arguments, defs, inside)
    if (origin or hint) in (dict, abc.Mapping):
        return _mapping(arguments, defs, inside)
    if isinstance(hint, type):
        return _class(hint, defs, inside)
    raise Undescribable(f"the type {hint!r} cannot be described to a model")


def _class(cls: type, defs: Defs, inside: tuple[type, ...]) -> Described:
    if cls in inside:
        raise Undescribable(f"the class {cls.__name__} contains itself")
    if issubclass(cls, Enum):
        return Described(_enumeration([member.value for member in cls]), cls)
    if hasattr(cls, "model_json_schema") and hasattr(cls, "model_validate"):
        return _model(cls, defs)
    if is_typeddict(cls):
        return _typed_dict(cls, defs, inside)
    if is_dataclass(cls):
        return _dataclass(cls, defs, inside)
    raise Undescribable(f"the type {cls.__name__} cannot be described to a model")


def _enumeration(values: list[Any]) -> dict[str, Any]:
    values = [value.value if isinstance(value, Enum) else value for value in values]
    kinds = {_JSON_NAMES.get(type(value), "") for value in values}
    if not values or "" in kinds:
        raise Undescribable("a choice may only be among texts, numbers, True, False and None")
    return {"type": kinds.pop(), "enum": values} if len(kinds) == 1 else {"enum": values}


def _union(arguments: tuple[Any, ...], defs: Defs, inside: tuple[type, ...]) -> Described:
    options = [describe(argument, defs, inside) for argument in arguments]

    def load(value: Any) -> Any:
        if not isinstance(value, str | list | Mapping):
            return value
        kind = "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"
        fitting = [option for option in options if option.schema.get("type", kind) == kind]
        # What changes the value comes first: a text that is a date is that date, and else itself.
        for option in sorted(fitting, key=lambda option: option.load is _same):
            try:
                return option.load(value)
            except (ValueError, TypeError, KeyError):
                continue
        return value

    plain_types = [option.schema["type"] for option in options if set(option.schema) == {"type"}]
    if len(plain_types) == len(options):
        return Described({"type": plain_types}, load)
    return Described({"anyOf": [option.schema for option in options]}, load)


def _array(kind: Any, arguments: tuple[Any, ...], defs: Defs, inside: tuple[type, ...]) -> Described:
    if kind is tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis):
        raise Undescribable("a tuple of fixed length cannot be described; use a list, or a dataclass with named fields")
    if not arguments:
        raise Undescribable(f"{kind.__name__} does not say what is in it; write for example list[str]")
    item = describe(arguments[0], defs, inside)
    unique = {"uniqueItems": True} if kind in (set, frozenset, abc.Set) else {}
    build = _LISTS[kind]
    return Described(
        {"type": "array", "items": item.schema, **unique}, lambda value: build(item.load(one) for one in value)
    )


def _mapping(arguments: tuple[Any, ...], defs: Defs, inside: tuple[type, ...]) -> Described:
    if not arguments or arguments[1] is Any:
        return Described({"type": "object"}, _same)
    if arguments[0] is not str:
        raise Undescribable("the keys of a dict must be str")
    item = describe(arguments[1], defs, inside)
    return Described(
        {"type": "object", "additionalProperties": item.schema},
        lambda value: {key: item.load(one) for key, one in value.items()},
    )


def _model(cls: Any, defs: Defs) -> Described:
    """A pydantic model, known by its two methods; its `$defs` move to the top, where its references point."""
    schema = dict(cls.model_json_schema())
    for name, definition in schema.pop("$defs", {}).items():
        if defs.setdefault(name, definition) != definition:
            raise Undescribable(f"two different models are both named {name}")
    schema.pop("title", None)
    return Described(schema, lambda value: value if isinstance(value, cls) else cls.model_validate(value))


def _hints(cls: type) -> dict[str, Any]:
    try:
        return get_type_hints(cls, include_extras=True)
    except NameError as error:
        raise Undescribable(f"{cls.__name__} names a type that cannot be found ({error})") from error


def _object(parts: dict[str, Described], required: list[str], cls: type) -> dict[str, Any]:
    notes = docstring.read(cls.__doc__).names
    properties = {
        name: {**part.schema, **({"description": notes[name]} if notes.get(name) else {})}
        for name, part in parts.items()
    }
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _typed_dict(cls: Any, defs: Defs, inside: tuple[type, ...]) -> Described:
    hints = _hints(cls)
    parts = {name: describe(hint, defs, (*inside, cls)) for name, hint in hints.items()}
    marks = {name: getattr(get_origin(hint), "_name", "") for name, hint in hints.items()}
    # The marks are looked at too: where annotations are postponed, __required_keys__ does not know of them.
    needed = {n for n in cls.__required_keys__ if marks[n] != "NotRequired"}
    required = [name for name in hints if name in needed or marks[name] == "Required"]

    def load(value: Mapping[str, Any]) -> dict[str, Any]:
        return {name: parts[name].load(one) if name in parts else one for name, one in value.items()}

    return Described(_object(parts, required, cls), load)


def _dataclass(cls: Any, defs: Defs, inside: tuple[type, ...]) -> Described:
    hints = _hints(cls)
    parts, required = {}, []
    for entry in fields(cls):
        if not entry.init:
            continue
        described = optional(hints[entry.name], entry.default, defs, (*inside, cls))
        if entry.default is MISSING and entry.default_factory is MISSING:
            required.append(entry.name)
        parts[entry.name] = described

    def load(value: Any) -> Any:
        if isinstance(value, cls):
            return value
        return cls(**{name: parts[name].load(one) for name, one in value.items()})

    return Described(_object(parts, required, cls), load)


def optional(hint: Any, default: Any, defs: Defs, inside: tuple[type, ...] = ()) -> Described:
    """A parameter or field with its default. `x: T | None = None` is a T that may be left out, not a null."""
    note: tuple[Any, ...] = ()
    if default is None and get_origin(hint) is typing.Annotated:
        hint, *rest = get_args(hint)
        note = tuple(rest)
    if default is None and get_origin(hint) in (Union, types.UnionType):
        rest = [argument for argument in get_args(hint) if argument is not type(None)]
        hint = Union[tuple(rest)]  # noqa: UP007 - the members are only known here
    inner = describe(typing.Annotated[(hint, *note)] if note else hint, defs, inside)
    if default is None:
        return Described(inner.schema, lambda value: None if value is None else inner.load(value))
    shown = {} if default is MISSING else {"default": plain(default)}
    return Described({**inner.schema, **shown}, inner.load)
