"""Sampling Home Assistant's sentence templates: `[please] (turn|switch) on <name>`, with rules and permutations."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .labelled import Slot

_TOKEN = re.compile(r"\{([^{}]+)\}|<([^<>]+)>|([\[\](){}|;])|([^\[\](){}<>|;]+)")
DEPTH = 14
Fill = Callable[[str, str, random.Random], tuple[str, str]]


@dataclass(frozen=True)
class Piece:
    """Words of a sentence; with a slot they are its value, `value` what they stand for."""

    words: str
    slot: str = ""
    value: str = ""


class Sampler:
    """Draws sentences from templates.

    Args:
        rules: Expansion rules by name.
        fill: (list name, slot name, rng) -> words and the value they stand for; raises KeyError for unknown lists.
        kind: Kind of device that the sentences are about.
    """

    def __init__(self, rules: Mapping[str, str], fill: Fill, kind: str = "") -> None:
        self._rules = rules
        self.kind = kind
        self._fill = fill

    def draw(self, template: str, rng: random.Random) -> tuple[str, list[Slot]]:
        """One sentence and its slots."""
        pieces = self._pieces(template, rng, 0)
        text, slots = "", []
        for piece in pieces:
            words = re.sub(r"\s+", " ", piece.words)
            words = words.lstrip() if text.endswith(" ") or not text else words
            if piece.slot and words.strip():
                start = len(text) + len(words) - len(words.lstrip())
                slots.append(Slot(piece.slot, start, start + len(words.strip()), piece.value))
            text += words
        return text.rstrip(), slots

    def _pieces(self, template: str, rng: random.Random, depth: int) -> list[Piece]:
        if depth > DEPTH:
            raise RecursionError(template)
        tokens = [match.groups() for match in _TOKEN.finditer(template)]
        found, at = self._sequence(tokens, 0, "", rng, depth)
        if at < len(tokens):
            raise ValueError(template)
        return found

    def _sequence(self, tokens: list[tuple[str, ...]], at: int, close: str, rng: random.Random,
                  depth: int) -> tuple[list[Piece], int]:  # fmt: skip
        options: list[list[Piece]] = [[]]
        shuffled = False
        while at < len(tokens):
            slot, rule, sign, words = tokens[at]
            at += 1
            if sign and sign == close:
                return self._chosen(options, shuffled, rng), at
            if sign in ("|", ";"):
                shuffled = shuffled or sign == ";"
                options.append([])
            elif sign in ("(", "["):
                inner, at = self._sequence(tokens, at, ")" if sign == "(" else "]", rng, depth)
                options[-1] += inner if sign == "(" or rng.random() < 0.45 else []
            elif slot:
                name, _, label = slot.partition(":")
                said, value = self._fill(name, label or name, rng)
                options[-1].append(Piece(said, label or name, value))
            elif rule:
                options[-1] += self._pieces(self._rules[rule], rng, depth + 1)
            elif words:
                options[-1].append(Piece(words))
            else:
                raise ValueError(sign)
        if close:
            raise ValueError(close)
        return self._chosen(options, shuffled, rng), at

    def _chosen(self, options: list[list[Piece]], shuffled: bool, rng: random.Random) -> list[Piece]:
        if not shuffled:
            return rng.choice(options)
        rng.shuffle(options)
        found: list[Piece] = []
        for option in options:
            found += [Piece(" "), *option]
        return [*found, Piece(" ")]
