"""Which stored thing a name means: one clear match acts, several ask which, none says so with the nearest three."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from lamlite.core.errors import Ambiguous, NotFound

T = TypeVar("T")
_MOST_CHOICES = 10
_CLOSE = 0.78
_SMALL = frozenset(
    ["the", "a", "an", "my", "our", "your", "that", "this", "to", "for", "of", "about", "with", "on", "at", "in", "and"]
)


@dataclass(frozen=True)
class Candidate(Generic[T]):
    """A stored thing that a name may mean.

    Attributes:
        value: The thing itself.
        id: Its own name, such as note-7; always understood.
        name: What people call it.
        label: How it is shown among others; the name without one.
        words: More words that it goes by: a place, a time, a list.
    """

    value: T
    id: str
    name: str
    label: str = ""
    words: str = ""


def pick(
    wanted: str, candidates: Iterable[Candidate[T]], *, noun: str, parameter: str, noise: str = "", where: str = ""
) -> T:
    """The one thing that the words mean.

    Args:
        wanted: The words: a name, a part of it, an id, or one of the choices of an earlier question.
        candidates: What there is.
        noun: What kind of thing it is, as in "There is no note called ...".
        parameter: The tool's parameter that the words were given for.
        noise: Words that say only the kind of thing ("meeting").
        where: Where the candidates are, for a message: " in Documents".

    Raises:
        Ambiguous: several fit equally well.
        NotFound: nothing fits.
    """
    everything = list(candidates)
    found = search(wanted, everything, noise)
    if len(found) == 1:
        return found[0].value
    if found:
        choices = _labels(everything, found)[:_MOST_CHOICES]
        raise Ambiguous(f"Which {noun}: {wanted}?", choices=choices, parameter=parameter)
    near = nearest(wanted, [one.name for one in everything])
    hint = f"The nearest are: {', '.join(near)}." if near else f"There are no {noun}s {'there' if where else 'yet'}."
    raise NotFound(f"There is no {noun} called {wanted!r}{where}.", nearest=near, parameter=parameter, hint=hint)


def search(wanted: str, candidates: Sequence[Candidate[T]], noise: str = "") -> list[Candidate[T]]:
    """All that fit in the strictest way in which any fits: the id, the whole name, words of it, near spelling."""
    text, words = fold(wanted), set(fold(wanted).split())
    unique = dict(zip(_labels(candidates, candidates), candidates, strict=True))
    telling = {_stem(word) for word in words - _SMALL - set(fold(noise).split()) or words - _SMALL or words}
    ways: tuple[Callable[[Candidate[T]], bool], ...] = (
        lambda one: wanted.strip().casefold() == one.id,
        lambda one: one is unique.get(wanted.strip()) or text == fold(one.label),
        lambda one: text == fold(one.name),
        lambda one: telling == _stems(one.name, noise),
        lambda one: _within(telling, _stems(one.name)),
        lambda one: _within(telling, _stems(f"{one.name} {one.words}")),
        lambda one: bool(_stems(one.name, noise)) and _within(_stems(one.name, noise), telling),
    )
    for fits in ways:
        found = [one for one in candidates if fits(one)]
        if found:
            return found
    return _misspelt(text, telling, candidates)


def nearest(wanted: str, names: Iterable[str]) -> tuple[str, ...]:
    """The three names that are spelt most like the words, the nearest first."""
    text = fold(wanted)
    return tuple(sorted(dict.fromkeys(names), key=lambda name: -_alike(text, fold(name)))[:3])


def fold(text: str) -> str:
    """Lower case, without accents and punctuation, one space between words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\d+(?::\d\d)+|\w+", bare.replace("'", "").replace("\u2019", "")))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stems(text: str, noise: str = "") -> set[str]:
    return {_stem(word) for word in set(fold(text).split()) - _SMALL - set(fold(noise).split())}


def _within(words: set[str], others: set[str]) -> bool:
    return bool(words) and words <= others


def _misspelt(text: str, telling: set[str], candidates: Sequence[Candidate[T]]) -> list[Candidate[T]]:
    """Those whose name is spelt nearly like the words. A clear lead over the next counts as one match."""
    scored = []
    for one in candidates:
        names = _stems(one.name)
        near = bool(telling) and all(any(_alike(word, name) >= _CLOSE for name in names) for word in telling)
        score = max(_alike(text, fold(one.name)), _CLOSE if near else 0)
        if score >= _CLOSE:
            scored.append((score, one))
    best = max((score for score, _ in scored), default=0)
    return [one for score, one in scored if score > best - 0.1]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _labels(everything: Sequence[Candidate[T]], chosen: Sequence[Candidate[T]]) -> tuple[str, ...]:
    """How the chosen ones are shown, told apart by the id where two of everything would read the same."""
    count = Counter(one.label or one.name for one in everything)
    shown = ((one.label or one.name, one.id) for one in chosen)
    return tuple(label if count[label] == 1 else f"{label} ({name})" for label, name in shown)
