"""Requests under construction: pieces of text that know their steps, joined by phrasings, with noise laid over."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .compound import Compound, Span
from .phrases import Phrase
from .verbs import VERBS, gerund, participle


@dataclass(frozen=True)
class Bit:
    """Text that belongs to steps first..last of its block (1-based), or to none (0, 0)."""

    text: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Block:
    """Some steps with their words. `needs` are pairs (step, step that it needs)."""

    bits: tuple[Bit, ...]
    count: int
    needs: frozenset[tuple[int, int]] = frozenset()

    @property
    def verb(self) -> str:
        """The verb of the order that the block begins with, if it begins with one."""
        first = self.bits[0].text.split(" ", 1)[0].lower() if self.bits and self.bits[0].first else ""
        return first if first in VERBS else ""

    @property
    def plain(self) -> bool:
        """Whether it is one step in one piece."""
        return self.count == 1 and len(self.bits) == 1

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(bit.text for bit in self.bits)


def fits(phrase: Phrase, blocks: Mapping[str, Block]) -> bool:
    """Whether the blocks can take the forms that the phrasing wants."""
    for part in phrase.parts:
        block = blocks.get(part.slot)
        if part.slot and block is None:
            return False
        if block is not None and (part.form or phrase.kind == "whole") and not block.verb:
            return False
        if block is not None and (part.form in ("ing", "done") or part.inside) and not block.plain:
            return False
    return True


def formed(block: Block, form: str) -> Block:
    """The block with its first verb in the form wanted."""
    if form not in ("ing", "done"):
        return block
    bit = block.bits[0]
    changed = gerund(block.verb) if form == "ing" else participle(block.verb)
    return replace(block, bits=(replace(bit, text=changed + bit.text[len(block.verb) :]), *block.bits[1:]))


def join(phrase: Phrase, blocks: Mapping[str, Block]) -> Block:
    """One block of several. Steps are numbered A, then B, then C, wherever they stand in the text."""
    offsets, count = {}, 0
    for slot in sorted(phrase.slots - {"X"}):
        offsets[slot] = count
        count += blocks[slot].count
    needs = {(a + offsets[s], b + offsets[s]) for s in offsets for a, b in blocks[s].needs}
    if phrase.kind == "dependent":
        last = offsets["B"]
        needs |= {(last + 1, last)}
    bits: list[Bit] = []
    for part in phrase.parts:
        if not part.slot:
            bits.append(_literal(phrase, part.inside, part.words, offsets, count))
        elif part.slot == "X":
            bits += [Bit(bit.text) for bit in blocks["X"].bits]
        else:
            block = formed(blocks[part.slot], part.form)
            move = offsets[part.slot]
            bits += [Bit(b.text, b.first + move, b.last + move) if b.first else b for b in block.bits]
    if phrase.kind == "whole":
        return Block((Bit("".join(bit.text for bit in bits), 1, 1),), 1)
    return Block(tuple(bits), count, frozenset(needs))


def _literal(phrase: Phrase, inside: bool, words: str, offsets: Mapping[str, int], count: int) -> Bit:
    if not inside:
        return Bit(words)
    if phrase.kind == "shared":
        return Bit(words, 1, count)
    return Bit(words, offsets.get("B", 0) + 1, offsets.get("B", 0) + 1)


def with_fillers(block: Block, fillers: Sequence[str], rng: random.Random) -> Block:
    """The block with um, like, ... between some of its pieces."""
    bits: list[Bit] = []
    for number, bit in enumerate(block.bits):
        before = block.bits[number - 1]
        fresh = number == 0 or (not before.first and before.text.strip("-*0123456789.) \n") != "")
        if bit.first and fresh and rng.random() < 0.35:
            bits.append(Bit(rng.choice(fillers) + rng.choice((" ", ", ", " "))))
        bits.append(bit)
    return replace(block, bits=tuple(bits))


def lowered(block: Block) -> Block:
    """All lower case."""
    return replace(block, bits=tuple(replace(b, text=b.text.lower()) for b in block.bits))


_MARKS = re.compile(r"[,;!?]+(?=\s|$)|(?<!\d)\.+(?=\s|$)|(?<=\s)[-;:]+(?=\s)")


def unpunctuated(block: Block) -> Block:
    """Without commas and full stops, as spoken words are written down."""
    bits = tuple(replace(b, text=_MARKS.sub("", b.text) if b.first else _MARKS.sub("", b.text + "|")[:-1])
                 for b in block.bits)  # fmt: skip
    return replace(block, bits=bits)


def capitalized(block: Block) -> Block:
    """A capital letter at the start and after a full stop."""
    bits, fresh = [], True
    for bit in block.bits:
        text = bit.text
        for at, letter in enumerate(text):
            if letter.isalnum():
                if fresh and letter.islower():
                    text = text[:at] + letter.upper() + text[at + 1 :]
                fresh = False
            elif letter in ".!?\n":
                fresh = at + 1 == len(text) or text[at + 1].isspace() or letter == "\n"
        bits.append(replace(bit, text=text))
    return replace(block, bits=tuple(bits))


def compound_of(block: Block) -> Compound:
    """The block as a request with spans. Raises ValueError where a piece holds no words."""
    text, spans = "", []
    for bit in block.bits:
        words = bit.text
        if text.endswith((" ", "\n")) or not text:
            words = words.lstrip(" ")
        stripped = words.strip()
        start = len(text) + len(words) - len(words.lstrip())
        text += words
        if bit.first:
            if not stripped:
                raise ValueError("a piece without words")
            spans.append(Span(bit.first, bit.last, start, start + len(stripped)))
    needs: dict[int, list[int]] = {}
    for step, wanted in sorted(block.needs):
        needs.setdefault(step, []).append(wanted)
    return Compound(text.rstrip(), tuple(spans), tuple((step, tuple(all_)) for step, all_ in needs.items()))
