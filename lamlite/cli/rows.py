"""One line of a batch: a request with its tools, facts and history; decided, never executed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from lamlite.agent import Agent, Models
from lamlite.core.call import Ask, Call, Reference, Reply
from lamlite.core.context import Context, Retrieved, Turn
from lamlite.core.errors import LamliteError, UsageError
from lamlite.core.event import Asked
from lamlite.core.outcome import Outcome
from lamlite.core.plan import Plan
from lamlite.core.tool import Tool
from lamlite.grammar.schema import tolerant
from lamlite.memory import Session
from lamlite.settings import Settings
from lamlite.sources.json_file import parse as parse_tools
from lamlite.steps.policy import Policy

from .options import checked

T = TypeVar("T")
STAGES = ("run", "plan", "call")
_SCHEMAS = ("parameters", "returns", "inputSchema", "outputSchema")
_ROLES = {"retrieve": "retriever", "plan": "planner", "call": "caller"}


@dataclass(frozen=True)
class Row:
    """A line of a batch, read."""

    id: Any
    request: str
    tools: list[Tool] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    history: tuple[Turn, ...] = ()
    now: datetime | None = None


def read_row(line: bytes) -> Row:
    """The row that a line holds.

    Raises:
        LamliteError: it is not a row; the message says why.
    """
    data = parse(line)
    if not isinstance(data, Mapping):
        raise UsageError("The line is not a JSON object.")
    request, tools, facts = data.get("request"), data.get("tools"), data.get("facts") or {}
    if not isinstance(request, str):
        raise UsageError("The line has no request.")
    if not isinstance(tools, list | None):
        raise UsageError("The tools are not a list.")
    if not isinstance(facts, Mapping):
        raise UsageError("The facts are not an object.")
    history = data.get("history") or []
    if not isinstance(history, list):
        raise UsageError("The history is not a list.")
    turns = Session.from_list(history).turns
    known = None if tools is None else parse_tools(list(map(_tolerated, tools)), "The row") if tools else []
    return Row(data.get("id"), checked(request), known, facts, turns, _now(facts))


def _tolerated(entry: Any) -> Any:
    """A tool with its schemas in JSON Schema's own words: those of a batch are often written in others."""
    if not isinstance(entry, Mapping):
        return entry
    if isinstance(entry.get("function"), Mapping):
        return {**entry, "function": _tolerated(entry["function"])}
    schemas = {key: tolerant(entry[key]) for key in _SCHEMAS if isinstance(entry.get(key), Mapping)}
    return {**entry, **schemas}


def parse(line: bytes) -> Any:
    """The JSON of a line. Raises UsageError where it is none."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError("The line is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        raise UsageError(f"The line is not JSON: {error.msg} in column {error.colno}.") from error
    except (RecursionError, ValueError) as error:
        raise UsageError("The line is JSON that is nested too deep, or has a number that is too long.") from error


def _now(facts: Mapping[str, Any]) -> datetime | None:
    """The row's clock, on its zone's wall where it names one."""
    given, name = facts.get("now"), facts.get("zone")
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(str(given).replace("Z", "+00:00"))
        zone = ZoneInfo(str(name)) if name else None
    except (ValueError, OSError, LookupError) as error:
        raise UsageError("The facts' now or zone cannot be read.", hint="Write 2026-11-23T09:00:00+01:00.") from error
    if zone is None:
        return moment if moment.tzinfo else moment.astimezone()
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


class Watched:
    """A model of a role that counts the time it takes; loading it is not part of that.

    Args:
        settings: Say which model it is.
        role: planner, caller or retriever.
    """

    def __init__(self, settings: Settings, role: str) -> None:
        self._settings, self._role = settings, role
        self._own = Models()
        self.seconds = 0.0

    def load(self) -> Any:
        """The model itself, loaded now at the latest."""
        return self._own.get(self._role, self._settings)

    def plan(self, request: str, context: Context) -> Plan:
        """As the planner does."""
        plan: Plan = self._timed(self.load().plan, request, context)
        return plan

    def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
        """As the caller does."""
        reply: Reply = self._timed(self.load().call, task, tools, context)
        return reply

    def fill(self, task: str, tool: Tool, context: Context) -> Reply:
        """As the caller does; one that cannot fill alone calls with one tool."""
        model = self.load()
        return (
            self._timed(model.fill, task, tool, context)
            if hasattr(model, "fill")
            else self.call(task, (tool,), context)
        )

    def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
        """As the retriever does."""
        found: Retrieved = self._timed(self.load().retrieve, task, tools, limit)
        return found

    def _timed(self, work: Callable[..., T], *arguments: Any) -> T:
        started = time.perf_counter()
        try:
            return work(*arguments)
        finally:
            self.seconds += time.perf_counter() - started


class Decider:
    """Decides rows with one set of models.

    Args:
        settings: The user's; they say which models.
        stage: run for the whole, plan for the plan alone, call for the request as one task.
        now: The clock of rows that name none.
    """

    def __init__(self, settings: Settings, stage: str = "run", now: datetime | None = None) -> None:
        self._settings, self._stage, self._now = settings, stage, now
        self._watched = {role: Watched(settings, role) for role in _ROLES.values()}
        self._models = Models(**self._watched)

    def load(self) -> None:
        """Load the models that every row needs. Raises ModelError, UsageError where one cannot be used."""
        for role in {"plan": ("planner",), "call": ("caller",)}.get(self._stage, ("planner", "caller")):
            self._watched[role].load()

    def decide(self, line: bytes) -> dict[str, Any]:
        """The line that answers a line. Whatever is wrong with it is told in `error`."""
        name: Any = None
        try:
            found = parse(line)
            name = found.get("id") if isinstance(found, Mapping) else None
            row = read_row(line)
            with self._times() as spent:
                result = self._decided(row)
            return {"id": name, **result, "ms": spent, "error": None}
        except LamliteError as error:
            said = str(error)
        except Exception as error:  # one row must not end the others
            said = f"lamlite made a mistake of its own: {type(error).__name__}: {error}"
        return {"id": name, **_nothing(), "ms": dict.fromkeys(_ROLES, 0.0), "error": said}

    @contextmanager
    def _times(self) -> Iterator[dict[str, float]]:
        for watched in self._watched.values():
            watched.seconds = 0.0
        spent: dict[str, float] = {}
        yield spent
        spent |= {name: round(self._watched[role].seconds * 1000, 2) for name, role in _ROLES.items()}

    def _decided(self, row: Row) -> dict[str, Any]:
        policy = Policy.allow_all()  # nothing happens, so nothing is asked and nothing kept
        agent = Agent(tools=row.tools, policy=policy, models=self._models, settings=self._settings, keep=False)
        about = {"now": row.now or self._now, "history": row.history, "facts": row.facts, "dry_run": True}
        if self._stage == "plan":
            plan = agent.plan(row.request, **about)
            return _nothing() | {"plan": plan.to_dict(), "status": "calls", "confidence": round(plan.confidence, 4)}
        if self._stage == "call":
            reply = agent.call(row.request, **about)
            calls = [reply.to_dict()] if isinstance(reply, Call) else []
            status = "calls" if calls else "ask" if isinstance(reply, Ask) else "none"
            missing = list(reply.missing) if isinstance(reply, Ask) else []
            return _nothing() | {
                "calls": calls, "status": status, "missing": missing, "confidence": round(reply.confidence, 4)
            }  # fmt: skip
        return _whole(agent.run(row.request, **about))  # type: ignore[arg-type]


def _nothing() -> dict[str, Any]:
    return {"plan": [], "calls": [], "status": "none", "missing": [], "confidence": 0.0}


def _whole(outcome: Outcome) -> dict[str, Any]:
    """A dry run as a batch tells it. A reference counts calls, where the run's own count steps."""
    places = {done.step: number for number, done in enumerate(outcome.calls, 1)}
    calls = [
        {"name": done.call.name, "arguments": _renumbered(dict(done.call.arguments), places)} for done in outcome.calls
    ]
    asked = [event.ask for event in outcome.trail if isinstance(event, Asked)]
    chances = [done.call.confidence for done in outcome.calls]
    if outcome.plan is not None:
        chances.append(outcome.plan.confidence)
    return {
        "plan": outcome.plan.to_dict() if outcome.plan else [],
        "calls": calls,
        "status": "ask" if outcome.status == "asked" else "calls" if calls else "none",
        "missing": list(dict.fromkeys(name for ask in asked for name in ask.missing)),
        "confidence": round(min(chances, default=0.0), 4),
    }


def _renumbered(value: Any, places: Mapping[int, int]) -> Any:
    reference = Reference.parse(value)
    if reference is not None:
        return str(Reference(places.get(reference.step, reference.step), reference.path))
    if isinstance(value, Mapping):
        return {key: _renumbered(item, places) for key, item in value.items()}
    return [_renumbered(item, places) for item in value] if isinstance(value, list | tuple) else value
