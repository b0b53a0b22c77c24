"""PolyAI's restaurant8k (CC BY 4.0): bookings with spans. Its DSTC8 part labels only what was asked for: left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from ..rows import Row
from .labelled import Intents, Slot
from .source import members

CAP = 1500
TOOLS = """\
restaurant8k: book_table / reservations.create / reserveTable / make_booking | Book a table at a restaurant / Make or change a dinner reservation
  people: people / party_size / guests string | How many people / Size of the party
  date: date / day / on string | Day of the booking
  time: time / at / arrival_time string | Time of the booking
  first_name: first_name / given_name string | First name of the guest
  last_name: last_name / surname / family_name string | Last name of the guest
"""  # noqa: E501


def rows(data: Path) -> Iterator[Row]:
    """User turns that say at least two things, or that are a request by their words."""
    intents = Intents(TOOLS, 4, "polyai")
    count = 0
    for name, text in members(data / "polyai" / "spans.tar.xz", ".json"):
        if Path(name).parent.name != "restaurant8k" or not Path(name).name.startswith("train"):
            continue
        for raw in json.loads(text):
            request = raw["userInput"]["text"]
            slots = [Slot(found["slot"], found["valueSpan"].get("startIndex", 0), found["valueSpan"]["endIndex"])
                     for found in raw.get("labels", ()) if "valueSpan" in found]  # fmt: skip
            asks = re.search(r"\b(book|booking|reserv\w*|table|need|want)\b", request, re.I)
            row = intents.row("restaurant8k", request, slots, count) if asks or len(slots) > 1 else None
            if row is not None and count < CAP:
                count += 1
                yield row
