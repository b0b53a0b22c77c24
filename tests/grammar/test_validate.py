"""What is wrong with a value, and that the quick yes or no says the same."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamlite.core.errors import SchemaError
from lamlite.grammar.accepts import accepts
from lamlite.grammar.formats import STRING_FORMATS, is_regex, matches_format
from lamlite.grammar.patterns import FORMAT_PATTERNS
from lamlite.grammar.schema import check, resolve
from lamlite.grammar.validate import Violation, validate

FULL = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 2, "maxLength": 4, "pattern": "^[a-z]+$"},
        "day": {"type": "string", "format": "date"},
        "level": {"type": "integer", "minimum": 1, "maximum": 5},
        "share": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1, "multipleOf": 0.1},
        "tags": {"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": True, "minItems": 1, "maxItems": 2},
        "pair": {"type": "array", "prefixItems": [{"const": 1}], "items": False},
        "who": {"anyOf": [{"type": "object", "properties": {"id": {"type": "integer"}}}, {"type": "null"}]},
        "one": {"oneOf": [{"type": "integer"}, {"type": "number"}]},
        "kind": {"type": ["string", "integer"]},
    },
    "required": ["name", "day"],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    ("change", "pointer", "words"),
    [
        ({"name": "a"}, "/name", "shorter than 2"),
        ({"name": "abcde"}, "/name", "longer than 4"),
        ({"name": "AB"}, "/name", "does not match"),
        ({"name": 3}, "/name", "3 is not of type string"),
        ({"day": "2025-02-29"}, "/day", "is not a date"),
        ({"level": 0}, "/level", "below 1"),
        ({"level": 6}, "/level", "above 5"),
        ({"share": 0}, "/share", "not above 0"),
        ({"share": 1}, "/share", "not below 1"),
        ({"share": 0.25}, "/share", "multiple of 0.1"),
        ({"tags": []}, "/tags", "fewer than 1"),
        ({"tags": ["a", "b", "a"]}, "/tags", "more than 2"),
        ({"tags": ["a", "a"]}, "/tags", "same item twice"),
        ({"tags": ["a", "c"]}, "/tags/1", 'not one of ["a", "b"]'),
        ({"pair": [2]}, "/pair/0", "2 is not 1"),
        ({"pair": [1, 2]}, "/pair", "not allowed here"),
        ({"who": {"id": "x"}}, "/who/id", "not of type integer"),
        ({"who": 3}, "/who", "none of the possibilities"),
        ({"one": 3}, "/one", "more than one"),
        ({"kind": None}, "/kind", "not of type string or integer"),
        ({"extra": 1}, "", "'extra' is not one of name, day"),
    ],
)
def test_violations(change: dict[str, Any], pointer: str, words: str) -> None:
    value = {"name": "abc", "day": "2024-02-29", **change}
    found = validate(value, FULL)
    assert found
    assert found[0].pointer == pointer
    assert any(words in violation.message for violation in found)
    assert not accepts(value, resolve(FULL), resolve(FULL))


def test_missing_and_fitting() -> None:
    assert validate({}, FULL) == [Violation("", "'name' and 'day' are missing.", "required")]
    assert validate({"name": "ab"}, FULL)[0].message == "'day' is missing."
    assert validate({"name": "ab", "day": "2024-01-01", "share": 0.3, "who": {"id": 3}}, FULL) == []
    assert "..." in validate("x" * 200, {"type": "integer"})[0].message


def test_a_remote_reference_is_not_fetched() -> None:
    with pytest.raises(SchemaError):
        validate(1, {"$ref": "http://127.0.0.1:9/schema"})


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("date", ["2024-02-29"], ["2023-02-29", "20240229", "2024-2-9", "0000-01-01", "24-01-01", "٢٠٢٤-٠١-٠١"]),
        ("time", ["07:30", "07:30:15", "07:30:15.25Z", "07:30+02:00"], ["7:30", "24:00", "07:60", "07:30:15+2"]),
        ("date-time", ["2024-02-29T07:30", "2024-02-29T07:30:00Z", "2024-02-29 07:30:00-05:00"],
         ["2024-02-29", "2024-02-30T07:30", "2024-02-29X07:30"]),
        (
            "duration",
            ["PT30M", "P1DT2H", "P2W", "P1Y", "PT1.5S", "-P5D"],
            ["P", "PT", "30M", "P1H", "P1WT1H", "P1D\n", "-P", "P-5D"],
        ),
        ("email", ["a.b+c@x.org", "a@localhost"],
         ["a", "@x.org", "a@@x", "a b@x.org", "a@x..org", "a" * 65 + "@x.org"]),
        ("hostname", ["a-b.example"], ["-a", "a..b", "a_b", "a" * 64, ".".join(["a" * 60] * 5)]),
        ("uri", ["https://x.org/a?b=c#d", "mailto:a@b.c", "file:/a%20b"], ["x.org", "https:", "http://a b", "a:%zz"]),
        ("uuid", ["123e4567-e89b-12d3-a456-426614174000"], ["123e4567", "123e4567-e89b-12d3-a456-42661417400g"]),
        ("ipv4", ["10.0.0.1"], ["10.0.0", "256.1.1.1", "01.1.1.1"]),
        ("ipv6", ["::1", "fe80::1:2"], ["1::2::3", "fe80::1%eth0", "12345::"]),
        ("regex", ["^a+$"], ["("]),
    ],
)  # fmt: skip
def test_formats(name: str, good: list[str], bad: list[str]) -> None:
    for text in good:
        assert validate(text, {"type": "string", "format": name}) == [], text
    for text in bad:
        assert validate(text, {"type": "string", "format": name}), text
    assert matches_format(3, name)


def test_number_formats() -> None:
    assert validate(256, {"type": "integer", "format": "uint8"})
    assert validate(255, {"type": "integer", "format": "uint8"}) == []
    assert not matches_format(1.5, "int32")
    assert matches_format(True, "int32")
    assert not is_regex("a{99999999999}")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_what_a_mask_admits_of_a_format_is_of_the_format(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FORMAT_PATTERNS)))
    text = data.draw(st.from_regex(FORMAT_PATTERNS[name], fullmatch=True))
    assert STRING_FORMATS[name](text), (name, text)


@given(st.data())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_ways_to_check_agree(
    any_schema: st.SearchStrategy[dict[str, Any]], any_value: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    schema, value = data.draw(any_schema), data.draw(any_value)
    try:
        check(schema)
    except SchemaError:
        return
    resolved = resolve(schema)
    assert resolve(resolved) == resolved
    assert accepts(value, resolved, resolved) == (not validate(value, schema)), json.dumps([schema, value])


def test_schema_is_light_to_import() -> None:
    code = "import sys, lamlite.grammar.schema; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"jsonschema", "numpy", "llguidance", "tokenizers"} & set(loaded)
