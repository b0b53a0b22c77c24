"""A language model in a role: a session, the dialect it is spoken to in, and how tokens are picked."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field

from ..backends.session import Session
from .decode import Decoded, Picking, decode
from .dialects import Dialect
from .jobs import Answer, Job
from .prompt import Talk, marker, tokens_of


@dataclass(frozen=True)
class Trust:
    """Logistic calibration of the confidence, from a model's card: sigmoid(slope * logit + offset)."""

    slope: float = 1.0
    offset: float = 0.0

    def calibrated(self, chance: float) -> float:
        """The confidence for an uncalibrated one."""
        clipped = min(max(chance, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-(self.slope * math.log(clipped / (1 - clipped)) + self.offset)))


@dataclass
class LanguageModel:
    """What answers a role's questions. One at a time: a session holds one prompt.

    Attributes:
        session: The engine at work.
        dialect: The model's family.
        picking: How tokens are picked.
        trust: How far its probabilities are to be believed.
        last: What was written last, with counts and times, for benchmarks.
    """

    session: Session
    dialect: Dialect
    picking: Picking = field(default_factory=Picking)
    trust: Trust = field(default_factory=Trust)
    last: Decoded | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def answer(self, talk: Talk, job: Job) -> tuple[Answer | None, Decoded]:
        """What the model says, None where it cannot be used (then `fault` says why); and how it was written.

        Raises:
            SchemaError: nothing may be written.
            UsageError: the prompt is longer than the model's context.
        """
        grammar = self.dialect.grammar(job, marker(self.session))
        prompt = tokens_of(self.session, self.dialect.render(talk))
        with self._turn:
            written = decode(self.session, grammar, prompt, self.picking)
        self.last = written
        return (None if written.fault else self.dialect.parse(written.text)), written

    def confidence(self, written: Decoded) -> float:
        """How far an answer is to be believed, 0..1."""
        return self.trust.calibrated(written.confidence)
