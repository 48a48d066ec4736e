"""The next occurrence of a recurring wish, stepping in the person's own calendar (RFC 5545)."""

from datetime import date, datetime, time

from bot.domain.reminders import Reminder
from bot.domain.zones import instant_of, wall_of, zone_of


def next_occurrence(
    reminder: Reminder, *, after: datetime, workday_start: time
) -> tuple[datetime | date, datetime] | None:
    """(wish, instant in UTC) of the first occurrence after this instant; None when the series has ended.

    The series is anchored at the reminder's present wish, which is an occurrence itself. Raises
    ValueError for a rule that is none.
    """
    from dateutil.rrule import rrulestr

    zone = zone_of(reminder.timezone)
    day_alone = not isinstance(reminder.wish, datetime)
    anchor = reminder.wish if isinstance(reminder.wish, datetime) else datetime.combine(reminder.wish, workday_start)
    occurrences = rrulestr(_clamped(reminder.recurrence), dtstart=anchor)
    wall = occurrences.after(max(anchor, wall_of(after, zone)))
    if wall is None:
        return None
    return (wall.date() if day_alone else wall), instant_of(wall, zone)


def _clamped(rule: str) -> str:
    """Monthly on the 29th to 31st means the last day of a shorter month, which RFC 5545 would skip."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    day = parts.get("BYMONTHDAY", "")
    if parts.get("FREQ") == "MONTHLY" and day in ("29", "30", "31"):
        parts["BYMONTHDAY"] = ",".join(str(d) for d in range(28, int(day) + 1))
        parts["BYSETPOS"] = "-1"
    return ";".join(f"{name}={value}" for name, value in parts.items())
