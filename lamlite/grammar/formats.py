"""The string and number formats that lamlite enforces: what each admits.

Source: RFC 3339 (date, time, date-time, duration), RFC 5321/5322 (email), RFC 3986 (uri), RFC 1123 (hostname),
RFC 4122 (uuid), the OpenAPI format registry (int32, int64, float, double).
"""

from __future__ import annotations

import datetime
import ipaddress
import re
from collections.abc import Callable

_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_TIME = re.compile(rf"{_CLOCK}(:[0-5][0-9](\.[0-9]{{1,9}})?)?([Zz]|[+-]{_CLOCK})?")
# A minus in front, for a time before another, is an extension that ISO 8601-2 and most readers of durations know.
_DURATION = re.compile(r"-?P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)", re.ASCII)
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(\.{_LABEL})*"
_EMAIL = re.compile(rf"({_LOCAL})@({_HOST})", re.ASCII)
_HOSTNAME = re.compile(_HOST, re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None


def _is_date_time(text: str) -> bool:
    """A date and a time; the offset may be missing, as a device speaks of its own zone."""
    return len(text) > 11 and text[10] in "Tt " and _is_date(text[:10]) and _is_time(text[11:])


def _is_duration(text: str) -> bool:
    return _DURATION.fullmatch(text) is not None


def _is_email(text: str) -> bool:
    match = _EMAIL.fullmatch(text)
    return match is not None and len(match[1]) <= 64 and len(text) <= 254


def _is_hostname(text: str) -> bool:
    return len(text) <= 253 and _HOSTNAME.fullmatch(text) is not None


def _is_uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None


def _is_uuid(text: str) -> bool:
    return _UUID.fullmatch(text) is not None


def _is_ipv4(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return "%" not in text


def is_regex(text: str) -> bool:
    """Whether Python can compile the pattern."""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


STRING_FORMATS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "time": _is_time,
    "date-time": _is_date_time,
    "duration": _is_duration,
    "email": _is_email,
    "hostname": _is_hostname,
    "uri": _is_uri,
    "uuid": _is_uuid,
    "ipv4": _is_ipv4,
    "ipv6": _is_ipv6,
    "regex": is_regex,
}

# `password` says how to show and store a value, not what it may be.
ANNOTATION_FORMATS = frozenset({"password", "float", "double"})


def _signed(bits: int) -> tuple[int, int]:
    return -(2 ** (bits - 1)), 2 ** (bits - 1) - 1


INTEGER_FORMATS: dict[str, tuple[int, int]] = {
    "int8": _signed(8),
    "int16": _signed(16),
    "int32": _signed(32),
    "int64": _signed(64),
    "uint8": (0, 2**8 - 1),
    "uint16": (0, 2**16 - 1),
    "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}

FORMATS = frozenset(STRING_FORMATS) | ANNOTATION_FORMATS | frozenset(INTEGER_FORMATS)


def matches_format(value: object, name: str) -> bool:
    """Whether a value is of a format; a format says nothing of values of other types (Draft 2020-12, 7.2.1)."""
    if isinstance(value, str) and name in STRING_FORMATS:
        return STRING_FORMATS[name](value)
    if isinstance(value, int | float) and not isinstance(value, bool) and name in INTEGER_FORMATS:
        low, high = INTEGER_FORMATS[name]
        return low <= value <= high and float(value).is_integer()
    return True
