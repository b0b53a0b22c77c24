"""RMA-Droid (CC BY 4.0): calls of Android actions. Capped per tool; inferred values become options or are left out."""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..rows import Row
from .arguments import NotFound, marks_of, missing_of
from .schemas import catalogue, tool_of
from .source import json_lines

CAP = 700  # rows of a tool
ASK = 120  # rows of a tool that lack its required value
_MIME = ["text/plain", "application/pdf", "image/png", "image/jpeg", "image/*", "video/*", "audio/*", "video/mp4",
         "audio/mpeg", "application/zip", "text/html", "text/csv", "application/json", "application/msword", "*/*",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.ms-excel",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/*"]  # fmt: skip
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SETTINGS = ["general", "wireless", "airplane_mode", "wifi", "apn", "bluetooth", "date", "locale", "input_method",
             "display", "security", "location", "internal_storage", "memory_card"]  # fmt: skip
_OPTIONS: dict[str, list[str]] = {"mime_type": _MIME, "mime_types": _MIME, "EXTRA_DAYS": _DAYS,
                                  "setting_type": _SETTINGS,
                                  "data_type": ["contact", "phone", "email", "address"],
                                  "info_type": ["phone", "email", "address", "name"]}  # fmt: skip
_PERSON = {name: {"type": "string", "description": text} for name, text in (
    ("name", "Full name."), ("phone", "Phone number."), ("email", "E-mail address."), ("company", "Company."),
    ("address", "Postal address."))}  # fmt: skip
_LEFT_OUT = ("ACTION_INSERT_EVENT", "ACTION_EDIT_VIDEO", "N/A", "plan")  # values that cannot be read off the request
# Requests without the one value that these tools need.
_ASKS = r"^(please |can you |could you )*"
_LACKS = (
    ("dial", re.compile(_ASKS + r"(call|dial|phone|ring|give .* a (call|ring))\b", re.I),
     re.compile(r"phone number", re.I)),
    ("ACTION_VIEW_CONTACT", re.compile(_ASKS + r"(show|view|display|open|pull up)\b.*contact", re.I),
     re.compile(r"contact_uri|content URI", re.I)),
)  # fmt: skip


def _alarm(properties: dict[str, Any]) -> dict[str, Any]:
    """Hour and minutes as one time of day: nobody says them apart."""
    kept = {name: schema for name, schema in properties.items() if name not in ("EXTRA_HOUR", "EXTRA_MINUTES")}
    return {"EXTRA_TIME": {"type": "string", "format": "time", "description": "The time of the alarm."}, **kept}


def tools(data: Path) -> dict[str, dict[str, Any]]:
    """Tool by its name in the set."""
    found: dict[str, dict[str, Any]] = {}
    for raw in json_lines(data / "rma-droid" / "apis" / "api_v3.0.1.jsonl"):
        tool = tool_of({"name": raw["plan"], "description": raw["description"].split("\n")[0],
                        "arguments": raw["arguments"]})  # fmt: skip
        parameters = tool["parameters"]
        properties = parameters["properties"]
        for name, schema in properties.items():
            if name in _OPTIONS:
                inner = schema["items"] if schema["type"] == "array" else schema
                inner["enum"] = _OPTIONS[name]
            if name == "contact_info":
                schema |= {"properties": copy.deepcopy(_PERSON), "required": []}
            schema["description"] = re.split(r"(?<=[.])\s|\n", str(schema.get("description", "")))[0]
            schema.pop("default", None)
        if "EXTRA_HOUR" in properties:
            parameters["properties"] = _alarm(properties)
            parameters["required"] = ["EXTRA_TIME"] + [n for n in parameters["required"] if "EXTRA" not in n]
        found[raw["plan"]] = tool
    return found


def plain(tool: Mapping[str, Any]) -> dict[str, Any]:
    """The tool under everyday names: set_alarm(time, days) for ACTION_SET_ALARM(EXTRA_TIME, EXTRA_DAYS)."""
    parameters = tool["parameters"]
    name = {"INTENT_ACTION_STILL_IMAGE_CAMERA": "open_camera", "INTENT_ACTION_VIDEO_CAMERA": "open_video_camera"}.get(
        tool["name"], tool["name"].removeprefix("ACTION_").lower())  # fmt: skip
    return {**tool, "name": name, "parameters": {
        **parameters, "properties": {_everyday(n): s for n, s in parameters["properties"].items()},
        "required": [_everyday(n) for n in parameters["required"]]}}  # fmt: skip


def _everyday(name: str) -> str:
    return name.removeprefix("EXTRA_").lower()


def _given(raw: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(raw["arguments"])
    given.pop("EXTRA_SKIP_UI", None)
    if "EXTRA_HOUR" in given:
        given["EXTRA_TIME"] = f"{given.pop('EXTRA_HOUR')}:{given.pop('EXTRA_MINUTES', 0):02d}"
    return given


def _lacking(request: str, reason: str) -> str:
    return next((name for name, said, why in _LACKS if said.search(request) and why.search(reason)), "")


def rows(data: Path) -> Iterator[Row]:
    """Calls, and requests that lack what a tool with one parameter needs."""
    both = (tools(data), {name: plain(tool) for name, tool in tools(data).items()})
    mates = [catalogue(found.values()) for found in both]
    every = list(json_lines(data / "rma-droid" / "train_calls.jsonl.xz"))
    random.Random("rma-droid").shuffle(every)
    seen: Counter[str] = Counter()
    for number, raw in enumerate(every):
        request = str(raw["rewritten"] or raw["query"])
        pick = number % 2
        if raw["tool"] == "N/A":
            name = _lacking(request, str(raw["arguments"].get("reason", "")))
            if name and seen["?" + name] < ASK:
                seen["?" + name] += 1
                tool = both[pick][name]
                yield Row("ask", request, tool, (), tuple(tool["parameters"]["required"]),
                          tuple(t for t in mates[pick] if t is not tool), "rma-droid")  # fmt: skip
        elif raw["tool"] in both[pick] and raw["tool"] not in _LEFT_OUT and seen[raw["tool"]] < CAP:
            row = _call(raw, request, both[pick][raw["tool"]], mates[pick])
            if row is not None:
                seen[raw["tool"]] += 1
                yield row


def _call(raw: Mapping[str, Any], request: str, tool: dict[str, Any], mates: tuple[dict[str, Any], ...]) -> Row | None:
    try:
        given = _given(raw)
        if tool["name"] == tool["name"].lower():
            given = {_everyday(name): value for name, value in given.items()}
        marks = marks_of(tool["parameters"], given, request)
    except (NotFound, TypeError, ValueError, AttributeError):
        return None
    missing = missing_of(tool["parameters"], marks)
    return Row("ask" if missing else "call", request, tool, marks, missing, tuple(t for t in mates if t is not tool),
               "rma-droid")  # fmt: skip
