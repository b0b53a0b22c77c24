"""Clauses to compose from: what is trained on, and the sources that are held out."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field

from .clauses import HELD_OUT_SOURCES, READERS, Clause, Slot, pack_clauses, public_clauses

SHARES = {
    "packs": 40,
    "hwu64": 18,
    "mindmeld": 16,
    "clinc150": 12,
    "rma-droid": 14,
    "sgd": 4,
    "snips": 10,
    "bf-skills": 10,
}


# Slots of the public sets of which one says several in one breath; "packs" are filtered by name (dealt.py).
LISTED = {
    "hwu64": """date place_name time person business_name device_type food_type house_place currency_name list_name
        business_type definition_word game_name audiobook_name artist_name radio_name news_topic music_genre song_name
        podcast_name time_zone app_name playlist_name ingredient movie_name drink_type""",
    "mindmeld": "location sys_time dish store_name appliance city cast title genre restaurant cuisine country duration",
    "snips": """object_name playlist artist city state movie_name country entity_name location_name restaurant_name
        served_dish geographic_poi track album""",
    "bf-skills": "date FromDate FromTime TaskContent ContactName Location location Food topic MovieTitle CelebrityName",
}


def may_list(clause: Clause, slot: Slot) -> bool:
    """Whether several values of the slot could be said in its place."""
    after = clause.core[slot.end : slot.end + 1]
    known = LISTED.get(clause.source)
    return after in ("", " ", ",") and (known is None or slot.kind in known.split())


@dataclass
class Pool:
    """Clauses by source, with the values that each kind of slot takes."""

    clauses: dict[str, list[Clause]]
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    slotted: list[Clause] = field(default_factory=list)
    joined: list[Clause] = field(default_factory=list)

    def __post_init__(self) -> None:
        for every in self.clauses.values():
            for clause in every:
                for slot in clause.slots:
                    words = clause.core[slot.start : slot.end]
                    if 2 <= len(words) <= 30 and " and " not in words and "," not in words:
                        self.values[f"{clause.source}:{slot.kind}"].append(words)
                if not clause.joined and any(may_list(clause, slot) for slot in clause.slots):
                    self.slotted.append(clause)
                if clause.joined:
                    self.joined.append(clause)
        self.clauses = {name: [c for c in every if not c.joined] for name, every in self.clauses.items()}

    def draw(self, rng: random.Random) -> Clause:
        """One clause, sources by their shares."""
        names = [name for name, every in self.clauses.items() if every]
        return rng.choice(self.clauses[rng.choices(names, [SHARES[name] for name in names])[0]])


def training_pool(seed: int = 1) -> Pool:
    """The packs and the public sets that are trained on."""
    sources = {name: public_clauses(name) for name in READERS if name not in HELD_OUT_SOURCES}
    return Pool({"packs": pack_clauses(random.Random(seed)), **sources})


def held_out_pool() -> Pool:
    """The public sets that are never trained on."""
    return Pool({name: public_clauses(name) for name in HELD_OUT_SOURCES})
