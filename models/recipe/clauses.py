"""Clauses of one task each: from the Caller packs and from public utterance sets, split by source.

LAMLITE_DATA names the folder of the public sets (default `../shared/data` beside the repository).
"""

from __future__ import annotations

import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import packs
from .convert.source import json_lines, members
from .mixture import HELD_OUT as HELD_OUT_PACKS
from .places import MODELS
from .verbs import VERBS

HELD_OUT_SOURCES = ("snips", "bf-skills")
CAP = 500  # utterances of an intent

_OPENING = re.compile(
    r"(?:(?:hey|hi|hello|ok|okay|so|um|uh|well|alright|please|kindly|pls|olly|alexa|siri|google|just)\b,?\s+"
    r"|(?:can|could|would|will) (?:you|u) (?:please |kindly |just |pls )?"
    r"|i(?: want| need|'d like| would like) you to |(?:would|do) you mind |go ahead and )+",
    re.I,
)
_CLOSING = re.compile(r"(?:,?\s+(?:please|pls|thanks|thank you|thx|olly|alexa|siri|google))+$", re.I)
_JOINED = re.compile(r"\band\b|&|,|\bthen\b|\bor\b|\bbut\b", re.I)
_AND_ORDER = re.compile(rf"(?:\band|,|;|\bthen)\s+(?:then |also |please |just )?(?:{'|'.join(sorted(VERBS))})\b", re.I)
_BROKEN = re.compile(
    r"[.?!;:]\s+\S|[{}\[\]|<>\n\t\"“”]|\b(?:after that|afterwards|as well|never mind|actually)\b", re.I
)
_STARTERS = VERBS | frozenset("""what what's whats how how's is are do does did who who's where where's when which why
can could should have has my the a an will would any there was were that this let let's it in on at for if please i'd
give need i'll""".split())  # fmt: skip
_MENTION = re.compile(r"\b(?:it|that|this|them|these|those|her|him|there)\b", re.I)


@dataclass(frozen=True)
class Slot:
    """Characters of a clause's core that hold a value of a kind."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Clause:
    """One task in words: politeness before and after it, and its slots. `joined`: "and" or a comma stands in it."""

    before: str
    core: str
    after: str
    source: str
    slots: tuple[Slot, ...] = ()
    joined: bool = False

    @property
    def verb(self) -> str:
        """Its first word, where that is a verb of an order, else empty."""
        first = self.core.split(" ", 1)[0].lower()
        return first if first in VERBS else ""

    @property
    def mentions(self) -> bool:
        """Whether a word stands in it that could point to another clause."""
        return bool(_MENTION.search(self.core))


def parted(raw: str) -> tuple[str, str, str]:
    """Politeness before, the task, and what follows it: politeness, full stops."""
    opening = _OPENING.match(raw)
    start = opening.end() if opening else 0
    closing = _CLOSING.search(raw, start)
    end = closing.start() if closing else len(raw)
    core = raw[start:end].rstrip(" .!?,;")
    return raw[:start], core, raw[start + len(core) :]


def clause_of(text: str, source: str, slots: Iterable[Slot] = ()) -> Clause | None:
    """A clause from an utterance, or None where it may be more than one task, or is too short or long."""
    raw = text.replace("’", "'").rstrip(" .!?,;")
    before, core, after = parted(raw)
    start = len(before)
    words = core.split()
    if not 2 <= len(words) <= 22 or len(core) > 130 or _BROKEN.search(raw) or _AND_ORDER.search(core):
        return None
    first = words[0].lower()
    if not raw.isascii() and any(letter > "\u024f" for letter in raw if letter.isalpha()):
        return None
    if first.endswith("ing") and first not in VERBS:
        return None  # "forwarding to Chris": an answer to a question, no request
    if first in ("and", "then", "also", "or", "but", "next", "another"):
        return None
    if first in _STARTERS and not words[0].isupper():
        core = core[0].lower() + core[1:]
    moved = tuple(
        Slot(s.kind, s.start - start, s.end - start) for s in slots if s.start >= start and s.end <= start + len(core)
    )
    return Clause(before, core, after, source, moved, bool(_JOINED.search(core)))


def _marked(text: str, pattern: re.Pattern[str]) -> tuple[str, list[Slot]]:
    """Text without its slot marks (`words` and `kind` groups), and the slots."""
    out, slots, at = "", [], 0
    for found in pattern.finditer(text):
        out += text[at : found.start()]
        words = found["words"].strip()
        slots.append(Slot(found["kind"].strip(), len(out), len(out) + len(words)))
        out += words
        at = found.end()
    return out + text[at:], slots


def _hwu64(data: Path) -> Iterator[tuple[str, str, list[Slot]]]:
    mark = re.compile(r"\[(?P<kind>\w+) : (?P<words>[^\]]*)\]")
    for name, text in members(data / "hwu64" / "trainset.tar.xz", ".csv"):
        if "/general_" in name:
            continue
        for line in text.splitlines()[1:]:
            cells = [cell.strip('"') for cell in line.split(";")]
            if len(cells) > 4:
                plain, slots = _marked(cells[3], mark)
                yield Path(name).stem, plain, slots


def _mindmeld(data: Path) -> Iterator[tuple[str, str, list[Slot]]]:
    mark = re.compile(r"\{(?P<words>[^|{}]*)\|(?P<kind>[^{}|]*)[^{}]*\}")
    skipped = ("greet", "exit", "unknown", "specify", "goodbye", "start_over", "help", "unsupported", "compliment",
               "insult", "say_something", "deny", "confirm", "screening")  # fmt: skip
    for name, text in members(data / "mindmeld" / "blueprints.tar.xz", ".txt"):
        if "/domains/" not in name or any(word in name for word in skipped):
            continue
        for line in text.splitlines():
            plain, slots = _marked(line.strip(), mark)
            if "|" not in plain:
                # slots of the staff directory are words of a query ("average", "fired"), nothing to make lists of
                yield str(Path(name).parent), plain, [] if "/hr_assistant/" in name else slots


def _bf_skills(data: Path) -> Iterator[tuple[str, str, list[Slot]]]:
    skipped = ("None", "Confirm", "Reject", "Cancel", "Help", "Logout", "Select", "Show", "StartOver", "Stop", "Read")
    mark = re.compile(r"\{@?(?P<kind>[\w.]+)\s*=\s*(?P<words>[^{}]*)\}")
    for name, text in members(data / "bf-skills" / "skills.tar.xz", ".lu"):
        intent = ""
        for line in text.splitlines() if "en-us" in name and "Settings" not in name else ():
            if line.startswith("#"):
                intent = line.strip("# \r")
            elif line.startswith("- ") and "->" not in line and intent and not intent.startswith(skipped):
                plain, slots = _marked(line[2:].strip(), mark)
                yield f"{Path(name).stem}/{intent}", plain, slots


def _snips(data: Path) -> Iterator[tuple[str, str, list[Slot]]]:
    for name, text in members(data / "snips" / "custom_intents_2017.tar.xz", "_full.json"):
        if "/train_" not in name:
            continue
        for intent, rows in json.loads(text).items():
            for row in rows:
                plain, slots = "", []
                for piece in row["data"]:
                    if "entity" in piece:
                        slots.append(Slot(piece["entity"], len(plain), len(plain) + len(piece["text"].rstrip())))
                    plain += piece["text"]
                yield intent, plain, slots


def _clinc(data: Path) -> Iterator[tuple[str, str, list[Slot]]]:
    skipped = ("yes", "no", "maybe", "greeting", "goodbye", "thank_you", "cancel", "repeat", "what_can_i_ask_you")
    for text, intent in json.loads((data / "clinc150" / "data_oos_plus.json").read_text())["train"]:
        if intent not in skipped and not intent.startswith(
            ("are_you", "where_are_you", "who_", "what_are_your", "do_you")
        ):
            yield intent, text, []


def _rma(data: Path) -> Iterator[tuple[str, str, list[Slot]]]:
    for row in json_lines(data / "rma-droid" / "train_calls.jsonl.xz"):
        if not row["history"] and row["tool"] != "N/A" and not _MENTION.search(row["query"]):
            yield row["tool"], row["query"], []


def _sgd(data: Path) -> Iterator[tuple[str, str, list[Slot]]]:
    for row in json_lines(data / "sgd" / "calls_train.jsonl.xz"):
        if row.get("args_in_last_turn") and row["user_turns"]:
            yield row["method"], row["user_turns"][-1], []


READERS = {"hwu64": _hwu64, "mindmeld": _mindmeld, "clinc150": _clinc, "rma-droid": _rma, "sgd": _sgd, "snips": _snips,
           "bf-skills": _bf_skills}  # fmt: skip


def data_folder() -> Path:
    """Where the public sets lie."""
    return Path(os.environ.get("LAMLITE_DATA", MODELS.parent.parent / "shared" / "data"))


def public_clauses(source: str, seed: int = 1) -> list[Clause]:
    """Clauses of a public set, at most CAP an intent, each text once; none where the set is not there."""
    groups: dict[str, dict[str, Clause]] = defaultdict(dict)
    try:
        for intent, text, slots in READERS[source](data_folder()):
            plain = re.sub(r"\s+", " ", text)
            clause = clause_of(plain, source, slots if plain == text else ())
            if clause is not None and len(clause.core.split()) > 2:
                groups[intent].setdefault(clause.core.lower(), clause)
    except FileNotFoundError:
        return []
    rng = random.Random(seed)
    found: list[Clause] = []
    for intent in sorted(groups):
        every = list(groups[intent].values())
        found += rng.sample(every, min(CAP, len(every)))
    return found


def pack_clauses(rng: random.Random) -> list[Clause]:
    """Clauses of the Caller packs' `call` lines, rendered anew."""
    loaded = {
        name: tools for name, tools in packs.load(MODELS / "packs" / "caller").items() if name not in HELD_OUT_PACKS
    }
    found = []
    for row in packs.rows(loaded, rng):
        if row.kind != "call" or "something" in row.request or (row.request.endswith("?") and "," in row.request):
            continue
        slots = [Slot(mark.path[-1], mark.start, mark.end) for mark in row.lone_marks]
        clause = clause_of(row.request, row.origin, slots)
        if clause is not None:
            found.append(clause)
    return found
