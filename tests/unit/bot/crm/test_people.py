"""Contacts and accounts: the card of a person, new people, corrected details."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.crm.people import create_account, create_contact, update_contact
from bot.domain.cards import ContactCard, Touch
from bot.domain.people import Contact
from bot.ports import UnitOfWork
from tests.contract.samples import DAY, HOUR, account, activity, contact, deal, task
from tests.unit.bot.crm.desk import NOW, Desk

FOLDER = account("Northwind")
OLGA = contact("Olga", "Brandt", account_id=FOLDER.id)


async def test_the_card_holds_what_one_wants_to_know_before_a_call(desk: Desk) -> None:
    paul = await desk.colleague("Paul Adler")
    last = activity(happened_at=NOW - DAY, contact_ids=(OLGA.id,), owner_id=paul.user.id)
    planned = activity(kind="meeting", status="planned", happened_at=NOW + DAY, contact_ids=(OLGA.id,))
    sale = deal("Renewal", account_id=FOLDER.id, amount=Decimal(9000))
    won = deal("Won", account_id=FOLDER.id, stage="closed_won")
    todo = task("Send quote", contact_id=OLGA.id, due_at=NOW + HOUR)
    await desk.adds(FOLDER, OLGA, last, planned, sale, won, todo)
    card = await _card(desk, OLGA.id)
    assert card is not None
    assert (card.contact, card.account) == (OLGA, FOLDER)
    assert card.last_touch == Touch(kind=last.kind, at=last.happened_at, by="Paul Adler")
    assert card.deals == (sale,)
    assert [(item.kind, item.id, item.at) for item in card.ahead] == [
        ("meeting", planned.id, planned.happened_at),
        ("task", todo.id, todo.due_at),
    ]


async def test_ones_own_last_touch_names_nobody(desk: Desk) -> None:
    await desk.adds(OLGA_ALONE, activity(happened_at=NOW - DAY, contact_ids=(OLGA_ALONE.id,), owner_id=desk.user.id))
    card = await _card(desk, OLGA_ALONE.id)
    assert card is not None
    assert card.last_touch is not None
    assert (card.last_touch.by, card.account, card.deals, card.ahead) == ("", None, (), ())


async def test_nobody_has_no_card(desk: Desk) -> None:
    assert await _card(desk, "nobody") is None


async def _card(desk: Desk, contact_id: str) -> ContactCard | None:
    def read(uow: UnitOfWork) -> ContactCard | None:
        return uow.contacts.card(contact_id, reader_id=desk.user.id, now=NOW)

    return await desk.gets(read)


OLGA_ALONE = contact("Olga", "Brandt")


@pytest.mark.parametrize(("name", "first", "last"), [("Jane", "", "Jane"), ("marie de la Tour", "marie", "de la Tour")])
async def test_a_new_person(desk: Desk, name: str, first: str, last: str) -> None:
    def create(recorder: Any) -> Contact:
        return create_contact(recorder, name, create_account(recorder, "Hooli"), title="CTO", phone="06 12 34 56 78")

    person, _ = await desk.does(create)
    kept = await desk.gets(lambda uow: uow.contacts.get(person.id))
    assert kept == person
    assert (person.first_name, person.last_name, person.name) == (first, last, name)
    assert (person.title, person.phone, person.phone_e164) == ("CTO", "06 12 34 56 78", "+33612345678")
    assert person.owner_id == desk.user.id


@pytest.mark.parametrize(
    ("field", "value", "fields"),
    [
        ("phone", "01 44 55 66 77", {"phone": "01 44 55 66 77", "phone_e164": "+33144556677"}),
        ("mobile", "+1 650 253 0000", {"mobile": "+1 650 253 0000", "mobile_e164": "+16502530000"}),
        ("email", "olga@northwind.example", {"email": "olga@northwind.example"}),
        ("title", "CFO", {"title": "CFO"}),
        ("address", "1 Main St", {"address": "1 Main St"}),
        ("birthday", date(1980, 9, 3), {"birthday": date(1980, 9, 3)}),
        ("name", "Helga van Dam", {"first_name": "Helga", "last_name": "van Dam"}),
        ("account", FOLDER, {"account_id": FOLDER.id}),
    ],
)
async def test_a_corrected_detail(desk: Desk, field: Any, value: Any, fields: dict[str, Any]) -> None:
    await desk.adds(FOLDER, OLGA_ALONE)
    updated, _ = await desk.does(lambda recorder: update_contact(recorder, OLGA_ALONE, field, value))
    kept = await desk.gets(lambda uow: uow.contacts.get(OLGA_ALONE.id))
    assert kept == updated
    assert {name: getattr(kept, name) for name in fields} == fields
