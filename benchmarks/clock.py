"""A clock that stands until it is told to go on."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class StandingClock:
    instant: datetime

    def now(self) -> datetime:
        return self.instant
