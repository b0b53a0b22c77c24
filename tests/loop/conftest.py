"""A small world to act in: tools that remember what they did, and scripted models."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from lamlite.core.call import Reply
from lamlite.core.context import Context
from lamlite.core.event import Asked, Event, NeedsConfirmation
from lamlite.core.limits import Limits
from lamlite.core.tool import Effect, Tool
from lamlite.loop import run
from lamlite.registry import Registry
from lamlite.steps import Steps
from lamlite.steps.caller import Caller
from lamlite.steps.planner import Planner
from lamlite.steps.policy import Policy
from lamlite.testing import ScriptedCaller, ScriptedPlanner
from lamlite.trail import Trail

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=1)))
Schema = Mapping[str, Any]


def obj(required: Sequence[str] = (), **properties: Schema) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
TIME: Schema = {"type": "string", "format": "date-time"}
EMAIL: Schema = {"type": "string", "format": "email"}


@dataclass
class World:
    """Runs requests and keeps what the tools did."""

    folder: Path
    did: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tools: list[Tool] = field(default_factory=list)
    planner: ScriptedPlanner = field(default_factory=ScriptedPlanner)
    caller: ScriptedCaller = field(default_factory=lambda: ScriptedCaller({}))

    def tool(self, name: str, parameters: Schema, effect: str = "write", **more: Any) -> Tool:
        """Add a tool whose code is `does`, or gives its arguments back."""
        does: Callable[..., Any] = more.pop("does", lambda **given: given)

        def code(**given: Any) -> Any:
            self.did.append((name, given))
            return does(**given)

        made = Tool(name, more.pop("description", ""), parameters, effect=Effect(effect), run=code, **more)
        self.tools.append(made)
        return made

    def steps(self, plans: Any, replies: Mapping[str, Any], **more: Any) -> Steps:
        self.planner, self.caller = ScriptedPlanner(plans), ScriptedCaller(replies)
        given = {"policy": Policy.allow_all(), "trail": Trail(self.folder), **more}
        context = given.pop("context", Context(NOW))
        return Steps(Registry(self.tools), Planner(self.planner), Caller(self.caller), context, "run1", **given)

    def go(
        self,
        replies: Mapping[str, Reply | Sequence[Reply]],
        *,
        plan: Sequence[Any] | None = None,
        answers: Sequence[Any] = (),
        limits: Limits = Limits(),
        **more: Any,
    ) -> list[Event]:
        """Run a request whose plan is `plan` (one step for each task without it); answers are sent in their order."""
        steps = self.steps({"do it": plan if plan is not None else list(replies)[:1]}, replies, **more)
        return drive(run("do it", steps, limits), answers)


def drive(events: Any, answers: Sequence[Any] = ()) -> list[Event]:
    """All events of a run; answers go to the events that want one, None where there are no more."""
    left, answer = list(answers), None
    found: list[Event] = []
    while True:
        try:
            event = events.send(answer)
        except StopIteration:
            return found
        found.append(event)
        wants = isinstance(event, Asked | NeedsConfirmation)
        answer = left.pop(0) if wants and left else None


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "trail")
