"""The forms of dates and times that descriptions name: "YYYY-MM-DD", "hh:mm a", "%d/%m/%Y", "month-day-year"."""

from __future__ import annotations

import re
from datetime import date, datetime

_TOKENS = "YYYY|yyyy|YY|yy|MMMM|MMM|MM|mm|DD|dd|HH|hh|SS|ss|D|d|M|H|h"
_SIGN = r"(?:\s?[-/.:,]\s?|T|'T'|\s)"
_DELIMITED = re.compile(
    rf"(?<![A-Za-z0-9%])(?:{_TOKENS})(?:{_SIGN}(?:{_TOKENS}))+(?:\.(?:fff|SSS|sss))?(?:Z|\s?(?:a|A|AM/PM|am/pm))?(?![A-Za-z0-9])"
)
_PACKED = re.compile(
    r"(?<![A-Za-z0-9%])(?:YYYYMMDD|yyyymmdd|yyyyMMdd|DDMMYYYY|MMDDYYYY|YYMMDD|HHMMSS|HHMM)(?![A-Za-z0-9])"
)
_STRFTIME = re.compile(r"%[YymdHIMSpBbjAa](?:[-/.:, T]{0,2}%[YymdHIMSpBbjAa])+")
_SAID = re.compile(r"\b(?:(?:year|month|day)([-/.])(?:year|month|day)\1(?:year|month|day))\b", re.IGNORECASE)
_PIECE = re.compile(rf"AM/PM|am/pm|fff|SSS|sss|'T'|{_TOKENS}|[aA]|.", re.DOTALL)
_CODES = {"yyyy": "%Y", "yy": "%y", "MMMM": "%B", "MMM": "%b", "dd": "%d", "d": "%-d", "hh": "%H", "h": "%-H"}
_CODES |= {"ss": "%S", "fff": "000", "sss": "000", "a": "%p", "am/pm": "%p", "'t'": "T"}
_SAID_CODES = {"year": "%Y", "month": "%m", "day": "%d"}
_PLAIN = re.compile(r"%-([dmHI])")
_SETS = ({"%d", "%m"}, {"%d", "%b"}, {"%d", "%B"}, {"%Y", "%m"}, {"%Y", "%B"}, {"%Y", "%b"}, {"%Y", "%j"})
_CLOCKS = ({"%H", "%M"}, {"%I", "%M"})


def form_of(description: str) -> str:
    """The first date form that the description names, as a `strftime` pattern, or "".

    "%-d" in the pattern stands for a day without a zero in front; `written` knows it everywhere.
    """
    given = _STRFTIME.search(description)
    if given is not None and _makes_sense(given.group()):
        return given.group()
    for match in (*_DELIMITED.finditer(description), *_PACKED.finditer(description)):
        form = _translated(match.group())
        if _makes_sense(form):
            return form
    said = _SAID.search(description)
    if said is None:
        return ""
    parts = re.split(r"[-/.]", said.group().lower())
    return said.group(1).join(_SAID_CODES[part] for part in parts) if len(set(parts)) == 3 else ""


def kind_of(form: str) -> str:
    """What a form writes: date, time or date-time; "" for neither."""
    codes = _codes(form)
    dated, timed = any(one <= codes for one in _SETS), any(one <= codes for one in _CLOCKS)
    return "date-time" if dated and timed else "date" if dated else "time" if timed else ""


def written(moment: date | datetime, form: str) -> str:
    """The moment in a form; numbers without a zero in front are written alike on every platform."""
    bare = _PLAIN.sub(lambda match: str(int(moment.strftime(f"%{match[1]}"))), form)
    return moment.strftime(bare)


def _makes_sense(form: str) -> bool:
    return bool(kind_of(form))


def _codes(form: str) -> set[str]:
    codes = set(re.findall(r"%-?[A-Za-z]", form.replace("%-", "%")))
    return codes | ({"%Y"} if "%y" in codes else set())


def _translated(text: str) -> str:
    """The tokens as codes; MM after an hour are minutes, mm without an hour before it are a month beside a day."""
    timed = False
    out = ""
    for piece in _PIECE.findall(text):
        low = piece.lower()
        timed = timed or low in ("hh", "h")
        if low in ("mm", "m"):
            out += "%M" if timed and not out.endswith(("-", "/")) else "%m" if low == "mm" else "%-m"
        elif piece in ("MMMM", "MMM"):
            out += _CODES[piece]
        elif piece == "T":
            out += "T"
        else:
            out += _CODES.get(low, piece)
    return out.replace("%-H", "%-I").replace("%H", "%I") if "%p" in out else out
