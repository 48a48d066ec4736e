"""The next occurrence of a recurring wish, stepping in the person's own calendar (RFC 5545)."""

from datetime import date, datetime

from bot.crm.workdays import Workdays
from bot.domain.recurrences import expand
from bot.domain.reminders import Reminder
from bot.domain.zones import instant_of, wall_of, zone_of


def next_occurrence(
    reminder: Reminder, *, after: datetime, workdays: Workdays
) -> tuple[datetime | date, datetime] | None:
    """(wish, instant in UTC) of the first occurrence after this instant; None when the series has ended.

    A series of days waits for working time; of several that would come on one morning the first is left. The series is
    anchored at the reminder's present wish, which is an occurrence itself. Raises ValueError for a rule that is none.
    """
    zone = zone_of(reminder.timezone)
    day_alone = not isinstance(reminder.wish, datetime)
    anchor = reminder.wish if isinstance(reminder.wish, datetime) else datetime.combine(reminder.wish, workdays.start)
    series = expand(reminder.recurrence, anchor)
    wall = series.after(max(anchor, wall_of(after, zone)))
    # In the hour that a clock shows twice, a later time on the wall may be an earlier instant.
    while wall is not None:
        due_at = workdays.morning(wall.date()) if day_alone else instant_of(wall, zone)
        if due_at > after:
            return (wall.date() if day_alone else wall), due_at
        wall = series.after(wall)
    return None
