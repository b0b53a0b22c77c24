"""Names put into the codes that a description asks for: "China" as CN, "French" as fr, "Ohio" as OH."""

from __future__ import annotations

import re

from .countries import COUNTRIES
from .languages import LANGUAGES
from .states import STATES

_CODED = re.compile(
    r"\bcodes?\b|\biso\b|\b(?:two|three|2|3)[- ]?(?:letter|character|char|digit)s?\b|alpha[- ]?[23]|\babbreviat",
    re.IGNORECASE,
)
_TWO = re.compile(r"\b(?:two|2)[- ]?(?:letter|character|char)|alpha[- ]?2|639-1", re.IGNORECASE)
_THREE = re.compile(r"\b(?:three|3)[- ]?(?:letter|character|char)|alpha[- ]?3", re.IGNORECASE)
# A dialling code or a postal code is another thing, and where a name will do as well the words stay.
_OTHER = re.compile(
    r"\b(?:dial|dialling|dialing|calling|phone|telephone|post|postal|zip|area|airport|iata|error|status|colou?r)\b"
    r"|\bnames? or\b|\bor (?:the |a |full )*names?\b|\bor city\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\bstates?(?: or (?:province|territory))? (?:code|abbreviation)|letter (?:us )?state|abbreviated state"
)
_COUNTRIES = {
    "country2": {name: codes[0] for name, codes in COUNTRIES.items()},
    "country3": {name: codes[1] for name, codes in COUNTRIES.items()},
}
_NOISE = re.compile(r"^(?:the|in|to|from|into|of|a|an|at)\s+|\s+(?:language|please)$")
_LOOKS_LIKE_A_CODE = {2: re.compile(r"[A-Za-z]{2}"), 3: re.compile(r"[A-Za-z]{3}")}


def asked_code(name: tuple[str, ...], description: str) -> str:
    """Which code the parameter asks for: country2, country3, language, state or ""."""
    text = f"{' '.join(name)} {description}".lower()
    if not _CODED.search(text) or _OTHER.search(text):
        return ""
    # What the name says comes first, then what the description begins with.
    places = [(text.find(word), kind) for word, kind in (("countr", "country"), ("nation", "country"))]
    places += [(text.find(word), "language") for word in ("language", "lang ", "locale")]
    places += [(match.start(), "state") for match in [_STATE.search(text)] if match and "code" not in name[-1:]]
    places += [(0, "state")] if name[-1:] == ("state",) or name[-2:] in (("state", "code"),) else []
    found = min((place for place in places if place[0] >= 0), default=(0, ""))[1]
    if found == "country":
        return "country3" if _THREE.search(text) and not _TWO.search(text) else "country2"
    return found


def code_for(words: str, kind: str) -> str:
    """The code of the country, language or state that the words name, or ""."""
    text = _folded(words)
    if not text:
        return ""
    if kind == "language":
        known: dict[str, str] = LANGUAGES
    elif kind == "state":
        known = STATES
    else:
        known = _COUNTRIES[kind]
    shorter = _NOISE.sub("", text)
    for one in (text, shorter, shorter.removesuffix("s"), shorter.removeprefix("republic of ")):
        if one in known:
            return known[one]
    size = 3 if kind == "country3" else 2
    given = words.strip().strip(".")
    # A code that was given as one is put into its usual case.
    if _LOOKS_LIKE_A_CODE[size].fullmatch(given) and given.lower() in {code.lower() for code in known.values()}:
        return given.lower() if kind == "language" else given.upper()
    return ""


def _folded(words: str) -> str:
    text = words.casefold().replace("’", "'").replace("&", " and ").strip(" .,!?\"'“”")
    return " ".join(re.sub(r"[-.,_]", lambda match: "" if match[0] == "." else " ", text).split())
