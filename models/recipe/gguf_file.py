"""A decoder as a GGUF file, for llama.cpp."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf  # type: ignore[import-not-found,import-untyped,unused-ignore]
from tokenizers import Tokenizer

from .decoder_weights import Weights

Vocabulary = Callable[[Any, Weights], None]
_NAMES = {
    "q_proj": "attn_q", "k_proj": "attn_k", "v_proj": "attn_v", "o_proj": "attn_output", "gate_proj": "ffn_gate",
    "up_proj": "ffn_up", "down_proj": "ffn_down", "input_norm": "attn_norm", "post_norm": "ffn_norm",
    "q_norm": "attn_q_norm", "k_norm": "attn_k_norm",
    "embed_tokens": "token_embd", "norm": "output_norm", "lm_head": "output",
}  # fmt: skip
_NORMAL, _CONTROL, _TEXT = 1, 3, 4  # kinds of tokens; the last are whole tokens, but text


def byte_pairs(writer: gguf.GGUFWriter, model: Weights) -> None:
    """The vocabulary of a byte-level BPE tokenizer that cuts words as GPT-2 does."""
    plain = json.loads(model.tokenizer.to_str())
    names = names_of(model.tokenizer)
    added = {one["content"]: _CONTROL if one["special"] else _TEXT for one in plain["added_tokens"]}
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(names)
    writer.add_token_types([added.get(name, _NORMAL) for name in names])
    writer.add_token_merges([one if isinstance(one, str) else " ".join(one) for one in plain["model"]["merges"]])
    writer.add_eos_token_id(names.index(model.end))
    writer.add_add_bos_token(False)


def names_of(tokenizer: Tokenizer) -> list[str]:
    """Names of the tokens, in the order of their ids."""
    ids: dict[str, int] = tokenizer.get_vocab()
    return sorted(ids, key=ids.__getitem__)


def write_gguf(model: Weights, path: Path, *, template: str = "", eight: bool = False,
               vocabulary: Vocabulary = byte_pairs) -> Path:  # fmt: skip
    """Write a model; its matrices as Q8_0 where `eight`, else as they are. `template` is the chat template."""
    shape = model.shape
    writer = gguf.GGUFWriter(str(path), model.arch)
    writer.add_name(path.stem)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.inner)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(shape.head)
    writer.add_value_length(shape.head)
    writer.add_layer_norm_rms_eps(shape.eps)
    writer.add_rope_freq_base(shape.theta)
    if template:
        writer.add_chat_template(template)
    vocabulary(writer, model)
    kind = gguf.GGMLQuantizationType.Q8_0
    for name, value in model.arrays.items():
        layer, _, part = name.rpartition(".")
        full = f"blk.{layer}.{_NAMES[part]}.weight" if layer else f"{_NAMES[part]}.weight"
        if eight and value.ndim == 2:
            writer.add_tensor(full, gguf.quants.quantize(value, kind), raw_dtype=kind)
        else:
            writer.add_tensor(full, value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
