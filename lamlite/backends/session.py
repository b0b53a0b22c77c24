"""What every decoder offers: a prompt is started, tokens are fed, logits come out; and what they have in common.

The same prompt gives the same logits to the last bit, whatever was read before. Engines round differently for
batches of different sizes, so a prompt is always read in the same blocks, and only whole blocks of it are kept.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ..core.errors import UsageError
from ..grammar.match import Vocabulary

Floats = npt.NDArray[np.float32]

# Tokens of a prompt that are read together, and of which the last prompt is kept; blocks of 32 are a third slower.
BLOCK = 64
_LARGEST = 512  # tokens in one batch


class Spelling(Protocol):
    """How text becomes tokens.

    Attributes:
        begin: The token that every text begins with, None where there is none.
    """

    begin: int | None

    def tokens(self, text: str) -> list[int]:
        """Plain text as the model's own tokenizer cuts it; control tokens written out in it stay text."""
        ...

    def control(self, name: str) -> int | None:
        """The token of a name such as <|im_start|>, or None where the vocabulary has none."""
        ...


class Session(Spelling, Protocol):
    """A decoder at work on one prompt after another.

    Attributes:
        vocabulary: Its tokens, as masks need them.
        context: The most tokens of prompt and answer together.
    """

    vocabulary: Vocabulary
    context: int

    def start(self, tokens: Sequence[int]) -> None:
        """Begin a prompt. What it shares with the last one is not read again."""
        ...

    def feed(self, tokens: Sequence[int]) -> None:
        """Tokens that follow. They are read, all in one batch, when logits are next asked for."""
        ...

    def logits(self) -> Floats:
        """Scores of the next token, (n,); n may be above the vocabulary's size. Valid until the next call."""
        ...


class Decoder(ABC):
    """A Session without its engine: which tokens are held, which wait, and in what batches they are read.

    Args:
        vocabulary: See Session.
        context: See Session.
        begin: See Session.
    """

    def __init__(self, vocabulary: Vocabulary, context: int, begin: int | None = None) -> None:
        self.vocabulary, self.context, self.begin = vocabulary, context, begin
        self._held: list[int] = []
        self._clean = 0  # of the tokens held, those that were read as whole blocks of a prompt
        self._waiting: list[int] = []
        self._prompt = 0

    @property
    def kept(self) -> int:
        """How many tokens are held and need not be read again."""
        return len(self._held)

    def start(self, tokens: Sequence[int]) -> None:
        """Begin a prompt. What it shares with the last one is not read again.

        Raises:
            UsageError: there are no tokens, or more than the context holds.
        """
        if not tokens:
            raise UsageError("A prompt needs at least one token.")
        self._check(len(tokens))
        same = 0  # the last token is always read: its logits are wanted
        while same < min(self._clean, len(tokens) - 1) and self._held[same] == tokens[same]:
            same += 1
        kept = self._cut(same // BLOCK * BLOCK)
        del self._held[kept:]
        self._clean, self._prompt, self._waiting = kept, len(tokens), list(tokens[kept:])

    def feed(self, tokens: Sequence[int]) -> None:
        """Tokens that follow. They are read, all in one batch, when logits are next asked for.

        Raises:
            UsageError: they are more than the context holds.
        """
        self._check(len(self._held) + len(self._waiting) + len(tokens))
        self._waiting += tokens

    def logits(self) -> Floats:
        """Scores of the next token, (n,). Valid until the next call."""
        if not self._held and not self._waiting:
            raise UsageError("There are no logits before a prompt was started.")
        try:
            while self._prompt - len(self._held) >= BLOCK:
                self._take(BLOCK)
                self._clean += BLOCK
            while self._waiting:
                self._take(min(len(self._waiting), _LARGEST))
        except BaseException:  # Ctrl-C too: the engine may hold what we do not know of
            self._cut(0)
            self._held, self._waiting, self._clean, self._prompt = [], [], 0, 0
            raise
        return self._logits()

    def _take(self, size: int) -> None:
        self._read(self._waiting[:size])
        self._held += self._waiting[:size]
        del self._waiting[:size]

    def _check(self, size: int) -> None:
        if size > self.context:
            raise UsageError(
                f"This needs {size} tokens; the model reads at most {self.context}.",
                hint="Offer fewer tools, or a model with a longer context.",
            )

    @abstractmethod
    def tokens(self, text: str) -> list[int]:
        """See Session."""

    @abstractmethod
    def control(self, name: str) -> int | None:
        """See Session."""

    @abstractmethod
    def _cut(self, size: int) -> int:
        """Forget all but the first `size` tokens; give back how many are still held, which may be none."""

    @abstractmethod
    def _read(self, tokens: Sequence[int]) -> None:
        """Read tokens in one batch."""

    @abstractmethod
    def _logits(self) -> Floats:
        """Scores after the last token that was read."""
