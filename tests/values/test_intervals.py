"""From one point to another, told in few words."""

import pytest

from lamlite.values import Clock
from lamlite.values.intervals import interval_in


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("holiday from 7 to 9 December", "date", "7 december", "9 december"),
        ("7-9 December 2027", "date", "7 december 2027", "9 december 2027"),
        ("the 3rd to the 5th of May", "date", "3 may", "5 may"),
        ("December 7-9", "date", "7 december", "9 december"),
        ("Monday to Wednesday", "date", "2026-11-23", "2026-11-25"),
        ("Friday through Monday", "date", "2026-11-27", "2026-11-30"),
        ("from 14h30 to 15h15 on 3 December", "time", "14:30", "15:15"),
        ("block out 10-11:30 on Wednesday", "time", "10:00", "11:30"),
        ("2-3 pm on Friday", "time", "14:00", "15:00"),
        ("11-1 pm", "time", "11:00", "13:00"),
        ("9am to 5", "time", "09:00", "17:00"),
        ("from 9 to 5", "time", "09:00", "17:00"),
        ("lunch tomorrow 12-1", "time", "12:00", "13:00"),
        ("7 to 9 tomorrow evening", "time", "19:00", "21:00"),
        ("between 2 and 4", "time", "14:00", "16:00"),
        ("from 8 to 17", "time", "08:00", "17:00"),
        ("what is on this week", "period", "2026-11-23", "2026-11-29"),
        ("in the first week of December", "period", "2026-12-01", "2026-12-07"),
        ("the last week of the month", "period", "2026-11-24", "2026-11-30"),
        ("next weekend", "period", "2026-12-05", "2026-12-06"),
        ("this month", "period", "2026-11-23", "2026-11-30"),
        ("in December", "period", "2026-12-01", "2026-12-31"),
    ],
)
def test_interval(text: str, kind: str, first: str, last: str, clock: Clock) -> None:
    """Month, half of the day and the coming weekday are shared by both ends."""
    found = interval_in(text, clock)
    assert found is not None
    assert (found.kind, found.first[2], found.last[2]) == (kind, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "10 to 9", "20 to 9", "2 and 4 apples", "call 555-1234", "on 2026-12-03", "Monday and Wednesday",
        "Tuesday next week", "end of next week", "until next week", "9 to 7 December", "1-2 pm EST",
        "from 1 to 2 pm or from 3 to 4 pm", "tomorrow", "",
    ],
)  # fmt: skip
def test_no_interval(text: str, clock: Clock) -> None:
    """One time, numbers, other days, or several intervals."""
    assert interval_in(text, clock) is None


def test_where_the_ends_are_said(clock: Clock) -> None:
    """The spans are those of the words."""
    text = "İzmir: block out 10-11:30 on Wednesday"
    found = interval_in(text, clock)
    assert found is not None
    assert [text[a:b] for a, b, _ in (found.first, found.last)] == ["10", "11:30"]
