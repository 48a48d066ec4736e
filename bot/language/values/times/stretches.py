"""Which days: stretches and parts of the calendar, and days that are found by counting."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from bot.language.frames import Lean
from bot.language.values.times.calendar import DaySpan, Grain, add, add_months, one_day, unit_around
from bot.language.values.times.days import Days, Fields, Fixed, Unit, fits

Edge = Literal["start", "early", "middle", "late", "end"]
Season = Literal["spring", "summer", "autumn", "winter"]
Side = Literal["before", "after", "closest"]
Thing = int | Literal["day", "week", "weekend", "working day", "half", "month", "quarter"]

_MIDDLE: dict[Grain, int] = {"week": 2, "month": 14}
_SEASON_STARTS: dict[Season, tuple[int, int]] = {
    "spring": (3, 20),
    "summer": (6, 21),
    "autumn": (9, 23),
    "winter": (12, 21),
}


def _outers(outer: Days, today: date, lean: Lean) -> Iterator[DaySpan]:
    """The outer span, and what follows the current one: late in a month "early in the month" is in the next."""
    yield from outer.spans(today, lean)
    if isinstance(outer, Unit) and outer.shift == 0 and lean == "future":
        yield from replace(outer, shift=1).spans(today, lean)


@dataclass(frozen=True, slots=True)
class Nth(Days):
    """The nth weekday, day, week or weekend of a longer span, from the end where `count` is negative."""

    count: int
    what: Thing
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
        for outer in _outers(self.outer, today, lean):
            span = self._in(outer)
            if span is None:
                continue
            fallback = fallback or span
            if fits(span, today, lean):
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
    def wide(self) -> bool:
        return self.edge in ("early", "late")

    @property
    def direction(self) -> int:
        return self.outer.direction

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        first: DaySpan | None = None
        for outer in _outers(self.outer, today, lean):
            span = self._in(outer)
            first = first or span
            if fits(span, today, lean):
                yield span
        if first is not None:
            yield first

    def _in(self, outer: DaySpan) -> DaySpan:
        """One day for the start, middle and end; a third or so of the span for what is early or late in it."""
        days = (outer.last - outer.first).days
        third = timedelta(days=1 if outer.grain == "week" else min(days // 3, 10))
        end = outer.first + timedelta(days=4) if outer.grain == "week" else outer.last  # a week ends on Friday
        if self.edge == "early":
            return DaySpan(outer.first, outer.first + third, "day")
        if self.edge == "late":
            return DaySpan(end - third, end, "day")
        if self.edge == "middle":
            return one_day(outer.first + timedelta(days=_MIDDLE.get(outer.grain, days // 2)))
        return one_day(outer.first if self.edge == "start" else end)


@dataclass(frozen=True, slots=True)
class Beside(Days):
    """The weekday next to another day: "the friday before christmas", "the monday closest to the 5th"."""

    weekday: int
    base: Days
    side: Side

    @property
    def direction(self) -> int:
        return self.base.direction

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        for base in self.base.spans(today, lean):
            before = base.first - timedelta(days=(base.first.weekday() - self.weekday) % 7 or 7)
            after = base.last + timedelta(days=(self.weekday - base.last.weekday()) % 7 or 7)
            if self.side == "closest":
                if base.first.weekday() == self.weekday:
                    yield one_day(base.first)
                else:
                    yield one_day(before if base.first - before < after - base.last else after)
            else:
                yield one_day(before if self.side == "before" else after)


@dataclass(frozen=True, slots=True)
class Following(Days):
    """The day after a stretch of days: "after the weekend" is the Monday."""

    base: Days

    @property
    def direction(self) -> int:
        return self.base.direction

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        for span in self.base.spans(today, lean):
            yield one_day(span.last + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Later(Days):
    """As if today were so many units on: "march in a year"."""

    inner: Days
    count: int
    unit: Grain

    @property
    def direction(self) -> int:
        return 1

    @property
    def grain(self) -> Grain:
        return self.inner.grain

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        yield from self.inner.spans(add(today, self.count, self.unit), lean)


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
class Rolling(Fixed):
    """ "last 30 days" (with today), "next 3 weeks": units counted from today rather than whole ones."""

    count: int
    unit: Grain

    @property
    def direction(self) -> int:
        return 1 if self.count > 0 else -1

    @property
    def wide(self) -> bool:
        return True

    def span(self, today: date) -> DaySpan:
        if self.count < 0:
            return DaySpan(add(today, self.count, self.unit) + timedelta(days=1), today, "day")
        first = unit_around(add(today, 1, self.unit), self.unit).first
        return DaySpan(first, add(first, self.count, self.unit) - timedelta(days=1), "day")


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
            for stop in self.stop.spans(before if isinstance(self.stop, Fields) else today, "future"):
                if stop.last >= start.first:
                    yield DaySpan(start.first, stop.last, "day")
                    break


@dataclass(frozen=True, slots=True)
class Rest(Fixed):
    """What is left of the current week, month or year, today included."""

    unit: Grain

    @property
    def wide(self) -> bool:
        return True

    def span(self, today: date) -> DaySpan:
        return DaySpan(today, unit_around(today, self.unit).last, "day")


@dataclass(frozen=True, slots=True)
class Seasonal(Days):
    """A season of the northern half of the earth."""

    season: Season
    year: int | None = None

    @property
    def wide(self) -> bool:
        return True

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        names = list(_SEASON_STARTS)
        following = _SEASON_STARTS[names[(names.index(self.season) + 1) % 4]]
        near = [today.year + years for years in ((-1, 0, 1, 2) if lean == "future" else (0, -1, -2))]
        for year in near if self.year is None else [self.year]:
            first = date(year, *_SEASON_STARTS[self.season])
            last = date(first.year + (following < (first.month, first.day)), *following) - timedelta(days=1)
            if self.year is not None or fits(DaySpan(first, last, "day"), today, lean):
                yield DaySpan(first, last, "day")


@dataclass(frozen=True, slots=True)
class QuarterOfYear(Days):
    """A quarter by its number; without a year that of the current one, of the next or the last, as the lean wants."""

    quarter: int
    year: Days | None = None

    @property
    def grain(self) -> Grain:
        return "quarter"

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        years = [year.first.year for year in (self.year or Unit("year")).spans(today, lean)]
        if self.year is None:
            years.append(years[0] + (1 if lean == "future" else -1))
        for year in years:
            span = unit_around(date(year, self.quarter * 3, 1), "quarter")
            if len(years) == 1 or fits(span, today, lean):
                yield span


@dataclass(frozen=True, slots=True)
class IsoWeek(Days):
    """A week by its ISO 8601 number."""

    number: int

    @property
    def grain(self) -> Grain:
        return "week"

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        for years in (0, 1) if lean == "future" else (0, -1):
            year = today.year + years
            # The 28th of December is in the last week of its year, the 52nd or 53rd.
            if self.number <= date(year, 12, 28).isocalendar().week:
                span = unit_around(date.fromisocalendar(year, self.number, 1), "week")
                if fits(span, today, lean):
                    yield span
