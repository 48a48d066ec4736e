"""What stands in one cell of a table: dates and amounts as people write them, texts that are no formulas.

A cell that cannot be read raises ValueError with what to write instead.
"""

import re
from datetime import date
from decimal import Decimal

# With one of these a spreadsheet takes a text for a formula; full-width forms count too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_MARK = "'"

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)", re.ASCII)
_AMOUNT = re.compile(r"(?P<before>[^\d.,+-]*)(?P<number>[\d.,' \u00a0\u202f\u2009]*\d)(?P<after>\D*)", re.ASCII)
_GROUPED = {",": re.compile(r"\d{1,3}(,\d{3})+"), ".": re.compile(r"\d{1,3}(\.\d{3})+")}
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "us$": "USD", "$us": "USD"}


def escaped(text: str) -> str:
    """Text that no spreadsheet takes for a formula; `unescaped` gives it back exactly."""
    return _MARK + text if text.startswith((*_FORMULA, _MARK)) else text


def unescaped(cell: str) -> str:
    return cell[1:] if cell[:1] == _MARK and cell[1:].startswith((*_FORMULA, _MARK)) else cell


def read_date(cell: str, *, day_first: bool, behind: bool = False) -> date:
    """2026-12-31, 31/12/2026, 31.12.26, or 12/31/2026 where the month comes first.

    Of two digits for a year, those of a birthday lie `behind`.
    """
    if found := _ISO.fullmatch(cell):
        year, month, day = map(int, found.groups())
    elif found := _NUMERIC.fullmatch(cell):
        one, _, other, written = found.groups()
        day, month = (int(one), int(other)) if day_first else (int(other), int(one))
        year = int(written) if len(written) == 4 else _century(int(written), behind)
    else:
        raise ValueError(f"{cell[:40]!r} is no date: write it as 2026-12-31")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{cell[:40]!r} does not exist: write a date as 2026-12-31") from None


def order_of_date(cell: str) -> bool | None:
    """True where the first number can only be a day, False where it can only be a month; None where both fit."""
    found = _NUMERIC.fullmatch(cell)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if first <= 12 < second:
        return False
    return True if second <= 12 < first else None


def _century(year: int, behind: bool) -> int:
    return 1900 + year if behind and year > 25 else 2000 + year


def read_amount(cell: str) -> tuple[Decimal, str | None]:
    """("12 000,50 €") -> (12000.50, "EUR"). The currency is None where none is written."""
    found = _AMOUNT.fullmatch(cell.strip())
    if found is None:
        raise ValueError(f"{cell[:40]!r} is no amount: write a plain number such as 12000 or 99.50")
    written = f"{found['before']}{found['after']}".strip().casefold()
    currency = _SIGNS.get(written, written.upper()) if written else None
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise ValueError(f"{cell[:40]!r} is no amount: write a plain number such as 12000 or 99.50")
    return Decimal(_plain_number(re.sub(r"[' \u00a0\u202f\u2009]", "", found["number"]), cell)), currency


def _plain_number(number: str, cell: str) -> str:
    """Digits with at most one point. Groups of three behind a comma are thousands, in French as in English."""
    separators = [char for char in number if char in ".,"]
    if not separators:
        return number
    last = separators[-1]
    if len(set(separators)) == 2:
        whole, _, decimals = number.rpartition(last)
        other = "," if last == "." else "."
        if last not in whole and _GROUPED[other].fullmatch(whole):
            return whole.replace(other, "") + "." + decimals
    elif _GROUPED[last].fullmatch(number) and (last == "," or len(separators) > 1):
        return number.replace(last, "")
    elif len(separators) == 1:
        whole, _, decimals = number.partition(last)
        if last == "." and len(decimals) == 3 and len(whole) <= 3 and whole.strip("0"):
            raise ValueError(f"{cell[:40]!r} may be {whole}{decimals} or {whole}.{decimals[:2]}: write one of these")
        return f"{whole or 0}.{decimals}"
    raise ValueError(f"{cell[:40]!r} is no amount: write a plain number such as 12000 or 99.50")


def read_phone(cell: str) -> str:
    """A number as written. A spreadsheet that took it for a quantity has lost its last digits."""
    if _ROUNDED.fullmatch(cell):
        raise ValueError(
            f"{cell[:40]!r} is a number that a spreadsheet has rounded: make the column text, and save again"
        )
    return cell
