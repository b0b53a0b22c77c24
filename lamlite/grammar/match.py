"""Token masks: which tokens may come next, by llguidance. The only module that knows that library."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import tokenizers
from llguidance import LLMatcher, LLParserLimits, LLTokenizer
from numpy.typing import NDArray

from lamlite.core.errors import ModelError, SchemaError, UsageError

from .lark import Grammar, embedded

# llguidance marks tokens that no text may produce so.
_SPECIAL = b"\xff"

# Its errors otherwise repeat the whole grammar.
_QUIET = LLParserLimits(verbose_errors=False)


class Vocabulary:
    """The tokens of a model, as masks need them. Make one with `tokenizer_from_hf` or `tokenizer_from_tokens`.

    Attributes:
        size: Number of tokens.
        eos: Ids of the tokens that end a text.
    """

    def __init__(self, tokenizer: LLTokenizer) -> None:
        self.tokenizer = tokenizer
        self.size = int(tokenizer.vocab_size)
        self.eos = frozenset(tokenizer.eos_tokens)

    def encode(self, text: str) -> list[int]:
        """The tokens of a text, special ones never.

        Raises:
            ModelError: the vocabulary has no tokens for a part of it.
        """
        tokens = self.tokenizer.tokenize_str(text)
        if bytes(self.tokenizer.decode_bytes(tokens)) != text.encode():
            raise ModelError(f"The vocabulary has no tokens for all of {text!r:.60}.")
        return tokens

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of tokens, special ones left out."""
        kept = [token for token in tokens if not self.tokenizer.is_special_token(token)]
        return bytes(self.tokenizer.decode_bytes(kept)).decode("utf-8", errors="replace")


def tokenizer_from_hf(source: tokenizers.Tokenizer | str | Path, *, eos: str | int | None = None) -> Vocabulary:
    """The vocabulary of a Hugging Face tokenizer.

    Args:
        source: The tokenizer, or the path of its tokenizer.json.
        eos: The token that ends a text, by name or id; without it the usual names are looked for.

    Raises:
        ModelError: the file cannot be read, or has no token that ends a text.
    """
    try:
        tokenizer = source if isinstance(source, tokenizers.Tokenizer) else tokenizers.Tokenizer.from_file(str(source))
    except Exception as error:  # the library raises bare Exception
        raise ModelError(f"The tokenizer {source} cannot be read: {error}.") from error
    end = eos if isinstance(eos, int) else _end_token(tokenizer, eos)
    plain = tokenizers.Tokenizer.from_str(tokenizer.to_str())
    plain.no_padding()
    plain.no_truncation()
    return Vocabulary(LLTokenizer(plain.to_str(), eos_token=end, slices=LLTokenizer.json_slices()))


def _end_token(tokenizer: tokenizers.Tokenizer, name: str | None) -> int:
    usual = ("<|im_end|>", "<|endoftext|>", "</s>", "<eos>", "<|eot_id|>", "<end_of_turn>", "<|end|>", "[SEP]")
    for candidate in (name,) if name else usual:
        found: int | None = tokenizer.token_to_id(candidate)
        if found is not None:
            return found
    raise ModelError(f"The tokenizer has no token {name or 'that ends a text'}.", hint="Name it in the model's card.")


class _Bytes:
    """A vocabulary as llguidance asks for it: the bytes of each token, and a way to encode."""

    def __init__(self, tokens: Sequence[bytes], eos: int, encode: Callable[[bytes], list[int]]) -> None:
        self.tokens = list(tokens)
        self.eos_token_id = eos
        self.bos_token_id = None
        self.special_token_ids = [index for index, token in enumerate(tokens) if token.startswith(_SPECIAL)]
        self.is_tokenizer_wrapper = True
        self._encode = encode

    def __call__(self, text: str | bytes) -> list[int]:
        return self._encode(text.encode() if isinstance(text, str) else text)


def tokenizer_from_tokens(
    tokens: Sequence[bytes], eos: int, *, encode: Callable[[bytes], list[int]] | None = None
) -> Vocabulary:
    """The vocabulary of a model whose file lists its tokens, as GGUF does.

    Args:
        tokens: The bytes of each token, in the order of ids; control tokens with b"\\xff" in front.
        eos: Id of the token that ends a text.
        encode: The engine's own way from bytes to tokens, so that forced text is cut as the model was trained on;
            without it the longest token wins.

    Raises:
        ModelError: `eos` is no token of the list.
    """
    if not 0 <= eos < len(tokens):
        raise ModelError(f"The token that ends a text, {eos}, is not among the {len(tokens)} tokens.")
    wrapper: Any = _Bytes(tokens, eos, encode or _longest_first(tokens))
    return Vocabulary(LLTokenizer(wrapper, slices=LLTokenizer.json_slices()))


def _longest_first(tokens: Sequence[bytes]) -> Callable[[bytes], list[int]]:
    ids = {token: index for index, token in reversed(list(enumerate(tokens))) if token and token[:1] != _SPECIAL}
    longest = max(map(len, ids), default=1)

    def encode(text: bytes) -> list[int]:
        found, start = [], 0
        while start < len(text):
            for end in range(min(len(text), start + longest), start, -1):
                if text[start:end] in ids:
                    found.append(ids[text[start:end]])
                    start = end
                    break
            else:
                break  # an exception would take the process down inside llguidance; see Vocabulary.encode
        return found

    return encode


def _first_line(message: str) -> str:
    return message.strip().partition("\n")[0].rstrip(".")


@lru_cache(maxsize=1024)
def _problem(text: str) -> str:
    grammar = LLMatcher.grammar_from_lark(f"start: {text}")
    failed, messages = LLMatcher.validate_grammar_with_warnings(grammar)
    return " ".join(messages) if failed or messages else ""


def problem(schema: Mapping[str, Any]) -> str:
    """Why llguidance would not enforce a schema as it is written, in its words; empty where it does."""
    return _problem(embedded(schema, spaced=False))


class Matcher:
    """Where a text stands in a grammar, token by token.

    Args:
        vocabulary: The tokens of the model.
        grammar: What may be written, from `build`, or Lark.

    Raises:
        SchemaError: llguidance does not take the grammar.
    """

    def __init__(self, vocabulary: Vocabulary, grammar: Grammar | str) -> None:
        text = grammar.text if isinstance(grammar, Grammar) else grammar
        self.vocabulary = vocabulary
        self._matcher = LLMatcher(vocabulary.tokenizer, LLMatcher.grammar_from_lark(text), log_level=0, limits=_QUIET)
        if self._matcher.is_error():
            raise SchemaError(f"The grammar cannot be used: {_first_line(self._matcher.get_error())}.")
        self._bits: NDArray[np.int32] = np.zeros((vocabulary.size + 31) // 32, dtype=np.int32)
        self._ended = False

    @property
    def done(self) -> bool:
        """Whether the text is complete and nothing but the end can follow."""
        return self._ended or (self._matcher.is_stopped() and not self._matcher.is_error())

    @property
    def complete(self) -> bool:
        """Whether the text may end here, though more could follow."""
        return self._ended or self._matcher.is_accepting()

    def mask(self) -> NDArray[np.bool_]:
        """Which tokens may come next: shape (vocabulary.size,). All false once an end was fed.

        Raises:
            UsageError: a token was fed that the grammar does not admit.
        """
        if self._ended:
            return np.zeros(self.vocabulary.size, dtype=np.bool_)
        self._matcher.unsafe_compute_mask_ptr(self._bits.ctypes.data, self._bits.nbytes)
        if self._matcher.is_error():
            raise UsageError(f"The grammar was left: {_first_line(self._matcher.get_error())}.")
        bits = np.unpackbits(self._bits.view(np.uint8), bitorder="little", count=self.vocabulary.size)
        return bits.view(np.bool_)

    def apply(self, logits: NDArray[np.floating[Any]]) -> None:
        """Set the logits of the tokens that may not come next to minus infinity, in place.

        Args:
            logits: Shape (n,); engines pad the vocabulary, and what is beyond it may never come.
        """
        mask = self.mask()
        known = min(len(logits), len(mask))
        logits[:known][~mask[:known]] = -np.inf
        logits[known:] = -np.inf

    def forced(self) -> list[int]:
        """The tokens that must come next, as far as there is only one way; they are not fed yet."""
        return [] if self._ended else list(self._matcher.compute_ff_tokens())

    def feed(self, tokens: Sequence[int]) -> bool:
        """Take tokens that were picked. False where the grammar does not admit them; then nothing is taken."""
        ends = bool(tokens) and tokens[-1] in self.vocabulary.eos
        body = list(tokens[:-1] if ends else tokens)
        if self._ended or self._matcher.validate_tokens(body) < len(body):
            return not tokens and not self._matcher.is_error()
        if not self._matcher.consume_tokens(body):
            return False
        if ends and not self._matcher.is_accepting():
            self._matcher.rollback(len(body))
            return False
        self._ended = ends
        return True

    def copy(self) -> Matcher:
        """Another matcher that stands at the same place, for trying a way out."""
        other = object.__new__(Matcher)
        other.vocabulary, other._ended = self.vocabulary, self._ended
        other._matcher, other._bits = self._matcher.deep_copy(), np.zeros_like(self._bits)
        return other

    def reset(self) -> None:
        """Back to the start of the grammar."""
        self._ended = False
        self._matcher.reset()
