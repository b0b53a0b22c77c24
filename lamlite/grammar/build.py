"""What a language model may write: one call of the tools at hand, or a plan in the words of the request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lamlite.core.errors import SchemaError
from lamlite.core.tool import Tool

from .fit import with_references
from .keywords import HOLDS_LIST, HOLDS_MAP, HOLDS_ONE
from .lark import Grammar, embedded
from .leaves import Bounds, Leaves
from .match import problem
from .narrow import Narrowing
from .plans import plan_grammar
from .schema import resolve

__all__ = ["Bounds", "CallForm", "call_grammar", "call_schema", "plan_grammar"]

_LARGEST = 400_000
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class CallForm:
    """How a dialect writes a call.

    Attributes:
        name, arguments: The keys of the two halves of a call.
        before, after: Lark around it: `lark.literal("...")` or `lark.special("<tool_call>")`, joined by spaces.
        ask: Whether {"ask": [parameters], "question": "..."} may be written instead.
        none: Whether {"none": "why"} may be written instead.
        spaced: A space after commas and colons.
    """

    name: str = "name"
    arguments: str = "arguments"
    before: str = ""
    after: str = ""
    ask: bool = False
    none: bool = False
    spaced: bool = False


PLAIN = CallForm()
BOUNDS = Bounds()


def call_grammar(
    tools: Sequence[Tool],
    *,
    references: Mapping[str, Mapping[str, Any]] = _NOTHING,
    avoid: Mapping[str, Sequence[Any]] = _NOTHING,
    form: CallForm = PLAIN,
    bounds: Bounds = BOUNDS,
) -> Grammar:
    """Exactly one call of one of the tools.

    Args:
        tools: Their parameters must have passed `schema.check`.
        references: Reference ("$1.email") -> schema of what it stands for. Each is admitted in the places it fits;
            where there are any, no free string can be read as another reference.
        avoid: Values ruled out, as those that an environment rejected: "/TOOL/PARAMETER" -> values.
        form: How the dialect writes a call.
        bounds: The limits to set where a schema sets none.

    Returns:
        A grammar whose `schema` (see `call_schema`) says the same for a check afterwards.

    Raises:
        SchemaError: no call is possible, or a schema cannot be resolved.
    """
    schema = call_schema(tools, references=references, avoid=avoid, form=form)
    for nesting in range(bounds.nesting, 0, -1):
        leaves = Leaves(problem, guarded=bool(references), bounds=replace(bounds, nesting=nesting))
        narrowing = Narrowing(schema, leaves)
        branches = [_narrow_branch(narrowing, branch, index) for index, branch in enumerate(schema["anyOf"])]
        left = [branch for branch in branches if branch is not False]
        if not left:
            raise SchemaError("No call is possible with what is ruled out.", hint="Offer other tools.")
        # Definitions that refer to each other in many places multiply; fewer levels keep the grammar small.
        text = embedded({"anyOf": left}, spaced=form.spaced)
        if len(text) <= _LARGEST:
            break
    else:
        raise SchemaError(
            "The schemas of these tools are too large for one grammar.", hint="Offer fewer tools at once."
        )
    text = " ".join(part for part in ("start:", form.before, text, form.after) if part)
    return Grammar(text, schema, tuple(leaves.leftovers))


def _narrow_branch(narrowing: Narrowing, branch: Mapping[str, Any], index: int) -> Any:
    """The frame of a call stays as it is; only what is inside is narrowed."""
    properties = {}
    for name, part in branch["properties"].items():
        narrowed = part if "const" in part else narrowing.value(part, f"/anyOf/{index}/properties/{name}")
        if narrowed is False:
            return False
        properties[name] = narrowed
    return {**branch, "properties": properties}


def call_schema(
    tools: Sequence[Tool],
    *,
    references: Mapping[str, Mapping[str, Any]] = _NOTHING,
    avoid: Mapping[str, Sequence[Any]] = _NOTHING,
    form: CallForm = PLAIN,
) -> dict[str, Any]:
    """The JSON Schema of a call, before references are resolved: what `validate` checks decoded text against.

    With the values in the place of references, arguments are checked against the tool's own parameters again.
    """
    definitions: dict[str, Any] = {}
    produced = {name: resolve(part) for name, part in references.items()}
    frames: list[tuple[str, Any]] = []
    for index, tool in enumerate(tools):
        parameters = _hoisted(resolve(tool.parameters), f"{index}_", definitions)
        for pointer, values in avoid.items():
            owner, _, path = pointer.lstrip("/").partition("/")
            if owner.replace("~1", "/").replace("~0", "~") == tool.name:
                parameters = _without(parameters, path.split("/"), values)
        frames.append((tool.name, parameters))
    root = {"$defs": definitions}
    if produced:
        frames = [(name, with_references(parameters, root, produced)) for name, parameters in frames]
        definitions = {name: with_references(part, root, produced) for name, part in definitions.items()}
    branches = [_frame({form.name: {"const": name}, form.arguments: parameters}) for name, parameters in frames]
    names = list(dict.fromkeys(name for tool in tools for name in tool.properties))
    if form.ask and names:
        asked = {"type": "array", "items": {"enum": names}, "minItems": 1, "maxItems": min(3, len(names))}
        branches.append(_frame({"ask": asked, "question": {"type": "string", "minLength": 1, "maxLength": 160}}))
    if form.none:
        branches.append(_frame({"none": {"type": "string", "maxLength": 160}}))
    schema: dict[str, Any] = {"anyOf": branches}
    return {**schema, "$defs": definitions} if definitions else schema


def _frame(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _hoisted(schema: Any, prefix: str, definitions: dict[str, Any]) -> Any:
    """A tool's own definitions under names of their own, at the root of the common schema."""
    if isinstance(schema, bool):
        return schema
    moved: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "$defs":
            definitions.update({prefix + name: _hoisted(part, prefix, definitions) for name, part in value.items()})
        elif key == "$ref":
            moved[key] = f"#/$defs/{prefix}{value.removeprefix('#/$defs/')}"
        elif key in HOLDS_ONE:
            moved[key] = _hoisted(value, prefix, definitions)
        elif key in HOLDS_LIST:
            moved[key] = [_hoisted(part, prefix, definitions) for part in value]
        elif key in HOLDS_MAP:
            moved[key] = {name: _hoisted(part, prefix, definitions) for name, part in value.items()}
        else:
            moved[key] = value
    return moved


def _without(schema: Any, path: Sequence[str], values: Sequence[Any]) -> Any:
    """The schema with values ruled out at a place; unchanged where it has no such place."""
    if not isinstance(schema, Mapping):
        return schema
    if not path:
        earlier = schema.get("not", {}).get("enum", [])
        return {**schema, "not": {"enum": [*earlier, *values]}}
    if path[0].isdecimal() and "items" in schema:
        return {**schema, "items": _without(schema["items"], path[1:], values)}
    if path[0] not in schema.get("properties", {}):
        return schema
    inside = _without(schema["properties"][path[0]], path[1:], values)
    return {**schema, "properties": {**schema["properties"], path[0]: inside}}
