"""What a parameter asks for, told from its schema, its name and its description."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .durations import UNIT_OF
from .units import DIMENSION, UNIT_NAMES

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\W_]+")
_STYLED = re.compile(
    r"\b(?:in|as|of|units?:?|is)\s+(?:the\s+)?(?:number\s+of\s+)?(?:whole\s+)?([A-Za-z°/²³]+)", re.IGNORECASE
)
_PAREN = re.compile(r"\(\s*(?:in\s+)?([A-Za-z°/²³]{1,20})\s*[),;]")
_WORD = re.compile(r"[A-Za-z°]{2,}")
_FORM = re.compile(r"(?:YYYY|YY|MM|DD|HH|hh|mm|ss|SS)(?:[-/.:T ,]{0,2}(?:YYYY|YY|MM|DD|HH|hh|mm|MM|ss|SS|a|A|AM/PM))+")
_FRACTION = re.compile(
    r"fraction|\b0(?:\.0)?\s*(?:-|–|to|\.\.|and)\s*1(?:\.0)?\b(?!\.?[0-9])|\[0,\s*1\]|ratio", re.IGNORECASE
)
_CODE = re.compile(r"currency code|iso[ -]?4217|3-letter|three-letter|\bUSD\b|\bEUR\b", re.IGNORECASE)
_CENTS = re.compile(r"\b(?:in|of) (?:us )?(?:cents|pence)\b|\b(?:minor|smallest) (?:currency )?unit", re.IGNORECASE)
_TIME_NAMES = {"timeout", "duration", "length", "delay", "interval"}
# "c" and "f" name temperatures in names such as temp_c; "m" in "distance_m" is metres, in "delay_m" minutes.
_NAME_ENDS = {"c", "f", "k", "m", "g", "l", "s", "h", "in"}
_NOT_UNITS = {"in", "second", "degree", "degrees", "a", "quarter", "real", "day", "night", "t", "bar", "st"}


@dataclass(frozen=True)
class Wanted:
    """What a parameter asks for.

    `unit` is a unit of units.py such as "s" or "km", or "". `fraction` says that a share of 1 is meant rather than a
    percentage. `form` is a `strftime` pattern, or "". `point` is date, time, date-time, duration or "". `code` says
    that a currency code is wanted, `cents` that amounts count in hundredths. `label` is the name in words.
    """

    unit: str = ""
    fraction: bool = False
    form: str = ""
    point: str = ""
    code: bool = False
    cents: bool = False
    label: str = "value"


def wanted(schema: Mapping[str, object], name: str) -> Wanted:
    """What the parameter `name` with this schema asks for."""
    text = schema.get("description")
    description = text if isinstance(text, str) else ""
    given = schema.get("format")
    return _told(name, description[:1000], given if isinstance(given, str) else "", schema.get("maximum") == 1)


@lru_cache(maxsize=1024)
def _told(name: str, description: str, given: str, up_to_one: bool) -> Wanted:
    form = _form(description)
    return Wanted(
        unit=_unit(name, description),
        fraction=up_to_one or bool(_FRACTION.search(description)),
        form=form,
        point=_point(given, form, description),
        code=bool(_CODE.search(description)) and ("curren" in f"{name} {description}".lower()),
        cents=bool(_CENTS.search(description)) or name_words(name)[-1:] in (["cents"], ["pence"]),
        label=" ".join(name_words(name)) or "value",
    )


def name_words(name: str) -> list[str]:
    """The words of a name in snake case or camel case, in lower case."""
    return [word.lower() for word in _CAMEL.split(name[:200]) if word]


def _unit(name: str, description: str) -> str:
    """The unit that a name ends in or a description names, or ""."""
    parts = name_words(name)
    if parts:
        last = parts[-1]
        joined = "_".join(parts[-3:])
        if joined in UNIT_NAMES and "_" in joined:
            return UNIT_NAMES[joined]
        if last in _NAME_ENDS and len(parts) > 1:
            timed = last == "m" and parts[-2] in _TIME_NAMES
            return "min" if timed else UNIT_NAMES[last]
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


def _measuring(word: str, *, alone: bool) -> bool:
    """True if the word surely names a unit there: `hours` does, `foot` or `days` in running text may not."""
    plural = word.endswith("s") or word in ("feet", "celsius", "fahrenheit", "mph", "kph", "kg", "km", "cm", "mm", "ms")
    return plural and (not alone or word in UNIT_OF or UNIT_NAMES[word] in DIMENSION)


def _form(description: str) -> str:
    """The first date form that the description names, as a `strftime` pattern."""
    match = _FORM.search(description)
    if match is None:
        return ""
    text = match.group()
    timed = False
    out = ""
    for piece in re.findall(r"YYYY|YY|MM|DD|HH|hh|mm|ss|SS|AM/PM|[aA]|.", text):
        timed = timed or piece in ("HH", "hh")
        codes = {"YYYY": "%Y", "YY": "%y", "DD": "%d", "HH": "%H", "hh": "%H", "mm": "%M", "ss": "%S", "SS": "%S"}
        codes |= {"MM": "%M" if timed else "%m", "a": "%p", "A": "%p", "AM/PM": "%p"}
        out += codes.get(piece, piece)
    return out.replace("%H", "%I") if "%p" in out else out


def _point(given: str, form: str, description: str) -> str:
    """date, time, date-time or duration, from the format or from what the description says of its form."""
    if given in ("date", "time", "date-time", "duration"):
        return given
    if given:
        return ""
    if form:
        dated, timed = "%d" in form or "%Y" in form, "%H" in form or "%I" in form
        return "date-time" if dated and timed else "date" if dated else "time" if timed else ""
    low = description.lower()
    if "iso 8601" not in low and "iso8601" not in low and "iso-8601" not in low:
        return ""
    if "duration" in low or "pt30m" in low:
        return "duration"
    if "time" in low or "when" in low:
        return "date-time"
    return "date" if "date" in low else "date-time"
