"""Recurrences in words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.wording.dates import Dates, locale_of
from bot.wording.rules import repetition, weekdays
from bot.wording.texts import Texts

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "english", "french"),
    [
        ("FREQ=HOURLY", "every hour", "chaque heure"),
        ("FREQ=DAILY", "every day", "chaque jour"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days", "tous les 3 jours"),
        ("FREQ=WEEKLY", "every week", "chaque semaine"),
        ("FREQ=WEEKLY;BYDAY=MO", "every Monday", "chaque lundi"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday", "chaque lundi et jeudi"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every working day", "chaque jour ouvré"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks on Tuesday", "toutes les 2 semaines, le mardi"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "every month on day 31", "chaque mois, le 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "every month on day 1", "chaque mois, le 1er"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "every month on days 1 and 15", "chaque mois, les 1 et 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day", "chaque mois, le dernier jour"),
        ("FREQ=MONTHLY;BYDAY=2MO", "every month on the second Monday", "chaque mois, le deuxième lundi"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday", "chaque mois, le dernier vendredi"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5", "every 3 months on day 5", "tous les 3 mois, le 5"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", "every year", "chaque année"),
        (
            "FREQ=DAILY;UNTIL=20261201T090000",
            "every day, until Tue 1 Dec",
            "chaque jour, jusqu'au mardi 1er décembre",
        ),
    ],
)
def test_repetition(rule: str, english: str, french: str) -> None:
    zone = ZoneInfo("Europe/Paris")
    said = [
        repetition(rule, Texts(language), Dates(locale=locale_of(language, zone), zone=zone, now=NOW))
        for language in ("en", "fr")
    ]
    assert said == [english, french]


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [
        ("MO,TU,WE,TH,FR", "Monday to Friday", "lundi au vendredi"),
        ("MO,TU,TH", "Monday, Tuesday and Thursday", "lundi, mardi et jeudi"),
        ("TU,WE", "Tuesday and Wednesday", "mardi et mercredi"),
        ("SU", "Sunday", "dimanche"),
    ],
)
def test_days_of_the_week(days: str, english: str, french: str) -> None:
    for language, said in (("en", english), ("fr", french)):
        zone = ZoneInfo("Europe/Paris")
        dates = Dates(locale=locale_of(language, zone), zone=zone, now=NOW)
        assert weekdays(days.split(","), Texts(language), dates) == said
