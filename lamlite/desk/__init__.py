"""The personal data that the bundled tools work on: one SQLite file, real files, real mail, calendars and contacts.

What every pack needs is here at once; the rest loads when it is first named, so that a run which only adds a to-do
does not pay for SMTP.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .match import Candidate, pick, search
from .moment import clock, home, local, restoring, using
from .settings import section, settings
from .store import BASE, database, number_of, ref

if TYPE_CHECKING:
    from . import (
        apps,
        arithmetic,
        contacts,
        dates,
        deleted,
        device,
        events,
        exchange,
        folders,
        ical,
        mail,
        reminders,
        texts,
        trash,
        units,
        vcard,
        zones,
    )
    from .reminders import due

__all__ = [
    "BASE",
    "Candidate",
    "apps",
    "arithmetic",
    "clock",
    "contacts",
    "database",
    "dates",
    "deleted",
    "device",
    "due",
    "events",
    "exchange",
    "folders",
    "home",
    "ical",
    "local",
    "mail",
    "number_of",
    "pick",
    "ref",
    "reminders",
    "restoring",
    "search",
    "section",
    "settings",
    "texts",
    "trash",
    "units",
    "using",
    "vcard",
    "zones",
]


def __getattr__(name: str) -> Any:
    if name == "due":
        return import_module("lamlite.desk.reminders").due
    if name in __all__:
        return import_module(f"lamlite.desk.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
