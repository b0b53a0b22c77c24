"""Where a value stands in a request: as it is, as a number in digits or words, as a date or a time in another form."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_SMALL = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen").split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_POWERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_NUMBER = re.compile(r"(?<![\w.])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d])")
_WORD = "|".join([*_UNITS, *_POWERS])
_SPELT = re.compile(rf"\b(?:{_WORD})(?:[\s-]+(?:and\s+)?(?:{_WORD}))*\b", re.I)
_MONTHS = "january february march april may june july august september october november december".split()
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")


def find(words: str, request: str) -> list[Span]:
    """Every place where `words` stand in the request, whole words, letter case aside."""
    words = " ".join(words.split())
    if not words:
        return []
    pattern = r"\s+".join(re.escape(part) for part in words.split(" "))
    left = r"(?<![^\W_])" if words[0].isalnum() else ""
    right = r"(?![^\W_])" if words[-1].isalnum() else ""
    return [match.span() for match in re.finditer(left + pattern + right, request, re.I)]


def spelt(words: str) -> float | None:
    """The number that number words say: "two hundred and five" is 205."""
    total, current = 0, 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _UNITS:
            current += _UNITS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _POWERS:
            total, current = total + max(current, 1) * _POWERS[word], 0
        elif word != "and":
            return None
    return float(total + current)


def numbers(request: str) -> Iterator[tuple[int, int, float]]:
    """(start, end, value) of the numbers of a request; "5%" gives 5 and 0.05."""
    for match in _NUMBER.finditer(request):
        value = float(match[0].replace(",", "").replace("−", "-"))
        start, end = match.span()
        yield start, end, value
        power = re.match(r"\s?(hundred|thousand|million|billion|k)\b", request[end:], re.I)
        if power:
            yield start, end + power.end(), value * _POWERS.get(power[1].lower(), 1000)
        if re.match(r"\s?(%|percent|per cent)", request[end:]):
            yield start, end, value / 100
    for match in _SPELT.finditer(request):
        value_of = spelt(match[0])
        if value_of is not None:
            yield match.start(), match.end(), value_of
    for match in re.finditer(r"(?<=[$€£#(\[=x^])\d[\d,]*(?:\.\d+)?", request):
        yield match.start(), match.end(), float(match[0].replace(",", ""))


def find_number(value: float, request: str) -> list[Span]:
    """Every place where the number stands, in digits or words."""
    return sorted({(start, end) for start, end, found in numbers(request) if abs(found - value) < 1e-9})


def _date_pattern(year: str, month: int, day: int) -> str:
    name = _MONTHS[month - 1]
    named = rf"(?:{name}|{name[:3]}\.?|sept\.?)" if month == 9 else rf"(?:{name}|{name[:3]}\.?)"
    suffix = rf"0?{day}(?:st|nd|rd|th)?"
    tail = rf"(?:,?\s+(?:of\s+)?{year}\b)?"
    return (rf"\b{named}\s+(?:the\s+)?{suffix}\b{tail}|\b(?:the\s+)?{suffix}\s+(?:of\s+)?{named}\b{tail}"
            rf"|\b0?{month}/0?{day}/(?:{year}|{year[2:]})\b|\b0?{day}[/.]0?{month}[/.]{year}\b")  # fmt: skip


def _clock_pattern(hour: int, minute: int) -> str:
    twelve = (hour - 1) % 12 + 1
    half = "a" if hour < 12 else "p"
    minutes = rf"[:.]{minute:02d}" if minute else r"(?:[:.]00)?"
    named = {(12, 0): r"|\bnoon\b|\bmidday\b", (0, 0): r"|\bmidnight\b"}.get((hour, minute), "")
    part = "morning" if half == "a" else "(?:afternoon|evening)"
    return (rf"\b0?{twelve}{minutes}\s?{half}\.?m\b\.?|\b0?{hour}:{minute:02d}\b(?!\s?[ap]\.?m)"
            rf"|\b0?{twelve}{minutes}\s+(?:o'clock\s+)?in the {part}{named}")  # fmt: skip


def find_text(value: str, request: str) -> list[Span]:
    """Every place of a string: verbatim, or a date or a time of day that is written another way."""
    found = find(value.strip().strip("\"'"), request)
    if found:
        return found
    pattern = ""
    if (date := _ISO.fullmatch(value.strip())) and 1 <= int(date[2]) <= 12:
        pattern = _date_pattern(date[1], int(date[2]), int(date[3]))
    elif (clock := _CLOCK.fullmatch(value.strip())) and int(clock[1]) < 24:
        pattern = _clock_pattern(int(clock[1]), int(clock[2]))
    return [match.span() for match in re.finditer(pattern, request, re.I)] if pattern else []
