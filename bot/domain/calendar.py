"""What a calendar program shows."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One entry, worded for its reader. `starts` and `ends` are instants in UTC, or, for a whole day, its date alone.

    `busy`: the time is taken, as a task's is not. `ends` None: the entry takes no time, or the whole day.
    """

    id: str
    title: str
    starts: datetime | date
    ends: datetime | None = None
    description: str = ""
    location: str = ""
    busy: bool = True
    called_off: bool = False
    made_at: datetime
