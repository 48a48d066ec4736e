"""Recurrences in words: an RFC 5545 rule as a person would say it."""

from datetime import date, timedelta

from bot.wording.texts import Said, Texts

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ANY_MONDAY = date(2024, 1, 1)


def repetition(rule: str, texts: Texts, locale: str) -> Said:
    """ "FREQ=WEEKLY;BYDAY=MO" -> "every Monday". Parts that say nothing about the rhythm are left out."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    count = int(parts.get("INTERVAL", "1"))
    days = [day for day in parts.get("BYDAY", "").split(",") if day in _WEEKDAYS]
    frequency = parts.get("FREQ", "")
    if days == list(_WEEKDAYS[:5]) and count == 1:
        return texts("repeat-weekdays")
    if frequency == "WEEKLY" and days:
        return texts("repeat-weekly-on", count=count, days=", ".join(_weekday(day, locale) for day in days))
    key = {"DAILY": "repeat-daily", "WEEKLY": "repeat-weekly", "MONTHLY": "repeat-monthly"}.get(frequency)
    return texts(key, count=count) if key else texts("repeat-yearly")


def _weekday(day: str, locale: str) -> str:
    from babel.dates import format_date

    return str(format_date(_ANY_MONDAY + timedelta(days=_WEEKDAYS.index(day)), "EEEE", locale=locale))
