"""Merging: nothing is lost, and undo takes the two apart exactly."""

from dataclasses import replace
from datetime import date

from bot.crm.changes import records_of, undo
from bot.crm.merging import FieldMerge, merge, preview
from bot.domain.changes import Record, kind_of
from tests.contract.samples import account, activity, contact, deal, lead, reminder, task
from tests.unit.bot.crm.desk import Desk


async def kept(desk: Desk, records: list[Record]) -> list[object]:
    return await desk.gets(
        lambda uow: [records_of(uow, kind_of(record)).get(record.id, deleted=True) for record in records]
    )


async def test_contacts_with_everything_around_them(desk: Desk) -> None:
    tern = account("Tern Bakery")
    pia = contact("Pia", "Sorensen", title="Owner", phone="01 44 00 00 01", phone_e164="+33144000001")
    double = contact(
        "Pia", "Sorenson", title="CEO", email="pia@tern.example", account_id=tern.id, birthday=date(1980, 2, 29)
    )
    other = contact("Olga", "Brandt")
    shared = activity(contact_ids=(double.id, other.id))
    both = activity(contact_ids=(pia.id, double.id))
    todo = task(contact_id=double.id, owner_id=desk.user.id)
    wish = reminder(desk.user.id, contact_id=double.id, task_id=todo.id)
    binned = task("Old one", contact_id=double.id, deleted_at=desk.now)
    became = lead(contact_id=double.id, status="converted")
    records = [tern, pia, double, other, shared, both, todo, wish, binned, became]
    await desk.adds(*records)

    shown = await desk.gets(lambda uow: preview(uow, double, pia))
    assert shown.fields == (
        FieldMerge(field="title", kept="Owner", lost="CEO"),
        FieldMerge(field="account_id", kept=tern.id),
        FieldMerge(field="email", kept="pia@tern.example"),
        FieldMerge(field="birthday", kept=date(1980, 2, 29)),
    )
    assert shown.moves == {"activity": 2, "task": 1, "reminder": 1, "lead": 1}

    remaining, made = await desk.does(lambda recorder: merge(recorder, double, pia), intent="merge")
    whole = replace(pia, account_id=tern.id, email="pia@tern.example", birthday=date(1980, 2, 29))
    assert remaining == whole
    assert await kept(desk, records) == [
        tern,
        whole,
        replace(double, deleted_at=desk.now),
        other,
        replace(shared, contact_ids=(pia.id, other.id)),
        replace(both, contact_ids=(pia.id,)),
        replace(todo, contact_id=pia.id),
        replace(wish, contact_id=pia.id),
        replace(binned, contact_id=pia.id),
        replace(became, contact_id=pia.id),
    ]
    assert made is not None
    undone = await desk.store.write(lambda uow: undo(uow, desk.speaker, made.id))
    assert undone is not None
    assert not undone.conflicts
    assert await kept(desk, records) == records


async def test_accounts_with_their_people_and_deals(desk: Desk) -> None:
    tern, double = account("Tern Bakery", phone="1"), account("Tern", website="tern.example", phone="2")
    pia = contact("Pia", "Sorensen", account_id=double.id)
    ovens = deal("Ovens", account_id=double.id)
    visit = activity(account_id=double.id)
    prospect = lead("Lea", "Moreau", account_id=double.id)
    records = [tern, double, pia, ovens, visit, prospect]
    await desk.adds(*records)
    shown = await desk.gets(lambda uow: preview(uow, double, tern))
    assert shown.moves == {"contact": 1, "deal": 1, "activity": 1, "lead": 1}
    _, made = await desk.does(lambda recorder: merge(recorder, double, tern), intent="merge")
    _, whole, *linked = [None, *await kept(desk, [tern, pia, ovens, visit, prospect])]
    assert whole == replace(tern, website="tern.example")
    assert {getattr(record, "account_id", "") for record in linked} == {tern.id}
    (found,) = await desk.gets(lambda uow: uow.names.find(["sorensen"]))
    assert (found.id, found.account_id, found.account) == (pia.id, tern.id, "Tern Bakery")
    assert made is not None
    await desk.store.write(lambda uow: undo(uow, desk.speaker, made.id))
    assert await kept(desk, records) == records


async def test_leads_and_what_was_done_with_them(desk: Desk) -> None:
    pia, double = lead(email="pia@tern.example"), lead("P.", "Sorensen", phone="3", phone_e164="+333", source="fair")
    call, todo = activity(lead_ids=(double.id,)), task(lead_id=double.id)
    await desk.adds(pia, double, call, todo)
    remaining, _ = await desk.does(lambda recorder: merge(recorder, double, pia), intent="merge")
    assert remaining == replace(pia, phone="3", phone_e164="+333", source="fair")
    assert await kept(desk, [call, todo]) == [replace(call, lead_ids=(pia.id,)), replace(todo, lead_id=pia.id)]
