"""Periods of whole days, and their parts by the calendar."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Step = Literal["month", "quarter", "year"]

STEPS: tuple[Step, ...] = ("month", "quarter", "year")
_MONTHS: dict[Step, int] = {"month": 1, "quarter": 3, "year": 12}
# More than these stand neither on a card nor in a picture that is read on a phone.
_MOST: dict[Step, int] = {"month": 6, "quarter": 8}


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days from `first` to `last`, both inclusive."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def whole(day: date, step: Step) -> Span:
    """The month, quarter or year of a day."""
    months = _MONTHS[step]
    start = (day.month - 1) // months * months + 1
    end = start + months - 1
    return Span(date(day.year, start, 1), date(day.year, end, monthrange(day.year, end)[1]))


def week_of(day: date) -> Span:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


def parts(span: Span, step: Step) -> tuple[Span, ...]:
    """The months, quarters or years that the span touches, the outer ones cut off at its ends."""
    found: list[Span] = []
    day = span.first
    while day <= span.last:
        part = whole(day, step)
        found.append(Span(day, min(part.last, span.last)))
        if part.last == date.max:
            break
        day = part.last + timedelta(days=1)
    return tuple(found)


def step_of(span: Span) -> Step:
    """The shortest step in which the span has few enough parts to be read at a glance."""
    return next((step for step, most in _MOST.items() if _touched(span, step) <= most), "year")


def ahead(day: date, step: Step, count: int) -> Span:
    """From the first day of this month, quarter or year to the end of the last of `count` of them."""
    first = whole(day, step).first
    months = first.year * 12 + first.month - 1 + _MONTHS[step] * count - 1
    year, month = divmod(months, 12)
    return Span(first, date(year, month + 1, monthrange(year, month + 1)[1]))


def _touched(span: Span, step: Step) -> int:
    months = _MONTHS[step]

    def place(day: date) -> int:
        return (day.year * 12 + day.month - 1) // months

    return place(span.last) - place(span.first) + 1
