"""The occurrences of a recurring wish, stepping in the person's own calendar (RFC 5545)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.crm.workdays import Workdays
from bot.domain.recurrences import expand
from bot.domain.reminders import Reminder
from bot.domain.zones import instant_of, wall_of, zone_of

if TYPE_CHECKING:
    from dateutil.rrule import rrule, rruleset


def next_occurrence(
    reminder: Reminder, *, after: datetime, workdays: Workdays
) -> tuple[datetime | date, datetime] | None:
    """(wish, instant in UTC) of the first occurrence after this instant; None when the series has ended.

    A series of days waits for working time; of several that would come on one morning the first is left. The series is
    anchored at the reminder's present wish, which is an occurrence itself. Raises ValueError for a rule that is none.
    """
    series, begins, due_of = _series(reminder, workdays)
    wall = series.after(max(begins, wall_of(after, zone_of(reminder.timezone))))
    # In the hour that a clock shows twice, a later time on the wall may be an earlier instant.
    while wall is not None:
        if (due_at := due_of(wall)) > after:
            return (wall if isinstance(reminder.wish, datetime) else wall.date()), due_at
        wall = series.after(wall)
    return None


def last_due(reminder: Reminder, *, until: datetime, workdays: Workdays) -> datetime:
    """The instant in UTC of the last occurrence until then: of several that were missed it is the one to tell of.

    Raises ValueError for a rule that is none.
    """
    series, _, due_of = _series(reminder, workdays)
    wall = series.before(wall_of(until, zone_of(reminder.timezone)), inc=True)
    while wall is not None:
        if (due_at := due_of(wall)) <= until:
            return max(due_at, reminder.due_at)
        wall = series.before(wall)
    return reminder.due_at


def _series(
    reminder: Reminder, workdays: Workdays
) -> "tuple[rrule | rruleset, datetime, Callable[[datetime], datetime]]":
    """The times on the wall, the present one, and when one of them falls due."""
    if isinstance(reminder.wish, datetime):
        zone = zone_of(reminder.timezone)
        return expand(reminder.recurrence, reminder.wish), reminder.wish, lambda wall: instant_of(wall, zone)
    begins = datetime.combine(reminder.wish, workdays.start)
    return expand(reminder.recurrence, begins), begins, lambda wall: workdays.morning(wall.date())
