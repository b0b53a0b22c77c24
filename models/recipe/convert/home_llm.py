"""home-llm (MIT): command templates for devices of a home, filled with its device names, and status questions."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Iterator
from pathlib import Path

from ..rows import Row
from .home import TOOLS, devices, pile
from .labelled import Intents, Slot

DRAWS = 7  # sentences of a template
_LABELS = {("light", "turn_on"): "turn_on", ("light", "turn_off"): "turn_off", ("todo", "add_item"): "list_add",
           ("climate", "set_temperature"): "climate_set", ("climate", "set_humidity"): "humidity_set",
           ("climate", "set_fan_mode"): "fan_mode_set", ("climate", "set_hvac_mode"): "hvac_mode_set",
           ("vacuum", "start"): "vacuum_start", ("vacuum", "stop"): "vacuum_stop", ("vacuum", "pause"): "vacuum_pause",
           ("vacuum", "return_to_base"): "vacuum_return", ("timer", "start"): "timer_for",
           ("timer", "cancel"): "timer_cancel", ("fan", "increase_speed"): "fan_up",
           ("fan", "decrease_speed"): "fan_down",
           ("lock", "lock"): "lock", ("lock", "unlock"): "unlock", ("media_player", "media_play"): "media_play",
           ("media_player", "media_pause"): "media_pause", ("media_player", "media_stop"): "media_stop",
           ("media_player", "media_next_track"): "media_next",
           ("media_player", "media_previous_track"): "media_previous",
           ("media_player", "volume_up"): "volume_up", ("media_player", "volume_down"): "volume_down",
           ("media_player", "volume_mute"): "volume_mute"}  # fmt: skip
_SERVICES = {"turn_on": "turn_on", "turn_off": "turn_off", "toggle": "toggle", "open_cover": "open_cover",
             "close_cover": "close_cover", "stop_cover": "stop_cover"}  # fmt: skip
_COLORS = ("red", "blue", "green", "yellow", "purple", "pink", "white", "warm white", "orange", "turquoise", "violet",
           "lime", "teal", "gold", "lavender")  # fmt: skip
_SLOTS = {"device_name": "name", "brightness": "brightness", "color": "color", "duration": "duration", "todo": "item",
          "temp_f": "temperature", "temp_c": "temperature", "humidity": "humidity", "fan_mode": "fan_mode",
          "hvac_mode": "hvac_mode"}  # fmt: skip
_MODES = {"fan_mode": ("high", "medium", "low", "auto"), "hvac_mode": ("heat", "cool", "auto", "off")}


def label(kind: str, service: str, phrase: str) -> str:
    """The intent of a template; a light that is given a brightness or colour is set, not switched on."""
    if kind == "light" and re.search(r"<(brightness|color)>", phrase):
        return "light_set"
    return _LABELS.get((kind, service)) or _SERVICES.get(service, "")


def filled(phrase: str, words: dict[str, str]) -> tuple[str, list[Slot]]:
    """The template with its words, and where they stand."""
    text, slots, at = "", [], 0
    for match in re.finditer(r"<(\w+)>", phrase):
        text += phrase[at : match.start()]
        value = words[match[1]]
        slots.append(Slot(_SLOTS[match[1]], len(text), len(text) + len(value)))
        text += value
        at = match.end()
    return text + phrase[at:], slots


def rows(data: Path) -> Iterator[Row]:
    """DRAWS sentences of every single command, one of every status question."""
    rng = random.Random("home-llm")
    intents = Intents(TOOLS, 3, "home-llm")
    names = devices(data)
    tasks = [line.strip() for line in pile(data, "pile_of_todo_items.txt").splitlines() if line.strip()]
    lasting = [line[1] for line in csv.reader(io.StringIO(pile(data, "pile_of_durations.csv"))) if len(line) > 1][1:]
    number = 0
    for line in csv.DictReader(io.StringIO(pile(data, "pile_of_templated_actions.csv"))):
        kind, key = line["device_type"], label(line["device_type"], line["service"], line["phrase"])
        for _ in range(DRAWS if key and "|" not in line["service"] else 0):
            device = rng.choice(names.get(kind, ["thermostat"]))
            words = {"device_name": device.lower() if rng.random() < 0.6 else device,
                     "brightness": rng.choice(("{}%", "{} percent", "{}")).format(rng.randint(1, 100)),
                     "color": rng.choice(_COLORS), "duration": rng.choice(lasting).lower(),
                     "todo": rng.choice(tasks).lower(),
                     "temp_f": str(rng.randint(58, 85)), "temp_c": str(rng.randint(14, 28)),
                     "humidity": str(rng.randint(20, 80)),
                     **{name: rng.choice(values) for name, values in _MODES.items()}}  # fmt: skip
            number += 1
            row = intents.row(key, *filled(line["phrase"].strip(' "'), words), number)
            if row is not None:
                yield row
    for line in csv.DictReader(io.StringIO(pile(data, "pile_of_status_requests.csv"))):
        phrase = line["phrase"]
        if re.findall(r"<(\w+)>", phrase) == ["device_name"] and line["device_type"] in names:
            number += 1
            text, slots = filled(phrase, {"device_name": rng.choice(names[line["device_type"]]).lower()})
            state = re.search(rf"\b{re.escape(line['state'].partition(';')[0])}\b", text.replace(phrase, ""))
            asked = [Slot("state", *state.span())] if state and state.start() >= slots[0].end else []
            row = intents.row("get_state", text, slots + asked, number)
            if row is not None:
                yield row
