"""The one constrained loop, for every engine: take logits, mask them, pick, feed.

Where the grammar leaves one way, the whole forced run is fed without asking the model; the session reads it in one
batch together with the token picked before it, and what comes after the last choice is never read at all.
"""

from __future__ import annotations

import heapq
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..backends.session import Floats, Session
from ..core.errors import ModelError
from ..grammar.lark import Grammar
from ..grammar.match import Matcher
from ..grammar.validate import Violation, validate
from .places import body, places

_WAYS = 4  # tokens remembered at each choice, to come back to


@dataclass(frozen=True)
class Picking:
    """How tokens are picked.

    Attributes:
        temperature: 0 for the likeliest token, always; else drawn from the distribution that it flattens.
        seed: Of the draw.
        limit: The most tokens of an answer.
        tries: Answers that are written where the check after the mask rejects them.
    """

    temperature: float = 0.0
    seed: int = 0
    limit: int = 2048
    tries: int = 8


@dataclass(frozen=True)
class Choice:
    """A place where the grammar left several ways.

    Attributes:
        at: How many tokens of the answer stand before it.
        log: Log-probability, among the ways that were left, of the token that was picked.
        others: Tokens that were not picked, with their log-probabilities, likeliest first.
    """

    at: int
    log: float
    others: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class Decoded:
    """What a model wrote.

    Attributes:
        text: As it was written, special tokens left out.
        value: The JSON in it; None where there is a fault.
        fault: Why the answer cannot be used, as a sentence; empty where it can.
        log: Mean log-probability of the free choices; 0 where there were none.
        free, forced: Tokens that the model chose, and that the grammar did.
        tries: Answers written.
        seconds: Time by stage over all tries: prompt, model, mask.
        tokens: As they were picked and forced.
    """

    text: str
    value: Any = None
    fault: str = ""
    log: float = 0.0
    free: int = 0
    forced: int = 0
    tries: int = 1
    seconds: Mapping[str, float] = field(default_factory=dict)
    tokens: tuple[int, ...] = field(default=(), repr=False)

    @property
    def confidence(self) -> float:
        """The geometric mean of the probabilities of the free choices; not calibrated."""
        return math.exp(self.log)


def decode(session: Session, grammar: Grammar, prompt: Sequence[int], picking: Picking = Picking()) -> Decoded:
    """Let the model write what the grammar admits, and check what no mask can.

    An answer that the check rejects is written again from the choice in the rejected part where the next best token
    was closest to the best one.

    Raises:
        ModelError: the engine fails, or gives no number for any token that may come.
        UsageError: prompt and answer are longer than the session's context.
    """
    writing = _Writing(session, grammar, prompt, picking)
    waiting: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    seen: set[tuple[int, ...]] = {()}
    found = Decoded("", fault="The model wrote nothing.")
    for tries in range(1, picking.tries + 1):
        if not waiting:
            break
        loss, prefix = heapq.heappop(waiting)
        tokens, choices, ended = writing.write(prefix)
        found, wrong = writing.judged(tokens, choices, ended, tries)
        if not found.fault or not ended:
            return found
        for gap, start in writing.ways(tokens, choices, wrong):
            if start not in seen:
                seen.add(start)
                heapq.heappush(waiting, (loss + gap, start))
    return found


class _Writing:
    """Answers to one prompt under one grammar."""

    def __init__(self, session: Session, grammar: Grammar, prompt: Sequence[int], picking: Picking) -> None:
        self.session, self.grammar, self.prompt, self.picking = session, grammar, list(prompt), picking
        self.random = np.random.default_rng(picking.seed)
        self.seconds = {"prompt": 0.0, "model": 0.0, "mask": 0.0}
        self.forced = 0

    def write(self, prefix: Sequence[int]) -> tuple[list[int], list[Choice], bool]:
        """One answer that begins with some tokens: its tokens, its free choices, whether it is complete."""
        begun = time.perf_counter()
        matcher = Matcher(self.session.vocabulary, self.grammar)
        matcher.feed(prefix)
        self.session.start([*self.prompt, *prefix])
        tokens, choices, stage = list(prefix), list[Choice](), "prompt"
        self.forced = 0
        while not matcher.done and len(tokens) < self.picking.limit:
            forced = matcher.forced()
            if not forced:
                self.seconds["mask"] += time.perf_counter() - begun
                begun = time.perf_counter()
                logits = self.session.logits().copy()
                self.seconds[stage] += time.perf_counter() - begun
                begun, stage = time.perf_counter(), "model"
                matcher.apply(logits)
                choice, picked = self._pick(logits, len(tokens))
                choices.append(choice)
            self.forced += len(forced)
            step = forced or [picked]
            if not matcher.feed(step):
                raise ModelError("The grammar and the model's vocabulary do not agree.", hint="Report this model.")
            self.session.feed(step)
            tokens += step
        self.seconds["mask"] += time.perf_counter() - begun
        return tokens, choices, matcher.done

    def _pick(self, logits: Floats, at: int) -> tuple[Choice, int]:
        left = np.flatnonzero(np.isfinite(logits))
        if not left.size:
            raise ModelError("The model gives no token that may come next.", hint="Its file may be damaged.")
        scores = logits[left].astype(np.float64)
        logs = scores - scores.max()
        logs -= math.log(float(np.exp(logs).sum()))
        if self.picking.temperature > 0:
            flat = np.exp((scores - scores.max()) / self.picking.temperature)
            best = int(self.random.choice(left.size, p=flat / flat.sum()))
        else:
            best = int(logs.argmax())
        others: tuple[tuple[int, float], ...] = ()
        if self.grammar.leftovers:
            ranked = np.argsort(-logs, kind="stable")[: _WAYS + 1]
            others = tuple((int(left[i]), float(logs[i])) for i in ranked if i != best)[:_WAYS]
        return Choice(at, float(logs[best]), others), int(left[best])

    def judged(
        self, tokens: Sequence[int], choices: Sequence[Choice], ended: bool, tries: int
    ) -> tuple[Decoded, list[Violation]]:
        """The answer, parsed and checked; and what is wrong with its value."""
        text = self.session.vocabulary.decode(tokens)
        fault, value, wrong = "", None, list[Violation]()
        if not ended:
            fault = f"The model did not finish its answer within {self.picking.limit} tokens."
        else:
            value = body(text)
            wrong = validate(value, self.grammar.schema)
            if wrong:
                fault, value = f"The model's answer is not valid: {wrong[0].message}", None
        log = sum(choice.log for choice in choices) / len(choices) if choices else 0.0
        free, forced, seconds = len(choices), self.forced, dict(self.seconds)
        return Decoded(text, value, fault, log, free, forced, tries, seconds, tuple(tokens)), wrong

    def ways(
        self, tokens: Sequence[int], choices: Sequence[Choice], wrong: Sequence[Violation]
    ) -> list[tuple[float, tuple[int, ...]]]:
        """Other beginnings, each with how much less likely it is: they leave the answer within what is wrong."""
        vocabulary = self.session.vocabulary
        text = vocabulary.decode(tokens)
        known = places(text)
        spans = [known[one.pointer] for one in wrong if one.pointer in known]
        inside = []
        for choice in choices:
            first = len(vocabulary.decode(tokens[: choice.at]))
            last = len(vocabulary.decode(tokens[: choice.at + 1]))
            if any(first <= end and last > start for start, end in spans):
                inside.append(choice)
        return [
            (choice.log - log, (*tokens[: choice.at], token))
            for choice in inside or choices
            for token, log in choice.others
        ]
