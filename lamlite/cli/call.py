"""`lamlite call`: the one call that a task comes down to."""

from __future__ import annotations

import time
from typing import Any

import click

from lamlite.core.call import Ask, Call, Reply

from .account import call_lines, question_lines
from .agents import agent_of, given, with_models
from .faults import DONE, REFUSED
from .options import Options, as_json, request_of, shared
from .terminal import bad, dim, safe, say, wrapped


@click.command("call")
@click.argument("task", nargs=-1)
@shared("tools", "as_json", "now", "caller")
def command(task: tuple[str, ...], options: Options) -> int:
    """Show the call that TASK comes down to, with where each value came from. Nothing runs."""
    words = request_of(task)
    agent = with_models(agent_of(options), "caller")
    started = time.perf_counter()
    reply = agent.call(words, **given(options))
    spent = (time.perf_counter() - started) * 1000
    if options.as_json:
        say(as_json({**reply_dict(reply), "ms": round(spent, 1)}))
    else:
        _tell(reply)
    return DONE if isinstance(reply, Call) else REFUSED


def reply_dict(reply: Reply) -> dict[str, Any]:
    """A reply as `call --json` prints it, less the time."""
    call = reply if isinstance(reply, Call) else reply.call if isinstance(reply, Ask) else None
    return {
        "status": "call" if isinstance(reply, Call) else "ask" if isinstance(reply, Ask) else "none",
        "call": reply.to_dict() if isinstance(reply, Call) else None,
        "missing": list(reply.missing) if isinstance(reply, Ask) else [],
        "question": reply.question if isinstance(reply, Ask) else None,
        "confidence": round(reply.confidence, 4),
        "sources": {name: source.to_dict() for name, source in call.sources.items()} if call else {},
    }


def _tell(reply: Reply) -> None:
    if isinstance(reply, Call):
        lines = call_lines(reply)
    elif isinstance(reply, Ask):
        lines = [*(call_lines(reply.call) if reply.call else []), *question_lines(reply)]
    else:
        nearest = f"The nearest tools: {', '.join(map(safe, reply.nearest))}." if reply.nearest else ""
        lines = [wrapped(safe(reply.reason), bad("No call. ")), *([dim(wrapped(nearest))] if nearest else [])]
    for line in lines:
        say(line)
