"""What the value of a setting means: times as HH:MM, languages as ISO 639-1, zones by their IANA names, weekdays as
RFC 5545 has them, what is switched as on or off.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from bot.domain.names import fold
from bot.domain.recurrences import parts_of
from bot.language.frames import ParseContext
from bot.language.reading import Reading
from bot.language.text import tokenize
from bot.language.values import Duration, Recurrence, TimeExpression, find_values
from bot.language.values.quantities import Money, Number
from bot.languages import LANGUAGES

_TIMED = frozenset({"digest_time", "workday_start", "quiet_hours", "quiet_until"})
_COUNTED = frozenset({"nagging", "reminder_cap"})
_OF_DAYS = frozenset({"workdays", "days_off", "extra_workdays"})
# What a value looks like, where anything else would be another sentence.
_FORMS = {
    "digest_time": r"\d\d:\d\d|on|off",
    "workday_start": r"\d\d:\d\d",
    "quiet_hours": r"\d\d:\d\d(-\d\d:\d\d)?|off",
    "quiet_until": r"\d\d:\d\d",
    "weekly": "on|off",
    "team_digest": "on|off",
    "nagging": r"\d+|on|off",
    "briefs": "on|off",
    "outcomes": "on|off",
    "unasked": "on|off",
    "calendar": "on|off",
    "reminder_cap": r"\d+|off",
    "lock_screen": "full|name|nothing",
    # One day alone is rather a word on the coming one.
    "workdays": "[A-Z]{2}(,[A-Z]{2})+",
    "days_off": "[A-Z]{2}(,[A-Z]{2})*",
    "extra_workdays": "[A-Z]{2}(,[A-Z]{2})*",
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST = 3  # words that a zone, a language or a time may take
_NAMED = frozenset({"language", "currency", "visibility", "lock_screen"})  # closed lists of the language packs


def is_likely(setting: str, value: str) -> bool:
    """Whether a value was meant as one: it has the standard form of its setting, or is a word or three to ask about."""
    form = _FORMS.get(setting)
    if form is not None:
        return re.fullmatch(form, value) is not None
    forms = {"language": r"[a-z]{2}", "currency": r"[A-Z]{3}"}
    return len(value.split()) <= _LONGEST or re.fullmatch(forms.get(setting, ""), value) is not None


def setting_value(
    setting: str, written: str, said: range, words: range, reading: Reading, context: ParseContext
) -> str:
    """The value in its standard form, as written where it has none. `said` are its words, `words` those of the
    command."""
    if setting == "timezone":
        return _zone(written)
    found: str | None = None
    if setting in _NAMED:
        found = _closed(setting, words, reading)
    elif setting in _OF_DAYS:
        found = ",".join(_weekdays([*_told(words, reading), *_told_alone(written, context)], context))
    elif setting == "rate":
        found = _rate(words, reading)
    elif setting in _TIMED:
        found = _clock_times(setting, written, words, reading, context)
    elif setting in _COUNTED:
        found = _count(setting, words, reading)
    return found or _closed("switch", said, reading) or written


def _closed(name: str, words: range, reading: Reading) -> str:
    """The last value of a closed list that the words tell; "" for none."""
    values = [value for index in words for _, value in reading.lists[index].get(name, ())]
    return values[-1] if values else ""


def _told(words: range, reading: Reading) -> list[Any]:
    """What the times, amounts and numbers in the words mean, each once."""
    return [span.value for span in {id(span): span for i in words for _, span in reading.spans.get(i, ())}.values()]


def _told_alone(written: str, context: ParseContext) -> list[Any]:
    """What the value means by itself: short names of weekdays, as in "mon-thu", are something else in a sentence."""
    return [span.value for span in find_values(written, tokenize(written), context, (context.language, *LANGUAGES))]


def _weekdays(values: Iterable[Any], context: ParseContext) -> list[str]:
    """ "monday to thursday", "le lundi et le jeudi", "fridays"."""
    told = set[str]()
    for value in values:
        if isinstance(value, Recurrence):
            told.update(parts_of(value.rule).get("BYDAY", "").split(","))
        elif isinstance(value, TimeExpression) and (days := value.period(context, "future")) is not None:
            told.update(
                _WEEKDAYS[(days.first + timedelta(n)).weekday()]
                for n in range(min(7, (days.last - days.first).days + 1))
            )
    return [day for day in _WEEKDAYS if day in told]


def _count(setting: str, words: range, reading: Reading) -> str:
    """So many reminders, or hours; "" where no number is told."""
    for value in _told(words, reading):
        if isinstance(value, Duration) and setting == "nagging":
            return str(max(1, round(value.minutes / 60)))
        if isinstance(value, Number) and setting == "reminder_cap":
            return str(int(value.amount))
    return ""


def _rate(words: range, reading: Reading) -> str | None:
    """ "USD 0.92": one unit of the first currency told is so much, "100 USD = 92 EUR" included."""
    amounts = [value for value in _told(words, reading) if isinstance(value, Money | Number)]
    told = [value.currency for value in amounts if isinstance(value, Money) and value.currency]
    told += [code for index in words for _, code in reading.lists[index].get("currency", ())]
    if not told or not amounts:
        return None
    rate = amounts[-1].amount / (amounts[0].amount if len(amounts) > 1 and amounts[0].amount else 1)
    return f"{told[0]} {rate.normalize():f}"


def _clock_times(setting: str, written: str, words: range, reading: Reading, context: ParseContext) -> str | None:
    """ "08:15", for quiet hours "21:00-07:00"."""
    instants: list[datetime] = []
    for value in _told(words, reading):
        moment = value.resolve(context, "future") if isinstance(value, TimeExpression) else None
        if moment is None:
            continue
        if moment.end is not None and setting == "quiet_hours":
            moment = replace(moment, end=_as_written(moment.end, words, reading))
        ends = (moment.start, moment.end) if setting == "quiet_hours" else (moment.start,)
        instants.extend(instant for instant in ends if isinstance(instant, datetime))
    if not instants and re.fullmatch(r"1?\d|2[0-3]", written):  # "set the digest to 8"; quiet "after 8" is the evening
        return f"{int(written) + 12 * (setting == 'quiet_hours' and int(written) < 12):02d}:00"
    if setting == "quiet_hours":
        return "-".join(f"{instant:%H:%M}" for instant in instants[:2]) or None  # without an end: until the morning
    return f"{instants[0]:%H:%M}" if instants else None


def _as_written(end: date | datetime, words: range, reading: Reading) -> date | datetime:
    """Quiet hours end in the morning: "from 19h to 8h" is 08:00, unless "8pm" or "20h" is written."""
    numbers = {reading.forms[index] for index in words if reading.words.kind[index] == "number"}
    if isinstance(end, datetime) and str(end.hour) not in numbers and str(end.hour - 12) in numbers:
        return end if "pm" in reading.present else end - timedelta(hours=12)
    return end


@cache
def _zones() -> dict[str, str]:
    """Zones by their folded name and by the name of their city."""
    zones = sorted(available_timezones())
    return {fold(zone.rpartition("/")[2]): zone for zone in zones} | {fold(zone): zone for zone in zones}


def _zone(written: str) -> str:
    return _zones().get(fold(written).strip().replace(" ", "_"), written)
