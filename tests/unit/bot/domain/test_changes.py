"""Changes: records as mappings, and how they differ."""

from dataclasses import fields
from decimal import Decimal

import pytest

from bot.domain.changes import RECORD_TYPES, Change, Record, differences, kind_of, values_of
from tests.contract.samples import account, activity, contact, deal, reminder, task

RECORDS: list[Record] = [account(), contact(), deal(), activity(), task(), reminder("u")]


@pytest.mark.parametrize("record", RECORDS, ids=kind_of)
def test_a_record_is_made_again_from_its_values(record: Record) -> None:
    values = values_of(record)
    assert list(values) == [field.name for field in fields(record)]
    assert RECORD_TYPES[kind_of(record)](**values) == record  # type: ignore[arg-type]


def test_only_what_differs_is_a_difference() -> None:
    sale = deal(amount=Decimal("10.00"), stage="proposal")
    assert differences(sale, {"amount": Decimal(10), "stage": "proposal"}) == ({}, {})
    assert differences(sale, {"amount": None, "stage": "proposal"}) == ({"amount": Decimal(10)}, {"amount": None})


def test_a_change_without_a_before_is_a_creation() -> None:
    assert Change(record_kind="deal", record_id="d", before=None, after={"name": "x"}).creates
    assert not Change(record_kind="deal", record_id="d", before={"name": ""}, after={"name": "x"}).creates
