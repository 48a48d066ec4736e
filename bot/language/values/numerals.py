"""Numbers in digits and in words. A pack says which words; the arithmetic is the same in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from bot.language.text import Token

_MOST_DIGITS = 15  # more is an identifier, and int() of very long text is slow
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The numbers of one language. Words are folded.

    `values` are 0 to 99 as far as they are one word, `scales` the multipliers from a hundred up, `joiners`
    may stand between two parts ("twenty-one", "vingt et un"), `vigesimal` tells of "quatre-vingt-dix". `articles` are
    no number on their own ("million"), and words up to `ordinal_days` name days of the month
    ("premier", but not "deuxième"). What currencies, their hundredth parts and "percent" are called here alone, is in
    `currencies` (name -> ISO 4217), `minor_units` and `percent`; names have up to three words.
    """

    decimal_sign: str
    values: Mapping[str, int]
    scales: Mapping[str, int]
    joiners: frozenset[str]
    ordinals: Mapping[str, int]
    ordinal_suffixes: frozenset[str]
    magnitudes: Mapping[str, int]
    ordinal_days: int = 31
    articles: frozenset[str] = field(default_factory=frozenset)
    vigesimal: bool = False
    currencies: Mapping[str, str] = field(default_factory=dict)
    minor_units: frozenset[str] = field(default_factory=frozenset)
    percent: frozenset[str] = field(default_factory=frozenset)

    def knows(self, word: str) -> bool:
        return word in self.values or word in self.scales


class Numeral(NamedTuple):
    """A number that ends before token `end`; `in_words` where no digit was written."""

    value: Decimal
    end: int
    in_words: bool

    @property
    def whole(self) -> int | None:
        return int(self.value) if self.value == self.value.to_integral_value() else None


def read_numeral(tokens: Sequence[Token], start: int, words: NumberWords) -> Numeral | None:
    """The number that begins at token `start`, as long as it goes."""
    token = tokens[start]
    if token.kind == "number":
        return _read_digits(tokens, start, words)
    if token.kind == "word":
        return _read_words(tokens, start, words)
    fraction = _FRACTIONS.get(token.text)
    return None if fraction is None else Numeral(fraction, start + 1, in_words=False)


def glued_to_letters(tokens: Sequence[Token], start: int) -> bool:
    """Whether a letter, a dot or a digit group stands directly before: "A4", "v1.2"."""
    if start == 0 or tokens[start].spaced:
        return False
    before = tokens[start - 1]
    if before.kind == "word":
        return True
    return before.text in "._/:-" and start > 1 and not before.spaced and tokens[start - 2].kind != "break"


def _read_digits(tokens: Sequence[Token], start: int, words: NumberWords) -> Numeral | None:
    digits = tokens[start].text
    if len(digits) > _MOST_DIGITS:
        return None
    end, whole = start + 1, digits
    grouped = ""
    while len(whole) <= _MOST_DIGITS and (group := _group(tokens, end, whole, grouped, words)) is not None:
        grouped, whole, end = group[0], whole + tokens[group[1] - 1].text, group[1]
    fraction = ""
    if (
        end + 1 < len(tokens)
        and tokens[end].text in (",", ".")
        and tokens[end].text != grouped
        and not tokens[end].spaced
        and tokens[end + 1].kind == "number"
        and not tokens[end + 1].spaced
        and len(tokens[end + 1].text) <= _MOST_DIGITS
    ):
        fraction, end = tokens[end + 1].text, end + 2
    value = Decimal(int(whole)) if not fraction else Decimal(f"{int(whole)}.{_ascii(fraction)}")
    if end < len(tokens) and tokens[end].text in _FRACTIONS and not fraction and not tokens[end].spaced:
        value, end = value + _FRACTIONS[tokens[end].text], end + 1
    return Numeral(value, end, in_words=False)


def _ascii(digits: str) -> str:
    return "".join(str(int(digit)) for digit in digits)


def _group(tokens: Sequence[Token], end: int, whole: str, grouped: str, words: NumberWords) -> tuple[str, int] | None:
    """A further group of three digits: (what separates the groups, the end behind it)."""
    if (not grouped and (len(whole) > 3 or whole[0] == "0")) or end >= len(tokens):
        return None
    token = tokens[end]
    if token.kind == "number" and token.spaced and len(token.text) == 3 and grouped in ("", " "):
        return " ", end + 1
    if token.text not in (",", ".", "'", "’") or token.spaced or end + 1 >= len(tokens):
        return None
    after = tokens[end + 1]
    if after.kind != "number" or after.spaced or len(after.text) != 3 or grouped not in ("", token.text):
        return None
    # "7,500" is seven and a half in French, but nobody writes "7,000" with three decimals.
    repeats = end + 2 < len(tokens) and tokens[end + 2].text == token.text and not tokens[end + 2].spaced
    if token.text == words.decimal_sign and not grouped and after.text != "000" and not repeats:
        return None
    return token.text, end + 2


def _read_words(tokens: Sequence[Token], start: int, words: NumberWords) -> Numeral | None:
    total = current = 0
    last = 10**15
    index, end = start, start
    while index < len(tokens) and index - start < 24:
        word = tokens[index].folded
        if word in words.joiners and index > start:
            index += 1
            if index >= len(tokens) or not words.knows(tokens[index].folded):
                break
            continue
        if word in words.values:
            grown = _plus(current, words.values[word], words, first=index == start)
            if grown is None:
                break
            current = grown
        elif word in words.scales and (index > start or word not in words.articles):
            scale = words.scales[word]
            if scale == 100:
                if current >= 10:
                    break
                current = (current or 1) * 100
            elif scale >= last:
                break
            else:
                total, current, last = total + (current or 1) * scale, 0, scale
        else:
            break
        index += 1
        end = index
    return None if end == start else Numeral(Decimal(total + current), end, in_words=True)


def _plus(current: int, value: int, words: NumberWords, *, first: bool) -> int | None:
    """`value` said after `current`, or None where a new number begins ("two three")."""
    tail = current % 100
    if first or (tail == 0 and (value > 0 or current > 0) and current > 0):
        return current + value
    if current == 0:
        return value
    if words.vigesimal and value == 20 and tail == 4:
        return current - 4 + 80
    follows = tail >= 20 and tail % 10 == 0 and 0 < value < 10
    if words.vigesimal:
        follows = follows or (tail in (60, 80) and 0 < value < 20) or (tail in (10, 70, 90) and 7 <= value <= 9)
    return current + value if follows else None


def read_ordinal(tokens: Sequence[Token], start: int, words: NumberWords) -> tuple[int, int] | None:
    """(the ordinal, the end behind it): "first", "1st", "21ème", "twenty-first"."""
    token = tokens[start]
    following = tokens[start + 1] if start + 1 < len(tokens) else None
    if token.kind == "number":
        if following is None or following.folded not in words.ordinal_suffixes:
            return None
        if following.spaced and following.folded != "er":
            return None
        return (int(token.text), start + 2) if len(token.text) < 5 else None
    if token.folded in words.ordinals:
        return words.ordinals[token.folded], start + 1
    tens = words.values.get(token.folded, 0)
    if tens < 20 or tens % 10 or following is None:
        return None
    index = start + 1
    while index < len(tokens) and index < start + 3 and tokens[index].folded in words.joiners:
        index += 1
    unit = words.ordinals.get(tokens[index].folded, 0) if index < len(tokens) else 0
    return (tens + unit, index + 1) if 0 < unit < 10 else None
