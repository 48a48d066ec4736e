"""Totals over several currencies, and the rates they rest on."""

from collections.abc import Sequence
from decimal import Decimal

from bot.domain.money import Rate
from bot.wording.dates import Dates
from bot.wording.money import money
from bot.wording.texts import Said, Texts


def rate_text(rate: Rate, texts: Texts, dates: Dates) -> Said:
    """ "$1 = 0.92 € since 3 Nov"."""
    return texts(
        "rate",
        one=money(Decimal(1), rate.currency, dates.locale),
        worth=money(rate.rate, rate.base, dates.locale, exact=True),
        day=dates.short(rate.since),
    )


def together_line(
    amount: Decimal, weighted: Decimal, rates: Sequence[Rate], left_out: int, texts: Texts, dates: Dates
) -> Said:
    """What all is worth in the currency of the rates; `left_out` deals have none."""
    base = rates[0].base
    return texts(
        "deals-together",
        amount=money(amount.quantize(Decimal(1)), base, dates.locale),
        weighted=money(weighted.quantize(Decimal(1)), base, dates.locale),
        rates=Said(", ".join(rate_text(rate, texts, dates) for rate in rates)),
        without=left_out,
    )
