"""Number words of English: "twenty-one", "a hundred and five", "one point five", "twenty-first"."""

from __future__ import annotations

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
SMALL = {word: n for n, word in enumerate((_UNITS + " seventeen eighteen nineteen").split())}
SMALL |= {"nought": 0, "naught": 0}
_TENS_IN_ORDER = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * n for n, word in enumerate(_TENS_IN_ORDER.split(), start=2)} | {"fourty": 40}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
    "dozen": 12,
}
_PLURALS = {word + "s": value for word, value in SCALES.items()} | {"mln": 10**6, "bln": 10**9, "tln": 10**12}
_ORDINAL_UNITS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
_ORDINAL_TEENS = "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_ORDINALS = {word: n for n, word in enumerate(f"{_ORDINAL_UNITS} {_ORDINAL_TEENS}".split())} | {"twelveth": 12}
_CARDINAL_OF = {word: list(SMALL)[n] for word, n in _ORDINALS.items()}
_CARDINAL_OF |= {word[:-1] + "ieth": word for word in TENS}
_CARDINAL_OF |= {word + "th": word for word in SCALES if word != "dozen"}

# What an ordinal in words begins with.
_RANKED = {*SMALL, *TENS, *SCALES, *_PLURALS, *_CARDINAL_OF, "a", "an"}

# The denominators of fractions; "second" is never one, "half" and "quarter" are not ordinals.
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4}
PARTS |= {word: n for word, n in _ORDINALS.items() if n == 3 or n > 4}
PARTS |= {word + "s": n for word, n in list(PARTS.items()) if word not in ("half", "halves", "quarters", "fourths")}
PARTS |= {word + end: TENS[root] for word, root in _CARDINAL_OF.items() if root in TENS for end in ("", "s")}
PARTS |= {word + end: n for word, n in SCALES.items() if word != "dozen" for end in ("th", "ths")}


def scale(word: str) -> int:
    """The power that a word such as "million" stands for, or 0."""
    return SCALES.get(word) or _PLURALS.get(word, 0)


def below_hundred(low: list[str], i: int) -> tuple[int, int] | None:
    """0 to 99 in words at `i`: the value and the index after it."""
    word = low[i]
    if word in SMALL:
        return SMALL[word], i + 1
    if word not in TENS:
        return None
    j = i + 2 if low[i + 1] == "-" else i + 1
    unit = SMALL.get(low[j], 0)
    return (TENS[word] + unit, j + 1) if 0 < unit < 10 else (TENS[word], i + 1)


def cardinal(low: list[str], i: int) -> tuple[int, int] | None:
    """A whole number in words at `i`, "a hundred" and "a dozen" among them; scales must fall from left to right."""
    total, limit, end = 0, 0, i
    j = i
    while True:
        group = _group(low, j, first=end == i)
        if group is None or (limit and group[1] >= limit):
            break
        # The "three" of "a hundred and three quarters" counts the quarters.
        if end > i and low[group[2]] in PARTS and low[group[2]].endswith("s") and low[group[2]] not in _PLURALS:
            break
        value, size, j = group
        total, limit, end = total + value, size, j
        if size == 1:
            break
        if low[j] in ("and", ","):
            j += 1
        if low[j] in ("a", "an") and not scale(low[j + 1]):
            break
    return (total, end) if end > i else None


def _group(low: list[str], i: int, *, first: bool) -> tuple[int, int, int] | None:
    """One group such as "two hundred and five thousand": its value, its smallest scale and the index after it."""
    found = below_hundred(low, i)
    if found is None and low[i] in ("a", "an") and scale(low[i + 1]):
        found = (1, i + 1)
    elif found is None and first and scale(low[i]) >= 100:
        found = (1, i)
    if found is None:
        return None
    value, j = found
    size = 1
    while factor := scale(low[j] if low[j] != "-" else low[j + 1]):
        if low[j] == "-":
            j += 1
        value, size, j = value * factor, size * factor, j + 1
        if factor == 100:
            value, j, size = _tail_of_hundred(low, value, j, size)
    return value, size, j


def _tail_of_hundred(low: list[str], value: int, j: int, size: int) -> tuple[int, int, int]:
    """Take the "and five" of "two hundred and five" where a scale follows, as in "two hundred and five thousand"."""
    tail = below_hundred(low, j + 1 if low[j] == "and" else j)
    if tail is not None and scale(low[tail[1]]) >= 1_000:
        return value + tail[0], tail[1], 1
    return value, j, size


def ordinal(low: list[str], i: int) -> tuple[int, int] | None:
    """An ordinal in words at `i`, such as "twenty-first" or "one hundred and fifth"."""
    if low[i] not in _RANKED:
        return None
    for j in range(i, min(i + 8, len(low))):
        word = low[j]
        if word in _CARDINAL_OF:
            # The last word is put back into its cardinal form: the whole then reads as a cardinal.
            swapped = [*low[i:j], _CARDINAL_OF[word], "", "", ""]
            found = cardinal(swapped, 0)
            return (found[0], j + 1) if found is not None and found[1] == j - i + 1 else None
        if not (word in SMALL or word in TENS or scale(word) or word in ("and", "-", "a", "an")):
            return None
    return None
