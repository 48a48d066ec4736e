"""Working time: days, hours, holidays and quiet, in the person's own zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.crm.workdays import Workdays, is_holiday, workdays_of
from bot.domain.people import Workspace
from tests.contract.samples import user

PARIS = ZoneInfo("Europe/Paris")
WEEK = Workdays(zone=PARIS, days=frozenset(range(5)), start=time(9), country="FR")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), PARIS)


@pytest.mark.parametrize(
    ("day", "comes"),
    [
        (date(2026, 3, 10), date(2026, 3, 10)),
        (date(2026, 3, 14), date(2026, 3, 16)),
        # Easter Monday follows the weekend; the 1st of May is a Friday.
        (date(2026, 4, 4), date(2026, 4, 7)),
        (date(2026, 5, 1), date(2026, 5, 4)),
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_a_day_waits_for_the_next_working_morning(day: date, comes: date) -> None:
    assert WEEK.morning(day) == at(comes, 9)


@pytest.mark.parametrize(
    ("since", "after"),
    [
        (at(date(2026, 3, 10), 10, 30), at(date(2026, 3, 10), 12, 30)),
        (at(date(2026, 3, 10), 6), at(date(2026, 3, 10), 11)),
        (at(date(2026, 3, 10), 16), at(date(2026, 3, 10), 18)),
        (at(date(2026, 3, 10), 17), at(date(2026, 3, 11), 10)),
        (at(date(2026, 3, 10), 22), at(date(2026, 3, 11), 11)),
        # A Friday evening; a Saturday; the night in which the clocks go forward.
        (at(date(2026, 3, 13), 17, 30), at(date(2026, 3, 16), 10, 30)),
        (at(date(2026, 3, 14), 12), at(date(2026, 3, 16), 11)),
        (at(date(2026, 3, 27), 17), at(date(2026, 3, 30), 10)),
    ],
)
def test_two_working_hours_later(since: datetime, after: datetime) -> None:
    assert WEEK.after(since, timedelta(hours=2)) == after


def test_who_never_works_waits_for_nothing() -> None:
    never = Workdays(zone=PARIS, days=frozenset(), start=time(9))
    assert never.morning(date(2026, 3, 10)) == at(date(2026, 3, 10), 9)


@pytest.mark.parametrize(
    ("quiet", "hour", "ends"),
    [
        ((time(20), time(8)), 21, at(date(2026, 3, 11), 8)),
        ((time(20), time(8)), 7, at(date(2026, 3, 10), 8)),
        ((time(20), time(8)), 8, at(date(2026, 3, 10), 8)),
        ((time(12), time(14)), 13, at(date(2026, 3, 10), 14)),
        ((time(12), time(14)), 11, at(date(2026, 3, 10), 11)),
        (None, 3, at(date(2026, 3, 10), 3)),
    ],
)
def test_quiet_hours_end(quiet: tuple[time, time] | None, hour: int, ends: datetime) -> None:
    days = Workdays(zone=PARIS, days=WEEK.days, start=time(9), quiet=quiet)
    assert days.out_of_quiet(at(date(2026, 3, 10), hour)) == ends


@pytest.mark.parametrize(
    ("zone", "chosen", "country"),
    [
        ("America/New_York", "", "US"),
        ("America/New_York", "FR", "FR"),
        ("Asia/Kolkata", "", "IN"),
        ("UTC", "", "BE"),
        ("Etc/UTC", "", "BE"),
        ("Europe/Paris", "none", ""),
    ],
)
def test_whose_holidays_are_kept(zone: str, chosen: str, country: str) -> None:
    person = user(timezone=zone, country=chosen)
    assert workdays_of(person, Workspace(id="w", name="w", country="BE")).country == country


def test_a_country_that_nobody_knows_has_no_holidays() -> None:
    assert not is_holiday("ZZ", date(2026, 1, 1))
    assert not is_holiday("", date(2026, 1, 1))
    assert is_holiday("FR", date(2026, 7, 14))
