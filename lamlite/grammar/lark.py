"""A grammar as text, in the variant of Lark that llguidance reads, with what its masks leave to a check afterwards.

Source: docs/syntax.md of guidance-ai/llguidance.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Leftover:
    """A keyword that the mask of a grammar does not enforce: a value that breaks it is rejected after decoding.

    Attributes:
        pointer: Where it stands in the schema of the grammar.
        keyword: Which.
        reason: Why no mask expresses it.
    """

    pointer: str
    keyword: str
    reason: str


@dataclass(frozen=True)
class Grammar:
    """What a language model may write.

    Attributes:
        text: Lark, as llguidance reads it.
        schema: JSON Schema of what is written; the whole of it holds only together with `leftovers`.
        leftovers: What `validate.validate(value, grammar.schema)` still has to reject; empty where the mask is exact.
    """

    text: str
    schema: Mapping[str, Any]
    leftovers: tuple[Leftover, ...] = ()


def literal(text: str) -> str:
    """A piece of fixed text as Lark; empty text is nothing."""
    return json.dumps(text, ensure_ascii=False) if text else ""


def special(token: str) -> str:
    """A special token of the vocabulary by its name, as `<tool_call>` or `<|im_end|>`."""
    return token if token.startswith("<") and token.endswith(">") else f"<{token}>"


def embedded(schema: Mapping[str, Any], *, spaced: bool) -> str:
    """A JSON Schema as a Lark expression that admits one way to lay out each value.

    Args:
        schema: One that llguidance takes.
        spaced: A space after commas and colons, as Python's json writes them; else none.
    """
    layout = {
        "whitespace_flexible": False,
        "item_separator": ", " if spaced else ",",
        "key_separator": ": " if spaced else ":",
        # Without \\u: a lone surrogate would be a string that no one can write down again.
        "json_allowed_escapes": 'nrbtf\\"',
    }
    return "%json " + json.dumps({"x-guidance": layout, **schema}, ensure_ascii=False)
