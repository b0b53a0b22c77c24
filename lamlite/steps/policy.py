"""Step 5: may the call run? Rules are data; the first that fits decides. No rule: reads are allowed, the rest asks.

    [[rule]]                                  # policy.toml
    verb = "deny"                             # allow, ask or deny
    tools = ["send_*"]                        # globs over names; every tool without it
    effects = ["send"]                        # read, write, send, destroy; every effect without it
    when = ["amount > 100", "to not in family"]     # all must hold
    reason = "Payments above 100 need a person."

    [sets]
    family = ["dana@example.org"]

A condition that cannot be applied to a call's value never allows it, and never saves it from being asked or denied.
Of a list of values, all must fulfil what allows; one is enough for what asks or denies.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ..core.call import Call
from ..core.decision import Decision, Verb
from ..core.errors import UsageError
from ..core.tool import Effect, Tool
from .condition import Condition, Sets, Unreadable
from .kinds import references

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

BUILT_IN = ("contacts",)  # sets that whoever runs the policy provides
_KEYS = ("verb", "tools", "effects", "when", "reason", "name")


@dataclass(frozen=True)
class Rule:
    """What to do with calls to some tools.

    Attributes:
        verb: allow, ask or deny.
        tools: Globs over names; empty for every tool.
        effects: The tools' effects; empty for every one.
        when: Conditions over arguments; all must hold.
        reason: Shown to the user and kept in the trail.
        name: What the trail calls it.
    """

    verb: Verb
    tools: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    when: tuple[Condition, ...] = ()
    reason: str = ""
    name: str = ""

    def fits(self, tool: Tool, arguments: Mapping[str, Any], sets: Sets) -> bool:
        """Whether this rule decides on the call."""
        if self.tools and not any(fnmatchcase(tool.name, glob) for glob in self.tools):
            return False
        if self.effects and tool.effect not in self.effects:
            return False
        return all(self._holds(condition, arguments, sets) for condition in self.when)

    def _holds(self, condition: Condition, arguments: Mapping[str, Any], sets: Sets) -> bool:
        allows = self.verb is Verb.ALLOW
        value = arguments.get(condition.path.split(".")[0])
        if next(references(value), None) is not None:  # not known yet
            return not allows
        try:
            return condition.holds(arguments, sets, every=allows)
        except Unreadable:
            return not allows


@dataclass(frozen=True)
class Policy:
    """Ordered rules, and the sets that their conditions name."""

    rules: tuple[Rule, ...] = ()
    sets: Sets = field(default_factory=dict)

    def decide(self, tool: Tool, call: Call, known: Sets | None = None) -> Decision:
        """The word of the first rule that fits.

        Args:
            tool: As registered: neither the model nor a result can change its effect.
            call: With its references resolved as far as they are known.
            known: Sets besides the policy's own, such as contacts.
        """
        properties = {name: one for name, one in tool.properties.items() if isinstance(one, Mapping)}
        defaults = {name: one["default"] for name, one in properties.items() if "default" in one}
        arguments = {**defaults, **call.arguments}
        sets = {**(known or {}), **self.sets}
        for rule in self.rules:
            if rule.fits(tool, arguments, sets):
                return Decision(rule.verb, rule.reason or _reason(rule, tool), rule.name)
        if tool.effect is Effect.READ:
            return Decision(Verb.ALLOW, "It only reads.", "default")
        return Decision(Verb.ASK, f"{tool.name} {_DOES[tool.effect]}.", "default")

    @classmethod
    def ask_before(cls, *effects: str | Effect) -> Policy:
        """Ask before the effects that are named, allow the others.

        Raises:
            UsageError: no such effect.
        """
        rules = [Rule(Verb.ASK, effects=tuple(_effect(one) for one in effects), name="ask before")] if effects else []
        return cls((*rules, Rule(Verb.ALLOW, reason="The policy does not ask before this.", name="the rest")))

    @classmethod
    def allow_all(cls) -> Policy:
        """Allow everything. For tests, and for tools that cannot do harm."""
        return cls((Rule(Verb.ALLOW, reason="Everything is allowed.", name="allow all"),))

    @classmethod
    def load(cls, path: Path | str) -> Policy:
        """The policy in a TOML file.

        Raises:
            UsageError: the file cannot be read, or a rule in it means nothing.
        """
        try:
            found = tomllib.loads(Path(path).expanduser().read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise UsageError(f"There is no policy file {path}.") from None
        except (OSError, ValueError) as error:
            raise UsageError(f"The policy in {path} cannot be read: {error}.") from error
        try:
            return cls.from_dict(found)
        except UsageError as error:
            raise UsageError(f"The policy in {path}: {error.message}", hint=error.hint) from None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Policy:
        """The policy that {"rule": [...], "sets": {...}} describes.

        Raises:
            UsageError: a rule or a set means nothing.
        """
        _only(data, ("rule", "sets"), "the file")
        rules, named = data.get("rule", []), data.get("sets", {})
        if not isinstance(rules, list) or not isinstance(named, Mapping):
            raise UsageError("Rules are written as [[rule]], sets as [sets].")
        for name, members in named.items():
            if not isinstance(members, list) or name in BUILT_IN:
                raise UsageError(f"The set {name!r} must be a list of texts, under a name of its own.")
        names = [*named, *BUILT_IN]
        sets: Sets = {name: members.copy for name, members in named.items()}
        return cls(tuple(_rule(one, number, names) for number, one in enumerate(rules, 1)), sets)


_DOES = {
    Effect.READ: "only reads",
    Effect.WRITE: "changes something",
    Effect.SEND: "sends something out",
    Effect.DESTROY: "destroys something",
}


def _reason(rule: Rule, tool: Tool) -> str:
    texts = " and ".join(condition.text for condition in rule.when)
    if not rule.tools and not texts:
        return f"{tool.name} {_DOES[tool.effect]}."
    return f"A rule on {', '.join(rule.tools) or 'all tools'}{f' ({texts})' if texts else ''}."


def _rule(data: Any, number: int, sets: Iterable[str]) -> Rule:
    where = f"rule {number}"
    if not isinstance(data, Mapping):
        raise UsageError(f"{where} is no table.", hint="Write it as [[rule]].")
    _only(data, _KEYS, where)
    try:
        verb = Verb(data.get("verb"))
    except ValueError:
        raise UsageError(f"{where} needs a verb.", hint='Write verb = "allow", "ask" or "deny".') from None
    return Rule(
        verb,
        _texts(data, "tools", where),
        tuple(_effect(one) for one in _texts(data, "effects", where)),
        tuple(Condition.parse(one, tuple(sets)) for one in _texts(data, "when", where)),
        str(data.get("reason", "")),
        str(data.get("name", where)),
    )


def _texts(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    found = data.get(key, [])
    listed = [found] if isinstance(found, str) else found
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed) or (key in data and not listed):
        raise UsageError(f"{key} of {where} must be a list of texts, not empty.")
    return tuple(listed)


def _only(data: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    wrong = sorted(set(data) - set(known))
    if wrong:
        raise UsageError(f"{where} has the unknown key {wrong[0]!r}.", hint=f"There are {', '.join(known)}.")


def _effect(name: str | Effect) -> Effect:
    try:
        return Effect(name)
    except ValueError:
        hint = f"There are {', '.join(one.value for one in Effect)}."
        raise UsageError(f"{name!r} is not an effect.", hint=hint) from None
