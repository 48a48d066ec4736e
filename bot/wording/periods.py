"""Periods as one says them: "December 2026", "Q4 2026", "T4 2026", "1 Dec – 15 Dec"."""

from datetime import date, timedelta

from bot.wording.dates import Dates

_WIDTHS = {"month": "LLLL y", "quarter": "QQQ y", "year": "y"}


def period_label(first: date, last: date, dates: Dates, *, opens: bool = True) -> str:
    """A day, a whole month, quarter or year by its name; else its first and last day.

    `opens`: a line or a title begins with it, and so with a capital.
    """
    if first == last:
        return dates.day(first)
    for step, pattern in _WIDTHS.items():
        if _is_whole(first, last, step):
            label = _format(first, pattern, dates)
            return _capital(label) if opens else label
    return f"{dates.short(first)} – {dates.short(last)}"


def part_label(day: date, step: str, dates: Dates) -> str:
    """The month, quarter or year of a day: "December", with the year where that is not this one; "Q4 2026"."""
    if step == "month" and day.year == dates.today.year:
        return _capital(_format(day, "LLLL", dates))
    return _capital(_format(day, _WIDTHS[step], dates))


def _format(day: date, pattern: str, dates: Dates) -> str:
    from babel.dates import format_date

    return str(format_date(day, pattern, locale=dates.locale))


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _is_whole(first: date, last: date, step: str) -> bool:
    months = {"month": 1, "quarter": 3, "year": 12}[step]
    if first.day != 1 or (first.month - 1) % months or last == date.max:
        return False
    after = last + timedelta(days=1)
    return after.day == 1 and (after.year - first.year) * 12 + after.month - first.month == months
