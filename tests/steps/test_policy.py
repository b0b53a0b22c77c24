"""Rules are data: what they decide, what is refused at load, and what fails closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lamlite.core.call import Call
from lamlite.core.decision import Verb
from lamlite.core.errors import UsageError
from lamlite.core.tool import Effect, Tool
from lamlite.steps.policy import Policy

PAY = Tool("pay", parameters={"type": "object", "properties": {"limit": {"type": "integer", "default": 500}}})


def tool(effect: str = "write", name: str = "pay") -> Tool:
    return Tool(name, parameters=PAY.parameters, effect=Effect(effect))


def decide(rules: Any, arguments: dict[str, Any], known: Any = None, effect: str = "write") -> Verb:
    return Policy.from_dict({"rule": rules}).decide(tool(effect), Call("pay", arguments), known).verb


def allowed(when: str, arguments: dict[str, Any], known: Any = None) -> bool:
    return decide([{"verb": "allow", "when": when}], arguments, known) is Verb.ALLOW


def denied(when: str, arguments: dict[str, Any], known: Any = None) -> bool:
    return decide([{"verb": "deny", "when": when}], arguments, known) is Verb.DENY


def test_without_a_rule_reads_are_allowed_and_the_rest_asks() -> None:
    assert Policy().decide(tool("read"), Call("pay")).verb is Verb.ALLOW
    for effect in ("write", "send", "destroy"):
        found = Policy().decide(tool(effect), Call("pay"))
        assert (found.verb, found.rule) == (Verb.ASK, "default")


def test_the_first_rule_that_fits_decides() -> None:
    rules = [
        {"verb": "deny", "tools": ["p*"], "effects": ["send"]},
        {"verb": "allow", "tools": "pa?", "name": "small"},
        {"verb": "deny"},
    ]
    policy = Policy.from_dict({"rule": rules})
    assert policy.decide(tool("send"), Call("pay")).verb is Verb.DENY
    found = policy.decide(tool(), Call("pay"))
    assert (found.verb, found.rule, found.reason) == (Verb.ALLOW, "small", "A rule on pa?.")
    assert policy.decide(tool(name="PAY"), Call("PAY")).verb is Verb.DENY
    assert policy.decide(tool(name="PAY"), Call("PAY")).reason == "PAY changes something."


@pytest.mark.parametrize(
    ("when", "yes", "no"),
    [
        ("amount <= 100", 100, 100.5),
        ("amount >= 3", 3, 2),
        ("amount < 3", 2, 3),
        ("amount > 3", 4, 3),
        ("amount == 3", 3, True),
        ("amount != 3", 4, 3),
        ('amount == "Ann"', " ann", "Bob"),
        ("amount in [1, 2]", 2, 3),
        ("amount not in [1, 2]", 3, 2),
        ("amount matches a.c", "abc", "abcd"),
        ('amount < "2026-11-22"', "2026-11-21T23:59:59+01:00", "2026-11-22T00:00:00+01:00"),
        ("amount < 2026-11-22T12:00:00Z", "2026-11-22T12:59:00+01:00", "2026-11-22T13:00:00+01:00"),
        ("amount > 2026-11-22", "2026-11-23", "2026-11-22"),
        ("amount under /srv/data", "/srv/data/a/../b", "/srv/data/../other"),
        ("amount not under /srv/data", "/srv/database", "/srv/data"),
    ],
)
def test_conditions(when: str, yes: Any, no: Any) -> None:
    assert allowed(when, {"amount": yes})
    assert not allowed(when, {"amount": no})
    assert denied(when, {"amount": yes})
    assert not denied(when, {"amount": no})


def test_nested_arguments_and_defaults() -> None:
    assert denied("address.city == Rome", {"address": {"city": "Rome"}})
    assert not denied("address.city == Rome", {"address": "Rome"})
    assert denied("limit > 100", {})
    assert not denied("limit > 100", {"limit": 5})


def test_of_a_list_all_must_fulfil_what_allows_one_is_enough_to_deny() -> None:
    both = {"to": ["a@x.org", "b@evil.org"]}
    assert not allowed("to matches .*@x.org", both)
    assert denied("to matches .*@evil.org", both)
    assert not allowed("to matches .*", {"to": []})


def test_sets() -> None:
    known = {"contacts": lambda: ["Dana@Example.org"]}
    assert allowed("to in contacts", {"to": "dana@example.org "}, known)
    assert not allowed("to in contacts", {"to": "eve@example.org"}, known)
    assert denied("to not in contacts", {"to": ["dana@example.org", "eve@example.org"]}, known)
    policy = Policy.from_dict({"rule": [{"verb": "allow", "when": "to in family"}], "sets": {"family": ["Ann"]}})
    assert policy.decide(tool(), Call("pay", {"to": "Ann"})).verb is Verb.ALLOW


def broken() -> Any:
    raise OSError("no database")


@pytest.mark.parametrize(
    ("when", "arguments"),
    [
        ("amount <= 100", {"amount": "lots"}),
        ("amount <= 100", {"amount": True}),
        ("amount <= 100", {"amount": None}),
        ("amount <= 100", {"amount": "$1.amount"}),
        ("amount <= 100", {"amount": {"x": ["$1.amount"]}}),
        ("amount < 2026-11-22", {"amount": "soon"}),
        ("amount in contacts", {"amount": "Ann"}),
        ("amount in contacts", {"amount": {"a": 1}}),
        ("amount under ~/Documents", {"amount": "notes.txt"}),
        ("amount under ~/Documents", {"amount": "/a\0b"}),
    ],
)
def test_what_cannot_be_told_is_neither_allowed_nor_spared(when: str, arguments: dict[str, Any]) -> None:
    known = {"contacts": broken}
    assert not allowed(when, arguments, known)
    assert denied(when, arguments, known)


def test_an_argument_that_is_not_given_fulfils_nothing() -> None:
    assert not allowed("amount <= 100", {})
    assert not denied("amount <= 100", {})


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "link").symlink_to(outside)
    assert allowed(f"path under {inside}", {"path": str(inside / "a")})
    assert not allowed(f"path under {inside}", {"path": str(inside / "link" / "a")})
    loop = inside / "loop"
    loop.symlink_to(loop)
    assert allowed(f"path under {inside}", {"path": str(loop)}) in (True, False)


def test_ask_before_and_allow_all() -> None:
    policy = Policy.ask_before("send", Effect.DESTROY)
    verbs = [policy.decide(tool(effect), Call("pay")).verb for effect in ("read", "write", "send", "destroy")]
    assert verbs == [Verb.ALLOW, Verb.ALLOW, Verb.ASK, Verb.ASK]
    assert Policy.ask_before().decide(tool("destroy"), Call("pay")).verb is Verb.ALLOW
    assert Policy.allow_all().decide(tool("destroy"), Call("pay")).verb is Verb.ALLOW
    with pytest.raises(UsageError, match="'sned' is not an effect"):
        Policy.ask_before("sned")


def test_load(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(
        '[[rule]]\nverb = "deny"\ntools = ["pay"]\nwhen = ["amount > 10"]\nreason = "Too much."\n[sets]\nfew = ["a"]\n'
    )
    found = Policy.load(path).decide(tool(), Call("pay", {"amount": 11}))
    assert (found.verb, found.reason, found.rule) == (Verb.DENY, "Too much.", "rule 1")
    assert Policy.load(path).decide(tool(), Call("pay", {"amount": 9})).verb is Verb.ASK


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x", "cannot be read"),
        ("rules = []", "unknown key 'rules'"),
        ('rule = "x"', "written as"),
        ("rule = [1]", "no table"),
        ("[[rule]]", "needs a verb"),
        ('[[rule]]\nverb = "maybe"', "needs a verb"),
        ('[[rule]]\nverb = "ask"\nwhem = "x"', "unknown key 'whem'"),
        ('[[rule]]\nverb = "ask"\ntools = []', "not empty"),
        ('[[rule]]\nverb = "ask"\ntools = [1]', "list of texts"),
        ('[[rule]]\nverb = "ask"\neffects = "wirte"', "'wirte' is not an effect"),
        ('[[rule]]\nverb = "ask"\nwhen = "amount"', "cannot be read"),
        ('[[rule]]\nverb = "ask"\nwhen = "to in friends"', "names no set"),
        ('[[rule]]\nverb = "ask"\nwhen = "amount < lots"', "no order"),
        ('[[rule]]\nverb = "ask"\nwhen = "amount < [1]"', "no order"),
        ('[[rule]]\nverb = "ask"\nwhen = "amount matches ("', "pattern"),
        ("[sets]\nfamily = 1", "must be a list"),
        ("[sets]\ncontacts = []", "name of its own"),
    ],
)
def test_what_means_nothing_is_an_error_at_load(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=says):
        Policy.load(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no policy file"):
        Policy.load(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        Policy.load(tmp_path)
