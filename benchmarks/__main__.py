"""Run a suite: `python -m benchmarks SUITE [options]`; without a suite, list them. `SUITE --help` shows its options.

python -m benchmarks own --limit 20
python -m benchmarks report
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

SUITES = {
    "bfcl": "BFCL v4, single turn: 13 categories, judged by the official checker.",
    "own": "The bundled tools: requests against exact calls, dry.",
    "scenes": "The bundled tools: requests against the state that they leave behind.",
    "planning": "Plans of held-out packs and of the hard exam: steps and needs.",
    "retrieval": "The right tool among 100, 1,000 and 10,000.",
    "values": "What words mean: the English cases of recognizers-text.",
    "speed": "Cold start, warm call, plans, time by stage, memory, sizes on disk.",
    "parallel_steps": "Three reads that wait 200 ms each, at the same time.",
    "growth": "What grows: the registry, the plan, the trail.",
    "peers": "The same GGUF, prompt and schema in lamlite and in other libraries.",
    "report": "One HTML page, plots and a Markdown table out of the results.",
}


def main(argv: Sequence[str]) -> int:
    """Run the suite that the first argument names."""
    if argv and argv[0] in SUITES:
        code: int = import_module(f"benchmarks.{argv[0]}").main(list(argv[1:]))
        return code
    asked = not argv or argv[0] in ("-h", "--help")
    if not asked:
        print(f"There is no suite {argv[0]!r}.", file=sys.stderr)
    print("python -m benchmarks SUITE [options]\n", file=sys.stdout if asked else sys.stderr)
    for name, what in SUITES.items():
        print(f"  {name:15} {what}", file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
