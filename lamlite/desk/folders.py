"""The folders that the file tools may use, and which file in them a name means."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from lamlite.core.errors import Ambiguous, NotFound, ToolError

from .match import Candidate, nearest, pick
from .moment import home
from .settings import section

_DEFAULTS = ("Documents", "Downloads", "Pictures", "Music", "Desktop")
_XDG = {"XDG_DOCUMENTS_DIR", "XDG_DOWNLOAD_DIR", "XDG_PICTURES_DIR", "XDG_MUSIC_DIR", "XDG_DESKTOP_DIR"}
_MOST_FILES = 100_000


def allowed() -> list[Path]:
    """The folders, symlinks resolved; the first is where new files go without a folder of their own.

    They are `folders` under [files] in the settings, else the home folder's Documents, Downloads, Pictures, Music and
    Desktop, by whatever names the desktop gives them.
    """
    named = section("files").get("folders")
    if named is not None:
        if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
            raise ToolError("`folders` under [files] in the settings must be a list of folders.")
        return list(dict.fromkeys(Path(one).expanduser().resolve() for one in named))
    found = [Path.home() / name for name in _DEFAULTS] + _localised()
    return list(dict.fromkeys(folder.resolve() for folder in found))


def drafts() -> Path:
    """Where mail drafts lie."""
    return home() / "drafts"


def check(path: Path, extra: Iterable[Path] = ()) -> Path:
    """The path with its symlinks resolved.

    Args:
        path: What a tool is about to touch.
        extra: Folders allowed besides.

    Raises:
        ToolError: it lies outside of the allowed folders.
    """
    real = path.resolve()
    if not any(real.is_relative_to(folder.resolve()) for folder in [*allowed(), *extra]):
        names = ", ".join(folder.name for folder in allowed())
        raise ToolError(f"{path} is outside of the folders that may be used.", hint=f"They are: {names}.")
    return real


def existing(text: str, parameter: str, *, folder: bool | None = None, extra: Iterable[Path] = ()) -> Path:
    """The file or folder that the words mean: a path, a path below one of the folders, or a name anywhere in them.

    A link is given back as itself, once what it points to is known to be allowed.

    Args:
        text: The words.
        parameter: The tool's parameter that they were given for.
        folder: True for folders only, False for files only.
        extra: Folders allowed besides.

    Raises:
        Ambiguous, NotFound: several files fit, or none.
        ToolError: it lies outside of the allowed folders.
    """
    more = list(extra)
    places = [_lexical(place, more) for place in _places(text)]
    found = {place.resolve(): place for place in places if place.exists() and folder in (None, place.is_dir())}
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        names = tuple(str(place) for place in found.values())
        raise Ambiguous(f"Which file: {text}?", choices=names, parameter=parameter)
    noun = "folder" if folder else "file"
    if Path(text).expanduser().is_absolute():
        siblings = [one.name for one in places[0].parent.iterdir()] if places[0].parent.is_dir() else []
        near = nearest(places[0].name, sorted(siblings))
        hint = f"The nearest are: {', '.join(near)}." if near else ""
        # Not the nearest itself: what was asked for by its whole path is not to be replaced by a neighbour.
        raise NotFound(f"There is no {noun} {text}.", nearest=near, parameter=parameter, hint=hint)
    where = f" in {_either([root.name for root in allowed()])}, the only folders that are looked into"
    return pick(text, _candidates(folder), noun=noun, parameter=parameter, where=where)


def new(text: str) -> Path:
    """The place for a new file: as the path says, below the folder it names, else in the first of the folders.

    Raises:
        ToolError: it lies outside of the allowed folders.
    """
    places = [_lexical(place) for place in _places(text)]
    deep = len(Path(text).parts) > 1
    chosen = (place for place in places if place.exists() or (deep and place.parent.is_dir()))
    return next(chosen, places[0])


def walk(root: Path) -> Iterator[Path]:
    """Everything below a folder, hidden things and linked folders left out, at most 100 000."""
    seen = 0
    for where, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(files)):
            path = Path(where, name)
            seen += 1
            if seen > _MOST_FILES:
                return
            if not name.startswith(".") and (not path.is_symlink() or _inside(path)):
                yield path


def shown(path: Path) -> str:
    """The path as people say it: Documents/letters/bank.txt."""
    for root in allowed():
        if path.is_relative_to(root):
            return str(Path(root.name) / path.relative_to(root))
    return str(path)


def _either(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _inside(path: Path) -> bool:
    try:
        check(path)
    except ToolError:
        return False
    return True


def _places(text: str) -> list[Path]:
    """The paths that the words could be, the likeliest first."""
    if not text.strip() or "\0" in text:
        raise ToolError("The path is empty or not a path.")
    path = Path(text).expanduser()
    if path.is_absolute():
        return [path]
    roots = allowed()
    if not roots:
        raise ToolError("No folders may be used.", hint="Name some under [files] in the settings.")
    first = path.parts[0].casefold() if path.parts else ""
    named = [root.joinpath(*path.parts[1:]) for root in roots if root.name.casefold() == first]
    return [*named, *(root / path for root in roots)]


def _lexical(path: Path, extra: Iterable[Path] = ()) -> Path:
    """The path with the links above it resolved, checked together with what it points to itself."""
    check(path, extra)
    return path.parent.resolve() / path.name if path.name else path.resolve()


def _candidates(folder: bool | None) -> Iterator[Candidate[Path]]:
    for root in allowed():
        for path in walk(root):
            if folder in (None, path.is_dir()):
                label = shown(path)
                yield Candidate(path, label, path.name, label, f"{path.stem} {label}".replace("_", " "))


def _localised() -> list[Path]:
    """What the Linux desktop calls those folders ("Dokumente")."""
    if sys.platform in ("darwin", "win32"):
        return []
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "user-dirs.dirs"
    try:
        lines = config.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    pairs = (line.partition("=") for line in lines)
    texts = [value.strip().strip('"') for name, _, value in pairs if name.strip() in _XDG]
    found = [Path(text.replace("$HOME", str(Path.home()))) for text in texts]
    # A folder that the desktop does not use is set to the home folder itself, which is not meant.
    return [folder for folder in found if folder.is_absolute() and folder.resolve() != Path.home().resolve()]
