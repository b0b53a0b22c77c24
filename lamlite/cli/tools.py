"""`lamlite tools`: which there are, what one of them takes, and whether a file of them is sound."""

from __future__ import annotations

import json
from difflib import get_close_matches

import click

from lamlite.core.errors import UsageError
from lamlite.core.tool import Tool

from .faults import DONE, FAILED
from .options import Options, as_json, shared
from .terminal import bad, bold, dim, good, safe, say, wrapped
from .toolcheck import Finding, confusable, inspect_file
from .toolsets import toolset


@click.group("tools")
def command() -> None:
    """List, show and check tools."""


@command.command("list")
@shared("tools", "as_json")
def list_tools(options: Options) -> int:
    """Name each tool, with its effect; what this device cannot run says why."""
    tools = toolset(options.tools)
    if options.as_json:
        say(as_json([_plain(tool) for tool in tools]))
        return DONE
    room = max((len(tool.name) for tool in tools), default=0)
    source = None
    for tool in tools:
        if tool.source != source:
            source = tool.source
            say(f"\n{bold(safe(source))}" if tool is not tools[0] else bold(safe(source)))
        first = tool.description.strip().split("\n")[0]
        say(wrapped(safe(first), f"  {safe(tool.name):<{room}}  {tool.effect.value:<7}  "))
        if tool.missing:
            say(wrapped(f"not here: {safe(tool.missing)}", bad("    ")))
    return DONE


@command.command("show")
@click.argument("name")
@shared("tools", "as_json")
def show(name: str, options: Options) -> int:
    """Show all of a tool: what it does, takes and gives back, and how it is undone."""
    tools = {tool.name: tool for tool in toolset(options.tools)}
    tool = tools.get(name)
    if tool is None:
        near = get_close_matches(name, tools, n=3, cutoff=0.5)
        hint = f"The nearest are {', '.join(near)}." if near else "See `lamlite tools list`."
        raise UsageError(f"There is no tool called {name!r}.", hint=hint)
    if options.as_json:
        say(as_json(_plain(tool)))
        return DONE
    say(f"{bold(safe(tool.name))}  {tool.effect.value}  {dim(safe(tool.source))}")
    say(wrapped(safe(tool.description)))
    if tool.missing:
        say(wrapped(f"not here: {safe(tool.missing)}"))
    for title, value in (("takes", tool.parameters), ("gives", tool.returns), ("undo", tool.undo)):
        if value is not None:
            say(f"\n{bold(title)}\n{safe(json.dumps(value, indent=2, ensure_ascii=False))}")
    return DONE


@command.command("check")
@click.argument("file")
@shared("as_json")
def check(file: str, options: Options) -> int:
    """Check the tools in FILE (a .json or .py file, or a pack): schemas, names, and whether the model can read them."""
    findings = inspect_file(file)
    pairs = confusable(findings)
    sound = all(finding.sound for finding in findings)
    if options.as_json:
        plain = [finding.to_dict() for finding in findings]
        say(as_json({"tools": plain, "confusable": [list(pair) for pair in pairs], "sound": sound}))
        return DONE if sound else FAILED
    for finding in findings:
        _tell(finding)
    for one, other, why in pairs:
        say(wrapped(f"{safe(one)} and {safe(other)}: {why}.", bad("Easily confused: ")))
    count = sum(not finding.sound for finding in findings)
    say(
        "\n"
        + (
            good(f"All {len(findings)} tools are sound.")
            if sound
            else bad(f"{count} of {len(findings)} tools cannot be used.")
        )
    )
    return DONE if sound else FAILED


def _tell(finding: Finding) -> None:
    mark = good("✓") if finding.sound else bad("✗")
    fits = "" if finding.fits else ", more than the model reads"
    size = f"{finding.tokens} tokens{fits}" if finding.tokens else ""
    say(f"{mark} {bold(safe(finding.name))}  {dim(size)}".rstrip())
    for fault in finding.faults:
        say(wrapped(safe(fault), bad("    ")))
    for warning in finding.warnings:
        say(wrapped(safe(warning), dim("    ")))


def _plain(tool: Tool) -> dict[str, object]:
    return {
        "name": tool.name,
        "description": tool.description,
        "parameters": tool.parameters,
        "returns": tool.returns,
        "effect": tool.effect.value,
        "undo": tool.undo,
        "source": tool.source,
        "missing": tool.missing,
    }
