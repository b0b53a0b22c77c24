"""The settings file and the environment."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from lamlite.core.errors import UsageError
from lamlite.settings import Settings, device_zone, home_folder


def test_without_a_file(tmp_path: Path) -> None:
    found = Settings.load(tmp_path, {})
    assert found == Settings(home=tmp_path)
    assert (found.policy, found.locale, found.confirm) == (None, "en", 0.0)


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        'policy = "policy.toml"\nlocale = "en-GB"\n[models]\ncaller = "mine"\n'
        "[thresholds]\nrefuse = 0.7\nconfirm = 1\n[mail]\nhost = 'h'\n"
    )
    found = Settings.load(environment={"LAMLITE_HOME": str(tmp_path)})
    assert (found.policy, found.locale) == (tmp_path / "policy.toml", "en-GB")
    assert (found.models, found.thresholds, found.confirm) == ({"caller": "mine"}, {"refuse": 0.7}, 1.0)
    assert found.tables["mail"] == {"host": "h"}


def test_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('policy = "policy.toml"\nlocale = "de"\n')
    found = Settings.load(tmp_path, {"LAMLITE_POLICY": "/other.toml", "LAMLITE_LOCALE": "fr"})
    assert (found.policy, found.locale) == (Path("/other.toml"), "fr")
    assert Settings.load(tmp_path / "x", {"LC_ALL": "C", "LANG": "en_GB.UTF-8"}).locale == "en-GB"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x", "cannot be read"),
        ("polic = 1", "unknown setting 'polic'"),
        ("policy = 1", "policy in .* must be a text"),
        ("locale = 1", "locale in .* must be a text"),
        ("models = 1", "must be a table"),
        ("[models]\nboth = 'x'", "has no 'both'"),
        ("[models]\ncaller = 1", "cannot be 1"),
        ("[thresholds]\nask = true", "cannot be True"),
        ("[thresholds]\nask = 2", "between 0 and 1"),
    ],
)
def test_what_means_nothing(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(UsageError, match=says):
        Settings.load(tmp_path, {})


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    assert Settings.load(tmp_path / "home", {}).tables == {}


def test_where_home_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for platform, environment, end in (
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/lamlite"),
        ("linux", {}, "/.local/share/lamlite"),
        ("darwin", {}, "/Library/Application Support/lamlite"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/lamlite"),
        ("win32", {}, "/AppData/Local/lamlite"),
        ("linux", {"LAMLITE_HOME": "/mine"}, "/mine"),
    ):
        monkeypatch.setattr("sys.platform", platform)
        assert str(home_folder(environment)).endswith(end)


def test_the_zone_of_the_device() -> None:
    zone = device_zone({"TZ": "Europe/Berlin"})
    assert datetime(2026, 7, 1, tzinfo=zone).isoformat() == "2026-07-01T00:00:00+02:00"
    assert datetime(2026, 12, 1, tzinfo=zone).isoformat() == "2026-12-01T00:00:00+01:00"
    for name in ("Nowhere/Land", "../x", ""):
        assert datetime(2026, 7, 1, tzinfo=device_zone({"TZ": name})).utcoffset() is not None
