"""What the policy says of a call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verb(str, Enum):
    """Allow it, ask the user first, or deny it."""

    ALLOW = "allow"
    ASK = "ask"
    DENY = "deny"


@dataclass(frozen=True)
class Decision:
    """The policy's word on one call, with the reason that is shown to the user and kept in the trail."""

    verb: Verb
    reason: str = ""
    rule: str = ""
