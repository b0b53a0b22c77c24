"""Where the values of written JSON stand."""

from __future__ import annotations

import json
from typing import Any

from ..grammar.refs import join

_decoder = json.JSONDecoder()


def body(text: str) -> Any:
    """The JSON object in what a model wrote: from the first brace to the last.

    Raises:
        ValueError: there is none.
    """
    return json.loads(text[text.index("{") : text.rindex("}") + 1])


def places(text: str) -> dict[str, tuple[int, int]]:
    """JSON pointer -> where the value starts and ends, for the JSON object in what a model wrote."""
    found: dict[str, tuple[int, int]] = {}
    _value(text, text.index("{"), "", found)
    return found


def _value(text: str, at: int, pointer: str, found: dict[str, tuple[int, int]]) -> int:
    """Note the value at a place and those in it; give back where it ends."""
    start = at
    if text[at] == "{":
        at = _space(text, at + 1)
        while text[at] != "}":
            name, at = _decoder.raw_decode(text, at)
            at = _space(text, _space(text, at) + 1)
            at = _comma(text, _value(text, at, join(pointer, name), found))
        at += 1
    elif text[at] == "[":
        at, index = _space(text, at + 1), 0
        while text[at] != "]":
            at, index = _comma(text, _value(text, at, join(pointer, index), found)), index + 1
        at += 1
    else:
        at = _decoder.raw_decode(text, at)[1]
    found[pointer] = (start, at)
    return at


def _space(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _comma(text: str, at: int) -> int:
    at = _space(text, at)
    return _space(text, at + 1) if text[at] == "," else at
