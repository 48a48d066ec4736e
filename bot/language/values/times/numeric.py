"""Times that are written in digits and read the same in every language: 2026-11-02, 15/3, 10:30."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from bot.language.text import Token
from bot.language.values.times.clocks import Clock, Half
from bot.language.values.times.days import Fields
from bot.language.values.times.expression import TimeExpression
from bot.language.values.times.grammar import Entry

_FRACTIONS = frozenset(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (24, 7)))


def read_numeric(tokens: Sequence[Token], start: int, *, day_first: bool) -> Iterator[tuple[str, Entry]]:
    """What begins at the digits of token `start`: `date`, `dotted_date`, `year_month`, `clock`, `bare`, `time`."""
    date = _iso_date(tokens, start)
    if date is not None:
        yield "date", date
        instant = _iso_instant(tokens, date)
        if instant is not None:
            yield "time", instant
    else:
        date = _numeric_date(tokens, start, day_first=day_first)
        if date is not None:
            yield "date", date
        month = _year_and_month(tokens, start) if date is None else None
        if month is not None:
            yield "year_month", month
        dotted = _dotted_date(tokens, start) if day_first and date is None else None
        if dotted is not None:
            yield "dotted_date", dotted
    clock = _clock(tokens, start)
    if clock is not None:
        yield "clock", clock
        yield "bare", clock


def _text(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text if index < len(tokens) else ""


def _digits(tokens: Sequence[Token], index: int, longest: int, *, spaced: bool = False) -> int | None:
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.kind != "number" or len(token.text) > longest or (token.spaced and not spaced):
        return None
    return int(token.text)


def _iso_date(tokens: Sequence[Token], start: int) -> Entry | None:
    year, separator = _digits(tokens, start, 4, spaced=True), _text(tokens, start + 1)
    if (
        year is None
        or len(tokens[start].text) != 4
        or separator not in ("-", "/", ".")
        or _text(tokens, start + 3) != separator
    ):
        return None
    month, day = _digits(tokens, start + 2, 2), _digits(tokens, start + 4, 2)
    if not _possible(day, month) or not 1900 <= year <= 2100:
        return None
    version = separator == "." and 1 in (len(tokens[start + 2].text), len(tokens[start + 4].text))
    return Entry(Fields(year, month, day), start + 5, "iso date", weak=version)


def _iso_instant(tokens: Sequence[Token], date: Entry) -> Entry | None:
    """2026-12-01T10:00, with "Z" or an offset also after a space; fractions of seconds do not count."""
    lettered = _text(tokens, date.end) == "T"
    clock = _clock(tokens, date.end + lettered)
    if clock is None:
        return None
    end = clock.end
    if _text(tokens, end) in (".", ",") and _digits(tokens, end + 1, 9) is not None:
        end += 2
    offset = _offset(tokens, end)
    if offset is None:
        exact = TimeExpression(day=date.value, clock=replace(clock.value, half="exact"))
        return Entry(exact, end, "iso instant") if lettered else None
    day, time = date.value, clock.value
    try:
        zone = timezone(timedelta(minutes=offset[0]))
        there = datetime(day.year, day.month, day.day, time.hour, time.minute, time.second, tzinfo=zone)
    except ValueError:  # the 29th of February of a common year, or 24:00
        return None
    told = there.astimezone(UTC)
    instant = TimeExpression(
        day=Fields(told.year, told.month, told.day),
        clock=Clock(told.hour, told.minute, told.second, half="exact", grain=time.grain),
        zone="Etc/UTC",
    )
    return Entry(instant, offset[1], "iso instant with offset")


def _offset(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """(minutes east of Greenwich, the end behind them): "Z", "+01:00", "-0530", "+02"."""
    sign = _text(tokens, index)
    if sign == "" or tokens[index].spaced:
        return None
    if sign in ("Z", "z"):
        return 0, index + 1
    hours = _digits(tokens, index + 1, 4)
    if sign not in ("+", "-") or hours is None or len(tokens[index + 1].text) not in (2, 4):
        return None
    minutes, end = 0, index + 2
    if len(tokens[index + 1].text) == 4:
        hours, minutes = divmod(hours, 100)
    elif _text(tokens, end) == ":" and (told := _digits(tokens, end + 1, 2)) is not None:
        minutes, end = told, end + 2
    if hours > 14 or minutes > 59:
        return None
    return (hours * 60 + minutes) * (-1 if sign == "-" else 1), end


def _dotted_date(tokens: Sequence[Token], start: int) -> Entry | None:
    """31.12. or 31.12, day first, both of two digits."""
    day, month = _digits(tokens, start, 2, spaced=True), _digits(tokens, start + 2, 2)
    if _text(tokens, start + 1) != "." or tokens[start + 1].spaced or not _possible(day, month):
        return None
    if len(tokens[start].text) < 2 or len(tokens[start + 2].text) < 2:
        return None
    end = start + 3
    if _text(tokens, end) == "." and not tokens[end].spaced:
        if end + 1 < len(tokens) and not tokens[end + 1].spaced:
            return None
        end += 1
    return Entry(Fields(month=month, day=day), end, "dotted date")


def _year_and_month(tokens: Sequence[Token], start: int) -> Entry | None:
    """2014-10, 2014/10, 2/2013."""
    if _text(tokens, start + 1) not in ("-", "/") or tokens[start + 1].spaced:
        return None
    first, second = _digits(tokens, start, 4, spaced=True), _digits(tokens, start + 2, 4)
    if first is None or second is None:
        return None
    year, month = (first, second) if first > second else (second, first)
    lengths = sorted((len(tokens[start].text), len(tokens[start + 2].text)))
    if lengths[0] > 2 or lengths[1] != 4 or not 1 <= month <= 12 or not 1900 <= year <= 2100:
        return None
    return Entry(Fields(year, month), start + 3, "year and month")


def _numeric_date(tokens: Sequence[Token], start: int, *, day_first: bool) -> Entry | None:
    """15/3, 15.03.2026, 2-15, 2 / 15: weak unless the year or the form leaves no doubt."""
    first, separator = _digits(tokens, start, 2, spaced=True), _text(tokens, start + 1)
    if first is None or separator not in ("/", "-", "."):
        return None
    wide = tokens[start + 1].spaced
    if wide and separator == ".":
        return None
    # "mon 9-5" are hours and "order 10-20 units" is a quantity: a hyphen makes a date after a short preposition only.
    hyphened = separator == "-" and start > 0 and tokens[start - 1].kind == "word" and len(tokens[start - 1].text) > 2
    second = _digits(tokens, start + 2, 2, spaced=wide)
    if second is None or (wide and not tokens[start + 2].spaced):
        return None
    day, month = (first, second) if day_first else (second, first)
    if not _possible(day, month):
        day, month = month, day
    if not _possible(day, month):
        return None
    year, end = _year_behind(tokens, start + 3, separator)
    hours = separator == "-" and max(first, second) <= 12 and _word_follows(tokens, end)  # "9-11 on thursday"
    if year is None and (
        hours or hyphened or separator == "." or (_text(tokens, end) == separator and not tokens[end].spaced)
    ):
        return None
    padded = tokens[start].text[0] == "0" or tokens[start + 2].text[0] == "0"
    sure = year is not None or (
        separator == "/" and not wide and (padded or max(first, second) > 12) and (first, second) not in _FRACTIONS
    )
    return Entry(Fields(year, month, day), end, "numeric date", weak=not sure)


def _word_follows(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == "word"


def _year_behind(tokens: Sequence[Token], index: int, separator: str) -> tuple[int | None, int]:
    if _text(tokens, index) != separator:
        return None, index
    spaced = tokens[index].spaced
    year = _digits(tokens, index + 1, 4, spaced=spaced)
    if year is None or len(tokens[index + 1].text) not in (2, 4):
        return None, index
    full = full_year(year) if len(tokens[index + 1].text) == 2 else year
    return (full, index + 2) if 1900 <= full <= 2100 else (None, index)


def full_year(two_digits: int) -> int:
    """26 is 2026, 74 is 1974."""
    return two_digits + (2000 if two_digits < 70 else 1900)


def _possible(day: int | None, month: int | None) -> bool:
    if day is None or month is None or not 1 <= month <= 12:
        return False
    return 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _clock(tokens: Sequence[Token], start: int) -> Entry | None:
    """10:30, 9:01:10."""
    hour = _digits(tokens, start, 2, spaced=True)
    if hour is None or hour > 24 or _text(tokens, start + 1) != ":":
        return None
    minute = _digits(tokens, start + 2, 2)
    if minute is None or minute > 59 or len(tokens[start + 2].text) != 2:
        return None
    half: Half = "exact" if tokens[start].text[0] == "0" or not 1 <= hour <= 12 else "either"
    if _text(tokens, start + 3) == ":" and (second := _digits(tokens, start + 4, 2)) is not None and second < 60:
        clock = Clock(hour, minute, second, half=half, grain="second")
        return Entry(clock, start + 5, "clock with seconds")
    clock = Clock(hour, minute, half=half)
    return Entry(clock, start + 3, "clock with colon")
