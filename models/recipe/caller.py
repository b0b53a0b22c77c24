"""The Caller in torch: the encoder and the heads of `lamlite.pointer.heads`, with their losses."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lamlite.pointer.features import FAR, FillInput, Tokens
from lamlite.pointer.heads import ABSENT, FALSE, KEY, LONGEST_SPAN, MODES, OPTION, OTHER, POINTERS, SPAN, TRUE
from lamlite.pointer.params import Param
from lamlite.pointer.words import MARKERS, Words

from .encoder import WIDTH, Encoder
from .examples import PairExample, SelectExample
from .labels import FillExample

NEVER = -1e4
_ALLOWED = {"boolean": (ABSENT, TRUE, FALSE, OTHER), "option": (ABSENT, OPTION, OTHER)}


def allowed_modes(param: Param) -> tuple[int, ...]:
    """Modes that a parameter's kind admits."""
    return _ALLOWED.get(param.kind, (ABSENT, SPAN, OTHER))


def _two(inputs: int, hidden: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, hidden), nn.GELU(approximate="tanh"), nn.Linear(hidden, outputs))


class Caller(nn.Module):
    """Encoder and heads. Names of the heads' weights are those of the npz."""

    def __init__(self, encoder: Encoder, words: Words) -> None:
        super().__init__()
        self.encoder, self.words = encoder, words
        self.markers = nn.Parameter(torch.randn(MARKERS, WIDTH) * 0.02)
        self.mode = _two(2 * WIDTH, 192, MODES)
        self.pointer_query, self.pointer_key = nn.Linear(2 * WIDTH, POINTERS * KEY), nn.Linear(WIDTH, POINTERS * KEY)
        self.near = nn.Embedding(FAR + 1, POINTERS)
        self.item_bias = nn.Parameter(torch.full((2,), -3.0))
        self.length = nn.Parameter(torch.zeros(LONGEST_SPAN))
        self.option_query, self.option_key = nn.Linear(2 * WIDTH, KEY), nn.Linear(2 * WIDTH, KEY)
        self.option_bias = nn.Parameter(torch.zeros(1))
        self.tool, self.none = _two(5 * WIDTH, 128, 1), _two(2 * WIDTH, 128, 1)
        self.cosine_scale = nn.Parameter(torch.tensor(8.0))
        nn.init.zeros_(self.near.weight)
        for head in (self.tool, self.none):
            head[2].weight.data.mul_(0.1)

    def encode(self, batch: Sequence[Tokens]) -> Tensor:
        """Token vectors (B, L, 384), padded to the longest."""
        length = max(len(item.ids) for item in batch)
        ids = np.zeros((len(batch), length), np.int64)
        types, mask = np.zeros_like(ids), np.zeros_like(ids)
        for row, item in enumerate(batch):
            n = len(item.ids)
            ids[row, :n], types[row, :n], mask[row, :n] = item.ids, item.types, 1
        device = self.markers.device
        embeds = torch.from_numpy(self.words.embed(ids)).to(device)
        marks = torch.from_numpy(np.where((ids > 0) & (ids < MARKERS), ids, 0)).to(device)
        extra = self.markers[marks] * (marks > 0).unsqueeze(-1)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            h = self.encoder(embeds + extra, torch.from_numpy(types).to(device), torch.from_numpy(mask).to(device))
        return h.float()

    @staticmethod
    def spans_of(h: Tensor, rows: Tensor, starts: Tensor, stops: Tensor) -> Tensor:
        """As `Heads.spans_of`, over a batch: segment starts..stops of sequence `rows` -> (n, 768)."""
        sums = functional.pad(h.cumsum(1), (0, 0, 1, 0))
        stops = torch.minimum(torch.maximum(stops, starts + 2), torch.tensor(h.shape[1], device=h.device))
        mean = (sums[rows, stops] - sums[rows, starts + 1]) / (stops - starts - 1).clamp(min=1).unsqueeze(-1)
        return torch.cat([h[rows, starts], mean], -1)

    def select_loss(self, batch: Sequence[SelectExample], stats: Counter[str]) -> Tensor:
        """Cross-entropy over none and the tools."""
        h = self.encode([e.input for e in batch])
        dev = h.device
        rows = torch.tensor([r for r, e in enumerate(batch) for _ in e.input.tools], device=dev)
        starts = torch.tensor([p for e in batch for p in e.input.tools], device=dev)
        stops = torch.tensor([p for e in batch for p in [*e.input.tools[1:], e.input.stop]], device=dev)
        tools = self.spans_of(h, rows, starts, stops)
        sums = functional.pad(h.cumsum(1), (0, 0, 1, 0))
        size = torch.tensor([max(1, e.input.request) for e in batch], device=dev)
        every = torch.arange(len(batch), device=dev)
        asked = (sums[every, 1 + size] - sums[:, 1]) / size.unsqueeze(-1)
        pooled, beside = tools[:, WIDTH:], asked[rows]
        scores = self.tool(torch.cat([tools, beside, pooled * beside, h[rows, 0]], -1)).squeeze(-1)
        scores = scores + self.cosine_scale * functional.cosine_similarity(pooled, beside, dim=-1)
        none = self.none(torch.cat([h[:, 0], asked], -1)).squeeze(-1) + 0.3 * self.cosine_scale
        widest = max(len(e.input.tools) for e in batch)
        logits = torch.full((len(batch), widest + 1), NEVER, device=dev)
        places = torch.tensor([i + 1 for e in batch for i in range(len(e.input.tools))], device=dev)
        logits[rows, places] = scores
        logits[:, 0] = none
        gold = torch.tensor([e.gold + 1 for e in batch], device=dev)
        stats["select"] += len(batch)
        stats["select_ok"] += int((logits.argmax(-1) == gold).sum())
        return functional.cross_entropy(logits, gold)

    def pooled(self, batch: Sequence[Tokens]) -> Tensor:
        """Unit vectors (B, 384): the mean of the tokens between [CLS] and the last [SEP]."""
        h = self.encode(batch)
        size = torch.tensor([len(item.ids) for item in batch], device=h.device)
        inside = torch.arange(h.shape[1], device=h.device)[None]
        mask = ((inside > 0) & (inside < (size - 1).unsqueeze(1))).unsqueeze(-1)
        return functional.normalize((h * mask).sum(1), dim=-1)

    def retrieve_loss(self, batch: Sequence[PairExample], stats: Counter[str]) -> Tensor:
        """InfoNCE, temperature 0.05, against the batch's other tools and all rivals; equal names are no negatives."""
        rivals = [rival for e in batch for rival in e.rivals]
        asked, tools = self.pooled([e.request for e in batch]), self.pooled([*(e.tool for e in batch), *rivals])
        logits = asked @ tools.T / 0.05
        names = np.array([e.name for e in batch])
        others = np.array([*names, *(name for e in batch for name in e.rival_names)])
        same = torch.from_numpy((names[:, None] == others[None]) & ~np.eye(len(batch), len(others), dtype=bool))
        logits = logits.masked_fill(same.to(logits.device), NEVER)
        gold = torch.arange(len(batch), device=logits.device)
        stats["retrieve"] += len(batch)
        stats["retrieve_ok"] += int((logits.argmax(-1) == gold).sum())
        back = functional.cross_entropy(logits[:, : len(batch)].T, gold)
        return (functional.cross_entropy(logits, gold) + back) / 2

    def fill_loss(self, batch: Sequence[FillExample], stats: Counter[str]) -> Tensor:
        """Modes, spans, list items and options of every parameter."""
        h = self.encode([e.input for e in batch])
        dev = h.device
        flat = [(r, e, k) for r, e in enumerate(batch) for k in range(len(e.labels))]
        rows = torch.tensor([r for r, _, _ in flat], device=dev)
        starts = torch.tensor([e.input.starts[k] for _, e, k in flat], device=dev)
        stops = torch.tensor([e.input.stops[k] for _, e, k in flat], device=dev)
        params = self.spans_of(h, rows, starts, stops)
        modes = self.mode(params)
        banned = torch.tensor([[0.0 if m in allowed_modes(e.input.params[k]) else NEVER for m in range(MODES)]
                               for _, e, k in flat], device=dev)  # fmt: skip
        gold = torch.tensor([e.labels[k].mode for _, e, k in flat], device=dev)
        loss = functional.cross_entropy(modes + banned, gold, ignore_index=-100, reduction="sum") / (
            gold >= 0
        ).sum().clamp(min=1)
        stats["mode"] += int((gold >= 0).sum())
        stats["mode_ok"] += int(((modes + banned).argmax(-1) == gold).sum())
        pointing = [i for i, (_, e, k) in enumerate(flat) if e.labels[k].mode == SPAN]
        if pointing:
            loss = loss + self._pointer_loss(h, [flat[i] for i in pointing], params[pointing], stats)
        choosing = [i for i, (_, e, k) in enumerate(flat) if e.labels[k].mode == OPTION]
        if choosing:
            loss = loss + self._option_loss(h, [flat[i] for i in choosing], params[choosing], stats)
        return loss

    def _pointer_loss(self, h: Tensor, flat: Sequence[tuple[int, FillExample, int]], params: Tensor,
                      stats: Counter[str]) -> Tensor:  # fmt: skip
        dev, length, n = h.device, h.shape[1], len(flat)
        rows = torch.tensor([r for r, _, _ in flat], device=dev)
        queries = self.pointer_query(params).view(n, POINTERS, KEY)
        keys = self.pointer_key(h).view(len(h), length, POINTERS, KEY)[rows]
        near, source = np.full((n, length), FAR), np.full((n, length), -1)
        begin, inside = np.zeros((n, length), np.float32), np.zeros((n, length), np.float32)
        single = np.zeros(n, bool)
        gold = np.zeros((n, length, LONGEST_SPAN), bool)
        for i, (_, e, k) in enumerate(flat):
            _mark(e.input, k, near[i], source[i])
            single[i] = not e.input.params[k].many
            for first, last in e.labels[k].spans:
                begin[i, first] = 1
                inside[i, first + 1 : last + 1] = 1
                if last - first < LONGEST_SPAN:
                    gold[i, first, last - first] = True
        scores = torch.einsum("npk,nlpk->npl", queries, keys) / math.sqrt(KEY)
        scores = scores + self.near(torch.from_numpy(near).to(dev)).transpose(1, 2)
        places = torch.from_numpy(source).to(dev)
        items = scores[:, 3:] + self.item_bias[None, :, None]
        lone = torch.tensor([len(e.labels[k].spans) == 1 or e.input.params[k].many for _, e, k in flat], device=dev)
        target = torch.from_numpy(np.stack([begin, inside], 1)).to(dev)
        off = (
            functional.binary_cross_entropy_with_logits(items, target, reduction="none") * (places >= 0).unsqueeze(1)
        ).sum((1, 2))
        loss: Tensor = 0.25 * (off * lone).sum() / lone.sum().clamp(min=1)
        chosen = torch.from_numpy(single & gold.any((1, 2))).to(dev)
        if chosen.any():
            band = self._band(scores[chosen], places[chosen])
            wanted = torch.from_numpy(gold).to(dev)[chosen].flatten(1)
            flat_band = band.flatten(1)
            loss = (
                loss
                + (torch.logsumexp(flat_band, -1) - torch.logsumexp(flat_band.masked_fill(~wanted, NEVER), -1)).mean()
            )
            stats["span"] += len(flat_band)
            stats["span_ok"] += int(wanted.gather(1, flat_band.argmax(-1, keepdim=True)).sum())
        return loss

    def _band(self, scores: Tensor, places: Tensor) -> Tensor:
        """Score (n, L, W) of the span that begins at a token and is w + 1 tokens long; NEVER across sources."""
        n, _, length = scores.shape
        width = LONGEST_SPAN
        ends = functional.pad(scores[:, 1], (0, width - 1)).unfold(1, width, 1)
        sums = functional.pad(scores[:, 2].cumsum(1), (1, 0))
        after = functional.pad(sums[:, 1:], (0, width - 1)).unfold(1, width, 1)
        size = torch.arange(1, width + 1, device=scores.device)
        content = (after - sums[:, :length].unsqueeze(-1)) / size
        band = scores[:, 0].unsqueeze(-1) + ends + content + self.length
        last = functional.pad(places, (0, width - 1), value=-1).unfold(1, width, 1)
        return band.masked_fill((last != places.unsqueeze(-1)) | (places < 0).unsqueeze(-1), NEVER)

    def _option_loss(self, h: Tensor, flat: Sequence[tuple[int, FillExample, int]], params: Tensor,
                     stats: Counter[str]) -> Tensor:  # fmt: skip
        dev = h.device
        queries = self.option_query(params)
        rows, starts, stops, owner = [], [], [], []
        for i, (r, e, k) in enumerate(flat):
            for a, b in zip(e.input.options[k], e.input.option_stops[k], strict=True):
                rows.append(r), starts.append(a), stops.append(b), owner.append(i)
        where = [torch.tensor(x, device=dev) for x in (rows, starts, stops, owner)]
        keys = self.option_key(self.spans_of(h, *where[:3]))
        flat_scores = (keys * queries[where[3]]).sum(-1) / math.sqrt(KEY)
        total, at = torch.zeros((), device=dev), 0
        for _, e, k in flat:
            count, label = len(e.input.options[k]), e.labels[k]
            mine = flat_scores[at : at + count]
            at += count
            if e.input.params[k].many:
                target = torch.zeros(count, device=dev)
                target[list(label.options)] = 1
                total = (
                    total
                    + functional.binary_cross_entropy_with_logits(mine + self.option_bias, target, reduction="sum") / 2
                )
            else:
                total = total - functional.log_softmax(mine, 0)[label.options[0]]
                stats["option"] += 1
                stats["option_ok"] += int(int(mine.argmax()) == label.options[0])
        return total / len(flat)


def _mark(found: FillInput, k: int, near: np.ndarray, source: np.ndarray) -> None:  # type: ignore[type-arg]
    """Fill one parameter's rows: buckets of nearness, and the source number of each token that it may point at."""
    if (buckets := found.near[k]) is not None:
        near[1 : 1 + len(buckets)] = buckets
    for i, (owner, chars) in enumerate(zip(found.owner, found.chars, strict=True)):
        if owner == 0:
            source[i] = chars[0]
        elif owner == k + 1:
            source[i] = 1000
