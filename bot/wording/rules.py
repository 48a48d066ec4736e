"""Recurrences in words: an RFC 5545 rule as a person would say it."""

from datetime import date, datetime, timedelta

from bot.domain.recurrences import parts_of
from bot.wording.dates import Dates
from bot.wording.lists import in_a_row
from bot.wording.texts import Said, Texts

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ANY_MONDAY = date(2024, 1, 1)
_RHYTHMS = {
    "HOURLY": "repeat-hourly",
    "DAILY": "repeat-daily",
    "WEEKLY": "repeat-weekly",
    "MONTHLY": "repeat-monthly",
    "YEARLY": "repeat-yearly",
}


def repetition(rule: str, texts: Texts, dates: Dates) -> Said:
    """ "FREQ=WEEKLY;BYDAY=MO" -> "every Monday"; the day of a year is left to the date told beside it."""
    parts = parts_of(rule)
    said = _rhythm(parts, texts, dates)
    until = parts.get("UNTIL", "")
    if until:
        said = texts("repeat-until", rule=said, day=dates.day(datetime.fromisoformat(until).date()))
    return said


def _rhythm(parts: dict[str, str], texts: Texts, dates: Dates) -> Said:
    count, frequency = int(parts.get("INTERVAL", "1")), parts.get("FREQ", "")
    days = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    if days == list(_WEEKDAYS[:5]) and count == 1:
        return texts("repeat-weekdays")
    if frequency == "WEEKLY" and days:
        return texts("repeat-weekly-on", count=count, days=_listed(days, dates))
    every = texts(_RHYTHMS.get(frequency, "repeat-yearly"), count=count)
    if frequency != "MONTHLY":
        return every
    if days:
        nth = int(days[0][:-2] or 1)
        return texts("repeat-on-nth", rule=every, nth=nth, weekday=_weekday(days[0][-2:], dates))
    day = parts.get("BYMONTHDAY", "")
    if "," in day:
        return texts("repeat-on-days", rule=every, days=in_a_row(day.split(","), dates.locale))
    return texts("repeat-on-day", rule=every, day=int(day)) if day else every


def weekdays(days: list[str], texts: Texts, dates: Dates) -> Said:
    """Days as RFC 5545 has them, in their order: "Monday to Thursday", "Monday, Tuesday and Thursday"."""
    first, last = _WEEKDAYS.index(days[0]), _WEEKDAYS.index(days[-1])
    if len(days) > 2 and last - first == len(days) - 1:
        return texts("weekdays-to", first=_weekday(days[0], dates), last=_weekday(days[-1], dates))
    return Said(_listed(days, dates))


def _listed(days: list[str], dates: Dates) -> str:
    return in_a_row([_weekday(day, dates) for day in days], dates.locale)


def _weekday(day: str, dates: Dates) -> str:
    from babel.dates import format_date

    return str(format_date(_ANY_MONDAY + timedelta(days=_WEEKDAYS.index(day)), "EEEE", locale=dates.locale))
