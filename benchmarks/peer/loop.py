"""What the peers have in common: a line of JSON in, a call made and timed, a line of JSON out. Standard library only.

in   {"prompt": "<|im_start|>system ...", "schema": {...}, "tool": {...}, "limit": 200}
out  {"ms": 21.4, "text": "{\"name\": \"set_scene\", ...}", "tokens": 38, "more": {"free": 9, "forced": 29}}
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple


class Said(NamedTuple):
    """What a library wrote: the text, its tokens, and whatever else it can tell."""

    text: str
    tokens: int
    more: dict[str, Any] = {}  # noqa: RUF012


Answer = Callable[[dict[str, Any]], Said]


def serve(prepare: Callable[[str, int], Answer]) -> None:
    """Answer lines until there are no more. `prepare(path, threads)` loads the model; what it prints goes to stderr."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    start = time.perf_counter()
    answer = prepare(sys.argv[1], int(sys.argv[2]))
    print(json.dumps({"ready": True, "load_ms": (time.perf_counter() - start) * 1000}), file=out, flush=True)
    for line in sys.stdin:
        row = json.loads(line)
        start = time.perf_counter()
        try:
            said = answer(row)
        except Exception as error:  # somebody else's library: whatever it raises is a result
            print(json.dumps({"error": f"{type(error).__name__}: {error}"[:300]}), file=out, flush=True)
            continue
        spent = (time.perf_counter() - start) * 1000
        print(
            json.dumps({"ms": spent, "text": said.text, "tokens": said.tokens, "more": said.more}), file=out, flush=True
        )
