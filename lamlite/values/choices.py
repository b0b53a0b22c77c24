"""Words that choose: yes or no, a member of an enumeration, days of the week."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .clock import Clock
from .codes import code_for
from .dates import WEEKDAYS
from .days import longest_day
from .money import CODE_OF
from .numbers import number_at
from .results import Reading, Unclear
from .stems import how_often, same_meaning, stem
from .tokens import Tokens
from .units import UNIT_NAMES

_AGREED = (
    "yes y yeah yep yup yea sure ok okay true on enable enabled enables activate activated start started allow allowed "
    "affirmative correct right absolutely definitely certainly unmute k okey agreed agree always 1 👌 👍"
)
_REFUSED = (
    "no n nope nah false off disable disabled disables deactivate deactivated stop stopped deny denied negative never "
    "incorrect wrong not don't dont without disallow forbid disagree 0 👎 ✋ 🖐 ❌"
)
_YES = set(_AGREED.split())
_NO = set(_REFUSED.split())
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_OF = WEEKDAYS | {code.lower(): n for n, code in enumerate(_CODES)}
_GROUPS = {
    "weekday": range(5),
    "weekdays": range(5),
    "workday": range(5),
    "workdays": range(5),
    "week days": range(5),
    "working days": range(5),
    "school days": range(5),
    "weekend": range(5, 7),
    "weekends": range(5, 7),
    "every day": range(7),
    "everyday": range(7),
    "daily": range(7),
    "all days": range(7),
    "each day": range(7),
    "all week": range(7),
    "the whole week": range(7),
    "seven days a week": range(7),
}
_GROUP = re.compile(rf"\b(?:{'|'.join(_GROUPS)})\b")
_RANGE = re.compile(r"([a-z]{2,10})\s{0,3}(?:-|–|to|through|thru|until|till)\s{0,3}([a-z]{2,10})")
# The days that follow are left out of those in front, or of the whole week.
_OUT = r"(?:\b(?:except|excluding|apart from|other than|(?:but|and) not)\b|, not\b)"
_EXCEPT = re.compile(
    rf"{_OUT}|(?<=\ball )but\b|(?<=\bday )but\b|(?<=\bdays )but\b|(?<=\bweek )but\b|(?<=\bdaily )but\b"
)
_DAY = rf"(?:{'|'.join(sorted((*WEEKDAYS, *_GROUPS), key=len, reverse=True))})\b"
_JOIN = rf"(?:{_OUT}|,|-|–|\b(?:and|or|to|through|thru|until|till|but|not|on|the|for)\b)"
# An exception may come after other words: "daily at 6, but not on Sundays".
_GAP = rf"(?:[^.;]{{0,24}}?(?={_OUT}))?"
_DAYS = re.compile(rf"\b(?:all but )?{_DAY}\.?(?:{_GAP}\s*{_JOIN}(?:\s*{_JOIN})*\s*{_DAY})*")
_NOISE = {"the", "a", "an", "please", "my", "every", "on", "each", "to", "of", "mode", "in", "only"}
_SPLIT = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")


def yes_or_no(words: str, label: str) -> Reading | Unclear:
    """True or False from "on", "yes", "enable", "off", "don't"; `label` names the value in the question."""
    low = [token for token in Tokens(words).low if token]
    yes = [token for token in low if token in _YES]
    no = [token for token in low if token in _NO]
    if yes and no and no[0] in ("not", "don't", "dont", "never", "no"):
        return Reading(False, exact=len(low) <= 3)
    if yes and no or not (yes or no):
        return Unclear(f"Should {label} be yes or no?", (True, False))
    return Reading(bool(yes), exact=len(low) <= 3)


def choose(words: str, options: Sequence[object], clock: Clock, label: str) -> Reading | Unclear:
    """The one of `options` that the words name; several that fit, or none, are a question."""
    rules = (_same, _same_number, _same_day, _same_name, _as_often, _same_stem, _initial, _in_words, _same_meaning)
    for rule in rules:
        hits = [one for one in options if rule(words, one, clock)]
        if len(hits) == 1:
            return Reading(hits[0], exact=rule not in (_in_words, _initial, _same_meaning))
        if hits:
            return Unclear(f"Which {label} is meant: {listed(hits)}?", tuple(hits))
    return Unclear(f"Which {label} is meant: {listed(options)}?", tuple(options))


def listed(options: Sequence[object]) -> str:
    """Such as "a, b or c"; of many options the first six."""
    names = [str(option) for option in options[:6]]
    if len(options) > 6:
        return ", ".join(names) + " or another"
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1] if names else "")))


def folded(words: object) -> str:
    """Letters and digits only, in lower case: "Air_Conditioner" and "air conditioner" fold to the same."""
    return "".join(one for one in str(words).casefold() if one.isalnum())


def _same(words: str, option: object, clock: Clock) -> bool:
    if isinstance(option, bool):
        return folded(words) in (("true", "yes", "on") if option else ("false", "no", "off"))
    if option is None:
        return folded(words) in ("none", "null", "nothing")
    return folded(words) == folded(option) if folded(option) else words.strip() == str(option)


def _same_number(words: str, option: object, clock: Clock) -> bool:
    number = _number(words)
    if isinstance(option, (int, float)) and not isinstance(option, bool):
        return number == option
    return number is not None and isinstance(option, str) and number == _number(option)


def _number(words: str) -> int | float | None:
    tokens = Tokens(words[:200])
    found = number_at(tokens, 0)
    return found[0] if found is not None and found[1] == tokens.size else None


def weekday_of(name: object) -> int | None:
    """0 for Monday to 6 for Sunday, from "monday", "Mon", "MO"; None for another word."""
    return _DAY_OF.get(str(name).casefold().strip(" ."))


def _same_day(words: str, option: object, clock: Clock) -> bool:
    n = weekday_of(option)
    return n is not None and n in weekdays(words, clock) and len(weekdays(words, clock)) == 1


def weekdays(words: str, clock: Clock) -> list[int]:
    """The days of the week named: "weekdays", "Monday to Friday", "Mon, Wed", "tomorrow"; empty for none."""
    text = " ".join(token for token in Tokens(words[:500]).low if token).replace(" - ", "-")
    exception = _EXCEPT.search(text)
    if exception is not None:
        out = weekdays(text[exception.end() :], clock)
        return [day for day in weekdays(text[: exception.start()], clock) or range(7) if out and day not in out]
    days: set[int] = set()
    for name, group in _GROUPS.items():
        if re.search(rf"\b{name}\b", text):
            days.update(group)
    for match in _RANGE.finditer(text):
        first, last = _DAY_OF.get(match.group(1)), _DAY_OF.get(match.group(2))
        if first is not None and last is not None:
            days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    tokens = Tokens(words[:500])
    for i in range(tokens.size):
        n = WEEKDAYS.get(tokens.low[i])
        if n is not None:
            days.add(n)
        elif tokens.low[i] in ("today", "tomorrow", "tonight") and (day := longest_day(tokens, i, clock)):
            days.add(day[0].day.weekday() if day[0].day else 0)
    return sorted(days)


def days_phrase(text: str) -> str:
    """The longest words that name many days of the week at once, or "": "every day but Sunday", "Monday to Friday"."""
    phrases = [found[0] for found in _DAYS.finditer(text[:2_000].lower())]
    several = [one for one in phrases if _GROUP.search(one) or _RANGE.search(one) or _EXCEPT.search(one)]
    return max(several, key=len, default="")


def _same_name(words: str, option: object, clock: Clock) -> bool:
    """Two names of one unit, currency or language: "fahrenheit" and "F", "dollars" and "USD", "German" and "de"."""
    ours, theirs = words.strip().casefold().replace(" ", "_"), str(option).casefold().replace(" ", "_")
    if any(ours in table and table[ours] == table.get(theirs) for table in (UNIT_NAMES, CODE_OF)):
        return True
    kinds = {2: ("language", "country2"), 3: ("country3",)}.get(len(theirs), ()) if len(ours) > 3 else ()
    return any(code_for(words, kind).lower() == theirs for kind in kinds)


def _same_stem(words: str, option: object, clock: Clock) -> bool:
    """Singular and plural, an abbreviation of three letters or more: "mon" and "Mondays", "med" and "medium"."""
    ours = "".join(_kept(words)) or folded(words)
    theirs = folded(option)
    if not theirs or not ours:
        return False
    if stem(ours) == stem(theirs) or [stem(one) for one in _kept(words)] == [stem(one) for one in _pieces(str(option))]:
        return True
    short, long = sorted((ours, theirs), key=len)
    # "low" begins "lower" but "in" begins anything: a prefix counts from three letters, and as part of one word only.
    return len(short) >= 3 and long.startswith(short) and len(_pieces(words)) == 1


def _initial(words: str, option: object, clock: Clock) -> bool:
    """An option of one letter that the word begins with: "small" and "S"."""
    return (
        isinstance(option, str) and len(option) == 1 and option.isalpha() and words[:1].casefold() == option.casefold()
    )


def _in_words(words: str, option: object, clock: Clock) -> bool:
    """The option among other words, or the words among those of a longer option."""
    ours, theirs = [stem(one) for one in _pieces(words)], [stem(one) for one in _pieces(str(option))]
    kept = [one for one in ours if one not in _NOISE]
    if not theirs or not kept:
        return False
    return set(theirs) <= set(ours) or set(kept) <= set(theirs)


def _as_often(words: str, option: object, clock: Clock) -> bool:
    """How often in one word: "weekly" for "every week"."""
    often = how_often(_pieces(words))
    return bool(often) and often == folded(option)


def _same_meaning(words: str, option: object, clock: Clock) -> bool:
    """The option in other words, or a word for it among others: "too large" and "too_big", "in km" and "kilometers"."""
    ours, theirs = _kept(words), _pieces(str(option))
    if len(theirs) == 1:
        return any(_alike(one, theirs[0]) for one in ours)
    return len(ours) == len(theirs) and all(map(_alike, ours, theirs))


def _alike(one: str, other: str) -> bool:
    return stem(one) == stem(other) or same_meaning(one, other) or UNIT_NAMES.get(one, one) == UNIT_NAMES.get(other)


def _kept(words: str) -> list[str]:
    return [one for one in _pieces(words) if one not in _NOISE]


def _pieces(words: str) -> list[str]:
    return [piece.casefold() for piece in _SPLIT.split(words[:500]) if piece]
