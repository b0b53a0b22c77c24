"""Lists in prose: "a, b and c"."""

from __future__ import annotations

import json
import re

_QUOTED = re.compile(r"\"([^\"]{1,500})\"|“([^”]{1,500})”|'([^']{1,500})'(?!\w)")
_COMMA = re.compile(r"\s*[,;\n•]+\s*(?:and\s+|or\s+|&\s*|plus\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|or|plus|&|as well as)\s+", re.IGNORECASE)
QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "`": "`", "„": "“"}


def split_list(words: str) -> list[str]:
    """The items of a list in prose or of a JSON array, each without its quotes."""
    text = words.strip()
    if text.startswith("["):
        given = _json_list(text)
        if given is not None:
            return given
        text = text.strip("[]")
    quoted = [next(filter(None, match.groups())) for match in _QUOTED.finditer(text)]
    if quoted and not _QUOTED.sub("", text).strip(" ,;.&").replace("and", "").strip(" ,"):
        return quoted
    parts = [part for part in _COMMA.split(text) if part.strip()]
    if len(parts) > 1:
        # In "salt, pepper and oil" the last comma part holds two items.
        tail = _AND.split(parts[-1]) if not _COMMA_AND.search(text) else [parts[-1]]
        parts = [*parts[:-1], *tail]
    else:
        parts = _AND.split(text)
    return [item for item in (stripped(part) for part in parts) if item]


_POINTED = re.compile(r"\.\.\.$|\b(?:[A-Za-z]\.){2,}$")  # the point of "and so on..." and of "D.C." stays
_COMMA_AND = re.compile(r"[,;]\s*(?:and|or|&)\s", re.IGNORECASE)


def _json_list(text: str) -> list[str] | None:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return [item if isinstance(item, str) else json.dumps(item) for item in given] if isinstance(given, list) else None


def stripped(words: str) -> str:
    """The words without space, quotes and closing punctuation around them, and without stray quotes and brackets.

    The letters stay as they are, and so do the signs of "f(x)", 27" and ":)".
    """
    text, before = words.strip(), ""
    while text != before:
        before = text
        while text and text[-1] in ".,;:!?" and not _POINTED.search(text):
            text = text[:-1].rstrip()
        if len(text) > 1 and QUOTES.get(text[0]) == text[-1]:
            # What stood in quotes is meant to the letter.
            return text[1:-1].strip()
        text = _without_stray(text)
    return text


def _without_stray(text: str) -> str:
    """Without a first or a last sign that lacks its partner."""
    if len(text) < 2:
        return text
    first, last = text[0], text[-1]
    if first in _PAIRS and text.count(first) > text.count(_PAIRS[first]):
        return text[1:].lstrip()
    if last in _OPENING and text.count(last) > text.count(_OPENING[last]) and text[-2] not in ":;=-'":
        return text[:-1].rstrip()
    if first == '"' and text.count('"') % 2:
        return text[1:].lstrip()
    # Inches and possessives end in a quote of their own.
    if last == '"' and text.count('"') % 2 and not text[-2].isdigit():
        return text[:-1].rstrip()
    return text


_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
