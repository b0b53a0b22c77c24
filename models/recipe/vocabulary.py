"""Stage 7: the decoder's vocabulary, byte-level BPE learnt from the requests that it is trained on.

A word is cut alike wherever it stands: pieces are learnt without the space in front of them, and those that begin words
are there once more with it ("Ġcall" beside "call"). So the first word of a task, which stands behind a quotation mark,
is copied piece by piece like any other. The marks of a plan's JSON are whole tokens: a step costs two.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from lamlite.core.limits import Limits
from lamlite.core.plan import Plan, Step

from .plan_mixture import PlanMixture
from .plan_text import END, START, spelled

PIECES, SPACED = 4608, 3008  # learnt; of those, the ones that are there with a space as well
REQUESTS = 40_000  # that they are learnt from
SPACE = "Ġ"  # how byte-level BPE writes a space


def frames() -> list[str]:
    """The pieces of JSON that plans are written between."""
    steps = tuple(Step(number, "~") for number in range(1, Limits().steps + 1))
    return list(dict.fromkeys(re.split(r"~|(?<=\[)(?=\])", spelled(Plan(steps)))))


def learn(requests: Sequence[str], pieces: int = PIECES, spaced: int = SPACED) -> Tokenizer:
    """The tokenizer of requests: so many pieces learnt, and so many of them with a space in front as well."""
    learnt = Tokenizer(models.BPE())
    cut = pre_tokenizers.ByteLevel(add_prefix_space=False)  # with the pattern of GPT-2, "gpt-2" to llama.cpp
    learnt.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(" ", "removed"), cut])
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    learnt.train_from_iterator(requests, trainers.BpeTrainer(vocab_size=pieces, initial_alphabet=alphabet,
                                                            show_progress=False))  # fmt: skip
    plain = json.loads(learnt.to_str())["model"]
    merges = [(pair[0], pair[1]) for pair in plain["merges"]]
    twins = [piece for piece, _ in _beginnings(learnt, requests).most_common(spaced)]
    vocabulary: dict[str, int] = dict(plain["vocab"])
    for piece in twins:
        vocabulary.setdefault(SPACE + piece, len(vocabulary))
    found = Tokenizer(models.BPE(vocab=vocabulary, merges=[*merges, *((SPACE, piece) for piece in twins)]))
    found.pre_tokenizer, found.decoder = cut, decoders.ByteLevel()
    found.add_tokens([AddedToken(frame, special=False, normalized=False) for frame in frames()])
    found.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in (START, END)])
    return found


def _beginnings(learnt: Tokenizer, requests: Iterable[str]) -> Counter[str]:
    """How often each piece begins a word that has a space in front, as GPT-2's pattern sees it."""
    pattern = pre_tokenizers.ByteLevel(add_prefix_space=False)
    found: Counter[str] = Counter()
    for request in requests:
        for word, _ in pattern.pre_tokenize_str(request):
            if word.startswith(SPACE) and len(word) > 1:
                found[word] += 1
    pieces: Counter[str] = Counter()
    for word, count in found.items():
        text = decoders.ByteLevel().decode([word[1:]])
        pieces.update(dict.fromkeys(learnt.encode(text).tokens[:1], count))
    return pieces


def twins_of(tokenizer: Tokenizer) -> dict[int, int]:
    """Token with a space in front -> the token without."""
    ids = tokenizer.get_vocab()
    return {number: ids[name[1:]] for name, number in ids.items() if name[0] == SPACE and name[1:] in ids}


def make(mixture: PlanMixture, seed: int) -> Tokenizer:
    """The vocabulary of a mixture."""
    rng = random.Random(seed)
    return learn([mixture.draw(rng).request for _ in range(REQUESTS)])
