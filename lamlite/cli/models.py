"""`lamlite models`: which there are, whether their files are whole, and files of one's own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from lamlite.backends.gguf import header, is_gguf
from lamlite.cards import Card, cards, digest, find_card, models_folder
from lamlite.core.errors import ModelError, StorageError, UsageError
from lamlite.language.detect import NAMES, detect
from lamlite.settings import own_models

from .faults import DONE, FAILED
from .options import Options, as_json, shared
from .terminal import bad, bold, dim, good, safe, say, wrapped

_ROLES = ("planner", "caller")
_COMMON = "chatml"


@click.group("models")
def command() -> None:
    """List, show, verify, add and remove models."""


@command.command("list")
@shared("as_json")
def list_models(options: Options) -> int:
    """Name each model with its roles, its engine and its size."""
    found = cards(own_models())
    if options.as_json:
        say(as_json([_plain(card) for card in found]))
        return DONE
    if not found:
        say("There are no models.")
        return DONE
    room = max(len(card.name) for card in found)
    for card in found:
        say(
            wrapped(
                f"{', '.join(card.roles)}; {card.engine}, {card.size / 1e6:.1f} MB",
                f"{bold(f'{safe(card.name):<{room}}')}  ",
            )
        )
    return DONE


@command.command("show")
@click.argument("name")
@shared("as_json")
def show(name: str, options: Options) -> int:
    """Show a model's card: files, licence, training data, scores."""
    card = find_card(name, own_models())
    if options.as_json:
        say(as_json(_plain(card) | {"card": dict(card.text)}))
        return DONE
    say(safe((card.folder / "card.toml").read_text(encoding="utf-8").rstrip()))
    return DONE


@command.command("verify")
@shared("as_json")
def verify(options: Options) -> int:
    """Compare every file of every model with the checksum in its card."""
    found = [(card, card.faults()) for card in cards(own_models())]
    whole = not any(faults for _, faults in found)
    if options.as_json:
        rows = [{"name": card.name, "good": not faults, "faults": faults} for card, faults in found]
        say(as_json({"good": whole, "models": rows}))
        return DONE if whole else FAILED
    for card, faults in found:
        say(f"{bad('✗') if faults else good('✓')} {bold(safe(card.name))}  {dim(f'{len(card.files)} files')}")
        for fault in faults:
            say(wrapped(safe(fault), "    "))
    return DONE if whole else FAILED


@command.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="How to call it; the file's name without it.")
@click.option("--dialect", type=click.Choice(NAMES), help="How it is spoken to; read from the file without it.")
def add(file: Path, name: str | None, dialect: str | None) -> int:
    """Make a .gguf FILE on this device known by a name. The file stays where it is."""
    path = file.expanduser().resolve()
    label = name or re.sub(r"[^\w.-]+", "-", path.stem)
    if not re.fullmatch(r"[A-Za-z0-9_][\w.-]{0,63}", label):
        raise UsageError(f"{label!r} cannot be the name of a model.", hint="Use letters, digits, _ . and -.")
    if any(card.name == label for card in cards(own_models())):
        raise UsageError(f"There already is a model called {label}.", hint="Give another name with --name.")
    try:
        whole = is_gguf(path)
        told = header(path) if whole and not dialect else {}
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror or error}.", hint="Check the path.") from error
    if not whole:
        raise ModelError(
            f"{file} is not a GGUF file.", hint="Give a model in llama.cpp's format, such as name.Q4_K_M.gguf."
        )
    found = dialect or _dialect(told)
    lines = [
        f"name = {json.dumps(label)}",
        f"roles = {json.dumps(list(_ROLES))}",
        'way = "language"',
        'engine = "llamacpp"',
        f"dialect = {json.dumps(found or _COMMON)}",
        "[files]",
        f'{json.dumps(str(path))} = "{digest(path)}"',
    ]
    folder = own_models() / label
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "card.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{folder} cannot be written: {error.strerror or error}.") from error
    say(wrapped(f"{label} is known now. Use it with --planner {label} or --caller {label}."))
    if not found:
        say(wrapped(f"The file does not say how it is spoken to: {_COMMON} is taken, --dialect names another."))
    return DONE


def _dialect(told: Mapping[str, Any]) -> str:
    """The dialect that a file's header tells; empty where it tells none."""
    architecture, template = (str(told.get(key) or "") for key in ("general.architecture", "tokenizer.chat_template"))
    return detect(architecture, template, set(told.get("tokenizer.ggml.tokens") or ()))


@command.command("remove")
@click.argument("name")
def remove(name: str) -> int:
    """Forget a model that was added. Its file stays where it is."""
    card = find_card(name, own_models())
    if card.folder.is_relative_to(models_folder()):
        raise UsageError(
            f"{card.name} came with lamlite and stays.", hint="Only models that were added can be removed."
        )
    shutil.rmtree(card.folder)
    say(f"{card.name} is no longer known. Its file was not touched.")
    return DONE


@command.command("pull")
@click.argument("name", required=False)
def pull(name: str | None) -> int:
    """Say how to get other models: lamlite itself downloads nothing."""
    raise UsageError(
        "lamlite downloads nothing by itself.",
        hint="Fetch a .gguf file with a program of your choice, then: lamlite models add FILE.gguf.",
    )


def _plain(card: Card) -> dict[str, object]:
    return {
        "name": card.name,
        "roles": list(card.roles),
        "way": card.way,
        "engine": card.engine,
        "size": card.size,
        "files": dict(card.files),
        "bundled": card.folder.is_relative_to(models_folder()),
    }
