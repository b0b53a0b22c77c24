"""Model cards: what a model is, where its files lie, and whether they are the files they should be."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .core.errors import ModelError, UsageError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_PACKAGE = Path(__file__).resolve().parent


def models_folder() -> Path:
    """Where the bundled models lie: inside the package in a wheel, next to it in a checkout."""
    found = next((folder for folder in (_PACKAGE / "models", _PACKAGE.parent / "models") if folder.is_dir()), None)
    if found is None:
        raise ModelError("The bundled models are not there.", hint="Install lamlite again.")
    return found


@dataclass(frozen=True)
class Card:
    """A model's card.

    Attributes:
        name: As it is asked for.
        roles: planner, caller, retriever.
        way: pointer or language.
        engine: onnx or llamacpp.
        files: Path under the models folder -> sha256.
        settings: Thresholds and calibration.
        text: The whole card.
    """

    name: str
    roles: tuple[str, ...]
    way: str
    engine: str
    folder: Path
    files: Mapping[str, str]
    settings: Mapping[str, float] = field(default_factory=dict)
    text: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> int:
        """Bytes on disk of all files."""
        return sum(path.stat().st_size for path in self.paths().values() if path.exists())

    def paths(self) -> dict[str, Path]:
        """Path as the card names it -> where it is."""
        return {name: self.folder.parent / name for name in self.files}

    def faults(self) -> list[str]:
        """What is wrong with the files, one sentence each; empty where all is well."""
        found = []
        for name, path in self.paths().items():
            if not path.is_file():
                found.append(f"{name} is missing.")
            elif digest(path) != self.files[name]:
                found.append(f"{name} is not the file that its card describes: it is damaged or was changed.")
        return found

    def check(self) -> None:
        """Raise ModelError unless every file is the one that the card describes."""
        for fault in self.faults():
            raise ModelError(fault, hint="Install lamlite again, or remove the model with `lamlite models remove`.")


def digest(path: Path) -> str:
    """sha256 of a file, in hex."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
    return total.hexdigest()


def read_card(folder: Path) -> Card:
    """The card of a model's folder. Raises ModelError where it cannot be read."""
    path = folder / "card.toml"
    try:
        text = tomllib.loads(path.read_text(encoding="utf-8"))
        return Card(text["name"], tuple(text["roles"]), text["way"], text["engine"], folder, text["files"],
                    text.get("settings", {}), text)  # fmt: skip
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ModelError(f"The model card {path} cannot be read.", hint="Install the model again.") from error


def cards(*folders: Path) -> list[Card]:
    """Every card below the bundled models and the given folders."""
    found = []
    for folder in (models_folder(), *folders):
        if folder.is_dir():
            found += [read_card(path.parent) for path in sorted(folder.glob("*/card.toml"))]
    return found


def find_card(name: str, *folders: Path) -> Card:
    """The card of a model by its name, or of the bundled model by its role."""
    known = cards(*folders)
    for card in known:
        if name == card.name:
            return card
    for card in known:
        if name in card.roles:
            return card
    names = ", ".join(card.name for card in known)
    raise UsageError(f"There is no model called {name!r}.", hint=f"There are: {names}.")
