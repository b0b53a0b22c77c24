"""A plan: the sub-tasks of a request, in order, with what each needs of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import PlanError

CLOSE = 0.25  # another reading is offered where it is at least so likely, compared with the first


@dataclass(frozen=True)
class Step:
    """A sub-task in the user's own words. `needs` are the ids of steps whose results it uses.

    `implied_by` is the id of the step for which the runtime put this one in front; None where the user said it.
    """

    id: int
    task: str
    needs: tuple[int, ...] = ()
    implied_by: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The step as JSON: {"id", "task", "needs"}."""
        return {"id": self.id, "task": self.task, "needs": list(self.needs)}


@dataclass(frozen=True)
class Plan:
    """Steps in the order they are to be done. A step needs only steps that stand before it.

    Attributes:
        steps: At least one.
        confidence: Calibrated, 0..1: how sure the planner is of split, order and needs.
        others: Other readings of the request, most likely first, each with its own confidence.
    """

    steps: tuple[Step, ...]
    confidence: float = 1.0
    others: tuple[Plan, ...] = ()

    def __post_init__(self) -> None:
        seen: set[int] = set()
        for step in self.steps:
            if step.id in seen:
                raise PlanError(f"Two steps of the plan have the number {step.id}.")
            if not set(step.needs) <= seen:
                raise PlanError(f"Step {step.id} needs a step that does not come before it.")
            seen.add(step.id)

    @property
    def alternative(self) -> Plan | None:
        """The second reading, where it is nearly as likely as this one."""
        return self.others[0] if self.others and self.others[0].confidence >= CLOSE * self.confidence else None

    @property
    def tasks(self) -> tuple[str, ...]:
        """The words of the steps."""
        return tuple(step.task for step in self.steps)

    def to_dict(self) -> list[dict[str, Any]]:
        """The plan as JSON: a list of steps."""
        return [step.to_dict() for step in self.steps]

    def dependents(self, ids: Iterable[int]) -> set[int]:
        """The given steps and every step that needs one of them, directly or not."""
        found = set(ids)
        for step in self.steps:
            if found & set(step.needs):
                found.add(step.id)
        return found

    @classmethod
    def from_dict(cls, steps: Iterable[Mapping[str, Any]], confidence: float = 1.0) -> Plan:
        """Read what `to_dict` wrote. Raises PlanError for a cycle or an unknown need."""
        return cls(tuple(Step(s["id"], s["task"], tuple(s.get("needs", ()))) for s in steps), confidence)
