"""Schema-Guided Dialogue (CC BY-SA 4.0), training part: what the user said until the service was called."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lamlite.pointer.params import spoken

from ..rows import Mark, Row
from .schemas import catalogue
from .source import members
from .spans import find, find_number

TURNS = 3  # user turns that are joined to one request at most
LONGEST = 400
_STOPS = {"NEGATE", "AFFIRM", "SELECT", "REQUEST", "REQUEST_ALTS", "GOODBYE", "THANK_YOU", "NEGATE_INTENT"}
Frame = Mapping[str, Any]


def _slot(slot: Mapping[str, Any]) -> dict[str, Any]:
    values = list(slot["possible_values"])
    schema: dict[str, Any] = {"type": "string"}
    if slot["is_categorical"] and set(values) <= {"True", "False"}:
        schema = {"type": "boolean"}
    elif slot["is_categorical"] and values and all(value.isdigit() for value in values):
        schema = {"type": "integer"}
    elif slot["is_categorical"]:
        schema["enum"] = values
    return {**schema, "description": slot["description"]}


def services(data: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """Service -> intent -> tool, under the names of the schema."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for service in json.loads((data / "sgd" / "schema_train.json").read_text(encoding="utf-8")):
        slots = {slot["name"]: slot for slot in service["slots"]}
        found[service["service_name"]] = {}
        for intent in service["intents"]:
            names = [*intent["required_slots"], *intent["optional_slots"]]
            found[service["service_name"]][intent["name"]] = {
                "name": intent["name"], "description": intent["description"],
                "parameters": {"type": "object", "properties": {name: _slot(slots[name]) for name in names},
                               "required": list(intent["required_slots"])}}  # fmt: skip
    return found


def _categorical(name: str, schema: Mapping[str, Any], value: str, text: str) -> list[tuple[int, int, Any]]:
    if schema["type"] == "boolean":
        named = [span for word in spoken(name).split() if len(word) > 3 for span in find(word, text)]
        start, end = named[0] if named else (0, 0)
        return [(start, end, value == "True")]
    if schema["type"] == "integer":
        singles = find("a", text) + find("single", text) if value == "1" else []
        return [(a, b, text[a:b]) for a, b in find_number(float(value), text) or singles[:1]]
    places = find(value, text) or [(0, 0)]
    return [(*places[0], value)] if value in schema["enum"] else []


def turn_marks(turn: Mapping[str, Any], frame: Frame, tool: Mapping[str, Any]) -> list[Mark] | None:
    """What the user informs of in one turn; None where a value has no place."""
    text = turn["utterance"]
    places = {slot["slot"]: (slot["start"], slot["exclusive_end"]) for slot in frame["slots"]}
    marks: list[Mark] = []
    for action in frame["actions"]:
        name = action["slot"]
        if action["act"] != "INFORM" or not action["values"] or action["values"][0] == "dontcare":
            continue
        schema = tool["parameters"]["properties"].get(name)
        if schema is None:
            return None
        if name in places and "enum" not in schema:
            start, end = places[name]
            found: list[tuple[int, int, Any]] = [(start, end, text[start:end])]
        elif "enum" in schema or schema["type"] != "string":
            found = _categorical(name, schema, action["canonical_values"][0], text)
        else:
            found = []
        if not found:
            return None
        marks += [Mark((name,), start, end, value) for start, end, value in found]
    return marks


def _joined(parts: list[tuple[str, list[Mark]]]) -> tuple[str, tuple[Mark, ...]] | None:
    text, marks, seen = "", [], set[str]()
    for words, found in parts:
        if text:
            text = text if text.endswith((".", "?", "!")) else text + "."
            text += " "
        names = {mark.path[0] for mark in found}
        if names & seen:
            return None  # the user changed a value
        seen |= names
        shift = len(text)
        marks += [Mark(m.path, m.start + shift if m.end else 0, m.end + shift if m.end else 0, m.value) for m in found]
        text += words.strip()
    return (text, tuple(marks)) if len(text) <= LONGEST else None


def _row(parts: list[tuple[str, list[Mark]]], tool: dict[str, Any], mates: tuple[dict[str, Any], ...]) -> Row | None:
    joined = _joined(parts)
    if joined is None:
        return None
    text, marks = joined
    present = {mark.path[0] for mark in marks}
    missing = tuple(name for name in tool["parameters"]["required"] if name not in present)
    return Row("ask" if missing else "call", text, tool, marks, missing, mates, "sgd")


def dialogue_rows(dialogue: Mapping[str, Any], tools: Mapping[str, Mapping[str, dict[str, Any]]]) -> Iterator[Row]:
    """One row a stretch of the dialogue, from the turn that states an intent to the turn before something else."""
    parts: list[tuple[str, list[Mark]]] = []
    tool: dict[str, Any] | None = None
    mates: tuple[dict[str, Any], ...] = ()
    for turn in [*dialogue["turns"], None]:
        if turn is not None and turn["speaker"] != "USER":
            continue
        frames = turn["frames"] if turn is not None else []
        acts = {action["act"] for frame in frames for action in frame["actions"]}
        starts = "INFORM_INTENT" in acts
        if parts and tool and (starts or not frames or acts & _STOPS or len(parts) == TURNS):
            row = _row(parts, tool, mates)
            if row is not None:
                yield row
            parts = []
        if turn is None or len(frames) != 1 or acts & _STOPS or not (starts or parts):
            parts = []
            continue
        if starts:
            known = tools[frames[0]["service"]]
            tool = known.get(frames[0]["state"]["active_intent"])
            mates = catalogue(known.values(), tool["name"] if tool else "")
        marks = turn_marks(turn, frames[0], tool) if tool else None
        parts = [*parts, (turn["utterance"], marks)] if marks is not None else []


def rows(data: Path) -> Iterator[Row]:
    """Rows of every training dialogue."""
    tools = services(data)
    for _, text in members(data / "sgd" / "dialogues_train.tar.xz", ".json"):
        for dialogue in json.loads(text):
            if "turns" in dialogue:
                yield from dialogue_rows(dialogue, tools)
