"""Texts that are long and all one thing: no reading may take long."""

from datetime import datetime
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from bot.language.when import when

NOW = datetime.fromisoformat("2026-11-24T09:30:00+01:00")


def seconds(text: str) -> float:
    begun = process_time()
    when(text, now=NOW, zone=ZoneInfo("Europe/Paris"), language="en")
    return process_time() - begun


@pytest.mark.parametrize(
    "piece",
    [
        "7",
        "1 ",
        "10 to ",
        "1/2/",
        "1.2.",
        "10:30-",
        "(1)",
        "12 mai 2026 ",
        "lundi et ",
        "a@",
        "every ",
        "2027-Jan-",
        "(((",
    ],
)
def test_forty_thousand_characters_take_half_a_second_at_most(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    for language in ("en", "fr"):  # so that loading the packs does not count
        when("10", now=NOW, zone=ZoneInfo("Europe/Paris"), language=language)
    assert min(seconds(text) for _ in range(3)) < 0.5  # the best of three, since the machine may be busy
