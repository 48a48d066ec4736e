"""Rules that hold in every language: how what the packs find is put together."""

from bot.language.values.times import building as make
from bot.language.values.times.days import Fields, Unit
from bot.language.values.times.expression import TimeExpression, at_clock, combine, on_day
from bot.language.values.times.grammar import Rule
from bot.language.values.times.recurrence import Recurrence
from bot.language.values.times.recurrence_building import for_so_long, recurring, weekdays_and
from bot.language.values.wordlists import word_set

R = Rule

# What is named after dates, whatever language the message is in: "rue du 4 septembre".
STREETS = word_set("rue r avenue av place pl boulevard bd bld quai square cours impasse allee metro station pont")


def _combine_apart(first: TimeExpression, second: TimeExpression) -> TimeExpression | None:
    """Over a comma only what is clearly one time: "Fri, Jul 18", "demain, 10h", not "yesterday, friday"."""
    if isinstance(first.day, Unit) and second.day is not None:
        return None
    if first.bound or second.bound:
        return None
    return combine(first, second)


def _recurring_before(time: TimeExpression, rule: Recurrence) -> Recurrence | None:
    """ "at 9 every monday", "thursday at 9, every week": but "met today, every monday" is two things."""
    if time.bound is not None or (time.day is None and time.clock is None):
        return None
    weekday = isinstance(time.day, Fields) and time.day.weekday is not None and not time.day.dated
    return recurring(rule, time) if time.day is None or weekday else None


SHARED_RULES = (
    R("so many of a unit", "length", "{number} {unit}", make.length),
    R("a day beside today", "date", "{relday}", make.same, keeps_weakness=True),
    R("a date with dots", "time", "{dotted_date}", on_day, weak=True),
    R("the name of a month", "span", "{month}", make.month, weak=True),
    R("the number of a year", "span", "{year}", make.year, weak=True),
    R("which one of them", "count", "{ordinal}", make.same),
    R("one of the weekdays", "thing", "{weekday}", make.same),
    R("one of the units", "thing", "{unit}", make.same),
    R("a date", "time", "{date}", on_day, keeps_weakness=True),
    R("a month in digits", "span", "{year_month}", make.same, weak=True),
    R("a clock", "time", "{clock}", at_clock, keeps_weakness=True),
    R("a span of days", "time", "{span}", on_day, keeps_weakness=True),
    R("a part of a day", "time", "{daypart}", make.same, keeps_weakness=True),
    R("two times in a row", "time", "{time} {time}", combine, keeps_weakness=True),
    R("two times with a comma", "time", "{time} , {time}", _combine_apart, keeps_weakness=True),
    R("a time that lasts", "time", "{time} {lasting}", make.lasting),
    R("recurrence with more", "recurrence", "{recurrence} ,? {time}", recurring),
    R("a recurrence that lasts", "recurrence", "{recurrence} {lasting}", for_so_long),
    R("hour of a recurrence", "recurrence", "{time} ,? {recurrence}", _recurring_before),
    R("one weekday", "weekdays", "{weekday}", lambda day: (day,)),
    R("weekdays with a comma", "weekdays", "{weekdays} ,|/|& {weekday}", weekdays_and),
)
