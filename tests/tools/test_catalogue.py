"""The catalogue is fixed: saved trails and users' policies name these tools, parameters and effects."""

from __future__ import annotations

import re

import pytest

from lamlite import Tool, load_tools
from lamlite.core.question import question
from lamlite.grammar import schema
from lamlite.sources import pack_names

CATALOGUE = """
time read now()
time read date_difference(start: date, end: date)
time read shift_date(date: date, by: duration)
time read convert_time(when: date-time, from_zone: string, to_zone: string)
calc read calculate(expression: string)
calc read convert_units(value: number, from_unit: string, to_unit: string)
notes write add_note(body: string, title?: string, tags?: [string])
notes write append_note(note: string, text: string)
notes read search_notes(query: string, limit?: integer)
notes read read_note(note: string)
notes destroy delete_note(note: string)
todo write add_todo(item: string, list?: string, due?: date)
todo read list_todos(list?: string, status?: open|done|all)
todo write complete_todo(item: string, list?: string)
todo destroy delete_todo(item: string, list?: string)
calendar write create_event(title: string, start: date-time, duration_minutes?: integer, end?: date-time, \
location?: string, attendees?: [string])
calendar read list_events(day?: date, until?: date)
calendar read find_free_time(day: date, duration_minutes: integer, after?: time, before?: time)
calendar write move_event(event: string, start: date-time)
calendar destroy cancel_event(event: string)
reminders write set_reminder(text: string, when: date-time)
reminders write set_alarm(time: time, label?: string, days?: [mon|tue|wed|thu|fri|sat|sun])
reminders write set_timer(seconds: integer, label?: string)
reminders read list_reminders(kind?: reminder|alarm|timer|all)
reminders destroy cancel_reminder(which: string)
contacts write add_contact(name: string, phone?: string, email?: email, birthday?: date)
contacts read find_contact(name: string)
contacts write update_contact(name: string, phone?: string, email?: email)
contacts destroy delete_contact(name: string)
mail write draft_email(to: [string], subject: string, body: string, cc?: [string])
mail send send_email(to: [string], subject: string, body: string, cc?: [string], attachments?: [string])
mail read list_drafts()
files read find_files(name: string, folder?: string, kind?: any|document|image|audio|video|archive, \
modified_after?: date)
files read read_file(path: string)
files read file_info(path: string)
files write write_file(path: string, text: string, overwrite?: boolean)
files write append_file(path: string, text: string)
files write move_file(source: string, destination: string)
files write copy_file(source: string, destination: string)
files write make_folder(path: string)
files destroy trash_file(path: string)
system read battery()
system read disk_usage(path?: string)
system read system_info()
system write set_volume(level: integer 0..100)
system write set_brightness(level: integer 0..100)
system write set_wifi(on: boolean)
system write set_bluetooth(on: boolean)
system write set_do_not_disturb(on: boolean)
system write open_app(name: string)
system write take_screenshot(path?: string)
system write lock_screen()
system send open_url(url: uri)
"""
TOOLS = [(name, tool) for name in pack_names() for tool in load_tools(name)]


def shown(tool: Tool) -> str:
    """The tool as the catalogue has it."""

    def kind(part: dict[str, object]) -> str:
        if isinstance(part.get("items"), dict):
            return f"[{kind(part['items'])}]"  # type: ignore[arg-type]
        if isinstance(part.get("enum"), list):
            return "|".join(part["enum"])  # type: ignore[arg-type]
        if part.get("maximum") == 100 and "default" not in part:
            return f"{part['type']} {part['minimum']}..{part['maximum']}"
        return str(part.get("format") or part["type"])

    parameters = (f"{n}{'' if n in tool.required else '?'}: {kind(p)}" for n, p in tool.properties.items())
    return f"{tool.effect.value} {tool.name}({', '.join(parameters)})"


def test_names_parameters_and_effects() -> None:
    assert sorted(f"{pack} {shown(tool)}" for pack, tool in TOOLS) == sorted(CATALOGUE.strip().splitlines())


@pytest.mark.parametrize("tool", [tool for _, tool in TOOLS], ids=lambda tool: tool.name)
def test_every_tool_is_described_and_can_be_enforced(tool: Tool) -> None:
    assert tool.returns is not None
    schema.check(tool.parameters)
    schema.check(tool.returns)
    assert tool.description
    assert all(part.get("description") for part in tool.properties.values())
    assert all(part.get("description") for part in tool.returns["properties"].values())
    undo = tool.undo
    while undo:
        inverse = next(other for _, other in TOOLS if other.name == undo["name"])
        assert set(inverse.required) <= set(undo["arguments"]) <= set(inverse.properties)
        assert not re.search(r"\$arguments", str(undo))
        undo = undo.get("else")


@pytest.mark.parametrize("tool", [tool for _, tool in TOOLS], ids=lambda tool: tool.name)
def test_what_is_missing_is_asked_for_in_words(tool: Tool) -> None:
    """Neither "What to add?" nor "What should the query be?", nor a parameter's name."""
    for name in tool.required:
        asked = question(tool.properties[name], name)
        assert re.match(r"(What|Which|When|Where|Who|Whom|Whose|How|Should I)\b[^?]*\?( \(.+\))?$", asked)
        assert not re.match(r"(\w+ to |What should the \w+ be\?)", asked)
        assert "_" not in asked
