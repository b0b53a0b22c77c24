"""Cities put into the form that a description asks for: "Chicago" as "Chicago, IL", "Lyon" as "Lyon, France".

The table is made by scripts/cities from GeoNames (https://www.geonames.org, CC BY 4.0).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from .countries import COUNTRIES
from .states import STATES

_STATE = re.compile(r"\bcity(?: name)?(?:,| and(?: the)?|, and(?: the)?) (?:state|province)\b", re.IGNORECASE)
_COUNTRY = re.compile(r"\bcity(?: name)?(?:,| and(?: the)?|, and(?: the)?) country\b", re.IGNORECASE)
_SHORT = re.compile(r"\b[A-Z][a-z]+, [A-Z]{2}\b")
_LONG = re.compile(r"\b[A-Z][a-z]+, ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")
# Of an address or a search the city is a part only.
_OTHER = re.compile(r"\b(?:street|address|query|airport|coordinates|latitude)\b", re.IGNORECASE)
_BETWEEN = re.compile(r",\s*|\s+")
_NAMED = {"GB": "UK", "US": "USA", "AE": "UAE"}
_COUNTRY_NAMES = {code: name.title() for name, (code, _) in reversed(COUNTRIES.items())} | _NAMED
_STATE_NAMES = {code: name.title() for name, code in reversed(STATES.items())}
_LETTERS = frozenset(STATES.values())


def asked_place(description: str) -> str:
    """How the description wants a city told: "state" ("Austin, TX"), "State" ("Austin, Texas"), "country" or ""."""
    if _OTHER.search(description):
        return ""
    short = bool(_SHORT.search(description))
    if short or _STATE.search(description):
        longer = any(match[1].lower() in STATES for match in _LONG.finditer(description))
        return "State" if longer and not short else "state"
    return "country" if _COUNTRY.search(description) else ""


def told(words: str, form: str) -> str:
    """The city that the words name, in one of the forms of `asked_place`; "" where it is not known for sure."""
    text = words.strip()
    if form != "country" and (parted := _parted(text)):
        city, letters = parted
        return f"{city}, {letters if form == 'state' else _STATE_NAMES[letters]}"
    name, country, state = _table().get(text.casefold(), ("", "", ""))
    if form == "country":
        return f"{name}, {_COUNTRY_NAMES[country]}" if country in _COUNTRY_NAMES else ""
    return f"{name}, {state if form == 'state' else _STATE_NAMES[state]}" if state else ""


def _parted(text: str) -> tuple[str, str] | None:
    """City and letters of the state, where the words name both ("Berkeley, California", "Salt Lake City Utah")."""
    for match in _BETWEEN.finditer(text):
        city, said = text[: match.start()], text[match.end() :].replace(".", "")
        if "," in match[0] and said in _LETTERS:
            return None  # it is in the form already
        letters = STATES.get(said.casefold()) or (said if said in _LETTERS else "")
        if letters and ("," in match[0] or city.casefold() in _table()):
            return city, letters
    return None


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str, str]]:
    """Name of a city, folded -> its name, its country and the letters of its state, where cities are told with one."""
    found: dict[str, tuple[str, str, str]] = {}
    for line in (Path(__file__).parent / "cities.txt").read_text(encoding="utf-8").splitlines():
        place, _, names = line.partition(" ")
        country, _, state = place.partition("-")
        found.update((name.casefold(), (name, country, state)) for name in names.split(","))
    return found
