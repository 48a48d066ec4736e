"""Amounts of money, as their readers write them."""

from decimal import Decimal

import pytest

from bot.wording.money import money

NO_BREAK, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "said"),
    [
        ("12000", "EUR", "en_GB", f"12,000{NO_BREAK}€"),
        ("12000", "EUR", "fr_FR", f"12{NARROW}000{NO_BREAK}€"),
        ("18000", "USD", "en_US", "$18,000"),
        ("18000", "GBP", "en_GB", "£18,000"),
        ("18000", "USD", "fr_FR", f"18{NARROW}000{NO_BREAK}$"),
        ("18000", "USD", "en_GB", "$18,000"),
        ("18000", "USD", "en_AU", "USD18,000"),
        ("18000", "CAD", "en_GB", "CA$18,000"),
        ("1234.5", "EUR", "en_GB", f"1,234.50{NO_BREAK}€"),
        ("1234.5", "EUR", "fr_FR", f"1{NARROW}234,50{NO_BREAK}€"),
        ("0", "EUR", "en_GB", f"0{NO_BREAK}€"),
        ("-50", "USD", "en_US", "-$50"),
        ("5000", "CHF", "en_GB", f"5,000{NO_BREAK}CHF"),
        ("1E+3", "EUR", "en_GB", f"1,000{NO_BREAK}€"),
    ],
)
def test_money(amount: str, currency: str, locale: str, said: str) -> None:
    assert money(Decimal(amount), currency, locale) == said
