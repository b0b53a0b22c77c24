"""Dates, times and date-times."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from lamlite.values import Clock, Reading, Unclear, read

MOMENT = {"type": "string", "format": "date-time"}
DATE = {"type": "string", "format": "date"}
TIME = {"type": "string", "format": "time"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("today", "2026-11-23"),
        ("tomorrow", "2026-11-24"),
        ("yesterday", "2026-11-22"),
        ("the day after tomorrow", "2026-11-25"),
        ("the day before yesterday", "2026-11-21"),
        ("Friday", "2026-11-27"),
        ("this Friday", "2026-11-27"),
        ("Monday", "2026-11-30"),
        ("this coming Friday", "2026-11-27"),
        ("last Monday", "2026-11-16"),
        ("this past Friday", "2026-11-20"),
        ("past Friday", "2026-11-20"),
        ("Friday next week", "2026-12-04"),
        ("next week on Tuesday", "2026-12-01"),
        ("this week Thursday", "2026-11-26"),
        ("Tuesday week", "2026-12-01"),
        ("Friday after next", "2026-12-11"),
        ("Friday, December 4", "2026-12-04"),
        ("Friday (Dec 4)", "2026-12-04"),
        ("Friday 4/12/2026", "2026-04-12"),
        ("Tuesday the 1st", "2026-12-01"),
        ("Monday 21", "2026-12-21"),
        ("in 3 days", "2026-11-26"),
        ("in a week", "2026-11-30"),
        ("in about two weeks", "2026-12-07"),
        ("in 2 days' time", "2026-11-25"),
        ("in four business days", "2026-11-27"),
        ("in five working days", "2026-11-30"),
        ("two weeks ago", "2026-11-09"),
        ("3 months from today", "2027-02-23"),
        ("a week from Tuesday", "2026-12-01"),
        ("two days before Christmas", "2026-12-23"),
        ("three weeks after December 1", "2026-12-22"),
        ("a week on Friday", "2026-12-04"),
        ("the 3rd", "2026-12-03"),
        ("the 25th of next month", "2026-12-25"),
        ("the 15th day of next month", "2026-12-15"),
        ("March 3", "2027-03-03"),
        ("March the 3rd, 2028", "2028-03-03"),
        ("3 March 2027", "2027-03-03"),
        ("the third of March", "2027-03-03"),
        ("march eighteenth", "2027-03-18"),
        ("Dec31", "2026-12-31"),
        ("Dec. 5", "2026-12-05"),
        ("05-aug-2027", "2027-08-05"),
        ("3-Mar-27", "2027-03-03"),
        ("2027-aug-5", "2027-08-05"),
        ("5 Dec. 2026", "2026-12-05"),
        ("Oct/2", "2027-10-02"),
        ("twenty third day of September", "2027-09-23"),
        ("January first two thousand and thirty two", "2032-01-01"),
        ("May 5 nineteen ninety four", "1994-05-05"),
        ("May 5 nineteen hundred and two", "1902-05-05"),
        ("May 5 '94", "1994-05-05"),
        ("Feb 29", "2028-02-29"),
        ("2027-03-01", "2027-03-01"),
        ("2027/3/1", "2027-03-01"),
        ("20270301", "2027-03-01"),
        ("03/04/2027", "2027-03-04"),
        ("03-04-27", "2027-03-04"),
        ("13/04/2027", "2027-04-13"),
        ("24.12.2026", "2026-12-24"),
        ("24/12", "2026-12-24"),
        ("last Friday of the month", "2026-11-27"),
        ("the first Monday of March", "2027-03-01"),
        ("first Monday of November", "2027-11-01"),
        ("second Tuesday in next month", "2026-12-08"),
        ("first Monday of March 2028", "2028-03-06"),
        ("the last day of February 2027", "2027-02-28"),
        ("Christmas", "2026-12-25"),
        ("next Christmas", "2026-12-25"),
        ("last Christmas", "2025-12-25"),
        ("this Easter", "2026-04-05"),
        ("Easter 2027", "2027-03-28"),
        ("Christmas of next year", "2027-12-25"),
        ("New Year's Eve", "2026-12-31"),
        ("Thanksgiving", "2026-11-26"),
        ("Memorial Day", "2027-05-31"),
        ("tomorrow at 7pm", "2026-11-24"),
        ("tonight at 1", "2026-11-24"),
    ],
)
def test_date(words: str, value: str, clock: Clock) -> None:
    """Read as one date."""
    answer = read(words, DATE, clock)
    assert isinstance(answer, Reading)
    assert answer.value == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("next Friday", "2026-12-04"),
        ("next week", "2026-11-30"),
        ("this week", "2026-11-23"),
        ("next month", "2026-12-01"),
        ("next quarter", "2027-01-01"),
        ("next year", "2027-01-01"),
        ("next March", "2027-03-01"),
        ("last March", "2026-03-01"),
        ("this weekend", "2026-11-28"),
        ("the week after next", "2026-12-07"),
        ("the month after next", "2027-01-01"),
        ("end of the month", "2026-11-30"),
        ("end of month", "2026-11-30"),
        ("end of the week", "2026-11-29"),
        ("end of year", "2026-12-31"),
        ("EOM", "2026-11-30"),
        ("beginning of next year", "2027-01-01"),
        ("mid-December", "2026-12-16"),
        ("end of 2027", "2027-12-31"),
        ("end of March", "2027-03-31"),
        ("in March", "2027-03-01"),
        ("March 2028", "2028-03-01"),
        ("next day", "2026-11-24"),
        ("15", "2026-12-15"),
        ("on the 27", "2026-11-27"),
        ("dentist on Friday", "2026-11-27"),
        ("Friday, March 4 2027", "2027-03-04"),
        ("7pm", "2026-11-23"),
        ("in a few days", "2026-11-26"),
    ],
)
def test_guessed_date(words: str, value: str, clock: Clock) -> None:
    """Read as a date, but not surely."""
    assert read(words, DATE, clock) == Reading(value, exact=False)


@pytest.mark.parametrize(("locale", "value"), [("en-GB", "2027-04-03"), ("en-US", "2027-03-04"), ("de", "2027-04-03")])
def test_order_of_day_and_month(locale: str, value: str, clock: Clock) -> None:
    """The region decides; a language alone leaves a guess."""
    assert read("03/04/2027", DATE, Clock(clock.now, locale)) == Reading(value, exact="-" in locale)


@pytest.mark.parametrize(
    "words",
    [
        "gibberish",
        "soon",
        "31st of February",
        "29 February 2027",
        "32/13/2027",
        "tomorrow or Friday",
        "99",
        "sun cream",
        "Islamic New Year",
        "in 99999999 years",
        "2027-13-45",
    ],
)
def test_no_date(words: str, clock: Clock) -> None:
    """A question."""
    assert isinstance(read(words, DATE, clock), Unclear)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3pm", "15:00"),
        ("3 p.m.", "15:00"),
        ("3 p m", "15:00"),
        ("9a", "09:00"),
        ("9.am", "09:00"),
        ("7:30 pm", "19:30"),
        ("7.30 pm", "19:30"),
        ("19:30", "19:30"),
        ("07:30", "07:30"),
        ("T15:00", "15:00"),
        ("24:00", "00:00"),
        ("17h30", "17:30"),
        ("1140 a.m.", "11:40"),
        ("0700 hours", "07:00"),
        ("at 1900", "19:00"),
        ("0730", "07:30"),
        ("noon", "12:00"),
        ("12 noon", "12:00"),
        ("midnight", "00:00"),
        ("mid-night", "00:00"),
        ("mid-day", "12:00"),
        ("twelve midnight", "00:00"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("nine thirty am", "09:30"),
        ("eleven oh five pm", "23:05"),
        ("7 in the evening", "19:00"),
        ("7 o'clock in the morning", "07:00"),
        ("7 o'clock pm", "19:00"),
        ("in the morning at 7", "07:00"),
        ("evening at 8", "20:00"),
        ("dinner at 7", "19:00"),
        ("breakfast at 8", "08:00"),
        ("lunch at 1", "13:00"),
        ("11 o'clock lunchtime", "11:00"),
        ("11 at night", "23:00"),
        ("1 at night", "01:00"),
        ("half past seven in the evening", "19:30"),
        ("quarter to noon", "11:45"),
        ("ten to midnight", "23:50"),
        ("in 2 hours", "11:00"),
        ("half an hour ago", "08:30"),
        ("tomorrow at 7pm", "19:00"),
    ],
)
def test_time(words: str, value: str, clock: Clock) -> None:
    """Read as one time of day."""
    assert read(words, TIME, clock) == Reading(value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("at 7", "19:00"),
        ("ten", "10:00"),
        ("half past six", "18:30"),
        ("half seven", "19:30"),
        ("quarter to nine", "20:45"),
        ("20 to 9", "20:40"),
        ("10 past 9", "09:10"),
        ("20 min past eight", "20:20"),
        ("five-thirty", "17:30"),
        ("5ish", "17:00"),
        ("5-ish", "17:00"),
        ("six o'clock", "18:00"),
        ("6 o clock", "18:00"),
        ("around 4", "16:00"),
        ("7.30", "19:30"),
        ("morning", "09:00"),
        ("mid-morning", "10:00"),
        ("midafternoon", "14:00"),
        ("tonight", "20:00"),
        ("at lunch time", "12:00"),
        ("early evening", "19:00"),
        ("meet at 4pm", "16:00"),
    ],
)
def test_guessed_time(words: str, value: str, clock: Clock) -> None:
    """An open hour is the next one in waking hours."""
    assert read(words, TIME, clock) == Reading(value, exact=False)


@pytest.mark.parametrize("words", ["gibberish", "25:00", "today", "24:30", "3 pm - 4 pm", "7/8", "5%"])
def test_no_time(words: str, clock: Clock) -> None:
    """A question; a day alone has no time."""
    assert isinstance(read(words, TIME, clock), Unclear)


@pytest.mark.parametrize(
    ("words", "after", "value"),
    [
        ("7", " in the evening", Reading("19:00")),
        ("7", " am", Reading("07:00")),
        ("6:30", "pm tomorrow", Reading("18:30")),
        ("7", " to call Bob", Reading("19:00", exact=False)),
        ("7", " tonight", Reading("19:00")),
    ],
)
def test_words_behind_settle_the_hour(words: str, after: str, value: Reading, clock: Clock) -> None:
    """ "7" with " in the evening" behind."""
    assert read(words, TIME, clock, after=after) == value


def test_alarms_ring_in_the_morning(clock: Clock) -> None:
    """The name of the parameter decides an open hour, or its description does."""
    assert read("6", TIME, clock, name="alarm_time") == Reading("06:00")
    told = {**TIME, "description": "Time of day, in the morning where the words leave it open."}
    assert read("twenty to seven", told, clock) == Reading("06:40")
    assert read("3", told, clock) == Reading("15:00", exact=False)
    assert read("7 in the evening", told, clock) == Reading("19:00")
    assert read("7", {**TIME, "description": "When it begins in the morning."}, clock) == Reading("19:00", exact=False)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("tomorrow at 7pm", "2026-11-24T19:00:00+01:00"),
        ("7 tomorrow evening", "2026-11-24T19:00:00+01:00"),
        ("tomorrow evening at 7", "2026-11-24T19:00:00+01:00"),
        ("3pm on Friday", "2026-11-27T15:00:00+01:00"),
        ("Friday at noon", "2026-11-27T12:00:00+01:00"),
        ("tonight at 8", "2026-11-23T20:00:00+01:00"),
        ("7 tonight", "2026-11-23T19:00:00+01:00"),
        ("8am this morning", "2026-11-23T08:00:00+01:00"),
        ("tonight at midnight", "2026-11-24T00:00:00+01:00"),
        ("last night at 8", "2026-11-22T20:00:00+01:00"),
        ("in two hours", "2026-11-23T11:00:00+01:00"),
        ("10 minutes from now", "2026-11-23T09:10:00+01:00"),
        ("half an hour before noon", "2026-11-23T11:30:00+01:00"),
        ("an hour after 5pm tomorrow", "2026-11-24T18:00:00+01:00"),
        ("in 3 days at 9am", "2026-11-26T09:00:00+01:00"),
        ("two weeks from now at 3pm", "2026-12-07T15:00:00+01:00"),
        ("3pm in two weeks", "2026-12-07T15:00:00+01:00"),
        ("Nov 30 2026 18:00", "2026-11-30T18:00:00+01:00"),
        ("December 12 at noon", "2026-12-12T12:00:00+01:00"),
        ("19:30", "2026-11-23T19:30:00+01:00"),
        ("08:00", "2026-11-24T08:00:00+01:00"),
        ("today at 8am", "2026-11-23T08:00:00+01:00"),
        ("now", "2026-11-23T09:00:00+01:00"),
        ("right now", "2026-11-23T09:00:00+01:00"),
        ("this moment", "2026-11-23T09:00:00+01:00"),
        ("at the moment", "2026-11-23T09:00:00+01:00"),
        ("at the present time", "2026-11-23T09:00:00+01:00"),
        ("at present", "2026-11-23T09:00:00+01:00"),
        ("as soon as possible", "2026-11-23T09:00:00+01:00"),
        ("2026-12-01T10:00", "2026-12-01T10:00:00+01:00"),
        ("2026-12-01 10:00:30", "2026-12-01T10:00:30+01:00"),
        ("2026-12-01T10:00:00Z", "2026-12-01T10:00:00+00:00"),
        ("2026-12-01T10:00:00+0530", "2026-12-01T10:00:00+05:30"),
        ("3pm UTC", "2026-11-23T16:00:00+01:00"),
        ("3pm GMT+2 tomorrow", "2026-11-24T14:00:00+01:00"),
        ("3pm PST tomorrow", "2026-11-25T00:00:00+01:00"),
        ("15:00z", "2026-11-23T16:00:00+01:00"),
    ],
)
def test_moment(words: str, value: str, clock: Clock) -> None:
    """Read as one date-time, in the zone of the clock unless the words name an offset."""
    assert read(words, MOMENT, clock) == Reading(value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("tomorrow", "2026-11-24T09:00:00+01:00"),
        ("tomorrow morning", "2026-11-24T09:00:00+01:00"),
        ("tomorrow at 7", "2026-11-24T07:00:00+01:00"),
        ("Thursday at 3", "2026-11-26T15:00:00+01:00"),
        ("sat at 5", "2026-11-28T17:00:00+01:00"),
        ("today at 8", "2026-11-23T20:00:00+01:00"),
        ("at 8", "2026-11-23T20:00:00+01:00"),
        ("10", "2026-11-23T10:00:00+01:00"),
        ("Friday night", "2026-11-27T21:00:00+01:00"),
        ("eod", "2026-11-23T23:59:59+01:00"),
        ("end of the day", "2026-11-23T23:59:59+01:00"),
        ("end of Friday", "2026-11-27T23:59:59+01:00"),
        ("meet at 3 on Thursday", "2026-11-26T15:00:00+01:00"),
        ("Thursday for the talk at 3pm", "2026-11-26T15:00:00+01:00"),
        ("breakfast tomorrow", "2026-11-24T08:00:00+01:00"),
    ],
)
def test_guessed_moment(words: str, value: str, clock: Clock) -> None:
    """Nine o'clock for a day, waking hours for an open hour."""
    assert read(words, MOMENT, clock) == Reading(value, exact=False)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("tomorrow from 8", "2026-11-24T08:00:00+01:00"),
        ("Friday from 10", "2026-11-27T10:00:00+01:00"),
        ("Friday from half past 10", "2026-11-27T10:30:00+01:00"),
        ("tomorrow from 8 to 10", "2026-11-24T08:00:00+01:00"),
        ("Friday from 10 to 5", "2026-11-27T10:00:00+01:00"),
        ("Friday from 2 weeks", "2026-11-27T09:00:00+01:00"),
    ],
)
def test_an_hour_after_from(words: str, value: str, clock: Clock) -> None:
    """It is kept; a count is no hour."""
    assert read(words, MOMENT, clock) == Reading(value, exact=False)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("satuday at 10 am", "2026-11-28T10:00:00+01:00"),
        ("at 10 am on satuday", "2026-11-28T10:00:00+01:00"),
        ("fridya 3pm", "2026-11-27T15:00:00+01:00"),
        ("next satudray at noon", "2026-12-05T12:00:00+01:00"),
        ("wednesdey at noon", "2026-11-25T12:00:00+01:00"),
        ("tommorrow at noon", "2026-11-24T12:00:00+01:00"),
        ("the 3rd of janary at noon", "2027-01-03T12:00:00+01:00"),
        ("marhc 3 at noon", "2027-03-03T12:00:00+01:00"),
        ("satuday", "2026-11-28T09:00:00+01:00"),
    ],
)
def test_a_name_that_is_nearly_right_is_a_guess(words: str, value: str, clock: Clock) -> None:
    """One letter is another, missing or too many, or two are swapped."""
    assert read(words, MOMENT, clock) == Reading(value, exact=False)


@pytest.mark.parametrize(
    ("words", "unknown"),
    [("Blursday at 10", "Blursday"), ("on Blursday at 10", "Blursday"), ("10 am on Blursday", "Blursday"),
     ("match at 10", "match"), ("jury 10 am", "jury")],
)  # fmt: skip
def test_an_unknown_day_is_a_question(words: str, unknown: str, clock: Clock) -> None:
    """It is not left out of the date, and a short word is not taken for a name that it resembles."""
    assert read(words, MOMENT, clock) == Unclear(f"Which day is “{unknown}”?")
    assert read(words, TIME, clock) == Reading("10:00", exact=False)


def test_a_word_that_names_no_day(clock: Clock) -> None:
    """An answer may be polite."""
    assert read("yes, at 10 am please", MOMENT, clock) == Reading("2026-11-23T10:00:00+01:00", exact=False)
    assert read("maybe at 10 am", MOMENT, clock) == Reading("2026-11-23T10:00:00+01:00", exact=False)


def test_two_hours_are_a_question(clock: Clock) -> None:
    """Both are offered, on the same day."""
    answer = read("tomorrow at 7pm or 8pm", MOMENT, clock, name="start")
    options = ("2026-11-24T19:00:00+01:00", "2026-11-24T20:00:00+01:00")
    assert answer == Unclear("Which start is meant: tomorrow at 7pm or 8pm?", options)


def test_an_offset_needs_an_anchor(clock: Clock) -> None:
    """It counts from something that read does not know."""
    assert read("half an hour before", MOMENT, clock) == Unclear("“half an hour before” counts from what time?")


def test_daylight_saving() -> None:
    """Days go by the calendar, hours by the stopwatch, and a skipped hour moves on."""
    night = Clock(datetime(2027, 3, 27, 22, 0, tzinfo=ZoneInfo("Europe/Berlin")))
    assert read("in 8 hours", MOMENT, night) == Reading("2027-03-28T07:00:00+02:00")
    assert read("tomorrow at 10pm", MOMENT, night) == Reading("2027-03-28T22:00:00+02:00")
    assert read("tomorrow at 2:30 am", MOMENT, night) == Reading("2027-03-28T03:30:00+02:00")


def test_fixed_offset_and_naive_clock() -> None:
    """A naive clock is taken for UTC."""
    fixed = Clock(datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=-5))))
    assert read("tomorrow at 3pm", MOMENT, fixed) == Reading("2026-11-24T15:00:00-05:00")
    assert read("3pm", MOMENT, Clock(datetime(2026, 11, 23, 9, 0))) == Reading("2026-11-23T15:00:00+00:00")


@pytest.mark.parametrize(
    ("description", "words", "value"),
    [
        ("The date in YYYY-MM-DD format", "3 March", "2027-03-03"),
        ("Date as MM/DD/YYYY", "3 March", "03/03/2027"),
        ("Date, DD-MM-YYYY", "3 March", "03-03-2027"),
        ("Start, YYYY-MM-DD HH:mm", "March 3 at 5pm", "2027-03-03 17:00"),
        ("Time in HH:MM (24-hour)", "5:30 pm", "17:30"),
        ("Time in HH:MM:SS", "5:30 pm", "17:30:00"),
        ("Time as hh:mm a", "5:30 pm", "05:30 PM"),
        ("Date as DD.MM.YY", "March 3", "03.03.27"),
        ("ISO 8601 time.", "tomorrow at 5pm", "2026-11-24T17:00:00+01:00"),
        ("ISO 8601 date", "tomorrow", "2026-11-24"),
        ("ISO 8601 duration", "half an hour", "PT30M"),
        ("ISO 8601", "tomorrow at noon", "2026-11-24T12:00:00+01:00"),
        ("When it starts", "tomorrow at 5", "tomorrow at 5"),
    ],
)
def test_form_named_in_the_description(description: str, words: str, value: str, clock: Clock) -> None:
    """Only a description that names a form gets it."""
    assert read(words, {"type": "string", "description": description}, clock) == Reading(value)


def test_form_that_cannot_be_kept(clock: Clock) -> None:
    """Words that are no date stay as they are, as a guess; a format binds."""
    schema = {"type": "string", "description": "The date in YYYY-MM-DD format"}
    assert read("someday", schema, clock) == Reading("someday", exact=False)
    assert isinstance(read("someday", {**schema, "format": "date"}, clock), Unclear)
