"""Whether a share is wanted as a part of one ("0.05 for 5 %") or in per cent, told from a name and a description."""

from __future__ import annotations

import re

_FRACTION = re.compile(
    r"\bfractions?\b|\b0(?:\.0)?\s*(?:-|–|to|\.\.|and)\s*1(?:\.0)?\b(?!\.?[0-9])|\[0,\s*1\]|\bratios?\b"
    r"|\bas (?:a )?decimals?\b|\bdecimal (?:form|format|fraction|notation|equivalent)|\bin decimals?\b"
    r"|\b0?\.[0-9]+ ?(?:for|means|=|is|represents|being|stands for|corresponds to|\() ?"
    r"[0-9]+(?:\.[0-9]+)? ?(?:%|per ?cent)"
    r"|[0-9] ?(?:%|per ?cent) ?(?:as|=|is|\(|->) ?0?\.[0-9]",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"per[ _]?cent|%", re.IGNORECASE)
_DECIMAL = re.compile(r"\bdecimals?\b(?! (?:places?|digits?|points?|separators?))|\b0\.[0-9]+", re.IGNORECASE)
_RATE = re.compile(
    r"\brates?\b|interest|probabilit|proportion|\bshare|discount|return|yield|confidence|growth|prevalence|chance|odds"
    r"|\btax|margin|level of significance",
    re.IGNORECASE,
)


def is_fraction(text: str) -> bool:
    """True if a percentage is to be given as a share of 1: "in decimal form", "rate, e.g. 0.05"."""
    if _FRACTION.search(text):
        return True
    return not _PERCENT.search(text) and bool(_DECIMAL.search(text)) and bool(_RATE.search(text))


def is_percent(text: str) -> bool:
    """True if the text speaks of per cent."""
    return bool(_PERCENT.search(text))
