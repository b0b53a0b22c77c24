"""The Planner of a language model: a plan in the words of the request."""

from __future__ import annotations

from dataclasses import replace

from ..core.context import Context
from ..core.limits import Limits
from ..core.plan import Plan, Step
from ..grammar.plans import words_of
from .jobs import PlanJob
from .model import LanguageModel
from .prompt import PLANNER, Talk, messages


class LanguagePlanner:
    """A Planner on any language model."""

    def __init__(self, model: LanguageModel, limits: Limits = Limits()) -> None:
        self.model, self.limits = model, limits

    def plan(self, request: str, context: Context) -> Plan:
        """The plan for a request; where the model's cannot be used, one step with the whole request."""
        whole = Plan((Step(1, request),), 0.0)
        if not words_of(request):
            return whole
        talk = Talk(messages(PLANNER, request, context), now=context.now)
        answer, written = self.model.answer(talk, PlanJob(request, self.limits.steps))
        return replace(answer, confidence=self.model.confidence(written)) if isinstance(answer, Plan) else whole
