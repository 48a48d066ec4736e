"""Periods and their parts."""

from datetime import date

import pytest

from bot.reports.periods import Span, Step, ahead, parts, step_of, week_of, whole


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("day", "step", "expected"),
    [
        ("2026-02-14", "month", span("2026-02-01", "2026-02-28")),
        ("2028-02-29", "month", span("2028-02-01", "2028-02-29")),
        ("2026-12-31", "quarter", span("2026-10-01", "2026-12-31")),
        ("2026-04-01", "quarter", span("2026-04-01", "2026-06-30")),
        ("2026-07-15", "year", span("2026-01-01", "2026-12-31")),
        ("9999-12-31", "quarter", span("9999-10-01", "9999-12-31")),
    ],
)
def test_whole(day: str, step: Step, expected: Span) -> None:
    assert whole(date.fromisoformat(day), step) == expected


def test_a_week_is_monday_to_sunday() -> None:
    week = span("2026-11-23", "2026-11-29")
    assert [week_of(date(2026, 11, day)) for day in (23, 26, 29)] == [week] * 3


def test_the_outer_parts_are_cut_off() -> None:
    assert parts(span("2026-11-15", "2027-01-10"), "month") == (
        span("2026-11-15", "2026-11-30"),
        span("2026-12-01", "2026-12-31"),
        span("2027-01-01", "2027-01-10"),
    )
    assert parts(span("2026-11-15", "2027-01-10"), "quarter") == (
        span("2026-11-15", "2026-12-31"),
        span("2027-01-01", "2027-01-10"),
    )
    assert parts(span("2026-11-15", "2026-11-15"), "year") == (span("2026-11-15", "2026-11-15"),)
    assert parts(span("9998-12-31", "9999-12-31"), "year") == (
        span("9998-12-31", "9998-12-31"),
        span("9999-01-01", "9999-12-31"),
    )


@pytest.mark.parametrize(
    ("period", "step"),
    [
        (span("2026-11-01", "2026-11-30"), "month"),
        (span("2026-11-30", "2027-04-01"), "month"),
        (span("2026-11-30", "2027-05-01"), "quarter"),
        (span("2026-01-01", "2027-12-31"), "quarter"),
        (span("2026-01-01", "2028-01-01"), "year"),
    ],
)
def test_few_enough_parts_to_be_read(period: Span, step: Step) -> None:
    assert step_of(period) == step


def test_what_lies_ahead() -> None:
    assert ahead(date(2026, 11, 24), "month", 6) == span("2026-11-01", "2027-04-30")
    assert ahead(date(2026, 1, 31), "month", 1) == span("2026-01-01", "2026-01-31")
    assert ahead(date(2026, 9, 30), "month", 6) == span("2026-09-01", "2027-02-28")
    assert ahead(date(2026, 11, 24), "quarter", 4) == span("2026-10-01", "2027-09-30")
    assert ahead(date(2026, 11, 24), "year", 1) == span("2026-01-01", "2026-12-31")
