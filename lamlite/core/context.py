"""What a Planner or a Caller may look at besides the words: facts, history, earlier results. Data, never orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from .call import Call, Reply
from .plan import Plan
from .tool import Tool


@dataclass(frozen=True)
class Turn:
    """One turn of the conversation before this request.

    Attributes:
        role: user or assistant.
        content: What was said.
        results: Field -> value of the thing that the tools gave last, empty where they gave none; values are then
            taken from here and not from the words. None where nothing but the words is known.
    """

    role: str
    content: str
    results: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Observation:
    """What came of a step.

    Attributes:
        call: The call as it was made.
        status: ok, planned (dry run: nothing ran), error or denied.
        result: JSON value of the tool; in a dry run what is known of it.
        returns: JSON Schema of the result, where the tool declares one.
        error: One sentence, for status error and denied.
    """

    call: Call
    status: str
    result: Any = None
    returns: Mapping[str, Any] | None = None
    error: str = ""


@dataclass(frozen=True)
class Context:
    """What is known around a task.

    Attributes:
        now: The run's clock, aware.
        locale: Language tag such as en-GB; decides 03/04.
        facts: The device's facts (location, user, profile, ...), values to copy from, never instructions.
        history: Earlier turns, oldest first.
        results: Step id -> what came of it, for the steps that the task needs.
        rejected: Parameter name -> values that the world refused; they are masked out of the next call.
        answers: Parameter name -> the user's words in answer to a question.
        request: The whole request where the task is a part of it, else empty.
    """

    now: datetime
    locale: str = "en"
    facts: Mapping[str, Any] = field(default_factory=dict)
    history: tuple[Turn, ...] = ()
    results: Mapping[int, Observation] = field(default_factory=dict)
    rejected: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    request: str = ""

    def part_of(self, plan: Plan) -> Context:
        """The context of a step of the plan: a request of one step is no more than its task."""
        return self if len(plan.steps) > 1 else replace(self, request="")


@dataclass(frozen=True)
class Retrieved:
    """The tools worth showing for a task, best first, and what was left out though it came close.

    Attributes:
        tools: The chosen few.
        scores: One a tool, cosine in -1..1.
        close: Names of tools left out whose score was near the last one shown.
    """

    tools: tuple[Tool, ...]
    scores: tuple[float, ...] = ()
    close: tuple[str, ...] = ()


def plain_fields(result: Any) -> dict[str, str | int | float]:
    """The fields of a result that values are copied from: texts and numbers that say something."""
    if not isinstance(result, Mapping):
        return {}
    return {
        name: value
        for name, value in result.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""
    }


class Planner(Protocol):
    """Request to sub-tasks."""

    def plan(self, request: str, context: Context) -> Plan:
        """The plan for a request. A request of one task gives a plan of one step."""
        ...


class Caller(Protocol):
    """Sub-task to one call."""

    def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
        """A call that is valid under its tool's schema, a question, or no call."""
        ...


class Retriever(Protocol):
    """A few tools out of many."""

    def retrieve(self, task: str, tools: tuple[Tool, ...], limit: int) -> Retrieved:
        """At most `limit` tools for the task, best first."""
        ...
