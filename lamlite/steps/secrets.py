"""What must not lie in the trail: values whose schema says `writeOnly` or `format: password` become digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..core.event import Answered, Asked, Event
from ..core.tool import Tool
from .kinds import is_secret, parameter, plain

_SHORTEST = 4  # a shorter secret is not looked for inside of other texts


class Secrets:
    """Takes the secrets out of the events of one run.

    Args:
        find: The tool of a name, or None.
    """

    def __init__(self, find: Callable[[str], Tool | None]) -> None:
        self._find = find
        self._seen: dict[str, str] = {}
        self._asked: tuple[Tool, str] | None = None

    def redacted(self, event: Event) -> dict[str, Any]:
        """The event as JSON, with digests in place of secrets, also where a text repeats one."""
        found = event.to_dict()
        if isinstance(event, Asked) and event.ask.call and event.ask.missing:
            tool = self._find(event.ask.call.name)
            self._asked = (tool, event.ask.missing[0]) if tool else None
        if isinstance(event, Answered) and self._asked and event.answer and is_secret(parameter(*self._asked)):
            self._digest(event.answer)
        for part in _calls(found):
            tool = self._find(part["name"])
            if tool is not None:
                self._learn(part["arguments"], plain(tool.parameters))
                self._learn(part.get("result"), plain(tool.returns))
        result: dict[str, Any] = self._clean(found) if self._seen else found
        return result

    def _learn(self, value: Any, schema: Any) -> None:
        """Remember every secret in a value."""
        if not isinstance(schema, Mapping) or value is None:
            return
        if is_secret(schema):
            self._digest(value)
        elif isinstance(value, Mapping):
            for name, item in value.items():
                self._learn(item, schema.get("properties", {}).get(name, schema.get("additionalProperties")))
        elif isinstance(value, list):
            for item in value:
                self._learn(item, schema.get("items"))

    def _digest(self, value: Any) -> str:
        text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
        return self._seen.setdefault(text, f"sha256:{hashlib.sha256(text.encode()).hexdigest()}")

    def _clean(self, value: Any) -> Any:
        if isinstance(value, dict | list):
            whole = self._seen.get(json.dumps(value, sort_keys=True)) if value else None
            if isinstance(value, list):
                return whole or [self._clean(item) for item in value]
            return whole or {key: self._clean(item) for key, item in value.items()}
        if isinstance(value, str):
            if value in self._seen:
                return self._seen[value]
            for secret in sorted(self._seen, key=len, reverse=True):
                if len(secret) >= _SHORTEST:
                    value = value.replace(secret, self._seen[secret])
            return value
        if isinstance(value, bool) or value is None:
            return value
        text = json.dumps(value)
        return self._seen.get(text, value) if len(text) >= _SHORTEST else value


def _calls(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("name"), str) and isinstance(value.get("arguments"), dict):
            yield value
        for item in value.values():
            yield from _calls(item)
    elif isinstance(value, list):
        for item in value:
            yield from _calls(item)
