"""Step 2: the request's sub-tasks; and a failed one's, planned again."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..core.call import Call, NoCall, Reply
from ..core.context import Context
from ..core.context import Planner as Model
from ..core.errors import PlanError, UsageError
from ..core.limits import Limits
from ..core.plan import Plan, Step
from ..core.tool import Tool
from ..values import Clock
from .forbidden import heeded
from .offset import linked

# A plan surer than SURE, of calls each likelier than LIKELY, stands; else every reading is weighed by the mean of its
# calls' weights and by TRUST times its own log-probability: a mean, so that long plans are no worse (models/LOG.md).
SURE, LIKELY, TRUST = 0.5, 0.3, 0.25
_ABSENT = object()


class Planner:
    """Plans with a model, within the limits.

    Args:
        model: The Planner, which does not see the tools.
        caller: The Caller; one that can weigh parts of a request has a say in which reading of it is taken.
        shown: The tools worth showing for a task.
    """

    def __init__(
        self, model: Model, caller: Any = None, shown: Callable[[str], tuple[Tool, ...]] | None = None
    ) -> None:
        self._model, self._caller, self._shown = model, caller, shown

    def plan(self, request: str, context: Context, limits: Limits = Limits()) -> Plan:
        """The plan of a request.

        Raises:
            UsageError: the request is empty or too long.
            PlanError: the model's plan goes in circles.
        """
        check(request, limits)
        context = replace(context, request=request)
        clock, plan = Clock(context.now, context.locale), self._model.plan(request, context)
        plan, *others = (heeded(linked(one, clock), request) for one in (plan, *plan.others))
        plan = replace(plan, others=tuple(others))
        weigh = getattr(self._caller, "weigh", None) if self._shown and plan.others else None
        return self._settled(plan, context, weigh) if weigh else plan

    def _settled(self, plan: Plan, context: Context, weigh: Callable[..., tuple[float, Reply | None]]) -> Plan:
        """The reading whose calls the Caller is surest of; where it is sure enough of the first, no other is tried."""
        known: dict[tuple[str, bool, bool], tuple[float, Reply | None]] = {}

        def weighed(step: Step, reading: Plan) -> tuple[float, Reply | None]:
            key = step.task, bool(step.needs), len(reading.steps) > 1
            if key not in known:
                shown = self._shown(step.task) if self._shown else ()
                known[key] = weigh(step.task, shown, context.part_of(reading), linked=key[1])
            return known[key]

        first = [weighed(step, plan) for step in plan.steps] if plan.confidence > SURE else []
        if first and all(weight > math.log(LIKELY) for weight, _ in first) and not _repeated(first):
            return plan
        readings: dict[tuple[str, ...], Plan] = {}
        for one in (plan, *plan.others):
            readings.setdefault(one.tasks, one)

        best, most = plan, -math.inf
        for one in readings.values():
            merit = TRUST * math.log(max(one.confidence, 1e-6))
            found = []
            for step in one.steps:
                if merit <= most:  # weights are at most 0: it cannot win any more
                    break
                found.append(weighed(step, one))
                merit += found[-1][0] / len(one.steps)
            if merit > most and not _repeated(found):
                best, most = one, merit
        rest = tuple(replace(one, others=()) for one in readings.values() if one is not best)
        return replace(best, others=rest)

    def again(self, plan: Plan, failed: int, context: Context, limits: Limits) -> tuple[Plan, tuple[int, ...]] | None:
        """The plan with a failed step planned anew, and the ids of the new steps; None where nothing changes.

        The last of the new steps takes the failed one's id, so that what needs it still does.
        """
        old = next(step for step in plan.steps if step.id == failed)
        try:
            parts = self._model.plan(old.task, context).steps
        except PlanError:
            return None
        if len(plan.steps) + len(parts) - 1 > limits.steps:
            return None
        if not parts or [part.task for part in parts] == [old.task]:
            return None
        fresh = max(step.id for step in plan.steps) + 1
        ids = {part.id: fresh + index for index, part in enumerate(parts[:-1])} | {parts[-1].id: failed}
        new = [
            Step(ids[part.id], part.task, tuple(dict.fromkeys((*old.needs, *(ids[n] for n in part.needs)))))
            for part in parts
        ]
        steps = [one for step in plan.steps for one in (new if step.id == failed else [step])]
        return Plan(tuple(steps), plan.confidence), tuple(step.id for step in new)


def _repeated(found: list[tuple[float, Reply | None]]) -> bool:
    """Whether one call says all that another to the same tool says: two parts of what is one task."""
    calls = [reply for _, reply in found if isinstance(reply, Call) and reply.arguments]
    return any(
        a is not b and a.name == b.name and all(b.arguments.get(k, _ABSENT) == v for k, v in a.arguments.items())
        for a in calls
        for b in calls
    )


def check(request: str, limits: Limits) -> None:
    """Refuse a request that cannot be planned. Raises UsageError where it is empty or too long."""
    if not request.strip():
        raise UsageError("The request is empty.", hint='Say what to do, such as: lamlite run "add a note"')
    if len(request) > limits.request:
        raise UsageError(f"The request is longer than {limits.request} characters.", hint="Split it.")


def fault(plan: Plan, limits: Limits) -> NoCall | None:
    """Why a plan cannot be followed, or None."""
    if not plan.steps:
        return NoCall("There is nothing to do in this request.")
    if len(plan.steps) > limits.steps:
        return NoCall(f"The request has {len(plan.steps)} parts; at most {limits.steps} are done at once.")
    return None


def insert(plan: Plan, before: int, new: Step) -> Plan:
    """The plan with a step put in front of the one that needs it."""
    steps: list[Step] = []
    for step in plan.steps:
        if step.id == before:
            steps += [new, replace(step, needs=(*step.needs, new.id))]
        else:
            steps.append(step)
    return Plan(tuple(steps), plan.confidence)
