"""Tools out of JSON: three ways to write them, and one plain sentence for everything that is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lamlite.core.errors import LamliteError, SchemaError, ToolError
from lamlite.core.tool import Effect
from lamlite.sources import load_tools
from lamlite.sources.json_file import load_json, parse

PARAMETERS = {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}


def test_ours() -> None:
    entry = {
        "name": "a.b",
        "description": "d",
        "parameters": PARAMETERS,
        "returns": {"type": "string"},
        "effect": "read",
        "undo": {"name": "b"},
        "x-note": 1,
    }
    (tool,) = parse([entry], "f.json")
    assert (tool.name, tool.description, tool.parameters) == ("a.b", "d", PARAMETERS)
    assert (tool.returns, tool.effect, tool.undo) == ({"type": "string"}, Effect.READ, {"name": "b"})
    assert (tool.source, tool.run) == ("f.json", None)


def test_openai() -> None:
    entry = {"type": "function", "function": {"name": "a", "parameters": PARAMETERS, "strict": True}}
    (tool,) = parse([entry], "f")
    assert (tool.name, tool.parameters, tool.effect) == ("a", PARAMETERS, Effect.WRITE)


def test_mcp_annotations_are_no_authority() -> None:
    entry = {"name": "a", "inputSchema": PARAMETERS, "outputSchema": {}, "annotations": {"readOnlyHint": True}}
    (tool,) = parse({"tools": [entry]}, "f")
    assert (tool.parameters, tool.returns, tool.effect) == (PARAMETERS, {}, Effect.WRITE)


def test_without_parameters() -> None:
    first, second = parse([{"name": "a"}, {"name": "b", "parameters": {}}], "f")
    assert first.parameters["additionalProperties"] is False
    assert second.parameters == {"type": "object", "properties": {}}


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "tools.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps([{"name": "a"}]).encode())
    assert [tool.name for tool in load_tools(str(path))] == ["a"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty."),
        (b"[{]", "line 1, column 3"),
        (b"[1,]", "is not JSON"),
        (b"\xff", r"not UTF-8 text \(byte 0\)"),
        (b"NaN", "NaN is no JSON number"),
        (b'[{"name": "a", "name": "b"}]', "'name' stands twice"),
        (b"[" * 100_000, "nested too deep"),
        (b"3", "must hold a list of tools, not a number"),
        (b'"x"', "not a text"),
        (b"null", "not null"),
        (b"{}", "not an object"),
        (b'{"tools": {}}', "not an object"),
        (b'{"name": "a"}', "one tool outside of a list"),
        (b"[]", "its list is empty"),
        (b"[[]]", "entry 1 is a list, not a tool"),
        (b'[{"name": "a"}, null]', "entry 2 is null"),
        (b"[{}]", "entry 1 has no name"),
        (b'[{"name": 3}]', "the name 3, which cannot be one"),
        (b'[{"name": "a b"}]', "the name 'a b'"),
        (b'[{"name": "a"}, {"name": "a"}]', "two tools called 'a'"),
        (b'[{"name": "a", "description": 1}]', "description of a in .* is a number"),
        (b'[{"name": "a", "effect": "wirte"}]', "unknown effect 'wirte'"),
        (b'[{"name": "a", "effect": {}}]', "unknown effect {}"),
        (b'[{"name": "a", "undo": "b"}]', "undo of a"),
        (b'[{"name": "a", "undo": {"name": "b", "arguments": 1}}]', "undo of a"),
        (b'[{"name": "a", "undo": {"name": "b", "else": {"arguments": {}}}}]', "undo of a"),
        (b'[{"name": "a", "paramters": {}}]', "Did you mean 'parameters'?"),
        (b'[{"function": []}]', "entry 1 has a function that is a list"),
        (b'[{"function": {}}]', "entry 1 has no name"),
        (b'[{"name": "a", "parameters": true}]', "is true or false, not an object"),
        (b'[{"name": "a", "parameters": {"type": "string"}}]', "must be of type object"),
        (b'[{"name": "a", "parameters": {"type": "objekt"}}]', "The tool a in .* cannot be used"),
        (b'[{"name": "a", "returns": []}]', "is a list, not an object"),
    ],
)
def test_what_is_wrong(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "tools.json"
    path.write_bytes(content)
    with pytest.raises(LamliteError, match=says) as caught:
        load_json(path)
    assert "\n" not in str(caught.value)


def test_a_schema_error_has_the_place_in_the_file() -> None:
    bad: Any = {"type": "object", "properties": {"x": {"not": {}}}}
    for entry, pointer in (
        ({"name": "a", "parameters": bad}, "/0/parameters"),
        ({"function": {"name": "a", "parameters": bad}}, "/0/function/parameters"),
        ({"name": "a", "inputSchema": bad}, "/0/inputSchema"),
    ):
        with pytest.raises(SchemaError) as caught:
            parse([entry], "f")
        assert caught.value.pointer == f"{pointer}/properties/x/not"
        assert caught.value.hint
    with pytest.raises(SchemaError) as caught:
        parse({"tools": [{"name": "a", "inputSchema": bad}]}, "f")
    assert caught.value.pointer.startswith("/tools/0/inputSchema")


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ToolError, match="There is no tools file"):
        load_json(tmp_path / "none.json")
    with pytest.raises(ToolError, match="is a folder"):
        load_json(tmp_path)
    path = tmp_path / "x.json"
    path.write_text("[]")
    monkeypatch.setattr("lamlite.sources.json_file._LARGEST", 1)
    with pytest.raises(ToolError, match="larger than"):
        load_json(path)

    def fails(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.undo()
    monkeypatch.setattr(Path, "read_bytes", fails)
    with pytest.raises(ToolError, match="cannot be read: Permission denied"):
        load_json(path)
