"""The bundled tools, end to end and dry: a request goes in as a user says it, and the calls that come out are compared.

    {"id": "own-010", "request": "If it's 3 pm in New York this Friday, what time is it in Berlin?", "kind": "call",
     "calls": [{"name": "convert_time", "arguments": {"when": "2026-11-27T15:00:00+01:00", "from_zone": "New York",
                "to_zone": "Berlin"}, "accept": {"from_zone": ["America/New_York"], "to_zone": ["Europe/Berlin"]}}]}
    {"id": "own-204", "request": "set a timer for the lasagne", "kind": "ask", "missing": ["seconds"],
     "calls": [{"name": "set_timer", "arguments": {"label": "lasagne"}}]}
    {"id": "own-222", "request": "order me a large pizza with mushrooms", "kind": "none", "calls": []}

A row is exact if the run makes just these calls. `accept` lists other right values, null for an argument left out; an
argument at its schema's default counts as left out. Independent calls may come in any order, references ("$1.email")
are compared by the call that they point to, and a call that lamlite put in front by itself counts as right where it
only looks up what the wanted call names. Values are compared as `benchmarks/equal.py` says, arguments of `calculate` by
what they come to. The clock stands at Monday, 23 November 2026, 9:00 (+01:00).
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lamlite import Agent, LamliteError, Models, Outcome, Tool

from . import pair, result
from .match import Fault, Made, best

EXAM = result.ROOT / "benchmarks" / "own_exam.jsonl"
KINDS = ("single", "multi", "ask", "none")


@dataclass
class Verdict:
    """What is right about a row: `cause` is empty where all of it is."""

    kind: str
    cause: str = ""
    faults: list[Fault] = field(default_factory=list)


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of an exam."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def kind_of(row: Mapping[str, Any]) -> str:
    """single, multi, ask or none."""
    kind = str(row["kind"])
    return kind if kind != "call" else "single" if len(row["calls"]) == 1 else "multi"


def made_of(outcome: Outcome) -> list[Made]:
    """The calls of a run, in the order decided; `implied` is the step that a call was put in front of."""
    steps = {step.id: step for step in outcome.plan.steps} if outcome.plan else {}
    return [
        Made(
            done.step,
            done.call.name,
            dict(done.call.arguments),
            steps[done.step].implied_by if done.step in steps else None,
        )
        for done in outcome.calls
    ]


def asked_of(outcome: Outcome) -> Mapping[str, Any] | None:
    """The last question of a run as JSON: {"question", "missing", "call": {"name", "arguments"} or None}."""
    asked = [event.to_dict()["ask"] for event in outcome.trail if event.kind == "Asked"]
    return asked[-1] if asked else None


def shown_of(outcome: Outcome) -> set[str]:
    """Names of all tools that the Caller was shown in a run; empty where no Retriever was asked."""
    return {str(name) for event in outcome.trail if event.kind == "Retrieved" for name in event.to_dict()["names"]}


def judge(row: Mapping[str, Any], outcome: Outcome, tools: Mapping[str, Tool]) -> Verdict:
    """Compare what a run came to with what the row wants."""
    kind, made, asked = kind_of(row), made_of(outcome), asked_of(outcome)
    if kind == "none":
        return Verdict(kind, "asked though nothing fits" if asked else "called though nothing fits" if made else "")
    if kind == "ask":
        return _judge_ask(row, made, asked, tools)
    if asked:
        return Verdict(kind, f"asked: {', '.join(asked['missing']) or 'which one'}")
    if not made:
        return Verdict(kind, "refused" if outcome.status == "refused" else f"no call: {outcome.status}")
    faults, shown = best(made, row["calls"], tools), shown_of(outcome)
    cause = faults[0].cause if faults else ""
    if cause == "another tool" and shown and any(call["name"] not in shown for call in row["calls"]):
        cause = "another tool: the right one was not retrieved"
    return Verdict(kind, cause, faults)


def _judge_ask(
    row: Mapping[str, Any], made: Sequence[Made], asked: Mapping[str, Any] | None, tools: Mapping[str, Tool]
) -> Verdict:
    if asked is None:
        return Verdict("ask", "acted instead of asking" if made else "refused instead of asking")
    call, wanted = asked["call"], row["calls"][0]
    if call is None or call["name"] != wanted["name"]:
        return Verdict("ask", "asked about another tool")
    if set(asked["missing"]) != set(row["missing"]):
        return Verdict("ask", "asked for other values")
    faults = best([Made(1, call["name"], call["arguments"], None)], row["calls"], tools)
    return Verdict("ask", faults[0].cause if faults else "", faults)


def run_row(row: Mapping[str, Any], agent: Agent, tools: Mapping[str, Tool]) -> dict[str, Any]:
    """The row's outcome and verdict."""
    start = time.perf_counter()
    found: dict[str, Any] = {"id": row["id"], "kind": kind_of(row), "request": row["request"]}
    try:
        outcome = agent.run(row["request"], now=pair.MOMENT, dry_run=True)
    except LamliteError as error:
        return found | {"ok": False, "cause": "crashed", "detail": str(error), "ms": 0.0, "made": []}
    spent = (time.perf_counter() - start) * 1000
    verdict, asked = judge(row, outcome, tools), asked_of(outcome)
    sure = [done.call.confidence for done in outcome.calls]
    return found | {
        "ok": not verdict.cause,
        "cause": verdict.cause,
        "detail": "; ".join(fault.detail for fault in verdict.faults),
        "ms": round(spent, 1),
        "status": outcome.status,
        "plan": [step.task for step in outcome.plan.steps if step.implied_by is None] if outcome.plan else [],
        "made": [
            {"step": m.step, "name": m.name, "arguments": m.arguments, "implied": m.implied} for m in made_of(outcome)
        ],
        "asked": {"missing": list(asked["missing"]), "call": asked["call"]} if asked else None,
        "wanted": row["calls"],
        "retrieved": all(call["name"] in shown for call in row["calls"]) if (shown := shown_of(outcome)) else None,
        "confidence": round(min(sure), 4) if sure else None,
    }


def measure(models: Models, exam: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each row's outcome, all with the bundled tools."""
    with pair.quiet_place():
        agent = Agent(models=models)
        tools = {tool.name: tool for tool in agent.registry.tools}
        return [run_row(row, agent, tools) for row in exam]


def figures_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Exact rows in percent, by kind and in all; causes of failure, counted; times."""
    by_kind = {}
    for kind in KINDS:
        of_kind = [row["ok"] for row in rows if row["kind"] == kind]
        by_kind[kind] = {"n": len(of_kind), "exact": result.share(sum(of_kind), len(of_kind))}
    causes = Counter(f"{row['kind']}: {row['cause'].partition(':')[0]}" for row in rows if not row["ok"])
    detailed = Counter(row["cause"] for row in rows if not row["ok"])
    return {
        "n": len(rows),
        "exact": result.share(sum(row["ok"] for row in rows), len(rows)),
        "kinds": by_kind,
        "causes": dict(causes.most_common()),
        "causes_in_detail": dict(detailed.most_common()),
        "ms": result.quantiles([row["ms"] for row in rows]) if rows else {},
    }


def worst(rows: Sequence[Mapping[str, Any]], count: int) -> list[str]:
    """The wrong rows of which the model was most sure, as lines; questions and refusals after them."""
    wrong = sorted((row for row in rows if not row["ok"]), key=lambda row: -(row.get("confidence") or 0.0))
    lines = []
    for row in wrong[:count]:
        made = "; ".join(f"{one['name']}({_spoken(one['arguments'])})" for one in row["made"]) or row.get("status", "")
        lines.append(f"{row['id']} [{row['cause']}] {row['request']}\n    made {made}\n    {row['detail']}".rstrip())
    return lines


def _spoken(arguments: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in arguments.items())


def main(argv: Sequence[str] | None = None) -> int:
    """Run the exam and print its table."""
    options = result.options("own", __doc__)
    options.add_argument("--exam", type=Path, default=EXAM)
    options.add_argument("--limit", type=int, default=0, help="rows; 0 is all")
    options.add_argument("--worst", type=int, default=10, help="wrong rows to print (default: %(default)s)")
    options.add_argument("--ask", type=float, help="the Caller's threshold for asking")
    options.add_argument("--refuse", type=float, help="the Caller's threshold for refusing")
    options.add_argument("--one-step", action="store_true", help="without a Planner: every request is one step")
    args = options.parse_args(argv)
    changed = {name: getattr(args, name) for name in ("ask", "refuse") if getattr(args, name) is not None}
    models, notes = pair.models(thresholds=changed, one_step=args.one_step)
    exam = list(rows_of(args.exam))[: args.limit or None]
    rows = measure(models, exam)
    figures = figures_of(rows)
    lines = [(kind, found["n"], found["exact"]) for kind, found in figures["kinds"].items()]
    print(result.table([*lines, ("all", figures["n"], figures["exact"])], ("kind", "rows", "exact %")))
    print("\ncauses of failure:")
    for cause, count in figures["causes_in_detail"].items():
        print(f"{count:5}  {cause}")
    print(f"\nwrong, and most sure of it:\n{chr(10).join(worst(rows, args.worst))}\n")
    result.Result("own", figures, rows, vars(args), notes=notes).write(args.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
