"""What the value of a setting means: times as HH:MM, languages as ISO 639-1, zones by their IANA names."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from bot.domain.names import fold
from bot.language.frames import ParseContext
from bot.language.reading import Reading
from bot.language.values import TimeExpression
from bot.language.values.quantities import Money, Number

_TIMED = frozenset({"digest_time", "workday_start", "quiet_hours"})
_LONGEST = 3  # words that a zone, a language or a time may take
_NAMED = frozenset({"language", "currency", "visibility"})  # closed lists of the language packs


def is_likely(setting: str, value: str) -> bool:
    """Whether a value was meant as one: it has the standard form of its setting, or is a word or three to ask about."""
    forms = {"language": r"[a-z]{2}", "currency": r"[A-Z]{3}", "quiet_hours": r"\d\d:\d\d-\d\d:\d\d"}
    return len(value.split()) <= _LONGEST or re.fullmatch(forms.get(setting, r"\d\d:\d\d"), value) is not None


def setting_value(setting: str, written: str, words: range, reading: Reading, context: ParseContext) -> str:
    """The value in its standard form, as written where it has none. `words` are those of the command."""
    if setting == "timezone":
        return _zone(written)
    if setting in _TIMED:
        return _clock_times(setting, written, words, reading, context) or written
    if setting == "rate":
        return _rate(words, reading) or written
    if setting in _NAMED:
        values = [value for index in words for _, value in reading.lists[index].get(setting, ())]
        return values[-1] if values else written
    return written


def _rate(words: range, reading: Reading) -> str | None:
    """ "USD 0.92": one unit of the first currency told is so much, "100 USD = 92 EUR" included."""
    found = {id(span): span.value for index in words for _, span in reading.spans.get(index, ())}.values()
    amounts = [value for value in found if isinstance(value, Money | Number)]
    told = [value.currency for value in amounts if isinstance(value, Money) and value.currency]
    told += [code for index in words for _, code in reading.lists[index].get("currency", ())]
    if not told or not amounts:
        return None
    rate = amounts[-1].amount / (amounts[0].amount if len(amounts) > 1 and amounts[0].amount else 1)
    return f"{told[0]} {rate.normalize():f}"


def _clock_times(setting: str, written: str, words: range, reading: Reading, context: ParseContext) -> str | None:
    """ "08:15", for quiet hours "21:00-07:00"."""
    instants: list[datetime] = []
    for span in {id(span): span for index in words for _, span in reading.spans.get(index, ())}.values():
        moment = span.value.resolve(context, "future") if isinstance(span.value, TimeExpression) else None
        if moment is None:
            continue
        if moment.end is not None and setting == "quiet_hours":
            moment = replace(moment, end=_as_written(moment.end, words, reading))
        ends = (moment.start, moment.end) if setting == "quiet_hours" else (moment.start,)
        instants.extend(instant for instant in ends if isinstance(instant, datetime))
    if setting == "quiet_hours":
        return f"{instants[0]:%H:%M}-{instants[1]:%H:%M}" if len(instants) > 1 else None
    if not instants and setting in _TIMED and re.fullmatch(r"1?\d|2[0-3]", written):
        return f"{int(written):02d}:00"  # "set the digest to 8"
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
