"""Rules made independent of where a series stands."""

from datetime import datetime

import pytest

from bot.domain.recurrences import anchored, expand, parts_of

FIRST = datetime(2026, 1, 31, 9, 0)  # noqa: DTZ001  # on the wall


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"),
        ("FREQ=DAILY;COUNT=2", "FREQ=DAILY;UNTIL=20260201T090000"),
        ("FREQ=DAILY;COUNT=1", "FREQ=DAILY;UNTIL=20260131T090000"),
    ],
)
def test_what_the_first_occurrence_says_is_written_down(rule: str, kept: str) -> None:
    assert anchored(rule, FIRST) == kept
    assert anchored(kept, FIRST) == kept


@pytest.mark.parametrize("rule", ["", "EVERY=DAY", "FREQ=NEVER;COUNT=2", "FREQ=DAILY;BYDAY=XX;COUNT=2"])
def test_a_rule_that_is_none(rule: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the library words it
        expand(rule, FIRST)


def test_parts() -> None:
    assert parts_of("FREQ=WEEKLY;BYDAY=MO,TU") == {"FREQ": "WEEKLY", "BYDAY": "MO,TU"}
    assert parts_of("nonsense") == {}
