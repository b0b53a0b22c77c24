"""E-mail addresses, phone numbers and URIs: web addresses, and others by their scheme ("s3://bucket/x", "tel:112")."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9_](?:[\w.+'%-]{0,63})@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![\w-])"
)
_TLDS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|co|me|tv|us|uk|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pl|ru|cn|jp|"
    "kr|in|au|nz|ca|br|mx|za|eu|ly|gl|tk|xyz|online|site|shop|store|tech|cloud|museum|name|pro|mobi|jobs|travel|page|html"
)
_PATH = r"(?:[/?#][^\s<>\"'“”]{0,2000})?"
# Any scheme with slashes behind it; without them a word and a colon are just that, but for these.
_SCHEMED = r"(?:[A-Za-z][A-Za-z0-9+.-]{1,30}://|(?:mailto|tel|sms|geo|urn|data|magnet):(?=[^\s:]))"
_URL = re.compile(
    rf"(?<![\w@.-])(?:{_SCHEMED}[^\s<>\"'“”]{{1,2000}}|www\.[^\s<>\"'“”]{{1,2000}}"
    rf"|(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}})\.){{1,8}}(?:{_TLDS})(?![\w@-])(?::[0-9]{{2,5}})?{_PATH})",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w$€£.,:/*+-])(?:\+\s?)?(?:\(\+?[0-9]{1,6}\)|[0-9]{1,15})"
    r"(?:[ \t./-]{0,3}(?:\([0-9]{1,6}\)|[0-9]{1,12})){0,9}"
    r"(?:\s{0,2}(?:ext\.?|x|extension|#)\s?[0-9]{1,6})?(?![\w%:/*]|[.,][0-9])",
    re.IGNORECASE,
)
_SCHEME = re.compile(_SCHEMED, re.IGNORECASE)
_SPOKEN = re.compile(r"\s{1,3}(at|dot|underscore|dash|hyphen|plus)\s{1,3}", re.IGNORECASE)
_SAID = {"at": "@", "dot": ".", "underscore": "_", "dash": "-", "hyphen": "-", "plus": "+"}
_TAIL = ".,;:!?)]}>'\"”’"
_DATE_LIKE = re.compile(
    r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})|[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
)

Span = tuple[int, int, str]


def emails(text: str) -> Iterator[Span]:
    """The e-mail addresses in `text` as (start, end, address)."""
    for match in _EMAIL.finditer(text):
        yield match.start(), match.end(), match.group()


def urls(text: str) -> Iterator[Span]:
    """The URIs in `text` as (start, end, address): web addresses with or without a scheme, others with theirs."""
    for match in _URL.finditer(text):
        address = match.group()
        while address and address[-1] in _TAIL and not (address[-1] == ")" and "(" in address):
            address = address[:-1]
        if "." in address or _SCHEME.match(address):
            yield match.start(), match.start() + len(address), address


def phones(text: str) -> Iterator[Span]:
    """The phone numbers in `text` as (start, end, number as written)."""
    for match in _PHONE.finditer(text):
        number = match.group().rstrip(" .-/\t")
        digits = sum(one.isdigit() for one in number)
        if 7 <= digits <= 17 and not _DATE_LIKE.fullmatch(number) and _phone_like(number, digits):
            yield match.start(), match.start() + len(number), number


def _phone_like(number: str, digits: int) -> bool:
    """True if the shape is that of a phone number rather than that of a count, a card or a fraction."""
    if number.startswith("+") or "(" in number:
        return True
    groups = re.split(r"[ \t./-]{1,3}", number)
    return len(groups) <= 6 and (len(groups) > 1 or digits >= 8) and "/" not in number and max(map(len, groups)) <= 12


def spoken_address(words: str) -> str:
    """Such as "jane dot doe at example dot com" written with signs; other words unchanged."""
    said = _SPOKEN.sub(lambda match: _SAID[match.group(1).lower()], words.strip()[:320])
    return said if said != words.strip() else words.strip()


def with_scheme(address: str) -> str:
    """The address as a URI: a bare domain gets https."""
    return address if _SCHEME.match(address) else f"https://{address}"
