"""The device itself: battery, disk, volume, brightness, radios, screen. What it has no means for is unavailable."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from lamlite import Format, Range, ToolError, Unavailable, desk, tool

_Percent = Annotated[int, Range(0, 100)]
_GIGABYTE = 1e9


@dataclass(frozen=True)
class Battery:
    """The battery."""

    percent: Annotated[int, "Charge in per cent."]
    charging: Annotated[bool, "Whether it is plugged in."]


@dataclass(frozen=True)
class Disk:
    """Room on a disk."""

    path: Annotated[str, "A folder on the disk."]
    total_gb: Annotated[float, "Size in gigabytes."]
    used_gb: Annotated[float, "What is used, in gigabytes."]
    free_gb: Annotated[float, "What is free, in gigabytes."]
    percent: Annotated[float, "What is used, in per cent."]


@dataclass(frozen=True)
class System:
    """What kind of device this is."""

    system: Annotated[str, "Operating system."]
    version: Annotated[str, "Its version."]
    machine: Annotated[str, "Kind of processor."]
    processors: Annotated[int, "How many processors it has."]
    name: Annotated[str, "The device's name in the network."]


@dataclass(frozen=True)
class Level:
    """A level that was set."""

    level: Annotated[int, "The level now, in per cent."]
    previous: Annotated[int, "The level before."]


@dataclass(frozen=True)
class Switch:
    """Something that was turned on or off."""

    on: Annotated[bool, "Whether it is on now."]
    previous: Annotated[bool, "Whether it was on before."]


@dataclass(frozen=True)
class Opened:
    """Something that was opened."""

    name: Annotated[str, "What was opened."]


@dataclass(frozen=True)
class Screenshot:
    """A picture of the screen."""

    path: Annotated[str, "The file it is in."]


@dataclass(frozen=True)
class Locked:
    """The screen."""

    locked: Annotated[bool, "Whether it is locked."]


def _no_battery() -> str:
    try:
        return "" if desk.device.battery() else "This device has no battery."
    except ToolError as error:
        return str(error)


@tool(effect="read", missing=_no_battery)
def battery() -> Battery:
    """Tell how full the battery is and whether it is charging."""
    found = desk.device.battery()
    if found is None:
        raise Unavailable("This device has no battery.")
    return Battery(found.percent, found.charging)


@tool(effect="read")
def disk_usage(path: str | None = None) -> Disk:
    """Tell how much room is left on the disk.

    Args:
        path: A folder on the disk; the home folder's without it.
    """
    folder = Path(path).expanduser() if path else Path.home()
    try:
        room = shutil.disk_usage(folder)
    except OSError as error:
        raise ToolError(f"There is no folder {folder}.") from error
    total, used, free = (round(part / _GIGABYTE, 1) for part in room)
    return Disk(str(folder), total, used, free, round(room.used / max(room.total, 1) * 100, 1))


@tool(effect="read")
def system_info() -> System:
    """Tell what device and operating system this is."""
    return System(platform.system(), platform.release(), platform.machine(), os.cpu_count() or 1, platform.node())


@tool(
    effect="write",
    undo={"name": "set_volume", "arguments": {"level": "$result.previous"}},
    missing=lambda: desk.device.missing("volume"),
)
def set_volume(level: _Percent) -> Level:
    """Set how loud the sound is.

    Args:
        level: Loudness in per cent, from 0 for silent to 100.

    Questions:
        level: How loud should it be, in per cent?
    """
    return _set("volume", level)


@tool(
    effect="write",
    undo={"name": "set_brightness", "arguments": {"level": "$result.previous"}},
    missing=lambda: desk.device.missing("brightness"),
)
def set_brightness(level: _Percent) -> Level:
    """Set how bright the screen is.

    Args:
        level: Brightness in per cent, from 0 to 100.

    Questions:
        level: How bright should it be, in per cent?
    """
    return _set("brightness", level)


@tool(
    effect="write",
    undo={"name": "set_wifi", "arguments": {"on": "$result.previous"}},
    missing=lambda: desk.device.missing("wifi"),
)
def set_wifi(on: bool) -> Switch:
    """Turn Wi-Fi on or off.

    Args:
        on: true to turn it on, false to turn it off.
    """
    return _switch("wifi", on)


@tool(
    effect="write",
    undo={"name": "set_bluetooth", "arguments": {"on": "$result.previous"}},
    missing=lambda: desk.device.missing("bluetooth"),
)
def set_bluetooth(on: bool) -> Switch:
    """Turn Bluetooth on or off.

    Args:
        on: true to turn it on, false to turn it off.
    """
    return _switch("bluetooth", on)


@tool(
    effect="write",
    undo={"name": "set_do_not_disturb", "arguments": {"on": "$result.previous"}},
    missing=lambda: desk.device.missing("do not disturb"),
)
def set_do_not_disturb(on: bool) -> Switch:
    """Turn do-not-disturb mode on or off: no notifications are shown while it is on.

    Args:
        on: true to turn it on, false to turn it off.
    """
    return _switch("do not disturb", on)


@tool(effect="write", missing=desk.apps.missing)
def open_app(name: str) -> Opened:
    """Open a program.

    Args:
        name: Name of the program.
    """
    return Opened(desk.apps.start(name))


@tool(effect="send", missing=lambda: "" if desk.device.opener() else "This device has no browser to open it in.")
def open_url(url: Annotated[str, Format("uri")]) -> Opened:
    """Open a web page in the browser.

    Args:
        url: Address of the page, starting with https:// or http://.

    Questions:
        url: Which page should I open?
    """
    command = desk.device.opener()
    if command is None:
        raise Unavailable("This device has no browser to open it in.")
    # A file: or javascript: address would reach what the user did not mean to open.
    if not url.lower().startswith(("https://", "http://")) or any(c.isspace() or ord(c) < 32 for c in url):
        raise ToolError(f"{url!r} is not the address of a web page.", hint="It must start with https:// or http://.")
    desk.device.launch((*command, url))
    return Opened(url)


@tool(
    effect="write",
    undo={"name": "trash_file", "arguments": {"path": "$result.path"}},
    missing=lambda: "" if desk.device.camera() else "This device has no program that takes screenshots.",
)
def take_screenshot(path: str | None = None) -> Screenshot:
    """Take a picture of the screen.

    Args:
        path: File to put it in, such as Pictures/screen.png.
    """
    command = desk.device.camera()
    if command is None:
        raise Unavailable("This device has no program that takes screenshots.")
    roots = desk.folders.allowed()
    folder = next((root for root in roots if root.name == "Pictures"), roots[0])
    name = f"Screenshot {desk.clock():%Y-%m-%d %H-%M-%S}.png"
    target = desk.folders.check(desk.folders.new(path) if path else folder / name)
    if target.is_dir():
        target = target / name
    if target.exists():
        raise ToolError(f"There already is a file {target.name}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    desk.device.run((*command, str(target)))
    if not target.exists():
        raise ToolError(f"{command[0]} made no picture.")
    return Screenshot(str(target))


@tool(effect="write", missing=lambda: "" if desk.device.lock() else "This device has no screen to lock.")
def lock_screen() -> Locked:
    """Lock the screen."""
    command = desk.device.lock()
    if command is None:
        raise Unavailable("This device has no screen to lock.")
    desk.device.run(command)
    return Locked(True)


def _set(thing: str, level: int) -> Level:
    before = desk.device.level(thing)
    desk.device.set_level(thing, level)
    return Level(desk.device.level(thing), before)


def _switch(thing: str, on: bool) -> Switch:
    before = desk.device.switched(thing)
    desk.device.switch(thing, on)
    return Switch(on, before)
