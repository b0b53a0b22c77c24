"""The Caller of a language model: one call, a question, or none. A value from nowhere becomes a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..core.call import Ask, Call, NoCall, Reply
from ..core.context import Context
from ..core.errors import SchemaError
from ..core.question import at, question
from ..core.tool import Tool
from ..grammar.schema import resolve
from .jobs import CallJob
from .model import LanguageModel
from .prompt import CALLER, FILLER, Talk, messages
from .references import references
from .sources import Grounds, sources


@dataclass(frozen=True)
class Care:
    """What is done with a value that is in nothing the model was shown.

    Attributes:
        ask: For a required parameter, ask in its place; else it stays, and its source says that it was generated.
    """

    ask: bool = True


class LanguageCaller:
    """A Caller on any language model."""

    def __init__(self, model: LanguageModel, care: Care = Care()) -> None:
        self.model, self.care = model, care

    def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
        """A call that is valid under its tool's schema, a question, or no call."""
        if not tools:
            return NoCall("There are no tools.")
        job = CallJob(tools, references(context), avoid(tools, context))
        return self._reply(Talk(messages(CALLER, task, context), tools, context.now), job, Grounds(task, context))

    def fill(self, task: str, tool: Tool, context: Context) -> Call | Ask:
        """The call of one tool, or a question where a required value is not there."""
        job = CallJob((tool,), references(context), avoid((tool,), context), none=False)
        talk = Talk(messages(FILLER, task, context), (tool,), context.now)
        reply = self._reply(talk, job, Grounds(task, context))
        if isinstance(reply, NoCall):  # the answer could not be used
            return Ask(
                question(at(tool.parameters, tool.required[0]), tool.required[0]) if tool.required else reply.reason,
                tool.required[:1],
            )
        return reply

    def _reply(self, talk: Talk, job: CallJob, grounds: Grounds) -> Reply:
        nearest = tuple(tool.name for tool in job.tools[:3])
        try:
            answer, written = self.model.answer(talk, job)
        except SchemaError as error:
            return NoCall(error.message, nearest)
        confidence = self.model.confidence(written)
        if isinstance(answer, Call):
            tool = next(tool for tool in job.tools if tool.name == answer.name)
            return self._grounded(replace(answer, confidence=confidence), tool, grounds)
        if isinstance(answer, Ask):
            return replace(answer, question=answer.question or "What is missing?", confidence=confidence)
        if isinstance(answer, NoCall):
            return replace(answer, nearest=nearest, confidence=confidence)
        return NoCall(written.fault, nearest, 0.0)

    def _grounded(self, call: Call, tool: Tool, grounds: Grounds) -> Call | Ask:
        """The call with the source of each value; or a question for those required that came from nowhere."""
        found = sources(call.arguments, tool, grounds)
        schema = resolve(tool.parameters)
        nowhere = [path for path, source in found.items() if source.kind == "generated" and _needed(path, schema)]
        if not nowhere or not self.care.ask:
            return replace(call, sources=found)
        kept = {path: source for path, source in found.items() if path not in nowhere}
        known = replace(call, arguments=_without(call.arguments, nowhere, ""), sources=kept)
        return Ask(
            question(at(tool.parameters, nowhere[0]), nowhere[0]), tuple(nowhere), known, confidence=call.confidence
        )


def avoid(tools: Sequence[Tool], context: Context) -> dict[str, Sequence[Any]]:
    """The values that the world refused, as the grammar leaves them out: "/TOOL/PARAMETER" -> values."""
    found: dict[str, Sequence[Any]] = {}
    for tool in tools:
        owner = tool.name.replace("~", "~0").replace("/", "~1")
        found |= {f"/{owner}/{name.replace('.', '/')}": values for name, values in context.rejected.items()}
    return found


def _needed(path: str, schema: Mapping[str, Any]) -> bool:
    """Whether the call is not valid without the value."""
    name, _, rest = path.partition(".")
    inner = schema.get("properties", {}).get(name, {})
    return name in schema.get("required", ()) and (not rest or _needed(rest, inner))


def _without(arguments: Mapping[str, Any], paths: Sequence[str], before: str) -> dict[str, Any]:
    return {
        name: _without(value, paths, f"{before}{name}.") if isinstance(value, Mapping) else value
        for name, value in arguments.items()
        if f"{before}{name}" not in paths
    }
