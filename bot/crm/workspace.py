"""What holds for a whole workspace: its name, currency, zone, country, whose records are seen, exchange rates."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.crm.changes import Recorder, conversion_of
from bot.crm.import_rules import Unfit, check_zone, country_code, currency_code, one_of
from bot.domain.changes import Value
from bot.domain.money import Exchange, Rate
from bot.domain.rights import VISIBILITIES
from bot.errors import UsageError
from bot.ports import UnitOfWork

# What a rate may be: beyond these somebody mistyped.
_SMALLEST, _LARGEST = Decimal("0.000001"), Decimal(1_000_000)


def _name(value: str) -> Value:
    if not value.strip():
        raise Unfit("name: a workspace needs a name")
    return " ".join(value.split())


def _timezone(value: str) -> Value:
    check_zone(value)
    return value


_CHECKS: Mapping[str, Callable[[str], Value]] = {
    "name": _name,
    "currency": currency_code,
    "timezone": _timezone,
    "country": country_code,
    "visibility": lambda value: one_of("visibility", value, VISIBILITIES),
}
SETTINGS = tuple(_CHECKS)


def change_setting(uow: UnitOfWork, name: str, value: str) -> None:
    """Sets one of `SETTINGS` for everybody. Raises UsageError with one line for a value that is none."""
    uow.update_workspace({name: _checked(name, value)})


def say_setting(recorder: Recorder, name: str, value: str) -> None:
    """As `change_setting`, in a message, which can be taken back."""
    recorder.update(recorder.uow.workspace, **{name: _checked(name, value)})


def _checked(name: str, value: str) -> Value:
    check = _CHECKS.get(name)
    if check is None:
        raise UsageError(f"{name!r} is no setting of a workspace; there are {', '.join(SETTINGS)} and rate")
    try:
        return check(value)
    except Unfit as error:
        raise UsageError(str(error)) from None


def set_rate(uow: UnitOfWork, currency: str, rate: str, *, today: date) -> None:
    """What one unit of a currency is worth in that of the workspace. Raises UsageError for what is no rate."""
    uow.rates.put(_rate(uow, currency, rate, today))


def say_rate(recorder: Recorder, currency: str, rate: str, *, today: date) -> Rate:
    """As `set_rate`, in a message, which can be taken back."""
    said = _rate(recorder.uow, currency, rate, today)
    recorder.update(conversion_of(recorder.uow, said.base, said.currency), rate=said.rate, since=said.since)
    return said


def _rate(uow: UnitOfWork, currency: str, rate: str, today: date) -> Rate:
    base, currency = uow.workspace.currency, _currency(currency)
    if currency == base:
        raise UsageError(f"rate: {base} is the currency of the workspace; write another one, such as USD 0.92")
    try:
        value = Decimal(rate.replace(",", "."))
    except InvalidOperation:
        value = Decimal(0)
    if not (value.is_finite() and _SMALLEST <= value <= _LARGEST):
        raise UsageError(f"rate: {rate!r} is no rate; write what 1 {currency} is worth in {base}, such as 0.92")
    return Rate(base=base, currency=currency, rate=value, since=today)


def remove_rate(uow: UnitOfWork, currency: str) -> None:
    """Amounts in this currency are no longer converted. Raises UsageError for what is no currency."""
    uow.rates.remove(uow.workspace.currency, _currency(currency))


def _currency(value: str) -> str:
    try:
        return str(currency_code(value))
    except Unfit as error:
        raise UsageError(str(error)) from None


def exchange_of(uow: UnitOfWork) -> Exchange:
    """The rates against the currency of the workspace."""
    base = uow.workspace.currency
    return Exchange(base=base, rates={rate.currency: rate for rate in uow.rates.all() if rate.base == base})
