"""Holidays by name. Their dates are those of the `holidays` package."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.domain.holidays import holidays_package
from bot.language.frames import Lean
from bot.language.values.times.calendar import DaySpan, one_day
from bot.language.values.times.days import Days, fits

_YEARS_AHEAD = 3
# Public days, and what people keep although nobody is free ("Halloween").
_CATEGORIES = ("public", "unofficial", "government", "optional")


@dataclass(frozen=True, slots=True)
class Holiday(Days):
    """A holiday by its English names in the `holidays` package.

    `country` (ISO 3166) is the person's own, whose date counts if it has such a day; else the first of `homes` that
    has one. Where `own` is False the words themselves say whose holiday is meant ("Bastille day").
    """

    names: tuple[str, ...]
    homes: tuple[str, ...]
    own: bool = True
    country: str | None = None
    year: int | None = None

    def kept_in(self, country: str) -> "Holiday":
        return replace(self, country=country) if self.own else self

    def spans(self, today: date, lean: Lean) -> Iterator[DaySpan]:
        if self.year is not None:
            found = self._in(self.year)
            if found is not None:
                yield one_day(found)
            return
        step = 1 if lean == "future" else -1
        for years in range(_YEARS_AHEAD):
            found = self._in(today.year + years * step)
            if found is not None and fits(one_day(found), today, lean):
                yield one_day(found)

    def _in(self, year: int) -> date | None:
        for country in (self.country, *self.homes):
            days = {} if country is None else _holidays_of(country, year)
            for name in self.names:
                if name in days:
                    return days[name]
        return None


@lru_cache(maxsize=64)
def _holidays_of(country: str, year: int) -> Mapping[str, date]:
    """The days of a country and year by their English names; of a holiday of several days the first."""
    calendar = getattr(holidays_package(), country, None) if len(country) == 2 else None
    if calendar is None:
        return {}
    days: dict[str, date] = {}
    kept = calendar(
        years=year,
        observed=False,
        language="en_US" if "en_US" in calendar.supported_languages else None,
        categories=[category for category in _CATEGORIES if category in calendar.supported_categories],
    )
    for day, names in sorted(kept.items()):
        for name in names.split("; "):
            days.setdefault(name, day)
    return days
