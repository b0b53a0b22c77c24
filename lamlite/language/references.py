"""The references that a call may use: each earlier result as a whole, and its fields, with their schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..core.call import Reference
from ..core.context import Context, Observation
from ..core.errors import UsageError
from ..grammar.schema import resolve

_DEEP = 3
_MOST = 24  # for one result: a grammar holds each of them in each place that it fits


def references(context: Context) -> dict[str, Mapping[str, Any]]:
    """Reference -> schema of what it stands for. A field that a known result lacks is not among them."""
    found: dict[str, Mapping[str, Any]] = {}
    for step, seen in context.results.items():
        schema = seen.returns or (_schema_of(seen.result) if seen.status == "ok" else None)
        if seen.status not in ("ok", "planned") or not schema:
            continue
        ways = [(path, part) for path, part in _fields(resolve(schema), ()) if _there(Reference(step, path), seen)]
        found |= {str(Reference(step, path)): part for path, part in ways[:_MOST]}
    return found


def _fields(schema: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield path, schema
    if len(path) >= _DEEP:
        return
    for name, part in schema.get("properties", {}).items():
        if isinstance(part, Mapping) and name.isidentifier():
            yield from _fields(part, (*path, name))
    items = schema.get("items")
    if isinstance(items, Mapping):
        yield from _fields(items, (*path, 0))


def _there(reference: Reference, seen: Observation) -> bool:
    if seen.status != "ok":
        return True
    try:
        return reference.resolve({reference.step: seen.result}) is not None
    except UsageError:
        return False


def _schema_of(value: Any) -> dict[str, Any]:
    """The schema of a result whose tool declares none, from the value itself."""
    if isinstance(value, Mapping):
        return {"type": "object", "properties": {str(name): _schema_of(part) for name, part in value.items()}}
    if isinstance(value, list | tuple):
        return {"type": "array", **({"items": _schema_of(value[0])} if value else {})}
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return {"type": kinds[type(value)]} if type(value) in kinds else {}
