"""What the rules of the packs build of things that come again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.language.values.times.building import Length, ahead
from bot.language.values.times.clocks import PartOfDay
from bot.language.values.times.days import Days, Fields
from bot.language.values.times.expression import TimeExpression
from bot.language.values.times.recurrence import Frequency, Recurrence

_UNITS: dict[str, tuple[Frequency, int]] = {
    "hour": ("HOURLY", 1),
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}
WORKING_DAYS = (0, 1, 2, 3, 4)


def every(count: int | Decimal, unit: str) -> Recurrence | None:
    """Every `count` hours, days, weeks, fortnights, months, quarters or years."""
    if unit in ("business day", "weekend"):
        return on_weekdays(WORKING_DAYS if unit == "business day" else (5,))
    if unit not in _UNITS or count != int(count) or not 1 <= count <= 999:
        return None
    frequency, times = _UNITS[unit]
    return Recurrence(frequency=frequency, interval=int(count) * times)


def every_spoken(count: Decimal, unit: str) -> Recurrence | None:
    """French counts both ends: "tous les 15 jours" is every two weeks, "tous les 8 jours" every week."""
    if unit == "day" and count in (8, 15):
        return every(1 if count == 8 else 2, "week")
    return every(count, unit)


def each(unit: str, count: int = 1) -> Callable[[], Recurrence | None]:
    return lambda: every(count, unit)


def on_weekdays(days: Sequence[int], interval: int = 1) -> Recurrence:
    return Recurrence(frequency="WEEKLY", interval=interval, weekdays=tuple(sorted(set(days))))


def on_working_days() -> Recurrence:
    return on_weekdays(WORKING_DAYS)


def on_one_weekday(day: int) -> Recurrence:
    return on_weekdays((day,))


def on_two_weekdays(one: int, two: int) -> Recurrence:
    return on_weekdays((one, two))


def every_other_weekday(day: int) -> Recurrence:
    return on_weekdays((day,), interval=2)


def every_part(part: PartOfDay) -> Recurrence:
    """ "every morning"."""
    return Recurrence(frequency="DAILY", clock=part)


def every_month_on(day: int) -> Recurrence | None:
    return Recurrence(frequency="MONTHLY", month_days=(day,)) if 1 <= day <= 31 else None


def every_month_on_two(first: int, last: int) -> Recurrence | None:
    """ "the 1st and the 15th of every month"."""
    return Recurrence(frequency="MONTHLY", month_days=(first, last)) if 1 <= first < last <= 31 else None


def every_month_end() -> Recurrence:
    return Recurrence(frequency="MONTHLY", month_days=(-1,))


def every_month_nth(count: int, day: int) -> Recurrence | None:
    return Recurrence(frequency="MONTHLY", weekdays=(day,), nth=count) if 0 < abs(count) <= 5 else None


def every_year_on(day: Days) -> Recurrence | None:
    return Recurrence(frequency="YEARLY").on(day) if isinstance(day, Fields) else None


def weekdays_and(days: Sequence[int], other: int) -> tuple[int, ...] | None:
    return (*days, other) if other not in days else None


def weekdays_through(first: int, last: int) -> tuple[int, ...] | None:
    """ "monday to thursday"."""
    return tuple(range(first, last + 1)) if first < last else None


def so_many_times(rule: Recurrence, count: Decimal) -> Recurrence | None:
    return replace(rule, times=int(count)) if 0 < count < 1000 and rule.until is None else None


def for_so_long(rule: Recurrence, span: Length) -> Recurrence | None:
    last = ahead(span)
    return None if last is None or rule.until is not None else replace(rule, until=last)


def every_week_at(days: Sequence[int], time: TimeExpression) -> Recurrence | None:
    """ "monday to friday at 9, every week"."""
    hour_alone = time.day is None and time.bound is None and time.clock is not None
    return recurring(on_weekdays(days), time) if hour_alone else None


def recurring(rule: Recurrence, time: TimeExpression) -> Recurrence | None:
    """A recurrence with the hour, the day, the beginning or the end that is told beside it."""
    if time.bound in ("until", "before", "by"):
        return replace(rule, until=time) if rule.until is None else None
    if time.bound in ("since", "after"):
        return replace(rule, starting=time) if rule.starting is None else None
    if time.stretch is not None or time.elapsed is not None:
        return None
    with_day: Recurrence | None = rule
    if time.day is not None:
        with_day = rule.on(time.day) if isinstance(time.day, Fields) else None
    if with_day is None or time.clock is None:
        return with_day
    return with_day.at(time.clock)
