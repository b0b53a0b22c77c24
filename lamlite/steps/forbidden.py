"""Steps that say what is not to be done: a small model hears the verb and not the "don't" in front of it."""

from __future__ import annotations

import re
from dataclasses import replace

from ..core.plan import Plan, Step

_DO_NOT = r"(?:do n[o']t|don'?t|never|do (?:please|absolutely|definitely) not)(?: (?:ever|even|please|you dare to))*"
_NEED_NOT = (
    r"must not|mustn't|should not|shouldn't|may not|are not to|needn't|need not|(?:don'?t|do not) (?:need|have) to"
)
_NOT = (
    rf"(?:{_DO_NOT}|you (?:{_NEED_NOT})|(?:(?:there is|there's) )?no (?:need|reason) (?:for you )?to|by no means"
    r"|under no circumstances|(?:it is |it's )?not necessary to|i (?:don'?t|do not) want you to"
    r"|(?:can|could|will|would) you (?:please )?not|(?:please|kindly|better|be (?:sure|careful)|make sure|try) not to)"
)
_CLAUSE = r"(?:if|when|whenever|unless|until|once|while|as long as|even if|even though|because|since)\b[^,:\"]{1,80},"
_LEAD = (
    r"(?:please|kindly|hey(?: \w+)?|hi|hello|ok(?:ay)?|oh|no|nope|well|actually|just|wait|sorry|and|but|so|then|also"
    r"|whatever (?:you do|happens)|no matter what|at all costs|by the way|for now|right now|now|today|tonight|tomorrow"
    rf"|this time|i said|(?:make|be) sure(?: that)?(?: you)?|(?:i'd|i would) rather you|{_CLAUSE})"
)
# What follows "don't" without forbidding it: "don't forget to", "do not disturb", "don't worry", "don't need it".
_HARMLESS = (
    r"forget|hesitate|worry|disturb|let (?:me|us)|fail to|neglect to|be (?:afraid|shy)|panic|mind|care|know|like|think"
    r"|need|want|have|wait (?:to|for me)"
)
_OFF = r"(?:never ?mind|forget (?:about )?(?:it|that|this)|scratch that)\b"
_HEAD = re.compile(
    rf"(?:{_LEAD}[\s,.!;–—-]+)*(?:{_OFF}|{_NOT}(?:,? under any circumstances)?,?(?! (?:{_HARMLESS})\b)(?=[\s.!]))",
    re.IGNORECASE,
)
# An order of its own behind it ("don't cancel it, move it to 7"), and not a reason ("..., it is for Ann").
_NO_ORDER = (
    r"leave|keep|need|forget|it|that|this|i|you|we|he|she|they|there|not|no|never|nor|or|as|for|because|since|until|till|unless"
    r"|while|when|if|though|at|by|in|on|to|of|from|with|after|before|under|is|are|in case"
)
_GIVEN = r"(?:it|them|her|him|me|us|that|this|the|an?|my|our|his|their|off|on|up|down|out|to)"
_ORDER = re.compile(
    r"(?:[,;:.!]| [–—-]) ?(?:(?:and|but|so|then|please) )*"
    rf"(?:(?:just|only|instead|simply|rather) (?!(?:{_NO_ORDER})\b)\w+ |(?!(?:{_NO_ORDER})\b)\w+ {_GIVEN}\b)",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"(?:^|[\s,.;!–—-])({_NOT},? )$", re.IGNORECASE)


def forbids(task: str) -> bool:
    """Whether the first words of a task say that it is not to be done. What it quotes or dictates does not count."""
    text = f"{_straight(task).strip()} "
    head = _HEAD.match(text)
    return head is not None and _ORDER.search(text, head.end()) is None


def heeded(plan: Plan, request: str) -> Plan:
    """The plan with the "don't" given back to the steps that lost it: "turn on wifi" of "and do not turn on wifi"."""
    text, at = _straight(request), 0
    steps: list[Step] = []
    for step in plan.steps:
        task = _straight(step.task)
        places = (text.find(task, at), text.find(task), text.find(" ".join(task.split()[:2])))
        start = next((place for place in places if place >= 0), None)
        lost = _BEHIND.search(text[:start]) if start is not None and task else None
        if start is not None:
            at = start + len(task)
        if lost is not None and forbids(lost[1] + task):
            step = replace(step, task=request[lost.start(1) : lost.end(1)] + step.task)
        steps.append(step)
    return replace(plan, steps=tuple(steps))


def _straight(text: str) -> str:
    """The text with plain apostrophes; as long as before."""
    return text.replace("’", "'").replace("‘", "'")
