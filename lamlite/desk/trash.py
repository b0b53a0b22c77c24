"""The system's trash: the freedesktop.org specification on Linux, ~/.Trash on macOS, the recycle bin on Windows."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from pathlib import Path
from urllib.parse import quote

from lamlite.core.errors import ToolError

from .moment import clock


def put(path: Path) -> Path | None:
    """Move a file or folder to the trash; where it lies there, or None where the system does not say.

    Raises:
        ToolError: it cannot be moved.
    """
    try:
        if sys.platform == "win32":
            return _recycle(path)
        if sys.platform == "darwin":
            return _mac(path)
        return _freedesktop(path)
    except OSError as error:
        raise ToolError(f"{path} cannot be put in the trash: {error.strerror or error}.") from error


def holds(path: Path) -> bool:
    """True if the path is something that lies in the trash, with a note on where it came from."""
    folder = path.parent
    if folder != folder.resolve() or path.name in ("", ".."):
        return False
    if sys.platform == "win32":
        return False
    if sys.platform == "darwin":
        return folder == (Path.home() / ".Trash").resolve()
    volume = folder.parent.name == f".Trash-{os.getuid()}" or folder.parent.parent.name == ".Trash"
    return folder.name == "files" and (folder.parent == _home_trash() or volume) and _note(path).is_file()


def forget(path: Path) -> None:
    """Drop the note on where a thing came from, after it was taken out of the trash."""
    _note(path).unlink(missing_ok=True)


def _note(path: Path) -> Path:
    return path.parent.parent / "info" / f"{path.name}.trashinfo"


def _home_trash() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share").resolve() / "Trash"


def _freedesktop(path: Path) -> Path:
    trash, noted = _place(path)
    for folder in (trash / "files", trash / "info"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stem, suffix = path.stem, path.suffix
    for number in range(1, 10_000):
        target = trash / "files" / (path.name if number == 1 else f"{stem}.{number}{suffix}")
        try:
            # Making the note first, and only if there is none, claims the name against other programs.
            descriptor = os.open(_note(target), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(descriptor, "w", encoding="utf-8") as note:
            note.write(f"[Trash Info]\nPath={quote(noted)}\nDeletionDate={clock():%Y-%m-%dT%H:%M:%S}\n")
        try:
            if os.path.lexists(target):
                raise OSError("the trash has a file without a note under this name")
            shutil.move(path, target)
        except OSError:
            _note(target).unlink(missing_ok=True)
            raise
        return target
    raise OSError("the trash is full of files of this name")


def _place(path: Path) -> tuple[Path, str]:
    """The trash for a path, and the path as its note has it: the volume's own trash where it is on another one."""
    trash = _home_trash()
    near = next(folder for folder in (trash, *trash.parents) if folder.exists())
    if path.lstat().st_dev == near.stat().st_dev:
        return trash, str(path)
    top = path.parent
    while not os.path.ismount(top):
        top = top.parent
    shared, own = top / ".Trash", top / f".Trash-{os.getuid()}"
    if shared.is_dir() and not shared.is_symlink() and shared.stat().st_mode & stat.S_ISVTX:
        own = shared / str(os.getuid())
    try:
        own.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return trash, str(path)  # the specification allows copying into the home trash
    return own, str(path.relative_to(top))


def _mac(path: Path) -> Path:
    trash = Path.home() / ".Trash"
    trash.mkdir(exist_ok=True)
    names = (path.name if n == 1 else f"{path.stem} {n}{path.suffix}" for n in range(1, 10_000))
    target = next(trash / name for name in names if not os.path.lexists(trash / name))
    shutil.move(path, target)
    return target


def _recycle(path: Path) -> None:
    """SHFileOperationW with FO_DELETE and "allow undo", silent."""

    class Operation(ctypes.Structure):
        _fields_ = (
            ("hwnd", ctypes.c_void_p), ("wFunc", ctypes.c_uint), ("pFrom", ctypes.c_wchar_p),
            ("pTo", ctypes.c_wchar_p), ("fFlags", ctypes.c_ushort), ("fAnyOperationsAborted", ctypes.c_int),
            ("hNameMappings", ctypes.c_void_p), ("lpszProgressTitle", ctypes.c_wchar_p),
        )  # fmt: skip

    delete, allow_undo_silently = 3, 0x0040 | 0x0010 | 0x0004 | 0x0400
    operation = Operation(None, delete, f"{path}\0\0", None, allow_undo_silently, 0, None, None)
    code = getattr(ctypes, "windll").shell32.SHFileOperationW(ctypes.byref(operation))  # noqa: B009 - only on Windows
    if code or operation.fAnyOperationsAborted:
        raise OSError(f"Windows refused (code {code})")
