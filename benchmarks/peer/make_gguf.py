"""A GGUF of the qwen3 architecture with random weights (Q8_0) and a real byte-level BPE vocabulary of 8,192 tokens.

    python make_gguf.py 17 OUT.gguf TEXT...       17, 50 or 300 million parameters; the vocabulary is learnt from TEXT

What it writes makes no sense; what it costs is what a trained model of this size costs. Needs gguf, tokenizers, numpy.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf  # type: ignore[import-not-found,import-untyped,unused-ignore]
import numpy as np
import numpy.typing as npt
import tokenizers
from tokenizers import decoders, models, pre_tokenizers, trainers

CONTROL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
VOCABULARY, HEAD, SEED = 8192, 64, 7


@dataclass(frozen=True)
class Shape:
    """Width, layers, heads, heads of keys and values, inner width."""

    width: int
    layers: int
    heads: int
    kv_heads: int
    inner: int


SHAPES = {"17": Shape(384, 8, 6, 2, 1152), "50": Shape(640, 10, 10, 2, 1920), "300": Shape(1024, 24, 16, 4, 3072)}


def vocabulary(paths: list[Path]) -> tokenizers.Tokenizer:
    """A tokenizer learnt from texts."""
    found = tokenizers.Tokenizer(models.BPE())
    found.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    found.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY - len(CONTROL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    found.train_from_iterator((path.read_text(encoding="utf-8") for path in paths), trainer)
    found.add_special_tokens([tokenizers.AddedToken(name, special=True, normalized=False) for name in CONTROL])
    return found


def tensors(shape: Shape, size: int) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    """Names and random values, in the order of the layers."""
    random = np.random.default_rng(SEED)

    def matrix(rows: int, columns: int) -> npt.NDArray[np.float32]:
        return np.asarray(random.standard_normal((rows, columns), np.float32) * columns**-0.5, np.float32)

    yield "token_embd.weight", matrix(size, shape.width)
    for layer in range(shape.layers):
        start = f"blk.{layer}"
        yield f"{start}.attn_norm.weight", np.ones(shape.width, np.float32)
        yield f"{start}.attn_q.weight", matrix(shape.heads * HEAD, shape.width)
        yield f"{start}.attn_k.weight", matrix(shape.kv_heads * HEAD, shape.width)
        yield f"{start}.attn_v.weight", matrix(shape.kv_heads * HEAD, shape.width)
        yield f"{start}.attn_output.weight", matrix(shape.width, shape.heads * HEAD)
        yield f"{start}.attn_q_norm.weight", np.ones(HEAD, np.float32)
        yield f"{start}.attn_k_norm.weight", np.ones(HEAD, np.float32)
        yield f"{start}.ffn_norm.weight", np.ones(shape.width, np.float32)
        yield f"{start}.ffn_gate.weight", matrix(shape.inner, shape.width)
        yield f"{start}.ffn_up.weight", matrix(shape.inner, shape.width)
        yield f"{start}.ffn_down.weight", matrix(shape.width, shape.inner)
    yield "output_norm.weight", np.ones(shape.width, np.float32)


def write(shape: Shape, words: tokenizers.Tokenizer, path: Path) -> int:
    """Write the file; the number of parameters."""
    writer = gguf.GGUFWriter(path, "qwen3")
    writer.add_context_length(4096)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.inner)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(HEAD)
    writer.add_value_length(HEAD)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(1e6)
    plain: dict[str, Any] = json.loads(words.to_str())
    names = sorted(words.get_vocab(), key=words.get_vocab().__getitem__)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(names)
    writer.add_token_types([3 if name in CONTROL else 1 for name in names])
    writer.add_token_merges([one if isinstance(one, str) else " ".join(one) for one in plain["model"]["merges"]])
    writer.add_eos_token_id(names.index("<|im_end|>"))
    writer.add_add_bos_token(False)
    kind, count = gguf.GGMLQuantizationType.Q8_0, 0
    for name, values in tensors(shape, len(names)):
        count += values.size
        if values.ndim == 1:
            writer.add_tensor(name, values)
        else:
            writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return count


def main(argv: list[str]) -> int:
    """Write one file and say how large the model is."""
    if len(argv) < 3 or argv[0] not in SHAPES:
        print(f"usage: make_gguf.py {'|'.join(SHAPES)} OUT.gguf TEXT...", file=sys.stderr)
        return 2
    words = vocabulary([Path(name) for name in argv[2:]])
    print(
        json.dumps({"parameters": write(SHAPES[argv[0]], words, Path(argv[1])), "vocabulary": words.get_vocab_size()})
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
