"""guidance on llama-cpp-python: llguidance masks and its own fast-forwarding."""

from __future__ import annotations

from typing import Any

from guidance import json as gen_json  # type: ignore[import-not-found,unused-ignore]
from guidance import models
from loop import Answer, Said, serve  # type: ignore[import-not-found,unused-ignore]


def prepare(path: str, threads: int) -> Answer:
    """A new conversation on the same engine for every prompt."""
    model = models.LlamaCpp(path, n_ctx=2048, n_threads=threads, n_threads_batch=threads, verbose=False, echo=False)

    def answer(row: dict[str, Any]) -> Said:
        done = (
            model + row["prompt"] + gen_json(name="out", schema=row["schema"], temperature=0.0, max_tokens=row["limit"])
        )
        return Said(str(done["out"]), 0)

    return answer


if __name__ == "__main__":
    serve(prepare)
