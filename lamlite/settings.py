"""The user's settings: `settings.toml` in the data folder, and the environment. Read once, frozen.

[models]                    [thresholds]                    policy = "policy.toml"
caller = "mine"             refuse = 0.6   ask = 0.4        locale = "en-GB"
                            confirm = 0.5                   [files]  [mail]   as the tools describe them
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .core.errors import UsageError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_MODELS = ("planner", "caller", "retriever")
_THRESHOLDS = ("refuse", "ask", "confirm")
_KNOWN = ("models", "thresholds", "policy", "locale", "files", "mail")


@dataclass(frozen=True)
class Settings:
    """What the user set.

    Attributes:
        home: Folder for data, trail and settings.
        policy: File with the policy's rules; None for the default.
        locale: Language tag such as en-GB; decides 03/04.
        models: Role -> name of the model to use in place of the bundled one.
        thresholds: The caller's `refuse` and `ask` in place of those of its card.
        confirm: Calls of a confidence below this are asked first, even where the policy allows them.
        tables: The whole file, for whoever has a table of their own in it.
    """

    home: Path
    policy: Path | None = None
    locale: str = "en"
    models: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    confirm: float = 0.0
    tables: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, home: Path | str | None = None, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Args:
            home: The data folder; else LAMLITE_HOME, else the platform's place for data.
            environment: In place of the process's own; LAMLITE_POLICY and LAMLITE_LOCALE win over the file.

        Raises:
            UsageError: the file cannot be read, or says something that means nothing.
        """
        given = os.environ if environment is None else environment
        folder = Path(home).expanduser() if home else home_folder(given)
        path = folder / "settings.toml"
        tables = read(path)
        unknown = sorted(set(tables) - set(_KNOWN))
        if unknown:
            raise UsageError(f"{path} has the unknown setting {unknown[0]!r}.", hint=f"There are {', '.join(_KNOWN)}.")
        models = _table(tables, "models", _MODELS, str, path)
        thresholds = {k: float(v) for k, v in _table(tables, "thresholds", _THRESHOLDS, (int, float), path).items()}
        for name, value in thresholds.items():
            if not 0 <= value <= 1:
                raise UsageError(f"{name} in {path} must be between 0 and 1, not {value}.")
        policy, locale = given.get("LAMLITE_POLICY") or tables.get("policy"), given.get("LAMLITE_LOCALE")
        for name, text in (("policy", policy), ("locale", tables.get("locale", ""))):
            if text is not None and not isinstance(text, str):
                raise UsageError(f"{name} in {path} must be a text.")
        return cls(
            home=folder,
            policy=folder / Path(policy).expanduser() if policy else None,
            locale=locale or tables.get("locale") or _locale(given),
            models=models,
            confirm=thresholds.pop("confirm", 0.0),
            thresholds=thresholds,
            tables=tables,
        )


def home_folder(environment: Mapping[str, str] | None = None) -> Path:
    """The folder for lamlite's data: LAMLITE_HOME, else the platform's place for data."""
    given = os.environ if environment is None else environment
    if given.get("LAMLITE_HOME"):
        return Path(given["LAMLITE_HOME"]).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "lamlite"
    if sys.platform == "win32":
        return Path(given.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "lamlite"
    return Path(given.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "lamlite"


def own_models(home: Path | None = None) -> Path:
    """Where the cards of models that the user added lie, in a data folder; in `home_folder()` without one."""
    return (home or home_folder()) / "models"


def read(path: Path) -> dict[str, Any]:
    """A TOML file; empty where there is none.

    Raises:
        UsageError: it is not TOML, or cannot be read.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"The settings in {path} cannot be read: {error}.") from error


def device_zone(environment: Mapping[str, str] | None = None) -> tzinfo | None:
    """The device's time zone with its daylight-saving rules; where it has no name, only today's offset."""
    given = os.environ if environment is None else environment
    link = str(Path("/etc/localtime").resolve())
    for name in (given.get("TZ", "").lstrip(":"), link.partition("/zoneinfo/")[2]):
        try:
            if name:
                return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return datetime.now().astimezone().tzinfo


def _locale(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        found = environment.get(name, "").partition(".")[0].replace("_", "-")
        if found and found not in ("C", "POSIX"):
            return found
    return "en"


def _table(
    tables: Mapping[str, Any], name: str, keys: tuple[str, ...], kind: type | tuple[type, ...], path: Path
) -> dict[str, Any]:
    found = tables.get(name, {})
    if not isinstance(found, dict):
        raise UsageError(f"{name!r} in {path} must be a table.", hint=f"Write it as [{name}].")
    for key, value in found.items():
        if key not in keys:
            raise UsageError(f"[{name}] in {path} has no {key!r}.", hint=f"There are {', '.join(keys)}.")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise UsageError(f"{key} under [{name}] in {path} cannot be {value!r}.")
    return found
