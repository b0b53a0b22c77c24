"""Home Assistant's English sentence grammar (CC BY 4.0), sampled. Needs PyYAML; without it there are no rows."""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .. import slots as lists
from ..rows import Row
from .grammar import Sampler
from .home import FLOORS, ROOMS, TOOLS, devices, pile
from .labelled import Intents, Slot
from .source import members

DRAWS = 9  # sentences of a template
FEW = 2  # of a template of an intent that has a hundred of them
_LABELS = {"HassTurnOn": "turn_on", "HassTurnOff": "turn_off", "HassLightSet": "light_set",
           "HassBroadcast": "broadcast",
           "HassClimateSetTemperature": "climate_set", "HassClimateGetTemperature": "climate_get",
           "HassSetPosition": "position_set", "HassSetVolume": "volume_set", "HassMediaPause": "media_pause",
           "HassMediaUnpause": "media_play", "HassMediaNext": "media_next", "HassMediaPrevious": "media_previous",
           "HassMediaSearchAndPlay": "media_search", "HassVacuumStart": "vacuum_start",
           "HassVacuumReturnToBase": "vacuum_return", "HassListAddItem": "list_add",
           "HassListCompleteItem": "list_complete",
           "HassShoppingListAddItem": "shopping_add", "HassShoppingListCompleteItem": "shopping_complete",
           "HassStartTimer": "timer_start", "HassCancelTimer": "timer_cancel", "HassIncreaseTimer": "timer_increase",
           "HassDecreaseTimer": "timer_decrease", "HassTimerStatus": "timer_status", "HassGetState": "get_state",
           "HassCancelAllTimers": "timer_cancel_all", "HassGetWeather": "get_weather", "HassGetCurrentDate": "get_date",
           "HassGetCurrentTime": "get_time"}  # fmt: skip
_OTHERWISE = {
    "cover": {"turn_on": "open_cover", "turn_off": "close_cover"},
    "lock": {"turn_on": "lock", "turn_off": "unlock"},
}
_DEVICES = {"light": "light", "fan": "fan", "switch": "switch", "cover": "blinds", "lock": "lock", "climate": "climate",
            "media_player": "media_player", "vacuum": "vacuum", "todo": "todo"}  # fmt: skip
_KINDS = {"light": r"light(s|ing)?|lamps?", "fan": "fans?", "switch": "switch(es)?"}
_UNREADABLE = re.compile(r"\bhalf\b|1/2")


class _Fill:
    """Words for the lists of the grammar; `kind` is the kind of device that a sentence is about."""

    def __init__(self, values: Mapping[str, Any], names: Mapping[str, list[str]], media: list[str]) -> None:
        self._values, self._names, self._media = values, names, media
        self.kind = "light"

    def __call__(self, name: str, slot: str, rng: random.Random) -> tuple[str, str]:
        """Words and the value they stand for."""
        if name == "name":
            known = self._names.get(_DEVICES.get(self.kind, ""), None)
            said = rng.choice(known or self._names["switch"])
            return (said.lower() if rng.random() < 0.6 else said), ""
        if name == "area":
            return rng.choice(ROOMS), ""
        if name == "floor":
            return rng.choice(FLOORS), ""
        if name in ("shopping_list_item", "todo_list_item"):
            return lists.draw(rng.choice(("food", "product")), rng).lower(), ""
        if name == "search_query":
            return rng.choice(self._media), ""
        if name in ("message", "zone", "timer_name"):
            return (
                lists.draw("sentence", rng) if name == "message" else rng.choice((*ROOMS, "pasta", "pizza", "nap"))
            ), ""
        entry = self._values[name]
        if "range" in entry:
            return str(rng.randint(int(entry["range"]["from"]), min(100, int(entry["range"]["to"])))), ""
        chosen = rng.choice(entry["values"])
        said = chosen["in"] if isinstance(chosen, dict) else chosen
        return Sampler({}, self).draw(str(said), rng)[0], ""


def _blocks(data: Path, yaml: Any) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """(kind of device, intent, block of sentences)."""
    for name, text in members(data / "ha-intents" / "sentences.tar.xz", ".yaml"):
        path = Path(name)
        if "sentences" not in path.parts or path.name == "_common.yaml":
            continue
        raw = yaml.safe_load(text) or {}
        if "intents" in raw:
            for intent, content in raw["intents"].items():
                yield from ((path.stem.partition("_Hass")[0], intent, block) for block in content["data"])
        else:
            for block in raw.get("data", ()):
                kind = block.get("inferred_domain") or (block.get("name_domains") or [""])[0]
                yield str(kind), path.parent.name, block


def rows(data: Path) -> Iterator[Row]:
    """DRAWS sentences a template."""
    try:
        yaml: Any = importlib.import_module("yaml")
    except ImportError:
        return
    rng = random.Random("ha-intents")
    common: dict[str, Any] = next(yaml.safe_load(text) for name, text in members(
        data / "ha-intents" / "sentences.tar.xz", "en/_common.yaml") if "sentences" in name)  # fmt: skip
    media = [line.strip() for line in pile(data, "pile_of_media_names.txt").splitlines() if line.strip()]
    fill = _Fill(common["lists"], devices(data), media)
    intents = Intents(TOOLS, 4, "ha-intents")
    for number, (kind, intent, block) in enumerate(_blocks(data, yaml)):
        label = _LABELS.get(intent, "")
        if kind == "person":
            continue
        label = _OTHERWISE.get(kind, {}).get(label, label)
        wanted = (block.get("requires_context") or {}).get("domain") or (block.get("slots") or {}).get("domain") or kind
        fill.kind = wanted[0] if isinstance(wanted, list) else str(wanted)
        sampler = Sampler({**common["expansion_rules"], **(block.get("expansion_rules") or {})}, fill, fill.kind)
        for template in block["sentences"] if label else ():
            yield from _sentences(
                template, FEW if intent == "HassGetState" else DRAWS, sampler, intents, (label, number, rng)
            )


def _sentences(template: str, count: int, sampler: Sampler, intents: Intents,
               about: tuple[str, int, random.Random]) -> Iterator[Row]:  # fmt: skip
    label, number, rng = about
    kind = sampler.kind
    for draw in range(count):
        try:
            text, slots = sampler.draw(template, rng)
        except (KeyError, ValueError, RecursionError):
            return  # a list or rule that needs Home Assistant itself
        if not text or _UNREADABLE.search(text) or any(slot.label == "brightness" and slot.value for slot in slots):
            continue
        if label in ("turn_on", "turn_off") and all(slot.label != "name" for slot in slots):
            places = [match.span() for match in re.finditer(_KINDS.get(kind, "(?!)"), text, re.I)]
            slots = [*slots, Slot("domain", *places[0], kind)] if places else slots
        row = intents.row(label, text, slots, number + draw)
        if row is not None:
            yield row
