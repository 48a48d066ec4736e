"""What holds for a workspace: checked before it is kept; rates and what they make of totals."""

from datetime import date
from decimal import Decimal

import pytest

from bot.crm.changes import redo, undo
from bot.crm.deals import list_deals, together
from bot.crm.workspace import change_setting, exchange_of, say_rate, set_rate
from bot.domain.deals import DealSearch
from bot.domain.money import Exchange, Rate
from bot.errors import UsageError
from tests.contract.samples import deal, rate
from tests.unit.bot.crm.desk import Desk

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [("currency", "chf", "CHF"), ("country", "be", "BE"), ("visibility", "own", "own"), ("name", " A  B ", "A B")],
)
async def test_a_setting_is_kept_in_its_standard_form(desk: Desk, name: str, value: str, kept: str) -> None:
    await desk.store.write(lambda uow: change_setting(uow, name, value))
    assert await desk.gets(lambda uow: getattr(uow.workspace, name)) == kept


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("currency", "euros", "such as EUR"),
        ("currency", "ZZZ", "such as EUR"),
        ("country", "France", "such as FR"),
        ("timezone", "Mars", "Europe/Paris"),
        ("visibility", "none", "all, team, own"),
        ("name", " ", "needs a name"),
        ("colour", "red", "visibility and rate"),
    ],
)
async def test_what_is_none_is_told_in_one_line(desk: Desk, name: str, value: str, remedy: str) -> None:
    with pytest.raises(UsageError, match=remedy):
        await desk.store.write(lambda uow: change_setting(uow, name, value))


@pytest.mark.parametrize("written", ["0", "-1", "x", "NaN", "Infinity", "1e9", ""])
async def test_what_is_no_rate(desk: Desk, written: str) -> None:
    with pytest.raises(UsageError, match=r"such as 0\.92"):
        await desk.store.write(lambda uow: set_rate(uow, "USD", written, today=TODAY))


async def test_a_rate_takes_the_place_of_an_earlier_one(desk: Desk) -> None:
    for written in ("0.9", "0,925"):
        await desk.store.write(lambda uow, w=written: set_rate(uow, "usd", w, today=TODAY))  # type: ignore[misc]
    exchange = await desk.gets(exchange_of)
    assert exchange.rates == {"USD": rate(rate=Decimal("0.925"), since=TODAY)}
    with pytest.raises(UsageError, match="currency of the workspace"):
        await desk.store.write(lambda uow: set_rate(uow, "EUR", "1", today=TODAY))
    await desk.store.write(lambda uow: uow.rates.remove("EUR", "USD"))
    assert (await desk.gets(exchange_of)).rates == {}


@pytest.mark.parametrize("earlier", [[], [rate()]])
async def test_a_rate_that_was_said_is_taken_back(desk: Desk, earlier: list[Rate]) -> None:
    await desk.store.write(lambda uow: [uow.rates.put(each) for each in earlier])
    _, said = await desk.does(lambda recorder: say_rate(recorder, "USD", "0.5", today=TODAY))
    assert (await desk.gets(lambda uow: uow.rates.all()))[0].rate == Decimal("0.5")
    assert said is not None
    undone = await desk.store.write(lambda uow: undo(uow, desk.speaker, said.id))
    assert await desk.gets(lambda uow: uow.rates.all()) == earlier
    assert undone is not None
    assert undone.reversal is not None
    reversal = undone.reversal.id
    await desk.store.write(lambda uow: redo(uow, desk.speaker, reversal))
    assert await desk.gets(lambda uow: uow.rates.all()) == [rate(rate=Decimal("0.5"), since=TODAY)]


def test_amounts_go_through_the_base() -> None:
    exchange = Exchange(base="EUR", rates={"USD": rate(), "GBP": rate(currency="GBP", rate=Decimal("1.15"))})
    assert exchange.convert(Decimal(100), "USD", "EUR") == 92
    assert exchange.convert(Decimal(92), "EUR", "USD") == 100
    assert exchange.convert(Decimal(92), "GBP", "USD") == 115
    assert exchange.convert(Decimal(5), "JPY", "JPY") == 5
    assert exchange.convert(Decimal(5), "JPY", "EUR") is None


async def test_a_total_over_currencies_tells_its_rates_and_what_has_none(desk: Desk) -> None:
    euros = deal("A", amount=Decimal(1000), probability=50)
    dollars = deal("B", amount=Decimal(1000), probability=10, currency="USD")
    yen = deal("C", amount=Decimal(9), currency="JPY")
    exchange = Exchange(base="EUR", rates={"USD": rate()})
    found = together([euros, dollars, yen], exchange)
    assert found is not None
    assert (found.total.amount, found.total.weighted, found.left_out) == (1920, 592, 1)
    assert found.rates == (rate(),)
    assert together([euros], exchange) is None
    assert together([dollars], exchange) is None
    assert together([euros, yen], exchange) is None


async def test_amounts_in_a_currency_are_compared_by_the_rates(desk: Desk) -> None:
    small, large = deal("Small", amount=Decimal(9000)), deal("Large", amount=Decimal(10000), currency="USD")
    yen, unknown = deal("Yen", amount=Decimal(9), currency="JPY"), deal("Unknown")
    await desk.adds(small, large, yen, unknown)
    await desk.store.write(lambda uow: set_rate(uow, "USD", "0.92", today=TODAY))

    async def names(**asked: object) -> tuple[list[str], int]:
        found = await desk.gets(lambda uow: list_deals(uow, DealSearch(), **asked))  # type: ignore[arg-type]
        return sorted(each.name for each in found.deals), found.left_out

    assert await names(least=Decimal(9100), currency="EUR") == (["Large"], 1)
    assert await names(most=Decimal(9000), currency="EUR") == (["Small"], 1)
    assert await names(currency="USD") == (["Large"], 0)
