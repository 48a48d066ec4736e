"""Currencies against each other, by the rates that a workspace sets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One unit of `currency` is `rate` units of `base`, both ISO 4217; `since` is the day it was set."""

    base: str
    currency: str
    rate: Decimal
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """How amounts in a currency become those in `base`: by the rate that was set, or, without one, not at all."""

    base: str
    currency: str
    rate: Decimal | None = None
    since: date | None = None

    @property
    def id(self) -> str:
        return f"{self.base} {self.currency}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """The rates against one currency, `base`, by the other one."""

    base: str
    rates: Mapping[str, Rate] = field(default_factory=dict)

    def convert(self, amount: Decimal, currency: str, into: str) -> Decimal | None:
        """The amount in another currency; None where a rate is missing."""
        if currency == into:
            return amount
        ours, theirs = self._in_base(currency), self._in_base(into)
        return None if ours is None or theirs is None else amount * ours / theirs

    def _in_base(self, currency: str) -> Decimal | None:
        if currency == self.base:
            return Decimal(1)
        rate = self.rates.get(currency)
        return rate.rate if rate else None
