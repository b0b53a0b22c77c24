"""What a request for a tool starts with, and what it may say beside the matter."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from lamlite.pointer.params import spoken

from .. import slots

PREFIXES = ("",) * 9 + (
    "please ", "can you ", "could you ", "I want to ", "I need to ", "help me ", "hey, ", "I'd like to ",
    "go ahead and ", "would you ", "let's ", "I need you to ", "now ", "ok, ", "quickly ",
)  # fmt: skip
_SYNONYMS = {
    "get": ("find", "show me", "give me", "look up", "fetch", "retrieve", "tell me", "what is", "pull up", "grab"),
    "retrieve": ("get", "find", "show me", "fetch", "give me", "look up"), "fetch": ("get", "show me", "pull up"),
    "return": ("get", "show me", "give me", "tell me"), "play": ("start playing", "put on"),
    "calculate": ("compute", "work out", "determine", "what is", "find"),
    "compute": ("calculate", "find", "determine"), "find": ("search for", "look for", "get me", "locate", "show me"),
    "search": ("look", "have a look", "search around"), "create": ("make", "add", "set up", "build", "generate"),
    "add": ("put", "insert", "include", "append"), "delete": ("remove", "get rid of", "erase"),
    "remove": ("delete", "take out", "drop"), "update": ("change", "modify", "edit"), "send": ("shoot", "deliver"),
    "set": ("change", "adjust", "put"), "analyze": ("examine", "study", "look into", "evaluate"),
    "generate": ("create", "make", "produce"), "check": ("see", "verify", "look at"),
    "book": ("reserve", "schedule"), "convert": ("change", "turn"), "predict": ("forecast", "estimate"),
    "estimate": ("predict", "work out", "approximate"), "determine": ("find", "figure out", "work out"),
    "list": ("show me", "give me a list of", "what are"), "provide": ("give me", "show me", "get"),
}  # fmt: skip
_VERBS = frozenset(_SYNONYMS) | frozenset(
    """
access activate adjust allocate apply arrange assess assign authenticate authorize automate ban blend block browse
build buy cancel capture change choose classify clean clear close collect combine compare complete compose compress
configure connect control copy count crop cut decode decrypt define deliver deposit design detect diagnose disable
discover display download draw edit enable encode encrypt enhance enroll enter estimate evaluate execute explain
explore export extract fetch fill filter follow forecast format gather grant handle help identify implement import
improve increase initiate insert inspect install invite join launch learn lock log look lookup make manage map mark
match measure merge minimize modify monitor move navigate notify obtain offer open optimize order organize paint
parse pause pay perform pick plan plot post prepare prescribe print process produce promote protect publish pull
purchase query rate read rebook receive recognize recommend record redeem reduce refund register release rename
render rent repair replace reply report request reschedule reserve reset resize resolve restart restore resume
reverse review rotate run save scan schedule scrape select sell share show shorten sign simulate solve sort split
start stop store stream submit subscribe suggest summarize switch synthesize tag take test track train transcribe
transfer transform translate trigger trim turn unlock unsubscribe upload use validate verify view visualize warn
watch withdraw write
""".split()
)
_WANTS = ("get ", "show me ", "give me ", "I need ", "find ", "tell me ", "look up ", "what is ", "I want ", "check ")
_INTRO = re.compile(r"^(this (function|tool|api|endpoint|method)( is used to| will| can| allows? (you|users)( to)?)?|"
                    r"allows? (you|users|the user)?\s*to|used to|a (function|tool) (to|that)|api to|tool to|"
                    r"endpoint to|the endpoint|use this (tool|endpoint) to)\s*", re.I)  # fmt: skip
_TAIL = re.compile(r"\s+(based on|given|using|for a given|for a specific|for the specified|by its|by their|by|from the|"
                   r"with the specified|of a specific|of a given|for a particular|from a given|and|"
                   r"with optional|or)\s.*$", re.I)  # fmt: skip


def _base(verb: str) -> str:
    """`retrieves` as "retrieve", `fetches` as "fetch", `queries` as "query"."""
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e")):
        if verb.endswith(ending) and verb[: -len(ending)] + instead in _VERBS:
            return verb[: -len(ending)] + instead
    return verb


def verb_phrase(tool: dict[str, Any], rng: random.Random) -> str:
    """What the tool does, as somebody would ask for it."""
    text = re.split(r"(?<=[a-z0-9)])\.(?:\s|$)|\n", str(tool["description"]))[0].strip()
    text = re.sub(r"\s*\([^)]*\)", "", _INTRO.sub("", text)).strip().rstrip(".")
    if rng.random() < 0.5:
        text = _TAIL.sub("", text)
    words = text.split()
    verb = _base(words[0].lower()) if words else ""
    if not 1 < len(words) <= 16 or rng.random() < 0.15 or verb not in _VERBS:
        words = spoken(str(tool["name"])).split()
        verb = _base(words[0]) if words else ""
    if verb not in _VERBS:
        return rng.choice(_WANTS) + " ".join(words)
    if verb in _SYNONYMS and rng.random() < 0.6:
        verb = rng.choice(_SYNONYMS[verb])
    return " ".join([verb, *words[1:]])


def _reason(rng: random.Random) -> str:
    return rng.choice((f" It's for {slots.draw('person', rng)}.", f" {slots.draw('person', rng)} asked me about it.",
                       " I've been meaning to do this.", " I asked the same thing last week.",
                       " It's quite urgent."))  # fmt: skip


def _circumstance(rng: random.Random) -> str:
    return rng.choice((f" I only have {rng.randint(2, 50)} minutes.", f" My meeting is {slots.draw('date', rng)}.",
                       f" I will be in {slots.draw('city', rng)} later.", " Do it twice if you have to.",
                       f" That is number {rng.randint(2, 9)} on my list today.",
                       " My sister told me you could do that."))  # fmt: skip


DISTRACTORS: tuple[Callable[[random.Random], str], ...] = (_reason, _circumstance)
