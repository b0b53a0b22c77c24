"""DroidCall (MIT), an early version: queries written for 24 Android intents; clean only where the words are in them."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..rows import Row
from .arguments import NO_VALUE, NotFound, marks_of, missing_of
from .rma_droid import plain, tools
from .source import members

CAP = 160  # rows of an intent
_SETTINGS = {"ACTION_AIRPLANE_MODE_SETTINGS": "airplane mode", "ACTION_LOCATION_SOURCE_SETTINGS": "location",
             "ACTION_MEMORY_CARD_SETTINGS": "memory card", "ACTION_SECURITY_SETTINGS": "security",
             "ACTION_DISPLAY_SETTINGS": "display", "ACTION_LOCALE_SETTINGS": "language and region",
             "ACTION_WIFI_SETTINGS": "Wi-Fi", "ACTION_BLUETOOTH_SETTINGS": "Bluetooth",
             "ACTION_DATE_SETTINGS": "date and time", "ACTION_INPUT_METHOD_SETTINGS": "keyboard and input",
             "ACTION_INTERNAL_STORAGE_SETTINGS": "storage",
             "ACTION_WIRELESS_SETTINGS": "wireless and network", "ACTION_APN_SETTINGS": "mobile network access point",
             "ACTION_SETTINGS": "general"}  # fmt: skip


def _settings(plain_names: bool) -> dict[str, dict[str, Any]]:
    found = {}
    for name, words in _SETTINGS.items():
        shown = "open_" + re.sub(r"\W+", "_", words.lower()) + "_settings" if plain_names else name
        found[name] = {"name": shown, "description": f"Open the {words} settings of the phone.",
                       "parameters": {"type": "object", "properties": {}, "required": []}}  # fmt: skip
    return found


def _given(raw: Mapping[str, Any]) -> dict[str, Any]:
    extras = raw.get("extras")
    given = {k: v for k, v in extras.items() if v not in NO_VALUE} if isinstance(extras, dict) else {}
    if "EXTRA_HOUR" in given:
        given["EXTRA_TIME"] = f"{int(given.pop('EXTRA_HOUR'))}:{int(given.pop('EXTRA_MINUTES', 0)):02d}"
    return given


def _row(raw: Mapping[str, Any], tool: dict[str, Any], mates: tuple[dict[str, Any], ...]) -> Row | None:
    try:
        given = _given(raw)
        if tool["name"] == tool["name"].lower():
            given = {name.removeprefix("EXTRA_").lower(): value for name, value in given.items()}
        marks = marks_of(tool["parameters"], given, raw["query"])
    except (NotFound, TypeError, ValueError, AttributeError):
        return None
    missing = missing_of(tool["parameters"], marks)
    return None if missing else Row("call", raw["query"], tool, marks, (), mates, "droidcall")


def rows(data: Path) -> Iterator[Row]:
    """Alarms, timers and the settings screens; what needs a URI that nobody said is left out."""
    known = tools(data)
    both = [known | _settings(False), {name: plain(tool) for name, tool in known.items()} | _settings(True)]
    kept = ("ACTION_SET_ALARM", "ACTION_SET_TIMER", "ACTION_SHOW_ALARMS", "ACTION_INSERT_CONTACT", *_SETTINGS)
    every = [json.loads(line) for _, text in members(data / "droidcall" / "droidcall.tar.xz", "hist/seeds.jsonl",
             "hist/machine_generated.jsonl") for line in text.splitlines()]  # fmt: skip
    random.Random("droidcall").shuffle(every)
    seen: Counter[str] = Counter()
    for number, raw in enumerate(every):
        name = raw.get("intent")
        if name not in kept or seen[name] >= CAP or name not in both[0]:
            continue
        pick = both[number % 2]
        mates = tuple(pick[other] for other in kept if other != name and other in pick)
        row = _row(raw, pick[name], mates)
        if row is not None:
            seen[name] += 1
            yield row
