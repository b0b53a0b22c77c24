"""Where the time goes: the main thread is looked at every few tenths of a millisecond, and the innermost frame that is
lamlite's says which stage it is in. {"encode": {"share": 71.2, "ms": 24.9}, "heads": {"share": 6.3, "ms": 2.2}, ...}

Looking costs less than tracing every call, and time spent waiting (for the disk, for a tool) counts. The engine's own
time is measured exactly besides: `engine` adds up what passes in onnxruntime's `InferenceSession.run`.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

import onnxruntime

import lamlite

from .result import ROOT

PACKAGE = Path(lamlite.__file__).resolve().parent
EVERY = 0.0003  # seconds
# The beginning of a module's path in the package -> the stage. The first that fits counts.
STAGES = (
    ("backends/", "encode"),
    ("pointer/retrieve", "retrieve"),
    ("steps/retriever", "retrieve"),
    ("pointer/words", "tokens"),
    ("pointer/features", "tokens"),
    ("pointer/heads", "heads"),
    ("pointer/plan_heads", "heads"),
    ("pointer/", "decode"),
    ("language/", "decode"),
    ("values/", "values"),
    ("grammar/", "validate"),
    ("steps/validator", "validate"),
    ("steps/policy", "policy"),
    ("steps/condition", "policy"),
    ("steps/secrets", "trail"),
    ("trail/", "trail"),
    ("tools/", "tool"),
    ("desk/", "tool"),
    ("steps/executor", "tool"),
    ("", "loop"),
)  # fmt: skip
ORDER = tuple(dict.fromkeys(["retrieve", "tokens", *(stage for _, stage in STAGES), "other"]))


def stage_of(frame: FrameType | None) -> str:
    """The stage of the innermost frame that is lamlite's."""
    while frame is not None:
        found = _stage(frame.f_code.co_filename)
        if found:
            return found
        frame = frame.f_back
    return "other"


def _stage(name: str) -> str:
    path = Path(name)
    if not path.is_absolute():
        return ""
    for root in (PACKAGE, ROOT / "tools"):
        if path.is_relative_to(root):
            inner = path.relative_to(root).as_posix()
            inner = inner if root == PACKAGE else f"tools/{inner}"
            return next(stage for start, stage in STAGES if inner.startswith(start))
    return ""


class Sampler:
    """Looks at one thread while a block runs: `with Sampler() as seen: ...`, then `seen.shares()`."""

    def __init__(self) -> None:
        self._thread, self._stop = threading.get_ident(), threading.Event()
        self._seen: Counter[str] = Counter()
        self._names: dict[Any, str] = {}
        self._looker = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Sampler:
        self._looker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._looker.join()

    def _look(self) -> None:
        while not self._stop.is_set():
            frame = sys._current_frames().get(self._thread)
            self._seen[self._named(frame)] += 1
            time.sleep(EVERY)

    def _named(self, frame: FrameType | None) -> str:
        while frame is not None:
            code = frame.f_code
            if code not in self._names:
                self._names[code] = _stage(code.co_filename)
            if self._names[code]:
                return self._names[code]
            frame = frame.f_back
        return "other"

    def shares(self) -> dict[str, float]:
        """Stage -> its share of the time, 0..1, in the order of the run."""
        total = sum(self._seen.values()) or 1
        return {stage: self._seen[stage] / total for stage in ORDER if self._seen[stage]}


@dataclass
class Engine:
    """What passed in the inference engine: seconds and calls."""

    seconds: float = 0.0
    calls: int = 0


@contextmanager
def engine() -> Iterator[Engine]:
    """Add up the time in onnxruntime while a block runs."""
    found, real = Engine(), onnxruntime.InferenceSession.run

    def run(self: Any, *given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return real(self, *given, **named)
        finally:
            found.seconds += time.perf_counter() - start
            found.calls += 1

    with mock.patch.object(onnxruntime.InferenceSession, "run", run):
        yield found
