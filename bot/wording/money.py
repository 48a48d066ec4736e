"""Amounts of money: "12,000 €" and "$18,000" in English, "12 000 €" in French; cents only where there are any."""

from decimal import Decimal

_BEFORE_THE_NUMBER = frozenset({"USD", "GBP", "CAD", "AUD", "NZD", "JPY", "CNY", "INR"})


def money(amount: Decimal, currency: str, locale: str) -> str:
    from babel.numbers import format_currency

    number = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    before = locale.startswith("en") and currency in _BEFORE_THE_NUMBER
    return str(
        format_currency(
            amount, currency, f"¤{number}" if before else f"{number}\u00a0¤", locale=locale, currency_digits=False
        )
    )
