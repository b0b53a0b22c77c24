"""Forms of one word taken together: endings, British and American spelling, words of one meaning."""

from __future__ import annotations

from functools import lru_cache

# Ending -> what takes its place; the first that leaves three letters is taken off.
_ENDINGS = (
    ("ies", "y"), ("iest", "y"), ("ier", "y"), ("ied", "y"), ("ily", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"),
    ("shes", "sh"), ("ically", "ic"), ("ing", ""), ("ed", ""), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_SPELLINGS = (
    ("colour", "color"), ("favour", "favor"), ("flavour", "flavor"), ("labour", "labor"), ("neighbour", "neighbor"),
    ("honour", "honor"), ("humour", "humor"), ("behaviour", "behavior"), ("centre", "center"), ("theatre", "theater"),
    ("litre", "liter"), ("metre", "meter"), ("fibre", "fiber"), ("grey", "gray"), ("tyre", "tire"),
    ("programme", "program"), ("catalogue", "catalog"), ("dialogue", "dialog"), ("licence", "license"),
    ("defence", "defense"), ("jewellery", "jewelry"), ("aluminium", "aluminum"), ("travell", "travel"),
    ("cancell", "cancel"), ("modell", "model"), ("labell", "label"), ("yoghurt", "yogurt"), ("cheque", "check"),
    ("pyjama", "pajama"), ("aeroplane", "airplane"), ("kerb", "curb"), ("draught", "draft"), ("organis", "organiz"),
    ("minimis", "minimiz"), ("maximis", "maximiz"), ("optimis", "optimiz"), ("summaris", "summariz"),
    ("normalis", "normaliz"), ("categoris", "categoriz"), ("prioritis", "prioritiz"), ("analys", "analyz"),
    ("mould", "mold"), ("plough", "plow"), ("sceptic", "skeptic"), ("gauge", "gage"), ("storey", "story"),
)  # fmt: skip
_SAME = """
big large huge|small little tiny|fast quick rapid speedy|slow slowly|medium moderate average|low minimal|
loud noisy|quiet silent mute|bright light|dark dim|hot scorching|cold freezing chilly|happy cheerful joyful|
sad unhappy|angry mad furious|cheap inexpensive budget affordable economical|expensive pricey costly luxury|
simple easy basic|hard difficult tough challenging|beginner novice newbie|expert pro professional|
film movie|picture photo image pic photograph|car automobile|bike bicycle cycling|walk foot walking|
shop store|buy purchase|sell sale|begin start launch|end finish stop|delete remove erase|create make new|
shut closed close|open opened|left lefthand|right righthand|ascending increasing upward asc|
descending decreasing downward desc|daily everyday|yearly annual annually|urgent critical|
business work professional|personal private|female woman women girl|male man men boy|child kid|
vegetarian veggie meatless|airplane plane flight air|train rail railway|boat ship ferry|taxi cab|
apartment flat|couch sofa|autumn fall|holiday vacation|doctor physician|lawyer attorney|error fault|
celsius centigrade metric|fahrenheit imperial|text sms|telephone phone call|email mail|soccer football|
wash clean|chat conversation|all every everything|none nothing|both two-sided|random shuffle|repeat loop
"""
_MEANINGS: dict[str, set[int]] = {}
for _number, _group in enumerate(_SAME.replace("\n", "").split("|")):
    for _word in _group.split():
        _MEANINGS.setdefault(_word, set()).add(_number)
_REPEATED = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly", "hour": "hourly"}
_REPEATED |= {"fortnight": "biweekly", "weekday": "weekdays", "quarter": "quarterly", "night": "nightly"}


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The word without the endings of plural, "-ing", "-ed" and "-ly", in American spelling."""
    for british, american in _SPELLINGS:
        if british in word:
            word = word.replace(british, american)
            break
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + rest
            break
    # "grilled" and "grill", "stopped" and "stop", "baking" and "bake" end up alike.
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def same_meaning(one: str, other: str) -> bool:
    """True of two words that mean the same where one is to be chosen: "photo" and "picture"."""
    return bool(_MEANINGS.get(one, set()) & _MEANINGS.get(other, set()))


def how_often(pieces: list[str]) -> str:
    """Such as "daily" for "every day", "monthly" for "once a month"; "" for other words."""
    words = [one for one in pieces if one not in ("once", "the", "on", "repeat", "repeating", "repeated")]
    if words in (["fortnightly"], ["every", "other", "week"]) or words[1:] in (["2", "weeks"], ["two", "weeks"]):
        return "biweekly"
    if len(words) == 2 and words[0] in ("every", "each", "a", "per", "all"):
        return _REPEATED.get(words[1].removesuffix("s"), "")
    return ""
