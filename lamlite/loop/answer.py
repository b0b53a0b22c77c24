"""What may be sent into a run, and the type of the run itself."""

from __future__ import annotations

from collections.abc import Generator

from ..core.event import Event

Answer = bool | str | None
Events = Generator[Event, Answer, None]
