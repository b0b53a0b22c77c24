"""The Planner in torch: the encoder and the heads of `lamlite.pointer.plan_heads`, with their losses."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  its usual name
from torch import Tensor, nn

from lamlite.pointer.features import Tokens
from lamlite.pointer.heads import KEY
from lamlite.pointer.plan_decode import NEVER, ORDERS
from lamlite.pointer.plan_heads import NEARS, nearness
from lamlite.pointer.plan_tags import MAY_BEGIN, MAY_END, MAY_FOLLOW, TAG_OF, TAGS, path_of
from lamlite.pointer.split import WINDOW, first_tokens
from lamlite.pointer.words import CLS, SEP, Words

from .compound import Compound
from .encoder import WIDTH, Encoder
from .plan_labels import PlanLabels, labels_of

_FOLLOW, _BEGIN, _END = (torch.from_numpy(np.where(allowed, 0.0, NEVER).astype(np.float32))
                         for allowed in (MAY_FOLLOW, MAY_BEGIN, MAY_END))  # fmt: skip
_TAG_OF = torch.from_numpy(TAG_OF)


@dataclass
class PlanExample:
    """A request's tokens, the first token of each word, and the labels."""

    input: Tokens
    firsts: list[int]
    path: list[int]
    labels: PlanLabels


def plan_example(compound: Compound, words: Words) -> PlanExample | None:
    """An example, or None for a request that is longer than one window. Raises Inexpressible."""
    labels = labels_of(compound)
    ids, offsets = words.tokens(compound.request)
    path = path_of(labels.tags)
    if len(ids) > WINDOW or not ids or not path:
        return None
    tokens = Tokens()
    tokens.add([CLS, *ids, SEP], 0)
    return PlanExample(tokens, [1 + token for token in first_tokens(labels.words, offsets)], path, labels)


class Planner(nn.Module):
    """Encoder and heads. Names of the heads' weights are those of the npz."""

    def __init__(self, encoder: Encoder, words: Words) -> None:
        super().__init__()
        self.encoder, self.words = encoder, words
        self.tag = nn.Linear(WIDTH, TAGS)
        self.tag_first, self.tag_after = nn.Parameter(torch.zeros(TAGS)), nn.Parameter(torch.zeros(TAGS, TAGS))
        self.order = nn.Sequential(nn.Linear(2 * WIDTH, 128), nn.GELU(approximate="tanh"), nn.Linear(128, ORDERS))
        self.need_query, self.need_key = nn.Linear(2 * WIDTH, KEY), nn.Linear(2 * WIDTH, KEY)
        self.need_near = nn.Parameter(torch.full((NEARS,), -2.0))

    def word_vectors(self, batch: Sequence[PlanExample]) -> tuple[Tensor, Tensor]:
        """Vectors of the words (B, N, 384) and which of them are words (B, N)."""
        length, count = max(len(e.input.ids) for e in batch), max(len(e.firsts) for e in batch)
        ids, mask = np.zeros((len(batch), length), np.int64), np.zeros((len(batch), length), np.int64)
        firsts, real = np.zeros((len(batch), count), np.int64), np.zeros((len(batch), count), bool)
        for row, e in enumerate(batch):
            ids[row, : len(e.input.ids)], mask[row, : len(e.input.ids)] = e.input.ids, 1
            firsts[row, : len(e.firsts)], real[row, : len(e.firsts)] = e.firsts, True
        device = self.tag_first.device
        embeds = torch.from_numpy(self.words.embed(ids)).to(device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            h = self.encoder(
                embeds, torch.zeros(ids.shape, dtype=torch.long, device=device), torch.from_numpy(mask).to(device)
            )
        places = torch.from_numpy(firsts).to(device).unsqueeze(-1).expand(-1, -1, WIDTH)
        return h.float().gather(1, places), torch.from_numpy(real).to(device)

    def loss(self, batch: Sequence[PlanExample], stats: Counter[str]) -> Tensor:
        """Tags (all legal sequences against the right one), orders and needs."""
        words, real = self.word_vectors(batch)
        return self._tag_loss(words, real, batch, stats) + self._unit_loss(words, batch, stats)

    def _tag_loss(self, words: Tensor, real: Tensor, batch: Sequence[PlanExample], stats: Counter[str]) -> Tensor:
        device = words.device
        emitted = self.tag(words)[:, :, _TAG_OF.to(device)]
        first = self.tag_first[_TAG_OF.to(device)] + _BEGIN.to(device)
        after = self.tag_after[_TAG_OF.to(device)][:, _TAG_OF.to(device)] + _FOLLOW.to(device)
        at = first + emitted[:, 0]
        for word in range(1, words.shape[1]):
            on = torch.logsumexp(at.unsqueeze(2) + after, 1) + emitted[:, word]
            at = torch.where(real[:, word : word + 1], on, at)
        total = torch.logsumexp(at + _END.to(device), 1)
        paths = torch.zeros(real.shape, dtype=torch.long)
        for row, e in enumerate(batch):
            paths[row, : len(e.path)] = torch.tensor(e.path)
        paths = paths.to(device)
        gold = (emitted.gather(2, paths.unsqueeze(-1)).squeeze(-1) * real).sum(1) + first[paths[:, 0]]
        gold = gold + (after[paths[:, :-1], paths[:, 1:]] * real[:, 1:]).sum(1)
        stats["tag"] += int(real.sum())
        stats["tag_ok"] += int(((_TAG_OF.to(device)[emitted.argmax(-1)] == _TAG_OF.to(device)[paths]) & real).sum())
        loss: Tensor = (total - gold).mean()
        return loss

    def _unit_loss(self, words: Tensor, batch: Sequence[PlanExample], stats: Counter[str]) -> Tensor:
        device, loss = words.device, torch.zeros((), device=words.device)
        units = [(row, number, unit) for row, e in enumerate(batch) for number, unit in enumerate(e.labels.units)]
        moved = [(row, number) for row, number, _ in units if number]
        if not moved:
            return loss
        starts = {(row, number): unit.words[0] for row, number, unit in units}
        rows = torch.tensor([row for row, _ in moved], device=device)
        here = words[rows, torch.tensor([starts[place] for place in moved], device=device)]
        before = words[rows, torch.tensor([starts[row, number - 1] for row, number in moved], device=device)]
        chances = F.log_softmax(self.order(torch.cat([here, before], -1)), -1)
        right = torch.tensor([batch[row].labels.orders[number] for row, number in moved], device=device)
        loss = loss - torch.logsumexp(chances.masked_fill(~right, float(NEVER)), -1).sum() / len(batch)
        stats["order"] += len(moved)
        stats["order_ok"] += int(right.gather(1, chances.argmax(-1, keepdim=True)).sum())
        return loss + self._need_loss(words, batch, units, stats)

    def _need_loss(self, words: Tensor, batch: Sequence[PlanExample], units: Sequence[tuple[int, int, object]],
                   stats: Counter[str]) -> Tensor:  # fmt: skip
        device = words.device
        number_of = {(row, number): i for i, (row, number, _) in enumerate(units)}
        vectors = torch.stack([torch.cat([words[row, u.words[0]], words[row, u.words].mean(0)])
                               for row, e in enumerate(batch) for u in e.labels.units])  # fmt: skip
        queries, keys = self.need_query(vectors), self.need_key(vectors)
        later, earlier, near, gold = [], [], [], []
        for row, e in enumerate(batch):
            for place, a in enumerate(e.labels.plan):
                for b in e.labels.plan[:place]:
                    later.append(number_of[row, a])
                    earlier.append(number_of[row, b])
                    near.append(nearness(a, b))
                    gold.append((a, b) in e.labels.needs)
        scores = (queries[later] * keys[earlier]).sum(-1) / math.sqrt(KEY) + self.need_near[
            torch.tensor(near, device=device)
        ]
        target = torch.tensor(gold, device=device)
        stats["need"] += len(gold)
        stats["need_ok"] += int(((scores > 0) == target).sum())
        return F.binary_cross_entropy_with_logits(scores, target.float(), reduction="sum") / len(batch)
