"""Strings, addresses, bounds and the shapes of schemas."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamlite.values import Clock, Reading, Unclear, is_offset, mentions, read, shift

EDGE_NOW = datetime(2028, 2, 29, 23, 59, 59, tzinfo=timezone(timedelta(hours=-3)))
STRING: dict[str, Any] = {"type": "string"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("  “Hello there!” ", "Hello there!"),
        ("Buy Milk.", "Buy Milk"),
        ("'x'", "x"),
        ("wait...", "wait..."),
        ("a, b", "a, b"),
        ("f(x)", "f(x)"),
        ("hello)", "hello"),
        ("(hello", "hello"),
        ('"hello', "hello"),
        ("hello”.", "hello"),
        ('27"', '27"'),
        ("see you :)", "see you :)"),
        ("It works (really).", "It works (really)"),
    ],
)
def test_string_is_the_words(words: str, value: str, clock: Clock) -> None:
    """Without quotes and closing punctuation, in their own case."""
    assert read(words, STRING, clock) == Reading(value)


def test_string_of_nothing(clock: Clock) -> None:
    """Punctuation is no string."""
    assert read("...", STRING, clock) == Reading("...")
    assert isinstance(read("?!", STRING, clock), Unclear)


@pytest.mark.parametrize(
    ("form", "words", "value", "exact"),
    [
        ("email", "jane@example.com", "jane@example.com", True),
        ("email", "jane dot doe at example dot com", "jane.doe@example.com", True),
        ("email", "write to jane@example.com", "jane@example.com", False),
        ("uri", "https://a.b/c?d=1", "https://a.b/c?d=1", True),
        ("uri", "example.com/a", "https://example.com/a", True),
        ("uri", "www.example.org", "https://www.example.org", True),
        ("uri", "localhost.dev:8080", "https://localhost.dev:8080", True),
        ("uri", "s3://bucket/x", "s3://bucket/x", True),
        ("uri", "copy gs://bucket/x.txt.", "gs://bucket/x.txt", False),
        ("uri", "file:///etc/hosts", "file:///etc/hosts", True),
        ("uri", "ssh://me@host:22", "ssh://me@host:22", True),
        ("uri", "mailto:a@b.org", "mailto:a@b.org", True),
        ("uri", "tel:112", "tel:112", True),
        ("phone", "+49 170 1234567", "+49 170 1234567", True),
        ("phone", "(877) 609-2233", "(877) 609-2233", True),
        ("phone", "call 555-123-4567", "555-123-4567", False),
    ],
)
def test_address(form: str, words: str, value: str, exact: bool, clock: Clock) -> None:
    """As written, with a scheme where a URI needs one."""
    assert read(words, {**STRING, "format": form}, clock) == Reading(value, exact)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("email", "jane"),
        ("uri", "my site"),
        ("uri", "data: 5"),
        ("uri", "note://"),
        ("phone", "12 apples"),
        ("phone", "2026-11-23"),
        ("email", "a@b.co c@d.eu"),
    ],
)
def test_no_address(form: str, words: str, clock: Clock) -> None:
    """None or several."""
    assert isinstance(read(words, {**STRING, "format": form}, clock), Unclear)


@pytest.mark.parametrize(
    ("bounds", "words", "reason"),
    [
        ({"minimum": 0, "maximum": 100}, "110", "The brightness must be between 0 and 100."),
        ({"minimum": 0}, "-1", "The brightness must be at least 0."),
        ({"maximum": 9}, "10", "The brightness must be at most 9."),
        ({"exclusiveMinimum": 0}, "0", "The brightness must be more than 0."),
        ({"exclusiveMaximum": 9}, "9", "The brightness must be less than 9."),
        ({"multipleOf": 5}, "7", "The brightness must be a multiple of 5."),
        ({"const": 5}, "7", "Which brightness is meant: 5?"),
    ],
)
def test_number_bounds(bounds: dict[str, Any], words: str, reason: str, clock: Clock) -> None:
    """The sentence names the bound."""
    answer = read(words, {"type": "integer", **bounds}, clock, name="brightness")
    assert isinstance(answer, Unclear)
    assert answer.reason == reason


@pytest.mark.parametrize(
    ("bounds", "words", "good"),
    [
        ({"minLength": 5}, "abc", False),
        ({"maxLength": 2}, "abc", False),
        ({"minLength": 2, "maxLength": 5}, "abc", True),
        ({"pattern": "^[A-Z]+$"}, "abc", False),
        ({"pattern": "^[a-z]+$"}, "abc", True),
        ({"pattern": "("}, "abc", True),
        ({"const": "abc"}, "ABC", True),
    ],
)
def test_string_bounds(bounds: dict[str, Any], words: str, good: bool, clock: Clock) -> None:
    """Length and pattern."""
    assert isinstance(read(words, {**STRING, **bounds}, clock), Reading) is good


@pytest.mark.parametrize(
    ("schema", "words", "value"),
    [
        ({"type": ["integer", "null"]}, "none", None),
        ({"type": ["integer", "null"]}, "5", 5),
        ({"type": ["string", "integer"]}, "5", 5),
        ({"type": ["string", "integer"]}, "five o", 5),
        ({"type": ["integer", "string"]}, "blue", "blue"),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, "x", "x"),
        ({"oneOf": [{"type": "integer"}, {"type": "null"}]}, "nothing", None),
        ({"items": {"type": "integer"}}, "1, 2", [1, 2]),
        ({"type": "object"}, '{"a": 1}', {"a": 1}),
        ({"properties": {}}, "{}", {}),
        ({}, "x", "x"),
    ],
)
def test_shapes_of_schemas(schema: dict[str, Any], words: str, value: object, clock: Clock) -> None:
    """Several types, alternatives, and none at all."""
    answer = read(words, schema, clock)
    assert isinstance(answer, Reading)
    assert answer.value == value


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "object"}, "x"),
        ({"type": "object"}, "{"),
        ({"type": "object"}, "{x}"),
        ({"type": 5}, ""),
        ({"type": []}, "x"),
        ({"anyOf": [{"type": "integer"}]}, "x"),
        ({"type": "null"}, "x"),
    ],
)
def test_unreadable(schema: dict[str, Any], words: str, clock: Clock) -> None:
    """A question each time."""
    assert isinstance(read(words, schema, clock), Unclear)


@pytest.mark.parametrize(
    ("anchor", "words", "value"),
    [
        ("2026-11-23T09:00:00+01:00", "half an hour before", "2026-11-23T08:30:00+01:00"),
        ("2026-11-23T09:00:00+01:00", "10 minutes earlier", "2026-11-23T08:50:00+01:00"),
        ("2026-11-23T09:00:00+01:00", "about an hour after that", "2026-11-23T10:00:00+01:00"),
        ("2026-11-23T09:00:00-05:00", "an hour later", "2026-11-23T10:00:00-05:00"),
        ("2026-11-23T09:00:00Z", "an hour later", "2026-11-23T10:00:00+00:00"),
        ("2026-11-23T09:00", "the day before", "2026-11-22T09:00:00+01:00"),
        ("2026-11-23", "2 days later", "2026-11-25"),
        ("2026-11-23", "an hour after", "2026-11-23T01:00:00+01:00"),
        ("2026-10-24T09:00:00+02:00", "a day after", "2026-10-25T09:00:00+01:00"),
        ("2026-01-31", "a month after", "2026-02-28"),
    ],
)
def test_shift(anchor: str, words: str, value: str, clock: Clock) -> None:
    """Days by the calendar, hours by the stopwatch; a date stays a date."""
    assert is_offset(words)
    assert shift(anchor, words, clock) == Reading(value)


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("2026-11-23", "tomorrow"),
        ("soon", "an hour before"),
        ("9999-12-31", "a year after"),
        ("0001-01-01", "a century before"),
    ],
)
def test_no_shift(anchor: str, words: str, clock: Clock) -> None:
    """No offset, no anchor, or beyond the calendar."""
    assert isinstance(shift(anchor, words, clock), Unclear)


@pytest.mark.parametrize(
    "words", ["in 10 minutes", "half an hour", "two days before Christmas", "tomorrow", "", "before"]
)
def test_is_no_offset(words: str) -> None:
    """These stand by themselves."""
    assert not is_offset(words)


def test_mentions_of_a_name_that_is_nearly_right(clock: Clock) -> None:
    """The day is part of the mention, as if it were spelt right."""
    text = "add sundry items, call Dana on satuday at 10"
    found = [text[one.start : one.end] for one in mentions(text, clock) if one.kind in ("date", "datetime")]
    assert found == ["satuday at 10", "satuday"]


def test_mentions(clock: Clock) -> None:
    """All kinds, by start and the longest first."""
    text = "Mail bob@x.com or see x.com/a at 7pm tomorrow; 5 km, 20 bucks, 10%, the 3rd, half an hour, +49 170 1234567"
    found = mentions(text, clock)
    kinds = {(text[one.start : one.end], one.kind) for one in found}
    assert {
        ("bob@x.com", "email"),
        ("x.com/a", "url"),
        ("at 7pm tomorrow", "datetime"),
        ("7pm", "time"),
        ("tomorrow", "date"),
        ("5 km", "unit"),
        ("20 bucks", "money"),
        ("10%", "percent"),
        ("3rd", "ordinal"),
        ("half an hour", "duration"),
        ("+49 170 1234567", "phone"),
        ("20", "number"),
    } <= kinds
    assert [(one.start, -one.end) for one in found] == sorted((one.start, -one.end) for one in found)


SCHEMAS: list[dict[str, Any]] = [
    {"type": "number", "maximum": 1},
    {"type": "integer", "description": "in seconds"},
    {"type": "boolean"},
    {"enum": ["low", "high", 3, None]},
    {"type": "array", "items": {"enum": ["mon", "tue"]}},
    {"type": "array", "items": {"type": "integer"}},
    {"type": "object"},
    STRING,
    {**STRING, "description": "currency code (e.g. USD)"},
    {**STRING, "description": "MM/DD/YYYY"},
    *({**STRING, "format": form} for form in ("date", "time", "date-time", "duration", "email", "uri", "phone")),
]
SAID = (
    "next last this the a half quarter past to noon Friday week month 3rd 31 2027 May of in at ago after before hour "
    "and , . / - : % $ € 7pm am twenty hundred million th point minus ' \" km degrees 😀 ٣ ² é שלום mid end 0 24:00 P1D"
)
WORDS = st.sampled_from(SAID.split())


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, max_size=12).map("".join)
    )
)
def test_never_raises(text: str) -> None:
    """Any text, any schema."""
    clock = Clock(EDGE_NOW)
    for one in mentions(text, clock):
        assert 0 <= one.start < one.end <= len(text)
    for schema in SCHEMAS:
        answer = read(text, schema, clock, name="when_m", after=text)
        assert isinstance(answer, (Reading, Unclear))
    assert is_offset(text) in (True, False)
    shift("2026-11-23T09:00:00+01:00", text, clock)
    shift(text, "an hour before", clock)


@pytest.mark.parametrize(
    "unit", ["1/", "(1", "0.", "a@b.co ", "one hundred and ", "tomorrow at ", "http://", "\u202e", "😀"]
)
def test_long_texts(unit: str, clock: Clock) -> None:
    """Twenty thousand characters and more are cut and take seconds at most."""
    text = unit * (30_000 // len(unit))
    assert all(one.end <= 20_000 for one in mentions(text, clock))
    for schema in SCHEMAS:
        read(text, schema, clock)
