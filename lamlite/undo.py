"""Undo: the inverse calls of a run, newest first, as a run of their own, through policy, executor and trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .core.call import Call, NoCall, Reply
from .core.context import Context, Retrieved
from .core.errors import UsageError
from .core.plan import Plan, Step
from .core.tool import Effect, Tool
from .registry import Registry
from .trail import Trail

_SEE = "See the runs with: lamlite trail list"


@dataclass
class Reverse:
    """What takes a run back. It stands in for the models: the plan and the calls are known.

    Attributes:
        run: Id of the run to take back.
        calls: Task -> inverse call, newest first.
        tools: The tools that they call.
    """

    run: str
    calls: dict[str, Call]
    tools: dict[str, Tool] = field(default_factory=dict)

    @property
    def request(self) -> str:
        """The words under which the undo stands in the trail."""
        return f"undo {self.run}"

    def plan(self, request: str, context: Context) -> Plan:
        """One step after the other: what was built on something is taken down before it."""
        tasks = enumerate(self.calls, 1)
        return Plan(tuple(Step(number, task, (number - 1,) if number > 1 else ()) for number, task in tasks))

    def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
        """The inverse call that a task stands for."""
        return self.calls.get(task) or NoCall("There is nothing to take back.")

    def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
        """The one tool of the task."""
        return Retrieved((self.tools[self.calls[task].name],))


def prepare(trail: Trail, registry: Registry, run: str = "") -> Reverse:
    """Read from the trail what would take a run back.

    Args:
        trail: Where the run is kept.
        registry: Tools that the inverse calls need.
        run: Its id, or the beginning of it; without one the last run that did something and was not taken back.

    Raises:
        UsageError: there is no such run, or nothing of it can be taken back.
    """
    started, back, undone = _read(trail)
    found = _named(run, list(started)) if run else _last(started, back, undone)
    if not found:
        what = f"There is no run {run!r} in the trail." if run else "No run in the trail can be taken back."
        raise UsageError(what, hint=_SEE)
    return _reverse(found, back.get(found, {}), undone.get(found, set()), registry)


def _named(run: str, started: list[str]) -> str:
    """The one run whose id begins so; empty where none does."""
    found = [run] if run in started else [one for one in started if one.startswith(run)]
    if len(found) > 1:
        raise UsageError(f"Several runs begin with {run!r}.", hint=f"They are {', '.join(found[-5:])}.")
    return found[0] if found else ""


def _last(started: dict[str, str], back: dict[str, dict[str, Any]], undone: dict[str, set[str]]) -> str:
    """The last run of which something is left to take back; never one from before a run that is there for good."""
    for run in reversed([one for one in started if one in back]):
        if set(back[run]) - undone.get(run, set()):
            return run
        if not back[run]:
            told = f"The last run that did something cannot be undone: {run}, “{started[run]}”."
            raise UsageError(told, hint=f"An earlier one is taken back by its id. {_SEE}")
    return ""


def _read(trail: Trail) -> tuple[dict[str, str], dict[str, dict[str, Any]], dict[str, set[str]]]:
    """What the trail says of the runs that are no undo: the request of each, the inverse calls by task (none where
    what was done is there for good), and the tasks that were undone already.
    """
    started: dict[str, str] = {}
    back: dict[str, dict[str, Any]] = {}
    undone: dict[str, set[str]] = {}
    undoing: dict[str, str] = {}
    tasks: dict[tuple[str, int], str] = {}
    for record in trail.records():
        event, run = record.event, record.run
        kind = event.get("kind")
        if kind == "Started" and event.get("undoes"):
            undoing[run] = str(event["undoes"])
        elif kind == "Started":
            started[run] = str(event.get("request", ""))
        elif kind == "Planned":
            tasks |= {(run, step["id"]): step["task"] for step in event.get("plan", [])}
        elif kind == "Executed" and run in undoing and event.get("status") == "ok":
            undone.setdefault(undoing[run], set()).add(tasks.get((run, event.get("step", 0)), ""))
        elif kind == "Executed" and event.get("undo") and run not in undoing:
            back.setdefault(run, {})[f"undo {event['name']} (record {record.n})"] = event["undo"]
        elif kind == "Executed" and run not in undoing and event.get("status") == "ok" and _acts(event):
            back.setdefault(run, {})
    return started, back, undone


def _acts(event: Mapping[str, Any]) -> bool:
    return str(event.get("effect", "read")) != Effect.READ.value  # an old record does not say


def _reverse(run: str, back: dict[str, Any], undone: set[str], registry: Registry) -> Reverse:
    found = Reverse(run, {})
    for task, call in reversed(back.items()):
        if task in undone:
            continue
        if "sha256:" in str(call["arguments"]):
            raise UsageError(f"Run {run} cannot be taken back: the trail does not keep the secret that it needs.")
        found.calls[task] = Call(call["name"], call["arguments"])
        found.tools[call["name"]] = registry.get(call["name"])
    if not found.calls:
        why = "it was taken back before" if undone else "none of its calls has an inverse"
        raise UsageError(f"There is nothing to take back in run {run}: {why}.")
    return found
