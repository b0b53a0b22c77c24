"""Places of files as they are said: "Scans on the Desktop" as Desktop/Scans."""

from __future__ import annotations

import re

_PLACES = "desktop|documents|downloads|pictures|photos|music|videos|movies|public"
_SAID = re.compile(
    rf"(?P<name>[^/\\]+?),?\s+(?:in|on|inside|into|under|within)\s+(?:my\s+|the\s+)?(?P<place>{_PLACES})(?:\s+folder)?",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\bpaths?\b", re.IGNORECASE)


def is_path(name: tuple[str, ...], description: str) -> bool:
    """Whether a parameter wants a path."""
    return bool(_ASKED.search(f"{' '.join(name)} {description}"))


def path_said(words: str) -> str:
    """The path that the words tell by the name of a folder everybody has, or ""."""
    found = _SAID.fullmatch(words.strip())
    return f"{found['place'].capitalize()}/{found['name'].strip()}" if found else ""
