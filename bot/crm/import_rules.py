"""What the values of imported rows must be; Unfit says what is wrong with one, and what to write."""

from bot.clock import find_zone


class Unfit(Exception):
    """This row cannot be imported; the message says what is wrong and what to write."""


def one_of(name: str, value: str | None, allowed: tuple[str, ...]) -> str | None:
    if value is not None and value not in allowed:
        raise Unfit(f"{name}: {value!r} is unknown; write one of {', '.join(allowed)}")
    return value


def check_zone(name: str | None) -> None:
    if name is not None and find_zone(name) is None:
        raise Unfit(f"timezone: {name!r} is no known time zone; write an IANA name such as Europe/Paris")


def currency_code(code: str | None) -> str | None:
    from babel.core import get_global

    if code is not None and code.upper() not in get_global("all_currencies"):
        raise Unfit(f"currency: {code!r} is no ISO 4217 code; write one such as EUR")
    return code and code.upper()


def country_code(code: str | None) -> str | None:
    from babel.core import get_global

    if code is not None and code.upper() not in get_global("territory_currencies"):
        raise Unfit(f"country: {code!r} is no ISO 3166 code; write one such as FR")
    return code and code.upper()


def email_address(address: str | None) -> str | None:
    if address is not None and (address.count("@") != 1 or " " in address or address[0] == "@" or address[-1] == "@"):
        raise Unfit(f"email: {address!r} is no e-mail address")
    return address
