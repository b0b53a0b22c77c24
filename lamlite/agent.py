"""The front door: tools, a policy and models put together; a request in, an Outcome or a stream of events out.

agent = Agent(tools=load_tools("notes"), policy=Policy.ask_before("destroy"))
outcome = agent.run("Add a note about the boiler")
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from . import desk, undo
from .core.call import Reply
from .core.context import Caller, Context, Planner, Retriever, Turn
from .core.errors import UsageError
from .core.event import Asked, Event, NeedsConfirmation
from .core.limits import Limits
from .core.outcome import Outcome
from .core.plan import Plan
from .core.tool import Tool
from .loop import Answer, run
from .registry import Registry
from .settings import Settings, device_zone, own_models
from .sources import load_tools, pack_names
from .steps import Steps
from .steps.caller import Caller as CallerStep
from .steps.executor import Executor
from .steps.planner import Planner as PlannerStep
from .steps.policy import Policy
from .steps.retriever import FirstTools, Once, retrieve
from .trail import Trail

Confirm = Callable[[NeedsConfirmation], bool]
AskUser = Callable[[Asked], "str | None"]


@dataclass
class Models:
    """The models of an agent; what is None is the bundled one, loaded when it is first needed.

    Attributes:
        planner: Request to sub-tasks.
        caller: Sub-task to one call.
        retriever: A few tools out of many.
    """

    planner: Planner | None = None
    caller: Caller | None = None
    retriever: Retriever | None = None

    def get(self, role: str, settings: Settings) -> Any:
        """The model of a role: planner, caller or retriever."""
        if getattr(self, role) is None:
            # By name, so that an agent with its own models needs no inference engine.
            model = import_module("lamlite.model")
            name, own = settings.models.get(role, role), own_models(settings.home)
            loads: dict[str, Callable[[], Any]] = {
                "planner": lambda: model.load_planner(name, own),
                "caller": lambda: model.load_caller(name, settings.thresholds, own),
                "retriever": lambda: model.load_retriever(name, settings.home / "cache", own),
            }
            setattr(self, role, loads[role]())
        return getattr(self, role)


@dataclass
class Agent:
    """Runs requests with a set of tools.

    Attributes:
        tools: What may be called; None for every bundled pack that this device supports.
        policy: What is allowed, asked and denied; None for the settings' policy file, or the default: reads are
            allowed, everything else asks.
        models: Own models in place of the bundled ones.
        settings: Where data lies, and thresholds; None reads `settings.toml` and the environment.
        confirm: Asked before calls that the policy wants asked; without it such calls are denied.
        ask: Given questions to the user; without it a question ends the run with status asked.
        limits: How far a run may go.
        keep: Whether there is a trail; without one (where nothing is ever done) nothing can be taken back.
    """

    tools: Iterable[Tool] | None = None
    policy: Policy | None = None
    models: Models = field(default_factory=Models)
    settings: Settings | None = None
    confirm: Confirm | None = None
    ask: AskUser | None = None
    limits: Limits = field(default_factory=Limits)
    keep: bool = True

    def __post_init__(self) -> None:
        self.settings = self.settings or Settings.load()
        self.registry = Registry(bundled() if self.tools is None else self.tools)
        if self.policy is None:
            self.policy = Policy.load(self.settings.policy) if self.settings.policy else Policy()
        self.trail = Trail(self.settings.home / "trail") if self.keep else None

    def run(
        self,
        request: str,
        *,
        now: datetime | str | None = None,
        dry_run: bool = False,
        history: Iterable[Turn] = (),
        facts: Mapping[str, Any] | None = None,
        run: str = "",
    ) -> Outcome:
        """Do what the request says and tell what came of it.

        Args:
            request: The user's words.
            now: The run's clock, aware, or its ISO 8601 text; the device's without it.
            dry_run: Decide everything and do nothing.
            history: Earlier turns of the conversation, such as `session.turns`.
            facts: What the device knows (location, user, profile, locale): values to copy from.
            run: Id of the run; a new one without it.

        Raises:
            LamliteError: our mistake, the caller's or the machine's; the model's mistakes are in the outcome.
        """
        given = {"now": now, "dry_run": dry_run, "history": history, "facts": facts, "run": run}
        return Outcome.from_events(self.stream(request, **given))

    def stream(self, request: str, **given: Any) -> Iterator[Event]:
        """The events of a run as they happen; `confirm` and `ask` give the answers. Arguments as in `run`."""
        return self._answered(self.events(request, **given))

    def events(self, request: str, **given: Any) -> Generator[Event, Answer, None]:
        """The run itself, for who answers by `send`: a bool to NeedsConfirmation, a str or None to Asked."""
        return run(request, self._steps(**given), self.limits)

    def undo(self, run_id: str = "", *, now: datetime | str | None = None) -> Outcome:
        """Take back what a run did, newest first; the last run that did something without an id.

        Raises:
            UsageError: there is no such run, or nothing of it can be taken back.
        """
        return Outcome.from_events(self._answered(self.undo_events(run_id, now=now)))

    def undo_events(self, run_id: str = "", *, now: datetime | str | None = None) -> Generator[Event, Answer, None]:
        """The undo of a run as a run, for who answers by `send`."""
        if self.trail is None:
            raise UsageError("Nothing can be taken back: this agent keeps no trail.")
        reverse = undo.prepare(self.trail, self.registry, run_id)
        steps = self._steps(now=now)
        steps = replace(
            steps,
            planner=PlannerStep(reverse),
            caller=CallerStep(reverse),
            retriever=reverse,
            executor=steps.executor.inside(partial(desk.using, restoring=True)),
            undoes=reverse.run,
        )
        return run(reverse.request, steps, replace(self.limits, steps=len(reverse.calls), replans=0, implied=0))

    def plan(self, request: str, **given: Any) -> Plan:
        """Only the plan of a request. Arguments as in `run`."""
        steps = self._steps(**given)
        return steps.planner.plan(request, steps.context, self.limits)

    def call(self, task: str, **given: Any) -> Reply:
        """Only the call for one task: a Call, an Ask or a NoCall. Nothing runs. Arguments as in `run`."""
        steps = self._steps(**given)
        shown = retrieve(steps.retriever, task, self.registry.tools, self.limits)
        return steps.caller.call(task, shown.tools, steps.context)

    def _answered(self, events: Generator[Event, Answer, None]) -> Iterator[Event]:
        """The same events, with the callbacks' answers sent in."""
        answer: Answer = None
        try:
            while True:
                try:
                    event = events.send(answer)
                except StopIteration:
                    return
                yield event
                answer = self._answer(event)
        finally:
            events.close()

    def _answer(self, event: Event) -> Answer:
        if isinstance(event, NeedsConfirmation):
            return self.confirm(event) if self.confirm else False
        if isinstance(event, Asked):
            return self.ask(event) if self.ask else None
        return None

    def _steps(
        self,
        *,
        now: datetime | str | None = None,
        dry_run: bool = False,
        history: Iterable[Turn] = (),
        facts: Mapping[str, Any] | None = None,
        run: str = "",
    ) -> Steps:
        settings = self.settings or Settings.load()
        with desk.using(now=now, home=settings.home):
            moment = desk.clock()
        if now is None and not os.environ.get("LAMLITE_NOW"):
            moment = moment.astimezone(device_zone())  # with the offsets that other days have
        around = partial(desk.using, now=moment, home=settings.home)
        known = dict(facts or {})
        context = Context(moment, str(known.get("locale") or settings.locale), known, tuple(history))
        many = len(self.registry) > self.limits.tools

        def late(role: str) -> Any:
            return _Late(self.models, role, settings)

        retriever = Once(late("retriever")) if many else FirstTools()

        def shown(task: str) -> tuple[Tool, ...]:
            return retrieve(retriever, task, self.registry.tools, self.limits).tools

        return Steps(
            registry=self.registry,
            planner=PlannerStep(late("planner"), late("caller"), shown),
            caller=CallerStep(late("caller")),
            retriever=retriever,
            policy=self.policy or Policy(),
            executor=Executor(around),
            context=context,
            run=run or uuid.uuid4().hex[:12],
            sets={"contacts": partial(_contacts, settings.home)},
            confirm=settings.confirm,
            dry=dry_run,
            trail=self.trail,
        )


class _Late:
    """A model that is loaded when its role is first played."""

    def __init__(self, models: Models, role: str, settings: Settings) -> None:
        self._models, self._role, self._settings = models, role, settings

    def __getattr__(self, name: str) -> Any:
        return getattr(self._models.get(self._role, self._settings), name)


def bundled() -> list[Tool]:
    """Every tool of the bundled packs; those that this device cannot run say so in `missing`."""
    return [tool for name in pack_names() for tool in load_tools(name)]


def _contacts(home: Path) -> set[str]:
    """What stands for a contact in a policy: names, addresses and numbers."""
    with desk.using(home=home), desk.database() as base:
        people = desk.contacts.everyone(base)
    return {text for one in people for text in (one.name, one.email, one.phone) if text}
