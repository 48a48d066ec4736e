"""A person's working time: the days, the hours, the public holidays of their country, and the hours of quiet.

What may come a little later comes in working time: reminders of a day without an hour, and what the bot says unasked.
What was asked for at an hour comes at that hour, whatever the day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.holidays import holidays_package
from bot.domain.people import User, Workspace
from bot.domain.zones import instant_of, wall_of, zone_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Nobody is away longer than this; a person without any working day would wait forever else.
_LONGEST_BREAK = 31
# Nobody says when their working day ends.
_LENGTH = timedelta(hours=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workdays:
    """`days` are the weekdays worked on, Monday 0; `quiet` may go over midnight. `country`: ISO 3166, "" keeps none.

    `told_at` is when what belongs to a day is told, None as it starts.
    """

    zone: ZoneInfo
    days: frozenset[int]
    start: time
    told_at: time | None = None
    quiet: tuple[time, time] | None = None
    country: str = ""

    def is_working(self, day: date) -> bool:
        return day.weekday() in self.days and not is_holiday(self.country, day)

    def next_working(self, day: date) -> date:
        """This day, or the first working day after it."""
        return next(
            (later for later in (day + timedelta(days=n) for n in range(_LONGEST_BREAK)) if self.is_working(later)), day
        )

    def last_working(self, monday: date) -> date:
        """The last working day of a week; its Friday, where there is none."""
        days = [monday + timedelta(days=n) for n in range(7)]
        return next((day for day in reversed(days) if self.is_working(day)), days[4])

    def morning(self, day: date) -> datetime:
        """When what belongs to this day comes: on a working day, as it is told, out of quiet hours."""
        at = self.told_at or self.start
        return self.out_of_quiet(instant_of(datetime.combine(self.next_working(day), at), self.zone))

    def after(self, instant: datetime, work: timedelta) -> datetime:
        """The instant after so much working time, which is at most a day's, out of quiet hours."""
        day = wall_of(instant, self.zone).date()
        begins = max(instant, instant_of(datetime.combine(day, self.start), self.zone))
        left = instant_of(datetime.combine(day, self.start), self.zone) + _LENGTH - begins
        if not self.is_working(day) or left < work:
            done = max(left, timedelta()) if self.is_working(day) else timedelta()
            following = self.next_working(day + timedelta(days=1))
            begins = instant_of(datetime.combine(following, self.start), self.zone) - done
        return self.out_of_quiet(begins + work)

    def out_of_quiet(self, instant: datetime) -> datetime:
        """This instant, or the end of the quiet hours that it lies in."""
        if self.quiet is None:
            return instant
        since, until = self.quiet
        wall = wall_of(instant, self.zone)
        inside = since <= wall.time() < until if since <= until else not until <= wall.time() < since
        if not inside:
            return instant
        ends = datetime.combine(wall.date(), until)
        return instant_of(ends if ends > wall else ends + timedelta(days=1), self.zone)


def workdays_of(user: User, workspace: Workspace) -> Workdays:
    quiet = (user.quiet_from, user.quiet_until) if user.quiet_from and user.quiet_until else None
    return Workdays(
        zone=zone_of(user.timezone),
        days=frozenset(WEEKDAYS.index(day) for day in user.workdays.split(",") if day in WEEKDAYS),
        start=user.workday_start,
        # What belongs to a day joins My day.
        told_at=None if user.mutes("day") else user.digest_time,
        quiet=quiet,
        country=holidays_of(user, workspace),
    )


def holidays_of(user: User, workspace: Workspace) -> str:
    """The country (ISO 3166) whose holidays a person keeps; "" for none."""
    if user.country == "none":
        return ""
    return user.country or _country_of(user.timezone) or workspace.country


def _country_of(timezone: str) -> str:
    """The country that a zone lies in; "" for zones of none, such as UTC."""
    from babel.core import get_global

    territory = str(get_global("zone_territories").get(timezone, ""))
    return territory if territory not in ("001", "ZZ") else ""


def is_holiday(country: str, day: date) -> bool:
    """Whether a country rests on this day; never in one whose holidays are not known."""
    return day in _holidays(country, day.year)


def knows_holidays(country: str) -> bool:
    """Whether the holidays of a country (ISO 3166) are known."""
    return country in holidays_package().list_supported_countries()


@lru_cache(maxsize=128)
def _holidays(country: str, year: int) -> Collection[date]:
    if not country:
        return frozenset()
    try:
        return frozenset(holidays_package().country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
