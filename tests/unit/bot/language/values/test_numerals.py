from decimal import Decimal

import pytest

from bot.language.packs.en.numbers import NUMBERS as ENGLISH
from bot.language.packs.fr.numbers import NUMBERS as FRENCH
from bot.language.text import tokenize
from bot.language.values.numerals import NumberWords, read_numeral, read_ordinal


@pytest.mark.parametrize(
    ("words", "text", "value"),
    [
        (ENGLISH, "twenty-one", 21),
        (ENGLISH, "two thousand and five", 2005),
        (ENGLISH, "one hundred and twenty thousand", 120_000),
        (ENGLISH, "three million two hundred thousand", 3_200_000),
        (ENGLISH, "two three", 2),
        (ENGLISH, "12,500.75", "12500.75"),
        (ENGLISH, "12 500", 12_500),
        (ENGLISH, "1,250,000", 1_250_000),
        (FRENCH, "vingt et un", 21),
        (FRENCH, "soixante-dix-sept", 77),
        (FRENCH, "quatre-vingts", 80),
        (FRENCH, "quatre-vingt-dix-neuf", 99),
        (FRENCH, "septante-deux", 72),
        (FRENCH, "deux cent quatre-vingt mille", 280_000),
        (FRENCH, "mille neuf cents", 1900),
        (FRENCH, "12 500,75", "12500.75"),
        (FRENCH, "12.500,75", "12500.75"),
        (FRENCH, "7,500", "7.500"),
        (FRENCH, "7,000", 7000),
        (FRENCH, "2½", "2.5"),
    ],
)
def test_numbers(words: NumberWords, text: str, value: int | str) -> None:
    numeral = read_numeral(tokenize(text), 0, words)
    assert numeral is not None
    assert numeral.value == Decimal(value)


@pytest.mark.parametrize("text", ["9" * 40_000, "and", "-", "hundredth"])
def test_what_is_no_number(text: str) -> None:
    assert read_numeral(tokenize(text), 0, ENGLISH) is None


@pytest.mark.parametrize(
    ("words", "text", "value"),
    [
        (ENGLISH, "21st", 21),
        (ENGLISH, "twenty-first", 21),
        (ENGLISH, "third", 3),
        (FRENCH, "1er", 1),
        (FRENCH, "1 er", 1),
        (FRENCH, "3ème", 3),
        (FRENCH, "deuxième", 2),
    ],
)
def test_ordinals(words: NumberWords, text: str, value: int) -> None:
    ordinal = read_ordinal(tokenize(text), 0, words)
    assert ordinal is not None
    assert ordinal[0] == value
