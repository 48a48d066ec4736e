"""Dates and times as the reader writes them: CLDR data through Babel, patterns from each language's dates.yaml.

English in Europe: "Tue 1 Dec, 10:00"; in America: "Tue Dec 1, 10:00 AM"; French: "mardi 1er décembre à 10:00".
The year stands only where it is not this year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import zone_named
from bot.domain.names import fold
from bot.domain.people import User
from bot.domain.zones import wall_of, zone_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """One locale. `zones` begin the IANA names where it is written; `first` is the first of a month, if it differs."""

    zones: tuple[str, ...]
    day: str
    day_year: str
    short: str
    short_year: str
    clock: str
    joint: str
    joint_today: str
    near: Mapping[int, str]
    first: str


@cache
def _locales(language: str) -> dict[str, _Patterns]:
    import yaml

    file = files("bot.wording").joinpath(language, "dates.yaml")
    data: dict[str, Any] = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    return {
        name: _Patterns(
            **{key: value for key, value in row.items() if key != "zones"},
            zones=tuple(row["zones"]),
            joint=data["joint"],
            joint_today=data["joint_today"],
            near={-1: data["yesterday"], 0: data["today"], 1: data["tomorrow"]},
            first=str(data.get("first", "")),
        )
        for name, row in data["locales"].items()
    }


def locale_of(language: str, zone: ZoneInfo) -> str:
    """The locale for a language as it is written in the part of the world of this zone."""
    locales = _locales(language)
    fitting = (name for name, patterns in locales.items() if zone.key.startswith(patterns.zones))
    return next(fitting, next(reversed(locales)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Writes instants for one reader, seen from `now`."""

    locale: str
    zone: ZoneInfo
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def place(self) -> str:
        """Where its zone is: "New York", "Londres"."""
        from babel.dates import get_timezone_location

        return str(get_timezone_location(self.zone.key, locale=self.locale, return_city=True))

    def day(self, day: date) -> str:
        """With its weekday: "Tue 1 Dec"."""
        patterns = self._patterns
        return self._format(day, patterns.day if day.year == self.today.year else patterns.day_year)

    def short(self, day: date) -> str:
        """Without the weekday: "3 Nov"."""
        patterns = self._patterns
        return self._format(day, patterns.short if day.year == self.today.year else patterns.short_year)

    def clock(self, moment: datetime | time) -> str:
        from babel.dates import format_time

        return str(format_time(moment, self._patterns.clock, locale=self.locale))

    def relative_day(self, day: date) -> str:
        """ "today", "tomorrow, Wed 25 Nov", "Tue 1 Dec"."""
        word = self._patterns.near.get((day - self.today).days)
        if word is None:
            return self.day(day)
        return word if day == self.today else f"{word}, {self.day(day)}"

    def moment(self, instant: datetime, *, date_only: bool = False) -> str:
        """ "today 09:30", "tomorrow, Wed 25 Nov, 10:00"; without the hour where only the day was told."""
        wall = wall_of(instant, self.zone)
        day = self.relative_day(wall.date())
        if date_only:
            return day
        patterns = self._patterns
        joint = patterns.joint_today if wall.date() == self.today else patterns.joint
        return f"{day}{joint}{self.clock(wall)}"

    def past(self, instant: datetime) -> str:
        """The day of something behind us: "today", "yesterday", "Mon 16 Nov", "3 Nov"."""
        day = wall_of(instant, self.zone).date()
        word = self._patterns.near.get((day - self.today).days)
        if word is not None:
            return word
        return self.day(day) if abs(day - self.today) < timedelta(days=14) else self.short(day)

    @property
    def _patterns(self) -> _Patterns:
        return _locales(self.locale.partition("_")[0])[self.locale]

    def _format(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        text = str(format_date(day, pattern, locale=self.locale))
        first = self._patterns.first
        return text.replace("1 ", f"{first} ", 1) if first and day.day == 1 else text


def zone_called(written: str, language: str) -> str | None:
    """The IANA name of a zone that somebody calls by it or by its city, in English or their language: "Nueva York"."""
    return zone_named(written) or _cities(language).get(fold(" ".join(written.split())))


@cache
def _cities(language: str) -> Mapping[str, str]:
    from babel import Locale

    named = Locale.parse(language).time_zones.items()
    return {fold(str(names["city"])): str(zone) for zone, names in named if "city" in names}


def lateness(delay: timedelta, language: str) -> str:
    """ "5 min", "2 h", "3 days": as much as one needs to know."""
    minutes = int(delay.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{round(minutes / 60)} h"
    from babel.units import format_unit

    return str(format_unit(round(minutes / 1440), "duration-day", locale=language))


def dates_of(user: User, now: datetime) -> Dates:
    """As this person reads them, in their language and zone."""
    zone = zone_of(user.timezone)
    return Dates(locale=locale_of(user.language, zone), zone=zone, now=now)
