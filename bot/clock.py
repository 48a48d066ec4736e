"""What time it is, as something that can be handed over: `say --now` speaks at another moment than the machine's."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


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
