"""Peers, side by side: the same GGUF, the same prompts, the same schema, in runs that take turns.

    python -m benchmarks peers --wheels /path/to/wheels --sizes 17,50 [--gguf models/planner.gguf]

Each library gets an environment of its own (in ~/.cache/lamlite-benchmarks, from PyPI; `--wheels` is a folder to look
in first, for llama-cpp-python, whose wheels PyPI lacks), and a small script in `benchmarks/peer/` that keeps the model
loaded and what the library lets one keep (a compiled grammar, the prompt's beginning). A round is one task for every
library in turn, the order shifted each time; the first rounds do not count. The GGUFs are generated: real architecture
(qwen3, Q8_0) and vocabulary (8,192), random weights, so texts differ where a library admits other white space; the
values do not matter, validity does and is checked. The schema has enumerations only: some libraries ignore bounds of
numbers, and a model with random weights would never end a free text. What could not be set up is in the notes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from . import result

PEER = result.ROOT / "benchmarks" / "peer"
CACHE = Path.home() / ".cache" / "lamlite-benchmarks"  # outside of the checkout: what is in it is not ours
LLAMA = "llama-cpp-python>=0.3.2"
PACKAGES: dict[str, tuple[str, ...]] = {
    "lamlite": (f"{result.ROOT}[llama]",),
    "llama_cpp": (LLAMA,),
    "guidance": ("guidance", LLAMA),
    "outlines": ("outlines", LLAMA, "numba"),
    "xgrammar": ("xgrammar", "torch", LLAMA),
}
NOT_MEASURED = "onnxruntime-genai is not measured: it reads no GGUF."
ROOMS = ("kitchen", "living room", "bedroom", "study", "hallway", "garage", "attic", "garden")
TOOL: dict[str, Any] = {
    "name": "set_scene",
    "description": "Set a device in a room of the house.",
    "parameters": {
        "type": "object",
        "properties": {
            "room": {"type": "string", "enum": list(ROOMS), "description": "Which room."},
            "device": {"type": "string", "enum": ["ceiling lamp", "desk lamp", "blinds", "radiator", "speaker", "fan"]},
            "action": {"type": "string", "enum": ["turn_on", "turn_off", "dim", "open", "close"]},
            "level": {"type": "integer", "enum": [0, 10, 25, 50, 75, 100], "description": "Per cent."},
            "notify": {"type": "boolean", "description": "Whether to tell the family."},
        },
        "required": ["room", "device", "action", "level", "notify"],
        "additionalProperties": False,
    },
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"name": {"type": "string", "enum": [TOOL["name"]]}, "arguments": TOOL["parameters"]},
    "required": ["name", "arguments"],
    "additionalProperties": False,
}


def prompt(task: str) -> str:
    """The prompt of a task: the tool block, which all tasks share, then the task."""
    system = f"You turn a task into one call of a function. Functions: {json.dumps(TOOL)}"
    return f"<|im_start|>system\n{system}<|im_end|>\n<|im_start|>user\n{task}<|im_end|>\n<|im_start|>assistant\n"


def tasks(count: int) -> list[str]:
    """Different tasks, so that no library answers out of a cache of whole prompts."""
    return [f"dim the desk lamp in the {ROOMS[n % len(ROOMS)]} to {n} per cent and tell nobody" for n in range(count)]


@dataclass
class Peer:
    """A library's process."""

    name: str
    process: subprocess.Popen[str]
    spent: list[float] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    valid: int = 0
    more: dict[str, Any] = field(default_factory=dict)
    sample: str = ""

    def ask(self, task: str, limit: int) -> dict[str, Any]:
        """One task's answer. Raises RuntimeError where the process has died or the library failed."""
        assert self.process.stdin and self.process.stdout
        row = {"prompt": prompt(task), "schema": SCHEMA, "tool": TOOL, "limit": limit}
        self.process.stdin.write(json.dumps(row) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        found: dict[str, Any] = json.loads(line) if line else {"error": "it ended"}
        if "error" in found:
            raise RuntimeError(found["error"])
        return found

    def take(self, found: Mapping[str, Any]) -> None:
        """Keep what was measured."""
        self.spent.append(found["ms"])
        self.tokens.append(found["tokens"])
        self.sample, self.more = found["text"], found["more"]
        self.valid += valid(found["text"])

    def figures(self) -> dict[str, Any]:
        """Times, tokens and validity."""
        tokens = round(sum(self.tokens) / len(self.tokens), 1) or None  # some libraries do not say
        good = result.share(self.valid, len(self.spent))
        return {
            "ms": result.quantiles(self.spent),
            "tokens": tokens,
            "valid": good,
            "more": self.more,
            "sample": self.sample,
        }


def valid(text: str) -> bool:
    """Whether a text is JSON that the schema admits."""
    try:
        return bool(Draft202012Validator(SCHEMA).is_valid(json.loads(text)))
    except ValueError:
        return False


def environment(folder: Path, packages: Sequence[str], wheels: Path | None) -> Path:
    """The Python of an environment with these packages, made where it is not there. Raises CalledProcessError."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = folder / "packages.txt"
    if not ready.exists() or ready.read_text(encoding="utf-8").split("\n") != list(packages):
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
        first = ["--find-links", str(wheels)] if wheels else []
        command = [str(python), "-m", "pip", "install", "--quiet", "--prefer-binary", *first, *packages]
        subprocess.run(command, check=True, capture_output=True, text=True)
        ready.write_text("\n".join(packages), encoding="utf-8")
    return python


def generated(size: str, folder: Path, wheels: Path | None) -> Path:
    """The generated GGUF of a size in millions of parameters, made where it is not there."""
    path = folder / f"random-{size}m.gguf"
    if not path.exists():
        python = environment(folder / "make", ("gguf", "tokenizers", "numpy"), wheels)
        texts = [
            *sorted((result.ROOT / "models" / "packs").rglob("*.pack")),
            *sorted(result.ROOT.rglob("lamlite/*/*.py")),
        ]
        made = path.with_suffix(".new")
        subprocess.run([str(python), str(PEER / "make_gguf.py"), size, str(made), *map(str, texts)], check=True)
        made.replace(path)
    return path


def start(name: str, python: Path, model: Path, threads: int) -> Peer:
    """A library's process with the model loaded. Raises RuntimeError where it does not come up."""
    command = [str(python), str(PEER / f"with_{name}.py"), str(model), str(threads)]
    log = (python.parent.parent / "log.txt").open("w", encoding="utf-8")
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout
    if not process.stdout.readline():
        process.wait()
        raise RuntimeError(Path(log.name).read_text(encoding="utf-8").strip().rpartition("\n")[2] or "it did not start")
    return Peer(name, process)


def race(peers: list[Peer], rounds: int, limit: int, notes: list[str]) -> list[Peer]:
    """Let them answer in turn; one that fails is left out from then on, and noted."""
    unmeasured = 3
    for number, task in enumerate(tasks(rounds + unmeasured)):
        shift = number % max(1, len(peers))
        for peer in [*peers[shift:], *peers[:shift]]:
            try:
                found = peer.ask(task, limit)
            except (RuntimeError, OSError, ValueError) as error:
                notes.append(f"{peer.name} failed and is not measured: {error}")
                peers = [one for one in peers if one is not peer]
                continue
            if number >= unmeasured:
                peer.take(found)
    return peers


def ratios(peers: Sequence[Peer]) -> dict[str, dict[str, float]]:
    """Each library's time over lamlite's on the same task: median and spread."""
    own = next((peer for peer in peers if peer.name == "lamlite"), None)
    if own is None:
        return {}
    return {
        peer.name: result.quantiles([a / b for a, b in zip(peer.spent, own.spent, strict=True)])
        for peer in peers
        if peer is not own and len(peer.spent) == len(own.spent)
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Set up what can be, measure it, print a table for each GGUF."""
    options = result.options("peers", __doc__)
    options.add_argument("--peers", default=",".join(PACKAGES))
    options.add_argument("--sizes", default="17,50", help="generated GGUFs, millions of parameters: 17, 50, 300")
    options.add_argument("--gguf", type=Path, action="append", default=[], help="a GGUF with real weights; may repeat")
    options.add_argument("--rounds", type=int, default=40, help="default: %(default)s")
    options.add_argument("--limit", type=int, default=200, help="tokens of an answer (default: %(default)s)")
    options.add_argument("--threads", type=int, default=min(4, os.cpu_count() or 1))
    options.add_argument("--wheels", type=Path, help="folder of wheels to look in first")
    options.add_argument("--work", type=Path, default=CACHE, help="default: %(default)s")
    args = options.parse_args(argv)
    args.work.mkdir(parents=True, exist_ok=True)
    notes, pythons = [NOT_MEASURED], {}
    for name in args.peers.split(","):
        try:
            pythons[name] = environment(args.work / name, PACKAGES[name], args.wheels)
        except subprocess.CalledProcessError as error:
            said = str(error.stderr or error).strip().rpartition("\n")[2]
            notes.append(f"{name} could not be installed and is not measured: {said}")
    files = [*args.gguf, *(generated(size, args.work, args.wheels) for size in args.sizes.split(",") if size)]
    figures = {path.name: measure(path, pythons, args, notes) for path in files}
    result.Result("peers", figures, (), {**vars(args), "gguf": [str(one) for one in args.gguf]}, (7,), notes).write(
        args.json
    )
    return 0


def measure(path: Path, pythons: Mapping[str, Path], args: Any, notes: list[str]) -> dict[str, Any]:
    """All libraries on one GGUF."""
    peers = []
    for name, python in pythons.items():
        try:
            peers.append(start(name, python, path.resolve(), args.threads))
        except (RuntimeError, OSError) as error:
            notes.append(f"{name} does not load {path.name} and is not measured: {error}")
    every = list(peers)
    try:
        peers = race(peers, args.rounds, args.limit, notes)
    finally:
        for peer in every:
            peer.process.kill()
            peer.process.wait()
    found = {peer.name: peer.figures() for peer in peers if peer.spent}
    against = ratios([peer for peer in peers if peer.spent])
    rows = [
        (
            name,
            one["ms"]["median"],
            one["ms"]["p99"],
            one["tokens"],
            one["valid"],
            against.get(name, {}).get("median"),
        )
        for name, one in found.items()
    ]
    print(f"\n{path.name}, {path.stat().st_size / 1e6:.0f} MB")
    print(result.table(rows, ("", "median ms", "p99 ms", "tokens", "valid %", "times lamlite's")))
    return {"megabytes": round(path.stat().st_size / 1e6, 1), "peers": found, "ratios": against}


if __name__ == "__main__":
    raise SystemExit(main())
