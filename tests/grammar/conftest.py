"""Real tokenizers, made here, and random weights: what any model could write under a grammar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tokenizers
from hypothesis import strategies as st
from tokenizers import decoders, models, pre_tokenizers, trainers

from lamlite.grammar.lark import Grammar
from lamlite.grammar.match import Matcher, Vocabulary, tokenizer_from_hf, tokenizer_from_tokens

SENTENCES = [
    'Move my 3pm meeting to Friday and remind me an hour before {"name":"add_reminder","arguments":{"title":',
    "turn off the kitchen lights, true or false or null, at 2024-02-29T10:00:00 by 1.5 and 2.75 $1.email $2",
    '{"steps":[{"id":1,"task":"text Bob","needs":[]},{"id":2,"task":"call Anna","needs":[1]}]}',
]

Write = Callable[[Grammar, int], str]


@pytest.fixture(scope="session")
def hf_tokenizer() -> tokenizers.Tokenizer:
    """A byte-level BPE tokenizer trained on a few sentences."""
    tokenizer = tokenizers.Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=["<|endoftext|>", "<tool_call>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(SENTENCES, trainer)
    return tokenizer


@pytest.fixture(scope="session")
def bpe(hf_tokenizer: tokenizers.Tokenizer) -> Vocabulary:
    return tokenizer_from_hf(hf_tokenizer)


@pytest.fixture(scope="session")
def flat() -> Vocabulary:
    """A vocabulary as a GGUF file lists it: every byte, some merges across JSON's joints, an end."""
    merges = [b'":"', b'","', b'{"', b'"}}', b"the", b" a", b"20", b"-0", b"true", b'name"', b"0.0", b'"$']
    return tokenizer_from_tokens([bytes([byte]) for byte in range(256)] + [b"\xff</s>", *merges], 256)


@pytest.fixture(scope="session")
def write(bpe: Vocabulary, flat: Vocabulary) -> Write:
    """The decode loop in small: forced runs are fed, everything else is what seeded random logits say."""

    def run(grammar: Grammar, seed: int) -> str:
        vocabulary = (bpe, flat)[seed % 2]
        random = np.random.default_rng(seed)
        matcher = Matcher(vocabulary, grammar)
        tokens: list[int] = []
        while not matcher.done:
            picked = matcher.forced()
            if not picked:
                logits = random.normal(size=vocabulary.size + 5).astype(np.float32)  # engines pad
                matcher.apply(logits)
                picked = [int(logits.argmax())]
            assert matcher.feed(picked)
            tokens += picked
            assert len(tokens) < 60_000, "the grammar does not end"
        return vocabulary.decode(tokens)

    return run


scalars = st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from([0.5, 1.0, 2.5]) | st.text("ab1", max_size=3)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3)
)


def _object(properties: dict[str, Any], required: list[str], more: bool) -> dict[str, Any]:
    kept = [name for name in required if name in properties]
    return {"type": "object", "properties": properties, "required": kept, "additionalProperties": more}


def _schemas() -> st.SearchStrategy[dict[str, Any]]:
    plain = st.one_of(
        st.just({}),
        st.sampled_from(["null", "boolean", "integer", "number", "string"]).map(lambda name: {"type": name}),
        st.builds(lambda low, span: {"type": "number", "minimum": low, "maximum": low + span},
                  st.integers(-5, 5), st.integers(0, 5)),
        st.builds(lambda low: {"type": "integer", "exclusiveMinimum": low, "multipleOf": 2}, st.integers(-5, 5)),
        st.builds(lambda low, span: {"type": "string", "minLength": low, "maxLength": low + span},
                  st.integers(0, 3), st.integers(0, 3)),
        st.sampled_from(["^a", "b$", "^[ab]+$"]).map(lambda pattern: {"type": "string", "pattern": pattern}),
        st.lists(scalars, min_size=1, max_size=4).map(lambda members: {"enum": members}),
        scalars.map(lambda member: {"const": member}),
    )  # fmt: skip
    return st.recursive(
        plain,
        lambda inner: st.one_of(
            st.builds(
                lambda items, most: {"type": "array", "items": items, "maxItems": most}, inner, st.integers(0, 4)
            ),
            st.builds(lambda a, b: {"type": "array", "prefixItems": [a, b], "items": False}, inner, inner),
            inner.map(lambda items: {"type": "array", "items": items, "uniqueItems": True}),
            st.builds(
                _object, st.dictionaries(st.sampled_from("xyz"), inner, max_size=3), st.just(["x"]), st.booleans()
            ),
            inner.map(lambda more: {"type": "object", "additionalProperties": more}),
            st.lists(inner, min_size=1, max_size=3).map(lambda branches: {"anyOf": branches}),
            st.lists(inner, min_size=1, max_size=2).map(lambda branches: {"oneOf": branches}),
            st.lists(inner, min_size=1, max_size=2).map(lambda branches: {"allOf": branches}),
        ),
        max_leaves=6,
    )


@pytest.fixture(scope="session")
def any_schema() -> st.SearchStrategy[dict[str, Any]]:
    """Schemas of every kind, some of which contradict themselves."""
    return _schemas()


@pytest.fixture(scope="session")
def any_value() -> st.SearchStrategy[Any]:
    return values
