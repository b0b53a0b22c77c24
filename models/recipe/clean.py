"""Training rows must not be evaluation rows: shared runs of eight words, whole requests, tools that are the same.

python -m models.recipe.clean [--bfcl WHEEL_OR_FOLDER]     exits 1 where a pack holds an evaluation row
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import packs
from .convert.schemas import tool_of
from .convert.source import data_folder, unpacked
from .places import MODELS
from .rows import Row

RUN = 8  # words in a row that must not be shared
WHOLE = 4  # words from which on a whole request must not be shared by a converted row
SAID = 6  # the same for a pattern of a pack: shorter ones are what everybody says
TURNS = 40  # user turns of a dialogue that are read
# A run of which six words or more are among these is how anybody talks, not a copy.
_COMMON = frozenset(
    """a about an and are at be can could do for from get give have help hi how i i'd i'm if in is it
know like looking make me my need of on or please show some tell that the there this to want was what what's when
where which will with would you your""".split()
)
_WORD = re.compile(r"[a-z0-9']+(?:[.,][0-9]+)*")


def grams(text: str) -> Iterator[int]:
    """Hashes of the runs of eight words that are not mere small talk."""
    words = _WORD.findall(text.lower())
    rare = [word not in _COMMON for word in words]
    for at in range(len(words) - RUN + 1):
        if sum(rare[at : at + RUN]) > 2:
            yield hash(tuple(words[at : at + RUN]))


def whole(text: str, least: int = WHOLE) -> int | None:
    """Hash of a request as a whole; None where it is too short to say anything."""
    words = _WORD.findall(text.lower())
    return hash(tuple(words)) if len(words) >= least else None


def tool_key(tool: Any) -> int:
    """Hash of a tool's name and description."""
    return hash((str(tool.get("name")), " ".join(str(tool.get("description") or "").lower().split())))


@dataclass
class Evaluation:
    """What is known of the evaluation rows, as hashes."""

    runs: set[int] = field(default_factory=set)
    requests: set[int] = field(default_factory=set)
    tools: set[int] = field(default_factory=set)

    def add(self, request: str, tools: Sequence[Any] = ()) -> None:
        """Note one request and its tools."""
        self.runs.update(grams(request))
        found = whole(request)
        if found is not None:
            self.requests.add(found)
        for tool in tools:
            if isinstance(tool, dict) and tool.get("description"):
                self.tools.add(tool_key(tool))

    def request_hit(self, request: str, least: int = WHOLE) -> bool:
        """The request shares eight words in a row, or all its words, with an evaluation row."""
        return whole(request, least) in self.requests or any(gram in self.runs for gram in grams(request))

    def tool_hit(self, tool: Any) -> bool:
        """A tool of an evaluation set, name and description alike."""
        return bool(tool.get("description")) and tool_key(tool) in self.tools

    def hit(self, row: Row) -> bool:
        """Either of both."""
        return self.tool_hit(row.tool) or self.request_hit(row.request)


def _bfcl_texts(place: Path | None) -> Iterator[str]:
    if place is None and os.environ.get("LAMLITE_BFCL"):
        place = Path(os.environ["LAMLITE_BFCL"])
    if place is None:
        spec = importlib.util.find_spec("bfcl_eval")
        place = Path(spec.origin).parent if spec and spec.origin else None
    if place is None or not place.exists():
        return
    if place.is_file():
        with zipfile.ZipFile(place) as archive:
            for name in archive.namelist():
                if "/BFCL_v" in name and name.endswith(".json") and "possible_answer" not in name:
                    yield archive.read(name).decode("utf-8")
        return
    for path in sorted(place.rglob("BFCL_v*.json")):
        if "possible_answer" not in path.parts:
            yield path.read_text(encoding="utf-8")


def _user_turns(question: Any) -> Iterator[str]:
    if isinstance(question, str):
        yield question
    elif isinstance(question, dict):
        if question.get("role", "user") == "user":
            yield from _user_turns(question.get("content"))
    elif isinstance(question, list):
        for turn in question[:TURNS]:
            yield from _user_turns(turn)


def _dev_rows(folder: Path) -> Iterator[tuple[str, list[Any]]]:
    for path in sorted(folder.glob("*.json.xz")):
        for raw in json.loads(unpacked(path)):
            for turn in _user_turns(raw["query"]):
                yield turn, [tool for tool in raw["tools"] if isinstance(tool, dict)]
    for path in sorted(folder.glob("*.jsonl.xz")):
        for line in unpacked(path).splitlines():
            yield json.loads(line)["sentence"], []
    for path in sorted(folder.glob("mixsnips*.txt.xz")):
        for block in unpacked(path).split("\n\n"):
            words = [line.split()[0] for line in block.splitlines() if len(line.split()) == 2]
            for part in re.split(r" and then | , and | and ", " ".join(words)):
                yield part, []


def evaluation(data: Path, bfcl: Path | None = None) -> Evaluation:
    """Everything that can be seen of the evaluation sets; empty where there is none."""
    found = Evaluation()
    for text in _bfcl_texts(bfcl):
        for line in text.splitlines():
            try:
                raw = json.loads(line)
                tools = [tool_of(tool) for tool in raw.get("function", ())]
            except (ValueError, AttributeError, TypeError):
                continue
            for turn in _user_turns(raw.get("question")):
                found.add(turn, tools)
    if (data / "dev").is_dir():
        for request, tools in _dev_rows(data / "dev"):
            found.add(request, tools)
    return found


def check_packs(known: Evaluation, folder: Path, draws: int = 3) -> list[str]:
    """ "file:line: ..." of every pattern and tool of the packs that an evaluation set has too."""
    faults = []
    rng = random.Random(8)
    for name, tools in packs.load(folder).items():
        for tool in tools:
            if known.tool_hit(tool.schema()):
                faults.append(f"{name}.pack:{tool.line}: {tool.name} is a tool of an evaluation set")
            for pattern in tool.patterns:
                for _ in range(draws):
                    try:
                        row = packs.render(tool, pattern, rng)
                    except ValueError:
                        break
                    if known.request_hit(row.request, SAID):
                        faults.append(f"{name}.pack:{pattern.line}: {row.request!r} is in an evaluation set")
                        break
    return faults


def main(argv: Sequence[str] | None = None) -> int:
    """Check the packs, and say how much is known."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--bfcl", type=Path, default=None, help="wheel or folder of bfcl_eval; default: $LAMLITE_BFCL, or the package"
    )
    options.add_argument("--data", type=Path, default=data_folder())
    args = options.parse_args(argv)
    known = evaluation(args.data, args.bfcl)
    print(f"{len(known.requests)} evaluation requests, {len(known.runs)} runs of {RUN} words, {len(known.tools)} tools")
    faults = check_packs(known, MODELS / "packs" / "caller")
    print("\n".join(faults) if faults else "no evaluation row in the packs")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
