"""Dates and times as the reader writes them (CLDR data through Babel, patterns of our own).

English in Europe: "Tue 1 Dec, 10:00"; in America: "Tue Dec 1, 10:00 AM"; French: "mardi 1er décembre à 10:00".
The year stands only where it is not this year.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.zones import wall_of

_HALF_DAY_ZONES = ("America/", "US/", "Australia/", "Asia/Kolkata", "Asia/Manila", "Pacific/Auckland")


@dataclass(frozen=True, slots=True)
class _Patterns:
    day: str
    day_year: str
    short: str
    short_year: str
    clock: str
    joint: str


_PATTERNS = {
    "en_GB": _Patterns("EEE d MMM", "EEE d MMM y", "d MMM", "d MMM y", "HH:mm", ", "),
    "en_US": _Patterns("EEE MMM d", "EEE MMM d, y", "MMM d", "MMM d, y", "h:mm a", ", "),
    "en_AU": _Patterns("EEE d MMM", "EEE d MMM y", "d MMM", "d MMM y", "h:mm a", ", "),
    "fr_FR": _Patterns("EEEE d MMMM", "EEEE d MMMM y", "d MMM", "d MMM y", "HH:mm", " à "),
}
_RELATIVE = {
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "fr": {-1: "hier", 0: "aujourd'hui", 1: "demain"},
}


def locale_of(language: str, zone: ZoneInfo) -> str:
    """The locale for a language as it is written in the part of the world of this zone."""
    if language == "fr":
        return "fr_FR"
    if zone.key.startswith(("America/", "US/")):
        return "en_US"
    return "en_AU" if zone.key.startswith(_HALF_DAY_ZONES) else "en_GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Writes instants for one reader, seen from `now`."""

    locale: str
    zone: ZoneInfo
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def day(self, day: date) -> str:
        """With its weekday: "Tue 1 Dec"."""
        patterns = _PATTERNS[self.locale]
        return self._format(day, patterns.day if day.year == self.today.year else patterns.day_year)

    def short(self, day: date) -> str:
        """Without the weekday: "3 Nov"."""
        patterns = _PATTERNS[self.locale]
        return self._format(day, patterns.short if day.year == self.today.year else patterns.short_year)

    def clock(self, moment: datetime | time) -> str:
        from babel.dates import format_time

        return str(format_time(moment, _PATTERNS[self.locale].clock, locale=self.locale))

    def relative_day(self, day: date) -> str:
        """ "today", "tomorrow, Wed 25 Nov", "Tue 1 Dec"."""
        word = _RELATIVE[self.locale[:2]].get((day - self.today).days)
        if word is None:
            return self.day(day)
        return word if day == self.today else f"{word}, {self.day(day)}"

    def moment(self, instant: datetime, *, date_only: bool = False) -> str:
        """ "today 09:30", "tomorrow, Wed 25 Nov, 10:00"; without the hour where only the day was told."""
        wall = wall_of(instant, self.zone)
        day = self.relative_day(wall.date())
        if date_only:
            return day
        joint = _PATTERNS[self.locale].joint
        if wall.date() == self.today and self.locale != "fr_FR":
            joint = " "
        return f"{day}{joint}{self.clock(wall)}"

    def past(self, instant: datetime) -> str:
        """The day of something behind us: "today", "yesterday", "Mon 16 Nov", "3 Nov"."""
        day = wall_of(instant, self.zone).date()
        word = _RELATIVE[self.locale[:2]].get((day - self.today).days)
        if word is not None:
            return word
        return self.day(day) if abs(day - self.today) < timedelta(days=14) else self.short(day)

    def _format(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        text = str(format_date(day, pattern, locale=self.locale))
        if self.locale == "fr_FR" and day.day == 1:
            return text.replace("1 ", "1er ", 1)
        return text


def lateness(delay: timedelta, language: str) -> str:
    """ "5 min", "2 h", "3 days": as much as one needs to know."""
    minutes = int(delay.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{round(minutes / 60)} h"
    days = round(minutes / 1440)
    return f"{days} jours" if language == "fr" else f"{days} days"
