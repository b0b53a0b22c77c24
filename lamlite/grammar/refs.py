"""Local references inside a schema: JSON pointers, what `$ref` points at, which references come back to themselves.

Source: RFC 6901 (JSON pointer), JSON Schema Core 8.2.3.1 ($ref). Nothing is ever fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from lamlite.core.errors import SchemaError

from .keywords import HOLDS_LIST, HOLDS_MAP, HOLDS_ONE


def join(pointer: str, *parts: str | int) -> str:
    """The JSON pointer of a place below `pointer`."""
    return pointer + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def lookup(root: Any, reference: str, pointer: str) -> Any:
    """The schema that a local reference names.

    Raises:
        SchemaError: the reference is remote, or names nothing; `pointer` is where it stands.
    """
    if reference != "#" and not reference.startswith("#/"):
        raise SchemaError(
            f"The reference {reference!r} points outside of this schema.",
            pointer=pointer,
            hint="Copy what it names into $defs and refer to #/$defs/NAME; nothing is fetched.",
        )
    found = root
    for part in unquote(reference[1:]).split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(found, Mapping) and key in found:
            found = found[key]
        elif isinstance(found, list | tuple) and key.isdecimal() and int(key) < len(found):
            found = found[int(key)]
        else:
            raise SchemaError(f"The reference {reference!r} names nothing in this schema.", pointer=pointer)
    if not isinstance(found, Mapping | bool):
        raise SchemaError(f"The reference {reference!r} names something that is not a schema.", pointer=pointer)
    return found


def children(node: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The schemas directly inside a schema, each with its path from there."""
    for key, value in node.items():
        if key in HOLDS_ONE:
            yield (key,), value
        elif key in HOLDS_LIST:
            yield from (((key, index), item) for index, item in enumerate(value))
        elif key in HOLDS_MAP:
            yield from (((key, name), item) for name, item in value.items())


def walk(node: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every schema in a schema, itself first, with its JSON pointer. The schema must have sound shapes."""
    yield pointer, node
    if isinstance(node, Mapping):
        for path, child in children(node):
            yield from walk(child, join(pointer, *path))


def recursive(root: Any, *, in_place: bool = False) -> frozenset[str]:
    """The references that can come back to themselves.

    Args:
        root: The whole schema.
        in_place: Only by ways that stay at the same value ($ref, allOf, anyOf, oneOf); such a schema never ends.
    """
    edges: dict[str, set[str]] = {}
    waiting = _references(root, in_place)
    if in_place:
        waiting = {node["$ref"] for _, node in walk(root) if isinstance(node, Mapping) and "$ref" in node}
    while waiting:
        reference = waiting.pop()
        if reference not in edges:
            edges[reference] = _references(lookup(root, reference, ""), in_place)
            waiting |= edges[reference]
    return frozenset(reference for reference in edges if _reaches(edges, reference))


def _references(node: Any, in_place: bool) -> set[str]:
    """References that following this schema meets; definitions inside count only where they are referred to."""
    if not isinstance(node, Mapping):
        return set()
    found = {node["$ref"]} if "$ref" in node else set()
    for path, child in children(node):
        if path[0] in ("allOf", "anyOf", "oneOf") or not (in_place or path[0] in ("$defs", "definitions")):
            found |= _references(child, in_place)
    return found


def _reaches(edges: Mapping[str, set[str]], start: str) -> bool:
    seen: set[str] = set()
    waiting = set(edges[start])
    while waiting:
        reference = waiting.pop()
        if reference == start:
            return True
        if reference not in seen:
            seen.add(reference)
            waiting |= edges[reference]
    return False
