"""A few clauses to compose requests of."""

from __future__ import annotations

from models.recipe.clauses import Clause, Slot
from models.recipe.pools import Pool


def small_pool() -> Pool:
    """Rooms, weather, a message."""
    rooms = "kitchen bedroom hallway garage attic porch".split()
    made = [
        Clause("please ", f"turn on the {room} lights", "", "own", (Slot("room", 12, 12 + len(room)),))
        for room in rooms
    ]
    made += [Clause("", f"what's the weather in {city}", " thanks", "own") for city in ("Oslo", "Lima")]
    made.append(Clause("", "text Ana and Luis the news", "", "own", (), True))
    return Pool({"packs": made})
