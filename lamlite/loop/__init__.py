"""The run: one generator that yields an event for everything that happens. Only here the order of the steps is known.

    plan -> [ retrieve -> call -> fill -> validate ] for every step that can go -> decide, ask once for all of them
         -> execute, judge -> plan again what failed -> and so on, until no step is left

Every event is in the trail before anyone acts on it. Sent in are the user's answers: True or False to
NeedsConfirmation, a text or None to Asked.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from ..core.call import NoCall
from ..core.errors import LamliteError, PlanError
from ..core.event import Event, Finished, Planned, Refused, Started
from ..core.limits import Limits
from ..core.plan import Plan
from ..steps import Steps
from ..steps.planner import check, fault
from ..steps.state import Made, State
from .acting import Acting
from .answer import Answer, Events
from .deciding import Deciding

__all__ = ["Answer", "Events", "run"]


def run(request: str, steps: Steps, limits: Limits = Limits()) -> Events:
    """Do what a request says.

    Args:
        request: The user's words.
        steps: Tools, models, policy, clock and trail.
        limits: How far the run may go.

    Raises:
        LamliteError: our mistake, the caller's or the machine's. The model's mistakes are events.
    """
    check(request, limits)
    record, state = steps.recorder(), State()
    events = _events(request, steps, limits, state)
    answer: Answer = None
    last: Event | None = None
    try:
        while True:
            try:
                event = events.send(answer)
            except StopIteration:
                return
            record(event)
            last = event
            answer = yield event
    finally:
        if last is not None and not isinstance(last, Finished):
            with suppress(LamliteError):  # where the trail itself is what failed
                record(state.broken(steps.run))
        events.close()


def _events(request: str, steps: Steps, limits: Limits, state: State) -> Events:
    now, tools = steps.context.now.isoformat(), steps.registry
    yield Started(steps.run, request, now, len(tools), tools.digest, steps.dry, steps.undoes)
    refusal: NoCall | None
    try:
        plan = steps.planner.plan(request, steps.context, limits)
    except PlanError as error:  # a plan that goes in circles is the model's mistake; whatever else goes wrong is ours
        plan, refusal = Plan(()), NoCall(f"The request could not be planned: {error.message}")
    else:
        yield Planned(plan)
        refusal = fault(plan, limits)
    if refusal is not None:
        yield Refused(0, refusal)
        yield Finished(steps.run, "refused", refusal.reason, reason=refusal.reason)
        return
    state.plan = replace(plan, others=())
    steps = replace(steps, context=replace(steps.context, request=request))
    deciding = Deciding(steps, limits, state)
    acting = Acting(steps, limits, state, deciding)
    while state.next(set()) is not None:
        yield from _round(state, deciding, acting)
    yield state.finished(steps.run)


def _round(state: State, deciding: Deciding, acting: Acting) -> Events:
    """All steps that can go now: their calls, one confirmation, their results, and what is to be done again."""
    made: dict[int, Made] = {}
    while (step := state.next(set(made))) is not None:
        found = yield from deciding.make(step)
        if found is not None:
            made[step.id] = found
    if state.question is None and made:
        in_order = [made[step.id] for step in state.plan.steps if step.id in made]
        permitted = yield from acting.permit(in_order)
        yield from acting.execute(permitted)
