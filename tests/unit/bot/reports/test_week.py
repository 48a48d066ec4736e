"""What became of deals, from what was changed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.changes import Change, values_of
from bot.domain.deals import Deal
from bot.reports.week import DealNews, Slip, deal_news
from tests.contract.samples import deal

SALE = deal("Sale", stage="negotiation", close_date=date(2026, 4, 1))
WON = {"stage": "closed_won"}


def made(sale: Deal) -> Change:
    return Change(record_kind="deal", record_id=sale.id, before=None, after=values_of(sale))


def changed(before: dict[str, Any], after: dict[str, Any]) -> Change:
    return Change(record_kind="deal", record_id=SALE.id, before=before, after=after)


def names(news: DealNews) -> dict[str, list[str]]:
    told = {name: [each.name for each in getattr(news, name)] for name in ("won", "lost", "new", "moved")}
    return {name: found for name, found in told.items() if found}


@pytest.mark.parametrize(
    ("changes", "now", "told"),
    [
        ([], {}, {}),
        ([made(SALE)], {}, {"new": ["Sale"]}),
        (
            [made(SALE), changed({"stage": "negotiation"}, {"stage": "closed_won"})],
            {"stage": "closed_won"},
            {"won": ["Sale"]},
        ),
        ([changed({"stage": "proposal"}, {"stage": "closed_lost"})], {"stage": "closed_lost"}, {"lost": ["Sale"]}),
        ([changed({"stage": "proposal"}, {"stage": "negotiation"})], {}, {"moved": ["Sale"]}),
        # There and back is no move, and a note on a deal that was won before is no news.
        (
            [
                changed({"stage": "negotiation"}, {"stage": "proposal"}),
                changed({"stage": "proposal"}, {"stage": "negotiation"}),
            ],
            {},
            {},
        ),
        ([changed({"next_step": ""}, {"next_step": "Invoice"})], {"stage": "closed_won"}, {}),
    ],
)
def test_a_deal_is_told_where_it_ended_up(
    changes: list[Change], now: dict[str, Any], told: dict[str, list[str]]
) -> None:
    assert names(deal_news(changes, [replace(SALE, **now)])) == told


@pytest.mark.parametrize(
    ("before", "slips"),
    [
        (date(2026, 3, 15), [Slip(SALE, date(2026, 3, 15))]),
        (date(2026, 4, 15), []),
        (None, []),
    ],
)
def test_a_later_close_date_is_a_slip(before: date | None, slips: list[Slip]) -> None:
    moves = [
        changed({"close_date": before}, {"close_date": date(2026, 3, 20)}),
        changed({"close_date": date(2026, 3, 20)}, {"close_date": SALE.close_date}),
    ]
    assert list(deal_news(moves, [SALE]).slipped) == slips
