from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.language.frames import ParseContext
from bot.language.names_in_memory import NamesInMemory
from bot.language.parser import parse

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "language", "setting", "value"),
    [
        ("set my language to French", "en", "language", "fr"),
        ("parle anglais", "fr", "language", "en"),
        ("my timezone is europe/london", "en", "timezone", "Europe/London"),
        ("set my timezone to tokyo", "en", "timezone", "Asia/Tokyo"),
        ("set my timezone to the moon", "en", "timezone", "the moon"),
        ("quiet hours from 9pm to 7:30", "en", "quiet_hours", "21:00-07:30"),
        ("mon récap à 7h45", "fr", "digest_time", "07:45"),
        ("my day starts at 8", "en", "workday_start", "08:00"),
        ("switch the currency to dollars", "en", "currency", "USD"),
        ("passe la devise en euros", "fr", "currency", "EUR"),
    ],
)
def test_values_are_given_in_their_standard_form(text: str, language: str, setting: str, value: str) -> None:
    now = datetime(2026, 11, 24, 9, 30, tzinfo=PARIS)
    (frame,) = parse(text, ParseContext(now=now, zone=PARIS, names=NamesInMemory([]), language=language)).frames
    assert (frame.intent, frame.slots) == ("change_setting", {"setting": setting, "value": value})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I work at Acme", "en"),
        ("i work saturday", "en"),
        ("no reminders after the meeting with Jane", "en"),
        ("Je travaille avec Paul mardi", "fr"),
        ("plus de rappels pour Jane", "fr"),
        ("je veux un récap de mes affaires", "fr"),
    ],
)
def test_what_is_no_value_of_its_setting_is_doubtful(text: str, language: str) -> None:
    now = datetime(2026, 11, 24, 9, 30, tzinfo=PARIS)
    assert parse(text, ParseContext(now=now, zone=PARIS, names=NamesInMemory([]), language=language)).confidence < 0.5
