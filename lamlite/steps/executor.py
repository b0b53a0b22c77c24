"""Step 6: run the tool: with a time limit, away from our standard output, its result checked."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar, copy_context
from typing import Any

from ..core.errors import Ambiguous, LamliteError, NotFound
from ..core.limits import Limits
from ..core.tool import Effect, Tool
from ..grammar.validate import validate
from .result import Result

_inside: ContextVar[bool] = ContextVar("lamlite_inside_a_tool", default=False)


class Executor:
    """Runs tools.

    Args:
        around: Makes what tools run inside of, such as the run's clock and folder.
    """

    def __init__(self, around: Callable[[], AbstractContextManager[Any]] = nullcontext) -> None:
        self._around = around

    def inside(self, around: Callable[[], AbstractContextManager[Any]]) -> Executor:
        """One that runs tools inside of this as well."""

        @contextmanager
        def both() -> Iterator[None]:
            with self._around(), around():
                yield

        return Executor(both)

    def run_all(self, jobs: Sequence[tuple[Tool, Mapping[str, Any]]], limits: Limits) -> Iterator[Result]:
        """Results in the order of the jobs. Reads that stand next to each other run at the same time."""
        at = 0
        while at < len(jobs):
            end = at + 1
            while end < len(jobs) and jobs[at][0].effect is jobs[end][0].effect is Effect.READ:
                end += 1
            if end - at == 1:
                yield self.run(*jobs[at], limits)
            else:
                with ThreadPoolExecutor(min(limits.workers, end - at)) as pool:
                    waiting = [pool.submit(self.run, *job, limits) for job in jobs[at:end]]
                    yield from (one.result() for one in waiting)
            at = end

    def run(self, tool: Tool, arguments: Mapping[str, Any], limits: Limits) -> Result:
        """Run one tool. Whatever its code does, a Result comes back, at the latest after `limits.seconds`."""
        if tool.missing:
            return Result("error", error=f"{tool.name} is not available here: {_sentence(tool.missing)}", ran=False)
        if tool.run is None:
            return Result("error", error=f"{tool.name} is only a schema: there is no code to run.", ran=False)
        box: list[Result] = []
        surroundings = copy_context()  # threads start without the context variables of who starts them
        copied = json.loads(json.dumps(arguments))  # a tool that changes its arguments changes its own copy

        def work() -> None:
            with _diverted():
                box.append(surroundings.run(_attempt, self._around(), tool, copied, limits))

        thread = threading.Thread(target=work, name=f"tool {tool.name}", daemon=True)
        thread.start()
        thread.join(limits.seconds)
        if not box:
            doubt = "" if tool.effect is Effect.READ else " It may still have had its effect."
            return Result("error", error=f"{tool.name} took longer than {limits.seconds:g} seconds.{doubt}")
        return box[0]


def planned(tool: Tool, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a result before the tool ran: the fields that are called like an argument."""
    known = (tool.returns or {}).get("properties", {})
    return {name: value for name, value in arguments.items() if name in known}


def _attempt(around: AbstractContextManager[Any], tool: Tool, arguments: dict[str, Any], limits: Limits) -> Result:
    _inside.set(True)
    try:
        with around:
            value = tool(**arguments)
    except Ambiguous as error:
        return Result("error", error=str(error), choices=error.choices, parameter=error.parameter)
    except NotFound as error:
        return Result("error", error=str(error), parameter=error.parameter, nearest=error.nearest)
    except LamliteError as error:
        return Result("error", error=str(error))
    except SystemExit as error:
        return Result("error", error=f"{tool.name} tried to end the program ({error.code}).")
    except BaseException as error:  # a tool is somebody else's code: nothing it raises may end the run
        text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return Result("error", error=f"{tool.name} failed: {_sentence(text)}")
    return _judged(tool, value, limits)


def _judged(tool: Tool, value: Any, limits: Limits) -> Result:
    """The result as JSON, if it is JSON, not too long, and what the tool said it returns."""
    effect = "" if tool.effect is Effect.READ else " Its effect has happened."
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as error:
        told = f"{tool.name} returned something that is not JSON: {_sentence(str(error))}{effect}"
        return Result("error", error=told)
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > limits.result:
        told = f"{tool.name} returned {size:,} bytes; at most {limits.result:,} are taken.{effect}"
        return Result("error", error=told)
    plain = json.loads(text)
    if tool.returns is not None:
        wrong = validate(plain, tool.returns)
        if wrong:
            where = f"{wrong[0].pointer}: " if wrong[0].pointer else ""
            told = f"{tool.name} returned something its schema forbids: {where}{_sentence(wrong[0].message)}{effect}"
            return Result("error", plain, told)
    return Result("ok", plain)


def _sentence(text: str) -> str:
    short = " ".join(text.split())
    short = short if len(short) <= 300 else short[:297] + "..."
    return short if short.endswith((".", "!", "?")) else f"{short}."


class _Diverter:
    """Standard output, but what tools print goes to standard error: it must not get between our JSON."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def write(self, text: str) -> int:
        return int((sys.stderr if _inside.get() else self.real).write(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(sys.stderr if _inside.get() else self.real, name)


_gate = threading.Lock()
_running = 0


@contextmanager
def _diverted() -> Iterator[None]:
    """Divert as long as any tool runs, one that has run out of time too."""
    global _running
    with _gate:
        if _running == 0 or not isinstance(sys.stdout, _Diverter):
            sys.stdout = _Diverter(sys.stdout)
        _running += 1
    try:
        yield
    finally:
        with _gate:
            _running -= 1
            if _running == 0 and isinstance(sys.stdout, _Diverter):
                sys.stdout = sys.stdout.real
