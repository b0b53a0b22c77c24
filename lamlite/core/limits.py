"""How far a run may go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one run.

    Attributes:
        steps: Sub-tasks in a plan.
        tools: Tools that the retriever shows to the Caller.
        request: Characters of a request.
        replans: Times that failed steps are planned again.
        questions: Questions to the user in one run.
        implied: Depth of implicit steps (a call put in front to supply a value).
        seconds: Time for one tool, in seconds.
        result: Bytes of one tool's result as JSON.
        workers: Independent read-only steps that run at the same time.
    """

    steps: int = 8
    tools: int = 8
    request: int = 8_000
    replans: int = 2
    questions: int = 5
    implied: int = 2
    seconds: float = 30.0
    result: int = 1_000_000
    workers: int = 4
