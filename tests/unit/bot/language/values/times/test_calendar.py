from datetime import date

import pytest

from bot.language.values.times.calendar import DaySpan, Grain, add, add_business_days, unit_around


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 25)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 27), 5, date(2026, 12, 4)),
        (date(2026, 11, 29), 5, date(2026, 12, 4)),
        (date(2026, 11, 30), -1, date(2026, 11, 27)),
        (date(2026, 11, 24), 12, date(2026, 12, 10)),
    ],
)
def test_business_days_skip_saturday_and_sunday(day: date, count: int, wanted: date) -> None:
    assert add_business_days(day, count) == wanted


@pytest.mark.parametrize(
    ("count", "grain", "wanted"),
    [
        (1, "month", date(2027, 2, 28)),
        (1, "quarter", date(2027, 4, 30)),
        (-11, "month", date(2026, 2, 28)),
        (1, "year", date(2028, 1, 31)),
        (2, "week", date(2027, 2, 14)),
    ],
)
def test_months_clip_to_their_last_day(count: int, grain: Grain, wanted: date) -> None:
    assert add(date(2027, 1, 31), count, grain) == wanted


def test_units_are_whole() -> None:
    day = date(2026, 11, 24)
    assert unit_around(day, "week") == DaySpan(date(2026, 11, 23), date(2026, 11, 29), "week")
    assert unit_around(day, "quarter") == DaySpan(date(2026, 10, 1), date(2026, 12, 31), "quarter")
    assert unit_around(day, "year") == DaySpan(date(2026, 1, 1), date(2026, 12, 31), "year")
