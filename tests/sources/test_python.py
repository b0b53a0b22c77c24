"""`@tool`: what signature and docstring become, and how values travel in and out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, NewType, TypedDict

import pytest

from lamlite import Format, Length, Pattern, Range, Tool, ToolError, load_tools, tool
from lamlite.sources.packs import pack_names


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass
class Place:
    """A place.

    Attributes:
        name: What it is called.
        height: Metres above the sea.
    """

    name: str
    height: float | None = None
    tags: list[str] = field(default_factory=list)


class Person(TypedDict, total=False):
    """Somebody.

    Attributes:
        born: Date of birth.
    """

    born: date


UserId = NewType("UserId", int)


def schema(function: Callable[..., Any], parameter: str = "x") -> dict[str, Any]:
    found: dict[str, Any] = tool(function).properties[parameter]
    return found


def test_the_question_for_a_parameter() -> None:
    def remind(x: str, y: str) -> None:
        """Remind.

        Args:
            x: What to be reminded of.
            y: When.

        Questions:
            x: What should I remind
                you of?
        """

    assert schema(remind) == {
        "type": "string", "description": "What to be reminded of.", "x-question": "What should I remind you of?",
    }  # fmt: skip
    assert schema(remind, "y") == {"type": "string", "description": "When."}


def test_signature_and_docstring_become_the_schema() -> None:
    @tool(effect="read", undo={"name": "forget", "arguments": {"who": "$arguments.name"}})
    def greet(name: str, times: int = 2, loud: bool = False) -> dict:  # type: ignore[type-arg]
        """Greet somebody,
        more than once.

        And wait.

        Args:
            name: Whom to greet:
                first name.
            times (int): How often.
        """
        return {"text": name * times}

    assert isinstance(greet, Tool)
    assert (greet.name, greet.effect.value, greet.returns) == ("greet", "read", None)
    assert greet.description == "Greet somebody, more than once.\nAnd wait."
    assert greet.parameters == {
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": "Whom to greet: first name."},
            "times": {"type": "integer", "default": 2, "description": "How often."},
            "loud": {"type": "boolean", "default": False},
        },
        "required": ["name"],
        "additionalProperties": False,
    }
    assert greet("ab", times=1) == {"text": "ab"}
    assert greet.run is not None
    assert greet.run(name="ab") == {"text": "abab"}


def test_effect_is_write_unless_said() -> None:
    @tool
    def act() -> None:
        """Act."""

    assert act.effect.value == "write"
    assert act.parameters == {"type": "object", "properties": {}, "additionalProperties": False}


def test_every_type_has_its_schema() -> None:
    def f(
        a: list[int],
        b: dict[str, float],
        c: Literal["x", "y"],
        d: Colour,
        e: str | None,
        f: int | str,
        g: set[str],
        h: Path,
        i: UserId,
        j: tuple[str, ...],
        k: dict,  # type: ignore[type-arg]
        n: Literal[1, "a"],
    ) -> None: ...

    assert tool(f).properties == {
        "a": {"type": "array", "items": {"type": "integer"}},
        "b": {"type": "object", "additionalProperties": {"type": "number"}},
        "c": {"type": "string", "enum": ["x", "y"]},
        "d": {"type": "string", "enum": ["red", "blue"]},
        "e": {"type": ["string", "null"]},
        "f": {"type": ["integer", "string"]},
        "g": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        "h": {"type": "string"},
        "i": {"type": "integer"},
        "j": {"type": "array", "items": {"type": "string"}},
        "k": {"type": "object"},
        "n": {"enum": [1, "a"]},
    }


def test_constraints() -> None:
    class Ge:
        ge, le, multiple_of = 1, None, 5

    def f(
        a: Annotated[int, Range(0, 100), "Per cent."],
        b: Annotated[str, Format("email")],
        c: Annotated[str, Pattern("^[A-Z]+$"), Length(1, 3)],
        d: Annotated[list[str], Length(1)],
        e: Annotated[int, Ge()],
        g: Annotated[str, Format("uri")] | None = None,
    ) -> None: ...

    assert tool(f).properties == {
        "a": {"type": "integer", "minimum": 0, "maximum": 100, "description": "Per cent."},
        "b": {"type": "string", "format": "email"},
        "c": {"type": "string", "pattern": "^[A-Z]+$", "minLength": 1, "maxLength": 3},
        "d": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "e": {"type": "integer", "minimum": 1, "multipleOf": 5},
        "g": {"type": "string", "format": "uri"},
    }


def test_values_arrive_as_python_and_leave_as_json() -> None:
    seen: dict[str, Any] = {}

    @tool
    def f(
        when: datetime,
        day: date,
        clock: time,
        span: timedelta,
        colour: Colour,
        place: Place,
        people: list[Person],
        note: date | None = None,
    ) -> Place:
        """Do."""
        seen.update(locals())
        return place

    assert f.run is not None
    result = f.run(
        when="2026-11-23T09:00:00.0000001Z",
        day="2026-11-23",
        clock="07:30",
        span="P1DT1H30M",
        colour="blue",
        place={"name": "Zugspitze"},
        people=[{"born": "2000-01-02"}],
        note=None,
    )
    assert seen["when"] == datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
    assert (seen["day"], seen["clock"]) == (date(2026, 11, 23), time(7, 30))
    assert seen["span"] == timedelta(days=1, minutes=90)
    assert (seen["colour"], seen["place"], seen["note"]) == (Colour.BLUE, Place("Zugspitze"), None)
    assert seen["people"] == [{"born": date(2000, 1, 2)}]
    assert result == {"name": "Zugspitze", "tags": []}
    assert {n: s.get("format") for n, s in f.properties.items() if "format" in s} == {
        "when": "date-time",
        "day": "date",
        "clock": "time",
        "span": "duration",
        "note": "date",
    }


def test_result_schema_has_fields_and_descriptions() -> None:
    def f() -> Place:
        """Do.

        Returns:
            The place.
        """
        return Place("x")

    assert tool(f).returns == {
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": "What it is called."},
            "height": {"type": "number", "description": "Metres above the sea."},
            "tags": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["name"],
        "additionalProperties": False,
        "description": "The place.",
    }

    def g() -> dict[str, Any]:
        return {"at": timedelta(hours=-1), "on": date(2026, 1, 2), "of": (Colour.RED,)}

    assert tool(g).returns is None
    assert tool(g)() == {"at": "-PT1H", "on": "2026-01-02", "of": ["red"]}
    assert (tool(returns=Person)(g).returns or {})["properties"]["born"]["format"] == "date"


def test_locally_defined_types_are_found() -> None:
    @dataclass
    class Local:
        n: int

    @tool
    def f(x: Local) -> int:
        """Do."""
        return x.n

    assert f.run is not None
    assert f.run(x={"n": 3}) == 3


def test_unions_build_what_fits() -> None:
    @tool
    def f(x: date | Place | None, y: Place | None = None, z: list[date] | str = "") -> list[Any]:
        """Do."""
        return [type(x).__name__, type(y).__name__, z]

    assert f.run is not None
    assert f.properties["x"]["anyOf"][0] == {"type": "string", "format": "date"}
    assert f.run(x="2026-01-02", y={"name": "a"}, z=["2026-01-02"]) == ["date", "Place", ["2026-01-02"]]
    assert f.run(x={"name": "a"}, z="soon") == ["Place", "NoneType", "soon"]
    assert f.run(x=None) == ["NoneType", "NoneType", ""]
    assert f("hello") == ["str", "NoneType", ""]
    with pytest.raises(ToolError, match="only 3 values"):
        f(1, 2, 3, 4)


def test_defaults_are_json() -> None:
    def f(x: Colour = Colour.RED, y: timedelta = timedelta(minutes=5), z: list[str] | None = None) -> None: ...

    made = tool(f)
    assert [made.properties[n].get("default") for n in "xyz"] == ["red", "PT5M", None]
    assert "default" not in made.properties["z"]


def test_pydantic_models_are_inlined_with_their_definitions() -> None:
    pydantic = pytest.importorskip("pydantic")

    class Inner(pydantic.BaseModel):  # type: ignore[misc,name-defined]
        n: int

    class Outer(pydantic.BaseModel):  # type: ignore[misc,name-defined]
        inner: Inner

    Outer.model_rebuild(_types_namespace={"Inner": Inner})

    def f(x: Outer, y: Annotated[int, pydantic.Field(ge=3, description="Count.")] = 4) -> Outer:
        assert isinstance(x, Outer)
        return x

    made = tool(f)
    assert made.properties["x"]["properties"]["inner"] == {"$ref": "#/$defs/Inner"}
    assert made.parameters["$defs"]["Inner"]["properties"]["n"]["type"] == "integer"
    assert made.properties["y"] == {"type": "integer", "minimum": 3, "description": "Count.", "default": 4}
    assert made.run is not None
    assert made.run(x={"inner": {"n": 1}}) == {"inner": {"n": 1}}


class Node:
    pass


@dataclass
class Tree:
    left: Tree | None = None


def untyped(x) -> None: ...  # type: ignore[no-untyped-def]
def starred(*x: int) -> None: ...
def keywords(**x: int) -> None: ...
def unknown(x: Node) -> None: ...
def anything(x: Any) -> None: ...
def bare(x: list) -> None: ...  # type: ignore[type-arg]
def nested(x: Tree) -> None: ...
def fixed(x: tuple[int, int]) -> None: ...
async def later(x: int) -> None: ...


@pytest.mark.parametrize(
    "function", [untyped, starred, keywords, unknown, anything, bare, nested, fixed], ids=lambda f: f.__name__
)
def test_what_cannot_be_described_is_an_error_with_a_hint(function: Callable[..., Any]) -> None:
    with pytest.raises(ToolError) as caught:
        tool(function)
    assert function.__name__ in caught.value.message
    assert "'x'" in caught.value.message
    assert caught.value.hint


def test_other_errors() -> None:
    with pytest.raises(ToolError, match="plain function"):
        tool(later)
    with pytest.raises(ToolError, match="effect 'rad'"):
        tool(effect="rad")(test_other_errors)
    with pytest.raises(ToolError, match="name of a tool"):
        tool(name="no way")(test_other_errors)
    with pytest.raises(ToolError, match=r"\$arguments.y"):
        tool(undo={"name": "x", "arguments": {"a": "$arguments.y"}})(test_other_errors)
    with pytest.raises(ToolError, match="undo"):
        tool(undo={"arguments": {}})(test_other_errors)
    made = tool(name="day")(lambda: 1)
    assert made.run is not None
    with pytest.raises(ToolError, match="no parameter 'z'"):
        made.run(z=1)
    with pytest.raises(ToolError, match="only a schema"):
        Tool("x")()


def test_bad_values_are_tool_errors() -> None:
    @tool
    def f(day: date, span: timedelta = timedelta()) -> None:
        """Do."""

    assert f.run is not None
    with pytest.raises(ToolError, match="does not fit the parameter 'day'"):
        f.run(day="soon")
    with pytest.raises(ToolError, match="'span'"):
        f.run(day="2026-01-01", span="P1M")
    with pytest.raises(ToolError, match="needs day"):
        f.run()


def test_missing_may_be_a_function() -> None:
    assert tool(missing="No arm.")(test_other_errors).missing == "No arm."
    assert tool(missing=lambda: "No leg.")(test_other_errors).missing == "No leg."


def test_packs_load_by_path_and_hide_nothing() -> None:
    before = list(sys.path)
    assert set(pack_names()) == set("time calc notes todo calendar reminders contacts mail files system".split())
    assert [one.name for one in load_tools("time")] == ["now", "date_difference", "shift_date", "convert_time"]
    assert all(one.source == "time" for one in load_tools("time"))
    assert sys.path == before
    assert load_tools("time") == load_tools("time")
    with pytest.raises(ToolError, match="no bundled tool pack"):
        load_tools("nope")


def test_a_file_of_tools(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text("from lamlite import tool\n@tool\ndef ping(n: int) -> int:\n    'Ping.'\n    return n\n")
    (ping,) = load_tools(str(path))
    assert (ping.name, ping.source, ping(3)) == ("ping", str(path), 3)
    path.write_text("import nonsense_that_is_not_there")
    with pytest.raises(ToolError, match="cannot be loaded"):
        load_tools(str(path))
    path.write_text("x = 1")
    with pytest.raises(ToolError, match="has no tools"):
        load_tools(str(path))
    with pytest.raises(ToolError, match="no tools file"):
        load_tools(str(tmp_path / "absent.py"))
