"""Regular expressions for token masks: formats, strings that are none of some words, no references.

The engine of the masks has no look-around and no complement, so these are written out. Every one of them is valid
for Python and for Rust alike, and is meant to match a whole string.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

# What `lamlite.core.call.Reference` reads as a reference begins so: "$1", "$1.name", "$1[0]". "$3.50" does not.
NO_REFERENCE = r"(|[^$](?s:.*)|\$(|[^0-9](?s:.*)|[0-9]+([^0-9.\[](?s:.*)|\.(|[^A-Za-z_](?s:.*)))))"

# Names of the members of a free object: no quotes and no control characters, so that none needs an escape.
_NAME_BARS = '"\\\\\\x00-\\x1f'

# What a mask admits of each format. Every match passes the check of `formats` (a test draws from them); the mask may
# admit less.
_DAYS = r"(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
_LEAP = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29"
_DATE = rf"(([0-9]{{3}}[1-9]|[0-9]{{2}}[1-9][0-9]|[0-9][1-9][0-9]{{2}}|[1-9][0-9]{{3}})-({_DAYS})|{_LEAP})"
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_OFFSET = rf"(Z|[+-]{_CLOCK})?"
_BYTE = r"(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_WORD = r"[A-Za-z0-9](-?[A-Za-z0-9]){0,20}"
_NAMES = rf"{_WORD}(\.{_WORD}){{0,4}}"
_URI_CHAR = r"[A-Za-z0-9._~/?#@!$&'()*+,;=:%-]"
_URI_PATH = _URI_CHAR.replace("%", "")
_AMOUNT = r"[0-9]{1,4}"
_CLOCK_PART = rf"T({_AMOUNT}H({_AMOUNT}M)?({_AMOUNT}S)?|{_AMOUNT}M({_AMOUNT}S)?|{_AMOUNT}S)"
_DAY_PART = rf"({_AMOUNT}Y({_AMOUNT}M)?({_AMOUNT}D)?|{_AMOUNT}M({_AMOUNT}D)?|{_AMOUNT}D)"

FORMAT_PATTERNS: dict[str, str] = {
    "date": _DATE,
    "time": rf"{_CLOCK}(:[0-5][0-9](\.[0-9]{{1,6}})?)?{_OFFSET}",
    "date-time": rf"{_DATE}T{_CLOCK}(:[0-5][0-9](\.[0-9]{{1,6}})?)?{_OFFSET}",
    "duration": rf"-?P({_AMOUNT}W|{_DAY_PART}({_CLOCK_PART})?|{_CLOCK_PART})",
    "email": rf"[A-Za-z0-9_+-]{{1,24}}(\.[A-Za-z0-9_+-]{{1,18}}){{0,2}}@{_NAMES}\.[A-Za-z]{{2,8}}",
    "hostname": _NAMES,
    "uri": rf"(https?://{_NAMES}(:[0-9]{{1,5}})?(/{_URI_PATH}{{0,200}})?|[a-z][a-z0-9+.-]{{0,15}}:{_URI_PATH}{{1,200}})",
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "ipv4": rf"{_BYTE}(\.{_BYTE}){{3}}",
    "ipv6": r"(([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|([0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,5})?::([0-9a-f]{1,4})?)",
}


def avoiding(words: Sequence[str], *, most: int, least: int = 0, bars: str = "\\x00") -> str:
    """Strings of `least` to `most` characters that are none of `words`.

    Args:
        words: What must not come out.
        most: Longest length; words above it need no care.
        least: Shortest length.
        bars: Characters that may not stand anywhere, as the inside of a character class.
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}  # a word ends here
    return _branch(trie, 0, (least, most), bars)


def avoiding_names(words: Sequence[str], *, most: int) -> str:
    """Names for members of an object, of 1 to `most` characters, that are none of `words`."""
    return avoiding(words, most=most, least=1, bars=_NAME_BARS)


def _branch(trie: dict[str, Any], depth: int, lengths: tuple[int, int], bars: str) -> str:
    least, most = lengths
    if depth == most:
        return "" if "" not in trie else "[^\\x00-\\U0010ffff]"
    letters = [letter for letter in trie if letter]
    rest = f"[^{bars}]{{{max(0, least - depth - 1)},{most - depth - 1}}}"
    ways = [f"[^{bars}{''.join(map(_in_class, letters))}]{rest}"]
    ways += [re.escape(letter) + _branch(trie[letter], depth + 1, lengths, bars) for letter in letters]
    if depth >= least and "" not in trie:
        ways.append("")
    return f"({'|'.join(ways)})"


def _in_class(letter: str) -> str:
    return "\\" + letter if letter in "\\]^-[&~" else letter
