"""How far a run has come: the plan as it is now, and what is known of each of its steps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..core.call import Ask, Call, Reference
from ..core.context import Context, Observation
from ..core.decision import Decision
from ..core.event import Finished
from ..core.plan import Plan, Step
from ..core.tool import Tool
from .fill import Known

_WORST = ("failed", "denied", "refused", "skipped")


@dataclass(frozen=True)
class Made:
    """A step's call, valid and with its references resolved, and the policy's word on it.

    Attributes:
        step: The step.
        tool: The tool that it calls.
        call: With references replaced by values as far as they are known.
        decision: None before the policy was asked.
    """

    step: Step
    tool: Tool
    call: Call
    decision: Decision | None = None

    @property
    def key(self) -> str:
        """The same for the same tool with the same arguments."""
        return json.dumps([self.call.name, self.call.arguments], sort_keys=True, default=str)


@dataclass
class StepState:
    """What is known of one step.

    Attributes:
        status: Empty while it is open; then done, planned, failed, denied, refused, asked or dropped (an implicit step
            that came to nothing).
        note: A sentence on what came of it.
        observation: What came of its call.
        given: A call made for it already.
        ask: The question that stood open when another call was put in front.
        links: Parameter -> reference to what the call in front gives.
        answers: Parameter -> the user's words.
        rejected: Parameter -> values that the world refused.
        tried: Parameters for which a call in front was looked for.
        nearest: Names that came close where one named nothing.
    """

    status: str = ""
    note: str = ""
    observation: Observation | None = None
    given: Call | None = None
    ask: Ask | None = None
    links: dict[str, Reference] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    rejected: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    nearest: tuple[str, ...] = ()


@dataclass
class State:
    """What is known of a run.

    Attributes:
        plan: As it is now.
        confirmed, denied, failed: Keys of calls that the user allowed, that were denied, that went wrong.
        running: Steps whose calls may run now and have not come back.
        question: What the user left unanswered: the run ends.
        questions, replans: How many there were.
    """

    plan: Plan = field(default_factory=lambda: Plan(()))
    confirmed: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    running: list[int] = field(default_factory=list)
    question: str | None = None
    questions: int = 0
    replans: int = 0
    _steps: dict[int, StepState] = field(default_factory=dict)

    def of(self, step: int) -> StepState:
        """What is known of a step."""
        return self._steps.setdefault(step, StepState())

    def next(self, but: set[int]) -> Step | None:
        """The first open step whose needs are met."""
        if self.question is not None:
            return None
        for step in self.plan.steps:
            met = all(self.of(need).status in ("done", "planned") for need in step.needs)
            if met and not self.of(step.id).status and step.id not in but:
                return step
        return None

    def context(self, step: Step, base: Context, planned: Mapping[int, Observation] | None = None) -> Context:
        """What the models may look at for a step: besides the run's facts the results that it needs."""
        known, seen = self.of(step.id), dict(planned or {})
        for need in step.needs:
            observation = self.of(need).observation
            if observation is not None:
                seen[need] = observation
        results = {need: seen[need] for need in step.needs if need in seen}
        part = base.part_of(self.plan)
        return replace(part, results=results, rejected=dict(known.rejected), answers=dict(known.answers))

    def known(self, step: Step, context: Context) -> Known:
        """What there is to fill a step's call from."""
        return Known(step.task, context, self.of(step.id).links)

    def needed(self, step: Step) -> bool:
        """Whether another step uses what comes of this one."""
        return any(step.id in other.needs for other in self.plan.steps)

    def drop(self, step: Step) -> None:
        """Go on without an implicit step: what it was for has to be asked."""
        self.of(step.id).status = "dropped"
        wanting = self.of(step.implied_by or 0)
        wanting.links = {name: ref for name, ref in wanting.links.items() if ref.step != step.id}
        steps = [replace(one, needs=tuple(n for n in one.needs if n != step.id)) for one in self.plan.steps]
        self.plan = Plan(tuple(steps), self.plan.confidence)

    def finished(self, run: str) -> Finished:
        """The end of the run: its status, and a plain sentence for each step."""
        open_ = [step for step in self.plan.steps if not self.of(step.id).status]
        for step in open_:
            self.of(step.id).status, self.of(step.id).note = "skipped", f"Not done: {_quoted(step)}."
        shown = [self.of(step.id) for step in self.plan.steps if self.of(step.id).status != "dropped"]
        statuses = {one.status for one in shown}
        worst = next((status for status in _WORST if status in statuses), "done")
        status = "asked" if self.question is not None else "failed" if worst == "skipped" else worst
        told = [self.of(s.id) for s in self.plan.steps if s.implied_by is None or self.of(s.id).status == "failed"]
        lines = [one.note for one in told if one.note]
        if self.question is not None and self.question not in lines:
            lines.append(self.question)
        bad = next((one for one in shown if one.status == worst), None) if status != "done" else None
        return Finished(
            run,
            status,
            "\n".join(lines),
            self.question,
            bad.note if bad else "",
            bad.nearest if bad else (),
        )

    def broken(self, run: str) -> Finished:
        """The end of a run that was stopped from outside: what was done, what was not, what may have been."""
        parts: list[str] = []
        for title, wanted in (("Done", "done"), ("Not done", "not done"), ("Uncertain", "uncertain")):
            names = [_quoted(step) for step in self.plan.steps if self._outcome(step) == wanted]
            if names:
                parts.append(f"{title}: {', '.join(names)}.")
        return Finished(run, "failed", " ".join(["The run was stopped.", *parts]), reason="The run was stopped.")

    def _outcome(self, step: Step) -> str:
        if self.of(step.id).status in ("done", "planned"):
            return self.of(step.id).status.replace("planned", "not done")
        return "uncertain" if step.id in self.running[:1] else "not done"


def _quoted(step: Step) -> str:
    return f"“{step.task}”"
