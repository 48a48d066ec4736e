"""Companies and what is told of them that is their deals'."""

import pytest

from tests.unit.bot.conversation.people import NORTHWIND, RENEWAL
from tests.unit.bot.conversation.talk import Talk


async def test_who_has_a_company_and_its_deals(talk: Talk) -> None:
    assert (await talk.says("who owns Northwind?")).title == "Northwind: no owner known"
    await talk.says("give the Northwind renewal deal to me")
    mine = await talk.says("who owns Northwind?")
    assert mine.lines == ("Northwind: no owner known", f"Northwind renewal: {talk.user.name}")
    await talk.says("give Northwind to me")
    assert (await talk.says("who owns Northwind?")).lines == (f"Northwind: {talk.user.name}",)
    assert (await talk.says("who looks after Olga Brandt?")).title == f"Olga Brandt: {talk.user.name}"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Northwind's amount is 15k", "→ 15,000\xa0€ · closes 30 Apr"),
        ("Northwind's close date is 5 may", "12,000\xa0€ · closes 5 May"),
        ("Northwind's amount is plenty", '"plenty" is no amount'),
    ],
)
async def test_what_only_deals_have_is_the_one_open_deal_s(talk: Talk, told: str, shown: str) -> None:
    assert shown in (await talk.says(told)).title


async def test_a_deal_gets_another_name(talk: Talk) -> None:
    renamed = await talk.says("rename Northwind renewal to Northwind for ten years")
    assert renamed.title.startswith("💰 Northwind renewal → Northwind for ten years · Proposal")
    found = await talk.gets(lambda uow: uow.names.find(("ten", "years")))
    assert [known.id for known in found if known.kind == "deal"] == [RENEWAL.id]
    await talk.says("undo")
    assert (await talk.gets(lambda uow: uow.deals.get(RENEWAL.id))).name == "Northwind renewal"
    assert (await talk.gets(lambda uow: uow.accounts.get(NORTHWIND.id))).name == "Northwind"
