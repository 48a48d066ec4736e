"""What the rules of the packs build of days: short names for the algebra, with the checks that all languages share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from bot.language.values.times.calendar import SECONDS_IN, Grain
from bot.language.values.times.days import Around, Days, Fields, Moved, Steps, This, Toward, Unit
from bot.language.values.times.expression import TimeExpression, bounded, combine_days, on_day
from bot.language.values.times.expression import between as between_times
from bot.language.values.times.numeric import full_year
from bot.language.values.times.stretches import (
    Beside,
    Edge,
    Following,
    IsoWeek,
    Later,
    Nth,
    Part,
    QuarterOfYear,
    Rest,
    Rolling,
    Seasonal,
    Side,
    Weekend,
)

_CALENDAR_UNITS: dict[str, Grain] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
_HALVES: dict[Grain, tuple[Grain, int]] = {"year": ("month", 12), "quarter": ("month", 3), "month": ("day", 30)}


@dataclass(frozen=True, slots=True)
class Length:
    """How long: "2 hours", "three business days"."""

    count: Decimal
    unit: Grain
    business: bool = False

    @property
    def exact(self) -> timedelta | None:
        """The time that passes, or None for months and longer, which differ."""
        seconds = SECONDS_IN.get(self.unit)
        if seconds is None or self.count > 10**6:
            return None
        return timedelta(seconds=float(self.count * seconds))

    @property
    def whole(self) -> "Length":
        """Half a year is six months."""
        if self.count == self.count.to_integral_value() or self.unit not in _HALVES:
            return self
        unit, times = _HALVES[self.unit]
        return Length((self.count * times).to_integral_value(), unit)

    def plus(self, other: "Length") -> "Length | None":
        """ "1 hour" + "15 minutes"."""
        mine, others = self.exact, other.exact
        if mine is None or others is None or SECONDS_IN[other.unit] >= SECONDS_IN[self.unit]:
            return None
        return Length(Decimal((mine + others).total_seconds()), "second")


def length(count: int | Decimal, unit: Grain | str) -> Length | None:
    if unit == "business day":
        return Length(Decimal(count), "day", business=True)
    if unit == "fortnight":
        return Length(Decimal(count) * 2, "week")
    if unit == "weekend" or not 0 <= count <= 100_000:
        return None
    return Length(Decimal(count), unit)  # type: ignore[arg-type]


def shorter_length(count: Decimal, other: Decimal, unit: str) -> Length | None:
    """ "in 2 or 3 weeks", "10-15 minutes": the shorter one counts."""
    return length(count, unit) if count < other else None


def ahead(span: Length, sign: int = 1) -> TimeExpression | None:
    """ "in 3 days" is a date, "in two hours" an instant."""
    span = span.whole
    clocked = span.unit in ("second", "minute", "hour") or span.count != span.count.to_integral_value()
    if clocked:
        exact = span.exact
        return None if exact is None else TimeExpression(elapsed=exact * sign)
    if not 0 < span.count <= 36_500:
        return None
    return TimeExpression(day=Steps(int(span.count) * sign, span.unit, span.business))


def ahead_of(count: Decimal, unit: str) -> TimeExpression | None:
    """ "in 2w", "J+3"."""
    span = length(count, unit)
    return None if span is None else ahead(span)


def iso_week(number: int) -> Days | None:
    """ "week 50"; the first few weeks of something are no weeks of the year."""
    return IsoWeek(number) if 5 <= number <= 53 else None


def low_iso_week(number: int) -> Days | None:
    return IsoWeek(number) if 1 <= number < 5 else None


def ago(span: Length) -> TimeExpression | None:
    return ahead(span, -1)


def from_day(span: Length, day: Days, sign: int = 1) -> Days | None:
    """ "two weeks after the 3rd"."""
    if span.unit in ("second", "minute", "hour") or span.count != span.count.to_integral_value():
        return None
    if isinstance(day, Unit) and day.shift == 0:
        return Steps(int(span.count) * sign, span.unit, span.business)
    return Moved(day, int(span.count) * sign, span.unit)


def rolling(span: Length, sign: int) -> TimeExpression | None:
    """ "last 30 days", "next 3 weeks"; of hours what is meant is from, or until, so many hours away."""
    span = span.whole
    if span.count != span.count.to_integral_value() or not 0 < span.count <= 5000:
        return None
    if span.unit in ("second", "minute", "hour"):
        elapsed = ahead(span, sign)
        return None if elapsed is None else bounded("by" if sign > 0 else "since", elapsed)
    return on_day(Rolling(int(span.count) * sign, span.unit))


def unit(name: str, shift: int) -> Days | None:
    """ "next week", "this weekend"."""
    if name == "weekend":
        return Weekend(shift)
    grain = _CALENDAR_UNITS.get(name)
    return None if grain is None else Unit(grain, shift)


def coming(days: Days, nth: int = 1) -> Days:
    return Toward(days, "future", nth)


def past(days: Days, nth: int = 1) -> Days:
    return Toward(days, "past", nth)


def this(days: Days) -> Days:
    return This(days)


def weekday(number: int) -> Fields:
    return Fields(weekday=number)


def month(number: int, year: int | None = None) -> Fields:
    return Fields(year=year, month=number)


def year(number: int) -> Fields:
    return Fields(year=number)


def dated(day: int, month: int | None = None, year: int | None = None, weekday: int | None = None) -> Fields | None:
    """A date by its number, or None for the 31st of June."""
    if not 1 <= day <= 31 or (month in (4, 6, 9, 11) and day > 30) or (month == 2 and day > 29):
        return None
    return Fields(year=year, month=month, day=day, weekday=weekday)


def dated_time(day: int, month: int | None = None) -> TimeExpression:
    return TimeExpression(day=Fields(day=day, month=month))


def nth(count: int, what: int | str, outer: Days) -> Days | None:
    """ "first monday of december"; a weekday is a number, anything else a unit."""
    if what == "business day":
        what = "working day"
    if isinstance(what, str) and what not in ("day", "week", "weekend", "working day", "half", "month", "quarter"):
        return None
    if what == "half":
        fitting = outer.grain in ("month", "year")
    elif isinstance(what, int) or what in ("day", "week", "weekend", "working day"):
        fitting = outer.grain in ("month", "quarter", "year") or (outer.grain == "week" and what != "week")
    else:
        fitting = outer.grain == "year"
    return Nth(count, what, outer) if fitting and 0 < abs(count) <= 366 else None  # type: ignore[arg-type]


def day_within(day: int, outer: Days) -> Days | None:
    """ "the 20th of next month"."""
    fields = dated(day)
    return None if fields is None else combine_days(fields, outer)


def weekday_beside(side: Side) -> Callable[[int, Days], Days]:
    """ "the friday before christmas"."""
    return lambda number, day: Beside(number, day, side)


def saturday_beside(day: Days) -> Days:
    """ "labor day weekend" begins before a Monday, "thanksgiving weekend" after a Thursday."""
    return Beside(5, day, "closest")


def week_beside(shift: int) -> Callable[[Days], Days | None]:
    """ "the week before christmas"."""
    return lambda day: None if isinstance(day, Unit) else Around(Moved(day, shift, "week"))


def in_so_long(days: Days, span: Length) -> Days | None:
    """ "march in a year"."""
    span = span.whole
    if span.unit not in ("month", "year") or not 0 < span.count <= 100:
        return None
    return Later(days, int(span.count), span.unit)


def week_of(day: Days) -> Days:
    return Around(day)


def week_of_nth(day: int) -> Days | None:
    fields = dated(day)
    return None if fields is None else Around(fields)


def day_in(weekday: int, outer: Days) -> Days | None:
    """ "wednesday of next week"."""
    return combine_days(Fields(weekday=weekday), outer)


def until(time: TimeExpression) -> TimeExpression | None:
    return bounded("until", time)


def by(time: TimeExpression) -> TimeExpression | None:
    return bounded("by", time)


def before(time: TimeExpression) -> TimeExpression | None:
    return bounded("before", time)


def since(time: TimeExpression) -> TimeExpression | None:
    return bounded("since", time)


def after(time: TimeExpression) -> TimeExpression | None:
    return bounded("after", time)


def past_the_end(time: TimeExpression) -> TimeExpression | None:
    """ "after" + "the weekend"; "after friday" may begin on Friday."""
    if time.day is None or time.clock is not None or not time.day.wide:
        return after(time)
    return after(replace(time, day=Following(time.day)))


def lasting(time: TimeExpression, span: Length) -> TimeExpression | None:
    """ "from 18 December for ten days"."""
    exact = span.exact
    if exact is None or time.bound not in (None, "since", "after") or time.lasting or time.elapsed or time.stretch:
        return None
    if time.clock is not None or span.unit not in ("day", "week"):  # how long a call lasts is a duration of its own
        return None
    return replace(time, lasting=exact, bound=None)


def same(value: object) -> object:
    return value


def roll(count: Decimal, unit_name: str, sign: int) -> TimeExpression | None:
    span = length(count, unit_name)
    return None if span is None else rolling(span, sign)


def lasting_from(span: Length, time: TimeExpression) -> TimeExpression | None:
    return lasting(time, span)


def after_month(number: int) -> TimeExpression | None:
    return after(TimeExpression(day=month(number)))


def within_unit(unit_name: str) -> TimeExpression | None:
    """ "within the week"."""
    span = length(1, unit_name)
    return None if span is None else within(span)


def season_of(season: Seasonal, number: int) -> Days:
    return replace(season, year=number)


def within(span: Length) -> TimeExpression | None:
    """ "within 2 weeks", "sous 48h": by then."""
    time = ahead(span)
    return None if time is None else by(time)


def within_or_by(span: Length) -> TimeExpression | None:
    """ "d'ici 2h" is in two hours, but "d'ici 10h" by ten o'clock."""
    return None if span.unit == "hour" and 7 <= span.count < 24 else within(span)


def since_so_long(span: Length) -> TimeExpression | None:
    """ "depuis 3 mois"."""
    time = ago(span)
    return None if time is None else since(time)


def since_start_of(unit_name: str) -> TimeExpression | None:
    """ "year to date"."""
    day = unit(unit_name, 0)
    return None if day is None else since(TimeExpression(day=day))


def weekend_of(day: Days) -> Days:
    return Nth(1, "weekend", Around(day))


def from_relative_day(span: Length, day: Days) -> Days | None:
    """ "two weeks today", "a week tomorrow": of weeks only, since "3 days tomorrow" is a length and a day."""
    return from_day(span, day) if span.unit == "week" else None


def now() -> TimeExpression:
    return TimeExpression(elapsed=timedelta(0))


def edge(which: Edge) -> Callable[[Days], Days | None]:
    """ "end of" + "march"; the end of a day is an hour, and no concern of the calendar."""
    return lambda outer: Part(which, outer) if outer.wide else None


def edge_of(which: Edge, grain: Grain, shift: int = 0) -> Callable[[], Days]:
    """ "month end"."""
    return lambda: Part(which, Unit(grain, shift))


def short_dated(day: int, month: int, two_digits: int) -> Fields | None:
    return dated(day, month, full_year(two_digits))


def quarter(number: int, year: int | None = None) -> Days | None:
    if not 1 <= number <= 4:
        return None
    return QuarterOfYear(number, None if year is None else Fields(year=year if year > 99 else full_year(year)))


def weekdays_ahead(count: Decimal, day: int) -> Days | None:
    return coming(weekday(day), int(count)) if 0 < count < 53 else None


def weekdays_ago(count: Decimal, day: int) -> Days | None:
    return past(weekday(day), int(count)) if 0 < count < 53 else None


def weeks_after(count: int) -> Callable[[int], Days]:
    """ "mardi en huit", "tuesday week": so many weeks after the coming weekday."""
    return lambda day: Moved(weekday(day), count, "week")


def so_many_weeks_after(count: int) -> Callable[[Days], Days]:
    """ "tomorrow week", "demain en huit"."""
    return lambda day: Moved(day, count, "week")


def weeks_after_weekday(span: Length, day: int) -> Days | None:
    """ "a week thursday"."""
    return Moved(weekday(day), int(span.count), "week") if span.unit == "week" and span.count in (1, 2, 3) else None


def rest_of(unit_name: str) -> Days | None:
    return Rest(unit_name) if unit_name in ("week", "month", "quarter", "year") else None  # type: ignore[arg-type]


def days_between(first: Days | None, last: Days | None) -> TimeExpression | None:
    if first is None or last is None:
        return None
    return between_times(TimeExpression(day=first), TimeExpression(day=last))


def days_of_month(first: int, last: int, month: int, year: int | None = None) -> TimeExpression | None:
    """ "13 to 15 july"."""
    return days_between(dated(first, month, year), dated(last, month, year))
