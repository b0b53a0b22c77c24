"""The tools of a run: unique names, schemas that can be enforced, one digest for all of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any

from .core.errors import SchemaError, ToolError, UsageError
from .core.tool import NO_PARAMETERS, Tool
from .grammar import schema as grammar

NAME = re.compile(r"[A-Za-z_][\w.-]{0,63}", re.ASCII)


class Registry:
    """Tools by name, in the order they were added. Once made it does not change while a run goes on."""

    def __init__(self, tools: Iterable[Tool] = ()) -> None:
        self._tools: dict[str, Tool] = {}
        for tool in tools:
            self.add(tool)

    def add(self, tool: Tool) -> None:
        """Take a tool in.

        Raises:
            ToolError: the name is taken or cannot be a name.
            SchemaError: its parameters or its result cannot be enforced; `pointer` says where.
        """
        if not isinstance(tool, Tool):
            raise ToolError(f"{tool!r:.60} is not a tool.", hint="Put @tool above the function.")
        if not isinstance(tool.name, str) or not NAME.fullmatch(tool.name):
            raise ToolError(
                f"{tool.name!r} cannot be the name of a tool.",
                hint="Use letters, digits, _ . and -, at most 64, no digit first.",
            )
        if tool.name in self._tools:
            raise ToolError(f"Two tools are called {tool.name}.", hint="Rename one of them.")
        _check(tool)
        self._tools[tool.name] = tool
        self.__dict__.pop("tools", None)
        self.__dict__.pop("digest", None)

    def find(self, name: str) -> Tool | None:
        """The tool of that name, or None."""
        return self._tools.get(name)

    def get(self, name: str) -> Tool:
        """The tool of that name.

        Raises:
            UsageError: there is none; the hint names the nearest.
        """
        found = self._tools.get(name)
        if found is None:
            near = get_close_matches(name, self._tools, n=3, cutoff=0.5)
            hint = f"The nearest are {', '.join(near)}." if near else "See them with: lamlite tools list"
            raise UsageError(f"There is no tool called {name!r}.", hint=hint)
        return found

    @cached_property
    def tools(self) -> tuple[Tool, ...]:
        """All of them, in the order they were added."""
        return tuple(self._tools.values())

    def list(self) -> tuple[Tool, ...]:
        """All of them, in the order they were added."""
        return self.tools

    @cached_property
    def digest(self) -> str:
        """sha256 of what the tools promise: names, descriptions, schemas, effects. Their order does not matter."""
        plain = sorted(json.dumps(_promise(tool), sort_keys=True) for tool in self._tools.values())
        return hashlib.sha256("\n".join(plain).encode()).hexdigest()

    def __iter__(self) -> Iterator[Tool]:
        return iter(self.tools)

    def __len__(self) -> int:
        return len(self._tools)

    def __contains__(self, name: object) -> bool:
        return name in self._tools


def _promise(tool: Tool) -> dict[str, Any]:
    return {
        "name": tool.name,
        "description": tool.description,
        "parameters": tool.parameters,
        "returns": tool.returns,
        "effect": tool.effect.value,
        "undo": tool.undo,
    }


def _check(tool: Tool) -> None:
    """Both schemas, with the tool's name in front of what is wrong with them."""
    for part, schema in (("parameters", tool.parameters), ("returns", tool.returns)):
        if schema is None:
            continue
        try:
            if not isinstance(schema, Mapping):
                raise SchemaError(f"The {part} must be a JSON Schema object.")
            _enforceable(_text(schema), part)
        except SchemaError as error:
            message = f"The tool {tool.name} cannot be used: {error.message}"
            raise SchemaError(message, pointer=f"/{part}{error.pointer}", hint=error.hint) from None


def _text(schema: Mapping[str, Any]) -> str:
    try:
        return json.dumps(schema, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise SchemaError(f"It is not JSON: {error}.") from None


@lru_cache(maxsize=4096)
def _enforceable(text: str, part: str) -> None:
    """Check a schema once: agents are made again and again with the same packs."""
    schema = json.loads(text)
    grammar.check(schema)
    if part == "parameters":
        kind = grammar.resolve(schema).get("type", "object" if schema == {} else None)
        if kind != "object":
            hint = f"Write {json.dumps(NO_PARAMETERS)} for none."
            raise SchemaError("Parameters must be of type object.", pointer="/type", hint=hint)
