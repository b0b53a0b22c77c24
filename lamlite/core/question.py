"""The question for a value that is missing: the parameter's own, or one made of what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

ASKED = "x-question"  # annotation of a parameter's schema: the question for it, for people and not for models
_ASKING = re.compile(r"(?i)(which|what|when|where|who|whom|whose|how)\b")
# "How long it runs, in seconds", "What the note says": a question word, of whom or what, a verb, the rest.
_CLAUSE = re.compile(
    r"(?P<word>(?:How|What|When|Where|Who)(?: (?:long|many|much|often|far|big|loud|warm|high|fast)(?: [a-z]+)??)?) "
    r"(?P<about>it|they|(?:the|this) [a-z-]+) (?P<verb>[a-z]+)(?P<rest>.*)"
)
# "What to add, as a line of its own", "Where to write it", "Which file to open".
_TO_DO = re.compile(r"(?P<word>(?:What|Where|When|Whom|Which [a-z]+|How [a-z]+)) to (?P<verb>be )?(?P<rest>[a-z].*)")
_EITHER = re.compile(r"(?i)true to (?P<on>[^,;]+), false to (?P<off>[^,;]+)")
_INVERTED = ("is", "are", "must", "can", "will", "may", "should", "was", "were")
_ODD = {"has": "have", "does": "do", "goes": "go"}
_EXAMPLE = re.compile(r"[,;:(] ?(?=such as |e\.g\.|for example|like |in the form|from \d)|; |: | \(")
_SENTENCE = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!etc)\. ")
_LONGEST = 10  # words of a phrase that can stand in a question
_BARE = ("to", "by", "on", "off", "of", "from", "at", "for", "in", "with", "until", "after", "before")


def question(schema: Mapping[str, Any], name: str) -> str:
    """One sentence that asks for the value of a parameter: its `x-question`, else in the words of its description.

    Args:
        schema: The parameter's.
        name: The parameter, nested ones with dots.
    """
    if isinstance(schema.get(ASKED), str):
        return str(schema[ASKED])
    first = str(schema.get("description") or "").strip().split("\n")[0]
    about = _SENTENCE.split(first)[0].strip().rstrip(".")
    label = name.replace(".", " ").replace("_", " ")
    if not about:
        return f"What should the {label} be?"
    if schema.get("type") == "boolean":
        either = _EITHER.fullmatch(about)
        if either:
            return f"Should I {either['on']} or {either['off']}?"
        whether = re.fullmatch(r"(?i)(?:whether|if true,?|true) to (.+)", about)
        simple = whether and "," not in whether[1]
        return f"Should I {whether[1]}?" if whether and simple else f"{label.capitalize()}: yes or no? ({about})"
    fallback = f"{about}?" if label in _BARE else f"What should the {label} be? ({about})"
    return _asked(about) or _named(about, label) or fallback


def _asked(about: str) -> str:
    """A description that is a question already, but for its order: "When it begins"; empty for any other."""
    if not _ASKING.match(about):
        return ""
    head, more = _parted(about)
    clause, to_do = _CLAUSE.fullmatch(head), _TO_DO.fullmatch(head)
    if clause:
        word, whom, verb, rest = clause["word"], clause["about"], clause["verb"], clause["rest"]
        if verb in _INVERTED:
            head = f"{word} {verb} {whom}{rest}"
        elif verb.endswith("s"):
            head = f"{word} should {whom} {_stem(verb)}{rest}"
    elif to_do:
        wish = "do you want to be" if to_do["verb"] else "should I"
        head = f"{to_do['word']} {wish} {to_do['rest'].replace(' or to ', ' or ')}"
    return f"{head}?{more}"


def _parted(about: str) -> tuple[str, str]:
    """What is asked for, and what is said of it besides, in brackets."""
    cut = _EXAMPLE.search(about)
    if cut is None:
        return about, ""
    more = about[cut.end() :].strip()
    more = more.removesuffix(")") if "(" in cut[0] else more
    return about[: cut.start()].rstrip(), f" ({more[0].upper()}{more[1:]})" if more else ""


def _stem(verb: str) -> str:
    """ "runs", "finishes", "carries" without their ending."""
    if verb in _ODD:
        return _ODD[verb]
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("shes", "ches", "sses", "xes")) else verb[:-1]


def _named(about: str, label: str) -> str:
    """A short phrase for the thing itself, "Title of the note", "The city"; empty for any other description."""
    head, more = _parted(about)
    words = head.split()
    article = words[0].lower() in ("the", "a", "an") if words else False
    named = label.lower() in head.lower() and label not in ("time", "date", "day", "number")
    of = re.match(r"[A-Z][a-z]+(?: [a-z]+)? of (?:the|an?) ", head) is not None
    if not words or len(words) > _LONGEST or "," in head or not (article or of or (named and len(words) < 4)):
        return ""
    phrase = " ".join(words[1:]) if article else head if head[1:2].isupper() else f"{head[0].lower()}{head[1:]}"
    plural = phrase.split(" ")[0].endswith("s") and not phrase.split(" ")[0].endswith(("ss", "'s", "us"))
    return f"What {'are' if plural else 'is'} the {phrase}?{more}"


def at(parameters: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    """The schema of a parameter by its name, nested ones with dots; empty where there is none."""
    schema = parameters
    for name in path.split("."):
        inner: Mapping[str, Any] = schema.get("items", schema)
        schema = inner.get("properties", {}).get(name, {})
    return schema
