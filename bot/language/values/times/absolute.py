"""Absolute dates in forms that no rule knows ("2027-Jan-04"), as `dateparser` reads them: the last resort.

dateparser guesses, so it is only shown stretches that are hardly anything but a date, in one fixed language, and
what it answers must stand in the text.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bot.language.text import Token
from bot.language.values.times.clocks import Clock
from bot.language.values.times.days import Fields
from bot.language.values.times.expression import TimeExpression
from bot.language.values.times.reading import TimePack, stands_free

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_SIGNS = frozenset("/-.,:")
_SEPARATORS = frozenset("/-.")
_LONGEST = 14  # tokens in one date
_MOST_TRIES = 5  # dateparser takes milliseconds


class Absolute(NamedTuple):
    """tokens[start:end] and what they mean."""

    start: int
    end: int
    value: TimeExpression


def read_absolute(text: str, tokens: Sequence[Token], pack: TimePack, *, day_first: bool) -> Iterator[Absolute]:
    """Dates with a year, in order; none overlaps another. Cheap where the text holds no year."""
    index = tries = 0
    while index < len(tokens) and tries < _MOST_TRIES:
        end = _stretch_end(tokens, index, pack)
        if end > index and stands_free(tokens, index, end) and _is_date(tokens[index:end], pack):
            tries += 1
            value = _read(text[tokens[index].start : tokens[end - 1].end], tokens[index:end], pack, day_first=day_first)
            if value is not None:
                yield Absolute(index, end, value)
        index = max(end, index + 1)


def _stretch_end(tokens: Sequence[Token], start: int, pack: TimePack) -> int:
    """The end of the numbers, months, weekdays and separators that begin at `start`, trailing signs left out."""
    end = start
    while end < len(tokens) and end - start < _LONGEST and _may_belong(tokens[end], pack):
        end += 1
    while end > start and tokens[end - 1].kind == "sign":
        end -= 1
    return end if tokens[start].kind != "sign" else start


def _may_belong(token: Token, pack: TimePack) -> bool:
    if token.kind == "number":
        return len(token.text) <= 4
    if token.kind == "word":
        return _known(token, pack, "month") is not None or _known(token, pack, "weekday") is not None
    return token.text in _SIGNS


def _known(token: Token, pack: TimePack, category: str) -> int | None:
    """The number of a month or weekday."""
    found = (word.value for word in pack.lexicon.get(token.folded, ()) if word.category == category)
    return next(found, None)


def _is_date(tokens: Sequence[Token], pack: TimePack) -> bool:
    """A year and a number beside the name of a month, or three numbers and a sign that stands apart ("4 . 1 . 2027").

    Closer together they may be a version, and are read by the rules where they are none.
    """
    numbers = [token.text for token in tokens if token.kind == "number"]
    years = [number for number in numbers if len(number) == 4 and 1900 <= int(number) <= 2100]
    if len(years) != 1 or len(numbers) < 2:
        return False
    if sum(_known(token, pack, "month") is not None for token in tokens) == 1:
        return True
    signs = {token.text for token in tokens if token.kind == "sign" and token.spaced}
    return len(numbers) == 3 and len(tokens) == 5 and len(signs) == 1 and signs <= _SEPARATORS


def _read(written: str, tokens: Sequence[Token], pack: TimePack, *, day_first: bool) -> TimeExpression | None:
    found = _parser(pack.language, day_first=day_first).get_date_data(written).date_obj
    if found is None:
        return None
    numbers = {int(token.text) for token in tokens if token.kind == "number"}
    months = {month for token in tokens if (month := _known(token, pack, "month")) is not None}
    if not {found.year, found.day} <= numbers or found.month not in (months or numbers):
        return None
    clock = None
    if any(token.text == ":" for token in tokens):
        clock = Clock(found.hour, found.minute, found.second, half="exact")
    return TimeExpression(day=Fields(found.year, found.month, found.day), clock=clock)


@cache
def _parser(language: str, *, day_first: bool) -> "DateDataParser":
    from dateparser.date import DateDataParser

    settings = {
        "DATE_ORDER": "DMY" if day_first else "MDY",
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PREFER_DATES_FROM": "current_period",
    }
    return DateDataParser(languages=[language], settings=settings)
