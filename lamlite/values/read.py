"""Words and the schema of one parameter in, a JSON value or a question out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from . import cities
from .choices import choose, weekday_of, weekdays, yes_or_no
from .clock import Clock
from .codes import code_for
from .contact import emails, phones, spoken_address, urls, with_scheme
from .formulas import formula
from .limits import broken_limit
from .lists import split_list, stripped
from .money import amount_at, currency_at
from .past import lies_behind, with_last
from .paths import path_said
from .points import read_point
from .results import Reading, Unclear
from .scalars import extreme, read_number
from .tokens import Tokens
from .wants import Wanted, wanted

Schema = Mapping[str, object]
Answer = Reading | Unclear

_ORDER = ("boolean", "integer", "number", "array", "object", "string")
_NOTHING = {"none", "null", "nothing", "n/a", "nobody", "no one"}


def read(words: str, schema: Schema, clock: Clock, *, name: str = "", before: str = "", after: str = "") -> Answer:
    """Turn `words` into a value that fits `schema`, or into a question.

    `name` is the parameter's name, which may say a unit; `before` and `after` are the source text right in front of
    the words and behind them. Never raises on any words: what cannot be read is `Unclear`.
    """
    want = wanted(schema, name)
    if want.point in ("date", "date-time") and lies_behind(words, before, after):
        clock, words = replace(clock, back=True), with_last(words, before)
    try:
        return _read(words, schema, clock, want, after)
    except (OverflowError, ValueError, RecursionError):
        # Dates beyond the calendar and numbers beyond a float.
        return Unclear(f"I cannot read the {want.label} from “{words[:60]}”.")


def _read(words: str, schema: Schema, clock: Clock, want: Wanted, after: str) -> Answer:
    if not words.strip():
        return Unclear(f"What should the {want.label} be?")
    if "const" in schema:
        return _within(choose(words, [schema["const"]], clock, want.label), schema, want)
    options = schema.get("enum")
    if isinstance(options, Sequence) and not isinstance(options, str):
        return choose(stripped(words), options, clock, want.label)
    answer: Answer = Unclear(f"What should the {want.label} be?")
    types = _types(schema)
    may_be_null = "null" in types or any("null" in _types(branch) for branch in _branches(schema))
    if may_be_null and words.strip().casefold() in _NOTHING:
        return Reading(None)
    for branch in _branches(schema):
        answer = _read(words, branch, clock, want, after)
        if isinstance(answer, Reading):
            return answer
    for kind in (one for one in _ORDER if one in types):
        answer = _within(_as(kind, words, schema, (clock, want, after)), schema, want)
        if isinstance(answer, Reading):
            return answer
    return answer


def _branches(schema: Schema) -> list[Schema]:
    """The alternatives of `anyOf` or `oneOf`, each with the outer description."""
    given = schema.get("anyOf") or schema.get("oneOf")
    return [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []


def _types(schema: Schema) -> list[str]:
    given = schema.get("type")
    if isinstance(given, str):
        return [given]
    if isinstance(given, Sequence):
        return [one for one in given if isinstance(one, str)]
    if _branches(schema):
        return []
    return ["array"] if "items" in schema else ["object"] if "properties" in schema else ["string"]


def _as(kind: str, words: str, schema: Schema, context: tuple[Clock, Wanted, str]) -> Answer:
    """Read `words` as one JSON type; `context` is the clock, what is wanted and the text behind the words."""
    clock, want, after = context
    if kind == "boolean":
        return yes_or_no(words, f"the {want.label}")
    if kind in ("integer", "number"):
        return _numeric(kind, words, schema, context)
    if kind == "array":
        return _array(words, schema, clock, want)
    if kind == "object":
        return _object(words, want)
    return _string(words, schema, context)


def _numeric(kind: str, words: str, schema: Schema, context: tuple[Clock, Wanted, str]) -> Answer:
    clock, want, after = context
    answer = read_number(words, want, clock, after)
    if isinstance(answer, Unclear):
        bound = schema.get({1: "maximum", -1: "minimum"}.get(extreme(words), ""))
        return Reading(bound, exact=True) if isinstance(bound, (int, float)) else answer
    value = answer.value
    if kind == "number" or not isinstance(value, float):
        return answer
    if 0 < value < 1 and schema.get("maximum") == 100:
        # "Half" of a level that goes to 100 is 50.
        return Reading(round(value * 100), exact=False)
    if want.percent and not any(one.isdigit() for one in words):
        return Reading(round(value), exact=False)
    # What a conversion left behind the point is rounded; a count that was said is not.
    if not want.unit or abs(round(value) - value) > 0.05 * abs(value):
        return Unclear(f"The {want.label} must be a whole number.", (int(value), int(value) + 1))
    return Reading(round(value), exact=False)


def _within(answer: Answer, schema: Schema, want: Wanted) -> Answer:
    if isinstance(answer, Unclear):
        return answer
    broken = broken_limit(answer.value, schema, want.label)
    return Unclear(broken) if broken else answer


def _array(words: str, schema: Schema, clock: Clock, want: Wanted) -> Answer:
    items = schema.get("items")
    item_schema = items if isinstance(items, Mapping) else {}
    options = item_schema.get("enum")
    if isinstance(options, list) and options and all(weekday_of(one) is not None for one in options):
        days = weekdays(words, clock)
        if days:
            return Reading([one for one in options if weekday_of(one) in days])
    if isinstance(options, list) and words.strip().casefold() in ("all", "everything", "all of them", "any"):
        return Reading(list(options))
    values: list[object] = []
    exact = True
    for item in split_list(words[:20_000]):
        answer = _read(item, {"description": schema.get("description", ""), **item_schema}, clock, want, "")
        if isinstance(answer, Unclear):
            several = item_schema.get("type") in ("integer", "number") and len(answer.options) > 1 and not values
            # "1 2 3": numbers need no commas between them.
            return Reading(list(answer.options), exact=False) if several else answer
        if not (schema.get("uniqueItems") and answer.value in values):
            values.append(answer.value)
        exact = exact and answer.exact
    return Reading(values, exact) if values else Unclear(f"Which {want.label} are meant?")


def _object(words: str, want: Wanted) -> Answer:
    """Only an object that is written out in JSON; nested values are read one by one by the caller."""
    value = json.loads(words) if words.lstrip().startswith("{") else None
    return Reading(value) if isinstance(value, dict) else Unclear(f"What should the {want.label} contain?")


def _string(words: str, schema: Schema, context: tuple[Clock, Wanted, str]) -> Answer:
    clock, want, after = context
    given = schema.get("format")
    if want.point:
        answer = read_point(words, want, clock, after)
        # A format binds; a form that only the description names is a wish.
        return answer if given or isinstance(answer, Reading) else Reading(stripped(words), exact=False)
    if given == "email":
        return _address(spoken_address(words), "email", want)
    if given in ("uri", "url", "uri-reference", "iri"):
        return _address(words, "url", want)
    if given in ("phone", "tel", "phone-number"):
        return _address(words, "phone", want)
    code = _currency(words) if want.code else code_for(words[:200], want.place) if want.place else ""
    if code:
        return Reading(code)
    if want.city and (city := cities.told(stripped(words)[:80], want.city)):
        return Reading(city)
    if want.path and (path := path_said(stripped(words)[:200])):
        return Reading(path)
    text = formula(stripped(words), want.description) if want.formula else stripped(words)
    return Reading(text) if text else Unclear(f"What should the {want.label} be?")


def _address(words: str, kind: str, want: Wanted) -> Answer:
    finder = {"email": emails, "url": urls, "phone": phones}[kind]
    found = sorted({address for _, _, address in finder(words[:20_000])})
    named = {"email": "e-mail address", "url": "web address", "phone": "phone number"}[kind]
    if not found:
        return Unclear(f"What is the {named} for the {want.label}?")
    if len(found) > 1:
        return Unclear(f"Which {named} is meant: {' or '.join(found[:4])}?", tuple(found))
    value = with_scheme(found[0]) if kind == "url" else found[0]
    return Reading(value, exact=len(found[0]) == len(stripped(words)))


def _currency(words: str) -> str:
    """The code of the currency that the words name, with or without an amount, or an empty string."""
    tokens = Tokens(words[:200])
    for i in range(tokens.size):
        amount = amount_at(tokens, i)
        if amount is not None:
            return amount[0].currency
        named = currency_at(tokens, i)
        if named is not None:
            return named[0]
    text = stripped(words)
    return text.upper() if len(text) == 3 and text.isalpha() else ""
