"""Figures of deals, against sums made by hand."""

from datetime import date
from decimal import Decimal

from bot.crm.deals import Total
from bot.domain.deals import Deal
from bot.domain.stages import STANDARD
from bot.reports.deals import by_part, by_stage, decided, slipped
from bot.reports.periods import Span
from tests.contract.samples import deal


def sale(name: str, amount: str | None, stage: str, probability: int, closes: str = "", currency: str = "EUR") -> Deal:
    return deal(
        name,
        amount=None if amount is None else Decimal(amount),
        stage=stage,
        probability=probability,
        currency=currency,
        close_date=date.fromisoformat(closes) if closes else None,
    )


ROOF = sale("roof", "1000.10", "negotiation", 80, "2026-03-31")
LIFT = sale("lift", "500", "negotiation", 90, "2026-04-01")
SHIP = sale("ship", "2000", "negotiation", 80, "2026-02-10", "USD")
GATE = sale("gate", None, "proposal", 65)
YARD = sale("yard", "700", "piloting", 45, "2026-04-30")
WON = sale("won", "300", "closed_won", 100, "2026-03-02")
LOST = sale("lost", "900", "closed_lost", 0, "2026-03-05")
ALL = (GATE, LOST, LIFT, YARD, SHIP, ROOF, WON)


def total(amount: str, weighted: str, currency: str = "EUR") -> Total:
    return Total(currency=currency, amount=Decimal(amount), weighted=Decimal(weighted))


def test_open_deals_by_stage_the_nearest_to_the_end_first() -> None:
    stages = by_stage(ALL, STANDARD)
    assert [(stage.stage, stage.count) for stage in stages] == [("negotiation", 3), ("proposal", 1), ("piloting", 1)]
    # 1000.10 × 80 % = 800.08, and 500 × 90 % = 450; 2000 × 80 % = 1600.
    assert stages[0].totals == (total("2000", "1600", "USD"), total("1500.10", "1250.08"))
    # A deal without an amount counts, and weighs nothing.
    assert stages[1].totals == (total("0", "0"),)
    assert stages[2].totals == (total("700", "315"),)


def test_nothing_is_in_no_stage() -> None:
    assert by_stage([], STANDARD) == ()
    assert by_stage([WON, LOST], STANDARD) == ()


def test_by_the_part_in_which_they_close() -> None:
    march, april, may = (Span(date(2026, month, 1), date(2026, month, 30)) for month in (3, 4, 5))
    first, second, third = by_part((ROOF, LIFT, YARD, GATE, SHIP), (Span(march.first, date(2026, 3, 31)), april, may))
    assert (first.count, first.totals) == (1, (total("1000.10", "800.08"),))
    # 500 × 90 % + 700 × 45 % = 450 + 315.
    assert (second.count, second.totals) == (2, (total("1200", "765"),))
    assert (third.count, third.totals) == (0, ())


def test_slipped_is_open_and_past_its_date() -> None:
    assert slipped(ALL, date(2026, 4, 1)) == (SHIP, ROOF)
    assert slipped(ALL, date(2026, 4, 2)) == (SHIP, ROOF, LIFT)
    assert slipped(ALL, date(2026, 2, 10)) == ()


def test_decided_the_latest_first_with_reasons() -> None:
    found = decided(ALL, {LOST.id: "too slow", ROOF.id: "not asked for"})
    assert [(one.deal, one.is_won, one.reason) for one in found] == [(LOST, False, "too slow"), (WON, True, "")]
