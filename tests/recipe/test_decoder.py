"""The decoder: it is taught what may be written, begins able to copy, and its two files say what it says."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timezone
from functools import cache
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("gguf")
pytest.importorskip("onnx")

import torch
from tokenizers import Tokenizer

from lamlite.backends.onnx_decoder import OnnxSession, OnnxWeights
from lamlite.backends.session import Decoder as Session
from lamlite.cards import read_card
from lamlite.core.context import Context
from lamlite.grammar.lark import literal
from lamlite.grammar.match import Matcher, tokenizer_from_hf
from lamlite.language.dialects import plain
from lamlite.language.jobs import PlanJob
from lamlite.language.loading import language_planner
from lamlite.language.planner import LanguagePlanner
from models.recipe import land
from models.recipe.compose import Composer
from models.recipe.compound import Compound
from models.recipe.decoder import TOKENIZER, Decoder, turned, turns_of, weights_of
from models.recipe.decoder_onnx import write_onnx
from models.recipe.decoder_weights import Shape
from models.recipe.gguf_file import write_gguf
from models.recipe.plan_labels import Inexpressible
from models.recipe.plan_packs import parse
from models.recipe.plan_text import Cutter, PlanText, plan_of, plan_text, spelled
from models.recipe.train_decoder import groups_of
from models.recipe.training import batches
from models.recipe.vocabulary import learn, twins_of

from .pools import small_pool


@cache
def compounds() -> list[Compound]:
    rng, composer = random.Random(4), Composer(small_pool())
    return [composer.draw(rng) for _ in range(200)]


@cache
def tokenizer() -> Tokenizer:
    return learn([compound.request for compound in compounds()], pieces=600, spaced=200)


def examples() -> list[PlanText]:
    found = []
    for compound in compounds():
        try:
            found.append(plan_text(compound, Cutter(tokenizer())))
        except Inexpressible:
            continue
    assert len(found) > 190
    return found


def small() -> Decoder:
    torch.manual_seed(3)
    shape = Shape(tokenizer().get_vocab_size(), width=64, layers=2, heads=4, kv_heads=2, head=32, inner=96, context=512)
    return Decoder(shape, twins_of(tokenizer()))


def test_every_answer_is_one_that_may_be_written() -> None:
    vocabulary = tokenizer_from_hf(tokenizer())
    packed = ['{1:call Ana}, then "{2<1:text her the news}".', "{1-2:buy} {1:milk} and {2:rye  bread}!"]
    for compound in [*compounds()[:40], *map(parse, packed)]:
        matcher = Matcher(vocabulary, plain.grammar(PlanJob(compound.request), literal))
        assert matcher.feed(Cutter(tokenizer()).tokens(spelled(plan_of(compound)))), compound.request
        assert matcher.done


def test_a_piece_that_ends_inside_a_word_is_not_taught() -> None:
    with pytest.raises(Inexpressible):
        plan_of(parse("{1-2:resize to 512x}{1:512} or {2:600}"))


def test_a_word_is_cut_alike_wherever_it_stands() -> None:
    cutter, ids = Cutter(tokenizer()), tokenizer().get_vocab()
    names = {number: name for name, number in ids.items()}
    for word in ("turn", "lights", "weather", "Oslo", "unheard"):
        behind = [names[token] for token in cutter.tokens(f"x {word}")][1:]
        assert "".join(behind) == f"Ġ{word}"
        alone = [names[token] for token in cutter.tokens(word)]
        assert [name for name in "\n".join(behind).replace("Ġ", "", 1).split("\n") if name] == alone


def test_a_step_costs_two_tokens_and_its_words() -> None:
    one, two = (Cutter(tokenizer()).tokens(spelled(plan_of(parse(line)))) for line in ("{1:turn} {2:turn}", "{1:turn}"))
    assert len(one) - len(two) == 2 + len(Cutter(tokenizer()).tokens("turn"))


def test_the_same_requests_give_the_same_vocabulary() -> None:
    again = learn([compound.request for compound in compounds()], pieces=600, spaced=200)
    assert again.to_str() == tokenizer().to_str()


def test_the_first_head_begins_by_looking_one_token_back() -> None:
    model, ids = small(), torch.tensor([examples()[0].input.ids])
    layer, shape = model.layers[0], model.shape
    with torch.no_grad():
        x = layer.input_norm(model.embed_tokens(ids))
        q, k = (
            turned(norm(part(x)[..., : shape.head]), turns_of(shape, ids.shape[1]))[0]
            for norm, part in ((layer.q_norm, layer.q_proj), (layer.k_norm, layer.k_proj))
        )
        seen = (q @ k.T).masked_fill(torch.ones(len(q), len(q)).triu(1) > 0, -1e9).argmax(-1)
    assert (seen[1:] == torch.arange(len(q) - 1)).float().mean() > 0.95


@cache
def trained() -> Decoder:
    """A few steps over the same batches."""
    model, losses = small(), []
    optimizer = torch.optim.AdamW(groups_of(model))
    for _ in range(3):
        for batch in batches(examples(), 1024):
            loss = model.loss(batch, Counter())
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            losses.append(float(loss.detach()))
    assert losses[-1] < 0.8 * losses[0]
    return model.eval()


def logits(session: Session, ids: list[int]) -> np.ndarray:  # type: ignore[type-arg]
    session.start(ids)
    return session.logits().copy()


def test_the_graph_says_what_the_model_says(tmp_path: Path) -> None:
    ids, model = examples()[1].input.ids, trained()
    with torch.inference_mode():
        expected = (model(torch.tensor([ids]))[0, -1] @ model.embed_tokens.weight.T).numpy()
    weights = weights_of(model, tokenizer())
    exact = logits(OnnxSession(OnnxWeights(write_onnx(weights, tmp_path / "exact"), threads=1)), ids)
    assert np.abs(exact - expected).max() < 1e-3 * np.abs(expected).max()
    eight = logits(OnnxSession(OnnxWeights(write_onnx(weights, tmp_path / "eight", eight=True), threads=1)), ids)
    assert 0 < np.abs(eight - expected).max() < 0.1 * np.abs(expected).max()


def test_both_engines_read_the_same_numbers(tmp_path: Path) -> None:
    pytest.importorskip("llama_cpp")
    from lamlite.backends.llamacpp import LlamaSession, LlamaWeights

    weights = weights_of(trained(), tokenizer())
    graph = OnnxSession(OnnxWeights(write_onnx(weights, tmp_path, eight=True), threads=1))
    file = LlamaSession(LlamaWeights(write_gguf(weights, tmp_path / "x.gguf", eight=True)), threads=1, wide=True)
    for compound in compounds():
        assert file.tokens(compound.request) == graph.tokens(compound.request)
    gaps = []
    for token in range(300, 340):  # of longer texts, a value that lies between two steps is rounded up here, down there
        found, other = logits(graph, [token]), logits(file, [token])
        gaps.append(float(np.abs(found - other).max() / np.abs(found).max()))
    assert np.median(gaps) < 1e-5
    assert max(gaps) < 1e-2


def test_landing_writes_files_that_serve_and_their_card(tmp_path: Path) -> None:
    tokenizer().save(str(tmp_path / TOKENIZER))
    model = Decoder(Shape(tokenizer().get_vocab_size()), {})
    torch.save({"model": model.state_dict()}, tmp_path / "last.pt")
    land.main(["decoder", str(tmp_path / "last.pt"), "--models", str(tmp_path / "models")])
    card = read_card(tmp_path / "models" / "planner-gguf")
    card.check()
    assert (card.name, card.roles, card.way, card.text["dialect"]) == (
        "lamlite-planner-gguf", ("planner",), "language", "plain")  # fmt: skip
    planner = language_planner(card.folder, {})
    assert isinstance(planner, LanguagePlanner)
    assert planner.model.dialect is plain  # the files tell the dialect too
    assert planner.plan("call Ana and text Bob", Context(datetime(2026, 1, 5, tzinfo=timezone.utc))).steps
