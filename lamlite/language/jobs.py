"""What a model is asked to write: a call or a plan. A dialect says how it looks, a job what may be in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.call import Ask, Call, NoCall, Reference
from ..core.plan import Plan, Step
from ..core.tool import Tool
from ..grammar.build import CallForm, call_grammar, plan_grammar
from ..grammar.lark import Grammar

Answer = Call | Ask | NoCall | Plan


@dataclass(frozen=True)
class CallJob:
    """One call, or a question, or none.

    Attributes:
        tools: To choose from.
        references: Reference to a result -> schema of what it stands for.
        avoid: "/TOOL/PARAMETER" -> values that are ruled out.
        ask, none: Whether a question, and no call, may be the answer.
    """

    tools: tuple[Tool, ...]
    references: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    avoid: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    ask: bool = True
    none: bool = True

    def grammar(self, form: CallForm) -> Grammar:
        """What may be written, in a family's form."""
        return call_grammar(self.tools, references=self.references, avoid=self.avoid, form=form)


@dataclass(frozen=True)
class PlanJob:
    """A plan in the words of a request, of at most `steps` steps."""

    request: str
    steps: int = 8

    def grammar(self, form: CallForm) -> Grammar:
        """What may be written, in a family's form."""
        return plan_grammar(self.request, steps=self.steps, before=form.before, after=form.after, spaced=form.spaced)


Job = CallJob | PlanJob


def form_of(job: Job, *, before: str = "", after: str = "", arguments: str = "arguments") -> CallForm:
    """The form of a job's answer: JSON as Python writes it, a call between two pieces of Lark."""
    if isinstance(job, PlanJob):
        return CallForm(spaced=True)
    return CallForm(arguments=arguments, before=before, after=after, ask=job.ask, none=job.none, spaced=True)


def answer_of(value: Mapping[str, Any], *, arguments: str = "arguments") -> Answer:
    """What written JSON says: a plan, a question, no call, or a call."""
    if "steps" in value:
        return Plan(tuple(_step(step) for step in value["steps"]))
    if "ask" in value:
        return Ask(value["question"].strip(), tuple(dict.fromkeys(value["ask"])))
    if "none" in value:
        return NoCall(value["none"].strip() or "No tool does that.")
    return Call(value["name"], value[arguments])


def _step(step: Mapping[str, Any]) -> Step:
    """A step; what its task refers to, it needs."""
    named = [Reference.parse(word.rstrip(".,;:!?")) for word in step["task"].split()]
    used = [one.step for one in named if one is not None and one.step < step["id"]]
    return Step(step["id"], step["task"], tuple(sorted({*step["needs"], *used})))
