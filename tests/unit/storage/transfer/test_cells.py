"""Dates and amounts as people write them; texts that are no formulas."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.transfer.cells import escaped, order_of_date, read_amount, read_date, read_phone, unescaped


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("12000", "12000", None),
        ("12 000,50 €", "12000.50", "EUR"),
        ("12\u202f000 €", "12000", "EUR"),
        ("$1,234.56", "1234.56", "USD"),
        ("1.234,56", "1234.56", None),
        ("1.234.567", "1234567", None),
        ("12,500", "12500", None),
        ("12,5", "12.5", None),
        ("0.125", "0.125", None),
        ("1'234.50 CHF", "1234.50", "CHF"),
        ("EUR 99", "99", "EUR"),
    ],
)
def test_amounts(cell, amount, currency):
    assert read_amount(cell) == (Decimal(amount), currency)


@pytest.mark.parametrize("cell", ["12.500", "12k", "-5", "€", "1,23,4", "1.2.3", "lots", "1 2 EUR CHF", "", "٣"])
def test_what_is_no_amount_says_what_to_write(cell):
    with pytest.raises(ValueError, match="write"):
        read_amount(cell)


@pytest.mark.parametrize(
    ("cell", "day_first", "meant"),
    [
        ("2026-12-31", True, date(2026, 12, 31)),
        ("2026-12-31T10:00:00Z", True, date(2026, 12, 31)),
        ("2026-12-31 00:00:00", False, date(2026, 12, 31)),
        ("03/04/2026", True, date(2026, 4, 3)),
        ("03/04/2026", False, date(2026, 3, 4)),
        ("3.4.26", True, date(2026, 4, 3)),
    ],
)
def test_dates(cell, day_first, meant):
    assert read_date(cell, day_first=day_first) == meant


def test_a_birthday_of_two_digits_lies_behind():
    assert read_date("01/02/80", day_first=True, behind=True) == date(1980, 2, 1)
    assert read_date("01/02/80", day_first=True) == date(2080, 2, 1)


@pytest.mark.parametrize("cell", ["31/02/2026", "2026-13-01", "soon", "1/2", "03/04-2026", "00/00/0000"])
def test_what_is_no_date_says_what_to_write(cell):
    with pytest.raises(ValueError, match="2026-12-31"):
        read_date(cell, day_first=True)


@pytest.mark.parametrize(("cell", "order"), [("31/01/2026", True), ("1/31/26", False), ("1/2/26", None), ("x", None)])
def test_some_dates_tell_their_order(cell, order):
    assert order_of_date(cell) is order


def test_a_rounded_number_is_no_phone():
    assert read_phone("06 12 34") == "06 12 34"
    with pytest.raises(ValueError, match="rounded"):
        read_phone("3,36123E+10")


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n'＝a ")))
def test_formulas_are_escaped_and_come_back_exactly(text):
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert escaped(text) in (text, f"'{text}")
