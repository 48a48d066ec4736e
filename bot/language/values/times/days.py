"""Which day: a small algebra of calendar expressions that are resolved against today and a lean.

Every node gives its candidate spans of days in the order of preference. A node that can mean only
one span gives one; a weekday or a date without a year gives one after the other, away from today.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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

_FURTHEST = 60  # candidates looked at before a combination such as "friday the 30th of february" is given up


class Days(ABC):
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

    @abstractmethod
    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        """The stretches of days that are meant, the likeliest first."""


class Fixed(Days):
    """A calendar expression that means the same whatever the lean."""

    __slots__ = ()

    @abstractmethod
    def span(self, today: date) -> DaySpan:
        """The one stretch of days."""

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:  # noqa: ARG002 - for the other nodes it matters
        yield self.span(today)


def fits(span: DaySpan, today: date, lean: Lean) -> bool:
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
            if fits(one_day(day), today, lean):
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
            if (span := self._in_year(today.year + step * years)) is not None and fits(span, today, lean)
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
class Unit(Fixed):
    """The calendar day, week, month, quarter or year `shift` units from the current one."""

    unit: Grain
    shift: int = 0

    @property
    def direction(self) -> int:
        return (self.shift > 0) - (self.shift < 0)

    @property
    def grain(self) -> Grain:
        return self.unit

    def span(self, today: date) -> DaySpan:
        return unit_around(add(unit_around(today, self.unit).first, self.shift, self.unit), self.unit)


@dataclass(frozen=True, slots=True)
class Steps(Fixed):
    """The day so many units from today: "in 3 days", "two months ago"; `business` counts working days only."""

    count: int
    unit: Grain = "day"
    business: bool = False

    @property
    def direction(self) -> int:
        return 1 if self.count > 0 else -1

    def span(self, today: date) -> DaySpan:
        return one_day(add_business_days(today, self.count) if self.business else add(today, self.count, self.unit))


@dataclass(frozen=True, slots=True)
class Toward(Days):
    """Words that say themselves whether past or future is meant, strictly away from today: "next monday"."""

    inner: Days
    lean: Lean
    nth: int = 1

    @property
    def direction(self) -> int:
        return 1 if self.lean == "future" else -1

    @property
    def grain(self) -> Grain:
        return self.inner.grain

    @property
    def dated(self) -> bool:
        return self.inner.dated

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:  # noqa: ARG002 - the words have their own
        left = self.nth
        for span in self.inner.spans(today, self.lean):
            if not span.first <= today <= span.last:
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
