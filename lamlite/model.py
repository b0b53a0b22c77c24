"""load_model(): a Planner, a Caller or a Retriever by its card. Loaded once in a process and shared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .backends.onnx import OnnxEncoder
from .cards import Card, find_card
from .core.context import Caller, Planner, Retriever
from .core.errors import ModelError, UsageError
from .pointer.caller import PointerCaller, Thresholds
from .pointer.heads import Heads
from .pointer.reader import Reader
from .pointer.retrieve import WITHIN, PointerRetriever
from .pointer.split import PointerPlanner
from .pointer.words import Words
from .settings import own_models


@lru_cache(maxsize=2)
def _words(folder: Path) -> Words:
    return Words(folder)


@lru_cache(maxsize=4)
def reader_of(folder: Path, threads: int = 0) -> Reader:
    """The pointer model in a folder, unchecked. Raises ModelError where its files cannot be read."""
    try:
        heads = Heads.load(folder / "heads.npz")
        words = _words(folder.parent / "words")
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"The model in {folder} cannot be read.", hint="Install lamlite again.") from error
    return Reader(words, OnnxEncoder(folder / "encoder.onnx", threads), heads)


@lru_cache(maxsize=16)
def _found(name: str, own: Path) -> Card:
    card = find_card(name, own)
    card.check()
    return card


def _checked(name: str, folder: Path | None) -> Card:
    """The card of a bundled model, or of one that the user added; its files are the ones it describes."""
    return _found(name, folder or own_models())


def thresholds_of(settings: Mapping[str, float]) -> Thresholds:
    """The thresholds and calibration of a card or of the user's settings."""
    return Thresholds(**{key: float(settings[key]) for key in ("refuse", "ask", "slope", "offset") if key in settings})


def load_planner(name: str = "planner", folder: Path | None = None) -> Planner:
    """The Planner of a model by its name or its file, or the bundled one.

    Args:
        name: The model's name, the path of its file, or the role for the bundled one.
        folder: Where the cards of added models lie; that of the device's data folder without it.
    """
    path, settings = _language(name, "planner", folder)
    if path:
        planner: Planner = _loading().language_planner(path, settings)
        return planner
    card = _for_role(name, "planner", folder)
    return PointerPlanner(reader_of(card.folder), card.settings)


def load_caller(
    name: str = "caller", overrides: Mapping[str, float] | None = None, folder: Path | None = None
) -> Caller:
    """The Caller of a model by its name or file, or the bundled one.

    Args:
        name: As for `load_planner`.
        overrides: In place of the card's thresholds.
        folder: As for `load_planner`.
    """
    path, settings = _language(name, "caller", folder)
    if path:
        caller: Caller = _loading().language_caller(path, {**settings, **(overrides or {})})
        return caller
    card = _for_role(name, "caller", folder)
    return PointerCaller(reader_of(card.folder), thresholds_of({**card.settings, **(overrides or {})}))


def load_retriever(
    name: str = "retriever",
    cache: Path | None = None,
    folder: Path | None = None,
    overrides: Mapping[str, float] | None = None,
) -> Retriever:
    """The Retriever of a model by its name, or the bundled one.

    Args:
        name: The model's name, or the role for the bundled one.
        cache: Folder that keeps tool vectors for later runs.
        folder: As for `load_planner`.
        overrides: Settings in place of the card's.
    """
    card = _for_role(name, "retriever", folder)
    weights = next(iter(card.files.values()))
    kept = cache / f"tools-{weights[:12]}.npz" if cache else None
    within = float({**card.settings, **(overrides or {})}.get("within", WITHIN))
    return PointerRetriever(reader_of(card.folder), card.folder / "tools.npz", kept, within)


def _file(name: str) -> Path | None:
    """The path of a language model that is given by its file or folder and not by its name."""
    path = Path(name).expanduser()
    return path if path.suffix.lower() == ".gguf" or (path / "tokenizer.json").is_file() else None


def _weights(card: Card) -> Path:
    """The file of a language model's card that is loaded; a folder where it is a decoder graph."""
    paths = list(card.paths().values())
    found = next((path for path in paths if path.suffix.lower() == ".gguf"), None)
    found = found or next((path.parent for path in paths if path.name == "tokenizer.json"), None)
    if found is None:
        raise ModelError(f"The card of {card.name} names no file of a language model.", hint="Install it again.")
    return found


def _language(name: str, role: str, folder: Path | None) -> tuple[Path | None, Mapping[str, Any]]:
    """The path of a language model and what its card says of it; None for a pointer model."""
    if path := _file(name):
        return path, {}
    card = _for_role(name, role, folder)
    return (_weights(card), {**card.text, **card.settings}) if card.way == "language" else (None, {})


def _loading() -> Any:
    """By name: llama-cpp-python takes a while to import, and the bundled pair does without it."""
    return import_module("lamlite.language.loading")


def _for_role(name: str, role: str, folder: Path | None) -> Card:
    card = _checked(name, folder)
    if role not in card.roles:
        raise UsageError(f"The model {card.name} is no {role}.", hint=f"It serves as {', '.join(card.roles)}.")
    return card


def load_model(name: str, folder: Path | None = None) -> Planner | Caller | Retriever:
    """The model of a role ("planner", "caller", "retriever"), or a model by its name in its first role.

    A .gguf file, or a folder with model.onnx and tokenizer.json, is a Caller; `load_planner` makes a Planner of it.

    Args:
        name: The role, the model's name, or its path.
        folder: As for `load_planner`.

    Raises:
        UsageError: no such model.
        ModelError: its files are missing, damaged or changed.
    """
    if _file(name):
        return load_caller(name)
    role = name if name in ("planner", "caller", "retriever") else _checked(name, folder).roles[0]
    if role == "planner":
        return load_planner(name, folder)
    return load_caller(name, folder=folder) if role == "caller" else load_retriever(name, folder=folder)
