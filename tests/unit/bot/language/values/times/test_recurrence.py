from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.language.when import When, when

NOW = datetime.fromisoformat("2026-11-24T09:30:00+01:00")


def read(text: str, language: str = "en") -> When:
    found = when(text, now=NOW, zone=ZoneInfo("Europe/Paris"), language=language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("every day at 8 until thursday", "en"),
        ("every day until thursday at 8", "en"),
        ("tous les jours à 8h jusqu'à jeudi", "fr"),
    ],
)
def test_an_end_takes_no_hour_away(text: str, language: str) -> None:
    found = read(text, language)
    assert found.recurrence is not None
    assert found.recurrence.startswith("FREQ=DAILY;UNTIL=20261126")


def test_the_hour_before_an_end_is_that_of_the_series() -> None:
    found = read("every day at 8 until thursday 5pm")
    assert (found.start, found.recurrence) == (
        datetime.fromisoformat("2026-11-25T08:00:00+01:00"),
        "FREQ=DAILY;UNTIL=20261126T170000",
    )


def test_two_days_of_every_month() -> None:
    found = read("remind me the 10th and the 25th of every month at 9")
    assert (found.start, found.recurrence) == (
        datetime.fromisoformat("2026-11-25T09:00:00+01:00"),
        "FREQ=MONTHLY;BYMONTHDAY=10,25",
    )


def test_what_no_rule_can_say_is_no_recurrence() -> None:
    for text in ("twice a week", "three times a month", "now and then"):
        assert when(text, now=NOW, zone=ZoneInfo("Europe/Paris"), language="en") is None or (
            read(text).recurrence is None
        )
