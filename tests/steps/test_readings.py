"""Which reading of a request is taken: the Planner's first, unless the Caller is surer of another's calls."""

from __future__ import annotations

from datetime import datetime, timezone

from lamlite.core.call import Call, Reply
from lamlite.core.context import Context
from lamlite.core.plan import Plan, Step
from lamlite.core.tool import Tool
from lamlite.steps.planner import Planner
from lamlite.testing import ScriptedPlanner

NOW = Context(datetime(2026, 11, 23, tzinfo=timezone.utc))
PARTED = Plan((Step(1, "the mean of 4"), Step(2, "and 6")), 0.6, (Plan((Step(1, "the mean of 4 and 6"),), 0.3),))


class Weighing:
    """A Caller that weighs tasks as it is told, and keeps what it was asked."""

    def __init__(self, **weights: float) -> None:
        self.weights, self.asked = {name.replace("_", " "): weight for name, weight in weights.items()}, list[str]()

        self.replies: dict[str, Reply] = {}

    def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
        return Call("mean")

    def weigh(
        self, task: str, tools: tuple[Tool, ...], context: Context, *, linked: bool = False
    ) -> tuple[float, Reply | None]:
        self.asked.append(f"{task} (linked)" if linked else task)
        return self.weights[task], self.replies.get(task)


def planned(plan: Plan, caller: Weighing) -> Plan:
    return Planner(ScriptedPlanner({"x": plan}), caller, lambda task: ()).plan("x", NOW)


def test_a_sure_plan_of_likely_calls_stands_and_nothing_else_is_tried() -> None:
    caller = Weighing(the_mean_of_4=-0.2, and_6=-1.0)
    assert planned(PARTED, caller) == PARTED
    assert caller.asked == ["the mean of 4", "and 6"]


def test_another_reading_is_taken_where_its_calls_are_likelier() -> None:
    caller = Weighing(the_mean_of_4=-1.0, and_6=-3.0, the_mean_of_4_and_6=-0.1)
    plan = planned(PARTED, caller)
    assert plan.tasks == ("the mean of 4 and 6",)
    assert [other.tasks for other in plan.others] == [PARTED.tasks]


def test_the_first_reading_stands_where_the_others_are_no_better() -> None:
    caller = Weighing(the_mean_of_4=-1.0, and_6=-3.0, the_mean_of_4_and_6=-9.0)
    assert planned(PARTED, caller).tasks == PARTED.tasks


def test_a_step_that_needs_another_is_weighed_as_linked() -> None:
    linked = Plan((Step(1, "find Ana"), Step(2, "call her", (1,))), 0.4, (Plan((Step(1, "find Ana call her"),), 0.3),))
    caller = Weighing(find_Ana=-0.1, call_her=-0.1, find_Ana_call_her=-5.0)
    assert planned(linked, caller).tasks == linked.tasks
    assert "call her (linked)" in caller.asked


def test_two_parts_that_say_the_same_call_are_one_task() -> None:
    caller = Weighing(the_mean_of_4=-0.1, and_6=-0.1, the_mean_of_4_and_6=-0.5)
    caller.replies = {"the mean of 4": Call("mean", {"of": 4}), "and 6": Call("mean", {"of": 4, "digits": 6})}
    assert planned(PARTED, caller).tasks == ("the mean of 4 and 6",)
    caller.replies["and 6"] = Call("mean", {"of": 6})
    assert planned(PARTED, caller) == PARTED
