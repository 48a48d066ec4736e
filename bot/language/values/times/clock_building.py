"""What the rules of the packs build of hours and parts of the day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.language.values.times.building import Length
from bot.language.values.times.clocks import AnyClock, Clock, Half, PartName, PartOfDay
from bot.language.values.times.days import Days, Steps, Unit
from bot.language.values.times.expression import THEIRS, TimeExpression, between, bounded, combine

_EARLY: dict[PartName, tuple[float, float]] = {
    "morning": (8, 10),
    "afternoon": (13, 15),
    "evening": (18, 20),
    "night": (20, 22),
}
_MIDDLE: dict[PartName, tuple[float, float]] = {
    "morning": (10, 11),
    "afternoon": (15, 17),
    "evening": (20, 21),
    "night": (22, 23),
}
_LATE: dict[PartName, tuple[float, float]] = {
    "morning": (11, 12),
    "afternoon": (17, 18),
    "evening": (21, 24),
    "night": (22, 24),
}


def clock(hour: int, minute: int = 0, half: Half = "either", *, literal_on_dates: bool = False) -> Clock | None:
    """A time of day; grain "hour" where no minutes are told."""
    if not 0 <= hour <= 24 or not 0 <= minute <= 59 or (hour == 24 and minute):
        return None
    if half in ("am", "pm") and (hour > 12 or hour == 0):
        half = "exact"
    return Clock(hour, minute, half=half, grain="minute" if minute else "hour", literal_on_dates=literal_on_dates)


def in_half(time: Clock, half: Half) -> Clock | None:
    """ "3:15" + "pm"."""
    if half not in ("am", "pm") or time.half in ("am", "pm") or time.hour > 23:
        return None
    return replace(time, half="exact") if time.hour > 12 or time.hour == 0 else replace(time, half=half)


def minutes_from(time: Clock, minutes: int) -> Clock | None:
    """ "a quarter to nine", "twenty past three"."""
    if time.minute or not 0 < abs(minutes) < 60:
        return None
    if minutes > 0:
        return replace(time, minute=minutes, grain="minute")
    if time.needs_half:
        # "quarter to one" is before one in the afternoon; "ten to seven" before seven in the morning.
        exact = time.on(dated=False) if time.half == "either" else None
        hour = time.hour if exact is None else int(exact.total_seconds()) // 3600
        earlier = (hour - 1) % 24
        return replace(time, hour=earlier, minute=60 + minutes, half="exact" if exact else time.half, grain="minute")
    if time.half in ("am", "pm"):
        exact_hour = int(time.on(dated=False).total_seconds()) // 3600
        return replace(time, hour=(exact_hour - 1) % 24, minute=60 + minutes, half="exact", grain="minute")
    return replace(time, hour=(time.hour - 1) % 24, minute=60 + minutes, grain="minute")


def in_part(time: AnyClock, part: PartOfDay) -> AnyClock | None:
    return time.in_part(part) if isinstance(time, Clock) else None


def clock_on(time: AnyClock, day: Days) -> TimeExpression | None:
    return combine(TimeExpression(clock=time), TimeExpression(day=day))


def exact(hour: int, minute: int = 0) -> Clock | None:
    """ "02h00" is in the night."""
    return clock(hour, minute, "exact")


def late_hour(hour: int, minute: int = 0) -> Clock | None:
    """ "15h", "10h30": from one to six hours, and 24, are a length of time as likely."""
    return clock(hour, minute) if not (1 <= hour <= 6 or hour == 24) else None


def half_day(half: Half) -> Callable[[Clock], Clock | None]:
    """ "am" or "pm" behind an hour."""
    return lambda time: in_half(time, half)


def digits(value: tuple[int, int]) -> Clock | None:
    """1030 is 10:30."""
    found = clock(*value)
    return None if found is None else replace(found, grain="minute")


def past_hour(minutes: int, time: Clock) -> Clock | None:
    return minutes_from(time, minutes)


def later(time: Clock, minutes: int) -> Clock | None:
    """ "midi" + "quinze"."""
    return minutes_from(time, minutes)


def earlier(time: Clock, minutes: int) -> Clock | None:
    """ "midi moins" + "cinq"."""
    return minutes_from(time, -minutes)


def to_hour(minutes: int, time: Clock) -> Clock | None:
    return minutes_from(time, -minutes)


def in_zone(time: Clock, zone: str) -> TimeExpression:
    """ "3pm EST"."""
    return TimeExpression(clock=time, zone=zone)


def where_they_are(time: TimeExpression) -> TimeExpression | None:
    """ "9am their time": an hour of the other one's clock."""
    return replace(time, zone=THEIRS) if time.clock is not None and time.zone is None else None


def stretch(first: Clock, last: Clock) -> TimeExpression | None:
    """ "9 to 11am"; a bare number does not run over midnight ("15 to noon" is a quarter to)."""
    if first.half == "either" and first.grain == "hour" and 12 < first.hour > last.hour:
        return None
    return between(TimeExpression(clock=first), TimeExpression(clock=last))


def stretch_on(day: Days, first: Clock, last: Clock) -> TimeExpression | None:
    """ "monday 9-5"."""
    hours = stretch(first, last)
    return None if hours is None else combine(TimeExpression(day=day), hours)


def part_hours(part: TimeExpression, first: Clock, last: Clock) -> TimeExpression | None:
    """ "saturday morning 8 to 10"."""
    hours = stretch(first, last)
    return None if hours is None else combine(part, hours)


def part_on(day: Days, part: PartOfDay) -> TimeExpression | None:
    return clock_on(part, day)


def part_of(part: PartOfDay, day: Days) -> TimeExpression | None:
    return clock_on(part, day)


def part_today(part: PartOfDay) -> TimeExpression | None:
    return clock_on(part, Unit("day"))


def late_part_today(part: PartOfDay) -> TimeExpression | None:
    return clock_on(late(part), Unit("day"))


def hour_of_part(time: Clock, part: TimeExpression) -> TimeExpression | None:
    """ "8" + "this evening"."""
    return combine(TimeExpression(clock=time), part)


def hour_on(day: Days, time: Clock) -> TimeExpression | None:
    return clock_on(time, day)


def at_this_hour(day: Days) -> TimeExpression | None:
    """ "this time tomorrow", "same time next week"; of months and years only the day is told."""
    if isinstance(day, Unit) and day.unit != "day":
        if not day.shift:
            return None
        stepped = TimeExpression(day=Steps(day.shift, day.unit))
        return replace(stepped, at_this_hour=True) if day.unit == "week" else stepped
    return TimeExpression(day=day, at_this_hour=True) if day.grain == "day" else None


def so_long_before(span: Length, time: Clock) -> Clock | None:
    """ "half an hour before noon"."""
    return _apart(span, time, -1)


def so_long_after(span: Length, time: Clock) -> Clock | None:
    """ "15 minutes after 1pm"."""
    return _apart(span, time, 1)


def _apart(span: Length, time: Clock, sign: int) -> Clock | None:
    if span.exact is None:
        return None
    since_midnight = time.on(dated=False) + span.exact * sign
    if not timedelta(0) <= since_midnight < timedelta(days=1):
        return None
    minutes, second = divmod(int(since_midnight.total_seconds()), 60)
    return Clock(minutes // 60, minutes % 60, second, half="exact")


def on_the_dial(minutes_told: tuple[int, int]) -> Clock | None:
    """ "1700 hours": the hour is told by all its four digits."""
    found = digits(minutes_told)
    return None if found is None else replace(found, half="exact")


def early(part: PartOfDay) -> PartOfDay:
    return PartOfDay(part.name, *_EARLY[part.name])


def middle(part: PartOfDay) -> PartOfDay:
    return PartOfDay(part.name, *_MIDDLE[part.name])


def late(part: PartOfDay) -> PartOfDay:
    return PartOfDay(part.name, *_LATE[part.name])


def spoken(hour: int) -> Callable[[], Clock]:
    """An hour that has a name: noon, the end of the day."""
    return lambda: Clock(hour, half="exact", grain="hour")


def part(name: PartName, start: float, end: float) -> Callable[[], TimeExpression]:
    return lambda: TimeExpression(clock=PartOfDay(name, start, end))


def part_told(name: PartName, start: float, end: float, shift: int = 0) -> Callable[[], TimeExpression]:
    """A part of today, or of the day `shift` days from it: "tonight", "hier soir"."""
    return lambda: TimeExpression(day=Unit("day", shift), clock=PartOfDay(name, start, end))


def by_hour(time: Clock) -> TimeExpression | None:
    return bounded("by", TimeExpression(clock=time))


def until_hour(time: Clock) -> TimeExpression | None:
    return bounded("until", TimeExpression(clock=time))


def before_hour(time: Clock) -> TimeExpression | None:
    return bounded("before", TimeExpression(clock=time))


def after_hour(time: Clock) -> TimeExpression | None:
    return bounded("after", TimeExpression(clock=time))


def part_named(name: PartName, start: float, end: float) -> Callable[[Days], TimeExpression | None]:
    """ "thursday am"."""
    return lambda day: clock_on(PartOfDay(name, start, end), day)


def later_but_before(first: Clock, last: TimeExpression) -> TimeExpression | None:
    return between(TimeExpression(clock=first), last)
