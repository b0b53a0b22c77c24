"""What words mean: dates, times, durations, numbers, units, money and choices, with the clock and the locale given.

>>> clock = Clock(datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Berlin")))
>>> read("tomorrow at 7 pm", {"type": "string", "format": "date-time"}, clock)
Reading(value='2026-11-23T19:00:00+01:00', exact=True)
>>> read("half an hour", {"type": "integer"}, clock, name="duration_minutes")
Reading(value=30, exact=True)
"""

from __future__ import annotations

from .clock import Clock
from .durations import Length
from .mentions import mentions
from .money import Amount
from .offsets import is_offset, shift
from .read import read
from .results import Mention, Reading, Unclear
from .units import Quantity
from .when import When

__all__ = [
    "Amount",
    "Clock",
    "Length",
    "Mention",
    "Quantity",
    "Reading",
    "Unclear",
    "When",
    "is_offset",
    "mentions",
    "read",
    "shift",
]
