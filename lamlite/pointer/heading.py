"""Which of two places, units or sides is left and which is gone to: told by the words in front of each.

"from ward B to the ICU", "how many grams are 3 cups". It matters where two parameters take the same options.
"""

from __future__ import annotations

import re

_FROM, _TO = {"from", "source", "origin", "old", "src"}, {"to", "target", "destination", "dest", "new", "dst"}
# The nearest such word in front counts: a number stands in front of the unit that is converted.
_CUE = re.compile(
    r"\b(?P<away>from|out of|leaving)\b|\b(?P<toward>to|into|onto|in|how many|how much)\b|(?P<number>\d)", re.IGNORECASE
)
_REACH = 24  # characters in front that are looked at


def role(label: str) -> int:
    """1 for a parameter that names where to, -1 for where from, 0 for any other."""
    words = set(label.lower().split())
    return int(bool(words & _TO)) - int(bool(words & _FROM))


def heading(text: str, start: int) -> int:
    """The same of what stands at `start` in a text."""
    cues = list(_CUE.finditer(text[max(0, start - _REACH) : start]))
    return 0 if not cues else 1 if cues[-1]["toward"] else -1
