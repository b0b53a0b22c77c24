"""The pointer Caller: select a tool or none, fill its parameters, decode one valid call, or ask."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..core.call import Ask, Call, NoCall, Reply, Source
from ..core.context import Context, plain_fields
from ..core.question import at, question
from ..core.tool import Tool
from ..grammar.schema import resolve
from ..values import Clock
from .candidates import candidates
from .decode import Filled, assign, build, uneven
from .features import FillInput, fill_input, select_input
from .heads import log_softmax
from .params import Param, leaves
from .reader import Reader
from .scores import score
from .texts import Candidate, Texts
from .turns import HISTORY, RESULT

GROUP = 8  # tools in one select pass
# Where the second tool is nearly as likely as the first, both are filled in and the better call wins (models/LOG.md).
RIVALS, CLOSE = 2, 0.4
ASKING, REFUSING = -1.0, -3.0  # what a question takes off the log-likelihood of a reply; that of a refusal
BORROWING = -0.7  # what a reply loses that takes values from the rest of the request
# A part of a request that lacks a value, or is less sure than UNSURE of one, is read again beside the WHOLE of it.
UNSURE, WHOLE = math.log(0.5), "whole request"
KEPT = 32  # replies that wait for their `call`


@dataclass(frozen=True)
class Thresholds:
    """When to act, to ask and to refuse; measured in `models/README.md`.

    Attributes:
        refuse: Refuse where the probability that no tool fits is above this.
        ask: Ask for a required parameter where the probability that it is missing is above this.
        slope, offset: Logistic calibration of the confidence: sigmoid(slope * logit + offset).
    """

    refuse: float = 0.5
    ask: float = 0.5
    slope: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True)
class Selected:
    """Probability of each tool and of none; they sum to one."""

    chances: tuple[float, ...]
    none: float


class PointerCaller:
    """A Caller on an encoder with heads."""

    def __init__(self, reader: Reader, thresholds: Thresholds = Thresholds()) -> None:
        self._reader = reader
        self.thresholds = thresholds
        self._resolved: dict[int, tuple[Tool, dict[str, Any]]] = {}
        # With the tools, so that no other tool can take their identity while the reply waits.
        self._asked: dict[tuple[object, ...], tuple[tuple[Tool, ...], Reply]] = {}

    def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
        """A call that is valid under its tool's schema, a question, or no call. Bounded by the words of the task.

        A reply that `weigh` came to already is handed out once.
        """
        kept = self._asked.pop(self._key(task, tools, context), None)
        return kept[1] if kept else self._call(task, tools, context)[0]

    def _key(self, task: str, tools: tuple[Tool, ...], context: Context) -> tuple[object, ...]:
        return task, tuple(map(id, tools)), self.thresholds, repr(context)

    def weigh(
        self, task: str, tools: tuple[Tool, ...], context: Context, *, linked: bool = False
    ) -> tuple[float, Reply | None]:
        """How well a part of a request suits the tools: about the log-likelihood of the best reply, and that reply.

        It is kept for `call`. A part `linked` to another's result lacks values yet: its tool alone is judged.
        """
        if linked:
            found = self.select(task, tools)
            return (REFUSING if found.none > self.thresholds.refuse else math.log(max(found.chances) + 1e-9)), None
        reply, merit = self._call(task, tools, context)
        if len(self._asked) >= KEPT:
            self._asked.clear()
        self._asked[self._key(task, tools, context)] = tools, reply
        return merit, reply

    def _call(self, task: str, tools: tuple[Tool, ...], context: Context) -> tuple[Reply, float]:
        """The reply, and about its log-likelihood."""
        if not tools:
            return NoCall("There are no tools."), REFUSING
        found = self.select(task, tools)
        order = sorted(range(len(tools)), key=lambda i: -found.chances[i])
        nearest = tuple(tools[i].name for i in order[:3])
        if found.none > self.thresholds.refuse:
            return NoCall("No tool does that.", nearest, self._calibrated(found.none)), REFUSING
        close = [i for i in order[:RIVALS] if found.chances[i] >= CLOSE * found.chances[order[0]]]
        filled = [(found.chances[i], *self._filled(task, tools[i], context)) for i in close]
        if context.request not in ("", task) and all(isinstance(r, Ask) or least < UNSURE for _, r, least in filled):
            for i in close:
                reply, least = self._filled(task, tools[i], context, whole=True)
                filled.append((found.chances[i], reply, least + BORROWING))
        chance, reply, weakest = max(filled, key=lambda one: _merit(*one))
        confidence = self._calibrated(reply.confidence * chance)
        return replace(reply, confidence=confidence), _merit(chance, reply, weakest)

    def select(self, task: str, tools: Sequence[Tool]) -> Selected:
        """How likely each tool is, and none; more than eight tools are read in groups whose winners meet again."""
        if len(tools) > GROUP:
            winners: list[int] = []
            for at in range(0, len(tools), GROUP):
                part = self.select(task, tools[at : at + GROUP])
                winners += [at + int(i) for i in np.argsort(part.chances)[::-1][:2]]
            final = self.select(task, [tools[i] for i in winners])
            chances = [0.0] * len(tools)
            for i, chance in zip(winners, final.chances, strict=True):
                chances[i] = chance
            return Selected(tuple(chances), final.none)
        found = select_input(self._reader.words, task, [self._schema(tool) for tool in tools])
        scores, none = self._reader.heads.select(self._reader.vectors(found), found)
        chances = np.exp(log_softmax(np.concatenate([[none], scores])[None].astype(np.float32))[0])
        return Selected(tuple(float(c) for c in chances[1:]), float(chances[0]))

    def fill(self, task: str, tool: Tool, context: Context) -> Call | Ask:
        """The arguments of one tool for a task; a question where a required value is not there."""
        return self._filled(task, tool, context)[0]

    def _filled(self, task: str, tool: Tool, context: Context, whole: bool = False) -> tuple[Call | Ask, float]:
        """What `fill` gives, and the log-probability of the parameter that is the least certain.

        With `whole`, values may also come from the rest of the request that the task is a part of.
        """
        schema = self._schema(tool)
        if not schema["parameters"].get("properties"):
            return Call(tool.name), 0.0
        texts, labels = sources(task, context)
        if whole:
            texts, labels = [*texts, (WHOLE, context.request)], [*labels, Source("request")]
        found = fill_input(self._reader.words, texts, schema)
        scores = score(found, self._reader.vectors(found), self._reader.heads)
        seen = Texts(found, Clock(context.now, context.locale), labels)
        options = [self._admitted(candidates(scores, seen, row), param, context) for row, param in
                   enumerate(found.params)]  # fmt: skip
        filled = assign(found.params, options, self.thresholds.ask)
        weakest = min((candidate.score for candidate in filled.chosen), default=0.0)
        return self._reply(tool, found, filled), weakest

    def _admitted(self, options: list[Candidate], param: Param, context: Context) -> list[Candidate]:
        """Without the values that the world refused before."""
        refused = context.rejected.get(".".join(param.path), ())
        return [option for option in options if option.absent or option.value not in refused] if refused else options

    def _reply(self, tool: Tool, found: FillInput, filled: Filled) -> Call | Ask:
        params, chosen = found.params, filled.chosen
        arguments = build(params, chosen)
        origin = {".".join(p.path): c.source for p, c in zip(params, chosen, strict=True) if c.source and not c.absent}
        call = Call(tool.name, arguments, filled.confidence, origin)
        missing = [".".join(p.path) for p, c in zip(params, chosen, strict=True) if c.absent and p.required]
        every = {p.path for p in leaves(self._schema(tool)["parameters"]) if p.required}
        missing += [".".join(path) for path in sorted(every - {p.path for p in params})]
        missing += uneven(params, chosen)
        if missing:
            return Ask(
                question(at(tool.parameters, missing[0]), missing[0]),
                tuple(missing),
                call,
                confidence=filled.confidence,
            )
        return call

    def _schema(self, tool: Tool) -> dict[str, Any]:
        """The tool with references resolved, kept by identity: the same tool is read again and again."""
        kept = self._resolved.get(id(tool))
        if kept is None or kept[0] is not tool:
            plain = {"name": tool.name, "description": tool.description, "parameters": resolve(tool.parameters)}
            self._resolved[id(tool)] = kept = (tool, plain)
        return kept[1]

    def _calibrated(self, chance: float) -> float:
        clipped = min(max(chance, 1e-6), 1 - 1e-6)
        logit = np.log(clipped / (1 - clipped)) * self.thresholds.slope + self.thresholds.offset
        return float(1 / (1 + np.exp(-logit)))


def _merit(chance: float, reply: Call | Ask, weakest: float) -> float:
    """How good a filled call is against another tool's: the tool's chance, the weakest argument's, a cost for asking.

    The weakest and not all together, which would favour the tool with fewer parameters.
    """
    return math.log(chance + 1e-9) + weakest + (ASKING if isinstance(reply, Ask) else 0.0)


def sources(task: str, context: Context) -> tuple[list[tuple[str, str]], list[Source]]:
    """Texts to copy from, the task first, with their labels; and the source that each stands for."""
    texts, labels = [("request", task)], [Source("request")]
    for path, words in context.answers.items():
        texts.append((f"answer {path}", words))
        labels.append(Source("user", words))
    for step, seen in context.results.items():
        for name, value in plain_fields(seen.result).items():
            texts.append((f"result {name}", str(value)))
            labels.append(Source("result", f"${step}.{name}"))
    for name, value in context.facts.items():
        if name not in ("now", "zone", "locale"):
            texts.append((f"fact {name}", value if isinstance(value, str) else json.dumps(value)))
            labels.append(Source("fact", name))
    for turn in context.history[-2:]:
        told = [(turn.role, turn.content)]
        if turn.results is not None:
            told = [(RESULT + name, str(value)) for name, value in plain_fields(turn.results).items()]
        texts += told
        labels += [Source(HISTORY, label) for label, _ in told]
    return texts, labels
