"""Tiny models of real architectures, written here; tools and a clock to try them on."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from lamlite.core.context import Context
from lamlite.core.tool import Tool

REMINDER = Tool(
    "add_reminder",
    "Add a reminder.",
    {
        "type": "object",
        "properties": {
            "title": {"type": "string", "description": "What to be reminded of."},
            "when": {"type": "string", "format": "date-time"},
            "minutes": {"type": "integer", "minimum": 1, "maximum": 90},
            "tags": {"type": "array", "items": {"type": "string", "maxLength": 8}, "uniqueItems": True, "maxItems": 3},
        },
        "required": ["title", "when"],
        "additionalProperties": False,
    },
)
LIGHTS = Tool(
    "set_lights",
    "Set the lights of a room.",
    {
        "type": "object",
        "properties": {
            "room": {"enum": ["kitchen", "hall", "nursery"]},
            "level": {"type": "number", "minimum": 0, "maximum": 100},
            "on": {"type": "boolean", "default": True},
        },
        "required": ["room"],
        "additionalProperties": False,
    },
)
MAIL = Tool(
    "send_mail",
    "Send a mail.",
    {
        "type": "object",
        "properties": {
            "to": {"type": "string", "format": "email"},
            "body": {"type": "string"},
            "options": {"type": "object", "properties": {"copies": {"type": "integer"}}, "additionalProperties": False},
        },
        "required": ["to", "body"],
        "additionalProperties": False,
    },
)


@pytest.fixture(scope="session")
def tools() -> tuple[Tool, ...]:
    return (REMINDER, LIGHTS, MAIL)


@pytest.fixture(scope="session")
def context() -> Context:
    return Context(datetime(2026, 11, 23, 9, tzinfo=timezone.utc))
