"""From tokens to time expressions: the lexicon, the rules of a pack and those of all languages, in one chart.

What rules can name in braces, and the values that their functions get:

    number (Decimal)   hour  minutes  minute2 (two digits)  minuteword  padded ("09")  hhmm (hour, minute)  yy  year
    dayno  digits (dayno in digits)  ordinal  nth (ordinal in digits)
    holiday  dotted_date ("31.12.")  year_month ("2026-12")
    weekday  mondays (plural)  month  sure_month (no name or verb)  unit  part (of the day)  season  relday  oclock
    date  span  outer (of "the end of ...") -> Days       bare (an hour?)  clock -> Clock
    daypart  time -> TimeExpression       length  lasting  duration -> Length       recurrence -> Recurrence

The lexicon and the digits give the first five lines; rules make the others, and more of their own for what is theirs.
Only `time`, `recurrence`, `length` and `duration` become spans.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from bot.clock import zone_named
from bot.language.text import Token, tokenize
from bot.language.values.numerals import NumberWords, read_numeral, read_ordinal
from bot.language.values.times.grammar import Entries, Entry, Grammar
from bot.language.values.times.holiday import Holiday
from bot.language.values.times.numeric import read_numeric

_LONGEST_CITY = 3  # words
_WANTED = ("time", "recurrence", "length", "duration")


class Word(NamedTuple):
    """What the lexicon knows of a word; a `short` one may carry a dot, a `weak` one needs evidence."""

    category: str
    value: Any
    short: bool = False
    weak: bool = False


class Found(NamedTuple):
    """tokens[start : entry.end] read as a `time`, a `recurrence`, a `length` or a `duration`."""

    start: int
    category: str
    entry: Entry


class HolidayName(NamedTuple):
    """A name of a holiday, folded, without its first word; a `weak` one is a name or a word too."""

    rest: tuple[str, ...]
    holiday: Holiday
    weak: bool


def holiday_names(holidays: Mapping[str, Holiday], weak: Collection[str]) -> dict[str, list[HolidayName]]:
    """The names ("christmas|xmas" -> Holiday) by their first word, the longest first."""
    names: dict[str, list[HolidayName]] = {}
    for alternatives, holiday in holidays.items():
        for name in alternatives.split("|"):
            first, *rest = [token.folded for token in tokenize(name)]
            names.setdefault(first, []).append(HolidayName(tuple(rest), holiday, name in weak))
    for known in names.values():
        known.sort(key=lambda name: len(name.rest), reverse=True)
    return names


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePack:
    """The times of one language: words, their typing errors that are safe to mend, and rules.

    03/04 is the 3rd of April in the time zones whose names begin with one of `day_first_in`. Beside one of the
    `clock_words` a city names its zone ("10am Tokyo time").
    """

    language: str
    numbers: NumberWords
    lexicon: Mapping[str, Sequence[Word]]
    grammar: Grammar
    holidays: Mapping[str, Sequence[HolidayName]]
    mendable: tuple[str, ...] = ()
    not_typos: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    clock_words: frozenset[str] = frozenset()
    day_first_in: tuple[str, ...] = ("",)

    def words(self, word: str) -> Sequence[Word]:
        known = self.lexicon.get(word)
        if known is not None:
            return known
        if len(word) < 5 or len(word) > 11:
            return ()
        mended = mend(word, self.mendable, self.not_typos)
        return () if mended is None else self.lexicon[mended]

    @property
    def rules(self) -> Sequence[str]:
        return self.grammar.names


@lru_cache(maxsize=8192)
def mend(word: str, known: tuple[str, ...], not_typos: frozenset[str]) -> str | None:
    """The weekday or month that `word` misses by one letter or one swap. Short words must be a swap."""
    if word in not_typos:
        return None
    for right in known:
        if abs(len(right) - len(word)) > 1 or right[0] != word[0]:
            continue
        if len(right) < 6 and sorted(right) != sorted(word):
            continue
        if OSA.distance(right, word, score_cutoff=1) <= 1:
            return right
    return None


def read_times(
    tokens: Sequence[Token], pack: TimePack, *, day_first: bool, country: str, blocked: Collection[int] = ()
) -> list[Found]:
    """Everything in the tokens that can be a time, a recurrence or a length of time; readings may overlap.

    `country` (ISO 3166) tells whose holidays are meant.
    """
    if blocked:
        tokens = [replace(token, folded="\0") if index in blocked else token for index, token in enumerate(tokens)]
    chart: list[Entries] = [{} for _ in tokens]
    cities = not pack.clock_words.isdisjoint(token.folded for token in tokens)
    for start in range(len(tokens) - 1, -1, -1):
        if start in blocked or tokens[start].kind == "break":
            continue
        found = [*_lexical(tokens, start, pack, day_first=day_first), *_holidays(tokens, start, pack, country)]
        if cities:
            found.extend(_cities(tokens, start))
        pack.grammar.fill(chart, tokens, start, found)
    return [
        Found(start, category, entry)
        for start, entries in enumerate(chart)
        if entries
        for category in _WANTED
        for entry in entries.get(category, ())
        if stands_free(tokens, start, entry.end)
    ]


def street_names(tokens: Sequence[Token], pack: TimePack) -> Iterator[int]:
    """The indexes of the dates that streets are named after: "rue du 4 septembre", "place du 8 mai 1945"."""
    for index, token in enumerate(tokens):
        if token.folded not in pack.streets:
            continue
        start = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].folded == "du")
        if start + 1 < len(tokens) and tokens[start].kind == "number" and _is_month(tokens[start + 1], pack):
            year = start + 2 < len(tokens) and tokens[start + 2].kind == "number" and len(tokens[start + 2].text) == 4
            yield from range(start, start + 2 + year)


def _is_month(token: Token, pack: TimePack) -> bool:
    return any(word.category == "month" for word in pack.words(token.folded))


def stands_free(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Not a piece of something longer: "A4", "12k", "1.2.3", "may-be"."""
    return _begins_free(tokens, start) and _ends_free(tokens, end)


def _begins_free(tokens: Sequence[Token], start: int) -> bool:
    first = tokens[start]
    if start == 0 or first.spaced:
        return True
    before = tokens[start - 1]
    if first.kind != "sign" and (before.kind in ("word", "number") or before.text in "_#+"):
        return False
    joined = start > 1 and not before.spaced
    if not joined:
        return True
    kind = tokens[start - 2].kind
    digits = before.text in ".-/:" and first.kind == "number" and kind == "number"
    sentence = before.text == "." and first.text[:1].isupper()  # "Done.Tomorrow we ship": a space is missing
    return not digits and not (before.text in ".-@" and kind == "word" and not sentence)


def _ends_free(tokens: Sequence[Token], end: int) -> bool:
    if end == len(tokens) or tokens[end].spaced:
        return True
    after = tokens[end]
    if after.kind in ("word", "number"):
        return tokens[end - 1].kind == "sign"
    behind = tokens[end + 1] if end + 1 < len(tokens) else None
    if after.text in ".-/:@" and behind is not None and not behind.spaced and behind.kind in ("word", "number"):
        return after.text == "." and behind.text[:1].isupper() and tokens[end - 1].kind == "word"
    return after.text not in "%€$£_"


def _lexical(tokens: Sequence[Token], start: int, pack: TimePack, *, day_first: bool) -> Iterator[tuple[str, Entry]]:
    token = tokens[start]
    if token.kind == "sign":
        return
    if token.kind == "number":
        yield from read_numeric(tokens, start, day_first=day_first)
        yield from _digit_entries(tokens, start)
    else:
        dotted = start + 2 < len(tokens) and tokens[start + 1].text == "." and not tokens[start + 1].spaced
        for word in pack.words(token.folded):
            if dotted and word.short:
                yield word.category, Entry(word.value, start + 2, word.category, word.weak)
            yield word.category, Entry(word.value, start + 1, word.category, word.weak)
    yield from _number_entries(tokens, start, pack.numbers)


def _holidays(tokens: Sequence[Token], start: int, pack: TimePack, country: str) -> Iterator[tuple[str, Entry]]:
    for name in pack.holidays.get(tokens[start].folded, ()):
        end = start + 1 + len(name.rest)
        if tuple(token.folded for token in tokens[start + 1 : end]) == name.rest:
            weak = name.weak or _names_something(tokens, start, end, pack)
            entry = Entry(name.holiday.kept_in(country), end, "holiday", weak)
            yield "date", entry
            yield "holiday", entry


def _cities(tokens: Sequence[Token], start: int) -> Iterator[tuple[str, Entry]]:
    """The cities that zones are named after."""
    for end in range(min(len(tokens), start + _LONGEST_CITY), start, -1):
        words = tokens[start:end]
        zone = zone_named(" ".join(token.folded for token in words)) if words[0].kind == "word" else None
        if zone is not None and "/" in zone and not zone.startswith("Etc/"):
            yield "place", Entry(zone, end, "city")
            return


def _names_something(tokens: Sequence[Token], start: int, end: int, pack: TimePack) -> bool:
    """ "Easter Egg Studio": a name goes on behind the holiday."""
    after = tokens[end] if end < len(tokens) else None
    if after is None or after.kind != "word" or not after.spaced or after.folded in pack.lexicon:
        return False
    return _capital(tokens[start]) and _capital(after)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and not token.text.isupper()


def _digit_entries(tokens: Sequence[Token], start: int) -> Iterator[tuple[str, Entry]]:
    digits, end = tokens[start].text, start + 1
    if len(digits) > 4:
        return
    value = int(digits)
    if len(digits) <= 2:
        if value <= 24:
            if digits[0] == "0" and len(digits) == 2:
                yield "padded", Entry(value, end, "padded")
            yield "hour", Entry(value, end, "hour")
        if 1 <= value <= 31:
            yield "dayno", Entry(value, end, "dayno")
            yield "digits", Entry(value, end, "digits")
        if len(digits) == 2:
            yield "yy", Entry(value, end, "yy")
            if value < 60:
                yield "minute2", Entry(value, end, "minute2")
        if value < 60:
            yield "minutes", Entry(value, end, "minutes")
    elif (
        value % 100 < 60
        and value // 100 <= 24
        and not _month_follows(tokens, end)
        and (len(digits) == 3 or digits[0] != "0" or value < 1000)
    ):
        yield "hhmm", Entry(divmod(value, 100), end, "hhmm")
    if len(digits) == 4 and 1900 <= value <= 2100:
        yield "year", Entry(value, end, "year")
    yield "number", Entry(Decimal(value), end, "number")


def _month_follows(tokens: Sequence[Token], index: int) -> bool:
    """In "2027-03" the four digits are a year, but hours in "0900-1700"."""
    if index + 1 >= len(tokens) or tokens[index].text not in ("-", "/"):
        return False
    return not tokens[index].spaced and not tokens[index + 1].spaced and len(tokens[index + 1].text) <= 2


def _number_entries(tokens: Sequence[Token], start: int, numbers: NumberWords) -> Iterator[tuple[str, Entry]]:
    ordinal = read_ordinal(tokens, start, numbers)
    if ordinal is not None:
        value, end = ordinal
        yield "ordinal", Entry(value, end, "ordinal")
        in_digits = tokens[start].kind == "number"
        if value <= 31 and (in_digits or value <= numbers.ordinal_days):
            yield "dayno", Entry(value, end, "dayno")
            if in_digits:
                yield "nth", Entry(value, end, "nth")
    if tokens[start].kind == "word" and not numbers.knows(tokens[start].folded):
        return
    numeral = read_numeral(tokens, start, numbers)
    if numeral is None or (not numeral.in_words and numeral.end == start + 1):
        return
    yield "number", Entry(numeral.value, numeral.end, "number")
    whole = numeral.whole
    if not numeral.in_words or whole is None:
        return
    if whole <= 24:
        yield "hour", Entry(whole, numeral.end, "hour")
    if 1 <= whole <= 31:
        yield "dayno", Entry(whole, numeral.end, "dayno")
    if 1 < whole < 60:
        yield "minuteword", Entry(whole, numeral.end, "minuteword")
        yield "minutes", Entry(whole, numeral.end, "minutes")
