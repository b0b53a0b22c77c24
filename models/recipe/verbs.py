"""English verbs that orders begin with, and their -ing and -ed forms."""

from __future__ import annotations

_REGULAR = """accept activate add adjust allow analyse announce answer append apply archive arm arrange ask assign
attach back block book bookmark brew brighten browse calculate call cancel capture change charge check clean clear
click close collect comment compare complete compute confirm connect convert copy correct count create crop
deactivate decline decrease delete deliver describe dial disable disarm discard disconnect dismiss display
download draft drop dry email empty enable end enter erase estimate evaluate expand explain export extend
extract fetch fill filter finish fix flag flip follow format forward generate grab heat highlight hire
identify import increase inform insert install invite invoice join jump label launch like limit link list load
locate lock log look lower mail mark measure message mix monitor move multiply mute name navigate note notify
open order organize pack park paste pause perform phone pick pin place plan play plot plug post prepare
preheat preview print process pull purchase push queue raise rank rate recalculate recommend record reduce
refill refresh register remind remove rename renew rent reorder repeat replace reply report request reschedule
reserve reset resize restart resume retrieve return review rotate round sample save scan schedule score search
share shift show shuffle sign simulate skip snooze solve sort spell start stop store stream submit subscribe
subtract suggest sum summarise summarize switch sync tag text tighten total trace track transfer translate
trim turn type unlock unmute unsubscribe update upgrade upload use vacuum verify view visit wait walk warm
wash watch water withdraw work zoom simplify factor integrate differentiate divide round locate light dim
dictate define tune tip rinse mow feed raise boil bake cook roast grill defrost stir chill mash order reheat
rewind advance""".split()
_IRREGULAR = {
    "be": "been", "begin": "begun", "bring": "brought", "build": "built", "buy": "bought", "choose": "chosen",
    "cut": "cut", "do": "done", "draw": "drawn", "drive": "driven", "find": "found", "forget": "forgotten",
    "get": "got", "give": "given", "go": "gone", "hang": "hung", "have": "had", "hide": "hidden", "hold": "held",
    "keep": "kept", "leave": "left", "lend": "lent", "let": "let", "make": "made", "pay": "paid", "put": "put",
    "read": "read", "ring": "rung", "run": "run", "sell": "sold", "send": "sent", "set": "set", "shut": "shut",
    "sing": "sung", "split": "split", "swap": "swapped", "take": "taken", "tell": "told", "throw": "thrown",
    "turn": "turned", "undo": "undone", "wake": "woken", "write": "written", "feed": "fed", "speak": "spoken",
    "withdraw": "withdrawn", "google": "googled", "meet": "met", "lay": "laid", "bet": "bet", "bid": "bid",
}  # fmt: skip
_DOUBLED = frozenset(
    """begin chat crop cut dim drop flip get jog let log mop nag pan pin plan plot plug put run set shut skip
split stop submit swap tag tap tip trim wrap zip scan step""".split()
)
VERBS = frozenset(_REGULAR) | frozenset(_IRREGULAR)


def gerund(verb: str) -> str:
    """call -> calling, write -> writing, set -> setting."""
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    return f"{verb}ing"


def participle(verb: str) -> str:
    """call -> called, write -> written, set -> set."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ed"
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"
