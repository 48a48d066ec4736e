"""What spans mean, other than times: money, numbers, lengths of time, and ways to reach someone."""

from dataclasses import dataclass
from decimal import Decimal


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount; `currency` is ISO 4217, None where none is written ("12k")."""

    amount: Decimal
    currency: str | None = None

    def as_json(self) -> dict[str, object]:
        return {"amount": _plain(self.amount), "currency": self.currency}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    amount: Decimal

    def as_json(self) -> int | float:
        return _plain(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent:
    """70 for "70 %"."""

    amount: Decimal

    def as_json(self) -> int | float:
        return _plain(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time in whole minutes."""

    minutes: int

    def as_json(self) -> dict[str, object]:
        return {"minutes": self.minutes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number; `e164` is None where the numbering plan does not know it."""

    as_written: str
    e164: str | None = None

    def as_json(self) -> dict[str, object]:
        return {"as_written": self.as_written, "e164": self.e164}


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    address: str

    def as_json(self) -> str:
        return self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    address: str

    def as_json(self) -> str:
        return self.address
