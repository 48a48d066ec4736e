"""What is known already of somebody or something that is about to be created."""

from typing import Any

import pytest

from bot.crm.changes import Recorder
from bot.crm.duplicates import Person, accounts_like, contacts_like, deals_like, leads_like
from bot.crm.records import fill_in
from tests.contract.samples import account, contact, deal, lead
from tests.unit.bot.crm.desk import Desk

TERN = account("Tern Bakery S.A.S.", website="https://www.tern.example/fr", phone_e164="+33144000001")
HERON = account("Heron Mills")
OLGA = contact(account_id=TERN.id, email="olga@tern.example", phone_e164="+33644000001")
PIA = lead(account_name="Tern Bakery", email="pia@tern.example", mobile_e164="+33644000002")
GONE = lead("Kim", "Oldham", email="kim@tern.example", status="converted")
RENEWAL = deal(account_id=TERN.id)


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    def fill(recorder: Recorder) -> None:
        for record in (TERN, HERON, OLGA, PIA, GONE, RENEWAL):
            recorder.create(record)

    await desk.does(fill)
    return desk


@pytest.mark.parametrize(
    ("person", "signs"),
    [
        (Person(name="Olga Brandt"), ["name"]),
        (Person(name="Brandt Olga"), ["name"]),
        (Person(name="olga brandt", account=TERN), ["name"]),
        (Person(name="Olga Brandt", account=HERON), []),
        (Person(name="Somebody Else", email="OLGA@tern.example", account=HERON), ["email"]),
        (Person(name="Olga Brandt", email="olga@tern.example"), ["email"]),
        (Person(name="Somebody Else", numbers=("", "06 44 00 00 01")), ["phone"]),
        (Person(name="Brandt"), []),
    ],
)
async def test_contacts(desk: Desk, person: Person, signs: list[str]) -> None:
    found = await desk.gets(lambda uow: contacts_like(uow, person))
    assert [(each.record.id, each.sign) for each in found] == [(OLGA.id, sign) for sign in signs]


@pytest.mark.parametrize(
    ("person", "signs"),
    [
        (Person(name="Pia Sorensen"), ["name"]),
        (Person(name="Pia Sorensen", account=TERN), ["name"]),
        (Person(name="Pia Sorensen", account_name="Heron"), []),
        (Person(name="X", numbers=("+33 6 44 00 00 02",)), ["phone"]),
        (Person(name="Kim Oldham", email="kim@tern.example"), []),
    ],
)
async def test_leads_but_for_what_became_a_contact(desk: Desk, person: Person, signs: list[str]) -> None:
    found = await desk.gets(lambda uow: leads_like(uow, person))
    assert [(each.record.id, each.sign) for each in found] == [(PIA.id, sign) for sign in signs]


@pytest.mark.parametrize(
    ("told", "signs"),
    [
        ({"name": "tern bakery"}, ["name"]),
        ({"name": "Tern Bakery SARL"}, ["name"]),
        ({"name": "Tern"}, []),
        ({"name": "Another", "website": "tern.example"}, ["website"]),
        ({"name": "Another", "phone": "01 44 00 00 01"}, ["phone"]),
        ({"name": "Another", "website": "another.example"}, []),
    ],
)
async def test_companies(desk: Desk, told: dict[str, str], signs: list[str]) -> None:
    found = await desk.gets(lambda uow: accounts_like(uow, **told))
    assert [(each.record.id, each.sign) for each in found] == [(TERN.id, sign) for sign in signs]


async def test_deals_of_the_same_company(desk: Desk) -> None:
    found = await desk.gets(lambda uow: deals_like(uow, name="renewal", account=TERN))
    assert [each.record for each in found] == [RENEWAL]
    assert await desk.gets(lambda uow: deals_like(uow, name="renewal", account=HERON)) == []


async def test_what_is_in_the_trash_is_no_duplicate(desk: Desk) -> None:
    await desk.does(lambda recorder: [recorder.delete(each) for each in (OLGA, PIA, TERN)])
    told: dict[str, Any] = {"name": "Olga Brandt", "email": OLGA.email, "numbers": (OLGA.phone_e164,)}
    assert await desk.gets(lambda uow: contacts_like(uow, Person(**told))) == []
    assert await desk.gets(lambda uow: leads_like(uow, Person(name="Pia Sorensen", email=PIA.email))) == []
    assert await desk.gets(lambda uow: accounts_like(uow, name="Tern Bakery", website="tern.example")) == []


async def test_a_record_learns_what_it_lacked_and_keeps_what_it_has(desk: Desk) -> None:
    told = {"email": "other@tern.example", "title": "Baker", "mobile": "06 44 00 00 09"}
    filled, _ = await desk.does(lambda recorder: fill_in(recorder, OLGA, told))
    assert (filled.email, filled.title, filled.mobile_e164) == (OLGA.email, "Baker", "+33644000009")
    assert await desk.gets(lambda uow: uow.contacts.by_phone("+33644000009")) == [filled]
