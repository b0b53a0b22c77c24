"""Stand-ins for models, for your tests as for ours.

Scripted ones answer from a script and remember what they were asked. The backends stand in for an engine, under the
real decode loop and its masks: `LanguageModel(ScriptedBackend([...]), dialect("chatml"))`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from .backends.session import Floats
from .core.call import Ask, Call, NoCall, Reply
from .core.context import Context
from .core.errors import UsageError
from .core.plan import Plan, Step
from .core.tool import Tool
from .grammar.match import Vocabulary, tokenizer_from_tokens


class ScriptedPlanner:
    """A Planner that answers from a script.

    Args:
        plans: Request -> a Plan, a list of tasks (each on its own), or a list of (task, needs).
        Requests that are not in it become one step.
    """

    def __init__(self, plans: Mapping[str, Plan | Sequence[Any]] | None = None) -> None:
        self.plans = dict(plans or {})
        self.asked: list[tuple[str, Context]] = []

    def plan(self, request: str, context: Context) -> Plan:
        """The plan of the script, or one step."""
        self.asked.append((request, context))
        found = self.plans.get(request, [request])
        if isinstance(found, Plan):
            return found
        pairs = [(one, ()) if isinstance(one, str) else one for one in found]
        return Plan(tuple(Step(number, task, tuple(needs)) for number, (task, needs) in enumerate(pairs, 1)))


class ScriptedCaller:
    """A Caller that answers from a script.

    Args:
        replies: Task -> a reply, or several that are given one after the other (the last one again and again).
        A call whose value was rejected is skipped for the next. Tasks that are not in it fit no tool.
    """

    def __init__(self, replies: Mapping[str, Reply | Iterable[Reply]]) -> None:
        self._replies = {
            task: [reply] if isinstance(reply, Call | Ask | NoCall) else list(reply) for task, reply in replies.items()
        }
        self.asked: list[tuple[str, tuple[str, ...], Context]] = []

    def call(self, task: str, tools: tuple[Tool, ...], context: Context) -> Reply:
        """The next reply of the script to the task."""
        self.asked.append((task, tuple(tool.name for tool in tools), context))
        left = self._replies.get(task, [NoCall("No tool does that.")])
        fitting = [reply for reply in left if not _rejected(reply, context)] or left[-1:]
        reply = fitting[0]
        if len(left) > 1 and reply is left[0]:
            del left[0]
        return reply


def _rejected(reply: Reply, context: Context) -> bool:
    if not isinstance(reply, Call):
        return False
    return any(reply.arguments.get(name) in values for name, values in context.rejected.items())


_END = 256
_MERGES = [b'": "', b'", "', b'{"', b'"}', b"}}", b"the", b" a", b"20", b"-0", b"true", b'name"', b"0.0", b'"$']


def byte_vocabulary() -> Vocabulary:
    """A small vocabulary that can spell any text: every byte, an end, and a few tokens across the joints of JSON."""
    return tokenizer_from_tokens([bytes([byte]) for byte in range(256)] + [b"\xff</s>", *_MERGES], _END)


class ByteBackend:
    """A session (see `lamlite.backends.session`) without an engine: it reads bytes. What it says, subclasses say.

    Attributes:
        prompts: The text of every prompt that was started.
    """

    def __init__(self, context: int = 1_000_000) -> None:
        self.vocabulary, self.context = byte_vocabulary(), context
        self.begin: int | None = None
        self.prompts: list[str] = []
        self.read: list[int] = []

    def tokens(self, text: str) -> list[int]:
        """One token a byte."""
        return list(text.encode())

    def control(self, name: str) -> int | None:
        """There are no control tokens: marks are written out."""
        return None

    def start(self, tokens: Sequence[int]) -> None:
        """Begin a prompt."""
        self.prompts.append(self.vocabulary.decode(tokens))
        self.read = list(tokens)

    def feed(self, tokens: Sequence[int]) -> None:
        """Take what follows."""
        self.read += tokens

    def logits(self) -> Floats:
        """Every token is as good as any other."""
        return np.zeros(self.vocabulary.size, dtype=np.float32)


class RandomBackend(ByteBackend):
    """A backend whose logits are random: whatever it writes under a grammar, a bad model could.

    Args:
        seed: The same seed and the same text before give the same logits.
    """

    def __init__(self, seed: int = 0) -> None:
        super().__init__()
        self.seed = seed

    def logits(self) -> Floats:
        """Random scores; a few more than there are tokens, as engines pad."""
        random = np.random.default_rng([self.seed, zlib.crc32(np.array(self.read, dtype=np.int32).tobytes())])
        return random.normal(size=self.vocabulary.size + 3).astype(np.float32)


class ScriptedBackend(ByteBackend):
    """A backend that writes answers from a list, one a prompt, as the model would write them.

    Args:
        answers: In the layout of the dialect, such as `{"name": "ping", "arguments": {}}` for chatml.

    Raises, while it is read from:
        UsageError: the grammar does not admit the answer, or there is none left.
    """

    def __init__(self, answers: Iterable[str]) -> None:
        super().__init__()
        self.answers = list(answers)
        self._prompt: list[int] = []
        self._answer, self._written = b"", b""

    def start(self, tokens: Sequence[int]) -> None:
        """Begin a prompt: the next answer is for it."""
        if self._written and list(tokens[: len(self._prompt)]) == self._prompt and len(tokens) > len(self._prompt):
            raise UsageError(f"The scripted answer {self._answer.decode()!r} does not pass the check after the mask.")
        if self._written != self._answer:
            rest = self._answer[len(self._written) :].decode(errors="replace")
            raise UsageError(f"The grammar ended before the rest of the scripted answer: {rest!r}.")
        if not self.answers:
            raise UsageError("The script has no answer left.")
        super().start(tokens)
        self._prompt = list(tokens)
        self._answer, self._written = self.answers.pop(0).encode(), b""

    def feed(self, tokens: Sequence[int]) -> None:
        """Take what follows, which must be what the script says."""
        super().feed(tokens)
        self._written += bytes(self.vocabulary.tokenizer.decode_bytes([t for t in tokens if t != _END]))
        if not self._answer.startswith(self._written):
            said, forced = self._answer.decode(), self._written.decode(errors="replace")
            raise UsageError(f"The grammar does not admit the scripted answer {said!r}: it wants {forced!r}.")

    def logits(self) -> Floats:
        """All on the next byte of the answer; where the grammar forbids it, another comes, and `feed` tells."""
        rest = self._answer[len(self._written) :]
        scores = np.full(self.vocabulary.size, -1e9, dtype=np.float32)
        scores[rest[0] if rest else _END] = 0.0
        return scores
