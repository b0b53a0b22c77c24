"""BFCL v4, single turn: the 13 categories of the `bfcl-eval` package, judged by its own AST checker.

    pip install --no-deps bfcl-eval
    python -m benchmarks bfcl [--limit N] [--only simple_python,...] [--json FILE]

A row is run as lamlite runs any request: Planner, then the Caller for each step; a question counts as no call, so the
threshold for asking is a setting (`--ask 1` never asks, as the suite has nobody to answer).

    {"id": "simple_python_0", "question": [[{"role": "user", "content": "Find the area of a triangle with a base of 10
     units and height of 5 units."}]], "function": [{"name": "calculate_triangle_area", ...}]}
    -> [{"calculate_triangle_area": {"base": 10, "height": 5}}]
"""

from __future__ import annotations

import json
import sys
import time
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lamlite import Call, Limits, Tool
from lamlite.core.context import Context
from lamlite.grammar.schema import tolerant
from lamlite.model import load_caller
from lamlite.steps.planner import Planner as PlannerStep

from . import pair, result

LONG = Limits(request=100_000)  # some rows of the live part hold a whole dialogue
CATEGORIES = ("simple_python", "simple_java", "simple_javascript", "multiple", "parallel", "parallel_multiple",
              "irrelevance", "live_simple", "live_multiple", "live_parallel", "live_parallel_multiple",
              "live_irrelevance", "live_relevance")  # fmt: skip
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.utc)
Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """One row: the user's words, the tools as the suite writes them, and the answers it accepts."""

    id: str
    request: str
    functions: list[dict[str, Any]]
    answers: list[dict[str, Any]]


def package() -> Path:
    """The folder of bfcl-eval. Raises SystemExit with the pip line where it is not installed."""
    spec = find_spec("bfcl_eval")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("This suite needs the package bfcl-eval: pip install --no-deps bfcl-eval")
    return Path(spec.submodule_search_locations[0])


def checker() -> tuple[Callable[..., dict[str, Any]], Any]:
    """The official `ast_checker` and its Language enumeration.

    Its import of the table of all vendors' clients, of which it reads one flag, is answered here, so that none of
    their packages is needed: names keep their dots (`underscore_to_dot` False).
    """
    table = types.ModuleType("bfcl_eval.constants.model_config")
    flag = types.SimpleNamespace(underscore_to_dot=False)
    table.MODEL_CONFIG_MAPPING = {"lamlite": flag}  # type: ignore[attr-defined]
    sys.modules.setdefault(table.__name__, table)
    # By name: the package is not needed by any other suite, and not there in every checkout.
    judge = import_module("bfcl_eval.eval_checker.ast_eval.ast_checker").ast_checker
    return judge, import_module("bfcl_eval.constants.enums").Language


def entries(category: str) -> Iterator[Entry]:
    """The rows of a category."""
    data = package() / "data"
    answers: dict[str, list[dict[str, Any]]] = {}
    path = data / "possible_answer" / f"BFCL_v4_{category}.json"
    if path.exists():
        answers = {row["id"]: row["ground_truth"] for row in map(json.loads, path.read_text().splitlines())}
    for line in (data / f"BFCL_v4_{category}.json").read_text().splitlines():
        row = json.loads(line)
        words = " ".join(turn["content"] for turn in row["question"][0] if turn["role"] == "user")
        yield Entry(row["id"], words, row["function"], answers.get(row["id"], []))


def tools_of(entry: Entry, category: str) -> tuple[Tool, ...]:
    """The row's functions as tools, their type names translated to JSON Schema's.

    Maps and objects of Java and JavaScript without listed fields become strings, as the suite itself has it: their
    values are mostly the names of variables.
    """
    found = []
    for function in entry.functions:
        parameters = tolerant(function["parameters"])
        if category in ("simple_java", "simple_javascript"):
            parameters["properties"] = {name: _named(schema) for name, schema in parameters["properties"].items()}
        found.append(Tool(function["name"], function.get("description", ""), parameters))
    return tuple(found)


def _named(schema: dict[str, Any]) -> dict[str, Any]:
    if schema.get("type") in ("object", None) and not schema.get("properties") and "enum" not in schema:
        return {"type": "string", "description": schema.get("description", "")}
    return schema


def _java(value: Any, kind: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], str) and value[0].isidentifier():
            return value[0]  # the variable that holds the list
        items = ", ".join(json.dumps(item) if isinstance(item, str) else _java(item, "") for item in value)
        return f"new ArrayList<>(Arrays.asList({items}))" if kind == "ArrayList" else f"new Object[]{{{items}}}"
    if isinstance(value, Mapping):
        puts = " ".join(
            f'put("{k}", {json.dumps(v) if isinstance(v, str) else _java(v, "")});' for k, v in value.items()
        )
        return f"new HashMap<>() {{{{ {puts} }}}}"
    return f"{value}{ {'long': 'L', 'float': 'f'}.get(kind, '') }" if isinstance(value, int | float) else str(value)


def _javascript(value: Any, kind: str) -> str:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and value[0].isidentifier():
        return value[0]
    return value if isinstance(value, str) else json.dumps(value)


def written(call: Call, entry: Entry, category: str) -> dict[str, Arguments]:
    """The call as the checker takes it: Java and JavaScript values as literals of their language."""
    if category not in ("simple_java", "simple_javascript"):
        return {call.name: dict(call.arguments)}
    function = next(f for f in entry.functions if f["name"] == call.name)
    kinds = {name: schema.get("type", "") for name, schema in function["parameters"]["properties"].items()}
    literal = _java if category == "simple_java" else _javascript
    return {call.name: {name: literal(value, kinds.get(name, "")) for name, value in call.arguments.items()}}


def run_entry(entry: Entry, category: str, planner: Any, caller: Any) -> list[Call]:
    """The calls that lamlite makes of a row; steps that are refused or asked about give none."""
    tools = tools_of(entry, category)
    context = Context(NOW, "en-US", request=entry.request)
    plan = PlannerStep(planner, caller, lambda task: tools).plan(entry.request, context, LONG)
    replies = [caller.call(task, tools, context.part_of(plan)) for task in plan.tasks]
    return [reply for reply in replies if isinstance(reply, Call)]


def score(category: str, planner: Any, caller: Any, limit: int) -> dict[str, Any]:
    """Accuracy of a category in percent, median milliseconds a row, and each row's outcome."""
    ast_checker, language = checker()
    speech = {"simple_java": language.JAVA, "simple_javascript": language.JAVASCRIPT}.get(category, language.PYTHON)
    rows: list[dict[str, Any]] = []
    spent: list[float] = []
    for entry in list(entries(category))[: limit or None]:
        start = time.perf_counter()
        calls = run_entry(entry, category, planner, caller)
        spent.append((time.perf_counter() - start) * 1000)
        output = [written(call, entry, category) for call in calls]
        if "relevance" in category:
            good = bool(calls) == (category == "live_relevance")
            rows.append({"id": entry.id, "ok": good, "calls": output})
            continue
        verdict = ast_checker(entry.functions, output, entry.answers, speech, category, "lamlite") if output else {
            "valid": False, "error_type": "no call"}  # fmt: skip
        rows.append(
            {"id": entry.id, "ok": bool(verdict["valid"]), "error": verdict.get("error_type", ""), "calls": output}
        )
    right = sum(row["ok"] for row in rows)
    middle = sorted(spent)[len(spent) // 2]
    return {"n": len(rows), "accuracy": round(100 * right / len(rows), 2), "ms": round(middle, 1), "rows": rows}


def averages(scores: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """The mean of the categories, and that of the rows, in percent."""
    rows = sum(row["n"] for row in scores.values())
    return {
        "mean": round(sum(row["accuracy"] for row in scores.values()) / len(scores), 2),
        "mean_of_rows": round(sum(row["accuracy"] * row["n"] for row in scores.values()) / rows, 2),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run the suite and print its table."""
    options = result.options("bfcl", __doc__)
    options.add_argument("--limit", type=int, default=0, help="rows of each category; 0 is all")
    options.add_argument("--only", default=",".join(CATEGORIES))
    options.add_argument("--ask", type=float, help="threshold for asking; 1 never asks")
    options.add_argument("--refuse", type=float, help="threshold for refusing")
    args = options.parse_args(argv)
    changed = {name: getattr(args, name) for name in ("ask", "refuse") if getattr(args, name) is not None}
    (planner, notes), caller = pair.planner(), load_caller("caller", changed)
    found = {}
    for category in args.only.split(","):
        found[category] = score(category, planner, caller, args.limit)
        row = found[category]
        print(f"{category:24} {row['accuracy']:6.2f} %   n {row['n']:5}   {row['ms']:6.1f} ms", flush=True)
    means = averages(found)
    print(f"{'mean of ' + str(len(found)) + ' categories':24} {means['mean']:6.2f} %")
    print(f"{'mean of the rows':24} {means['mean_of_rows']:6.2f} %")
    rows = [{"category": category, **row} for category, one in found.items() for row in one["rows"]]
    categories = {category: {k: v for k, v in one.items() if k != "rows"} for category, one in found.items()}
    result.Result("bfcl", {**means, "categories": categories}, rows, vars(args), notes=notes).write(args.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
