"""From a resolved schema to the one that a token mask follows: never wider, always bounded, free of what masks lack.

Every value that the narrow schema admits fits the resolved one, except for the leftovers that are reported. It may
admit less: a model that writes the longest string forever, or nests without end, must not be possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lamlite.core.errors import SchemaError

from .accepts import same, types_of
from .keywords import TYPES
from .leaves import Leaves
from .merge import is_annotation, merge
from .patterns import avoiding_names
from .refs import join, lookup

_SCALARS = ("string", "number", "boolean", "null")


class Narrowing:
    """Narrows the schemas of one grammar.

    Args:
        root: Where recursive references are looked up: a resolved schema.
        leaves: Narrows what has no schemas inside, and holds the bounds.
    """

    def __init__(self, root: Mapping[str, Any], leaves: Leaves) -> None:
        self._root = root
        self._leaves = leaves

    def value(self, schema: Any, pointer: str, seen: tuple[str, ...] = ()) -> Any:
        """The narrow schema of a value, False where no value is possible.

        Args:
            schema: Resolved, with `not: {"enum": [...]}` where values are ruled out.
            pointer: Where it stands, for leftovers.
            seen: The recursive references on the way here.
        """
        if isinstance(schema, bool):
            return self._anything() if schema else False
        if "$ref" in schema:
            reference = schema["$ref"]
            if seen.count(reference) >= self._leaves.bounds.nesting:
                return False
            if "not" in schema:
                self._leaves.leave(pointer, "not", "what is ruled out stands beside a recursive reference")
            return self.value(lookup(self._root, reference, pointer), pointer, (*seen, reference))
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                return self._branches(schema, keyword, pointer, seen)
        if "enum" in schema or "const" in schema:
            return self._members(schema)
        types = types_of(schema)
        if not types:
            return self._anything()
        one = [self._typed({**schema, "type": name}, pointer, seen) for name in TYPES if name in types]
        return _any_of(one)

    def _members(self, schema: Mapping[str, Any]) -> Any:
        ruled_out = schema.get("not", {}).get("enum", ())
        members = [schema["const"]] if "const" in schema else schema["enum"]
        left = [member for member in members if not any(same(member, other) for other in ruled_out)]
        return {"enum": left} if left else False

    def _branches(self, schema: Mapping[str, Any], keyword: str, pointer: str, seen: tuple[str, ...]) -> Any:
        """Each branch with what stands beside it, so that the engine has nothing to intersect."""
        beside = {key: value for key, value in schema.items() if key != keyword and not is_annotation(key)}
        branches = []
        for index, branch in enumerate(schema[keyword]):
            place = join(pointer, keyword, index)
            try:
                branches.append(self.value(merge(branch, beside, place) if beside else branch, place, seen))
            except SchemaError:
                continue  # contradicts what stands beside it
        left = [branch for branch in branches if branch is not False]
        if keyword == "oneOf" and len(left) > 1 and self._leaves.problem({"oneOf": left}):
            self._leaves.leave(pointer, "oneOf", "the branches may overlap")
        return _any_of(branches)

    def _typed(self, schema: Mapping[str, Any], pointer: str, seen: tuple[str, ...]) -> Any:
        name = schema["type"]
        if name == "object":
            return self._object(schema, pointer, seen)
        if name == "array":
            return self._array(schema, pointer, seen)
        if name == "string":
            return self._leaves.string(schema, pointer)
        if name in ("null", "boolean"):
            members = [None] if name == "null" else [True, False]
            return self._members({**schema, "enum": members})
        return self._leaves.number(schema, pointer)

    def _array(self, schema: Mapping[str, Any], pointer: str, seen: tuple[str, ...]) -> Any:
        least = int(schema.get("minItems", 0))
        most = int(schema.get("maxItems", max(least, self._leaves.bounds.items)))
        if schema.get("uniqueItems") and most > 1:
            lists = self._leaves.lists(schema, (least, most), self._root)
            if lists:
                return {"enum": lists}
            self._leaves.leave(pointer, "uniqueItems", "the items have too many values to write all lists out")
        prefix = [
            self.value(item, join(pointer, "prefixItems", index), seen)
            for index, item in enumerate(schema.get("prefixItems", ())[:most])
        ]
        rest = self.value(schema.get("items", True), join(pointer, "items"), seen) if most > len(prefix) else False
        possible = next((index for index, item in enumerate(prefix) if item is False), None)
        if possible is not None:
            prefix, rest = prefix[:possible], False
        most = len(prefix) if rest is False else most
        if least > most:
            return False
        result = {"type": "array", "minItems": least, "maxItems": most, "items": rest}
        return {**result, "prefixItems": prefix} if prefix else result

    def _object(self, schema: Mapping[str, Any], pointer: str, seen: tuple[str, ...]) -> Any:
        listed = schema.get("properties", {})
        required = list(schema.get("required", ()))
        properties = {}
        more = schema.get("additionalProperties", not listed)
        for name in dict.fromkeys([*listed, *required]):
            part = listed.get(name, schema.get("additionalProperties", True))
            narrowed = self.value(part, join(pointer, "properties", name), seen)
            if narrowed is False and name in required:
                return False
            if narrowed is not False:
                properties[name] = narrowed
        result: dict[str, Any] = {"type": "object", "properties": properties, "required": required}
        result["additionalProperties"] = False
        # Listed properties and nothing said of others: a model that adds one made it up.
        rest = False if more is True and listed else self.value(more, join(pointer, "additionalProperties"), seen)
        if rest is False:
            return result
        names = avoiding_names([*listed, *required], most=self._leaves.bounds.name)
        result["patternProperties"] = {f"^{names}$": rest}
        if set(properties) == set(required):
            # The engine counts members only where none of the listed ones may be missing.
            result["maxProperties"] = len(required) + self._leaves.bounds.items
        return result

    def _anything(self) -> dict[str, Any]:
        """Any value that a call can sensibly hold: a scalar, a list of them or an object of them."""
        scalars = _any_of([self._typed({"type": name}, "", ()) for name in _SCALARS])
        names = avoiding_names([], most=self._leaves.bounds.name)
        many = {"type": "array", "items": scalars, "maxItems": self._leaves.bounds.items}
        members = {"patternProperties": {f"^{names}$": scalars}, "maxProperties": self._leaves.bounds.items}
        return {"anyOf": [scalars, many, {"type": "object", **members, "additionalProperties": False}]}


def _any_of(branches: Sequence[Any]) -> Any:
    left = [branch for branch in branches if branch is not False]
    if not left:
        return False
    return left[0] if len(left) == 1 else {"anyOf": left}
