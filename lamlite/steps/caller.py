"""Step 3: one call for one sub-task, or a question, or none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ..core.call import Ask, Call, NoCall, Reply
from ..core.context import Caller as Model
from ..core.context import Context
from ..core.tool import Tool
from .forbidden import forbids


class Caller:
    """Calls with a model. On its own:

    Caller(load_model("caller")).call("dim the lights to 10 %", tools=[lights])
    """

    def __init__(self, model: Model) -> None:
        self._model = model

    def call(self, task: str, tools: Iterable[Tool], context: Context | None = None) -> Reply:
        """A call to one of the tools, a question, or no call."""
        shown = tuple(tools)
        if not shown:
            return NoCall("There are no tools.")
        if forbids(task):
            return NoCall("It says not to.")
        reply = self._model.call(task, shown, context or Context(datetime.now().astimezone()))
        return _known(reply, shown)

    def fill(self, task: str, tool: Tool, context: Context) -> Reply:
        """The arguments of one tool; a model that can leaves out the question whether the tool fits the task."""
        # Looked up, not checked against a protocol: a model that is loaded late has its methods only when asked.
        fill = getattr(self._model, "fill", None)
        reply: Reply = fill(task, tool, context) if fill else self.call(task, (tool,), context)
        return _known(reply, (tool,))


def _known(reply: Reply, tools: tuple[Tool, ...]) -> Reply:
    """The reply, unless it names a tool that was not shown: that cannot be called."""
    call = reply if isinstance(reply, Call) else reply.call if isinstance(reply, Ask) else None
    names = [tool.name for tool in tools]
    if call is not None and call.name not in names:
        return NoCall(f"The model named {call.name!r}, which is none of the tools.", tuple(names[:3]))
    return reply
