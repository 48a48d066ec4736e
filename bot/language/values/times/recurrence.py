"""What comes again: the rule as RFC 5545 writes it, and its first occurrence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.domain.recurrences import expand
from bot.language.frames import ParseContext
from bot.language.values.times.calendar import at_wall_clock
from bot.language.values.times.clocks import AnyClock
from bot.language.values.times.days import Fields
from bot.language.values.times.expression import TimeExpression, combine_clocks

Frequency = Literal["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """ "every monday at 9". `nth` belongs to `weekdays`: the nth of them in the month, from the end if negative."""

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    month_days: tuple[int, ...] = ()
    month: int | None = None
    clock: AnyClock | None = None
    until: TimeExpression | None = None
    starting: TimeExpression | None = None
    times: int | None = None

    @property
    def rule(self) -> str:
        """An RRULE value without the prefix, e.g. `FREQ=WEEKLY;BYDAY=MO`; a bound in words is told by `rule_until`."""
        return ";".join(f"{name}={value}" for name, value in self._parts(self.interval))

    def rule_until(self, context: ParseContext) -> str:
        """The rule with its UNTIL, which is only known where "now" is; a last day counts, an hour is local time."""
        moment = self.until.resolve(context, "future") if self.until is not None else None
        if moment is None:
            return self.rule
        last = moment.start
        return (
            f"{self.rule};UNTIL={last:%Y%m%dT%H%M%S}"
            if isinstance(last, datetime)
            else f"{self.rule};UNTIL={last:%Y%m%d}"
        )

    def first(self, context: ParseContext) -> date | datetime | None:
        """The first occurrence after now, today included; a date where no hour is told."""
        try:
            return self._first(context, context.now.astimezone(context.zone).replace(microsecond=0))
        except (OverflowError, ValueError):  # beyond the years that a date can have
            return None

    def _first(self, context: ParseContext, now: datetime) -> date | datetime | None:
        if self.frequency == "HOURLY":
            return (now.astimezone(UTC) + timedelta(hours=self.interval)).astimezone(context.zone)
        rule = ";".join(f"{name}={value}" for name, value in self._parts(1) if name != "COUNT")
        days = expand(rule, datetime.combine(self._begin(context, now), time()))
        for _, day in zip(range(3), days, strict=False):
            if self.clock is None:
                return day.date()
            instant = at_wall_clock(day.date(), self.clock.on(dated=False), context.zone)
            if instant > now:
                return instant
        return None

    def as_json(self, context: ParseContext) -> dict[str, object]:
        first = self.first(context)
        return {"rule": self.rule_until(context), "first": None if first is None else first.isoformat()}

    def at(self, clock: AnyClock) -> "Recurrence | None":
        both = clock if self.clock is None else combine_clocks(self.clock, clock)
        return None if both is None else replace(self, clock=both)

    def on(self, day: Fields) -> "Recurrence | None":
        """ "every two weeks" + "on tuesday", "every month" + "on the 5th", "every year" + "on march 3"."""
        if self.weekdays or self.month_days or day.year is not None:
            return None
        if self.frequency == "WEEKLY" and day.weekday is not None and day.day is None:
            return replace(self, weekdays=(day.weekday,))
        if self.frequency == "MONTHLY" and day.day is not None and day.month is None and day.weekday is None:
            return replace(self, month_days=(day.day,))
        if self.frequency == "YEARLY" and day.day is not None and day.month is not None:
            return replace(self, month_days=(day.day,), month=day.month)
        return None

    def _begin(self, context: ParseContext, now: datetime) -> date:
        moment = self.starting.resolve(context, "future") if self.starting is not None else None
        if moment is None:
            return now.date()
        return moment.start.date() if isinstance(moment.start, datetime) else moment.start

    def _parts(self, interval: int) -> Sequence[tuple[str, str]]:
        parts: list[tuple[str, str]] = [("FREQ", self.frequency)]
        if interval > 1:
            parts.append(("INTERVAL", str(interval)))
        if self.weekdays:
            nth = "" if self.nth is None else str(self.nth)
            parts.append(("BYDAY", ",".join(nth + _WEEKDAYS[day] for day in self.weekdays)))
        if self.month is not None:
            parts.append(("BYMONTH", str(self.month)))
        if self.month_days:
            parts.append(("BYMONTHDAY", ",".join(map(str, self.month_days))))
        if self.times is not None:
            parts.append(("COUNT", str(self.times)))
        return parts
