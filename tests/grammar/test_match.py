"""Masks over real vocabularies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tokenizers
from tokenizers import models

from lamlite.core.errors import ModelError, SchemaError, UsageError
from lamlite.core.tool import Tool
from lamlite.grammar.build import call_grammar
from lamlite.grammar.lark import Grammar, embedded
from lamlite.grammar.match import Matcher, Vocabulary, problem, tokenizer_from_hf, tokenizer_from_tokens
from lamlite.grammar.validate import validate

OBJECT = "start: " + embedded(
    {
        "type": "object",
        "properties": {"name": {"const": "abc"}, "on": {"type": "boolean"}},
        "required": ["name", "on"],
        "additionalProperties": False,
    },
    spaced=False,
)
INTEGER = "start: " + embedded({"type": "integer"}, spaced=False)


@pytest.mark.parametrize("which", ["bpe", "flat"])
def test_forced_runs_and_the_end(which: str, request: pytest.FixtureRequest) -> None:
    vocabulary: Vocabulary = request.getfixturevalue(which)
    matcher = Matcher(vocabulary, OBJECT)
    forced = matcher.forced()
    # The joint may go into a longer token with what follows, so that the run may stop a little early.
    assert '{"name":"abc","on":'.startswith(vocabulary.decode(forced))
    assert len(vocabulary.decode(forced)) > 15
    assert matcher.feed(forced)
    rest = '{"name":"abc","on":true}'[len(vocabulary.decode(forced)) :]
    assert matcher.feed(vocabulary.encode(rest))
    assert matcher.done
    assert matcher.complete
    assert set(np.flatnonzero(matcher.mask())) == set(vocabulary.eos)
    whole = Matcher(vocabulary, OBJECT)
    assert whole.feed([*vocabulary.encode('{"name":"abc","on":true}'), *vocabulary.eos])
    assert whole.done
    assert matcher.feed(list(vocabulary.eos))
    assert matcher.done
    assert matcher.complete
    assert not matcher.mask().any()
    assert matcher.forced() == []
    assert matcher.feed([])
    assert not matcher.feed(vocabulary.encode("x"))


def test_a_text_that_may_end_and_may_go_on(flat: Vocabulary) -> None:
    matcher = Matcher(flat, INTEGER)
    assert [matcher.complete] == [False]
    assert matcher.feed(flat.encode("12"))
    assert matcher.complete
    assert [matcher.done] == [False]
    assert matcher.mask()[256]
    assert matcher.mask()[ord("3")]
    assert not matcher.mask()[ord("a")]
    assert matcher.feed([256])
    assert matcher.done


def test_apply_leaves_the_other_logits_alone(flat: Vocabulary) -> None:
    matcher = Matcher(flat, INTEGER)
    logits = np.arange(flat.size + 7, dtype=np.float32)
    matcher.apply(logits)
    mask = matcher.mask()
    assert mask.shape == (flat.size,)
    assert mask.dtype == np.bool_
    assert np.array_equal(np.isfinite(logits[: flat.size]), mask)
    assert np.isneginf(logits[flat.size :]).all()
    assert logits[ord("7")] == ord("7")
    short = np.zeros(60, dtype=np.float64)  # an engine may know fewer tokens than the tokenizer
    matcher.apply(short)
    assert set(np.flatnonzero(np.isfinite(short))) == {ord("-"), *map(ord, "0123456789")}


def test_a_refused_token_changes_nothing(flat: Vocabulary) -> None:
    matcher = Matcher(flat, INTEGER)
    assert not matcher.feed(flat.encode("1x"))
    assert matcher.feed(flat.encode("15"))
    assert not matcher.feed([256, ord("1")])
    assert not matcher.feed([ord("-"), 256])
    assert matcher.feed([256])
    negative = Matcher(flat, INTEGER)
    assert not negative.feed([ord("-"), 256])
    assert negative.feed([ord("7"), 256])


def test_copy_and_reset(flat: Vocabulary) -> None:
    matcher = Matcher(flat, INTEGER)
    assert matcher.feed(flat.encode("12"))
    other = matcher.copy()
    assert other.feed([256])
    assert other.done
    assert not matcher.done
    matcher.reset()
    assert not matcher.complete
    assert matcher.feed(flat.encode("-5"))
    other.reset()
    assert not other.done


def test_a_grammar_that_is_none(flat: Vocabulary) -> None:
    with pytest.raises(SchemaError, match="cannot be used"):
        Matcher(flat, Grammar("start: (", {}))


def test_a_matcher_that_broke_says_so(flat: Vocabulary) -> None:
    matcher = Matcher(flat, INTEGER)
    matcher._matcher.consume_token(ord("x"))
    with pytest.raises(UsageError, match="left"):
        matcher.mask()
    assert not matcher.done


def test_problem() -> None:
    assert problem({"type": "integer", "minimum": 3}) == ""
    assert "look-around" in problem({"type": "string", "pattern": "(?=a)"})
    assert problem({"type": "array", "uniqueItems": True})


def test_tokenizer_from_a_file(hf_tokenizer: tokenizers.Tokenizer, tmp_path: Path, bpe: Vocabulary) -> None:
    path = tmp_path / "tokenizer.json"
    hf_tokenizer.save(str(path))
    loaded = tokenizer_from_hf(path)
    text = 'remind me "naïve" 明'
    assert loaded.encode(text) == hf_tokenizer.encode(text).ids == bpe.encode(text)
    assert loaded.decode([*loaded.encode(text), *loaded.eos]) == text
    assert loaded.eos == {hf_tokenizer.token_to_id("<|endoftext|>")}
    assert tokenizer_from_hf(path, eos="<tool_call>").eos == {hf_tokenizer.token_to_id("<tool_call>")}
    assert tokenizer_from_hf(path, eos=5).eos == {5}
    assert loaded.size == hf_tokenizer.get_vocab_size()


def test_truncation_of_a_tokenizer_is_no_limit_here(hf_tokenizer: tokenizers.Tokenizer) -> None:
    short = tokenizers.Tokenizer.from_str(hf_tokenizer.to_str())
    short.enable_truncation(3)
    short.enable_padding(length=9)
    assert len(tokenizer_from_hf(short).encode("remind me an hour before")) > 3


def test_tokenizers_that_are_none(tmp_path: Path, hf_tokenizer: tokenizers.Tokenizer) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        tokenizer_from_hf(tmp_path / "missing.json")
    with pytest.raises(ModelError, match="no token <stop>"):
        tokenizer_from_hf(hf_tokenizer, eos="<stop>")
    with pytest.raises(ModelError, match="that ends a text"):
        tokenizer_from_hf(tokenizers.Tokenizer(models.WordLevel({"a": 0}, unk_token="a")))
    with pytest.raises(ModelError, match="is not among"):
        tokenizer_from_tokens([b"a"], 1)


def test_tokens_of_a_file() -> None:
    tokens = [b"a", b"b", b"ab", b"abc", b"\xff</s>", b"", b"a"]
    vocabulary = tokenizer_from_tokens(tokens, 4)
    assert vocabulary.encode("abab") == [2, 2]
    assert vocabulary.decode([2, 4, 0]) == "aba"
    assert Matcher(vocabulary, 'start: "ab" "a"').forced() == [2, 0]
    with pytest.raises(ModelError, match="no tokens for all of 'axb'"):
        vocabulary.encode("axb")
    stuck = Matcher(vocabulary, 'start: "a" "x"')
    assert not stuck.feed([0, 1])
    assert not stuck.mask()[1:].any()


def test_an_engine_encodes_its_own_way() -> None:
    vocabulary = tokenizer_from_tokens(
        [b"a", b"b", b"ab", b"\xff</s>"], 3, encode=lambda text: [b"ab".index(c) for c in text]
    )
    assert vocabulary.encode("ab") == [0, 1]


@pytest.mark.parametrize(
    ("text", "good"),
    [("PT30M", True), ("-PT30M", True), ("-P1W", True), ("-P1DT2H", True),
     ("--P1W", False), ("P-1W", False), ("-", False), ("-P", False)],
)  # fmt: skip
def test_durations_of_either_sign_are_written_as_they_are_checked(flat: Vocabulary, text: str, good: bool) -> None:
    """What the mask lets through the validator accepts, and the other way round."""
    schema = {"type": "string", "format": "duration"}
    shift = Tool("shift", "", {"type": "object", "properties": {"by": schema}, "required": ["by"]})
    matcher = Matcher(flat, call_grammar([shift]))
    written = matcher.feed(flat.encode(f'{{"name":"shift","arguments":{{"by":"{text}"}}}}')) and matcher.complete
    assert (written, validate(text, schema) == []) == (good, good)
