"""Which day: a small algebra of calendar expressions that are resolved against today and a lean.

Every node gives its candidate spans of days in the order of preference. A node that can mean only
one span gives one; a weekday or a date without a year gives one after the other, away from today.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateutil.easter import easter

from bot.language.frames import Lean
from bot.language.values.times.calendar import (
    DaySpan,
    Grain,
    add,
    add_business_days,
    add_months,
    one_day,
    unit_around,
)

Edge = Literal["start", "early", "middle", "late", "end"]
Season = Literal["spring", "summer", "autumn", "winter"]

_SEASON_STARTS: dict[Season, tuple[int, int]] = {
    "spring": (3, 20),
    "summer": (6, 21),
    "autumn": (9, 23),
    "winter": (12, 21),
}
_FURTHEST = 60  # candidates looked at before a combination such as "friday the 30th of february" is given up


class Days:
    """A calendar expression. `direction` is -1 or 1 where the words themselves say past or future, else 0."""

    __slots__ = ()

    @property
    def direction(self) -> int:
        return 0

    @property
    def grain(self) -> Grain:
        return "day"

    @property
    def wide(self) -> bool:
        """Whether a stretch of days is meant rather than one day."""
        return self.grain != "day"

    @property
    def dated(self) -> bool:
        """Whether a day of the calendar is told by its number."""
        return False

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        raise NotImplementedError


def _fits(span: DaySpan, today: date, lean: Lean) -> bool:
    return span.last >= today if lean == "future" else span.first <= today


@dataclass(frozen=True, slots=True)
class Fields(Days):
    """What is told of a calendar day: any of year, month, day of the month and weekday (Monday is 0)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def grain(self) -> Grain:
        if self.day is not None or self.weekday is not None:
            return "day"
        return "month" if self.month is not None else "year"

    @property
    def dated(self) -> bool:
        return self.day is not None

    def merged(self, other: "Fields") -> "Fields | None":
        """Both together, or None where they tell the same thing."""
        mine, others = (
            (self.year, self.month, self.day, self.weekday),
            (other.year, other.month, other.day, other.weekday),
        )
        if any(a is not None and b is not None for a, b in zip(mine, others, strict=True)):
            return None
        merged = Fields(*(a if a is not None else b for a, b in zip(mine, others, strict=True)))
        if merged.weekday is not None and merged.day is None:
            return None  # "monday march" says neither which Monday nor all of them
        if merged.year is not None and merged.month is None:
            return None
        return merged

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        if self.month is None and self.day is None and self.weekday is None:
            if self.year is not None:
                yield unit_around(date(self.year, 1, 1), "year")
        elif self.month is None and self.day is None:
            yield from self._weekdays(today, lean)
        elif self.month is None:
            yield from self._days_of_months(today, lean)
        else:
            yield from self._in_years(today, lean)

    def _weekdays(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        step = 1 if lean == "future" else -1
        away = ((self.weekday or 0) - today.weekday()) * step % 7 or 7
        for weeks in range(_FURTHEST):
            yield one_day(today + timedelta(days=step * (away + 7 * weeks)))

    def _days_of_months(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        step = 1 if lean == "future" else -1
        first = today.replace(day=1)
        for months in range(_FURTHEST):
            day = _day_in_month(add_months(first, step * months), self.day)
            if day is None or (self.weekday is not None and day.weekday() != self.weekday):
                continue
            if _fits(one_day(day), today, lean):
                yield one_day(day)

    def _in_years(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        if self.year is not None:
            span = self._in_year(self.year)
            if span is not None:
                yield span
            return
        step = 1 if lean == "future" else -1
        coming = [
            span
            for years in range(9)  # the 29th of February can be eight years away
            if (span := self._in_year(today.year + step * years)) is not None and _fits(span, today, lean)
        ]
        if self.weekday is not None:
            # A weekday chooses between this year and the next; a wrong one gives way to the date.
            coming[:2] = sorted(coming[:2], key=lambda span: span.first.weekday() != self.weekday)
        yield from coming

    def _in_year(self, year: int) -> DaySpan | None:
        first = date(year, self.month or 1, 1)
        if self.day is None:
            return unit_around(first, "month")
        day = _day_in_month(first, self.day)
        return None if day is None else one_day(day)


def _day_in_month(first: date, day: int | None) -> date | None:
    try:
        return first.replace(day=day or 1)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Unit(Days):
    """The calendar day, week, month, quarter or year `shift` units from the current one."""

    unit: Grain
    shift: int = 0

    @property
    def direction(self) -> int:
        return (self.shift > 0) - (self.shift < 0)

    @property
    def grain(self) -> Grain:
        return self.unit

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        yield unit_around(add(unit_around(today, self.unit).first, self.shift, self.unit), self.unit)


@dataclass(frozen=True, slots=True)
class Steps(Days):
    """The day so many units from today: "in 3 days", "two months ago"; `business` counts working days only."""

    count: int
    unit: Grain = "day"
    business: bool = False

    @property
    def direction(self) -> int:
        return 1 if self.count > 0 else -1

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        yield one_day(add_business_days(today, self.count) if self.business else add(today, self.count, self.unit))


@dataclass(frozen=True, slots=True)
class Toward(Days):
    """Words that say themselves whether past or future is meant, strictly away from today: "next monday"."""

    inner: Days
    lean: Lean
    nth: int = 1
    today_counts: bool = False

    @property
    def direction(self) -> int:
        return 1 if self.lean == "future" else -1

    @property
    def grain(self) -> Grain:
        return self.inner.grain

    @property
    def dated(self) -> bool:
        return self.inner.dated

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        left = self.nth
        for span in self.inner.spans(today, self.lean):
            if self.today_counts or not span.first <= today <= span.last:
                left -= 1
                if left <= 0:
                    yield span


@dataclass(frozen=True, slots=True)
class This(Days):
    """ "this friday": the nearest in the direction of the lean, today included."""

    inner: Days

    @property
    def grain(self) -> Grain:
        return self.inner.grain

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        step = timedelta(days=1 if lean == "future" else -1)
        yield from self.inner.spans(today - step, lean)


@dataclass(frozen=True, slots=True)
class Within(Days):
    """The first day of `outer` that fits `inner`: "monday next week", "the 20th of next month"."""

    inner: Fields
    outer: Days

    @property
    def direction(self) -> int:
        return self.outer.direction

    @property
    def grain(self) -> Grain:
        return self.inner.grain

    @property
    def dated(self) -> bool:
        return self.inner.dated

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        for outer in self.outer.spans(today, lean):
            start = outer.first - timedelta(days=1) if self.inner.weekday is not None else outer.first
            for span in self.inner.spans(start, "future"):
                if span.first > outer.last:
                    break
                if span.first >= outer.first:
                    yield span
                    break


@dataclass(frozen=True, slots=True)
class Nth(Days):
    """The nth weekday, day, week or weekend of a longer span, from the end where `count` is negative."""

    count: int
    what: int | Literal["day", "week", "weekend", "working day", "half", "month", "quarter"]
    outer: Days

    @property
    def grain(self) -> Grain:
        return self.what if self.what in ("week", "month", "quarter") else "day"

    @property
    def wide(self) -> bool:
        return self.what in ("week", "weekend", "half", "month", "quarter")

    @property
    def direction(self) -> int:
        return self.outer.direction

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        fallback: DaySpan | None = None
        for outer in self.outer.spans(today, lean):
            span = self._in(outer)
            if span is None:
                continue
            fallback = fallback or span
            if _fits(span, today, lean):
                yield span
        if fallback is not None:
            yield fallback

    def _in(self, outer: DaySpan) -> DaySpan | None:
        if self.what == "half":
            return self._half(outer)
        if self.what in ("week", "month", "quarter"):
            return self._longer(outer)
        days = [outer.first + timedelta(days=n) for n in range((outer.last - outer.first).days + 1)]
        if self.what == "working day":
            days = [day for day in days if day.weekday() < 5]
        elif self.what != "day":
            weekday = 5 if self.what == "weekend" else self.what
            days = [day for day in days if day.weekday() == weekday]
        if not 0 < abs(self.count) <= len(days):
            return None
        day = days[self.count - 1 if self.count > 0 else self.count]
        return DaySpan(day, day + timedelta(days=1), "day") if self.what == "weekend" else one_day(day)

    def _half(self, outer: DaySpan) -> DaySpan | None:
        """The first fourteen days of a month and the others, or half a year."""
        middle = add_months(outer.first, 6) if outer.grain == "year" else outer.first + timedelta(days=14)
        if self.count in (2, -1):
            return DaySpan(middle, outer.last, "day")
        return DaySpan(outer.first, middle - timedelta(days=1), "day") if self.count == 1 else None

    def _longer(self, outer: DaySpan) -> DaySpan | None:
        grain: Grain = "week" if self.what == "week" else "month" if self.what == "month" else "quarter"
        spans = []
        span = unit_around(outer.first, grain)
        while span.first <= outer.last:
            # A week belongs to the month that holds its Monday.
            if span.first >= outer.first and span.last <= outer.last:
                spans.append(span)
            span = unit_around(span.last + timedelta(days=1), grain)
        if not 0 < abs(self.count) <= len(spans):
            return None
        return spans[self.count - 1 if self.count > 0 else self.count]


@dataclass(frozen=True, slots=True)
class Part(Days):
    """The beginning, middle or end of a week, month, quarter or year."""

    edge: Edge
    outer: Days

    @property
    def direction(self) -> int:
        return self.outer.direction

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        first: DaySpan | None = None
        for outer in self._outers(today, lean):
            span = one_day(self._day(outer))
            first = first or span
            if _fits(span, today, lean):
                yield span
        if first is not None:
            yield first

    def _outers(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        """The outer span, and the one after it: at the end of a month "early in the month" is the next one."""
        if isinstance(self.outer, Unit) and self.outer.shift == 0:
            yield from self.outer.spans(today, lean)
            if lean == "future":
                yield from replace(self.outer, shift=1).spans(today, lean)
            return
        yield from self.outer.spans(today, lean)

    def _day(self, outer: DaySpan) -> date:
        days = (outer.last - outer.first).days
        if outer.grain == "week":
            weekday = {"start": 0, "early": 0, "middle": 2, "late": 3, "end": 4}[self.edge]
            return outer.first + timedelta(days=weekday)
        if self.edge in ("start", "early"):
            return outer.first
        if self.edge == "end":
            return outer.last
        if self.edge == "late":
            return outer.last - timedelta(days=min(days // 3, 10))
        return outer.first + timedelta(days=14) if outer.grain == "month" else outer.first + timedelta(days=days // 2)


@dataclass(frozen=True, slots=True)
class Moved(Days):
    """So many units after (or before) another day: "mardi en huit", "two weeks after the 3rd", "le lendemain du 5"."""

    base: Days
    count: int
    unit: Grain = "day"

    @property
    def direction(self) -> int:
        return self.base.direction

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        for span in self.base.spans(today, lean):
            yield one_day(add(span.first, self.count, self.unit))


@dataclass(frozen=True, slots=True)
class Around(Days):
    """The week (month...) that holds another day: "the week of october 6th"."""

    base: Days
    unit: Grain = "week"

    @property
    def grain(self) -> Grain:
        return self.unit

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        for span in self.base.spans(today, lean):
            yield unit_around(span.first, self.unit)


@dataclass(frozen=True, slots=True)
class Weekend(Days):
    """Saturday and Sunday, `shift` weekends from the coming or current one."""

    shift: int = 0

    @property
    def direction(self) -> int:
        return (self.shift > 0) - (self.shift < 0)

    @property
    def wide(self) -> bool:
        return True

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        saturday = unit_around(today, "week").first + timedelta(days=5)
        if self.shift == 0 and lean == "past" and saturday > today:
            saturday -= timedelta(days=7)
        saturday += timedelta(weeks=self.shift)
        yield DaySpan(saturday, saturday + timedelta(days=1), "day")


@dataclass(frozen=True, slots=True)
class Rolling(Days):
    """ "last 30 days" (with today), "next 3 weeks": units counted from today rather than whole ones."""

    count: int
    unit: Grain

    @property
    def direction(self) -> int:
        return 1 if self.count > 0 else -1

    @property
    def wide(self) -> bool:
        return True

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        grain: Grain = "day"
        if self.count < 0:
            yield DaySpan(add(today, self.count, self.unit) + timedelta(days=1), today, grain)
        elif self.unit == "day":
            yield DaySpan(today + timedelta(days=1), add(today, self.count, self.unit), grain)
        else:
            first = unit_around(add(today, 1, self.unit), self.unit).first
            yield DaySpan(first, add(first, self.count, self.unit) - timedelta(days=1), grain)


@dataclass(frozen=True, slots=True)
class Stretch(Days):
    """From one day to another, both inclusive."""

    start: Days
    stop: Days

    @property
    def direction(self) -> int:
        return self.start.direction

    @property
    def wide(self) -> bool:
        return True

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        for start in self.start.spans(today, lean):
            # Whatever the end is, it comes after the beginning, today or not.
            before = start.first - timedelta(days=1)
            for stop in self.stop.spans(today if _one(self.stop) else before, "future"):
                if stop.last >= start.first:
                    yield DaySpan(start.first, stop.last, "day")
                    break


def _one(days: Days) -> bool:
    return not isinstance(days, Fields)


@dataclass(frozen=True, slots=True)
class Rest(Days):
    """What is left of the current week, month or year, today included."""

    unit: Grain

    @property
    def wide(self) -> bool:
        return True

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        yield DaySpan(today, unit_around(today, self.unit).last, "day")


@dataclass(frozen=True, slots=True)
class Seasonal(Days):
    """A season of the northern half of the earth."""

    season: Season

    @property
    def wide(self) -> bool:
        return True

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        names = list(_SEASON_STARTS)
        following = _SEASON_STARTS[names[(names.index(self.season) + 1) % 4]]
        for years in (-1, 0, 1, 2) if lean == "future" else (0, -1, -2):
            first = date(today.year + years, *_SEASON_STARTS[self.season])
            last = date(first.year + (following < (first.month, first.day)), *following) - timedelta(days=1)
            if _fits(DaySpan(first, last, "day"), today, lean):
                yield DaySpan(first, last, "day")


@dataclass(frozen=True, slots=True)
class Feast(Days):
    """A day that moves with Easter, `offset` days from it."""

    offset: int = 0

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        for years in (0, 1, 2) if lean == "future" else (0, -1, -2):
            span = one_day(easter(today.year + years) + timedelta(days=self.offset))
            if _fits(span, today, lean):
                yield span


@dataclass(frozen=True, slots=True)
class QuarterOfYear(Days):
    """A quarter by its number; without a year that of the current one, or of the next where it must be to come."""

    quarter: int
    year: Days | None = None

    @property
    def grain(self) -> Grain:
        return "quarter"

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        years = [year.first.year for year in (self.year or Unit("year")).spans(today, lean)]
        if self.year is None and lean == "future":
            years.append(years[0] + 1)
        for year in years:
            span = unit_around(date(year, self.quarter * 3, 1), "quarter")
            if len(years) == 1 or _fits(span, today, lean):
                yield span
