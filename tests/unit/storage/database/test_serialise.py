"""Whatever is kept as JSON comes back equal, and of the same type."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.changes import Value
from storage.database.serialise import dump_fields, dump_value, load_effect, load_fields, load_value

VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.text(),
    st.decimals(allow_nan=False),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.times(),
    st.lists(st.text(max_size=9), max_size=4).map(tuple),
)


@given(VALUES)
def test_values(value: Value) -> None:
    kept = load_value(json.loads(json.dumps(dump_value(value))))
    assert kept == value
    assert type(kept) is type(value)


@given(st.dictionaries(st.text(max_size=9), VALUES, max_size=5))
def test_fields(fields: dict[str, Value]) -> None:
    assert load_fields(json.loads(json.dumps(dump_fields(fields)))) == fields


def test_the_form_is_plain_to_read() -> None:
    fields: dict[str, Value] = {
        "amount": Decimal("12.50"),
        "close_date": date(2026, 3, 1),
        "due_at": datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
        "at": time(9, 30),
        "contact_ids": ("a", "b"),
        "note": "decimal",
        "done": True,
    }
    assert dump_fields(fields) == {
        "amount": {"decimal": "12.50"},
        "close_date": {"date": "2026-03-01"},
        "due_at": {"datetime": "2026-03-01T09:00:00+00:00"},
        "at": {"time": "09:30:00"},
        "contact_ids": {"tuple": ["a", "b"]},
        "note": "decimal",
        "done": True,
    }


def test_an_unknown_effect_is_refused() -> None:
    with pytest.raises(ValueError, match="wave"):
        load_effect({"effect": "wave"})
