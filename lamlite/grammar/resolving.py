"""From a schema as its author wrote it to one plain form: references followed, allOf merged, types filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lamlite.core.errors import SchemaError

from .accepts import type_name, types_of
from .formats import INTEGER_FORMATS
from .keywords import TYPES, kinds_of
from .merge import merge
from .refs import join, lookup, recursive

# A few lines of nested references can stand for millions of schemas; a tool's parameters never need this many.
_MOST_NODES = 20_000
_ELSEWHERE = ("$ref", "allOf", "anyOf", "oneOf")


class Resolver:
    """Resolves one schema.

    Attributes:
        met: (pointer in the schema as written, resolved schema) of every place that was resolved.
        origin: Name of a kept definition -> pointer of where it was written.
    """

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.met: list[tuple[str, Mapping[str, Any]]] = []
        self.origin: dict[str, str] = {}
        self._schema = schema
        self._recursive = recursive(schema)
        self._names: dict[str, str] = {}
        self._nodes = 0

    def root(self) -> dict[str, Any]:
        """The whole schema resolved, with `$defs` for what is recursive.

        Raises:
            SchemaError: a reference names nothing, an allOf cannot be merged, or the schema grows without bound.
        """
        found = self.node(self._schema, "")
        if isinstance(found, bool):
            raise SchemaError("The schema as a whole must be an object, not true or false.")
        definitions: dict[str, Any] = {}
        while len(definitions) < len(self._names):  # resolving a definition may name another
            for reference, name in list(self._names.items()):
                if name not in definitions:
                    target = lookup(self._schema, reference, "")
                    definitions[name] = self.node(target, self.origin[name])
        return {**found, "$defs": definitions} if definitions else found

    def node(self, node: Any, pointer: str) -> Any:
        """The schema at a place, resolved."""
        if isinstance(node, bool):
            return node
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise SchemaError("The references of this schema multiply into more than it can hold.", pointer=pointer)
        result: Any = {key: value for key, value in node.items() if key not in ("$defs", "definitions", "nullable")}
        reference = result.pop("$ref", None)
        parts = result.pop("allOf", ())
        result = _with_type(self._with_children(result, pointer), node)
        if reference is not None:
            result = self._merged(result, self._target(reference, pointer), join(pointer, "$ref"))
        for index, part in enumerate(parts):
            place = join(pointer, "allOf", index)
            result = self._merged(result, self.node(part, place), place)
        if node.get("nullable"):
            result = _with_null(result)
        self.met.append((pointer, result))
        return result

    def _target(self, reference: str, pointer: str) -> Any:
        target = lookup(self._schema, reference, join(pointer, "$ref"))
        if reference not in self._recursive:
            return self.node(target, reference[1:])
        if reference not in self._names:
            # A definition keeps its name; two of the same name in different places are told apart by a number.
            base = reference.rpartition("/")[2].strip("#") or "root"
            taken = set(self._names.values())
            name = next(n for n in [base, *(f"{base}_{i}" for i in range(2, len(taken) + 3))] if n not in taken)
            self._names[reference] = name
            self.origin[name] = reference[1:]
        return {"$ref": join("#/$defs", self._names[reference])}

    @staticmethod
    def _merged(left: Any, right: Any, pointer: str) -> Any:
        found = merge(left, right, pointer)
        if found is False:
            raise SchemaError("Nothing is admitted by this part.", pointer=pointer)
        return {} if found is True else found

    def _with_children(self, node: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        result = dict(node)
        for key, value in node.items():
            if key in ("items", "additionalProperties"):
                result[key] = self.node(value, join(pointer, key))
            elif key in ("anyOf", "oneOf", "prefixItems"):
                result[key] = [self.node(item, join(pointer, key, index)) for index, item in enumerate(value)]
            elif key == "properties":
                result[key] = {name: self.node(item, join(pointer, key, name)) for name, item in value.items()}
        return result


def _with_type(node: dict[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    """The type in its plain form, filled in where the other keywords speak of one type only."""
    types = set(types_of(node))
    if not types and not any(key in written for key in _ELSEWHERE):
        types = _implied_types(node)
    if "number" in types:
        types.discard("integer")
    if types:
        ordered = [name for name in TYPES if name in types]
        node = {"type": ordered[0] if len(ordered) == 1 else ordered, **{k: v for k, v in node.items() if k != "type"}}
    return _with_range(node)


def _implied_types(node: Mapping[str, Any]) -> set[str]:
    if "const" in node:
        return {type_name(node["const"])}
    if "enum" in node:
        return {type_name(member) for member in node["enum"]}
    kinds = {kinds_of(node, key) for key in node} - {()}
    if len(kinds) != 1:
        return set()
    kind = kinds.pop()
    return {"integer" if node.get("format") in INTEGER_FORMATS else "number"} if "number" in kind else {kind[0]}


def _with_range(node: dict[str, Any]) -> dict[str, Any]:
    if node.get("format") not in INTEGER_FORMATS:
        return node
    low, high = INTEGER_FORMATS[node["format"]]
    return {**node, "minimum": max(low, node.get("minimum", low)), "maximum": min(high, node.get("maximum", high))}


def _with_null(node: dict[str, Any]) -> dict[str, Any]:
    """What `nullable: true` means, in Draft 2020-12. Source: OpenAPI 3.0.3, clarification of nullable."""
    if "anyOf" in node and not types_of(node):
        return {**node, "anyOf": [*node["anyOf"], {"type": "null"}]}
    if not node:
        return node  # anything, null among it
    if not types_of(node) or node.keys() & {"const", "anyOf", "oneOf", "$ref"}:
        about: dict[str, Any] = {key: node[key] for key in ("title", "description", "default") if key in node}
        limits = {key: value for key, value in node.items() if key not in about}
        return {**about, "anyOf": [limits, {"type": "null"}]}
    types = [name for name in TYPES if name in {*types_of(node), "null"}]
    members = {"enum": [*node["enum"], *([] if None in node["enum"] else [None])]} if "enum" in node else {}
    return {**node, "type": types, **members}
