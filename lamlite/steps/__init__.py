"""The steps of a run, one file each, and the set of them that a run is given.

    retriever planner caller fill validator policy executor critic implied answer      in the order of the run

Only the loop knows their order; they do not know each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.context import Context, Retriever
from ..core.event import Event, Executed, Finished, Permitted
from ..core.tool import Effect
from ..registry import Registry
from ..trail import Trail
from .caller import Caller
from .condition import Sets
from .executor import Executor
from .planner import Planner
from .policy import Policy
from .retriever import FirstTools
from .secrets import Secrets


@dataclass(frozen=True)
class Steps:
    """Everything that a run works with.

    Attributes:
        registry: The tools.
        planner, caller, retriever: The models, each in its step.
        context: Clock, locale, facts and history.
        run: Id of the run.
        policy: What is allowed, asked and denied.
        executor: Runs the tools.
        sets: What conditions of the policy may name, such as contacts.
        confirm: A call of a confidence below this is asked first.
        dry: Decide everything, do nothing.
        undoes: Id of the run that this one takes back; empty for any other.
        trail: Where events are written before anyone acts on them; None keeps no record.
    """

    registry: Registry
    planner: Planner
    caller: Caller
    context: Context
    run: str
    retriever: Retriever = field(default_factory=FirstTools)
    policy: Policy = field(default_factory=Policy)
    executor: Executor = field(default_factory=Executor)
    sets: Sets = field(default_factory=dict)
    confirm: float = 0.0
    dry: bool = False
    undoes: str = ""
    trail: Trail | None = None

    def recorder(self) -> Callable[[Event], None]:
        """What writes the run's events to the trail, secrets as digests; on the disk before and after an effect."""
        secrets, trail = Secrets(self.registry.find), self.trail

        def record(event: Event) -> None:
            if trail is not None:
                plain: Mapping[str, Any] = secrets.redacted(event)
                trail.append(self.run, plain, durable=self._durable(event))

        return record

    def _durable(self, event: Event) -> bool:
        if self.dry:
            return False
        name = event.call.name if isinstance(event, Permitted) else event.name if isinstance(event, Executed) else ""
        tool = self.registry.find(name) if name else None
        return isinstance(event, Finished) or (tool is not None and tool.effect is not Effect.READ)
