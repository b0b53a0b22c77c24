"""Tools of an MCP server that is started as a command and spoken to over its standard input and output.

What the server says of a tool is taken as a description, never as authority: every effect counts as a write, whatever
its annotations say. The `mcp` package is an optional extra. Source: Model Context Protocol, tools (2025-06-18).
"""

from __future__ import annotations

import asyncio
import atexit
import inspect
import json
import re
import shlex
import sys
import threading
from collections.abc import Coroutine, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TimedOut
from contextlib import suppress
from dataclasses import replace
from typing import Any

from lamlite.core.errors import MissingExtra, ToolError
from lamlite.core.tool import Tool

from .json_file import parse

try:
    from mcp import ClientSession, StdioServerParameters  # type: ignore[import-not-found, unused-ignore]
    from mcp.client.stdio import stdio_client  # type: ignore[import-not-found, unused-ignore]
    from mcp.types import PaginatedRequestParams  # type: ignore[import-not-found, unused-ignore]
except ImportError as error:
    raise MissingExtra("mcp", "Using the tools of an MCP server") from error

_START_SECONDS = 30.0
_CALL_SECONDS = 3600.0  # the executor's own limit is shorter
_PAGES = 1000


def load_mcp(command: str) -> list[Tool]:
    """The tools of a server. It runs until this process ends.

    Args:
        command: As on a command line, such as "uvx mcp-server-time".

    Raises:
        ToolError: it cannot be started, does not speak MCP, or lists something that is no tool.
        SchemaError: one of its schemas cannot be enforced.
    """
    words = shlex.split(command, posix=sys.platform != "win32")
    if not words:
        raise ToolError("mcp: needs a command.", hint="Write it like: mcp:uvx mcp-server-time")
    server = _Server(words)
    try:
        found = parse(server.listed, f"mcp:{command}")
    except BaseException:
        server.close()
        raise
    atexit.register(server.close)
    return [replace(tool, run=server.runner(tool)) for tool in found]


class _Server:
    """A connection that lives in a thread of its own, because the package is asynchronous and we are not.

    Attributes:
        listed: The tools as the server lists them, under names that ours may have.
        names: The server's name of a tool -> ours.
    """

    def __init__(self, words: list[str]) -> None:
        self.names: dict[str, str] = {}
        self.listed: list[dict[str, Any]] = []
        self._words = words
        self._ready: Future[list[dict[str, Any]]] = Future()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._session: Any = None
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._main, name=f"mcp {words[0]}", daemon=True)
        self._thread.start()
        try:
            entries = self._ready.result(_START_SECONDS)
        except TimedOut:
            self.close()
            raise ToolError(f"The MCP server {words[0]} did not answer within {_START_SECONDS:g} seconds.") from None
        except Exception as error:
            self.close()
            raise ToolError(
                f"The MCP server {words[0]} cannot be used: {_reason(error)}.", hint="Try the command by itself."
            ) from error
        for entry in entries:
            given = str(entry.get("name", ""))
            self.names[given] = re.sub(r"[^\w.-]", "_", given, flags=re.ASCII)[:64]
            self.listed.append({**entry, "name": self.names[given], "inputSchema": entry.get("inputSchema", {})})

    def runner(self, tool: Tool) -> Any:
        """The code of a tool: a call to the server."""
        theirs = next(given for given, ours in self.names.items() if ours == tool.name)

        def run(**arguments: Any) -> Any:
            return _result(tool, self._wait(self._session.call_tool(theirs, arguments)))

        return run

    def close(self) -> None:
        """End the server."""
        with suppress(RuntimeError):  # the loop has ended by itself
            self._loop.call_soon_threadsafe(self._end)
        self._thread.join(10)

    def _end(self) -> None:
        if self._session is None and self._task is not None:
            self._task.cancel()  # it never came so far as to wait for the end
        self._stop.set()

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        if not self._thread.is_alive():
            work.close()
            raise ToolError(f"The MCP server {self._words[0]} has ended.")
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop).result(_CALL_SECONDS)
        except Exception as error:
            raise ToolError(f"The MCP server {self._words[0]} failed: {_reason(error)}.") from error

    def _main(self) -> None:
        try:
            self._task = self._loop.create_task(self._serve())
            self._loop.run_until_complete(self._task)
        except BaseException as error:
            if not self._ready.done():
                self._ready.set_exception(error if isinstance(error, Exception) else RuntimeError("it was stopped"))
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        parameters = StdioServerParameters(command=self._words[0], args=self._words[1:])
        async with stdio_client(parameters) as streams, ClientSession(streams[0], streams[1]) as session:
            await session.initialize()
            self._session = session
            self._ready.set_result(await _listed(session))
            await self._stop.wait()


async def _listed(session: Any) -> list[dict[str, Any]]:
    """Every page of the server's tools, as JSON."""
    found: list[dict[str, Any]] = []
    page = _json(await session.list_tools())
    for _ in range(_PAGES):
        found += page.get("tools", [])
        cursor = page.get("nextCursor")
        if not cursor:
            break
        page = _json(await _next_page(session, cursor))
    return found


async def _next_page(session: Any, cursor: str) -> Any:
    if "params" in inspect.signature(session.list_tools).parameters:
        return await session.list_tools(params=PaginatedRequestParams(cursor=cursor))
    return await session.list_tools(cursor=cursor)  # before 1.12 of the package


def _result(tool: Tool, reply: Any) -> Any:
    """What a tool gave: its structured content, else its texts."""
    found = _json(reply)
    content = found.get("content") or []
    texts = [part["text"] for part in content if isinstance(part, Mapping) and isinstance(part.get("text"), str)]
    if found.get("isError"):
        raise ToolError(" ".join(" ".join(texts).split()) or f"{tool.name} failed.")
    if found.get("structuredContent") is not None:
        return found["structuredContent"]
    if len(texts) == len(content):
        return "\n".join(texts)
    return content


def _json(model: Any) -> dict[str, Any]:
    """A message as the protocol writes it, whatever the package calls its fields."""
    plain: dict[str, Any] = json.loads(model.model_dump_json(by_alias=True, exclude_none=True))
    return plain


def _reason(error: BaseException) -> str:
    """The innermost error's words: the package wraps them in groups."""
    while isinstance(getattr(error, "exceptions", None), tuple) and error.exceptions:  # type: ignore[attr-defined]
        error = error.exceptions[0]  # type: ignore[attr-defined]
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
