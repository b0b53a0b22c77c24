"""xgrammar's masks on llama-cpp-python: it has no front for llama.cpp, so they are applied as a logits processor."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import torch
import xgrammar  # type: ignore[import-not-found,unused-ignore]
from llama_cpp import Llama, LogitsProcessorList
from loop import Answer, Said, serve  # type: ignore[import-not-found,unused-ignore]


def prepare(path: str, threads: int) -> Answer:
    """The grammar of a schema is compiled once."""
    model = Llama(path, n_ctx=2048, n_threads=threads, n_threads_batch=threads, verbose=False)
    size, end = model.n_vocab(), model.token_eos()
    pieces = [model._model.token_get_text(token) for token in range(size)]
    info = xgrammar.TokenizerInfo(pieces, xgrammar.VocabType.BYTE_LEVEL, vocab_size=size, stop_token_ids=[end])
    compiler, kept = xgrammar.GrammarCompiler(info), dict[str, Any]()
    mask = xgrammar.allocate_token_bitmask(1, size)

    def answer(row: dict[str, Any]) -> Said:
        schema = json.dumps(row["schema"])
        if schema not in kept:
            kept[schema] = compiler.compile_json_schema(schema, any_whitespace=False)
        matcher = xgrammar.GrammarMatcher(kept[schema])

        def masked(_: Any, scores: Any) -> Any:
            matcher.fill_next_token_bitmask(mask)
            logits = torch.from_numpy(np.ascontiguousarray(scores, np.float32))[None]
            xgrammar.apply_token_bitmask_inplace(logits, mask)
            return logits[0].numpy()

        prompt = model.tokenize(row["prompt"].encode(), add_bos=False, special=True)
        written: list[int] = []
        for token in model.generate(
            prompt, temp=0.0, repeat_penalty=1.0, logits_processor=LogitsProcessorList([masked])
        ):
            if token == end or len(written) == row["limit"]:
                break
            matcher.accept_token(token)
            written.append(token)
            if matcher.is_terminated():
                break
        return Said(model.detokenize(written).decode("utf-8", "replace"), len(written))

    return answer


if __name__ == "__main__":
    serve(prepare)
