"""The one loop: what is forced is not asked, what a mask cannot express is rejected, what fails says so."""

from __future__ import annotations

import json

import numpy as np
import pytest

from lamlite.backends.session import Floats
from lamlite.core.errors import ModelError, UsageError
from lamlite.core.tool import Tool
from lamlite.grammar.build import call_grammar
from lamlite.grammar.lark import Grammar, Leftover, embedded
from lamlite.grammar.validate import validate
from lamlite.language.decode import Decoded, Picking, decode
from lamlite.language.places import body, places
from lamlite.testing import RandomBackend, ScriptedBackend

LONG = Picking(limit=20_000)
PAIR = {
    "type": "object",
    "properties": {"a": {"type": "integer", "minimum": 0, "maximum": 9}, "b": {"enum": ["x", "y"]}},
    "required": ["a", "b"],
    "additionalProperties": False,
}


def grammar(checked: dict[str, object]) -> Grammar:
    """A mask for PAIR, and a check that asks for more."""
    return Grammar("start: " + embedded(PAIR, spaced=False), checked, (Leftover("/a", "not", "a test"),))


class Leaning(RandomBackend):
    """Prefers 7, then 3, then the other digits; then y."""

    def logits(self) -> Floats:
        scores = np.full(self.vocabulary.size, -5.0, dtype=np.float32)
        for place, byte in enumerate(b"73120"):
            scores[byte] = 5 - place
        scores[ord("y")] = 9
        return scores


def test_forced_runs_are_not_asked_for(tools: tuple[Tool, ...]) -> None:
    text = '{"name":"set_lights","arguments":{"room":"hall"}}'
    found = decode(ScriptedBackend([text]), call_grammar(tools[1:2]), [1])
    assert found.text == text
    assert found.value == json.loads(text)
    assert found.free < 8
    assert found.free + found.forced == len(found.tokens)
    assert found.forced > found.free
    assert found.log == 0.0
    assert found.confidence == 1.0
    assert set(found.seconds) == {"prompt", "model", "mask"}


@pytest.mark.parametrize("seed", range(20))
def test_random_weights_write_valid_calls(seed: int, tools: tuple[Tool, ...]) -> None:
    whole = call_grammar(tools, references={"$1": {"type": "string"}}, avoid={"/set_lights/level": [3, 4.5]})
    found = decode(RandomBackend(seed), whole, [seed], LONG)
    assert found.fault == ""
    assert validate(found.value, whole.schema) == []
    assert found.log < 0
    assert decode(RandomBackend(seed), whole, [seed], LONG).text == found.text


def test_what_the_check_rejects_is_written_again_where_it_is_wrong() -> None:
    checked = {**PAIR, "properties": {**PAIR["properties"], "a": {"not": {"enum": [7, 3]}}}}  # type: ignore[dict-item]
    found = decode(Leaning(), grammar(checked), [1])
    assert found.value == {"a": 1, "b": "y"}
    assert found.tries == 3
    assert found.fault == ""


def test_after_some_tries_it_fails_with_a_sentence() -> None:
    checked = {**PAIR, "properties": {**PAIR["properties"], "a": {"minimum": 100}}}  # type: ignore[dict-item]
    found = decode(Leaning(), grammar(checked), [1], Picking(tries=3))
    assert found.value is None
    assert found.tries == 3
    assert found.fault.startswith("The model's answer is not valid: ")
    assert "below 100" in found.fault


def test_a_limit_that_is_reached_is_told(tools: tuple[Tool, ...]) -> None:
    found = decode(RandomBackend(3), call_grammar(tools[:1]), [1], Picking(limit=40))
    assert found.fault == "The model did not finish its answer within 40 tokens."
    assert found.value is None


def test_a_model_without_numbers_fails(tools: tuple[Tool, ...]) -> None:
    class Broken(RandomBackend):
        def logits(self) -> Floats:
            return np.full(self.vocabulary.size, np.nan, dtype=np.float32)

    with pytest.raises(ModelError, match="no token that may come next"):
        decode(Broken(), call_grammar(tools), [1])


def test_temperature_draws_by_seed(tools: tuple[Tool, ...]) -> None:
    def text(seed: int, temperature: float = 2.0) -> str:
        picking = Picking(temperature, seed, limit=20_000)
        return decode(RandomBackend(1), call_grammar(tools[1:2]), [1], picking).text

    assert text(1) == text(1)
    assert len({text(seed) for seed in range(6)}) > 1
    assert len({text(seed, 0.0) for seed in range(6)}) == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ('{"name":"nope","arguments":{}}', "does not admit the scripted answer"),
        ('{"name":"set_lights","arguments":{"room":"attic"}}', "does not admit the scripted answer"),
        ('{"name":"set_lights","arguments":{"room":"hall","level":101}}', "does not admit"),
    ],
)
def test_a_script_that_the_grammar_refuses(answer: str, message: str, tools: tuple[Tool, ...]) -> None:
    with pytest.raises(UsageError, match=message):
        decode(ScriptedBackend([answer]), call_grammar(tools[1:2]), [1])


def test_a_script_that_ends_too_late_or_too_soon(tools: tuple[Tool, ...]) -> None:
    backend = ScriptedBackend(['{"name":"set_lights","arguments":{"room":"hall"}} and more', "x"])
    decode(backend, call_grammar(tools[1:2]), [1])
    with pytest.raises(UsageError, match="before the rest of the scripted answer: ' and more'"):
        decode(backend, call_grammar(tools[1:2]), [1])
    with pytest.raises(UsageError, match="no answer left"):
        decode(ScriptedBackend([]), call_grammar(tools[1:2]), [1])


def test_a_script_that_the_check_rejects() -> None:
    checked = {**PAIR, "properties": {**PAIR["properties"], "a": {"minimum": 5}}}  # type: ignore[dict-item]
    with pytest.raises(UsageError, match="does not pass the check"):
        decode(ScriptedBackend(['{"a":1,"b":"x"}']), grammar(checked), [1])


def test_places() -> None:
    text = '<x>\n{"a": [1, {"b~/": "é\\""}, []], "c": {}, "d": -1.5e3}\n</x>'
    found = {pointer: text[start:end] for pointer, (start, end) in places(text).items()}
    assert found == {
        "": text[4:-5], "/a": '[1, {"b~/": "é\\""}, []]', "/a/0": "1", "/a/1": '{"b~/": "é\\""}',
        "/a/1/b~0~1": '"é\\""', "/a/2": "[]", "/c": "{}", "/d": "-1.5e3",
    }  # fmt: skip
    assert body(text)["d"] == -1500
    assert Decoded("", log=-1.0).confidence == pytest.approx(0.3679, abs=1e-4)
