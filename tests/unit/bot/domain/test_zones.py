"""Walls and instants: gaps, overlaps, and days that do not begin at midnight."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.zones import day_start, instant_of, is_day, wall_of, zone_of


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type, misc]  # noqa: DTZ001  # what a clock on the wall shows


@pytest.mark.parametrize(
    ("zone", "shown", "instant"),
    [
        ("Europe/Paris", wall(2026, 1, 10, 9, 0), datetime(2026, 1, 10, 8, 0, tzinfo=UTC)),
        ("Europe/Paris", wall(2026, 7, 10, 9, 0), datetime(2026, 7, 10, 7, 0, tzinfo=UTC)),
        # Left out: it moves forward by as much as is left out.
        ("Europe/Paris", wall(2026, 3, 29, 2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", wall(2026, 10, 4, 2, 15), datetime(2026, 10, 3, 15, 45, tzinfo=UTC)),
        # Shown twice: the first counts.
        ("Europe/Paris", wall(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("America/New_York", wall(2026, 11, 1, 1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("Asia/Kolkata", wall(2026, 1, 10, 9, 0), datetime(2026, 1, 10, 3, 30, tzinfo=UTC)),
        ("Pacific/Apia", wall(2026, 1, 10, 9, 0), datetime(2026, 1, 9, 20, 0, tzinfo=UTC)),
    ],
)
def test_the_instant_of_a_wall_clock(zone: str, shown: datetime, instant: datetime) -> None:
    assert instant_of(shown, zone_of(zone)) == instant


def test_the_wall_clock_of_an_instant_has_no_trace_of_the_zone() -> None:
    second = wall_of(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), zone_of("Europe/Paris"))
    assert second == wall(2026, 10, 25, 2, 30)
    assert (second.tzinfo, second.fold) == (None, 0)


@pytest.mark.parametrize(
    ("zone", "day", "start"),
    [
        ("Europe/Paris", date(2026, 3, 29), datetime(2026, 3, 28, 23, 0, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), datetime(2026, 11, 1, 4, 0, tzinfo=UTC)),
        # Clocks went from midnight to one here.
        ("America/Sao_Paulo", date(2018, 11, 4), datetime(2018, 11, 4, 3, 0, tzinfo=UTC)),
    ],
)
def test_a_day_begins_with_its_first_instant(zone: str, day: date, start: datetime) -> None:
    assert day_start(day, zone_of(zone)) == start


def test_days_and_moments_are_told_apart() -> None:
    assert is_day(date(2026, 1, 1))
    assert not is_day(wall(2026, 1, 1))
