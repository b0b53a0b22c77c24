"""Time zones by the names people use: "Tokyo", "CET", "Europe/Berlin", "UTC+2", "India", "here"."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from lamlite.core.errors import Ambiguous, ToolError

from .match import Candidate, fold, pick
from .moment import clock

# Letters that are used for one zone far more than for others, and places that the zone names do not have.
_KNOWN = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC", "zulu": "UTC",
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York", "eastern": "America/New_York",
    "cst": "America/Chicago", "cdt": "America/Chicago", "ct": "America/Chicago", "central": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "mt": "America/Denver", "mountain": "America/Denver",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
    "bst": "Europe/London", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "eet": "Europe/Helsinki",
    "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "aest": "Australia/Sydney", "msk": "Europe/Moscow",
    "nyc": "America/New_York", "boston": "America/New_York", "washington": "America/New_York",
    "miami": "America/New_York", "atlanta": "America/New_York", "philadelphia": "America/New_York",
    "san francisco": "America/Los_Angeles", "sf": "America/Los_Angeles", "la": "America/Los_Angeles",
    "seattle": "America/Los_Angeles", "las vegas": "America/Los_Angeles", "california": "America/Los_Angeles",
    "portland": "America/Los_Angeles", "houston": "America/Chicago", "dallas": "America/Chicago",
    "austin": "America/Chicago", "texas": "America/Chicago", "montreal": "America/Toronto", "ottawa": "America/Toronto",
    "rio": "America/Sao_Paulo", "rio de janeiro": "America/Sao_Paulo", "uk": "Europe/London",
    "england": "Europe/London", "britain": "Europe/London", "united kingdom": "Europe/London",
    "edinburgh": "Europe/London", "ireland": "Europe/Dublin", "france": "Europe/Paris", "germany": "Europe/Berlin",
    "munich": "Europe/Berlin", "frankfurt": "Europe/Berlin", "hamburg": "Europe/Berlin", "italy": "Europe/Rome",
    "milan": "Europe/Rome", "spain": "Europe/Madrid", "barcelona": "Europe/Madrid", "switzerland": "Europe/Zurich",
    "geneva": "Europe/Zurich", "netherlands": "Europe/Amsterdam", "sweden": "Europe/Stockholm",
    "norway": "Europe/Oslo", "poland": "Europe/Warsaw", "greece": "Europe/Athens", "turkey": "Europe/Istanbul",
    "india": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata",
    "bangalore": "Asia/Kolkata", "chennai": "Asia/Kolkata", "china": "Asia/Shanghai", "beijing": "Asia/Shanghai",
    "shenzhen": "Asia/Shanghai", "japan": "Asia/Tokyo", "osaka": "Asia/Tokyo", "korea": "Asia/Seoul",
    "south korea": "Asia/Seoul", "israel": "Asia/Jerusalem", "tel aviv": "Asia/Jerusalem", "abu dhabi": "Asia/Dubai",
    "vietnam": "Asia/Ho_Chi_Minh", "thailand": "Asia/Bangkok", "philippines": "Asia/Manila", "egypt": "Africa/Cairo",
    "south africa": "Africa/Johannesburg", "cape town": "Africa/Johannesburg", "kenya": "Africa/Nairobi",
    "nigeria": "Africa/Lagos", "portugal": "Europe/Lisbon",
    "hawaii": "Pacific/Honolulu", "alaska": "America/Anchorage", "arizona": "America/Phoenix",
    "florida": "America/New_York", "bombay": "Asia/Kolkata", "austria": "Europe/Vienna",
    "belgium": "Europe/Brussels", "denmark": "Europe/Copenhagen", "finland": "Europe/Helsinki",
    "hungary": "Europe/Budapest", "czech republic": "Europe/Prague", "ukraine": "Europe/Kiev",
    "georgia": "Asia/Tbilisi", "saudi arabia": "Asia/Riyadh", "pakistan": "Asia/Karachi", "taiwan": "Asia/Taipei",
    "malaysia": "Asia/Kuala_Lumpur", "argentina": "America/Argentina/Buenos_Aires", "chile": "America/Santiago",
    "colombia": "America/Bogota", "peru": "America/Lima",
    "new zealand": "Pacific/Auckland", "wellington": "Pacific/Auckland",
}  # fmt: skip
_SEVERAL = {
    "us": ("New York", "Chicago", "Denver", "Los Angeles"), "usa": ("New York", "Chicago", "Denver", "Los Angeles"),
    "america": ("New York", "Chicago", "Denver", "Los Angeles"),
    "united states": ("New York", "Chicago", "Denver", "Los Angeles"),
    "australia": ("Sydney", "Brisbane", "Adelaide", "Perth"), "canada": ("Toronto", "Winnipeg", "Vancouver", "Halifax"),
    "brazil": ("Sao Paulo", "Manaus"), "russia": ("Moscow", "Yekaterinburg", "Novosibirsk", "Vladivostok"),
    "mexico": ("Mexico City", "Tijuana", "Cancun"), "indonesia": ("Jakarta", "Makassar", "Jayapura"),
}  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_HERE = {"here", "local", "home", "mine", "me", "my time", "my time zone"}
_NOISE = re.compile(r"\b(the|my|standard|daylight|summer|time|timezone|zone)\b")


def find(name: str, parameter: str = "") -> tzinfo:
    """The zone that a name means.

    Raises:
        Ambiguous: a country with several zones.
        NotFound: nothing is called so.
    """
    text = fold(name)
    offset = _OFFSET.fullmatch(name.strip())
    if offset:
        return _fixed(offset)
    exact = next((zone for zone in _names() if zone.casefold() == name.strip().casefold()), None)
    if exact and "/" in exact:
        return ZoneInfo(exact)
    bare = " ".join(_NOISE.sub(" ", text).split()) or text
    if bare in _HERE:
        return clock().tzinfo or timezone.utc
    if bare in _SEVERAL:
        raise Ambiguous(f"Which time zone: {name}?", choices=_SEVERAL[bare], parameter=parameter)
    if bare in _KNOWN:
        return ZoneInfo(_KNOWN[bare])
    if exact:
        return ZoneInfo(exact)
    candidates = [Candidate(zone, zone.casefold(), _city(zone), zone) for zone in _names() if "/" in zone]
    return ZoneInfo(pick(bare, candidates, noun="time zone", parameter=parameter))


def _fixed(match: re.Match[str]) -> tzinfo:
    span = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if span >= timedelta(hours=24):
        raise ToolError(f"{match[0]!r} is not the offset of a time zone.")
    return timezone(span if match[1] == "+" else -span)


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """The canonical names of places; older names for the same city are left out."""
    old = ("Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/", "posix", "right")
    last = {_city(zone): zone for zone in sorted(available_timezones()) if not zone.startswith(old)}
    # America/Argentina/Buenos_Aires and America/Buenos_Aires are one city: one of them is enough.
    return tuple(sorted(last.values()))


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
