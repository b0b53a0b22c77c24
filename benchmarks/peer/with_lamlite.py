"""lamlite's constrained loop on a GGUF: llguidance masks, forced runs in one batch, the prompt's beginning kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loop import Answer, Said, serve  # type: ignore[import-not-found,unused-ignore]

from lamlite import Tool
from lamlite.grammar.build import call_grammar
from lamlite.language.decode import decode
from lamlite.language.loading import load_language


def prepare(path: str, threads: int) -> Answer:
    """The grammar of a tool is built once, as lamlite's caller keeps it."""
    session = load_language(Path(path), {"context": 2048}).session
    grammars: dict[str, Any] = {}

    def answer(row: dict[str, Any]) -> Said:
        tool = row["tool"]
        if tool["name"] not in grammars:
            grammars[tool["name"]] = call_grammar((Tool(tool["name"], tool["description"], tool["parameters"]),))
        written = decode(session, grammars[tool["name"]], session.tokens(row["prompt"]))
        more = {"free": written.free, "forced": written.forced, "seconds": dict(written.seconds)}
        return Said(written.text, len(written.tokens), more)

    return answer


if __name__ == "__main__":
    serve(prepare)
