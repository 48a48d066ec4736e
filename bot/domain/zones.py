"""Wall-clock times and instants: always in the person's IANA zone, never in the server's."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name; ZoneInfoNotFoundError for an unknown one."""
    return ZoneInfo(name)


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a wall-clock time without an offset.

    In a gap the time moves forward by the gap, in an overlap the first one counts: this is what
    PEP 495's fold=0 gives on the way through UTC.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """What a clock on the wall shows, without an offset."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day, in UTC."""
    return instant_of(datetime.combine(day, time.min), zone)


def day_end(day: date, zone: ZoneInfo) -> datetime:
    """The first instant after a day, in UTC."""
    return day_start(day + timedelta(days=1), zone)


def is_day(moment: datetime | date) -> bool:
    """Whether this is a whole day rather than an instant or a wall-clock time."""
    return not isinstance(moment, datetime)
