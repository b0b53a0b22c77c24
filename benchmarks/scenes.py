"""The bundled tools, for real: what a request leaves behind, read back with the tools that read.

    {"id": "scene-13", "setup": [{"name": "add_note", "arguments": {"title": "Packing", "body": "passport"}}],
     "request": "add a raincoat to the packing note", "now": "2026-11-23T09:00:00+01:00",
     "expect": [{"tool": "read_note", "arguments": {"note": "Packing"}, "contains": ["passport", "raincoat"],
                 "absent": []}]}

Each scene has a fresh home folder. Tools of the pack `system` that would change the device or open something refuse, so
that a wrong call locks nobody's screen. `setup` is called directly, the request runs with everything allowed (`--yes`)
and nobody to answer questions, then every result in `expect` must have the strings of `contains` in its JSON and none
of those of `absent`; something that is not found is an empty result. `answer` lists strings that the run's answer must
have.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lamlite import Agent, LamliteError, Models, Outcome, Tool, ToolError

from . import pair, result
from .own import asked_of, made_of, rows_of, worst

SCENES = result.ROOT / "benchmarks" / "scenes.jsonl"


def read_back(expect: Mapping[str, Any], tools: Mapping[str, Tool]) -> str:
    """The JSON of a reading tool's result; empty where what it looks for is not there."""
    try:
        return json.dumps(tools[expect["tool"]](**expect["arguments"]), ensure_ascii=False, default=str)
    except LamliteError:
        return ""


def faults_of(scene: Mapping[str, Any], outcome: Outcome, tools: Mapping[str, Tool]) -> list[str]:
    """What is not as it should be after a run, one sentence each."""
    found = [f"the answer lacks {text!r}" for text in scene.get("answer", ()) if text not in outcome.answer]
    for expect in scene["expect"]:
        seen = read_back(expect, tools)
        found += [f"{expect['tool']} lacks {text!r}" for text in expect["contains"] if text not in seen]
        found += [f"{expect['tool']} still has {text!r}" for text in expect["absent"] if text in seen]
    return found


def cause_of(outcome: Outcome, faults: Sequence[str]) -> str:
    """Why a scene failed, in a few words; empty where it did not."""
    if not faults:
        return ""
    if outcome.status == "done":
        kept = [fault for fault in faults if "answer" not in fault]
        return "done, but not what was asked" if kept else "done, but not told"
    return {"asked": "asked", "refused": "refused", "denied": "denied"}.get(outcome.status, "a tool failed")


def _yes(_: object) -> bool:
    return True


def harmless(tool: Tool) -> Tool:
    """The tool; one that would do something to this device in its place says that it may not."""

    def kept_away(**_: Any) -> Any:
        raise ToolError("This device is not touched by a benchmark.")

    return replace(tool, run=kept_away) if tool.source == "system" and tool.effect.value != "read" else tool


def play(scene: Mapping[str, Any], models: Models) -> dict[str, Any]:
    """Set a scene, run its request, read back what is there."""
    found: dict[str, Any] = {"id": scene["id"], "request": scene["request"], "ok": False, "made": []}
    with pair.quiet_place(scene["now"]):
        agent = Agent([harmless(tool) for tool in Agent(models=models).registry.tools], models=models, confirm=_yes)
        tools = {tool.name: tool for tool in agent.registry.tools}
        try:
            for call in scene["setup"]:
                tools[call["name"]](**call["arguments"])
        except LamliteError as error:
            return found | {"cause": "the scene could not be set", "detail": str(error), "ms": 0.0}
        start = time.perf_counter()
        try:
            outcome = agent.run(scene["request"], now=datetime.fromisoformat(scene["now"]))
        except LamliteError as error:
            return found | {"cause": "crashed", "detail": str(error), "ms": 0.0}
        spent = (time.perf_counter() - start) * 1000
        faults = faults_of(scene, outcome, tools)
    asked, sure = asked_of(outcome), [done.call.confidence for done in outcome.calls]
    return found | {
        "ok": not faults,
        "cause": cause_of(outcome, faults),
        "detail": "; ".join([*faults, *(done.error for done in outcome.calls if done.error)]),
        "ms": round(spent, 1),
        "status": outcome.status,
        "answer": outcome.answer,
        "question": asked["question"] if asked else None,
        "made": [
            {"step": m.step, "name": m.name, "arguments": m.arguments, "implied": m.implied} for m in made_of(outcome)
        ],
        "confidence": round(min(sure), 4) if sure else None,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Play every scene and print what failed."""
    options = result.options("scenes", __doc__)
    options.add_argument("--scenes", type=Path, default=SCENES)
    options.add_argument("--limit", type=int, default=0, help="scenes; 0 is all")
    options.add_argument("--one-step", action="store_true", help="without a Planner: every request is one step")
    args = options.parse_args(argv)
    models, notes = pair.models(one_step=args.one_step)
    rows = [play(scene, models) for scene in list(rows_of(args.scenes))[: args.limit or None]]
    right = sum(row["ok"] for row in rows)
    causes = dict(Counter(row["cause"] for row in rows if not row["ok"]).most_common())
    figures = {
        "n": len(rows),
        "right": result.share(right, len(rows)),
        "causes": causes,
        "ms": result.quantiles([row["ms"] for row in rows]) if rows else {},
    }
    print(f"scenes as they should be: {right} of {len(rows)} ({figures['right']} %)\n")
    for cause, count in causes.items():
        print(f"{count:5}  {cause}")
    print("\n" + "\n".join(worst(rows, len(rows))) + "\n")
    result.Result("scenes", figures, rows, vars(args), notes=notes).write(args.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
