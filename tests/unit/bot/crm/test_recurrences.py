"""Series stepped through a year on the walls of several places."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crm.recurrences import last_due, next_occurrence
from bot.crm.workdays import Workdays
from bot.domain.recurrences import anchored
from bot.domain.reminders import Reminder
from bot.domain.zones import instant_of, wall_of, zone_of
from tests.contract.samples import reminder

ZONES = ["Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
WORK = time(9)


def workdays(zone: str = "Europe/Paris") -> Workdays:
    """Nine to six, from Monday to Friday, in a country without holidays."""
    return Workdays(zone=zone_of(zone), days=frozenset(range(5)), start=WORK)


def series(rule: str, wish: datetime | date, zone: str) -> Reminder:
    first = wish if isinstance(wish, datetime) else datetime.combine(wish, WORK)
    due_at = instant_of(first, zone_of(zone))
    return reminder("u", wish=wish, due_at=due_at, timezone=zone, recurrence=anchored(rule, first))


def occurrences(ring: Reminder) -> Iterator[Reminder]:
    """Each occurrence after the first, fired on the second."""
    from dataclasses import replace

    while (following := next_occurrence(ring, after=ring.due_at, workdays=workdays(ring.timezone))) is not None:
        wish, due_at = following
        ring = replace(ring, wish=wish, due_at=due_at)
        yield ring


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type, misc]  # noqa: DTZ001  # a wish is local


@pytest.mark.parametrize("zone", ZONES)
def test_daily_at_nine_is_nine_on_the_wall_the_whole_year(zone: str) -> None:
    ring = series("FREQ=DAILY", wall(2026, 1, 1, 9), zone)
    year = [ring, *(r for _, r in zip(range(364), occurrences(ring), strict=False))]
    walls = [wall_of(r.due_at, zone_of(zone)) for r in year]
    assert walls == [wall(2026, 1, 1, 9) + timedelta(days=n) for n in range(365)]
    assert [r.wish for r in year] == walls


@pytest.mark.parametrize(
    ("zone", "gap_day", "moved"),
    [
        ("Europe/Paris", date(2026, 3, 29), time(3, 30)),
        ("America/New_York", date(2026, 3, 8), time(3, 30)),
        # Half an hour is left out here, from 02:00 to 02:30.
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 45)),
    ],
)
def test_in_a_gap_the_time_moves_by_the_gap_and_comes_back_the_next_day(zone: str, gap_day: date, moved: time) -> None:
    at = time(2, 15) if zone == "Australia/Lord_Howe" else time(2, 30)
    ring = series("FREQ=DAILY", datetime.combine(gap_day - timedelta(days=1), at), zone)
    in_gap, after_it, *_ = (r for _, r in zip(range(2), occurrences(ring), strict=False))
    assert wall_of(in_gap.due_at, zone_of(zone)) == datetime.combine(gap_day, moved)
    assert in_gap.wish == datetime.combine(gap_day, at)
    assert wall_of(after_it.due_at, zone_of(zone)) == datetime.combine(gap_day + timedelta(days=1), at)


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("Europe/Paris", date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
    ],
)
def test_in_an_overlap_the_first_counts_and_comes_once(zone: str, day: date, at: time, instant: datetime) -> None:
    ring = series("FREQ=DAILY", datetime.combine(day - timedelta(days=1), at), zone)
    twice, after_it = (r for _, r in zip(range(2), occurrences(ring), strict=False))
    assert twice.due_at == instant
    assert after_it.wish == datetime.combine(day + timedelta(days=1), at)


def test_what_is_asked_late_within_an_overlap_never_lies_behind() -> None:
    # Yesterday's was missed; it is the second 02:05 of the night, and today's 02:10 was an hour ago.
    ring = series("FREQ=DAILY", wall(2026, 10, 24, 2, 10), "Europe/Paris")
    now = datetime(2026, 10, 25, 1, 5, tzinfo=UTC)
    following = next_occurrence(ring, after=now, workdays=workdays())
    assert following == (wall(2026, 10, 26, 2, 10), datetime(2026, 10, 26, 1, 10, tzinfo=UTC))


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1"])
def test_monthly_on_the_31st_is_the_last_day_of_shorter_months(rule: str) -> None:
    ring = series(rule, wall(2026, 1, 31, 9), "Europe/Paris")
    days = [r.wish for _, r in zip(range(13), occurrences(ring), strict=False)]
    lasts = [28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28]
    assert [day.day for day in days] == lasts
    assert [day.month for day in days] == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2]


def test_monthly_on_the_30th_leaves_out_february_only() -> None:
    ring = series("FREQ=MONTHLY", wall(2027, 12, 30, 9), "Europe/Paris")
    days = [r.wish for _, r in zip(range(3), occurrences(ring), strict=False)]
    assert days == [wall(2028, 1, 30, 9), wall(2028, 2, 29, 9), wall(2028, 3, 30, 9)]


def test_the_29th_of_february_comes_every_year() -> None:
    ring = series("FREQ=YEARLY", wall(2028, 2, 29, 9), "Europe/Paris")
    days = [r.wish for _, r in zip(range(4), occurrences(ring), strict=False)]
    assert days == [wall(2029, 2, 28, 9), wall(2030, 2, 28, 9), wall(2031, 2, 28, 9), wall(2032, 2, 29, 9)]


def test_a_series_of_days_stays_one_of_days_and_comes_at_the_start_of_work() -> None:
    ring = series("FREQ=WEEKLY;BYDAY=MO,TH", date(2026, 3, 26), "Europe/Paris")
    monday, thursday = (r for _, r in zip(range(2), occurrences(ring), strict=False))
    assert (monday.wish, monday.due_at) == (date(2026, 3, 30), datetime(2026, 3, 30, 7, 0, tzinfo=UTC))
    assert thursday.wish == date(2026, 4, 2)


def test_a_daily_series_of_days_comes_once_after_a_weekend() -> None:
    ring = series("FREQ=DAILY", date(2026, 3, 26), "Europe/Paris")
    days = [wall_of(r.due_at, zone_of("Europe/Paris")) for _, r in zip(range(3), occurrences(ring), strict=False)]
    assert days == [wall(2026, 3, 27, 9), wall(2026, 3, 30, 9), wall(2026, 3, 31, 9)]


def test_every_other_week_keeps_its_rhythm_over_what_was_missed() -> None:
    ring = series("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", wall(2026, 1, 5, 9), "Europe/Paris")
    following = next_occurrence(ring, after=datetime(2026, 3, 10, tzinfo=UTC), workdays=workdays())
    assert following is not None
    assert following[0] == wall(2026, 3, 16, 9)


@pytest.mark.parametrize(
    ("rule", "wish", "last"),
    [
        ("FREQ=DAILY;COUNT=4", wall(2026, 1, 1, 9), wall(2026, 1, 4, 9)),
        ("FREQ=DAILY;UNTIL=20260105", wall(2026, 1, 1, 9), wall(2026, 1, 5, 9)),
        ("FREQ=DAILY;UNTIL=20260107", date(2026, 1, 1), date(2026, 1, 7)),
        ("FREQ=MONTHLY;COUNT=3", wall(2026, 1, 31, 9), wall(2026, 3, 31, 9)),
        ("FREQ=HOURLY;COUNT=3", wall(2026, 1, 1, 23), wall(2026, 1, 2, 1)),
    ],
)
def test_a_series_ends_with_its_last_occurrence(rule: str, wish: datetime | date, last: datetime | date) -> None:
    *_, final = occurrences(series(rule, wish, "Europe/Paris"))
    assert final.wish == last


def test_a_rule_that_is_none_is_refused() -> None:
    ring = reminder("u", recurrence="FREQ=SOMETIMES")
    with pytest.raises(ValueError, match="SOMETIMES"):
        next_occurrence(ring, after=ring.due_at, workdays=workdays())


@given(
    zone=st.sampled_from(ZONES),
    rule=st.sampled_from(["FREQ=DAILY", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=SU,MO", "FREQ=MONTHLY;BYMONTHDAY=31"]),
    first=st.datetimes(wall(2026, 1, 1), wall(2027, 12, 31)),
    late=st.timedeltas(timedelta(0), timedelta(days=90)),
)
def test_the_next_one_always_lies_ahead_and_the_last_one_right_before_it(
    zone: str, rule: str, first: datetime, late: timedelta
) -> None:
    ring = series(rule, first.replace(microsecond=0), zone)
    after = ring.due_at + late
    following = next_occurrence(ring, after=after, workdays=workdays(zone))
    last = last_due(ring, until=after, workdays=workdays(zone))
    assert following is not None
    assert ring.due_at <= last <= after < following[1]
    assert next_occurrence(ring, after=last, workdays=workdays(zone)) == following
