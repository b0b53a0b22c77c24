"""Tiny language models of real architectures: seeded random weights, real vocabularies, written as GGUF files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import numpy.typing as npt
import tokenizers
from tokenizers import decoders, models, pre_tokenizers, trainers

from lamlite.language.prompt import CALLER, PLANNER

Floats = npt.NDArray[np.float32]
CONTROL = [
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>",
    "<|eot_id|>", "<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>",
]  # fmt: skip
ADDED = ["<tool_call>", "</tool_call>", "<think>", "</think>"]  # whole tokens, but text, as in Qwen's vocabulary
SENTENCES = [
    'Move my 3pm meeting to Friday and remind me an hour before {"name": "add_reminder", "arguments": {"title": "x"}}',
    "turn off the kitchen lights, true or false or null, at 2024-02-29T10:00:00 by 1.5 and 2.75 $1.email $2",
    '{"steps":[{"id":1,"task":"text Bob","needs":[]},{"id":2,"task":"call Anna","needs":[1]}]}',
    "system user assistant model tools function description parameters type object string properties required",
    '{"type": "function", "function": {"name": "set_lights", "description": "x", "parameters": {"type": "object", "',
    '    {\n        "properties": {\n            "when": {\n                "type": "string",\n',
    CALLER,
    PLANNER,
]


@dataclass(frozen=True)
class Tiny:
    """A model's shape and weights, under the names that transformers gives them."""

    arch: str
    weights: dict[str, Floats]
    tokenizer: tokenizers.Tokenizer
    width: int = 64
    layers: int = 2
    heads: int = 4
    kv_heads: int = 2
    inner: int = 96
    context: int = 4096
    theta: float = 10_000.0
    eps: float = 1e-6

    @property
    def head(self) -> int:
        return self.width // self.heads


def tokenizer() -> tokenizers.Tokenizer:
    """A byte-level BPE tokenizer of 768 tokens with the marks of every family."""
    found = tokenizers.Tokenizer(models.BPE())
    found.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    found.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=768 - len(CONTROL) - len(ADDED),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    found.train_from_iterator(SENTENCES, trainer)
    found.add_tokens([tokenizers.AddedToken(name, special=False, normalized=False) for name in ADDED])
    found.add_special_tokens([tokenizers.AddedToken(name, special=True, normalized=False) for name in CONTROL])
    return found


def tiny(arch: str, seed: int = 0) -> Tiny:
    """A model of an architecture (qwen3, llama, gemma) with random weights."""
    found = tokenizer()
    shape = Tiny(arch, {}, found)
    random = np.random.default_rng([seed, len(arch)])

    def matrix(rows: int, columns: int, scale: float) -> Floats:
        return (random.normal(size=(rows, columns)) * scale).astype(np.float32)

    def norm(size: int) -> Floats:
        return random.uniform(0.7, 1.3, size).astype(np.float32)

    width, head, usual = shape.width, shape.head, shape.width**-0.5
    weights = {"embed_tokens": matrix(found.get_vocab_size(), width, 0.3), "norm": norm(width)}
    if arch != "gemma":
        weights["lm_head"] = matrix(found.get_vocab_size(), width, 0.3)
    for layer in range(shape.layers):
        rows = {"q_proj": shape.heads * head, "k_proj": shape.kv_heads * head, "v_proj": shape.kv_heads * head,
                "gate_proj": shape.inner, "up_proj": shape.inner}  # fmt: skip
        one = {name: matrix(count, width, usual) for name, count in rows.items()}
        one["o_proj"] = matrix(width, shape.heads * head, usual)
        one["down_proj"] = matrix(width, shape.inner, shape.inner**-0.5)
        one["input_norm"], one["post_norm"] = norm(width), norm(width)
        if arch == "qwen3":
            one["q_norm"], one["k_norm"] = norm(head), norm(head)
        weights |= {f"{layer}.{name}": value for name, value in one.items()}
    return Tiny(arch, weights, found)


_NAMES = {
    "q_proj": "attn_q", "k_proj": "attn_k", "v_proj": "attn_v", "o_proj": "attn_output", "gate_proj": "ffn_gate",
    "up_proj": "ffn_up", "down_proj": "ffn_down", "input_norm": "attn_norm", "post_norm": "ffn_norm",
    "q_norm": "attn_q_norm", "k_norm": "attn_k_norm",
    "embed_tokens": "token_embd", "norm": "output_norm", "lm_head": "output",
}  # fmt: skip


def write_gguf(model: Tiny, path: Path, *, template: str = "") -> Path:
    """The model as a GGUF file."""
    writer = gguf.GGUFWriter(str(path), model.arch)
    writer.add_name(f"tiny {model.arch}")
    writer.add_context_length(model.context)
    writer.add_embedding_length(model.width)
    writer.add_block_count(model.layers)
    writer.add_feed_forward_length(model.inner)
    writer.add_head_count(model.heads)
    writer.add_head_count_kv(model.kv_heads)
    writer.add_key_length(model.head)
    writer.add_value_length(model.head)
    writer.add_layer_norm_rms_eps(model.eps)
    writer.add_rope_freq_base(model.theta)
    if template:
        writer.add_chat_template(template)
    if model.arch == "gemma":
        _sentencepiece(writer, model.tokenizer.get_vocab_size())
    else:
        _byte_pairs(writer, model.tokenizer)
    for name, value in model.weights.items():
        layer, _, part = name.rpartition(".")
        if model.arch == "llama" and part in ("q_proj", "k_proj"):
            value = _interleaved(value, model.heads if part == "q_proj" else model.kv_heads)
        writer.add_tensor(f"blk.{layer}.{_NAMES[part]}.weight" if layer else f"{_NAMES[part]}.weight", value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _interleaved(value: Floats, heads: int) -> Floats:
    """llama.cpp rotates neighbours where transformers rotates halves."""
    rows, columns = value.shape
    return value.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def _byte_pairs(writer: gguf.GGUFWriter, found: tokenizers.Tokenizer) -> None:
    plain: dict[str, Any] = json.loads(found.to_str())
    names = sorted(found.get_vocab(), key=found.get_vocab().__getitem__)
    kinds = [3 if name in CONTROL else 4 if name in ADDED else 1 for name in names]
    merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in plain["model"]["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(names)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_eos_token_id(names.index("<|im_end|>"))
    writer.add_add_bos_token(False)


def _sentencepiece(writer: gguf.GGUFWriter, size: int) -> None:
    """Pieces with a mark for the space, and bytes for what no piece has."""
    head = ["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>"]
    names = [*head, *(f"<0x{byte:02X}>" for byte in range(256))]
    kinds = [3, 3, 3, 2, 3, 3] + [6] * 256
    pieces = dict.fromkeys(letter for text in SENTENCES for letter in text.replace(" ", "▁"))
    for text in SENTENCES:
        for word in text.split():
            pieces |= dict.fromkeys([f"▁{word[:2]}", word[:2], word[1:4], f"▁{word}"])
    names += list(dict.fromkeys(pieces))[: size - len(names)]
    names += [f"<unused{number}>" for number in range(size - len(names))]
    kinds += [5 if name.startswith("<unused") else 1 for name in names[len(kinds) :]]
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(names)
    writer.add_token_scores([-float(number) for number in range(size)])
    writer.add_token_types(kinds)
    writer.add_eos_token_id(1)
    writer.add_bos_token_id(2)
    writer.add_unk_token_id(3)
    writer.add_add_space_prefix(True)
