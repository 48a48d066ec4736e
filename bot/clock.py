"""What time it is, as something that can be handed over: `say --now` speaks at another moment than the machine's."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands at one instant."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)


def find_zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name such as Europe/Paris; None where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a key at all, or a folder of the zone database
        return None
