"""MCP servers: on a stand-in for the `mcp` package, and on the package itself where it is installed."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import json
import sys
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest

from lamlite.core.errors import MissingExtra, SchemaError, ToolError
from lamlite.core.tool import Effect
from lamlite.sources import load_tools

SCHEMA = {"type": "object", "properties": {"x": {"type": "string"}}}


class Message:
    """A message of the package: only what it is as JSON."""

    def __init__(self, plain: Any) -> None:
        self.plain = plain

    def model_dump_json(self, *, by_alias: bool, exclude_none: bool) -> str:
        return json.dumps(self.plain)


class Several(Exception):
    """A group of errors, as the package raises them."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__("several")
        self.exceptions = errors


class Session:
    """A session with a server that the test describes."""

    pages: ClassVar[list[Any]] = []
    replies: ClassVar[dict[str, Any]] = {}

    def __init__(self, read: Any, write: Any) -> None:
        assert (read, write) == ("read", "write")

    async def __aenter__(self) -> Session:
        return self

    async def __aexit__(self, *_: Any) -> None:
        return None

    async def initialize(self) -> None:
        if not self.pages:
            raise Several(ConnectionError("Connection closed."))
        if self.pages == ["hang"]:
            await asyncio.sleep(60)

    async def list_tools(self, *, params: Any = None) -> Message:
        index = params.cursor if params else 0
        more = {"nextCursor": index + 1} if index + 1 < len(self.pages) else {}
        return Message({"tools": self.pages[index], **more})

    async def call_tool(self, name: str, arguments: Any) -> Message:
        reply = self.replies[name]
        if isinstance(reply, Exception):
            raise reply
        return Message(reply)


class OldSession(Session):
    async def list_tools(self, cursor: Any = None) -> Message:  # type: ignore[override]
        return await super().list_tools(params=SimpleNamespace(cursor=cursor) if cursor else None)


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Session]]:
    @asynccontextmanager
    async def stdio_client(parameters: Any) -> Any:
        yield "read", "write"

    for name in ("mcp", "mcp.client", "mcp.client.stdio", "mcp.types", "lamlite.sources.mcp"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    fakes: dict[str, dict[str, Any]] = {
        "mcp": {"ClientSession": Session, "StdioServerParameters": SimpleNamespace},
        "mcp.client": {},
        "mcp.client.stdio": {"stdio_client": stdio_client},
        "mcp.types": {"PaginatedRequestParams": SimpleNamespace},
    }
    for name, members in fakes.items():
        module = ModuleType(name)
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr("atexit.register", closers.append)
    yield Session
    for close in closers:
        close()
    closers.clear()
    sys.modules.pop("lamlite.sources.mcp", None)


closers: list[Any] = []


def entry(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "inputSchema": SCHEMA, **more}


def test_its_tools_are_writes_whatever_it_says(package: Any) -> None:
    package.pages = [[entry("a", annotations={"readOnlyHint": True})], [entry("b c/d", description="B")]]
    first, second = load_tools("mcp:serve it")
    assert (first.name, first.effect, first.source) == ("a", Effect.WRITE, "mcp:serve it")
    assert (second.name, second.description, second.parameters) == ("b_c_d", "B", SCHEMA)


def test_the_older_way_of_pages(package: Any) -> None:
    sys.modules["mcp"].ClientSession = OldSession  # type: ignore[attr-defined]
    package.pages = [[entry("a")], [{"name": "b"}]]
    assert [tool.name for tool in load_tools("mcp:serve")] == ["a", "b"]


def test_what_a_call_gives(package: Any) -> None:
    package.pages = [[entry("a")]]
    (tool,) = load_tools("mcp:serve")
    image = {"type": "image", "data": "x"}
    for reply, result in (
        ({"structuredContent": {"n": 1}, "content": []}, {"n": 1}),
        ({"content": [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]}, "one\ntwo"),
        ({"content": [image]}, [image]),
        ({}, ""),
    ):
        package.replies = {"a": reply}
        assert tool(x="y") == result
    failures: list[tuple[Any, str]] = [
        ({"isError": True, "content": [{"type": "text", "text": "It\nbroke."}]}, "It broke."),
        ({"isError": True}, "a failed."),
        (ConnectionError(), "The MCP server serve failed: ConnectionError."),
    ]
    for failure, says in failures:
        package.replies = {"a": failure}
        with pytest.raises(ToolError) as caught:
            tool(x="y")
        assert str(caught.value) == says


def test_a_server_that_has_ended(package: Any) -> None:
    package.pages = [[entry("a")]]
    (tool,) = load_tools("mcp:serve")
    closers[0]()
    with pytest.raises(ToolError, match="has ended"):
        tool(x="y")


def test_what_is_wrong(package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ToolError, match="needs a command"):
        load_tools("mcp: ")
    package.pages = []
    with pytest.raises(ToolError, match=r"serve cannot be used: Connection closed\. Try"):
        load_tools("mcp:serve")
    package.pages = [[entry("a b"), entry("a/b")]]
    with pytest.raises(ToolError, match="two tools called 'a_b'"):
        load_tools("mcp:serve")
    package.pages = [[{"name": "a", "inputSchema": {"not": {}}}]]
    with pytest.raises(SchemaError, match="The tool a in mcp:serve cannot be used"):
        load_tools("mcp:serve")
    monkeypatch.setattr("lamlite.sources.mcp._START_SECONDS", 0.05)
    package.pages = ["hang"]
    with pytest.raises(ToolError, match="did not answer within"):
        load_tools("mcp:serve")


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "lamlite.sources.mcp", raising=False)
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(MissingExtra, match=r'pip install "lamlite\[mcp\]"'):
        importlib.import_module("lamlite.sources.mcp")


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("mcp") is None, reason="the extra is not installed")
def test_the_package_itself(tmp_path: Path) -> None:
    server = tmp_path / "server.py"
    server.write_text(
        "try:\n    from mcp.server.mcpserver import MCPServer as Server\n"
        "except ImportError:\n    from mcp.server.fastmcp import FastMCP as Server\n"
        's = Server("t")\n@s.tool()\ndef add(a: int, b: int) -> int:\n    """Add."""\n    return a + b\ns.run()\n'
    )
    (tool,) = load_tools(f"mcp:{sys.executable} {server}")
    assert (tool.name, tool(a=1, b=2)) == ("add", {"result": 3})
