"""Hermes 2 Pro and 3: ChatML, a system turn of its own for the tools, a call between <tool_call>.

Source: the tool_use chat template of NousResearch/Hermes-3-Llama-3.1-8B.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.tool import Tool
from ...grammar.lark import Grammar
from ..jobs import Answer, Job
from ..prompt import Marker, Message, Prompt, Talk, parameters, to_json
from . import qwen3
from .chatml import START, turn

_TYPES = {"string": "str", "number": "float", "integer": "int", "boolean": "bool"}
_BEFORE = (
    "You are a function calling AI model. You are provided with function signatures within <tools></tools> XML tags. "
    "You may call one or more functions to assist with the user query. Don't make assumptions about what values to "
    "plug into functions. Here are the available tools: <tools> "
)
_AFTER = (
    " </tools>Use the following pydantic model json schema for each tool call you will make: "
    '{"properties": {"name": {"title": "Name", "type": "string"}, "arguments": {"title": "Arguments", '
    '"type": "object"}}, "required": ["name", "arguments"], "title": "FunctionCall", "type": "object"}\n'
    "For each function call return a json object with function name and arguments within <tool_call></tool_call> "
    'XML tags as follows:\n<tool_call>\n{"name": <function-name>, "arguments": <args-dict>}\n</tool_call>'
)


def render(talk: Talk) -> Prompt:
    """The tools first, in words as Python would sign them, then the messages."""
    listed = "\n".join(map(_signed, talk.tools))
    tools = (Message("system", f"{_BEFORE}{listed}{_AFTER}"),) if talk.tools else ()
    return (*(part for message in (*tools, *talk.messages) for part in turn(message)), START, "assistant\n")


def _signed(tool: Tool) -> str:
    named = [(name, part, _type(part)) for name, part in tool.properties.items()]
    said = f"{tool.name}({', '.join(f'{name}: {kind}' for name, _, kind in named)}) - {tool.description}\n\n"
    if named:
        # The template puts no line between parameters; neither do we.
        said += "    Args:\n"
        said += "".join(
            f"        {name}({kind}): {str(part.get('description', '')).strip()}" for name, part, kind in named
        )
    shown = to_json(parameters(tool)) if named else "{}"
    inner = f'{{"name": "{tool.name}", "description": "{said}", "parameters": {shown}}}'
    return f'{{"type": "function", "function": {inner}}}'


def _type(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type")
    if isinstance(kind, str) and kind in _TYPES:
        return _TYPES[kind]
    if kind == "array":
        return f"list[{_type(schema.get('items', {}))}]"
    if kind == "object":
        more = schema.get("additionalProperties")
        return f"dict[str, {_type(more)}]" if isinstance(more, Mapping) else "dict"
    if isinstance(kind, list | tuple):
        return f"Union[{','.join(_type({'type': one}) for one in kind)}]"
    return "Any"


def grammar(job: Job, marker: Marker) -> Grammar:
    """The same as Qwen's, which took it from here."""
    return qwen3.grammar(job, marker)


def parse(text: str) -> Answer:
    """The JSON between the tags, or the plan."""
    return qwen3.parse(text)
