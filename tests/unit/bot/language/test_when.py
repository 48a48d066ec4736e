from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.language.when import when

PARIS = ZoneInfo("Europe/Paris")


def start(text: str, now: str, zone: str, language: str = "en") -> str | None:
    found = when(text, now=datetime.fromisoformat(now), zone=ZoneInfo(zone), language=language)
    return None if found is None else found.start.isoformat()


@pytest.mark.parametrize(
    ("zone", "now", "text", "wanted"),
    [
        # Gaps of the clocks: the time moves forward by the gap.
        ("Europe/Paris", "2027-03-27T18:00:00+01:00", "tomorrow at 2:30am", "2027-03-28T03:30:00+02:00"),
        ("America/New_York", "2027-03-13T12:00:00-05:00", "tomorrow at 2:30am", "2027-03-14T03:30:00-04:00"),
        ("Australia/Lord_Howe", "2026-10-03T12:00:00+10:30", "tomorrow at 2:10am", "2026-10-04T02:40:00+11:00"),
        # Overlaps: the first of the two counts.
        ("Europe/Paris", "2026-10-24T12:00:00+02:00", "tomorrow at 2:30am", "2026-10-25T02:30:00+02:00"),
        ("America/New_York", "2026-10-31T12:00:00-04:00", "tomorrow at 1:30am", "2026-11-01T01:30:00-04:00"),
        ("Australia/Lord_Howe", "2027-04-03T12:00:00+11:00", "tomorrow at 1:45am", "2027-04-04T01:45:00+11:00"),
        # A wall clock is a wall clock on both sides of a change, elapsed time is elapsed time.
        ("Europe/Paris", "2027-03-27T18:00:00+01:00", "tomorrow at 6pm", "2027-03-28T18:00:00+02:00"),
        ("Europe/Paris", "2027-03-27T18:00:00+01:00", "in 12 hours", "2027-03-28T07:00:00+02:00"),
        ("Europe/Paris", "2026-10-24T18:00:00+02:00", "in 12 hours", "2026-10-25T05:00:00+01:00"),
        ("America/New_York", "2027-03-13T22:00:00-05:00", "in 6 hours", "2027-03-14T05:00:00-04:00"),
        ("Australia/Lord_Howe", "2027-04-03T22:00:00+11:00", "in 6 hours", "2027-04-04T03:30:00+10:30"),
        ("Europe/Paris", "2026-10-25T12:00:00+01:00", "12 hours ago", "2026-10-25T01:00:00+02:00"),
        ("Europe/Paris", "2027-03-27T18:00:00+01:00", "in 2 days", "2027-03-29"),
        ("Europe/Paris", "2027-03-24T18:00:00+01:00", "sunday at 2:30am", "2027-03-28T03:30:00+02:00"),
    ],
)
def test_changes_of_the_clocks(zone: str, now: str, text: str, wanted: str) -> None:
    assert start(text, now, zone) == wanted


def test_now_may_be_told_in_another_zone() -> None:
    assert start("tomorrow", "2026-11-24T23:30:00+00:00", "Asia/Tokyo") == "2026-11-26"
    assert start("tomorrow", "2026-11-24T03:30:00+00:00", "America/New_York") == "2026-11-24"


@pytest.mark.parametrize(
    ("now", "text", "wanted"),
    [
        ("2026-11-24T09:30:00+01:00", "at 10", "2026-11-24T10:00:00+01:00"),
        ("2026-11-24T22:50:00+01:00", "at 8", "2026-11-25T08:00:00+01:00"),
        ("2026-11-24T09:30:00+01:00", "at 3", "2026-11-24T15:00:00+01:00"),
        ("2026-11-24T09:30:00+01:00", "at 7", "2026-11-25T07:00:00+01:00"),
        ("2026-11-24T09:30:00+01:00", "this morning", "2026-11-24T09:00:00+01:00"),
        ("2026-11-24T09:30:45.123456+01:00", "in two hours", "2026-11-24T11:30:45+01:00"),
        ("2026-12-31T10:00:00+01:00", "31 december", "2026-12-31"),
        ("2027-01-01T10:00:00+01:00", "31 december", "2027-12-31"),
        ("2027-02-10T10:00:00+01:00", "february 29", "2028-02-29"),
        ("2027-01-31T10:00:00+01:00", "in a month", "2027-02-28"),
        ("2026-11-28T10:00:00+01:00", "end of the week", "2026-12-04"),
        ("2026-11-27T10:00:00+01:00", "in 1 business day", "2026-11-30"),
        ("2026-11-28T10:00:00+01:00", "in 1 business day", "2026-11-30"),
        ("2026-11-25T10:00:00+01:00", "in 7 business days", "2026-12-04"),
        ("2026-11-30T10:00:00+01:00", "early in the month", "2026-12-01"),
    ],
)
def test_conventions(now: str, text: str, wanted: str) -> None:
    assert start(text, now, "Europe/Paris") == wanted


def test_a_small_hour_beside_a_french_date_is_in_the_morning() -> None:
    now = "2026-11-24T09:30:00+01:00"
    assert start("le 2 mars à 5h", now, "Europe/Paris", "fr") == "2027-03-02T05:00:00+01:00"
    assert start("mercredi à 5h", now, "Europe/Paris", "fr") == "2026-11-25T17:00:00+01:00"


def test_the_other_language_is_tried_where_the_first_finds_nothing() -> None:
    assert start("demain", "2026-11-24T09:30:00+01:00", "Europe/Paris", "en") == "2026-11-25"


def test_the_first_of_several_times_counts() -> None:
    found = when(
        "friday at 10 or monday", now=datetime.fromisoformat("2026-11-24T09:30:00+01:00"), zone=PARIS, language="en"
    )
    assert found is not None
    assert found.as_json() == {
        "start": "2026-11-27T10:00:00+01:00",
        "end": None,
        "grain": "hour",
        "text": "friday at 10",
        "recurrence": None,
    }


def test_a_day_that_no_calendar_has_is_no_time() -> None:
    now = datetime.fromisoformat("2026-11-24T09:30:00+01:00")
    for text in ("in 99999 weeks", "30 february", "31.06.2027", "in 40000 days"):
        found = when(text, now=now, zone=PARIS, language="en")
        assert found is None or found.start != date(2026, 11, 24)
    assert when("in 9999 years", now=now, zone=PARIS, language="en") is None
