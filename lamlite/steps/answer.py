"""Step 9: what was done, in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from math import isclose
from typing import Any

from ..core.tool import Effect, Tool
from .kinds import LABELS, is_secret, parameter

_PAST = {
    "append": "Added to", "begin": "Began", "buy": "Bought", "cancel": "Cancelled", "draft": "Drafted", "get": "Got",
    "make": "Made", "mark": "Marked", "pay": "Paid", "put": "Put", "remember": "Remembered", "rename": "Renamed",
    "run": "Ran", "send": "Sent", "set": "Set", "shut": "Shut", "start": "Started", "stop": "Stopped",
    "take": "Took", "trash": "Moved to the trash", "turn": "Turned", "undo": "Undid", "write": "Wrote",
}  # fmt: skip
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\W_]+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PARTICLES = ("in", "on", "off", "out", "up", "down", "back", "away")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")
_MOST = 20  # lines of a list
_LENGTHS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}  # in seconds


def told(tool: Tool, arguments: Mapping[str, Any], result: Any, dry: bool = False) -> str:
    """One sentence, or some lines, on a call that ran (or would run)."""
    arguments = {name: value for name, value in arguments.items() if not is_secret(parameter(tool, name))}
    if dry:
        return f"Would call {tool.name}({_arguments(arguments)})."
    if isinstance(result, Mapping) and isinstance(result.get("message"), str) and result["message"]:
        return _ended(result["message"])
    if tool.effect is Effect.READ:
        return _shown(result) or _nothing(tool, arguments)
    return _deed(tool.name, arguments, result)


def _arguments(arguments: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_short(value)}" for name, value in arguments.items())


def _deed(name: str, arguments: Mapping[str, Any], result: Any) -> str:
    """ "Added the todo 'milk' (groceries)." from add_todo and what it gave."""
    verb, *rest = [word.lower() for word in _WORD.split(name.rpartition(".")[2]) if word]
    past = _PAST.get(verb) or _regular(verb)
    if rest and rest[0] in _PARTICLES:
        past = f"{past} {rest.pop(0)}"
    thing = f" the {' '.join(rest)}" if rest else ""
    label = _label(result) or _label(arguments)
    if label.casefold() == " ".join(rest):  # the timer 'Timer'
        return f"{past}{thing}{_details(arguments, result, label)}."
    if label:
        return f"{past}{thing} {label!r}{_details(arguments, result, label)}."
    if len(arguments) == 1:
        value = next(iter(arguments.values()))
        shown = ("on" if value else "off") if isinstance(value, bool) else readable(value)
        return f"{past}{thing} {'to ' if past == 'Set' else ''}{shown}."
    return f"{past}{thing}{_details(arguments, result, label)}."


def _details(arguments: Mapping[str, Any], result: Any, label: str) -> str:
    """What else is known of the thing, in brackets: when it is, and what the call said of it as the result has it."""
    known = result if isinstance(result, Mapping) else {}
    span = _span(known.get("start"), known.get("end"))
    lengths = [_plainly(name, value) for name, value in arguments.items() if name in _LENGTHS and name not in known]
    hidden = (*LABELS, *(("start", "end") if span else ()))
    names = [name for name in dict.fromkeys(("when", *arguments)) if name in known and name not in hidden]
    told = [*lengths, span, *(_plainly(name, known[name]) for name in names if known[name] != label)]
    said = ", ".join(text for text in told if text)
    return f" ({_cut(said, 100)})" if said else ""


def _regular(verb: str) -> str:
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):  # plan, planned
        verb += verb[-1]
    text = f"{verb}d" if verb.endswith("e") else f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{verb}ed"
    return text.capitalize()


def _label(value: Any) -> str:
    """What a thing is called: the most telling of its fields."""
    if isinstance(value, Mapping):
        for name in LABELS[:6]:
            if isinstance(value.get(name), str) and value[name].strip():
                return _cut(value[name], 80)
    return ""


def _shown(result: Any) -> str:
    """The value or values of a read; empty where there is nothing."""
    if isinstance(result, Mapping):
        kept = {name: value for name, value in result.items() if value not in (None, "", [], {})}
        lists = [value for value in kept.values() if isinstance(value, list)]
        if len(lists) == 1 and _label(kept) == "" and kept.get("count") == len(lists[0]):
            return _shown(lists[0])  # the count is seen
        if not kept or (not lists and set(kept) == {"count"} and not kept["count"]):
            return ""
        if len(kept) == 1:
            return _shown(next(iter(kept.values())))
        return _thing(kept) if _label(kept) else _ended("; ".join(_named(n, v) for n, v in kept.items()))
    if isinstance(result, list):
        lines = [f"- {readable(item)}" for item in result[:_MOST]]
        more = [f"- and {len(result) - _MOST} more"] if len(result) > _MOST else []
        return "\n".join([*lines, *more])
    return "" if result in (None, "") else _ended(readable(result))


def _named(name: str, value: Any) -> str:
    return f"{name.replace('_', ' ')}: {readable(value)}"


def _thing(value: Mapping[str, Any]) -> str:
    """One thing: what it is called and is, in a line, and below what it says."""
    long = {name: text for name, text in value.items() if name in ("text", "body", "content") and isinstance(text, str)}
    brief = readable({name: item for name, item in value.items() if name not in long})
    says = [text.strip() for text in long.values() if text.strip() != _label(value)]
    return "\n".join([brief, *says]) if says and brief else _ended(readable(value))


def _nothing(tool: Tool, arguments: Mapping[str, Any]) -> str:
    """ "There are no events for Thu 24 Dec 2026." from list_events; plainer where the name says no more."""
    verb, *rest = [word.lower() for word in _WORD.split(tool.name.rpartition(".")[2]) if word]
    if verb not in ("list", "find", "search", "show") or not rest:
        return "Nothing was found."
    given = [value for name, value in arguments.items() if isinstance(value, str) and not _choice(tool, name)]
    about = f" for {_cut(' – '.join(map(readable, given)), 100)}" if given else ""
    return f"There are no {' '.join(rest)}{about}."


def _choice(tool: Tool, name: str) -> bool:
    return "enum" in parameter(tool, name)


def readable(value: Any) -> str:
    """A JSON value for a person: times as a clock shows them, a thing with its name first."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, str):
        return _when(value)
    if isinstance(value, Mapping):
        label = _label(value)
        hidden = {"id", *(name for name in LABELS[:6] if value.get(name) == label)}
        span = _span(value.get("start"), value.get("end"))
        rest = [] if span is None else [span]
        hidden |= {"start", "end"} if span is not None else set()
        if "id" not in value and label == value.get("text"):  # what came out, in words
            hidden |= {name for name, item in value.items() if _repeats(label, item)}
        rest += [_plainly(name, item) for name, item in value.items() if name not in hidden]
        return ", ".join(text for text in (label, *rest) if text)
    if isinstance(value, list):
        return ", ".join(readable(item) for item in value) or "none"
    return "none" if value is None else str(value)


def _plainly(name: str, value: Any) -> str:
    """A field of a thing: a switch by its name where it is on, a number with its name, anything else by itself."""
    if isinstance(value, bool):
        return name.replace("_", " ") if value else ""
    if isinstance(value, int | float) and name in _LENGTHS:
        return _length(value, name)
    if isinstance(value, int | float):
        return f"{name.replace('_', ' ')} {readable(value)}"
    return "" if value in (None, "", [], {}) else readable(value)


def _length(value: float, unit: str) -> str:
    """ "1 hour 30 minutes" for 5400 seconds; other lengths as they are."""
    if unit != "seconds" or value != int(value) or value < _LENGTHS["minutes"]:
        return f"{readable(value)} {unit.removesuffix('s') if value == 1 else unit}"
    parts, left = [], int(value)
    for name in ("days", "hours", "minutes", "seconds"):
        count, left = divmod(left, _LENGTHS[name])
        parts += [_length(count, name)] if count else []
    return " ".join(parts)


def _repeats(label: str, value: Any) -> bool:
    """Whether words say a value already: a number rounded, a moment in full, a text or the place of a time zone."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        numbers = (float(number.replace(",", "")) for number in _NUMBER.findall(label))
        return any(isclose(number, value, rel_tol=1e-5) for number in numbers)
    if not isinstance(value, str):
        return False
    if _TIME.fullmatch(value):
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
        return f"{moment.day} {moment:%B %Y}, {moment:%H:%M}" in label
    return value.rpartition("/")[2].replace("_", " ").casefold() in label.casefold()


def _span(start: Any, end: Any) -> str | None:
    """From when to when; None where that is not known."""
    if not (isinstance(start, str) and isinstance(end, str) and _TIME.fullmatch(start) and _TIME.fullmatch(end)):
        return None
    return f"{_when(start)}–{_when(end).rpartition(' ')[2] if start[:10] == end[:10] else _when(end)}"


def _when(text: str) -> str:
    try:
        if _TIME.fullmatch(text):
            return f"{datetime.fromisoformat(text.replace('Z', '+00:00')):%a %d %b %Y, %H:%M}"
        if _DAY.fullmatch(text):
            return f"{date.fromisoformat(text):%a %d %b %Y}"
    except ValueError:
        pass
    return text


def _short(value: Any) -> str:
    return _cut(readable(value) if not isinstance(value, str) else repr(value), 60)


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def _ended(text: str) -> str:
    return text if not text or text.rstrip().endswith((".", "!", "?", "…")) or "\n" in text else f"{text}."
