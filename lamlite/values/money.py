"""Amounts of money and the names of currencies."""

from __future__ import annotations

from dataclasses import dataclass

from .currencies import CURRENCIES
from .numbers import Number, number_at, tidy
from .numerals import scale
from .tokens import Tokens

CODE_OF = {name: code for code, names in CURRENCIES.items() for name in names.split()}
# "ALL" in capitals is the word far more often than the lek of Albania.
CODE_OF |= {code.lower(): code for code in CURRENCIES if code != "ALL"}
_SIGNS = {name for name in CODE_OF if not name[-1].isalpha()}
# Codes that are also English words count only in capitals: "try".
_WORD_CODES = set("try all cop ron php pen dem sar mad cup bob mop sos eth amd bam".split())
# The first tokens of the names: "us" of "us$", "british" of "british_pound".
_FIRST = {Tokens(name.replace("_", " ")).low[0] for name in CODE_OF}
_CENTS = {"cent", "cents", "¢", "penny", "pence", "pennies"}
_LONGEST_NAME = 3


@dataclass(frozen=True)
class Amount:
    """A sum of money; `currency` is an ISO 4217 code."""

    value: Number
    currency: str


def currency_at(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The ISO 4217 code of the currency named at token `i`, and the index after it."""
    low = tokens.low
    if low[i] not in _FIRST:
        return None
    for count in range(_LONGEST_NAME, 0, -1):
        words = low[i : i + count]
        joined = "_".join(words)
        code = CODE_OF.get(joined) or (_dollar(words) if words[-1] == "$" else None)
        if code is None:
            continue
        if count == 1 and joined in _WORD_CODES and not tokens.text[tokens.start[i] : tokens.end[i]].isupper():
            return None
        return code, i + count
    return None


def _dollar(words: list[str]) -> str | None:
    """The code before a dollar sign, as in "AUD$" and "C$"."""
    return CODE_OF.get("".join(words)) or (CODE_OF.get(words[0]) if len(words) == 2 and len(words[0]) == 3 else None)


def amount_at(tokens: Tokens, i: int) -> tuple[Amount, int] | None:
    """The amount at token `i` and the index after it: "$5.99", "20 bucks", "EUR 12", "5 dollars and 20 cents"."""
    currency = currency_at(tokens, i)
    if currency is not None:
        found = number_at(tokens, currency[1])
        if found is None:
            return None
        value, j = found
        # "$20 USD" and "US$ 20 dollars" say the currency twice; the second, longer name decides.
        again = currency_at(tokens, j) if tokens.low[i] == "$" else None
        return (Amount(value, again[0]), again[1]) if again else (Amount(value, currency[0]), j)
    return _number_first(tokens, i)


def _number_first(tokens: Tokens, i: int) -> tuple[Amount, int] | None:
    found = number_at(tokens, i)
    if found is None and tokens.low[i] in ("a", "an", "one"):
        found = (1, i + 1)
    if found is None:
        return None
    value, j = found
    low = tokens.low
    if low[j] == "-":
        j += 1
    if low[j] in _CENTS:
        return Amount(tidy(value / 100), "GBP" if low[j] == "pence" else "USD"), j + 1
    named = currency_at(tokens, j)
    if named is None or (low[j] in _SIGNS and not tokens.glued(j) and low[j] == "$"):
        return None
    currency, j = named
    if factor := scale(low[j]):
        return Amount(tidy(value * factor), currency), j + 1
    k = j + 1 if low[j] == "and" else j
    cents = number_at(tokens, k)
    if cents is not None and low[cents[1]] in _CENTS and 0 <= cents[0] < 100:
        return Amount(tidy(value + cents[0] / 100), currency), cents[1] + 1
    # "15 dollars 50"
    if k == j and low[j].isdigit() and len(low[j]) == 2 and value == int(value) and not low[j + 1].isalnum():
        return Amount(tidy(value + int(low[j]) / 100), currency), j + 1
    return Amount(value, currency), j
