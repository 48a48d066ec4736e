"""A time as the words say it, and what it means for one person at one moment.

An expression stays symbolic until it is resolved, because whether "monday" is the last or the next
one depends on what the message does with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.language.frames import Lean, ParseContext, Period
from bot.language.values.times.calendar import DaySpan, Grain, at_wall_clock, one_day
from bot.language.values.times.clocks import AnyClock, Clock, ClockStretch, PartOfDay
from bot.language.values.times.days import Days, Fields, Steps, This, Toward, Unit, Within
from bot.language.values.times.holiday import Holiday
from bot.language.values.times.stretches import Stretch

# The zone of "9am their time": where the other one is, which the words do not tell.
THEIRS = "theirs"

Bound = Literal["by", "until", "before", "since", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something is: dates for whole days, aware datetimes in the person's zone otherwise; `end` is exclusive."""

    start: date | datetime
    end: date | datetime | None
    grain: Grain
    slot: date | None = None

    def as_slot(self) -> date | datetime:
        """What a slot such as `remind_at` holds: the beginning, or today where that has passed ("this week")."""
        return self.start if self.slot is None else self.slot


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Which day, what the clock shows there, or how long from now; and whether the words set a bound.

    Exactly one of `elapsed` and (`day` or `clock`) is told, unless `stretch` joins two whole expressions. `zone` is
    the IANA zone that the words name ("3pm EST"), or `THEIRS`; without one the person's own counts. `at_this_hour`
    stands for a clock that shows what it shows now ("this time tomorrow").
    """

    day: Days | None = None
    clock: AnyClock | None = None
    elapsed: timedelta | None = None
    stretch: tuple["TimeExpression", "TimeExpression"] | None = None
    bound: Bound | None = None
    lasting: timedelta | None = None
    zone: str | None = None
    at_this_hour: bool = False

    @property
    def has_day(self) -> bool:
        return self.day is not None or self.stretch is not None

    @property
    def has_clock(self) -> bool:
        return self.clock is not None or self.elapsed is not None or self.stretch is not None or self.at_this_hour

    @property
    def destination(self) -> "TimeExpression | None":
        """Of "from friday to monday 2pm" the second time, which is what moving something means."""
        if self.stretch is not None:
            return self.stretch[1]
        if isinstance(self.day, Stretch):
            return replace(self, day=self.day.stop)
        if isinstance(self.clock, ClockStretch):
            return replace(self, clock=self.clock.last)
        return None

    @property
    def explicit_past(self) -> bool:
        return _direction(self) < 0

    @property
    def explicit_future(self) -> bool:
        return _direction(self) > 0

    @property
    def is_period(self) -> bool:
        """Whether days on end are meant: "this week", "since monday", "from the 3rd to the 7th"."""
        if self.has_clock:
            return False
        if self.bound == "since":
            return True
        return self.day is not None and self.day.wide

    def resolve(self, context: ParseContext, lean: Lean) -> Moment | None:
        """The moment meant, or None where there is no such day."""
        there = None if self.zone == THEIRS else self.zone
        zone = context.zone if there is None else ZoneInfo(there)
        try:
            now = context.now.astimezone(zone).replace(microsecond=0)
            moment = self.resolved(now, zone, "past" if self.bound == "since" else lean)
            return moment if moment is None or there is None else _in_zone(moment, context.zone)
        except (OverflowError, ValueError):  # beyond the years that a date can have
            return None

    def period(self, context: ParseContext, lean: Lean) -> Period | None:
        """The whole days meant. What is open on one side ends, or begins, today."""
        today = context.now.astimezone(context.zone).date()
        if lean == "past" and isinstance(self.day, Steps) and self.day.count > 0 and self.bound is None:
            # "nobody called in 30 days" speaks of those that lie behind.
            return replace(self, day=replace(self.day, count=-self.day.count), bound="since").period(context, lean)
        moment = self.resolve(context, lean)
        if moment is None:
            return None
        first = _day_of(moment.start)
        last = first if moment.end is None else _last_day_before(moment.end)
        if self.bound in ("since", "after"):
            return Period(first, today) if first <= today else None
        if self.bound in ("until", "by", "before"):
            if self.bound == "before":
                last = first - timedelta(days=1)
            return Period(today, last) if last >= today else None
        return Period(first, max(first, last))

    def as_json(self, context: ParseContext, lean: Lean = "future") -> dict[str, object] | None:
        """`start`, `end` and `grain` as `crmbot when` writes them."""
        moment = self.resolve(context, lean)
        if moment is None:
            return None
        end = None if moment.end is None else moment.end.isoformat()
        return {"start": moment.start.isoformat(), "end": end, "grain": moment.grain}

    def resolved(self, now: datetime, zone: ZoneInfo, lean: Lean) -> Moment | None:
        """As `resolve`, at a moment `now` of the zone; raises OverflowError or ValueError beyond the calendar."""
        if self.elapsed is not None:
            instant = (now.astimezone(UTC) + self.elapsed).astimezone(zone)
            return Moment(start=instant, end=None, grain="second")
        if self.stretch is not None:
            return self._resolve_stretch(now, zone, lean)
        clock = Clock(now.hour, now.minute, half="exact") if self.at_this_hour else self.clock
        if clock is None:
            return self._resolve_days(now, lean)
        return self._resolve_clock(now, zone, lean, clock)

    def _resolve_days(self, now: datetime, lean: Lean) -> Moment | None:
        if self.day is None:
            return None
        span = next(self.day.spans(now.date(), lean), None)
        if span is None:
            return None
        if self.lasting is not None:
            return Moment(start=span.first, end=span.first + self.lasting, grain=span.grain)
        end = span.last + timedelta(days=1) if span.last > span.first else None
        begun = lean == "future" and span.first < now.date() <= span.last
        return Moment(start=span.first, end=end, grain=span.grain, slot=now.date() if begun else None)

    def _resolve_clock(self, now: datetime, zone: ZoneInfo, lean: Lean, clock: AnyClock) -> Moment | None:
        dated = self.day is not None and self.day.dated
        first: Moment | None = None
        for span in self._days(now.date(), lean):
            start = at_wall_clock(span.first, clock.on(dated=dated), zone)
            moment = Moment(start=start, end=self._end(span, start, zone, dated=dated), grain=clock.grain)
            first = first or moment
            # A part of the day is still to come as long as it lasts.
            still = moment.end if isinstance(clock, PartOfDay) and isinstance(moment.end, datetime) else start
            if (still > now) if lean == "future" else (start <= now):
                return moment
            # An hour that has passed today moves "le 24" to the next month, but no whole year is skipped for it.
            if self.day is not None and not (isinstance(self.day, Fields) and self.day.month is None):
                return first
        return first

    def _days(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        if self.day is None:
            yield one_day(today)
            yield one_day(today + timedelta(days=1 if lean == "future" else -1))
            return
        for count, span in enumerate(self.day.spans(today, lean)):
            yield span
            if count == 3:
                return

    def _end(self, span: DaySpan, start: datetime, zone: ZoneInfo, *, dated: bool) -> datetime | None:
        if self.lasting is not None:
            return (start.astimezone(UTC) + self.lasting).astimezone(zone)
        if isinstance(self.clock, ClockStretch):
            return at_wall_clock(span.first, self.clock.until(dated=dated), zone)
        if isinstance(self.clock, PartOfDay) and self.clock.end > self.clock.start:
            return at_wall_clock(span.first, timedelta(hours=self.clock.end), zone)
        return None

    def _resolve_stretch(self, now: datetime, zone: ZoneInfo, lean: Lean) -> Moment | None:
        if self.stretch is None:
            return None
        start = self.stretch[0].resolved(now, zone, lean)
        if start is None:
            return None
        after = start.start if isinstance(start.start, datetime) else at_wall_clock(start.start, timedelta(0), zone)
        stop = self.stretch[1].resolved(max(after, now) if self.stretch[0].has_day else after, zone, "future")
        if stop is None:
            return None
        return Moment(start=start.start, end=stop.end or stop.start, grain=start.grain)


def _direction(time: TimeExpression) -> int:
    """-1 where the words themselves say past, 1 where they say future, else 0."""
    if time.elapsed is not None:
        return 1 if time.elapsed >= timedelta(0) else -1
    if time.stretch is not None:
        return _direction(time.stretch[0])
    return time.day.direction if time.day is not None else 0


def _in_zone(moment: Moment, zone: ZoneInfo) -> Moment:
    start, end = moment.start, moment.end
    return replace(
        moment,
        start=start.astimezone(zone) if isinstance(start, datetime) else start,
        end=end.astimezone(zone) if isinstance(end, datetime) else end,
    )


def _day_of(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _last_day_before(end: date | datetime) -> date:
    if isinstance(end, datetime):
        return (end - timedelta(microseconds=1)).date()
    return end - timedelta(days=1)


def on_day(day: Days | None) -> TimeExpression | None:
    return None if day is None else TimeExpression(day=day)


def at_clock(clock: AnyClock | None) -> TimeExpression | None:
    return None if clock is None else TimeExpression(clock=clock)


def bounded(bound: Bound, time: TimeExpression) -> TimeExpression | None:
    """ "until" + "friday"; what has two ends already takes no bound."""
    open_ended = time.bound is None and time.stretch is None
    if not open_ended or isinstance(time.day, Stretch) or isinstance(time.clock, ClockStretch):
        return None
    return replace(time, bound=bound)


def combine(first: TimeExpression, second: TimeExpression) -> TimeExpression | None:
    """Both as one ("monday" + "at 10"), or None where they do not belong together."""
    if (
        first.stretch
        or second.stretch
        or (first.zone and second.zone)
        or (first.bound and second.bound)
        or (first.lasting and second.lasting)
        or (first.at_this_hour or second.at_this_hour)
        or _bounded_behind(first, second)
    ):
        return None
    if first.elapsed is not None or second.elapsed is not None:
        return _with_elapsed(first, second)
    day, clock = first.day or second.day, first.clock or second.clock
    if first.day is not None and second.day is not None:
        day = combine_days(first.day, second.day)
        if day is None:
            return None
    if first.clock is not None and second.clock is not None:
        clock = combine_clocks(first.clock, second.clock)
        if clock is None:
            return None
    if (
        day is not None
        and clock is not None
        and (day.grain in ("month", "quarter", "year") or isinstance(day, Stretch))
    ):
        return None
    return TimeExpression(
        day=day,
        clock=clock,
        bound=first.bound or second.bound,
        lasting=first.lasting or second.lasting,
        zone=first.zone or second.zone,
    )


def _bounded_behind(first: TimeExpression, second: TimeExpression) -> bool:
    """ "at 9 until friday": the hour does not belong to the day that sets the bound."""
    return second.bound == "until" and second.day is not None and first.bound is None and first.clock is not None


def _with_elapsed(first: TimeExpression, second: TimeExpression) -> TimeExpression | None:
    elapsed, other = (first, second) if first.elapsed is not None else (second, first)
    if other.day == Unit("day") and other.clock is None and other.elapsed is None:
        return elapsed
    return None


def combine_days(first: Days, second: Days) -> Days | None:
    """Two ways of telling the day, as one: "friday" + "15 march", "monday" + "next week", "demain" + "mercredi"."""
    if isinstance(first, Fields) and isinstance(second, Fields):
        return first.merged(second)
    for holiday, year in ((first, second), (second, first)):
        if isinstance(holiday, Holiday) and isinstance(year, Fields) and year.grain == "year":
            return replace(holiday, year=year.year) if holiday.year is None else None
    if isinstance(first, Toward | This) and isinstance(first.inner, Fields) and isinstance(second, Fields):
        return first.inner.merged(second) if second.dated else None
    if isinstance(first, Unit) and first.unit == "day" and isinstance(second, Fields) and second.grain == "day":
        return first if first.shift >= 0 else None
    for inner, outer in ((first, second), (second, first)):
        if isinstance(inner, Fields) and _holds(outer, inner):
            return Within(inner, outer)
    return None


def _holds(outer: Days, inner: Fields) -> bool:
    if isinstance(outer, Unit):
        if outer.unit == "week":
            return inner.weekday is not None and inner.month is None
        if outer.unit == "month":
            return inner.day is not None and inner.month is None
        return outer.unit == "year" and inner.month is not None and inner.year is None
    return False


def combine_clocks(first: AnyClock, second: AnyClock) -> AnyClock | None:
    """ "8" + "in the evening"."""
    if isinstance(first, PartOfDay):
        first, second = second, first
    if isinstance(first, Clock) and isinstance(second, PartOfDay):
        return first.in_part(second)
    if isinstance(first, ClockStretch) and isinstance(second, PartOfDay):
        # A morning from ten to twelve ends at noon.
        noon = second.name == "morning" and first.last.needs_half and first.last.hour == 12
        start, stop = first.first.in_part(second), first.last.in_half("pm") if noon else first.last.in_part(second)
        return ClockStretch(start, stop) if start and stop else None
    return None


def between(first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    """From one to the other. What only one of them tells (the day, the month) holds for both."""
    if not (_plain(first) and _plain(last)):
        return None
    if first.clock is None and last.clock is None:
        return _between_days(first.day, last.day)
    if isinstance(first.clock, Clock) and isinstance(last.clock, Clock) and _on_one_day(first, last):
        hours = ClockStretch(first.clock, last.clock)
        return TimeExpression(day=first.day or last.day, clock=hours, zone=first.zone or last.zone)
    return TimeExpression(stretch=(first, last)) if first.day is not None and last.day is not None else None


def _plain(time: TimeExpression) -> bool:
    return not (time.bound or time.stretch or time.lasting) and time.elapsed is None


def _on_one_day(first: TimeExpression, last: TimeExpression) -> bool:
    return first.day is None or last.day is None or first.day == last.day


def _between_days(first: Days | None, last: Days | None) -> TimeExpression | None:
    if first is None or last is None or isinstance(first, Stretch) or isinstance(last, Stretch):
        return None
    if isinstance(first, Fields) and isinstance(last, Fields):
        if first.day is not None and first.month is None and last.month is not None:
            first = Fields(last.year, last.month, first.day, first.weekday)
        elif first.month is not None and first.year is None and last.year is not None:
            first = replace(first, year=last.year)
        if last.day is not None and last.month is None and first.month is not None:
            last = Fields(first.year, first.month, last.day, last.weekday)
    elif isinstance(first, Fields) and isinstance(last, Within) and first.month is None and last.outer.grain == "month":
        first = Within(first, last.outer)
    return TimeExpression(day=Stretch(first, last))
