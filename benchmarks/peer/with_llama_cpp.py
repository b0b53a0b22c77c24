"""llama-cpp-python with its own grammar, made from the JSON Schema once."""

from __future__ import annotations

import json
from typing import Any

from llama_cpp import Llama, LlamaGrammar
from loop import Answer, Said, serve  # type: ignore[import-not-found,unused-ignore]


def prepare(path: str, threads: int) -> Answer:
    """A completion of the same prompt: the chat templates of `create_chat_completion` would change it."""
    model = Llama(path, n_ctx=2048, n_threads=threads, n_threads_batch=threads, verbose=False)
    grammars: dict[str, Any] = {}

    def answer(row: dict[str, Any]) -> Said:
        schema = json.dumps(row["schema"])
        if schema not in grammars:
            grammars[schema] = LlamaGrammar.from_json_schema(schema, verbose=False)
        done = model.create_completion(
            row["prompt"], grammar=grammars[schema], temperature=0.0, max_tokens=row["limit"], repeat_penalty=1.0
        )
        return Said(done["choices"][0]["text"], done["usage"]["completion_tokens"])

    return answer


if __name__ == "__main__":
    serve(prepare)
