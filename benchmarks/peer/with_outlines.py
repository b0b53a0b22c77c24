"""outlines on llama-cpp-python: an index of the schema, made once, as a logits processor."""

from __future__ import annotations

import json
from typing import Any

import outlines  # type: ignore[import-not-found,unused-ignore]
from llama_cpp import Llama
from loop import Answer, Said, serve  # type: ignore[import-not-found,unused-ignore]
from outlines.types import JsonSchema  # type: ignore[import-not-found,unused-ignore]


def prepare(path: str, threads: int) -> Answer:
    """The generator of a schema is kept."""
    model = outlines.from_llamacpp(Llama(path, n_ctx=2048, n_threads=threads, n_threads_batch=threads, verbose=False))
    kept: dict[str, Any] = {}

    def answer(row: dict[str, Any]) -> Said:
        schema = json.dumps(row["schema"])
        if schema not in kept:
            kept[schema] = outlines.Generator(model, JsonSchema(schema))
        return Said(kept[schema](row["prompt"], max_tokens=row["limit"], temperature=0.0), 0)

    return answer


if __name__ == "__main__":
    serve(prepare)
