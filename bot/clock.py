"""What time it is, as something that can be handed over, and the names of zones."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def seconds_apart(http_date: str, now: datetime) -> int | None:
    """How far `now` is from what the Date header of a server told at this moment; None where it told nothing."""
    try:
        theirs = parsedate_to_datetime(http_date)
    except ValueError:
        return None
    return round(abs((now - theirs.astimezone(UTC)).total_seconds()))


def find_zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name such as Europe/Paris; None where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a key at all, or a folder of the zone database
        return None


def zone_named(written: str) -> str | None:
    """The IANA name that somebody means: "Europe/Paris", "paris", "new york"; None where there is none such."""
    return _zones_by_name().get("_".join(written.casefold().split()))


@lru_cache(maxsize=1)
def _zones_by_name() -> dict[str, str]:
    """Zones by their whole names and by their cities; a city that names several zones means the first."""
    names = sorted(available_timezones(), key=lambda name: (name.count("/"), name))
    cities = {name.rpartition("/")[2].casefold(): name for name in reversed(names) if "/" in name}
    return cities | {name.casefold(): name for name in names}
