"""Text files of whatever encoding, written whole or not at all; and what kind of file a name stands for."""

from __future__ import annotations

import tempfile
from pathlib import Path

from lamlite.core.errors import ToolError

from . import trash

_KINDS = {
    "document": "txt md rst rtf pdf doc docx odt xls xlsx ods csv ppt pptx odp html htm tex epub json xml pages",
    "image": "jpg jpeg png gif bmp tif tiff webp svg heic heif raw ico avif",
    "audio": "mp3 wav flac ogg opus m4a aac wma aiff mid midi",
    "video": "mp4 mkv avi mov webm wmv m4v mpg mpeg flv 3gp",
    "archive": "zip tar gz tgz bz2 xz 7z rar zst",
}
_KIND_OF = {f".{suffix}": kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}


def kind(path: Path) -> str:
    """folder, document, image, audio, video, archive or other."""
    return "folder" if path.is_dir() else _KIND_OF.get(path.suffix.lower(), "other")


def read(path: Path, limit: int = -1) -> tuple[str, bool]:
    """The text of a file, and whether it goes on after the limit.

    Args:
        path: The file.
        limit: Bytes to read at most.

    Raises:
        ToolError: it cannot be read, or is no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1 if limit >= 0 else -1)
    except OSError as error:
        raise ToolError(f"{path.name} cannot be read: {error.strerror}.") from error
    cut = 0 <= limit < len(data)
    return _decode(data[:limit] if cut else data, path, cut), cut


def append(path: Path, text: str) -> str:
    """Add a line to a file; what it said before.

    Raises:
        ToolError: it cannot be read or written, or is no text.
    """
    before, _ = read(path)
    gap = "" if not before or before.endswith("\n") else "\n"
    try:
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(f"{gap}{text}\n")
    except OSError as error:
        raise ToolError(f"{path} cannot be written: {error.strerror}.") from error
    return before


def write(path: Path, text: str) -> Path | None:
    """Write a file; where its old version lies in the trash, if there was one.

    The text is first put beside the file, so that a full disk never leaves half of it under the real name.

    Raises:
        ToolError: it cannot be written.
    """
    staged: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=".lamlite-", delete=False
        ) as file:
            staged = Path(file.name)
            file.write(text)
        staged.chmod(0o644)  # the temporary file's 0600 is not what a document has
        old = trash.put(path) if path.exists() else None
        staged.replace(path)
    except OSError as error:
        raise ToolError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        if staged is not None:
            staged.unlink(missing_ok=True)
    return old


def _decode(data: bytes, path: Path, cut: bool) -> str:
    """The text, in whichever of the usual encodings. A cut may have gone through the last character."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="ignore")
    if b"\0" in data:
        raise ToolError(f"{path.name} is not a text file.")
    for short in range(4 if cut else 1):
        try:
            return data[: len(data) - short].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")
