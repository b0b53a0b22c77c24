"""What JSON Schema lamlite enforces: `check` refuses the rest, `resolve` brings a schema into one plain form.

A schema that passes `check` is enforced whole: by the token mask, by the pointer decode, or by rejection after
(`build` keeps the table). Nothing is dropped in silence: every other keyword is a SchemaError with its JSON pointer.
Only the standard library is imported here. Source: JSON Schema Draft 2020-12, OpenAPI 3.0 (`nullable`, formats).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lamlite.core.errors import SchemaError

from .accepts import types_of
from .contradictions import contradictions, inhabited
from .foreign import tolerant
from .formats import FORMATS, STRING_FORMATS, is_regex
from .keywords import ANNOTATIONS, ENFORCED, INSTEAD, is_json, kinds_of
from .refs import children, join, lookup, recursive, walk
from .resolving import Resolver

__all__ = ["check", "resolve", "tolerant"]

_DEPTH = 64


def check(schema: Mapping[str, Any], *, where: str = "") -> None:
    """Refuse a schema that cannot be enforced whole, or that contradicts itself.

    Args:
        schema: A JSON Schema as its author wrote it.
        where: JSON pointer of the schema in its document, put in front of the pointer of an error.

    Raises:
        SchemaError: `pointer` names the keyword at fault.
    """
    try:
        _check_keywords(schema, "", 0)
        _check_references(schema)
        resolver = Resolver(schema)
        root = resolver.root()
        for pointer, node in walk(schema):
            if pointer.rpartition("/")[0].endswith(("/$defs", "/definitions")):
                resolver.node(node, pointer)  # definitions that nothing refers to are checked too
        for pointer, node in resolver.met:
            contradictions(node, root, pointer)
        for name, definition in root.get("$defs", {}).items():
            if not inhabited(definition, root, frozenset({f"#/$defs/{name}"})):
                raise SchemaError(
                    "Every value of this schema contains another one, without end.", pointer=resolver.origin[name]
                )
    except SchemaError as error:
        raise SchemaError(error.message, pointer=where + error.pointer, hint=error.hint) from None


def resolve(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema in one plain form that means the same.

    Local references are replaced by what they name (recursive ones stay, as #/$defs/NAME, with their definitions at
    the root), allOf is merged, `nullable` becomes the type null, a missing type is filled in where the keywords
    speak of one type only, integer formats become ranges. Resolving twice changes nothing.

    Raises:
        SchemaError: a reference that names nothing, or an allOf that cannot be merged.
    """
    return Resolver(schema).root()


def _check_keywords(node: Any, pointer: str, depth: int) -> None:
    """Known keywords with values of the right shape, in this schema and in all below it."""
    if isinstance(node, bool):
        return
    if not isinstance(node, Mapping):
        raise SchemaError("A schema must be an object or true or false.", pointer=pointer)
    if depth > _DEPTH:
        raise SchemaError(f"The schema is nested more than {_DEPTH} deep.", pointer=pointer)
    for keyword, value in node.items():
        place = join(pointer, keyword)
        if keyword in ENFORCED or keyword in ANNOTATIONS:
            shape, fits = ENFORCED[keyword][1] if keyword in ENFORCED else ANNOTATIONS[keyword]
            if not fits(value):
                raise SchemaError(f"{keyword} must be {shape}, not {value!r:.80}.", pointer=place)
        elif not keyword.startswith("x-"):
            raise SchemaError(f"The keyword {keyword!r} is not enforced.", pointer=place, hint=INSTEAD.get(keyword, ""))
        elif not is_json(value):
            raise SchemaError(f"{keyword} must be a JSON value.", pointer=place)
    if pointer and "$id" in node:
        raise SchemaError("A $id inside a schema changes what references mean.", pointer=join(pointer, "$id"))
    _check_text_keywords(node, pointer)
    _check_kinds(node, pointer)
    for path, child in children(node):
        _check_keywords(child, join(pointer, *path), depth + 1)


def _check_text_keywords(node: Mapping[str, Any], pointer: str) -> None:
    if "format" in node and node["format"] not in FORMATS:
        raise SchemaError(
            f"The format {node['format']!r} is not enforced.",
            pointer=join(pointer, "format"),
            hint=f"Enforced are {', '.join(sorted(STRING_FORMATS))}; a pattern can say the rest.",
        )
    if "pattern" in node and not is_regex(node["pattern"]):
        raise SchemaError(f"{node['pattern']!r} is not a regular expression.", pointer=join(pointer, "pattern"))


def _check_kinds(node: Mapping[str, Any], pointer: str) -> None:
    """A keyword that speaks of strings limits nothing in an integer, and is a mistake of the author."""
    types = set(types_of(node)) or None
    spoken: dict[tuple[str, ...], str] = {}
    for keyword in node:
        kinds = kinds_of(node, keyword)
        if kinds and types is not None and not types & set(kinds):
            raise SchemaError(
                f"{keyword} limits nothing in a value of type {' or '.join(sorted(types))}.",
                pointer=join(pointer, keyword),
            )
        if kinds:
            spoken.setdefault(kinds, keyword)
    if types is None and len(spoken) > 1 and not node.keys() & {"$ref", "allOf", "anyOf", "oneOf"}:
        raise SchemaError(
            f"Without a type, {' and '.join(spoken.values())} speak of different types.",
            pointer=pointer,
            hint="Say the type.",
        )


def _check_references(schema: Mapping[str, Any]) -> None:
    places = {id(node) for _, node in walk(schema)}
    for pointer, node in walk(schema):
        if isinstance(node, Mapping) and "$ref" in node:
            target = lookup(schema, node["$ref"], join(pointer, "$ref"))
            if id(target) not in places:
                raise SchemaError("The reference names no place of a schema.", pointer=join(pointer, "$ref"))
    endless = recursive(schema, in_place=True)
    for pointer, node in walk(schema):
        if isinstance(node, Mapping) and node.get("$ref") in endless:
            raise SchemaError("The reference comes back to itself and never ends.", pointer=join(pointer, "$ref"))
