"""Dates and times as their readers write them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.wording.dates import Dates, lateness, locale_of

PARIS, YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


def dates(language: str, zone: ZoneInfo = PARIS) -> Dates:
    return Dates(locale=locale_of(language, zone), zone=zone, now=NOW)


@pytest.mark.parametrize(
    ("language", "zone", "locale"),
    [
        ("en", "Europe/London", "en_GB"),
        ("en", "America/Chicago", "en_US"),
        ("en", "Australia/Sydney", "en_AU"),
        ("en", "UTC", "en_GB"),
        ("fr", "America/Toronto", "fr_FR"),
    ],
)
def test_the_locale_follows_language_and_place(language: str, zone: str, locale: str) -> None:
    assert locale_of(language, ZoneInfo(zone)) == locale


@pytest.mark.parametrize(
    ("writer", "instant", "said"),
    [
        (dates("en"), datetime(2026, 12, 1, 9, 0, tzinfo=UTC), "Tue 1 Dec, 10:00"),
        (dates("en", YORK), datetime(2026, 12, 1, 15, 0, tzinfo=UTC), "Tue Dec 1, 10:00 AM"),
        (dates("fr"), datetime(2026, 12, 1, 9, 0, tzinfo=UTC), "mardi 1er décembre à 10:00"),
        (dates("fr"), datetime(2026, 12, 11, 9, 0, tzinfo=UTC), "vendredi 11 décembre à 10:00"),
        (dates("en"), datetime(2026, 11, 24, 16, 5, tzinfo=UTC), "today 17:05"),
        (dates("en", YORK), datetime(2026, 11, 24, 17, 5, tzinfo=UTC), "today 12:05 PM"),
        (dates("fr"), datetime(2026, 11, 24, 16, 5, tzinfo=UTC), "aujourd'hui à 17:05"),
        (dates("en"), datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "tomorrow, Wed 25 Nov, 10:00"),
        (dates("fr"), datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "demain, mercredi 25 novembre à 10:00"),
        (dates("en"), datetime(2027, 1, 4, 9, 0, tzinfo=UTC), "Mon 4 Jan 2027, 10:00"),
        # Late in the evening of London it is tomorrow in Paris already.
        (dates("en"), datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "tomorrow, Wed 25 Nov, 00:30"),
    ],
)
def test_a_moment(writer: Dates, instant: datetime, said: str) -> None:
    assert writer.moment(instant) == said


def test_a_day_alone_has_no_hour() -> None:
    noon = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
    assert dates("en").moment(noon, date_only=True) == "Tue 1 Dec"
    assert dates("fr").moment(noon, date_only=True) == "mardi 1er décembre"


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [
        (0, "today", "aujourd'hui"),
        (1, "yesterday", "hier"),
        (8, "Mon 16 Nov", "lundi 16 novembre"),
        (23, "1 Nov", "1er nov."),
        (400, "20 Oct 2025", "20 oct. 2025"),
    ],
)
def test_what_lies_behind(days: int, english: str, french: str) -> None:
    instant = NOW - timedelta(days=days)
    assert (dates("en").past(instant), dates("fr").past(instant)) == (english, french)


def test_the_year_stands_only_where_it_is_another() -> None:
    writer = dates("en")
    assert (writer.day(date(2026, 1, 1)), writer.day(date(2027, 1, 1))) == ("Thu 1 Jan", "Fri 1 Jan 2027")
    assert (writer.short(date(2026, 1, 1)), writer.short(date(1980, 9, 3))) == ("1 Jan", "3 Sept 1980")


@pytest.mark.parametrize(
    ("delay", "english", "french"),
    [
        (timedelta(minutes=5, seconds=40), "5 min", "5 min"),
        (timedelta(minutes=130), "2 h", "2 h"),
        (timedelta(hours=30), "30 h", "30 h"),
        (timedelta(days=3, hours=1), "3 days", "3\u00a0jours"),
    ],
)
def test_lateness(delay: timedelta, english: str, french: str) -> None:
    assert (lateness(delay, "en"), lateness(delay, "fr")) == (english, french)
