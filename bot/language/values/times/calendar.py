"""Dates and clocks without language: whole days, months that clip, the way from a wall clock to an instant."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

Grain = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year"]

_MONTHS_IN: dict[Grain, int] = {"month": 1, "quarter": 3, "year": 12}
SECONDS_IN: dict[Grain, int] = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}


class DaySpan(NamedTuple):
    """Whole days, both inclusive; `grain` is the unit that the words spoke of."""

    first: date
    last: date
    grain: Grain


def one_day(day: date) -> DaySpan:
    return DaySpan(day, day, "day")


def add_months(day: date, count: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add(day: date, count: int, grain: Grain) -> date:
    """The day `count` days, weeks, months, quarters or years away."""
    if grain in _MONTHS_IN:
        return add_months(day, count * _MONTHS_IN[grain])
    return day + timedelta(days=count * (7 if grain == "week" else 1))


def add_business_days(day: date, count: int) -> date:
    """`count` days away, Saturdays and Sundays not counted and `day` itself neither."""
    step = 1 if count > 0 else -1
    while day.weekday() > 4:  # a weekend counts as the working day before the first one to count
        day -= timedelta(days=step)
    weeks, rest = divmod(abs(count), 5)
    day += timedelta(weeks=weeks * step)
    while rest:
        day += timedelta(days=step)
        rest -= day.weekday() < 5
    return day


def unit_around(day: date, grain: Grain) -> DaySpan:
    """The calendar day, ISO week, month, quarter or year that holds `day`."""
    if grain == "week":
        first = day - timedelta(days=day.weekday())
        return DaySpan(first, first + timedelta(days=6), grain)
    if grain in _MONTHS_IN:
        months = _MONTHS_IN[grain]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        return DaySpan(first, add_months(first, months) - timedelta(days=1), grain)
    return one_day(day)


def at_wall_clock(day: date, since_midnight: timedelta, zone: ZoneInfo) -> datetime:
    """The instant at which a clock on the wall shows this time.

    In a gap of the clocks the time moves forward by the gap, in an overlap the first counts.
    """
    wall = datetime.combine(day, datetime.min.time()) + since_midnight
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
