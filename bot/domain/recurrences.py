"""Recurrences: RFC 5545 rules without their prefix, in the person's own calendar, read as people mean them.

A series is stepped from each occurrence to the next, so that a rule must not depend on how it began:
`anchored` writes down what the first occurrence tells.
"""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateutil.rrule import rrule, rruleset


def parts_of(rule: str) -> dict[str, str]:
    """ "FREQ=WEEKLY;BYDAY=MO" -> {"FREQ": "WEEKLY", "BYDAY": "MO"}."""
    return dict(part.split("=", 1) for part in rule.split(";") if "=" in part)


def anchored(rule: str, first: datetime) -> str:
    """The rule with what its first occurrence, a wall-clock time, says: the day of the month, and the end of a COUNT.

    Raises ValueError for a rule that is none.
    """
    parts = parts_of(rule)
    if parts.get("FREQ") in ("MONTHLY", "YEARLY") and not {"BYMONTHDAY", "BYDAY"} & parts.keys():
        if parts["FREQ"] == "YEARLY":
            parts.setdefault("BYMONTH", str(first.month))
        parts["BYMONTHDAY"] = str(first.day)
    if "COUNT" in parts:
        *_, last = expand(_rule(parts), first)
        del parts["COUNT"]
        parts["UNTIL"] = f"{last:%Y%m%dT%H%M%S}"
    return _rule(parts)


def expand(rule: str, first: datetime) -> "rrule | rruleset":
    """The wall-clock times of a series that begins at `first`. Raises ValueError for a rule that is none.

    Monthly on the 29th to 31st means the last day of a shorter month, which RFC 5545 would skip; an
    end that is a day includes that day.
    """
    from dateutil.rrule import rrulestr

    parts = parts_of(rule)
    day = parts.get("BYMONTHDAY", "")
    if parts.get("FREQ") in ("MONTHLY", "YEARLY") and day in ("29", "30", "31"):
        parts["BYMONTHDAY"] = ",".join(str(d) for d in range(28, int(day) + 1))
        parts["BYSETPOS"] = "-1"
    if len(parts.get("UNTIL", "")) == len("20261231"):
        parts["UNTIL"] += "T235959"
    return rrulestr(_rule(parts), dtstart=first)


def _rule(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())
