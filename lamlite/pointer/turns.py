"""What an earlier turn of the conversation may give: only what surely is a value, so that the rest is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection

HISTORY = "history"  # the kind of source that they are
USER, RESULT = "user", "result "
_EDGE = " \t\n.,;:!?"
_WORDS = re.compile(r"\w+")
_BEGINS = re.compile(r"(?:^|[.!?:;\n]\s*|-\s+)$")  # what stands before the first word of a sentence or a line


def is_result(label: str) -> bool:
    """Whether a text is what a tool gave, and not what somebody said."""
    return label.startswith(RESULT)


def is_text(label: str, text: str, place: tuple[int, int], quotations: Collection[tuple[int, int]]) -> bool:
    """Whether characters of an earlier turn may be the value of a text parameter.

    Of a person's own turn any part of it, but never the whole: that was a request. Of an answer, which is a sentence
    made by the runtime, only what stands in quotes or is a name.
    """
    start, end = place
    if label == USER:
        return text[start:end].strip(_EDGE) != text.strip(_EDGE)
    return place in quotations or _is_name(text, start, end)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether all words have capitals, which the one word that begins a sentence has anyway."""
    words = _WORDS.findall(text[start:end])
    first = len(words) == 1 and _BEGINS.search(text[:start]) is not None
    return bool(words) and not first and all(word[0].isupper() for word in words)
