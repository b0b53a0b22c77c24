"""Stage 4: judge a Caller through the code that serves: held-out packs, and development sets it never saw.

    python -m models.recipe.eval_caller [--folder models/caller] [--packs 400] [--json FILE]

Exact means: the right tool (or the right refusal or question) and every argument equal, strings compared without case,
punctuation and spaces. Figures: `packs` are the files of `mixture.HELD_OUT`, a tool among seven of its own file;
`apibank` and `toolalpaca` are the one-call rows of `data/dev`.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from lamlite.core.call import Ask, Call, NoCall, Reply
from lamlite.core.context import Context
from lamlite.core.tool import Tool
from lamlite.grammar.foreign import tolerant
from lamlite.model import reader_of, thresholds_of
from lamlite.pointer.caller import PointerCaller
from lamlite.values import Clock, Reading, read

from .mixture import HELD_OUT, PackSource
from .packs import find
from .places import MODELS
from .rows import Row

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))
DATA = Path(os.environ.get("LAMLITE_DATA", MODELS.parent.parent / "shared" / "data"))


@dataclass(frozen=True)
class Case:
    """A request with tools and what should come of it: gold arguments, or the kind ask or none.

    `whole` is the longer request that it is a part of, if it is.
    """

    kind: str
    request: str
    tools: tuple[Tool, ...]
    name: str = ""
    arguments: Mapping[str, Any] | None = None
    whole: str = ""


def same(a: Any, b: Any) -> bool:
    """Equal up to case, punctuation and spaces in strings, and 3 == 3.0 == "3"."""
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return set(a) == set(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, bool) or isinstance(b, bool):
        return str(a).lower() == str(b).lower()
    try:
        return math.isclose(float(a), float(b), rel_tol=1e-6)
    except (TypeError, ValueError):
        return re.sub(r"\W", "", str(a)).lower() == re.sub(r"\W", "", str(b)).lower()


def gold_of(row: Row) -> dict[str, Any]:
    """Gold arguments of a pack row: the marked words read by the values library."""
    found: dict[str, Any] = {}
    texts = [row.request, *(text for _, text in row.extra)]
    for mark in row.marks:
        schema = find(row.tool["parameters"], mark.path) or {}
        many = schema.get("type") == "array"
        single = schema["items"] if many else schema
        value = mark.value
        if isinstance(value, str) and "enum" not in single and mark.end > mark.start:
            text = texts[mark.source]
            before, words, after = text[: mark.start], text[mark.start : mark.end], text[mark.end :]
            reading = read(words, single, Clock(NOW), name=mark.path[-1], before=before, after=after)
            if value != words and "format" in single:
                reading = read(value, single, Clock(NOW), name=mark.path[-1])
            value = reading.value if isinstance(reading, Reading) and (value == words or "format" in single) else value
        at = found
        for name in mark.path[:-1]:
            at = at.setdefault(name, {})
        if many:
            at.setdefault(mark.path[-1], []).append(value)
        else:
            at[mark.path[-1]] = value
    return found


def tool_of(schema: Mapping[str, Any]) -> Tool:
    """A Tool without code."""
    return Tool(str(schema["name"]), str(schema.get("description", "")), tolerant(schema["parameters"]))


def pack_cases(count: int, only: tuple[str, ...] = HELD_OUT, seed: int = 5, parts: float = 0.0) -> Iterator[Case]:
    """Rows of held-out packs, each with six rivals of its file. Fields of listed objects are left out.

    A share `parts` of them is a part of a longer request.
    """
    source, rng = PackSource(only=lambda name: name in only, parts=parts), random.Random(seed)
    for _ in range(count):
        row = source.draw(rng)
        rivals = rng.sample(list(row.rivals), min(6, len(row.rivals)))
        tools = [tool_of(tool) for tool in [row.tool, *rivals]]
        rng.shuffle(tools)
        whole = row.extra[0][1] if row.extra else ""
        yield Case(row.kind, row.request, tuple(tools), str(row.tool["name"]), gold_of(row), whole)


def _parameters(plain: Mapping[str, Any], all_required: bool) -> dict[str, Any]:
    properties = {name: {k: v for k, v in schema.items() if k != "required"} for name, schema in plain.items()}
    required = [name for name, schema in plain.items() if all_required or schema.get("required")]
    return tolerant({"type": "object", "properties": properties, "required": required})


def dev_cases(name: str) -> Iterator[Case]:
    """The one-call rows of a development set of `data/dev`; API-Bank means every parameter to be given."""
    with lzma.open(DATA / "dev" / f"{name}.json.xz", "rt", encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        if len(row["answers"]) != 1:
            continue
        query = row["query"]
        if not isinstance(query, str):
            query = " ".join(turn["content"] for turn in query[-4:] if turn["role"] == "user")
        query = query.replace("Generate API Request:", "").strip()
        answer = row["answers"][0]
        tools = tuple(
            Tool(t["name"], t.get("description", ""), _parameters(t["parameters"], name.startswith("apibank")))
            for t in row["tools"]
        )
        gold = answer.get("parameters") or answer.get("arguments") or {}
        yield Case("call", query, tools, answer.get("tool") or answer["name"], gold)


def judge(case: Case, reply: Reply) -> str:
    """ok, or what went wrong: refused, asked, tool, acted, missing, extra, wrong."""
    if case.kind == "none":
        return "ok" if isinstance(reply, NoCall) else "acted"
    if isinstance(reply, NoCall):
        return "refused"
    call = reply.call if isinstance(reply, Ask) else reply
    if call is None or call.name != case.name:
        return "tool"
    if case.kind == "ask":
        return "ok" if isinstance(reply, Ask) else "acted"
    if isinstance(reply, Ask):
        return "asked"
    gold = case.arguments or {}
    if same(call.arguments, gold):
        return "ok"
    if set(gold) - set(call.arguments):
        return "missing"
    return "extra" if set(call.arguments) - set(gold) else "wrong"


def evaluate(caller: PointerCaller, cases: Sequence[Case], verbose: int = 0) -> dict[str, Any]:
    """Share exact, overall and by kind, and the causes of the rest."""
    causes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case in cases:
        reply = caller.call(case.request, case.tools, Context(NOW, request=case.whole))
        verdict = judge(case, reply)
        kinds[case.kind] += 1
        right[case.kind] += verdict == "ok"
        causes[verdict] += 1
        if verdict != "ok" and verbose > 0:
            verbose -= 1
            said = reply.call if isinstance(reply, Ask) else reply
            got = said.to_dict() if isinstance(said, Call) else said
            print(f"  {verdict}: {case.request!r}\n    gold {case.kind} {case.name} {case.arguments}\n    got  {got}")
    shares = {kind: round(100 * right[kind] / kinds[kind], 1) for kind in kinds}
    return {
        "n": len(cases),
        "exact": round(100 * right.total() / max(1, len(cases)), 1),
        **shares,
        "causes": dict(causes),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table; with --json also write it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=MODELS / "caller")
    options.add_argument("--packs", type=int, default=400)
    options.add_argument("--verbose", type=int, default=0)
    options.add_argument("--settings", type=json.loads, default={})
    options.add_argument("--json", type=Path)
    args = options.parse_args(argv)
    caller = PointerCaller(reader_of(args.folder), thresholds_of(args.settings))
    result = {"packs": evaluate(caller, list(pack_cases(args.packs)), args.verbose)}
    result["parts"] = evaluate(caller, list(pack_cases(args.packs // 2, parts=1.0)), args.verbose)
    for name in ("apibank_l1", "toolalpaca"):
        result[name] = evaluate(caller, list(dev_cases(name)), args.verbose)
    for name, row in result.items():
        print(name, json.dumps(row))
    if args.json:
        args.json.write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
