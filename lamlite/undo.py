"""Undo: the inverse calls of a run, newest first, as a run of their own, through policy, executor and trail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .core.call import Call, NoCall, Reply
from .core.context import Context, Retrieved
from .core.errors import UsageError
from .core.plan import Plan, Step
from .core.tool import Tool
from .registry import Registry
from .trail import Trail


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
        run: Its id, or the beginning of it; without one the last run that can be taken back.

    Raises:
        UsageError: there is no such run, or nothing of it can be taken back.
    """
    started, back, undone = _read(trail)
    wanted = [one for one in started if one.startswith(run)] if run else [one for one in started if back.get(one)]
    wanted = [run] if run in started else wanted
    if run and len(wanted) > 1:
        raise UsageError(f"Several runs begin with {run!r}.", hint=f"They are {', '.join(wanted[-5:])}.")
    if not run:
        wanted = [one for one in wanted if set(back[one]) - undone.get(one, set())][-1:]
    if not wanted:
        what = f"There is no run {run!r} in the trail." if run else "No run in the trail can be taken back."
        raise UsageError(what, hint="See the runs with: lamlite trail list")
    return _reverse(wanted[0], back.get(wanted[0], {}), undone.get(wanted[0], set()), registry)


def _read(trail: Trail) -> tuple[list[str], dict[str, dict[str, Any]], dict[str, set[str]]]:
    """Runs that are no undo, the inverse calls of each by task, and the tasks that were undone already."""
    started: list[str] = []
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
            started.append(run)
        elif kind == "Planned":
            tasks |= {(run, step["id"]): step["task"] for step in event.get("plan", [])}
        elif kind == "Executed" and run in undoing and event.get("status") == "ok":
            undone.setdefault(undoing[run], set()).add(tasks.get((run, event.get("step", 0)), ""))
        elif kind == "Executed" and event.get("undo") and run not in undoing:
            back.setdefault(run, {})[f"undo {event['name']} (record {record.n})"] = event["undo"]
    return started, back, undone


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
