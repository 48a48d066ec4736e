"""All spans of a message that mean something, the best of those that overlap."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from importlib import import_module
from itertools import chain, islice
from typing import NamedTuple

from bot.language.frames import ParseContext, Span, SpanKind
from bot.language.text import Token
from bot.language.values.amounts import read_amounts
from bot.language.values.quantities import Duration, Money, Number, Percent
from bot.language.values.reach import read_reach
from bot.language.values.times.building import Length
from bot.language.values.times.expression import TimeExpression
from bot.language.values.times.grammar import Entry
from bot.language.values.times.reading import Found, TimePack, read_times, street_names
from bot.languages import DEFAULT_LANGUAGE, LANGUAGES

# Of spans of the same length the one that says more comes first.
_RANK: dict[SpanKind, int] = {
    "email": 0,
    "url": 0,
    "phone": 1,
    "money": 2,
    "percent": 2,
    "recurrence": 3,
    "time": 4,
    "period": 4,
    "duration": 5,
    "number": 6,
}
_TIMES: frozenset[SpanKind] = frozenset(("time", "period", "recurrence"))
# What a person writes is shorter; of a long pasted text only the beginning is looked at, so that none takes long.
_MOST_TOKENS = 800


@cache
def time_pack(language: str) -> TimePack:
    """The times of a language; English for one that has no pack."""
    known = language if language in LANGUAGES else DEFAULT_LANGUAGE
    pack: TimePack = import_module(f"bot.language.packs.{known}.times").PACK
    return pack


class _Candidate(NamedTuple):
    """A reading of tokens[start:end]; candidates sort by what is to be preferred."""

    width: int
    order: int
    rank: int
    start: int
    end: int
    kind: SpanKind
    value: object
    source: Entry | str


def find_values(
    text: str,
    tokens: Sequence[Token],
    context: ParseContext,
    languages: Sequence[str],
    *,
    blocked: frozenset[int] = frozenset(),
) -> list[Span]:
    """The spans of `text` that mean something, in order and without overlap.

    `languages` are in the order of preference. `blocked` are indexes of tokens that surely belong to a name.
    A time span begins with its preposition ("on monday", "d'ici vendredi"); what the preposition says is
    `TimeExpression.bound`.
    """
    tokens = tokens[:_MOST_TOKENS]
    candidates = [
        _candidate(reach.start, reach.end, 0, reach.kind, reach.value, reach.kind)
        for reach in read_reach(text, tokens, context.country)
        if blocked.isdisjoint(range(reach.start, reach.end))
    ]
    taken = blocked.union(*(range(candidate.start, candidate.end) for candidate in candidates))
    taken = taken.union(*(street_names(tokens, time_pack(language)) for language in languages))
    for order, language in enumerate(languages):
        candidates.extend(_in_language(tokens, context, language, order, taken))
    if not any(candidate.kind in _TIMES for candidate in candidates):
        candidates.extend(_absolute_dates(text, tokens, context, languages, taken))
    candidates.sort(key=_preference)
    used = bytearray(len(tokens))
    spans: list[Span] = []
    for candidate in candidates:
        start, end = candidate.start, candidate.end
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            spans.append(_span(text, tokens, candidate))
    return sorted(spans, key=_start)


def _absolute_dates(
    text: str, tokens: Sequence[Token], context: ParseContext, languages: Sequence[str], taken: frozenset[int]
) -> Iterator[_Candidate]:
    """What only dateparser can read, where no rule has found a time."""
    if not any(token.kind == "number" and len(token.text) == 4 for token in tokens):
        return
    from bot.language.values.times.absolute import read_absolute

    for order, language in enumerate(languages):
        for date in read_absolute(text, tokens, time_pack(language), day_first=day_first(context, language)):
            if taken.isdisjoint(range(date.start, date.end)):
                yield _candidate(date.start, date.end, order, "time", date.value, "dateparser")


def _preference(candidate: _Candidate) -> tuple[int, int, int, int]:
    """Addresses first, then the longest; of equally long ones the preferred language, then what says more."""
    return (
        min(2, candidate.rank),
        -candidate.width,
        candidate.order * 10 + candidate.rank,
        candidate.start,
    )


def _start(span: Span) -> int:
    return span.start


def day_first(context: ParseContext, language: str) -> bool:
    """Whether 03/04 is the 3rd of April: as the workspace says, else by language and zone."""
    if context.day_first is not None:
        return context.day_first
    return context.zone.key.startswith(time_pack(language).day_first_in)


def _in_language(
    tokens: Sequence[Token], context: ParseContext, language: str, order: int, taken: frozenset[int]
) -> Iterator[_Candidate]:
    pack = time_pack(language)
    first = day_first(context, language)
    for found in read_times(tokens, pack, day_first=first, country=context.country, blocked=taken):
        candidate = _time(tokens, found, order)
        if candidate is not None:
            yield candidate
    for amount in read_amounts(tokens, pack.numbers):
        if taken.isdisjoint(range(amount.start, amount.end)):
            kind = _amount_kind(amount.value)
            yield _candidate(amount.start, amount.end, order, kind, amount.value, amount.rule)


def _amount_kind(value: Money | Number | Percent) -> SpanKind:
    if isinstance(value, Money):
        return "money"
    return "percent" if isinstance(value, Percent) else "number"


def _candidate(start: int, end: int, order: int, kind: SpanKind, value: object, source: Entry | str) -> _Candidate:
    return _Candidate(end - start, order, _RANK[kind], start, end, kind, value, source)


def _time(tokens: Sequence[Token], found: Found, order: int) -> _Candidate | None:
    entry, value = found.entry, found.entry.value
    if isinstance(value, Length):
        duration = _duration(value)
        return None if duration is None else _candidate(found.start, entry.end, order, "duration", duration, entry)
    if entry.weak and not _whole_text(tokens, found):
        return None
    kind: SpanKind = "recurrence"
    if isinstance(value, TimeExpression):
        kind = "period" if value.is_period else "time"
    return _candidate(found.start, entry.end, order, kind, value, entry)


def _whole_text(tokens: Sequence[Token], found: Found) -> bool:
    """Nothing stands beside it but punctuation: a text that is one doubtful time is meant as one."""
    beside = chain(islice(tokens, found.start), islice(tokens, found.entry.end, None))
    return all(token.kind == "sign" for token in beside)


def _duration(length: Length) -> Duration | None:
    exact = length.exact
    if exact is None or exact < timedelta(minutes=1) or length.business:
        return None
    return Duration(minutes=round(exact.total_seconds() / 60))


def _span(text: str, tokens: Sequence[Token], candidate: _Candidate) -> Span:
    first, last = tokens[candidate.start].start, tokens[candidate.end - 1].end
    rule = candidate.source if isinstance(candidate.source, str) else candidate.source.explained()
    return Span(kind=candidate.kind, start=first, end=last, text=text[first:last], value=candidate.value, rule=rule)
