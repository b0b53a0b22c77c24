"""Results into one self-contained HTML page with plots, PNGs of the plots, and a Markdown table for the README.

    python -m benchmarks report [--results benchmarks/work] [--out benchmarks/work/report.html]

It takes every SUITE.json that is there; a suite without one is listed as not run. Pages state the commit, the machine,
its load at the start and the command of each result. Plots are drawn by matplotlib (extra `bench`), and embedded.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from . import plots, result
from .__main__ import SUITES

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;
background:#fff}table{border-collapse:collapse;margin:1rem 0}th,td{padding:.25rem .75rem;border-bottom:1px solid #ddd;
text-align:right}th:first-child,td:first-child{text-align:left}img{max-width:100%}code{background:#f3f3f3}
.small{color:#666;font-size:.85rem}"""
Table = tuple[str, Sequence[str], list[list[Any]]]


def load(folder: Path) -> dict[str, dict[str, Any]]:
    """Suite -> its result, of those that are there and whole."""
    found = {}
    for suite in SUITES:
        path = folder / f"{suite}.json"
        if path.exists():
            found[suite] = json.loads(path.read_text(encoding="utf-8"))
    return found


def accuracy(results: Mapping[str, Any]) -> Table:
    """The main figure of every accuracy suite."""
    rows: list[list[Any]] = []

    def add(suite: str, name: str, value: Any, of: Any) -> None:
        rows.append([f"{suite}: {name}", value, of])

    if "bfcl" in results:
        figures = results["bfcl"]["figures"]
        count = sum(one["n"] for one in figures["categories"].values())
        add("bfcl", f"mean of {len(figures['categories'])} categories", figures["mean"], count)
        add("bfcl", "mean of the rows", figures["mean_of_rows"], count)
    if "own" in results:
        figures = results["own"]["figures"]
        add("own", "exact", figures["exact"], figures["n"])
        for kind, one in figures["kinds"].items():
            add("own", f"exact, {kind}", one["exact"], one["n"])
    if "scenes" in results:
        add("scenes", "left as wanted", results["scenes"]["figures"]["right"], results["scenes"]["figures"]["n"])
    for pack, one in results.get("planning", {}).get("figures", {}).items():
        add("planning", f"exact, {pack}", one["exact"], one["n"])
    for size, one in results.get("retrieval", {}).get("figures", {}).items():
        for group in ("bundled", "held-out"):
            if group in one:
                add("retrieval", f"recall@8, {size} tools, {group}", one[group]["recall@8"], one[group]["n"])
    if "values" in results:
        figures = results["values"]["figures"]
        add(
            "values", "supported kinds", figures["supported"], sum(one["entities"] for one in figures["kinds"].values())
        )
    return "Accuracy", ("", "%", "rows"), rows


def times(results: Mapping[str, Any]) -> Table:
    """Medians and 99th percentiles, in milliseconds."""
    rows: list[list[Any]] = []
    speed = results.get("speed", {}).get("figures", {})
    for name, one in speed.get("start", {}).items():
        rows.append([f"start: {name}", one["median"], one["p99"]])
    for name, one in sorted(speed.get("warm", {}).items()):
        rows.append([f"warm: {name}", one["median"], one["p99"]])
    for effect, one in results.get("parallel_steps", {}).get("figures", {}).items():
        rows.append([f"three {effect} tools that wait 200 ms", one["median"], one["p99"]])
    for one in results.get("growth", {}).get("figures", {}).get("registry", ()):
        if "retrieve" in one:
            rows.append([f"retrieve among {one['tools']:,} tools", one["retrieve"]["median"], one["retrieve"]["p99"]])
    for model, found in results.get("peers", {}).get("figures", {}).items():
        for name, one in found["peers"].items():
            rows.append([f"{name} on {model}", one["ms"]["median"], one["ms"]["p99"]])
    return "Time", ("", "median ms", "p99 ms"), rows


def room(results: Mapping[str, Any]) -> Table:
    """Memory and disk, in megabytes."""
    speed = results.get("speed", {}).get("figures", {})
    rows = [[f"resident: {name}", value] for name, value in speed.get("memory", {}).items() if name != "tools"]
    rows += [[f"on disk: {name}", value] for name, value in speed.get("disk", {}).items()]
    return "Memory and disk", ("", "MB"), rows


def markdown(tables: Sequence[Table]) -> str:
    """The tables as Markdown."""
    parts = []
    for title, head, rows in tables:
        if rows:
            lines = [f"| {title} | {' | '.join(head[1:])} |", f"|---|{'---:|' * (len(head) - 1)}"]
            lines += [f"| {' | '.join('-' if cell is None else str(cell) for cell in row)} |" for row in rows]
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def page(results: Mapping[str, Any], tables: Sequence[Table], pictures: Mapping[str, bytes]) -> str:
    """The page."""
    made = datetime.now(timezone.utc).isoformat(timespec="seconds")
    parts = [f"<h1>lamlite, measured</h1><p class=small>{made}</p>"]
    for title, head, rows in tables:
        if rows:
            parts.append(f"<h2>{title}</h2>{_table(head, rows)}")
    for title, data in pictures.items():
        source = base64.b64encode(data).decode("ascii")
        parts.append(
            f'<h2>{html.escape(title)}</h2><img alt="{html.escape(title)}" src="data:image/png;base64,{source}">'
        )
    parts.append("<h2>How</h2>")
    for suite, what in SUITES.items():
        if suite == "report":
            continue
        parts.append(f"<h3>{suite}</h3><p>{html.escape(what)}</p>")
        parts.append(_how(results[suite]) if suite in results else "<p>Not run.</p>")
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>lamlite, measured</title><style>{_STYLE}</style>"
        f"{''.join(parts)}</html>\n"
    )


def _how(found: Mapping[str, Any]) -> str:
    device, commit = found["device"], found["commit"]
    changed = " with changes" if commit.get("changed") else ""
    lines = [
        f"<code>{html.escape(found['command'])}</code>",
        f"{found['started']}, {found['seconds']} s, commit {str(commit.get('id', 'unknown'))[:12]}{changed}",
        f"{device['cpu']}, {device['cores']} cores, {device['memory_gb']} GB, {device['os']}",
        f"load of the machine at the start: {device.get('load')}",
        ", ".join(f"{name} {number}" for name, number in found["versions"].items()),
        *(f"Note: {note}" for note in found["notes"]),
    ]
    return (
        "<p class=small>" + "<br>".join(line if line.startswith("<") else html.escape(line) for line in lines) + "</p>"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    cells = "".join(f"<th>{html.escape(one)}</th>" for one in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{'-' if cell is None else html.escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><tr>{cells}</tr>{body}</table>"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page, the pictures and the Markdown."""
    options = result.options("report", __doc__)
    options.add_argument("--results", type=Path, default=result.WORK, help="folder of SUITE.json files")
    options.add_argument("--out", type=Path, default=result.WORK / "report.html")
    args = options.parse_args(argv)
    results = load(args.results)
    if not results:
        print(f"There are no results in {args.results}: run a suite first.")
        return 1
    tables = [accuracy(results), times(results), room(results)]
    pictures = plots.draw(results)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    for title, data in pictures.items():
        args.out.with_name(f"{plots.file_name(title)}.png").write_bytes(data)
    args.out.write_text(page(results, tables, pictures), encoding="utf-8")
    args.out.with_suffix(".md").write_text(markdown(tables), encoding="utf-8")
    print(markdown(tables))
    print(f"written: {args.out}, {args.out.with_suffix('.md')} and {len(pictures)} pictures")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
