"""Amounts of money: "12,000 €" and "$18,000" in English, "12 000 €" in French; cents only where there are any.

A plain "$" is the dollar of the United States, but for readers who have a dollar of their own: CLDR writes "US$" for
everybody else as well, which nobody does who deals in euros and dollars. Other dollars keep their letters ("CA$"). A
plain "£" is the pound of Britain, which French knows as "£GB".
"""

from decimal import Decimal
from functools import cache

_OWN_DOLLAR = frozenset({"AU", "NZ", "CA", "SG", "HK", "TW"})
_BEFORE_THE_NUMBER = frozenset({"USD", "GBP", "CAD", "AUD", "NZD", "JPY", "CNY", "INR"})


def money(amount: Decimal, currency: str, locale: str, *, exact: bool = False) -> str:
    """An amount as the reader writes it; `exact` with as many decimals as it has, as rates are told."""
    from babel.numbers import format_currency

    number = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    number += "####" if exact and "." in number else ""
    before = currency in _BEFORE_THE_NUMBER and _puts_signs_first(locale)
    sign = "$" if currency == "USD" and locale.rpartition("_")[2] not in _OWN_DOLLAR else "¤"
    sign = "£" if currency == "GBP" else sign
    return str(
        format_currency(
            amount,
            currency,
            f"{sign}{number}" if before else f"{number}\u00a0{sign}",
            locale=locale,
            currency_digits=False,
        )
    )


@cache
def _puts_signs_first(locale: str) -> bool:
    """Whether the people there write "$5" and not "5 $"."""
    from babel import Locale

    return str(Locale.parse(locale).currency_formats["standard"].pattern).startswith("¤")
