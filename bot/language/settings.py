"""What the value of a setting means: times as HH:MM, languages as ISO 639-1, zones by their IANA names."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import available_timezones

from bot.domain.names import fold
from bot.language.frames import ParseContext, Span
from bot.language.reading import Reading
from bot.language.values import TimeExpression

_LANGUAGES = {
    "english": "en", "anglais": "en", "en": "en", "french": "fr", "francais": "fr", "fr": "fr",
}  # fmt: skip
_TIMED = frozenset({"digest_time", "workday_start", "quiet_hours"})


def setting_value(
    setting: str, written: str, spans: Sequence[Span], reading: Reading, context: ParseContext
) -> str:
    """The value in its standard form; as written where it has none."""
    if setting == "language":
        return next((_LANGUAGES[word] for word in fold(written).split() if word in _LANGUAGES), written)
    if setting == "timezone":
        return _zone(written)
    if setting in _TIMED:
        return _clock_times(setting, spans, context) or written
    if setting == "currency":
        return written.upper() if len(written) == 3 else written
    return written


def _clock_times(setting: str, spans: Sequence[Span], context: ParseContext) -> str | None:
    times: list[str] = []
    for span in spans:
        if not isinstance(span.value, TimeExpression):
            continue
        moment = span.value.resolve(context, "future")
        for instant in (moment.start, moment.end) if moment else ():
            if isinstance(instant, datetime) and (instant == moment.start or setting == "quiet_hours"):
                times.append(f"{instant:%H:%M}")
    if setting == "quiet_hours":
        return f"{times[0]}-{times[1]}" if len(times) > 1 else None
    return times[0] if times else None


def _zone(written: str) -> str:
    """A zone by its name or the name of its city; as written where there is none such."""
    wanted = fold(written).strip().replace(" ", "_")
    for zone in available_timezones():
        if fold(zone) == wanted or fold(zone.rpartition("/")[2]) == wanted:
            return zone
    return written
