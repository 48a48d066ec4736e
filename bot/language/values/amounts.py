"""Money, percentages and plain numbers in a message."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.language.text import Token
from bot.language.values.currencies import MINOR_UNITS, longest_name, read_currency
from bot.language.values.numerals import NumberWords, Numeral, glued_to_letters, read_numeral
from bot.language.values.quantities import Money, Number, Percent

_WITH_CURRENCY_ONLY = frozenset(("m", "mm", "mn", "b", "mil", "md", "mds"))
_PERCENT_WORDS = ({"percent", "pct", "pourcent", "pourcents"}, {"per": "cent", "pour": "cent"})


class Amount(NamedTuple):
    """tokens[start:end] and what they mean."""

    start: int
    end: int
    value: Money | Number | Percent
    rule: str


def read_amounts(tokens: Sequence[Token], words: NumberWords) -> Iterator[Amount]:
    """All amounts, in order; none overlaps another."""
    index = 0
    while index < len(tokens):
        amount = _amount(tokens, index, words)
        if amount is None:
            index += 1
        else:
            yield amount
            index = amount.end


def _amount(tokens: Sequence[Token], start: int, words: NumberWords) -> Amount | None:
    token = tokens[start]
    currency = (
        None if token.kind == "number" or _glued(tokens, start) else read_currency(tokens, start, words.currencies)
    )
    if currency is not None:
        return _prefixed(tokens, start, currency, words)
    numeral = read_numeral(tokens, start, words)
    if numeral is None or (token.kind == "number" and glued_to_letters(tokens, start)):
        return None
    return _suffixed(tokens, start, numeral, words)


def _suffixed(tokens: Sequence[Token], start: int, numeral: Numeral, words: NumberWords) -> Amount | None:
    value, end = _magnified(tokens, numeral, words)
    named = read_currency(tokens, end, words.currencies)
    if named is not None and _ends(tokens, named[1]):
        whole, end = _with_minor(tokens, value, named[1], words)
        return Amount(start, end, Money(amount=whole, currency=named[0]), "amount and currency")
    if (percent := _percent_end(tokens, end, words)) is not None:
        return Amount(start, percent, Percent(amount=value), "percent")
    if end > numeral.end and _ends(tokens, end) and _sure_magnitude(tokens[end - 1], words):
        return Amount(start, end, Money(amount=value), "amount in thousands")
    return _plain(tokens, start, numeral, words)


def _plain(tokens: Sequence[Token], start: int, numeral: Numeral, words: NumberWords) -> Amount | None:
    if not _ends(tokens, numeral.end) or (numeral.in_words and numeral.value < 2):
        return None
    last = tokens[numeral.end - 1]
    if numeral.in_words and last.folded in words.articles and numeral.end == start + 1:
        return None
    return Amount(start, numeral.end, Number(amount=numeral.value), "number")


def _glued(tokens: Sequence[Token], start: int) -> bool:
    return start > 0 and not tokens[start].spaced and tokens[start - 1].kind in ("word", "number")


def _prefixed(tokens: Sequence[Token], start: int, currency: tuple[str, int], words: NumberWords) -> Amount | None:
    code, at = currency
    numeral = read_numeral(tokens, at, words) if at < len(tokens) and tokens[at].kind == "number" else None
    if numeral is None:
        return None
    value, end = _magnified(tokens, numeral, words)
    if not _ends(tokens, end):
        return None
    named = read_currency(tokens, end, words.currencies)  # "£20 GBP"
    if named is not None and named[0] == code:
        end = named[1]
    whole, end = _with_minor(tokens, value, end, words)
    return Amount(start, end, Money(amount=whole, currency=code), "currency and amount")


def _magnified(tokens: Sequence[Token], numeral: Numeral, words: NumberWords) -> tuple[Decimal, int]:
    """The value with the "k" or "million" behind it; "M" counts before a currency or in capitals only."""
    end = numeral.end
    if end >= len(tokens) or tokens[end].kind != "word":
        return numeral.value, end
    token = tokens[end]
    factor = words.magnitudes.get(token.folded)
    if factor is None or (
        token.spaced
        and len(token.text) < 2
        and read_currency(tokens, end + 1, words.currencies) is None
        and token.folded != "k"
    ):
        return numeral.value, end
    if (
        token.folded in _WITH_CURRENCY_ONLY
        and token.text != "M"
        and read_currency(tokens, end + 1, words.currencies) is None
    ):
        return numeral.value, end
    return numeral.value * factor, end + 1


def _sure_magnitude(token: Token, words: NumberWords) -> bool:
    return token.folded in words.magnitudes and (token.folded not in _WITH_CURRENCY_ONLY or token.text == "M")


def _with_minor(tokens: Sequence[Token], value: Decimal, end: int, words: NumberWords) -> tuple[Decimal, int]:
    """Cents behind the amount: "20 rupees 43", "3 GBP and one", "1 USD et 23 centimes"."""
    if value != value.to_integral_value() or end >= len(tokens):
        return value, end
    at = end + (tokens[end].folded in words.joiners and tokens[end].kind == "word")
    numeral = read_numeral(tokens, at, words) if at < len(tokens) else None
    if numeral is None or numeral.whole is None or not 0 < numeral.whole < 100:
        return value, end
    unit = numeral.end < len(tokens) and tokens[numeral.end].folded in MINOR_UNITS | words.minor_units
    last = numeral.end + unit
    # Without a word for the cents a number behind the currency is a part of it at the end of the clause only.
    closes = last == len(tokens) or tokens[last].kind == "break" or tokens[last].text in (".", ",", ";", ")")
    if not unit and not closes:
        return value, end
    return value + Decimal(numeral.whole) / 100, last


def _percent_end(tokens: Sequence[Token], end: int, words: NumberWords) -> int | None:
    if end >= len(tokens):
        return None
    if (own := longest_name(tokens, end, words.percent)) is not None:
        return own[1]
    single, pairs = _PERCENT_WORDS
    if tokens[end].text == "%" or tokens[end].folded in single:
        return end + 1
    second = pairs.get(tokens[end].folded)
    return end + 2 if second is not None and end + 1 < len(tokens) and tokens[end + 1].folded == second else None


def _ends(tokens: Sequence[Token], end: int) -> bool:
    """Whether the amount is not the beginning of something longer: "3M Partners" glued, "1.2.3", "10:30", "24/7"."""
    if end >= len(tokens) or tokens[end].spaced:
        return True
    after = tokens[end]
    if after.kind in ("word", "number"):
        return tokens[end - 1].kind == "sign"
    behind = tokens[end + 1] if end + 1 < len(tokens) else None
    joined = behind is not None and not behind.spaced and behind.kind in ("word", "number")
    return not (joined and after.text in ".:_@")
