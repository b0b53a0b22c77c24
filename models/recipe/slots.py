"""Slot values for packs and for tools without patterns: by list, format, type and name. Seeded, many cultures."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LISTS = Path(__file__).parent.parent / "packs" / "lists"

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()

# A parameter whose name contains the key takes values of the list.
BY_NAME = (
    ("email", "email"), ("phone", "phone"), ("url", "url"), ("path", "path"), ("file", "file"), ("city", "city"),
    ("country", "country"), ("address", "address"), ("location", "place"), ("place", "place"), ("origin", "city"),
    ("destination", "city"), ("currency", "currency"), ("language", "language"), ("color", "color"),
    ("colour", "color"), ("date", "date"), ("day", "date"), ("time", "time"), ("duration", "duration"),
    ("song", "title"), ("movie", "title"), ("book", "title"), ("title", "title"), ("artist", "person"),
    ("author", "person"), ("user", "person"), ("person", "person"), ("player", "person"), ("customer", "person"),
    ("contact", "person"), ("team", "team"), ("company", "company"), ("message", "sentence"), ("text", "sentence"),
    ("body", "sentence"), ("note", "sentence"), ("content", "sentence"), ("description", "sentence"),
    ("subject", "topic"), ("query", "topic"), ("topic", "topic"), ("keyword", "topic"), ("food", "food"),
    ("ingredient", "food"), ("dish", "food"), ("product", "product"), ("item", "product"), ("brand", "company"),
    ("id", "code"), ("code", "code"), ("number", "code"), ("ticker", "ticker"), ("symbol", "ticker"),
    ("name", "person"),
)  # fmt: skip


@cache
def values(name: str) -> tuple[str, ...]:
    """The lines of `lists/NAME.txt`; empty where there is no such list."""
    path = LISTS / f"{name}.txt"
    return tuple(line for line in path.read_text(encoding="utf-8").splitlines() if line) if path.exists() else ()


def _date(rng: random.Random) -> str:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1950, 2031)
    return rng.choice((
        f"{year}-{month:02d}-{day:02d}", f"{_MONTHS[month - 1]} {day}", f"{_MONTHS[month - 1]} {day}, {year}",
        f"{day} {_MONTHS[month - 1]} {year}", f"{month:02d}/{day:02d}/{year}", "tomorrow", "today", "tonight",
        f"next {rng.choice(_DAYS)}", rng.choice(_DAYS), f"the {day}th", f"{_MONTHS[month - 1]} {year}", "next week",
        f"this {rng.choice(_DAYS)}", "the day after tomorrow", f"in {rng.choice(_WORDS)} days", "yesterday",
        f"{day} {_MONTHS[month - 1][:3]}", f"{rng.choice(_WORDS)} weeks from {rng.choice(_DAYS)}",
    ))  # fmt: skip


def _time(rng: random.Random) -> str:
    hour, minute = rng.randint(1, 12), rng.randint(0, 59)
    return rng.choice((
        f"{hour}:{minute:02d} {rng.choice(('AM', 'PM', 'am', 'pm'))}", f"{hour} {rng.choice(('am', 'pm', 'a.m.'))}",
        f"{rng.randint(0, 23)}:{minute:02d}", "noon", "midnight", f"{hour}pm", f"half past {_WORDS[hour - 1]}",
        f"quarter to {_WORDS[hour - 1]}", f"{_WORDS[hour - 1]} o'clock", f"{hour} in the morning",
        f"{hour} in the evening", f"{_WORDS[hour - 1]} thirty",
    ))  # fmt: skip


def _datetime(rng: random.Random) -> str:
    return rng.choice((f"{_date(rng)} at {_time(rng)}", f"{_time(rng)} {_date(rng)}", _date(rng), _time(rng),
                       f"in {rng.choice(_WORDS)} hours", "in half an hour", f"{_date(rng)} {_time(rng)}",
                       f"in {rng.randint(5, 90)} minutes", f"{_time(rng)} on {rng.choice(_DAYS)}",
                       "tomorrow morning", "tonight at 8", "this evening"))  # fmt: skip


def _duration(rng: random.Random) -> str:
    n = rng.randint(2, 90)
    return rng.choice((f"{n} minutes", f"{n} seconds", "half an hour", f"{_WORDS[n % 12]} hours", "an hour",
                       f"{n} min", "an hour and a half", f"{n % 12 + 1} hours and {n} minutes", f"{n % 20 + 2} days",
                       f"{_WORDS[n % 8]} weeks", "a quarter of an hour", f"{n % 9 + 2}h"))  # fmt: skip


def _code(rng: random.Random) -> str:
    letters = "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=rng.randint(2, 3)))
    return rng.choice((f"{letters}{rng.randint(10, 9999)}", str(rng.randint(100, 999999)),
                       f"{letters}-{rng.randint(1, 999)}",
                       "".join(rng.choices("abcdefghijkmnpqrstuvwxyz0123456789", k=rng.randint(6, 10)))))  # fmt: skip


def _email(rng: random.Random) -> str:
    first, last = (rng.choice(values(n) or ("dana", "lee")).split()[0].lower() for n in ("person", "person"))
    return (
        f"{first}{rng.choice(('.', '_', ''))}{last}@{rng.choice(('example.com', 'gmail.com', 'work.org', 'uni.edu'))}"
    )


def _phone(rng: random.Random) -> str:
    a, b, c = rng.randint(200, 999), rng.randint(200, 999), rng.randint(1000, 9999)
    return rng.choice(
        (f"{a}-{b}-{c}", f"+{rng.randint(1, 99)} {a} {b} {c}", f"({a}) {b}-{c}", f"{a}{b}{c}", f"0{a} {b}{c}")
    )


_MADE = {"date": _date, "time": _time, "datetime": _datetime, "duration": _duration, "code": _code, "email": _email,
         "phone": _phone}  # fmt: skip


def draw(name: str, rng: random.Random) -> str:
    """A value of the list or of the made kind `name`."""
    if name in _MADE:
        return _MADE[name](rng)
    return rng.choice(values(name) or values("topic") or ("something",))


def number(schema: Mapping[str, Any], rng: random.Random) -> tuple[str, float]:
    """A number within the schema's bounds: (words, value)."""
    low, high = schema.get("minimum", 0), schema.get("maximum")
    if schema.get("type") == "integer":
        top = int(high) if high is not None else rng.choice((10, 100, 100, 2030, 5000, 90_000))
        value: float = rng.randint(int(low), max(int(low), top))
        if 1 <= value <= 20 and rng.random() < 0.25:
            return _WORDS[int(value) - 1], value
        return (f"{int(value):,}" if value >= 2100 and rng.random() < 0.4 else str(int(value))), value
    top_f = float(high) if high is not None else rng.choice((1.0, 10.0, 100.0, 5000.0))
    value = round(rng.uniform(float(low), top_f), rng.choice((0, 0, 1, 2)))
    return (str(int(value)) if value == int(value) else str(value)), value


def surface(name: str, schema: Mapping[str, Any], rng: random.Random) -> tuple[str, Any]:
    """Words for one value of a parameter, and the value: an option, True, or None where the words are the value."""
    kind = schema.get("type")
    if "enum" in schema:
        option = rng.choice(list(schema["enum"]))
        return str(option).replace("_", " "), option
    if kind == "boolean":
        value = rng.random() < 0.6
        return ("yes" if value else "no"), value
    if kind in ("integer", "number"):
        words, _ = number(schema, rng)
        return words, None
    form = str(schema.get("format", ""))
    if form:
        listed = {"date-time": "datetime", "uri": "url"}.get(form, form)
        return draw(listed, rng), None
    lowered = name.lower()
    for key, listed in BY_NAME:
        if key in lowered:
            return draw(listed, rng), None
    return draw(rng.choice(("topic", "product", "title", "place", "person", "food")), rng), None
