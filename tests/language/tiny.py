"""Tiny language models of real architectures: seeded random weights and real vocabularies, written by the recipe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import gguf
import numpy as np
import tokenizers
from tokenizers import decoders, models, pre_tokenizers, trainers

from lamlite.language.prompt import CALLER, PLANNER
from models.recipe.decoder_weights import Floats, Shape, Weights
from models.recipe.gguf_file import write_gguf

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


def tiny(arch: str, seed: int = 0) -> Weights:
    """A model of an architecture (qwen3, llama, gemma) with random weights."""
    found = tokenizer()
    shape = Shape(found.get_vocab_size(), width=64, layers=2, heads=4, kv_heads=2, head=16, inner=96, context=4096)
    random = np.random.default_rng([seed, len(arch)])

    def matrix(rows: int, columns: int, scale: float) -> Floats:
        return (random.normal(size=(rows, columns)) * scale).astype(np.float32)

    def norm(size: int) -> Floats:
        return random.uniform(0.7, 1.3, size).astype(np.float32)

    width, head, usual = shape.width, shape.head, shape.width**-0.5
    arrays = {"embed_tokens": matrix(shape.vocabulary, width, 0.3), "norm": norm(width)}
    if arch != "gemma":
        arrays["lm_head"] = matrix(shape.vocabulary, width, 0.3)
    for layer in range(shape.layers):
        rows = {"q_proj": shape.heads * head, "k_proj": shape.kv_heads * head, "v_proj": shape.kv_heads * head,
                "gate_proj": shape.inner, "up_proj": shape.inner}  # fmt: skip
        one = {name: matrix(count, width, usual) for name, count in rows.items()}
        one["o_proj"] = matrix(width, shape.heads * head, usual)
        one["down_proj"] = matrix(width, shape.inner, shape.inner**-0.5)
        one["input_norm"], one["post_norm"] = norm(width), norm(width)
        if arch == "qwen3":
            one["q_norm"], one["k_norm"] = norm(head), norm(head)
        arrays |= {f"{layer}.{name}": value for name, value in one.items()}
    return Weights(arch, shape, arrays, found)


def tiny_gguf(arch: str, path: Path, *, template: str = "") -> Path:
    """A tiny model as a GGUF file."""
    model = tiny(arch)
    if arch == "gemma":
        return write_gguf(model, path, template=template, vocabulary=_sentencepiece)
    return write_gguf(_interleaved(model) if arch == "llama" else model, path, template=template)


def _interleaved(model: Weights) -> Weights:
    """llama.cpp rotates neighbours in this family, where transformers rotates halves."""
    heads = {"q_proj": model.shape.heads, "k_proj": model.shape.kv_heads}
    arrays = dict(model.arrays)
    for name, value in model.arrays.items():
        if count := heads.get(name.rpartition(".")[2]):
            rows, columns = value.shape
            pairs = value.reshape(count, 2, rows // count // 2, columns)
            arrays[name] = np.ascontiguousarray(pairs.swapaxes(1, 2).reshape(rows, columns))
    return replace(model, arrays=arrays)


def _sentencepiece(writer: gguf.GGUFWriter, model: Weights) -> None:
    """Pieces with a mark for the space, and bytes for what no piece has."""
    head = ["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>"]
    names = [*head, *(f"<0x{byte:02X}>" for byte in range(256))]
    kinds = [3, 3, 3, 2, 3, 3] + [6] * 256
    pieces = dict.fromkeys(letter for text in SENTENCES for letter in text.replace(" ", "▁"))
    for text in SENTENCES:
        for word in text.split():
            pieces |= dict.fromkeys([f"▁{word[:2]}", word[:2], word[1:4], f"▁{word}"])
    size = model.shape.vocabulary
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
