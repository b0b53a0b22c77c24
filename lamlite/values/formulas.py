"""Formulas as a description wants them written: without "y =" in front, with "**" where Python reads them."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\b(?:functions?|equations?|expressions?|polynomials?|formulas?|formulae)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:regular|cron|lambda|facial|regex|search|filter|boolean|path)\W{1,3}expressions?|functions? (?:name|id|key)"
    r"|names? of (?:the |a )?(?:functions?|equations?|formulas?)|chemical|molecul|\bregex\b|aws\b",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\s*(?:[yYzfgh]|[fgh]\s?\(\s?[a-z](?:\s?,\s?[a-z])*\s?\))\s*=(?!=)\s*")
_LEFT_SHOWN = re.compile(r"(?:\b[yzfgh]|\))\s?=")


def is_formula(name: tuple[str, ...], description: str) -> bool:
    """True if the parameter takes a formula as text."""
    text = f"{' '.join(name)}. {description}"
    return bool(_FORMULA.search(text)) and not _OTHER.search(text)


def formula(words: str, description: str) -> str:
    """The formula in the writing that the description shows."""
    text = words.strip()
    if not _LEFT_SHOWN.search(description):
        text = _LEFT.sub("", text, count=1) if _LEFT.match(text) else text
    if "**" in description or "python" in description.lower():
        text = text.replace("^", "**")
    return text or words.strip()
