"""Periods as one says them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.wording.dates import Dates
from bot.wording.periods import part_label, period_label


def dates(locale: str) -> Dates:
    return Dates(locale=locale, zone=ZoneInfo("Europe/Paris"), now=datetime(2026, 11, 24, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        ("2026-12-01", "2026-12-31", "December 2026", "Décembre 2026"),
        ("2026-10-01", "2026-12-31", "Q4 2026", "T4 2026"),
        ("2027-01-01", "2027-12-31", "2027", "2027"),
        ("2026-12-04", "2026-12-04", "Fri 4 Dec", "vendredi 4 décembre"),
        ("2026-11-01", "2026-12-31", "1 Nov – 31 Dec", "1er nov. – 31 déc."),
        ("2026-11-02", "2026-12-01", "2 Nov – 1 Dec", "2 nov. – 1er déc."),
        ("9999-12-01", "9999-12-31", "1 Dec 9999 – 31 Dec 9999", "1er déc. 9999 – 31 déc. 9999"),
    ],
)
def test_periods(first: str, last: str, english: str, french: str) -> None:
    span = date.fromisoformat(first), date.fromisoformat(last)
    assert period_label(*span, dates("en_GB")) == english
    assert period_label(*span, dates("fr_FR")) == french


def test_parts() -> None:
    assert [part_label(date(2026, 12, 5), step, dates("en_GB")) for step in ("month", "quarter", "year")] == [
        "December",
        "Q4 2026",
        "2026",
    ]
    assert part_label(date(2027, 2, 1), "month", dates("fr_FR")) == "Février 2027"
