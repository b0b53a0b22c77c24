"""One clock for all value tests: a Monday morning in Berlin."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lamlite.values import Clock


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, 09:00 in Berlin, American dates."""
    return Clock(datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Berlin")), "en-US")
