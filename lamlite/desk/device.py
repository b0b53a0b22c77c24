"""What this device lets a program do: volume, brightness, radios, battery, screenshots. Ordinary programs do it."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from lamlite.core.errors import ToolError, Unavailable

POWER = Path("/sys/class/power_supply")
_SECONDS = 10


@dataclass(frozen=True)
class Means:
    """A program that reads and sets one thing.

    Attributes:
        read: Command that shows the present value.
        pattern: Regular expression whose first group is the value in what `read` prints.
        change: Command that sets it; {} is the new value.
        words: What stands for on and off, in `read` and in `change`.
        scale: What the program calls 100 per cent.
        desktop: Regular expression on the desktop's name, where the program only works there.
    """

    read: tuple[str, ...]
    pattern: str
    change: tuple[str, ...]
    words: tuple[str, str] = ("on", "off")
    scale: float = 100
    desktop: str = ""


@dataclass(frozen=True)
class Battery:
    """Charge of the battery.

    Attributes:
        percent: Charge in per cent, 0 to 100.
        charging: Whether it is being charged or full.
    """

    percent: int
    charging: bool


_MEANS: dict[str, tuple[Means, ...]] = {
    "volume": (
        Means(("pactl", "get-sink-volume", "@DEFAULT_SINK@"), r"(\d+)%",
              ("pactl", "set-sink-volume", "@DEFAULT_SINK@", "{}%")),
        Means(("wpctl", "get-volume", "@DEFAULT_AUDIO_SINK@"), r"([\d.]+)",
              ("wpctl", "set-volume", "@DEFAULT_AUDIO_SINK@", "{}"), scale=1),
        Means(("amixer", "get", "Master"), r"\[(\d+)%\]", ("amixer", "-q", "set", "Master", "{}%")),
        Means(("osascript", "-e", "output volume of (get volume settings)"), r"(\d+)",
              ("osascript", "-e", "set volume output volume {}")),
    ),
    "brightness": (
        Means(("brightnessctl", "-m"), r",(\d+)%", ("brightnessctl", "-q", "set", "{}%")),
        Means(("light", "-G"), r"([\d.]+)", ("light", "-S", "{}")),
        Means(("brightness", "-l"), r"brightness ([\d.]+)", ("brightness", "{}"), scale=1),
    ),
    "wifi": (
        Means(("nmcli", "radio", "wifi"), r"(\w+)", ("nmcli", "radio", "wifi", "{}")),
        Means(("networksetup", "-getairportpower", "en0"), r": (\w+)",
              ("networksetup", "-setairportpower", "en0", "{}")),
    ),
    "bluetooth": (
        Means(("bluetoothctl", "show"), r"Powered: (\w+)", ("bluetoothctl", "power", "{}")),
        Means(("blueutil", "-p"), r"(\d)", ("blueutil", "-p", "{}"), words=("1", "0")),
    ),
    "do not disturb": (
        Means(("dunstctl", "is-paused"), r"(\w+)", ("dunstctl", "set-paused", "{}"), words=("true", "false")),
        # GNOME calls it by what it still shows.
        Means(("gsettings", "get", "org.gnome.desktop.notifications", "show-banners"), r"(\w+)",
              ("gsettings", "set", "org.gnome.desktop.notifications", "show-banners", "{}"),
              words=("false", "true"), desktop="GNOME|Unity|Budgie"),
    ),
}  # fmt: skip
_YES = {"on", "yes", "true", "1", "enabled"}
# Programs that take a picture of the screen, with what they are given before the path.
_CAMERAS: tuple[tuple[str, ...], ...] = (
    ("screencapture", "-x"), ("gnome-screenshot", "-f"), ("spectacle", "-b", "-n", "-o"), ("grim",), ("scrot",),
    ("maim",), ("import", "-window", "root"),
)  # fmt: skip
_LOCKS: tuple[tuple[str, ...], ...] = (
    ("loginctl", "lock-session"), ("xdg-screensaver", "lock"), ("pmset", "displaysleepnow"),
    ("rundll32.exe", "user32.dll,LockWorkStation"),
)  # fmt: skip
_OPENERS: tuple[tuple[str, ...], ...] = (
    ("xdg-open",), ("open",), ("rundll32.exe", "url.dll,FileProtocolHandler"),
)  # fmt: skip


def missing(thing: str) -> str:
    """Why the device cannot set a thing ("volume", "wifi", ...), empty if it can."""
    if _means(thing):
        return ""
    names = ", ".join(dict.fromkeys(means.read[0] for means in _MEANS[thing]))
    return f"This device has no program that sets {thing} (looked for {names})."


def level(thing: str) -> int:
    """The present value in per cent.

    Raises:
        Unavailable, ToolError: the device has no means, or they fail.
    """
    means = _need(thing)
    return round(float(_read(means, thing)) / means.scale * 100)


def set_level(thing: str, percent: int) -> None:
    """Set a value in per cent.

    Raises:
        Unavailable, ToolError: the device has no means, or they fail.
    """
    means = _need(thing)
    run(_filled(means.change, f"{percent / 100 * means.scale:g}"))


def switched(thing: str) -> bool:
    """Whether a thing is on.

    Raises:
        Unavailable, ToolError: the device has no means, or they fail.
    """
    means = _need(thing)
    word = _read(means, thing).lower()
    return word == means.words[0] if word in means.words else word in _YES


def switch(thing: str, on: bool) -> None:
    """Turn a thing on or off.

    Raises:
        Unavailable, ToolError: the device has no means, or they fail.
    """
    means = _need(thing)
    run(_filled(means.change, means.words[0 if on else 1]))


def battery() -> Battery | None:
    """The battery's charge, None without a battery."""
    if sys.platform == "win32":
        return _windows_battery()
    if sys.platform == "darwin":
        shown = run(("pmset", "-g", "batt"))
        found = re.search(r"(\d+)%; ([\w ]+)", shown)
        return Battery(int(found[1]), not found[2].startswith("discharging")) if found else None
    for folder in sorted(POWER.glob("BAT*")):
        try:
            percent = int((folder / "capacity").read_text())
            return Battery(percent, (folder / "status").read_text().strip() in ("Charging", "Full", "Not charging"))
        except (OSError, ValueError):
            continue
    return None


def camera() -> tuple[str, ...] | None:
    """The command that takes a screenshot, less the path; None without one."""
    if not has_screen():
        return None
    wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    fitting = (one for one in _CAMERAS if one[0] not in (("scrot", "maim", "import") if wayland else ("grim",)))
    return _first(fitting)


def lock() -> tuple[str, ...] | None:
    """The command that locks the screen; None without one."""
    return _first(_LOCKS) if has_screen() else None


def opener() -> tuple[str, ...] | None:
    """The command that opens an address in the browser, less the address; None without one."""
    return _first(_OPENERS) if has_screen() else None


def has_screen() -> bool:
    """Whether there is a screen to show things on."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(command: tuple[str, ...]) -> str:
    """What a program prints.

    Raises:
        ToolError: it fails, or takes longer than ten seconds.
    """
    plain = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True, env=plain)
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or "").strip().splitlines()
        raise ToolError(f"{command[0]} failed: {said[-1] if said else f'exit status {error.returncode}'}.") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"{command[0]} could not be run: {error}.") from error
    return done.stdout


def launch(command: tuple[str, ...], folder: Path | None = None) -> None:
    """Start a program that outlives this one.

    Raises:
        ToolError: it cannot be started.
    """
    null = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=null, stdout=null, stderr=null, cwd=folder, start_new_session=True)
    except OSError as error:
        raise ToolError(f"{command[0]} could not be started: {error.strerror}.") from error
    # Somebody has to take note when it ends, or it stays in the process table for as long as this program runs.
    threading.Thread(target=process.wait, daemon=True).start()


def _first(commands: object) -> tuple[str, ...] | None:
    return next((one for one in commands if shutil.which(one[0])), None)  # type: ignore[attr-defined]


def _means(thing: str) -> Means | None:
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "")
    fitting = (one for one in _MEANS[thing] if not one.desktop or re.search(one.desktop, desktop))
    return next((one for one in fitting if shutil.which(one.read[0])), None)


def _need(thing: str) -> Means:
    means = _means(thing)
    if means is None:
        raise Unavailable(missing(thing))
    return means


def _read(means: Means, thing: str) -> str:
    found = re.search(means.pattern, run(means.read))
    if found is None:
        raise ToolError(f"{means.read[0]} did not say what the {thing} is.")
    return found[1]


def _filled(command: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(part.replace("{}", value) for part in command)


def _windows_battery() -> Battery | None:
    class Status(ctypes.Structure):
        _fields_ = (
            ("line", ctypes.c_byte), ("flag", ctypes.c_ubyte), ("percent", ctypes.c_ubyte), ("saver", ctypes.c_byte),
            ("seconds", ctypes.c_ulong), ("full", ctypes.c_ulong),
        )  # fmt: skip

    status, no_battery, unknown = Status(), 128, 255
    getattr(ctypes, "windll").kernel32.GetSystemPowerStatus(ctypes.byref(status))  # noqa: B009 - only on Windows
    if status.flag & no_battery or status.percent == unknown:
        return None
    return Battery(status.percent, status.line == 1)
