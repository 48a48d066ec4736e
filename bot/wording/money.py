"""Amounts of money: "12,000 €" and "$18,000" in English, "12 000 €" in French; cents only where there are any."""

from decimal import Decimal
from functools import cache

_BEFORE_THE_NUMBER = frozenset({"USD", "GBP", "CAD", "AUD", "NZD", "JPY", "CNY", "INR"})


def money(amount: Decimal, currency: str, locale: str, *, exact: bool = False) -> str:
    """An amount as the reader writes it; `exact` with as many decimals as it has, as rates are told."""
    from babel.numbers import format_currency

    number = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    number += "####" if exact and "." in number else ""
    before = currency in _BEFORE_THE_NUMBER and _puts_signs_first(locale)
    return str(
        format_currency(
            amount, currency, f"¤{number}" if before else f"{number}\u00a0¤", locale=locale, currency_digits=False
        )
    )


@cache
def _puts_signs_first(locale: str) -> bool:
    """Whether the people there write "$5" and not "5 $"."""
    from babel import Locale

    return str(Locale.parse(locale).currency_formats["standard"].pattern).startswith("¤")
