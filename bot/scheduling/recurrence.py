"""The next occurrence of a recurring wish, stepping in the person's own calendar (RFC 5545)."""

from datetime import date, datetime, time

from bot.domain.recurrences import expand
from bot.domain.reminders import Reminder
from bot.domain.zones import instant_of, wall_of, zone_of


def next_occurrence(
    reminder: Reminder, *, after: datetime, workday_start: time
) -> tuple[datetime | date, datetime] | None:
    """(wish, instant in UTC) of the first occurrence after this instant; None when the series has ended.

    The series is anchored at the reminder's present wish, which is an occurrence itself. Raises
    ValueError for a rule that is none.
    """
    zone = zone_of(reminder.timezone)
    day_alone = not isinstance(reminder.wish, datetime)
    anchor = reminder.wish if isinstance(reminder.wish, datetime) else datetime.combine(reminder.wish, workday_start)
    series = expand(reminder.recurrence, anchor)
    wall = series.after(max(anchor, wall_of(after, zone)))
    # In the hour that a clock shows twice, a later time on the wall may be an earlier instant.
    while wall is not None and instant_of(wall, zone) <= after:
        wall = series.after(wall)
    if wall is None:
        return None
    return (wall.date() if day_alone else wall), instant_of(wall, zone)
