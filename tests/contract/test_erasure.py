"""Somebody leaves: no table has a text that tells of them, what concerns others stays."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.domain.changes import Change, values_of
from bot.messages import Card, Send
from bot.ports import UnitOfWork
from storage.database.erasure import BLOT, erase
from storage.database.store import DatabaseStore
from storage.database.tables import metadata
from tests.contract.samples import (
    ADDRESS,
    NOW,
    account,
    activity,
    button,
    card,
    change_set,
    contact,
    conversation,
    deal,
    incoming,
    lead,
    reminder,
    task,
    user,
)

IRIS = user()
EVA = contact(
    "Éva",
    "Brûlé",
    email="eva.brule@solo.example",
    phone="01 99 00 12 34",
    phone_e164="+33199001234",
    mobile="06 39 98 12 34",
    mobile_e164="+33639981234",
    address="3 rue Haute",
)
OTHER = contact("Éva", "Martin", phone="01 99 00 55 55", phone_e164="+33199005555")
COMPANY = account("Solo SARL", phone="01 99 00 00 00", phone_e164="+33199000000")
SIGNS = ("brule", "199001234", "639981234", "rue haute", "secret")


def fill(uow: UnitOfWork) -> None:
    eva = replace(EVA, account_id=COMPANY.id)
    before = lead("Éva", "Brûlé", email="eva.brule@solo.example", contact_id=eva.id, status="converted")
    alone = activity(contact_ids=(eva.id,), note="secret one", owner_id=IRIS.id)
    shared = activity(contact_ids=(OTHER.id, eva.id), note="met Eva BRULE, call her at +33 (0)1 99 00 12 34")
    sale = deal("Brûlé Éva, renewal", account_id=COMPANY.id)
    todo = task("Call Éva, secret two", contact_id=eva.id, owner_id=IRIS.id)
    wish = reminder(IRIS.id, subject="secret three", task_id=todo.id)
    uow.users.add(IRIS)
    uow.accounts.add(COMPANY)
    uow.contacts.add_all([eva, OTHER])
    uow.leads.add(before)
    uow.deals.add(sale)
    for each in (alone, shared):
        uow.activities.add(each)
    uow.tasks.add(todo)
    uow.reminders.add(wish)
    made = change_set(
        IRIS.id,
        *(
            Change(record_kind=kind, record_id=record.id, before=None, after=values_of(record))
            for kind, record in (("contact", eva), ("activity", alone), ("activity", shared), ("task", todo))
        ),
        message_key="k1",
        subject="Éva Brûlé",
    )
    uow.change_sets.add(made)
    uow.change_sets.add(change_set(IRIS.id, message_key="k9", subject="Martin"))
    uow.inbox.accept([incoming("k1", "called eva, secret four"), incoming("k2", "who is Éva  Brûlé?")], NOW)
    uow.inbox.accept([incoming("k3", "call Éva Martin")], NOW)
    for key, effect in (("k1", card("secret five", button("Undo"))), ("k2", card("Éva Brûlé")), ("k3", card("Other"))):
        uow.outbox.add([effect], user_id=IRIS.id, address=ADDRESS, now=NOW, inbox_key=key)
    uow.outbox.add(
        [Send(Card(title="x", buttons=(button("Create", name="Éva Brûlé"),)))],
        user_id=IRIS.id,
        address=ADDRESS,
        now=NOW,
    )
    uow.conversations.save(conversation(), {"waiting": [{"text": "Who is eva.brule@solo.example?"}]}, NOW)


def texts(connection: Connection) -> str:
    """All that stands in any column of any table, folded, with JSON as people would read it."""
    from bot.domain.names import fold

    parts: list[str] = []
    for table in metadata.sorted_tables:
        for row in connection.execute(select(table)):
            parts += [
                value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False) for value in row
            ]
    return fold("\n".join(parts))


async def test_nothing_tells_of_who_left(store: DatabaseStore, database_url: str) -> None:
    await store.write(fill)
    before = await store._database.run("read", texts)
    assert all(sign in before.replace(" ", "") or sign in before for sign in SIGNS), "else nothing is proven"
    erased = await erase(database_url, EVA, file=None)
    after = await store._database.run("read", texts)
    assert [sign for sign in SIGNS if sign in after or sign in after.replace(" ", "")] == []
    assert erased.removed["contacts"] == erased.removed["leads"] == erased.removed["tasks"] == 1

    def look(uow: UnitOfWork) -> dict[str, Any]:
        notes = sorted(each.note for each in uow.activities.page("", 9))
        return {
            "contacts": [each.name for each in uow.contacts.page("", 9)],
            "accounts": [each.phone for each in uow.accounts.page("", 9)],
            "deals": [each.name for each in uow.deals.by_name(f"{BLOT}, renewal")],
            "notes": notes,
            "messages": [uow.inbox.text_of(key) for key in ("k1", "k2", "k3")],
            "counts": sum(each.held for each in uow.reports.activity_counts(start=NOW, end=NOW + timedelta(days=1))),
            "found": [found.name for found in uow.names.find(["brule"])],
            "others": [found.name for found in uow.names.find(["martin"])],
        }

    assert await store.read(look) == {
        "contacts": ["Éva Martin"],
        "accounts": ["01 99 00 00 00"],
        "deals": [f"{BLOT}, renewal"],
        "notes": ["", f"met {BLOT}, call her at {BLOT}"],
        "messages": ["", "", "call Éva Martin"],
        "counts": 2,
        "found": [],
        "others": ["Éva Martin"],
    }
    again = await erase(database_url, EVA, file=None)
    assert (again.removed, again.blotted) == ({}, {})


async def test_what_others_have_too_stays(sqlite_store: DatabaseStore, sqlite_url: str) -> None:
    """The number of the switchboard is the company's."""
    ana = contact("Ana", "Lima", phone="01 99 00 00 00", phone_e164="+33199000000", email="desk@solo.example")
    bo = contact("Bo", "Lima", email="desk@solo.example")

    def fill_both(uow: UnitOfWork) -> None:
        uow.accounts.add(COMPANY)
        uow.contacts.add_all([ana, bo])

    await sqlite_store.write(fill_both)
    await erase(sqlite_url, ana, file=None)
    (company,) = await sqlite_store.read(lambda uow: uow.accounts.page("", 9))
    (left,) = await sqlite_store.read(lambda uow: uow.contacts.page("", 9))
    assert (company, left) == (COMPANY, bo)


async def test_what_they_were_known_by_before_and_a_name_alone(sqlite_store: DatabaseStore, sqlite_url: str) -> None:
    """Where nobody else bears it: always in messages, in capitals in what is kept of their company."""
    nora = contact("Nora", "Price", account_id=COMPANY.id, phone="01 99 00 12 34", phone_e164="+33199001234")
    twin = contact("Honora", "Price", email="honora@solo.example")
    merged = activity(contact_ids=(nora.id,), note="", owner_id=IRIS.id)
    note = activity(account_id=COMPANY.id, note="Nora has a price; ask honora@solo.example, was on 01 99 00 66 77")
    elsewhere = activity(note="Nora is a name of many")

    def fill_all(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        uow.accounts.add(COMPANY)
        uow.contacts.add_all([nora, replace(twin, deleted_at=NOW)])
        uow.deals.add(deal("Nora's chairs", account_id=COMPANY.id))
        uow.activities.add_all([merged, note, elsewhere])
        moved = Change(
            record_kind="contact",
            record_id=nora.id,
            before={"phone": "01 99 00 66 77", "phone_e164": "+33199006677"},
            after={"phone": nora.phone, "phone_e164": nora.phone_e164},
        )
        relinked = Change(
            record_kind="activity",
            record_id=merged.id,
            before={"contact_ids": (twin.id,)},
            after={"contact_ids": (nora.id,)},
        )
        trashed = Change(
            record_kind="contact", record_id=twin.id, before={"deleted_at": None}, after={"deleted_at": NOW}
        )
        uow.change_sets.add(change_set(IRIS.id, moved, message_key="k1"))
        uow.change_sets.add(change_set(IRIS.id, relinked, trashed, message_key="k2", intent="merge"))
        uow.inbox.accept([incoming("k8", "who is nora?"), incoming("k9", "a price for 40 chairs")], NOW)

    await sqlite_store.write(fill_all)
    await erase(sqlite_url, nora, file=None)

    def look(uow: UnitOfWork) -> dict[str, Any]:
        return {
            "contacts": uow.contacts.page("", 9),
            "notes": [uow.activities.get_many([each.id])[0].note for each in (note, elsewhere)],
            "deals": [each.name for each in uow.deals.page("", 9)],
            "messages": [uow.inbox.text_of(key) for key in ("k8", "k9")],
        }

    assert await sqlite_store.read(look) == {
        "contacts": [],
        "notes": [f"{BLOT} has a price; ask {BLOT}, was on {BLOT}", "Nora is a name of many"],
        "deals": [f"{BLOT}'s chairs"],
        "messages": ["", ""],
    }
