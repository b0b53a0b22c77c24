"""The files and system packs: real files, the real trash, stand-in programs on the PATH."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lamlite import Ambiguous, NotFound, Tool, ToolError, Unavailable, desk

Packs = Callable[[str], dict[str, Tool]]
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX paths and programs")


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_write_read_append(pack: Packs, place: Path, undo: Callable[..., Any]) -> None:
    files = pack("files")
    made = files["write_file"](path="list.txt", text="milk\n")
    assert Path(made["path"]) == (place / "Documents" / "list.txt").resolve()
    with pytest.raises(ToolError, match="already is a file Documents"):
        files["write_file"](path="Documents/list.txt", text="x")
    more = files["append_file"](path="list", text="eggs")
    assert files["read_file"](path="list.txt")["text"] == "milk\neggs\n"
    undo(files["append_file"], more)
    assert files["read_file"](path="list.txt")["text"] == "milk\n"
    replaced = files["write_file"](path="list.txt", text="new", overwrite=True)
    assert Path(replaced["previous"]).read_text() == "milk\n"
    undo(files["write_file"], replaced)
    assert files["read_file"](path="list.txt")["text"] == "milk\n"
    binary = write(place / "Documents" / "old.txt")
    binary.write_bytes(b"\xe4\0")
    undo(files["write_file"], files["write_file"](path="old.txt", text="zero", overwrite=True))
    assert binary.read_bytes() == b"\xe4\0"
    binary.unlink()
    assert undo(files["write_file"], {**replaced, "previous": None}) is None  # where the system does not say
    undo(files["write_file"], made)
    assert not Path(made["path"]).exists()
    assert not list((place / "Documents").iterdir())


def test_which_file(pack: Packs, place: Path) -> None:
    files = pack("files")
    write(place / "Documents" / "work" / "Annual_Report.pdf")
    write(place / "Documents" / "a" / "notes.txt", "one")
    write(place / "Downloads" / "notes.txt", "two")
    assert files["file_info"](path="annual report")["kind"] == "document"
    assert files["file_info"](path="documents/work")["kind"] == "folder"
    with pytest.raises(Ambiguous) as caught:
        files["read_file"](path="notes")
    assert {files["read_file"](path=choice)["text"] for choice in caught.value.choices} == {"one", "two"}
    with pytest.raises(NotFound) as missed:
        files["read_file"](path=str(place / "Documents" / "a" / "note.txt"))
    assert missed.value.nearest == ("notes.txt",)


def test_a_missing_file_names_the_folders(pack: Packs, place: Path) -> None:
    write(place / "lamlite" / "settings.toml", f"[files]\nfolders = ['{place}/Work', '{place}/Home']")
    with pytest.raises(NotFound, match=r"called 'x' in Work or Home, the only folders .* There are no files there"):
        pack("files")["trash_file"](path="x")
    write(place / "lamlite" / "settings.toml", f"[files]\nfolders = ['{place}/Work']")
    with pytest.raises(NotFound, match="called 'x' in Work, the only"):
        pack("files")["read_file"](path="x")


def test_nothing_outside(pack: Packs, place: Path) -> None:
    files = pack("files")
    secret = write(place / "secret.txt", "key")
    (place / "Documents" / "door").symlink_to(place)
    (place / "Documents" / "peep.txt").symlink_to(secret)
    inner = write(place / "Documents" / "in.txt")
    ways = (str(secret), "../secret.txt", "~/secret.txt", "door/secret.txt", "peep.txt", "Documents/../secret.txt")
    for path in ways:
        with pytest.raises(ToolError, match="outside"):
            files["read_file"](path=path)
        with pytest.raises(ToolError):
            files["write_file"](path=path, text="x", overwrite=True)
        with pytest.raises(ToolError):
            files["trash_file"](path=path)
    for target in (str(place / "out.txt"), "door/out.txt", "../out.txt"):
        for name in ("move_file", "copy_file"):
            with pytest.raises(ToolError):
                files[name](source=str(inner), destination=target)
        with pytest.raises(ToolError):
            files["make_folder"](path=target)
    assert secret.read_text() == "key"
    assert {one["name"] for one in files["find_files"](name="*")["files"]} == {"in.txt"}
    with pytest.raises(ToolError, match="not a path"):
        files["read_file"](path="a\0b")


def test_the_settings_name_the_folders(pack: Packs, place: Path) -> None:
    write(place / "lamlite" / "settings.toml", f"[files]\nfolders = ['{place}/Work']")
    write(place / "Work" / "plan.md", "go")
    assert pack("files")["read_file"](path="plan.md")["text"] == "go"
    with pytest.raises(ToolError, match="outside"):
        pack("files")["find_files"](name="x", folder=str(place / "Documents"))


def test_find_files(pack: Packs, place: Path) -> None:
    files = pack("files")
    old = write(place / "Downloads" / "holiday_photo.JPG")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    write(place / "Pictures" / "photo of holiday.png")
    write(place / "Documents" / ".hidden" / "holiday.txt")
    assert files["find_files"](name="holiday photo")["count"] == 2
    assert files["find_files"](name="holiday", kind="document")["count"] == 0
    assert files["find_files"](name="*.png", folder="pictures")["count"] == 1
    found = files["find_files"](name="holiday", kind="image", modified_after="2020-01-01")
    assert found["path"].endswith("photo of holiday.png")


def test_move_copy_rename(pack: Packs, place: Path, undo: Callable[..., Any]) -> None:
    files = pack("files")
    write(place / "Downloads" / "a.txt", "a")
    (place / "Documents" / "Taxes").mkdir()
    moved = files["move_file"](source="a.txt", destination="Taxes")
    assert (place / "Documents" / "Taxes" / "a.txt").exists()
    undo(files["move_file"], moved)
    assert (place / "Downloads" / "a.txt").exists()
    files["move_file"](source="a.txt", destination="b.txt")
    copied = files["copy_file"](source="b.txt", destination="Documents/Taxes/c.txt")
    assert (place / "Downloads" / "b.txt").read_text() == (place / "Documents" / "Taxes" / "c.txt").read_text()
    with pytest.raises(ToolError, match="already is"):
        files["move_file"](source="b.txt", destination="Documents/Taxes/c.txt")
    with pytest.raises(NotFound, match="no folder"):
        files["move_file"](source="b.txt", destination="Documents/Nowhere/c.txt")
    with pytest.raises(ToolError, match="into itself"):
        files["move_file"](source="Taxes", destination="Documents/Taxes/deeper")
    with pytest.raises(ToolError, match="itself cannot"):
        files["move_file"](source="Documents", destination="Downloads/x")
    undo(files["copy_file"], copied)
    assert not (place / "Documents" / "Taxes" / "c.txt").exists()


def test_make_folder(pack: Packs, place: Path, undo: Callable[..., Any]) -> None:
    files = pack("files")
    made = files["make_folder"](path="Trips/2026/Rome")
    assert (place / "Documents" / "Trips" / "2026" / "Rome").is_dir()
    with pytest.raises(ToolError, match="already is"):
        files["make_folder"](path="Trips/2026")
    undo(files["make_folder"], made)
    assert not (place / "Documents" / "Trips").exists()
    assert (place / "Documents").is_dir()


@pytest.mark.skipif(sys.platform != "linux", reason="the freedesktop.org trash")
def test_trash_and_back(pack: Packs, place: Path, undo: Callable[..., Any]) -> None:
    files = pack("files")
    path = write(place / "Documents" / "ä b.txt", "1")
    first = files["trash_file"](path="ä b.txt")
    info = place / ".local" / "share" / "Trash" / "info" / "ä b.txt.trashinfo"
    lines = info.read_text().splitlines()
    assert lines[0] == "[Trash Info]"
    assert lines[1].endswith("/Documents/%C3%A4%20b.txt")
    assert lines[2] == "DeletionDate=2026-11-23T09:00:00"
    write(path, "2")
    second = files["trash_file"](path=str(path))
    assert second["trashed"] != first["trashed"]
    undo(files["trash_file"], first)
    assert path.read_text() == "1"
    assert not info.exists()
    with pytest.raises(ToolError, match="itself cannot"):
        files["trash_file"](path="Documents")


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="a second file system")
def test_trash_of_another_volume(pack: Packs, place: Path, undo: Callable[..., Any]) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as volume:
        if Path(volume).stat().st_dev == place.stat().st_dev:
            pytest.skip("not a second file system")
        write(place / "lamlite" / "settings.toml", f"[files]\nfolders = ['{volume}']")
        path = write(Path(volume, "x.txt"), "1")
        trashed = pack("files")["trash_file"](path="x.txt")
        assert trashed["trashed"].startswith(f"/dev/shm/.Trash-{os.getuid()}/files/x")
        undo(pack("files")["trash_file"], trashed)
        assert path.read_text() == "1"


def test_what_is_not_trash_stays(pack: Packs, place: Path) -> None:
    (place / ".local" / "share" / "Trash").mkdir(parents=True)
    for path in (write(place / "files" / "x"), write(place / ".local" / "share" / "Trash" / "files" / "y")):
        with pytest.raises(ToolError, match="outside"):
            pack("files")["move_file"](source=str(path), destination="Documents")


def test_text_files_of_all_sorts(pack: Packs, place: Path) -> None:
    read = pack("files")["read_file"]
    folder = place / "Documents"
    (folder / "bom.txt").write_bytes(b"\xef\xbb\xbfhi")
    (folder / "wide.txt").write_bytes("hü".encode("utf-16"))
    (folder / "old.txt").write_bytes("hü".encode("cp1252"))
    (folder / "bin.dat").write_bytes(b"\x00\x01")
    (folder / "long.txt").write_text("ä" * 300_000)
    assert [read(path=name)["text"] for name in ("bom.txt", "wide.txt", "old.txt")] == ["hi", "hü", "hü"]
    cut = read(path="long.txt")
    assert (cut["text"], cut["truncated"]) == ("ä" * 250_000, True)
    with pytest.raises(ToolError, match="not a text file"):
        read(path="bin.dat")


def program(place: Path, name: str, script: str) -> None:
    path = write(place / "bin" / name, f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def bare(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it."""
    (place / "bin").mkdir()
    monkeypatch.setenv("PATH", str(place / "bin"))
    monkeypatch.setattr(desk.device, "POWER", place / "power")
    return place


@posix
def test_what_is_missing_says_so(pack: Packs, bare: Path) -> None:
    system = pack("system")
    able = {name for name, one in system.items() if not one.missing}
    if sys.platform == "linux":
        assert able == {"disk_usage", "system_info"}
    assert all(one.parameters for one in system.values())
    with pytest.raises(Unavailable, match="no program that sets volume"):
        system["set_volume"](level=5)


@posix
def test_volume_and_switches(pack: Packs, bare: Path, undo: Callable[..., Any]) -> None:
    state = write(bare / "volume", "40")
    program(
        bare, "pactl",
        f'case "$1" in get-sink-volume) read v < {state}; echo "Volume: front-left: 1 / $v% / x";;'
        f' *) echo "${{3%\\%}}" > {state};; esac',
    )  # fmt: skip
    radio = write(bare / "radio", "enabled")
    program(bare, "nmcli", f'if [ "$3" ]; then echo "$3" > {radio}; else read v < {radio}; echo "$v"; fi')
    system = pack("system")
    assert system["set_volume"].missing == ""
    done = system["set_volume"](level=70)
    assert done == {"level": 70, "previous": 40}
    undo(system["set_volume"], done)
    assert state.read_text().strip() == "40"
    done = system["set_wifi"](on=False)
    assert (done, radio.read_text().strip()) == ({"on": False, "previous": True}, "off")
    undo(system["set_wifi"], done)
    assert radio.read_text().strip() == "on"
    program(bare, "nmcli", "echo Not authorised >&2; exit 4")
    with pytest.raises(ToolError, match="Not authorised"):
        system["set_wifi"](on=True)


@pytest.mark.skipif(sys.platform != "linux", reason="/sys/class/power_supply")
def test_battery(pack: Packs, bare: Path) -> None:
    assert "no battery" in pack("system")["battery"].missing
    write(bare / "power" / "BAT0" / "capacity", "81\n")
    write(bare / "power" / "BAT0" / "status", "Discharging\n")
    assert pack("system")["battery"]() == {"percent": 81, "charging": False}


@pytest.mark.skipif(sys.platform != "linux", reason="the Linux desktop")
def test_apps_urls_and_screenshots(pack: Packs, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    out = bare / "out"
    os.mkfifo(out)
    program(bare, "calc", f'echo "calc $*" > {out}')
    program(bare, "xdg-open", f'echo "$1" > {out}')
    program(bare, "scrot", 'echo png > "$1"')
    apps = bare / ".local" / "share" / "applications"
    write(apps / "calc.desktop", "[Desktop Entry]\nType=Application\nName=Calculator\nExec=calc %u -n\n")
    write(apps / "off.desktop", "[Desktop Entry]\nType=Application\nName=Off\nExec=off\nNoDisplay=true\n")
    system = pack("system")

    def hears(act: Callable[[], Any]) -> str:
        heard: list[str] = []
        thread = threading.Thread(target=lambda: heard.append(out.read_text().strip()))
        thread.start()
        act()
        thread.join(10)
        return heard[0]

    assert hears(lambda: system["open_app"](name="the calculator app")) == "calc -n"
    assert hears(lambda: system["open_url"](url="https://example.org/a?b=c")) == "https://example.org/a?b=c"
    for url in ("file:///etc/passwd", "javascript:1", "-h", "https://a b"):
        with pytest.raises(ToolError, match="not the address"):
            system["open_url"](url=url)
    with pytest.raises(NotFound):
        system["open_app"](name="Off")
    assert Path(system["take_screenshot"]()["path"]).name == "Screenshot 2026-11-23 09-00-00.png"
    with pytest.raises(ToolError, match="outside"):
        system["take_screenshot"](path=str(bare / "x.png"))


def test_disk_and_system(pack: Packs, place: Path) -> None:
    system = pack("system")
    assert system["disk_usage"]()["total_gb"] > 0
    assert system["system_info"]()["processors"] >= 1
    with pytest.raises(ToolError, match="no folder"):
        system["disk_usage"](path=str(place / "nowhere"))
