"""What the clock shows: hours that may be morning or afternoon, parts of the day, and stretches between two hours."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from bot.language.values.times.calendar import Grain

Half = Literal["either", "am", "pm", "exact"]
PartName = Literal["morning", "afternoon", "evening", "night"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `half` says how the hour is known: "either" for a bare one of twelve hours.

    A bare hour from 1 to 6 is in the afternoon, but not where `literal_on_dates` holds and a calendar date
    stands beside it (French: "le 2 mars à 5h" is five in the morning).
    """

    hour: int
    minute: int = 0
    second: int = 0
    half: Half = "either"
    grain: Grain = "minute"
    literal_on_dates: bool = False

    @property
    def needs_half(self) -> bool:
        return self.half == "either" and 1 <= self.hour <= 12

    def on(self, *, dated: bool) -> timedelta:
        """Time since midnight."""
        hour = self.hour
        if self.half in ("am", "pm"):
            hour = hour % 12 + (12 if self.half == "pm" else 0)
        elif self.half == "either" and 1 <= hour <= 6 and not (dated and self.literal_on_dates):
            hour += 12
        return timedelta(hours=hour, minutes=self.minute, seconds=self.second)

    def in_half(self, half: Literal["am", "pm"]) -> "Clock":
        return replace(self, half=half) if self.half == "either" and self.hour <= 12 else self

    def in_part(self, part: "PartOfDay") -> "Clock | None":
        """ "8 in the evening": the hour that lies in this part of the day."""
        if self.hour == 0 and part.name in ("evening", "night"):
            return replace(self, hour=24)  # midnight tonight is the end of today
        if not self.needs_half:
            return self
        if part.name == "morning":
            return self.in_half("am")
        if part.name == "night" and (self.hour < 5 or self.hour == 12):
            return replace(self, hour=24 + self.hour % 12, half="exact")
        return self.in_half("pm")

    def moved(self, minutes: int) -> "Clock | None":
        """ "a quarter to noon": the same clock some minutes on, minutes told."""
        total = self.hour * 60 + self.minute + minutes
        if total < 0:
            total += 1440
        return replace(self, hour=total // 60, minute=total % 60, grain="minute")


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A named part of the day, from `start` to `end` in hours, with the hour that stands for it first."""

    name: PartName
    start: float
    end: float
    grain: Grain = "hour"

    def on(self, *, dated: bool) -> timedelta:  # noqa: ARG002 - one shape for all clocks
        return timedelta(hours=self.start)


@dataclass(frozen=True, slots=True)
class ClockStretch:
    """From one hour to another; what one of them leaves open of morning and afternoon the other settles."""

    first: Clock
    last: Clock

    @property
    def grain(self) -> Grain:
        return self.first.grain

    def on(self, *, dated: bool) -> timedelta:
        start = self.first.on(dated=dated)
        if self.first.needs_half and not self.last.needs_half:
            stop = self.last.on(dated=dated)
            halves = [self.first.in_half(half).on(dated=dated) for half in ("pm", "am")]
            return next((half for half in halves if half < stop), start)
        return start

    def until(self, *, dated: bool) -> timedelta:
        start, stop = self.on(dated=dated), self.last.on(dated=dated)
        if self.last.needs_half:
            halves = [self.last.in_half(half).on(dated=dated) for half in ("am", "pm")]
            stop = next((half for half in halves if half > start), stop)
        return stop if stop > start else stop + timedelta(days=1)


AnyClock = Clock | PartOfDay | ClockStretch
