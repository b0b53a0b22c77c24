"""Files in the folders that the settings name; nothing outside of them is touched."""

from __future__ import annotations

import fnmatch
import os
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Annotated, Literal

from lamlite import NotFound, ToolError, desk, tool
from lamlite.desk.match import fold

_MOST_FOUND = 50
_MOST_BYTES = 500_000
_MOST_UNDO = 100_000
_OLD_BACK = {"name": "move_file", "arguments": {"source": "$result.previous", "destination": "$result.path"}}
_SAID_BEFORE = {"path": "$result.path", "text": "$result.previous_text", "overwrite": True}
_TRASH_NEW = {"name": "trash_file", "arguments": {"path": "$result.created"}}


@dataclass(frozen=True)
class File:
    """A file or folder."""

    path: Annotated[str, "Where it is."]
    name: Annotated[str, "Its name."]
    kind: Annotated[str, "folder, document, image, audio, video, archive or other."]
    size: Annotated[int, "Size in bytes."]
    modified: Annotated[datetime, "When it was last changed."]


@dataclass(frozen=True)
class Files:
    """Files that were found."""

    count: Annotated[int, "How many there are."]
    files: Annotated[list[File], "The files, the newest first."]
    path: Annotated[str | None, "Where the first of them is."] = None


@dataclass(frozen=True)
class Text:
    """What is in a file."""

    path: Annotated[str, "Where the file is."]
    text: Annotated[str, "What it says."]
    truncated: Annotated[bool, "Whether it goes on after that."]


@dataclass(frozen=True)
class Written:
    """A file that was written, or a folder that was made."""

    path: Annotated[str, "Where it is."]
    size: Annotated[int, "Its size in bytes."]
    created: Annotated[str | None, "The same path, if it was not there before."] = None
    previous: Annotated[str | None, "Where the old version lies in the trash, if there was one."] = None
    previous_text: Annotated[str | None, "What the file said before, if that is short."] = None


@dataclass(frozen=True)
class Moved:
    """A file or folder that was moved or copied."""

    source: Annotated[str, "Where it was."]
    destination: Annotated[str, "Where it is now."]


@dataclass(frozen=True)
class Trashed:
    """A file or folder in the trash."""

    path: Annotated[str, "Where it was."]
    trashed: Annotated[str | None, "Where it lies in the trash."] = None


@tool(effect="read")
def find_files(
    name: str,
    folder: str | None = None,
    kind: Literal["any", "document", "image", "audio", "video", "archive"] = "any",
    modified_after: date | None = None,
) -> Files:
    """Find files by their name.

    Args:
        name: Words from the name, or a pattern such as *.pdf.
        folder: Where to look, such as Downloads.
        kind: Only files of this kind.
        modified_after: Only files changed on this day or later.

    Questions:
        name: Which file are you looking for?
    """
    roots = [desk.folders.existing(folder, "folder", folder=True)] if folder else desk.folders.allowed()
    found: dict[Path, File] = {}
    for root in roots:
        for path in desk.folders.walk(root):
            if path.is_file() and kind in ("any", desk.texts.kind(path)) and _fits(path, name):
                found[path.resolve()] = _file(path)
    since = desk.events.day_start(modified_after) if modified_after else None
    files = [one for one in found.values() if since is None or one.modified >= since]
    files.sort(key=lambda one: one.modified, reverse=True)
    return Files(len(files), files[:_MOST_FOUND], files[0].path if files else None)


@tool(effect="read")
def read_file(path: str) -> Text:
    """Read a text file.

    Args:
        path: Which file: its path or name.
    """
    found = desk.folders.existing(path, "path", folder=False)
    return Text(str(found), *desk.texts.read(found, _MOST_BYTES))


@tool(effect="read")
def file_info(path: str) -> File:
    """Tell the size, kind and age of a file or folder.

    Args:
        path: Which file: its path or name.
    """
    return _file(desk.folders.existing(path, "path"))


@tool(effect="write", undo={**_OLD_BACK, "else": _TRASH_NEW})
def write_file(path: str, text: str, overwrite: bool = False) -> Written:
    """Write text into a file.

    Args:
        path: Where to write it, such as Documents/list.txt.
        text: What to write.
        overwrite: Replace the file if there is one; the old one goes to the trash.
    """
    target = desk.folders.check(desk.folders.new(path))
    if target.is_dir():
        raise ToolError(f"{desk.folders.shown(target)} is a folder.")
    there = target.exists()
    if there and not overwrite:
        raise ToolError(f"There already is a file {desk.folders.shown(target)}.", hint="Say so if it may be replaced.")
    if not target.parent.is_dir() and target.parent not in desk.folders.allowed():
        raise NotFound(f"There is no folder {desk.folders.shown(target.parent)}.", hint="Make it first.")
    old = desk.texts.write(target, text)
    return Written(str(target), target.stat().st_size, None if there else str(target), str(old) if old else None)


@tool(effect="write", undo={"name": "write_file", "arguments": _SAID_BEFORE})
def append_file(path: str, text: str) -> Written:
    """Add text to the end of a file.

    Args:
        path: Which file: its path or name.
        text: What to add, as a line of its own.
    """
    target = desk.folders.check(desk.folders.existing(path, "path", folder=False))
    before = desk.texts.append(target, text)
    return Written(str(target), target.stat().st_size, previous_text=before if len(before) <= _MOST_UNDO else None)


@tool(
    effect="write",
    undo={"name": "move_file", "arguments": {"source": "$result.destination", "destination": "$result.source"}},
)
def move_file(source: str, destination: str) -> Moved:
    """Move or rename a file or folder.

    Args:
        source: Which file: its path or name.
        destination: The folder to move it to, or its new name.

    Questions:
        destination: Where should I move it?
    """
    waste = Path(source)
    # What lies in the trash may be taken out again, by its whole path.
    back = waste.is_absolute() and desk.trash.holds(waste) and waste.exists()
    found = waste if back else desk.folders.existing(source, "source")
    # A draft may go back to the drafts, where no other file can be put.
    target = _restored(destination) if back else _target(found, destination)
    if back and desk.restoring() and target.is_file():
        desk.trash.put(target)  # the undo of write_file: what was written makes room for the old version
    _guard(found, target)
    try:
        shutil.move(found, target)
    except OSError as error:
        raise ToolError(f"{found.name} cannot be moved: {error.strerror or error}.") from error
    if back:
        desk.trash.forget(waste)
    return Moved(str(found), str(target))


@tool(effect="write", undo={"name": "trash_file", "arguments": {"path": "$result.destination"}})
def copy_file(source: str, destination: str) -> Moved:
    """Copy a file or folder.

    Args:
        source: Which file: its path or name.
        destination: The folder to copy it to, or the name of the copy.

    Questions:
        destination: Where should I copy it?
    """
    found = desk.folders.existing(source, "source")
    target = _target(found, destination)
    _guard(found, target)
    try:
        if found.is_dir():
            shutil.copytree(found, target, symlinks=True)
        else:
            shutil.copy2(found, target)
    except OSError as error:
        raise ToolError(f"{found.name} cannot be copied: {error}.") from error
    return Moved(str(found), str(target))


@tool(effect="write", undo=_TRASH_NEW)
def make_folder(path: str) -> Written:
    """Make a new folder.

    Args:
        path: Where, such as Documents/Taxes.
    """
    target = desk.folders.check(desk.folders.new(path))
    if target.exists():
        raise ToolError(f"There already is {desk.folders.shown(target)}.")
    missing = next(folder for folder in (*reversed(target.parents), target) if not folder.exists())
    try:
        target.mkdir(parents=True)
    except OSError as error:
        raise ToolError(f"{target} cannot be made: {error.strerror}.") from error
    # The topmost folder that is new: taking that away takes the whole of it back, but never one of the roots.
    new = target if missing in desk.folders.allowed() else missing
    return Written(str(target), 0, str(new))


@tool(
    effect="destroy",
    undo={"name": "move_file", "arguments": {"source": "$result.trashed", "destination": "$result.path"}},
)
def trash_file(path: str) -> Trashed:
    """Put a file or folder into the trash.

    Args:
        path: Which file: its path or name.
    """
    found = desk.folders.existing(path, "path", extra=[desk.folders.drafts()])
    if found in desk.folders.allowed():
        raise ToolError(f"The folder {found.name} itself cannot be put in the trash.")
    lies = desk.trash.put(found)
    return Trashed(str(found), str(lies) if lies else None)


def _fits(path: Path, name: str) -> bool:
    if any(character in name for character in "*?["):
        return fnmatch.fnmatch(path.name.casefold(), name.casefold())
    shown = fold(path.name.replace("_", " "))
    return all(word in shown for word in fold(name.replace("_", " ")).split())


def _file(path: Path) -> File:
    about = path.stat()
    changed = desk.local(datetime.fromtimestamp(int(about.st_mtime), timezone.utc))
    return File(str(path), path.name, desk.texts.kind(path), about.st_size, changed)


def _target(source: Path, destination: str) -> Path:
    """Where a file goes: into a folder if the words name one, else to the path; a bare name renames it in its place."""
    bare = len(Path(destination).parts) == 1 and not Path(destination).expanduser().is_absolute()
    place = desk.folders.new(destination)
    if place.is_dir() and place.resolve() != source.resolve():
        place = place / source.name
    elif destination.endswith(("/", os.sep)):
        raise NotFound(f"There is no folder {destination}.", parameter="destination", hint="Make it first.")
    elif bare and not place.exists():
        place = source.with_name(destination)
    return desk.folders.check(place.parent) / place.name


def _restored(destination: str) -> Path:
    given = Path(destination).expanduser()
    place = given if given.is_absolute() else desk.folders.new(destination)
    return desk.folders.check(place.parent, [desk.folders.drafts()]) / place.name


def _guard(source: Path, target: Path) -> None:
    if source in desk.folders.allowed():
        raise ToolError(f"The folder {source.name} itself cannot be moved or copied.")
    if os.path.lexists(target):
        raise ToolError(f"There already is {desk.folders.shown(target)}.", hint="Choose another name.")
    if not target.parent.is_dir():
        raise NotFound(f"There is no folder {desk.folders.shown(target.parent)}.", parameter="destination")
    if target.is_relative_to(source):
        raise ToolError(f"{source.name} cannot be put into itself.")
