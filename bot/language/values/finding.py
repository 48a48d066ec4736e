"""All spans of a message that mean something, the best of those that overlap."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache

from bot.language.frames import ParseContext, Span, SpanKind
from bot.language.text import Token
from bot.language.values.amounts import read_amounts
from bot.language.values.numerals import NumberWords
from bot.language.values.quantities import Duration, Money, Percent
from bot.language.values.reach import read_reach
from bot.language.values.times.building import Length
from bot.language.values.times.expression import TimeExpression
from bot.language.values.times.reading import Found, TimePack, read_times

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


@cache
def time_pack(language: str) -> TimePack:
    """The times of a language; English for one that has no pack."""
    if language == "fr":
        from bot.language.packs.fr.times import load

        return load()
    from bot.language.packs.en.times import load as load_english

    return load_english()


def number_words(language: str) -> NumberWords:
    return time_pack(language).numbers


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
    candidates: list[tuple[int, int, int, Span]] = []
    reach = [
        found for found in read_reach(text, tokens, context.country) if not blocked & set(range(found.start, found.end))
    ]
    taken = blocked.union(*(range(found.start, found.end) for found in reach))
    for order, language in enumerate(languages):
        for span, width in _in_language(text, tokens, context, language, taken):
            candidates.append((-width, order, _RANK[span.kind], span))
    candidates.sort(key=lambda candidate: (*candidate[:3], candidate[3].start))
    spans = [_span(text, tokens, found.start, found.end, found.kind, found.value, found.kind) for found in reach]  # type: ignore[arg-type]
    used = bytearray(len(text))
    for *_, span in candidates:
        if not any(used[span.start : span.end]):
            used[span.start : span.end] = b"\1" * (span.end - span.start)
            spans.append(span)
    return sorted(spans, key=lambda span: span.start)


def day_first(context: ParseContext, language: str) -> bool:
    """Whether 03/04 is the 3rd of April: as the workspace says, else by language and zone."""
    if context.day_first is not None:
        return context.day_first
    return language != "en" or context.zone.key.startswith("Europe/")


def _in_language(
    text: str, tokens: Sequence[Token], context: ParseContext, language: str, taken: frozenset[int]
) -> Iterator[tuple[Span, int]]:
    pack = time_pack(language)
    for found in read_times(tokens, pack, day_first=day_first(context, language), blocked=taken):
        span = _time_span(text, tokens, found)
        if span is not None:
            yield span, found.end - found.start
    for amount in read_amounts(tokens, pack.numbers):
        if taken.isdisjoint(range(amount.start, amount.end)):
            kind: SpanKind = (
                "money"
                if isinstance(amount.value, Money)
                else "percent"
                if isinstance(amount.value, Percent)
                else "number"
            )
            yield (
                _span(text, tokens, amount.start, amount.end, kind, amount.value, amount.rule),
                amount.end - amount.start,
            )


def _time_span(text: str, tokens: Sequence[Token], found: Found) -> Span | None:
    if found.category in ("length", "duration"):
        duration = _duration(found.value)
        return (
            None if duration is None else _span(text, tokens, found.start, found.end, "duration", duration, found.rule)
        )
    if found.weak and not _whole_text(tokens, found):
        return None
    kind: SpanKind = "recurrence"
    if isinstance(found.value, TimeExpression):
        kind = "period" if found.value.is_period else "time"
    return _span(text, tokens, found.start, found.end, kind, found.value, found.rule)


def _whole_text(tokens: Sequence[Token], found: Found) -> bool:
    """Nothing stands beside it but punctuation: a text that is one doubtful time is meant as one."""
    return all(token.kind == "sign" for token in tokens[: found.start]) and all(
        token.kind == "sign" for token in tokens[found.end :]
    )


def _duration(length: Length) -> Duration | None:
    exact = length.exact
    if exact is None or exact < timedelta(minutes=1) or length.business:
        return None
    return Duration(minutes=round(exact.total_seconds() / 60))


def _span(text: str, tokens: Sequence[Token], start: int, end: int, kind: SpanKind, value: object, rule: str) -> Span:
    first, last = tokens[start].start, tokens[end - 1].end
    return Span(kind=kind, start=first, end=last, text=text[first:last], value=value, rule=rule)
