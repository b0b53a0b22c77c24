"""What is trained on, in which share: hand-written packs, public sets, synthetic requests for schema libraries.

A source gives rows for ever; shares are per draw, so a large set does not drown a small one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lamlite.pointer.words import Words

from . import packs
from .convert.bank import Bank
from .convert.cache import load
from .pack_file import PackTool
from .places import MODELS
from .rows import Row
from .strangers import Strangers
from .synthesis import Synthesis
from .turns import after_turn
from .within import shared, within

# Packs kept for choosing between experiments and for calibration, never trained on.
HELD_OUT = ("weather_environment", "restaurants_delivery", "exam_hotel_concierge", "exam_science_toolkit",
            "exam_office_backend", "exam_home_and_family")  # fmt: skip
PACKS = MODELS / "packs" / "caller"
OWN = "own_"  # packs of the bundled tools: the catalogue that the Caller must master
SHARES = {"packs": 0.46, "own": 0.16, "synthesis": 0.12, "public": 0.26}
PART = 0.12  # of the packs' rows: told as a part of a longer request
TURNS = 0.05  # of all rows: told after a turn of conversation
GIVING, TRIES = 0.75, 6  # of those: with a value for it in the rest, as far as TRIES other rows have one
# Of the public rows. The sets differ in worth, not only in size: those with real arguments and many tools come first.
PUBLIC = {"seal_tools": 0.13, "sgd": 0.19, "rma_droid": 0.12, "hwu64": 0.11, "snips": 0.07, "metatool": 0.08,
          "clinc150": 0.06, "toolrl": 0.025, "glaive": 0.025, "droidcall": 0.02, "bf_skills": 0.06, "mindmeld": 0.05,
          "polyai": 0.02, "home_llm": 0.02, "ha_intents": 0.02}  # fmt: skip


class PackSource:
    """Rows of the hand-written packs, each pattern rendered with fresh values, tools drawn evenly.

    A tool's rivals are those of its own file; in `one_catalogue` (the bundled tools) as many of the other files too.
    A share `parts` of the rows is told as a part of a longer request.
    """

    def __init__(
        self,
        folder: Path = PACKS,
        only: Callable[[str], bool] | None = None,
        *,
        one_catalogue: bool = False,
        parts: float = 0.0,
    ) -> None:
        self._one_catalogue, self._parts = one_catalogue, parts
        self._tools: list[tuple[str, PackTool, list[PackTool]]] = []
        self._schemas: dict[int, dict[str, object]] = {}
        for name, tools in packs.load(folder).items():
            if only(name) if only else not (name in HELD_OUT or name.startswith(OWN)):
                self._tools += [(name, tool, tools) for tool in tools if tool.patterns]
        self._schemas = {id(tool): tool.schema() for _, tool, _ in self._tools}

    @property
    def tools(self) -> list[dict[str, object]]:
        """Every tool's schema."""
        return list(self._schemas.values())

    def draw(self, rng: random.Random) -> Row:
        """One row."""
        while True:
            name, tool, mates = rng.choice(self._tools)
            row = _rendered(tool, rng)
            if row is None:
                continue
            if row.kind != "none" and rng.random() < self._parts:
                row = _part(row, tool, mates, rng)
            rivals = [self._schemas[id(mate)] for mate in mates if mate is not tool and id(mate) in self._schemas]
            if self._one_catalogue and row.kind != "none":
                rivals += [self._schemas[id(other)] for _, other, _ in rng.sample(self._tools, len(rivals))]
            return replace(row, rivals=tuple(rivals), origin=f"pack:{name}")


def _rendered(tool: PackTool, rng: random.Random) -> Row | None:
    """A row of one of the tool's patterns, if the values drawn fit it."""
    try:
        return packs.render(tool, rng.choice(tool.patterns), rng)
    except ValueError:
        return None


def _part(row: Row, tool: PackTool, mates: Sequence[PackTool], rng: random.Random) -> Row:
    """The row as a part of a longer request, most often one that says a value for it."""
    other = None
    for _ in range(TRIES if rng.random() < GIVING else 1):
        beside = tool if rng.random() < 0.5 else rng.choice(mates)
        found = _rendered(beside, rng) if beside.patterns else None
        if found is not None and found.kind == "call":
            other = found
            if shared(row, other):
                break
    return within(row, other, rng) if other else row


class PublicSource:
    """Rows of the converted public sets: the set by its weight, then a tool, then one of its rows."""

    def __init__(self) -> None:
        self.converted = load()
        self.tools: list[dict[str, Any]] = [tool for tool in self.converted.tools if tool]
        self._sets = [name for name in PUBLIC if self.converted.lines.get(name)]
        self._weights = [PUBLIC[name] for name in self._sets]

    def __bool__(self) -> bool:
        return bool(self._sets)

    def draw(self, rng: random.Random) -> Row:
        """One row."""
        return self.converted.row(rng.choices(self._sets, self._weights)[0], rng)


class Mixture:
    """Draws rows from the sources by their shares."""

    def __init__(self, words: Words) -> None:
        self._public, self._words = PublicSource(), words
        bank = Bank()
        bank.add(self._public.converted.rows())
        self._synthesis = Synthesis(self._public.converted.library, bank)
        self.refresh()

    def refresh(self) -> None:
        """Read the packs again: those written since the last time join."""
        found = PackSource(parts=PART)
        self._sources: list[tuple[float, Callable[[random.Random], Row]]] = []
        own = PackSource(only=lambda name: name.startswith(OWN), one_catalogue=True, parts=PART)
        if found.tools:
            self._sources.append((SHARES["packs"], found.draw))
        if own.tools:
            self._sources.append((SHARES["own"], own.draw))
        if self._synthesis.tools:
            self._sources.append((SHARES["synthesis"], self._synthesis.draw))
        if self._public:
            self._sources.append((SHARES["public"], self._public.draw))
        self.strangers = Strangers([*found.tools, *self._public.tools], self._words)

    def draw(self, rng: random.Random) -> Row:
        """One row."""
        row = self._one(rng)
        return after_turn(row, self._one(rng), rng) if rng.random() < TURNS else row

    def _one(self, rng: random.Random) -> Row:
        weights = [weight for weight, _ in self._sources]
        return rng.choices([draw for _, draw in self._sources], weights)[0](rng)
