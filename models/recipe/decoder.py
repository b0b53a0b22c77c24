"""The decoder in torch: the qwen3 architecture, with input and output embeddings that are one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  its usual name
from tokenizers import Tokenizer
from torch import Tensor, nn

from .decoder_start import begin
from .decoder_weights import Shape, Weights
from .plan_text import END, PlanText

TOKENIZER = "tokenizer.json"  # beside a checkpoint
SHARP = 2.0  # of queries and keys at the start: to copy, a head must be able to look at one token only


class Norm(nn.Module):
    """x / sqrt(mean(x²)) * weight, over the last dimension."""

    def __init__(self, size: int, eps: float, start: float = 1.0) -> None:
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.full((size,), start)), eps

    def forward(self, x: Tensor) -> Tensor:
        """(..., size) -> (..., size)."""
        return F.rms_norm(x.float(), self.weight.shape, self.weight, self.eps)


class Layer(nn.Module):
    """Attention and feed-forward, each behind a norm and added to what came in."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        queries, keys = shape.heads * shape.head, shape.kv_heads * shape.head
        self.q_proj = nn.Linear(shape.width, queries, bias=False)
        self.k_proj, self.v_proj = (nn.Linear(shape.width, keys, bias=False) for _ in range(2))
        self.o_proj = nn.Linear(queries, shape.width, bias=False)
        self.gate_proj, self.up_proj = (nn.Linear(shape.width, shape.inner, bias=False) for _ in range(2))
        self.down_proj = nn.Linear(shape.inner, shape.width, bias=False)
        self.input_norm, self.post_norm = (Norm(shape.width, shape.eps) for _ in range(2))
        self.q_norm, self.k_norm = (Norm(shape.head, shape.eps, math.sqrt(SHARP)) for _ in range(2))

    def forward(self, x: Tensor, turns: tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
        """x (B, L, width); cosines and sines (L, head); mask (L, L) additive -> (B, L, width)."""
        batch, length, _ = x.shape
        shape, normed = self.shape, self.input_norm(x)
        q = self.q_norm(self.q_proj(normed).view(batch, length, shape.heads, shape.head)).transpose(1, 2)
        k = self.k_norm(self.k_proj(normed).view(batch, length, shape.kv_heads, shape.head)).transpose(1, 2)
        v = self.v_proj(normed).view(batch, length, shape.kv_heads, shape.head).transpose(1, 2)
        # Written out: on a CPU the backward pass of torch's fused attention takes longer than all the rest.
        with torch.autocast(x.device.type, enabled=False):
            q, k, v = turned(q.float(), turns), turned(k.float(), turns), v.float()
            q = q.reshape(batch, shape.kv_heads, -1, shape.head)  # the queries that share a key, one below the other
            scores = (q @ k.transpose(2, 3)).view(batch, shape.kv_heads, -1, length, length)
            chances = torch.softmax(scores / math.sqrt(shape.head) + mask, -1)
            mixed = (chances.view(batch, shape.kv_heads, -1, length) @ v).view(batch, shape.heads, length, shape.head)
        x = x + self.o_proj(mixed.transpose(1, 2).reshape(batch, length, -1))
        normed = self.post_norm(x)
        out: Tensor = x + self.down_proj(F.silu(self.gate_proj(normed)) * self.up_proj(normed))
        return out


def turned(x: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    """Rotary positions: x (B, heads, L, head), its halves taken as the two coordinates of each turn."""
    first, second = x.chunk(2, -1)
    return x * turns[0] + torch.cat([-second, first], -1) * turns[1]


def turns_of(shape: Shape, length: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines of each position, (length, head)."""
    steps = shape.theta ** -(torch.arange(0, shape.head, 2) / shape.head)
    angles = torch.outer(torch.arange(length), torch.cat([steps, steps]))
    return angles.cos(), angles.sin()


class Decoder(nn.Module):
    """Tokens in, scores of the next token out. `twins`: token with a space in front -> the token without."""

    def __init__(self, shape: Shape, twins: Mapping[int, int]) -> None:
        super().__init__()
        self.shape = shape
        self.embed_tokens = nn.Embedding(shape.vocabulary, shape.width)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = Norm(shape.width, shape.eps)
        begin(self, shape, twins)

    def forward(self, ids: Tensor) -> Tensor:
        """(B, L) -> vectors behind the last norm, (B, L, width)."""
        length = ids.shape[1]
        turns = tuple(part.to(ids.device) for part in turns_of(self.shape, length))
        mask = torch.full((length, length), -1e9, device=ids.device).triu(1)
        x = self.embed_tokens(ids)
        for layer in self.layers:
            x = layer(x, turns, mask)
        out: Tensor = self.norm(x)
        return out

    def loss(self, batch: Sequence[PlanText], stats: Counter[str]) -> Tensor:
        """Cross entropy of the answers' tokens, mean over them."""
        length = max(len(one.input.ids) for one in batch)
        ids = np.zeros((len(batch), length), np.int64)
        wanted = np.zeros((len(batch), length), bool)
        for row, one in enumerate(batch):
            ids[row, : len(one.input.ids)] = one.input.ids
            wanted[row, one.start : len(one.input.ids)] = True
        device = self.embed_tokens.weight.device
        tokens, asked = torch.from_numpy(ids).to(device), torch.from_numpy(wanted).to(device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            vectors = self(tokens[:, :-1])[asked[:, 1:]]
            scores = F.linear(vectors, self.embed_tokens.weight).float()
        gold = tokens[:, 1:][asked[:, 1:]]
        right = scores.argmax(-1) == gold
        stats["token"] += len(gold)
        stats["token_ok"] += int(right.sum())
        rows = torch.arange(len(batch), device=device).unsqueeze(1).expand_as(asked)[asked]
        wrong = torch.zeros(len(batch), device=device).index_add_(0, rows, (~right).float())
        stats["plan"] += len(batch)
        stats["plan_ok"] += int((wrong == 0).sum())
        return F.cross_entropy(scores, gold)


def weights_of(model: Decoder, tokenizer: Tokenizer) -> Weights:
    """A decoder as its files hold it."""
    arrays = {name.removeprefix("layers.").removesuffix(".weight"): value.detach().float().cpu().numpy()
              for name, value in model.state_dict().items()}  # fmt: skip
    return Weights("qwen3", model.shape, arrays, tokenizer, END)


def decoder_weights(checkpoint: Path) -> Weights:
    """The weights of a checkpoint, with the tokenizer that lies beside it."""
    tokenizer = Tokenizer.from_file(str(checkpoint.with_name(TOKENIZER)))
    model = Decoder(Shape(tokenizer.get_vocab_size()), {})
    model.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["model"])
    return weights_of(model, tokenizer)
