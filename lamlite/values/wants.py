"""What a parameter asks for, told from its schema, its name and its description."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .cities import asked_place
from .codes import asked_code
from .durations import UNIT_OF
from .forms import form_of, kind_of
from .formulas import is_formula
from .numbering import numbering
from .paths import is_path
from .rates import is_fraction, is_percent
from .units import DIMENSION, UNIT_NAMES

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\W_]+")
_STYLED = re.compile(
    r"\b(?:in|as|of|units?:?|is)\s+(?:the\s+)?(?:number\s+of\s+)?(?:whole\s+)?([A-Za-z°/²³]+)", re.IGNORECASE
)
_PAREN = re.compile(r"\(\s*(?:in\s+)?([A-Za-z°/²³]{1,20})\s*[),;]")
_WORD = re.compile(r"[A-Za-z°]{2,}")
_SIGNED = re.compile(r"\bminus\b|negative|signed|-P[0-9T]", re.IGNORECASE)
_BACKWARD = re.compile(r"before|ahead|advance|prior|earlier|\bago\b|\bback\b|\bpast\b|since|\blast\b", re.IGNORECASE)
_EARLY = re.compile(r"wake|alarm|breakfast|morning", re.IGNORECASE)
_OPEN = re.compile(r"\bin the morning (?:where|when|if|unless)\b", re.IGNORECASE)
# Which end of an interval a name tells; a description only by the words that can mean nothing else.
_FIRST, _LAST = set("from since after checkin departure".split()), set("to until till before checkout return".split())
_BEGINS, _ENDS = set("start starts begin begins first earliest".split()), set("end ends over last latest".split())
_NEGATIVE = re.compile(
    r"negative (?:for|if|when|means|values? (?:for|mean)|numbers? (?:for|mean)|is)\b([^.;)]{1,60})", re.IGNORECASE
)
_CODE = re.compile(r"currency code|iso[ -]?4217|3-letter|three-letter|\bUSD\b|\bEUR\b", re.IGNORECASE)
_CENTS = re.compile(r"\b(?:in|of) (?:us )?(?:cents|pence)\b|\b(?:minor|smallest) (?:currency )?unit", re.IGNORECASE)
_STOPS = set("for if is the an of and or when than value values number numbers to in it are end start".split())
_TIME_NAMES = {"timeout", "duration", "length", "delay", "interval"}
_NAME_ENDS = {"c", "f", "k", "m", "g", "l", "s", "h", "in"}
_WARM = set("temp temperature target oven boiling melting freezing min max minimum maximum high low deg".split())
_LONG = set("length width height depth diameter radius size thickness distance rainfall screen waist inseam".split())
_NOT_UNITS = {"in", "second", "degree", "degrees", "a", "quarter", "real", "day", "night", "t", "bar", "st"}


@dataclass(frozen=True)
class Wanted:
    """What a parameter asks for.

    `unit` is a unit of units.py such as "s" or "km", or "". `fraction` says that a share of 1 is meant rather than a
    percentage, `percent` that a percentage is. `form` is a pattern of forms.py, or "". `point` is date, time,
    date-time, duration or "". `code` says that a currency code is wanted, `place` which other code of codes.py,
    `city` how a city is to be told (cities.py), `path` that a path is wanted. `cents` says that amounts count in
    hundredths, `formula` that a formula is wanted. `back` says that lengths "before" something are negative, `signed`
    that the description says so, `below` which words make a number negative. `numbers` are words that the description
    gives numbers to. `morning` says that an hour from 4 to 11 which the words leave open is before noon, as for an
    alarm. `edge` is first or last for a point that something runs from or to. `label` is the name in words.
    """

    unit: str = ""
    fraction: bool = False
    percent: bool = False
    form: str = ""
    point: str = ""
    code: bool = False
    place: str = ""
    city: str = ""
    path: bool = False
    cents: bool = False
    formula: bool = False
    back: bool = False
    signed: bool = False
    below: frozenset[str] = frozenset()
    numbers: tuple[tuple[str, int], ...] = ()
    morning: bool = False
    edge: str = ""
    label: str = "value"
    description: str = ""


def wanted(schema: Mapping[str, object], name: str) -> Wanted:
    """What the parameter `name` with this schema asks for."""
    text = schema.get("description")
    description = text if isinstance(text, str) else ""
    given = schema.get("format")
    return _told(name, description[:1000], given if isinstance(given, str) else "", schema.get("maximum") == 1)


@lru_cache(maxsize=1024)
def _told(name: str, description: str, given: str, up_to_one: bool) -> Wanted:
    named = tuple(name_words(name))
    text = f"{' '.join(named)}. {description}"
    form = "" if given else form_of(description)
    fraction = up_to_one or is_fraction(text)
    below = _NEGATIVE.search(description)
    return Wanted(
        unit=_unit(name, description),
        fraction=fraction,
        percent=not fraction and is_percent(text),
        form=form,
        point=_point(given, form, description),
        code=bool(_CODE.search(description)) and ("curren" in f"{name} {description}".lower()),
        place=asked_code(named, description),
        city=asked_place(description),
        path=is_path(named, description),
        cents=bool(_CENTS.search(description)) or named[-1:] in (("cents",), ("pence",)),
        formula=not given and is_formula(named, description),
        signed=bool(_SIGNED.search(description)),
        back=bool(_SIGNED.search(description)) or not _BACKWARD.search(text),
        below=frozenset(re.findall(r"[a-z]{2,}", below[1].lower())) - _STOPS if below else frozenset(),
        numbers=numbering(description),
        edge=_edge(named, _FIRST | _BEGINS, _LAST | _ENDS) or _edge(name_words(description), _BEGINS, _ENDS),
        morning=bool(_EARLY.search(" ".join(named)) or _OPEN.search(description)),
        label=" ".join(named) or "value",
        description=description,
    )


def name_words(name: str) -> list[str]:
    """The words of a name in snake case or camel case, in lower case."""
    return [word.lower() for word in _CAMEL.split(name[:200]) if word]


def _edge(words: Iterable[str], first: set[str], last: set[str]) -> str:
    """first or last where the words tell one of them, else ""."""
    told = {edge for edge, names in (("first", first), ("last", last)) if names & set(words)}
    return told.pop() if len(told) == 1 else ""


def _unit(name: str, description: str) -> str:
    """The unit that a name ends in or a description names, or ""."""
    parts = name_words(name)
    if parts:
        last = parts[-1]
        joined = "_".join(parts[-3:])
        if joined in UNIT_NAMES and "_" in joined:
            return UNIT_NAMES[joined]
        if last in _NAME_ENDS and len(parts) > 1:
            return _by_letter(parts[-2], last)
        if last in UNIT_NAMES and last not in _NAME_ENDS | _NOT_UNITS and _measuring(last, alone=len(parts) == 1):
            return UNIT_NAMES[last]
    for pattern in (_STYLED, _PAREN, _WORD):
        for match in pattern.finditer(description):
            word = match.group(match.lastindex or 0).lower()
            if word in UNIT_NAMES and word not in _NOT_UNITS and (len(word) > 1 or pattern is _PAREN):
                if pattern is _WORD and not _measuring(word, alone=False):
                    continue
                return UNIT_NAMES[word]
    return ""


def _by_letter(before: str, letter: str) -> str:
    """The unit of names such as temp_c, distance_m, delay_m and width_in, but none of check_in and point_c."""
    if letter in ("c", "f", "k"):
        return letter.upper() if before in _WARM else ""
    if letter == "in":
        return letter if before in _LONG else ""
    return "min" if letter == "m" and before in _TIME_NAMES else letter


def _measuring(word: str, *, alone: bool) -> bool:
    """True if the word surely names a unit there: `hours` does, `foot` or `days` in running text may not."""
    plural = word.endswith("s") or word in ("feet", "celsius", "fahrenheit", "mph", "kph", "kg", "km", "cm", "mm", "ms")
    return plural and (not alone or word in UNIT_OF or UNIT_NAMES[word] in DIMENSION)


def _point(given: str, form: str, description: str) -> str:
    """date, time, date-time or duration, from the format or from what the description says of its form."""
    if given in ("date", "time", "date-time", "duration"):
        return given
    if given:
        return ""
    if form:
        return kind_of(form)
    low = description.lower()
    if "iso 8601" not in low and "iso8601" not in low and "iso-8601" not in low:
        return ""
    if "duration" in low or "pt30m" in low:
        return "duration"
    if "time" in low or "when" in low:
        return "date-time"
    return "date" if "date" in low else "date-time"
