"""Deals: stages and probabilities, closing, totals by currency."""

from datetime import date
from decimal import Decimal

from bot.crm.deals import CreateDeal, UpdateDeal, create_deal, list_deals, totals, update_deal, usual_amount
from bot.domain.activities import History
from bot.domain.deals import Deal, DealSearch
from tests.unit.bot.crm.desk import Desk

TODAY = date(2026, 3, 10)


async def deal(desk: Desk, **fields: object) -> Deal:
    command = CreateDeal(**({"name": "Renewal"} | fields))  # type: ignore[arg-type]
    return (await desk.does(lambda recorder: create_deal(recorder, command)))[0]


async def changed(desk: Desk, which: Deal, **fields: object) -> Deal:
    command = UpdateDeal(**fields)  # type: ignore[arg-type]
    return (await desk.does(lambda recorder: update_deal(recorder, which, command)))[0]


async def test_the_stage_sets_the_probability_and_the_workspace_the_currency(desk: Desk) -> None:
    made = await deal(desk, stage="proposal", amount=Decimal("12000.50"))
    assert (made.probability, made.currency, made.owner_id) == (65, "EUR", desk.user.id)
    moved = await changed(desk, made, stage="negotiation")
    assert moved.probability == 80
    assert (await changed(desk, moved, stage="proposal", probability=90)).probability == 90


async def test_what_is_won_or_lost_closes_today_at_the_latest(desk: Desk) -> None:
    ahead = await deal(desk, close_date=date(2026, 12, 31))
    assert (await changed(desk, ahead, stage="closed_won")).close_date == TODAY
    behind = await deal(desk, name="Old", close_date=date(2026, 1, 5))
    assert (await changed(desk, behind, stage="closed_lost")).close_date == date(2026, 1, 5)
    told = await deal(desk, name="Told")
    assert (await changed(desk, told, stage="closed_won", close_date=date(2026, 3, 1))).close_date == date(2026, 3, 1)


async def test_a_reason_is_kept_as_a_note_on_the_deal(desk: Desk) -> None:
    made = await deal(desk)
    await changed(desk, made, stage="closed_lost", reason="too expensive")
    notes = await desk.gets(lambda uow: uow.activities.history(History(deal_id=made.id), limit=5))
    assert [(note.kind, note.note) for note in notes] == [("note", "too expensive")]


async def test_nothing_told_changes_nothing(desk: Desk) -> None:
    made = await deal(desk, stage="proposal")
    _, change_set = await desk.does(lambda recorder: update_deal(recorder, made, UpdateDeal(stage="proposal")))
    assert change_set is None


async def test_amounts_compare_within_a_currency_and_others_are_counted(desk: Desk) -> None:
    await deal(desk, name="A", amount=Decimal(9000), stage="proposal")
    await deal(desk, name="B", amount=Decimal(100000), stage="negotiation")
    await deal(desk, name="C", amount=Decimal(60000), currency="USD")
    await deal(desk, name="D")
    await deal(desk, name="E", amount=Decimal(70000), stage="closed_won")
    found = await desk.gets(lambda uow: list_deals(uow, DealSearch(), least=Decimal(9000)))
    assert {made.name for made in found.deals} == {"A", "B", "C"}
    in_euros = await desk.gets(lambda uow: list_deals(uow, DealSearch(), least=Decimal(9001), currency="EUR"))
    assert ([made.name for made in in_euros.deals], in_euros.left_out) == (["B"], 1)


async def test_deals_are_found_by_owner_stage_company_and_closing_day(desk: Desk) -> None:
    mine = await deal(desk, name="Mine", close_date=date(2026, 3, 31))
    colleague = await desk.colleague()
    theirs = await deal(colleague, name="Theirs", stage="proposal", close_date=date(2026, 4, 1))

    async def names(**wanted: object) -> list[str]:
        search = DealSearch(**wanted)  # type: ignore[arg-type]
        return [found.name for found in await desk.gets(lambda uow: uow.deals.search(search, 9))]

    assert await names() == [mine.name, theirs.name]
    assert await names(owner_id=desk.user.id) == ["Mine"]
    assert await names(stage="proposal") == ["Theirs"]
    assert await names(closes_from=date(2026, 4, 1)) == ["Theirs"]
    assert await names(closes_to=date(2026, 3, 31)) == ["Mine"]


def test_totals_are_by_currency_and_weighted(desk: Desk) -> None:
    def of(amount: int, currency: str, probability: int) -> Deal:
        return Deal(
            id=str(amount),
            name="x",
            amount=Decimal(amount),
            currency=currency,
            probability=probability,
            created_at=desk.now,
        )

    found = totals([of(100, "EUR", 50), of(1000, "USD", 10), of(300, "EUR", 100)])
    assert [(total.currency, total.amount, total.weighted) for total in found] == [
        ("USD", Decimal(1000), Decimal(100)),
        ("EUR", Decimal(400), Decimal(350)),
    ]


async def test_what_is_usual_is_the_median_of_enough_deals(desk: Desk) -> None:
    for amount in (10, 20, 30, 4000):
        await deal(desk, name=str(amount), amount=Decimal(amount))
    await deal(desk, name="dollars", amount=Decimal(99), currency="USD")
    assert await desk.gets(lambda uow: usual_amount(uow, "EUR")) is None
    await deal(desk, name="won", amount=Decimal(25), stage="closed_won")
    assert await desk.gets(lambda uow: usual_amount(uow, "EUR")) == 25
