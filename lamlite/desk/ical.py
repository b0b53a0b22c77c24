"""iCalendar (RFC 5545): events as the text that calendar programs exchange, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lamlite.core.errors import ToolError

from .events import Event
from .moment import clock, local

_FOLD = 75
_DURATION = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_PARAMETER = re.compile(r';([\w-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')


@dataclass(frozen=True)
class Property:
    """One line of an iCalendar or vCard text: NAME;PARAMETER=x:value, the value still escaped."""

    name: str
    parameters: dict[str, str]
    value: str


def write(events: Iterable[tuple[str, Event]]) -> str:
    """A calendar of the events, each with its UID."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//lamlite//desk//EN"]
    for uid, event in events:
        lines += ["BEGIN:VEVENT", f"UID:{escape(uid)}", f"DTSTAMP:{_utc(clock())}"]
        lines += [f"DTSTART:{_utc(event.start)}", f"DTEND:{_utc(event.end)}", f"SUMMARY:{escape(event.title)}"]
        if event.location:
            lines.append(f"LOCATION:{escape(event.location)}")
        lines += [_attendee(who) for who in event.attendees]
        lines.append("END:VEVENT")
    return "".join(fold(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def read(text: str) -> list[tuple[str, Event]]:
    """The events of a calendar with their UIDs, ids left empty. Of one that repeats, its first time.

    Raises:
        ToolError: the text is not a calendar, or an event has no start.
    """
    lines = list(properties(text))
    if not any(line.name == "BEGIN" and line.value.upper() == "VCALENDAR" for line in lines):
        raise ToolError("This is not an iCalendar file.")
    found: list[tuple[str, Event]] = []
    inside: list[str] = []
    current: list[Property] = []
    for line in lines:
        if line.name == "BEGIN":
            inside.append(line.value.upper())
            current = [] if line.value.upper() == "VEVENT" else current
        elif line.name == "END" and inside:
            if inside.pop() == "VEVENT":
                found.append(_event(current))
        elif inside and inside[-1] == "VEVENT":  # not the alarms and zones nested in it
            current.append(line)
    return found


def escape(text: str) -> str:
    """A text as a value."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def unescape(value: str) -> str:
    """The text that a value stands for."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def fold(line: str) -> str:
    """The line in parts of at most 75 bytes, never cut within a character."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _FOLD:
            parts.append("")
            size = 1  # the space that the next line starts with
        parts[-1] += character
        size += width
    return "\r\n ".join(parts)


def properties(text: str) -> Iterator[Property]:
    """The lines of the text, unfolded and taken apart."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text.lstrip("\ufeff"))
    for line in unfolded.splitlines():
        match = re.match(r"(?:[\w-]+\.)?([\w-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", line)
        if match:
            pairs = {name.upper(): value.replace('"', "") for name, value in _PARAMETER.findall(match[2])}
            yield Property(match[1].upper(), pairs, match[3])


def _utc(moment: datetime) -> str:
    return local(moment).astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def _attendee(who: str) -> str:
    if "@" in who:
        return f"ATTENDEE:mailto:{who}"
    # Without an address the standard still asks for a URI.
    name = who.replace('"', "'").replace("\n", " ")
    return f'ATTENDEE;CN="{name}":invalid:nomail'


def _event(lines: list[Property]) -> tuple[str, Event]:
    first = {line.name: line for line in reversed(lines)}
    if "DTSTART" not in first:
        raise ToolError("An event in the calendar has no start.")
    start = _moment(first["DTSTART"])
    whole_day = len(first["DTSTART"].value) == len("20261123")
    if "DTEND" in first:
        end = _moment(first["DTEND"])
    elif "DURATION" in first:
        end = start + _duration(first["DURATION"].value)
    else:
        end = local((start + timedelta(days=1)).replace(tzinfo=None)) if whole_day else start
    text = {name: unescape(line.value) for name, line in first.items()}
    people = [line for line in lines if line.name == "ATTENDEE"]
    who = [re.sub("(?i)^mailto:", "", p.value) if "@" in p.value else p.parameters.get("CN", p.value) for p in people]
    event = Event("", text.get("SUMMARY", "Event"), start, end, text.get("LOCATION") or None, who)
    return text.get("UID", ""), event


def _moment(line: Property) -> datetime:
    value = line.value.strip()
    try:
        if len(value) == len("20261123"):
            return local(datetime.strptime(value, "%Y%m%d"))
        read_as = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")
    except ValueError as error:
        raise ToolError(f"{value!r} in the calendar is not a time.") from error
    if value.endswith("Z"):
        return local(read_as.replace(tzinfo=timezone.utc))
    try:
        zone = ZoneInfo(line.parameters["TZID"]) if "TZID" in line.parameters else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None  # a zone that only that program knows: the time on the wall is the best guess
    return local(read_as.replace(tzinfo=zone))


def _duration(value: str) -> timedelta:
    match = _DURATION.fullmatch(value.strip())
    if match is None:
        raise ToolError(f"{value!r} in the calendar is not a duration.")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -span if match[1] == "-" else span
