"""The plots of the report, each out of one or two results: {"Time by stage": b"\\x89PNG..."}; what is not there, is not
drawn. Colours are those that colour-blind readers tell apart (Okabe and Ito)."""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib import import_module
from typing import Any

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#F0E442", "#000000", "#999999", "#7F3C8D",
           "#11A579", "#E73F74")  # fmt: skip
Figure = Any


def file_name(title: str) -> str:
    """A title as the name of a file: "Time by stage" -> time-by-stage."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in title.lower()).split())


def draw(results: Mapping[str, Any]) -> dict[str, bytes]:
    """Title -> PNG, of every plot that the results have data for."""
    matplotlib = import_module("matplotlib")  # not every suite needs it
    matplotlib.use("Agg")
    pyplot = import_module("matplotlib.pyplot")
    found = {}
    for title, plot in PLOTS.items():
        figure, axes = pyplot.subplots(figsize=(8, 4), dpi=120)
        axes.set_prop_cycle(color=COLOURS)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        if plot(axes, results):
            axes.set_title(title)
            figure.tight_layout()
            stream = io.BytesIO()
            figure.savefig(stream, format="png")
            found[title] = stream.getvalue()
        pyplot.close(figure)
    return found


def _accuracy_and_size(axes: Figure, results: Mapping[str, Any]) -> bool:
    sizes = results.get("speed", {}).get("figures", {}).get("disk", {})
    total = sum(value for name, value in sizes.items() if name.startswith("models/"))
    points = [(name, results[name]["figures"].get(key)) for name, key in (("bfcl", "mean"), ("own", "exact"),
              ("scenes", "right")) if name in results]  # fmt: skip
    if not total or not points:
        return False
    for name, value in points:
        axes.scatter([total], [value], s=60, label=name)
    axes.set(xlabel="models on disk, MB", ylabel="%", xlim=(0, total * 2), ylim=(0, 100))
    axes.legend(frameon=False)
    return True


def _latency(axes: Figure, results: Mapping[str, Any]) -> bool:
    warm = results.get("speed", {}).get("figures", {}).get("warm", {})
    if not warm:
        return False
    names = sorted(warm, reverse=True)
    for place, name in enumerate(names):
        one = warm[name]
        axes.plot([one["p10"], one["p90"]], [place, place], color=COLOURS[5], linewidth=8, solid_capstyle="butt")
        axes.plot([one["min"], one["p99"]], [place, place], color=COLOURS[0], linewidth=1)
        axes.plot([one["median"]], [place], "|", color=COLOURS[3], markersize=14, markeredgewidth=2)
    axes.set(yticks=range(len(names)), xlabel="ms: median; 10th to 90th; least to 99th percentile")
    axes.set_yticklabels(names)
    axes.set_xlim(left=0)
    return True


def _stages(axes: Figure, results: Mapping[str, Any]) -> bool:
    found = results.get("speed", {}).get("figures", {}).get("by_stage", {}).get("stages", {})
    if not found:
        return False
    names = [name for name in found if found[name]["ms"] > 0]
    bars = axes.barh(names[::-1], [found[name]["ms"] for name in names[::-1]], color=COLOURS[0])
    axes.bar_label(bars, [f"{found[name]['share']} %" for name in names[::-1]], padding=3)
    axes.set(xlabel="ms of a warm request that writes")
    return True


def _registry(axes: Figure, results: Mapping[str, Any]) -> bool:
    rows = results.get("growth", {}).get("figures", {}).get("registry", [])
    if len(rows) < 2:
        return False
    for name in ("retrieve", "call"):
        kept = [row for row in rows if name in row]
        axes.plot([row["tools"] for row in kept], [row[name]["median"] for row in kept], marker="o", label=name)
    axes.set(xscale="log", xlabel="tools registered", ylabel="ms, median")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    return True


def _plans(axes: Figure, results: Mapping[str, Any]) -> bool:
    rows = results.get("growth", {}).get("figures", {}).get("plan", [])
    if len(rows) < 2:
        return False
    axes.plot([row["steps"] for row in rows], [row["run"]["median"] for row in rows], marker="o")
    axes.set(xlabel="steps of the plan", ylabel="ms of a run, median")
    axes.set_ylim(bottom=0)
    return True


def _recall(axes: Figure, results: Mapping[str, Any]) -> bool:
    figures = results.get("retrieval", {}).get("figures", {})
    if not figures:
        return False
    sizes = sorted(figures, key=int)
    for group in ("bundled", "held-out"):
        for depth in ("recall@1", "recall@8"):
            values = [figures[size].get(group, {}).get(depth) for size in sizes]
            axes.plot([int(size) for size in sizes], values, marker="o", label=f"{group}, {depth}")
    axes.set(xscale="log", xlabel="tools registered", ylabel="%", ylim=(0, 102))
    axes.legend(frameon=False)
    return True


def _own(axes: Figure, results: Mapping[str, Any]) -> bool:
    causes = results.get("own", {}).get("figures", {}).get("causes", {})
    if not causes:
        return False
    names = list(causes)[:12][::-1]
    axes.barh(names, [causes[name] for name in names], color=COLOURS[3])
    axes.set(xlabel="rows")
    return True


def _peers(axes: Figure, results: Mapping[str, Any]) -> bool:
    figures = results.get("peers", {}).get("figures", {})
    models = [model for model in figures if figures[model]["peers"]]
    if not models:
        return False
    names = sorted({name for model in models for name in figures[model]["peers"]})
    width = 0.8 / len(names)
    for number, name in enumerate(names):
        values = [figures[model]["peers"].get(name, {}).get("ms", {}).get("median", 0) for model in models]
        axes.bar([place + number * width for place in range(len(models))], values, width, label=name)
    axes.set(ylabel="ms a call, median", xticks=[place + 0.4 - width / 2 for place in range(len(models))])
    axes.set_xticklabels(models)
    axes.legend(frameon=False)
    return True


PLOTS = {
    "Accuracy against size": _accuracy_and_size,
    "Causes of failure, bundled tools": _own,
    "Latency": _latency,
    "Time by stage": _stages,
    "Growth with the registry": _registry,
    "Growth with the plan": _plans,
    "Recall of the retriever": _recall,
    "Peers on the same GGUF": _peers,
}
