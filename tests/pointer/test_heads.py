"""The heads against their plain formulas: pointers and options without their keys, means of segments."""

from __future__ import annotations

import numpy as np

from lamlite.cards import models_folder
from lamlite.pointer.features import fill_input
from lamlite.pointer.heads import KEY, POINTERS, Heads
from lamlite.pointer.words import Words

TOOL = {"name": "dim_light", "description": "Dim a light.", "parameters": {"type": "object", "properties": {
    "room": {"type": "string", "description": "The room"},
    "mode": {"type": "string", "enum": ["instant", "fade", "slow"]}}}}  # fmt: skip


def test_queries_meet_the_keys_that_are_never_made() -> None:
    heads = Heads.load(models_folder() / "caller" / "heads.npz")
    found = fill_input(Words(models_folder() / "words"), [("request", "dim the kitchen slowly")], TOOL)
    h = np.random.default_rng(1).standard_normal((len(found.ids), 384)).astype(np.float32)
    params = heads.spans_of(h, found.starts, found.stops)
    assert np.allclose(params[1, 384:], h[found.starts[1] + 1 : found.stops[1]].mean(axis=0), atol=1e-5)

    queries = heads.linear("pointer_query", params).reshape(-1, POINTERS, KEY)
    keys = heads.linear("pointer_key", h).reshape(-1, POINTERS, KEY)
    wanted = np.einsum("npk,lpk->npl", queries, keys) / np.sqrt(KEY)
    near = found.near[0]
    assert near is None
    wanted = wanted + heads["near.weight"][17][None, :, None]
    wanted[:, 3:] += heads["item_bias"][None, :, None]
    assert np.allclose(heads.pointers(h, params, found), wanted, atol=1e-3)

    query = heads.linear("option_query", params[1:])[0]
    keys = heads.linear("option_key", heads.spans_of(h, found.options[1], found.option_stops[1]))
    scores = heads.options(h, params[1], found.options[1], found.option_stops[1])
    assert np.allclose(scores, keys @ query / np.sqrt(KEY), atol=1e-3)
