"""A repetition that was said and that a call does not hold: "every Monday", to a tool that does things once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..core.call import Call
from ..core.tool import Tool
from .kinds import is_time, parameter

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_UNIT = (
    rf"(?:{_DAY}|weekday|weekend|workday|day|morning|noon|afternoon|evening|night|week|fortnight|month|quarter|year"
    r"|hour|half hour|minute|second)s?"
)
_MANY = r"(?:other|second|third|few|couple of|single|\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_EVERY = rf"(?:every|each)(?: {_MANY})* {_UNIT}(?:(?:,? and|,) (?:every |each )?{_DAY}s?)*"
_OFTEN = rf"(?:once|twice|(?:\d+|two|three|four|five|six) times) (?:a|an|per|each|every) {_UNIT}"
_ADVERB = r"(?:daily|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually|hourly|nightly|everyday)"
_PLURAL = rf"(?:on )?(?:weekdays|weekends|{_DAY}s(?:(?:,? and|,) {_DAY}s)*)"
# "the daily report" repeats nothing: it names a thing.
_THING = r"(?:a|an|the|my|our|your|his|her|their|this|that|its)"
_SAID = re.compile(rf"\b(?:{_EVERY}|{_OFTEN}|(?<!\w-)(?:{_THING} )?{_ADVERB}(?!-)|{_PLURAL})\b", re.IGNORECASE)
_NAMED = re.compile(rf"{_THING} ", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|‘[^’]*’|(?<!\w)'[^']*'(?!\w)")

_NAME = re.compile(r"repeat|recur|every|days|weekday|freq|interval|schedule|cron|rrule|daily|weekly|how_often")
_DESCRIBED = re.compile(
    rf"repeat|recur|\bevery (?:{_MANY} )?{_UNIT}\b|how often|frequency|interval|cron\b|rrule|{_ADVERB}"
    r"|\bweekdays\b|\bdays? of the week",
    re.IGNORECASE,
)


def left_out(task: str, tool: Tool, call: Call) -> str:
    """A sentence on the repetition that a task asks for and its call does not hold; empty where there is none."""
    phrase = next((one for one in _said(task) if not _used(one, task, tool, call)), None)
    able = [name for name in tool.properties if _able(name, parameter(tool, name))]
    by_itself = not able and (_NAME.search(tool.name.lower()) or _DESCRIBED.search(tool.description))
    if phrase is None or by_itself or any(name in call.arguments for name in able):
        return ""
    why = f"the call gives no {able[0]}" if able else f"{tool.name} has no way to repeat"
    return f"“{phrase[0]}” is left out: {why}."


def _said(task: str) -> Iterator[re.Match[str]]:
    quoted = [one.span() for one in _QUOTED.finditer(task)]
    for phrase in _SAID.finditer(task):
        if not _NAMED.match(phrase[0]) and not any(start <= phrase.start() < end for start, end in quoted):
            yield phrase


def _used(phrase: re.Match[str], task: str, tool: Tool, call: Call) -> bool:
    """Whether an argument took the words. A point in time cannot hold a repetition, whatever it was read from."""
    held = [name for name in call.arguments if not is_time(parameter(tool, name))]
    words = _plain(phrase[0])
    if any(words in _plain(str(call.arguments[name])) for name in held):
        return True
    for path, source in call.sources.items():
        if path.partition(".")[0] not in held or source.start is None or source.end is None:
            continue
        if task[source.start : source.end] == source.text and source.start < phrase.end() > phrase.start() < source.end:
            return True
    return False


def _able(name: str, schema: Mapping[str, Any]) -> bool:
    """Whether a parameter is made for saying how often."""
    return bool(_NAME.search(name.lower()) or _DESCRIBED.search(str(schema.get("description", ""))))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
