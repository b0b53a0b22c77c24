"""The encoder in torch: BERT's six layers as all-MiniLM-L6-v2 has them, on embeddings that are handed in.

Word embeddings stay outside (`lamlite.pointer.words`: frozen, int8, shared), so training sees what service sees.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS, POSITIONS = 384, 12, 1536, 6, 512


class Layer(nn.Module):
    """Self-attention and feed-forward, each with a residual and a LayerNorm after it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.grow, self.shrink = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (B, L, 384), mask (B, 1, 1, L) additive -> (B, L, 384)."""
        batch, length, _ = x.shape
        weight = torch.cat([self.query.weight, self.key.weight, self.value.weight])
        bias = torch.cat([self.query.bias, self.key.bias, self.value.bias])
        q, k, v = functional.linear(x, weight, bias).view(batch, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU the backward pass of torch's fused attention takes longer than all the rest.
        with torch.autocast(x.device.type, enabled=False):
            scores = (q / math.sqrt(q.shape[-1])) @ k.transpose(2, 3) + mask.to(q.dtype)
            mixed = torch.softmax(scores, -1) @ v
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.norm2(x + self.shrink(functional.gelu(self.grow(x))))


class Encoder(nn.Module):
    """embeddings (B, L, 384), types (B, L), mask (B, L) -> token vectors (B, L, 384)."""

    def __init__(self) -> None:
        super().__init__()
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, embeds: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """See the class."""
        places = torch.arange(embeds.shape[1], device=embeds.device)
        x = self.norm(embeds + self.position(places) + self.segment(types))
        additive = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, additive.to(x.dtype))
        return x


def load_base(base: Path) -> Encoder:
    """The encoder with the pretrained weights of `base/model.safetensors`."""
    weights = load_file(base / "model.safetensors")
    names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
             "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "grow": "intermediate.dense",
             "shrink": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
    state = {
        "position.weight": weights["embeddings.position_embeddings.weight"],
        "segment.weight": weights["embeddings.token_type_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{part}"] = weights[f"encoder.layer.{number}.{theirs}.{part}"]
    encoder = Encoder()
    encoder.load_state_dict(state)
    return encoder
