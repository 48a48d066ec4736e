"""Leads: corrected, converted into contacts with what was done, and taken back exactly."""

from dataclasses import replace
from datetime import date

from bot.crm.activities import FollowUp, LogActivity, Parties, log_activity
from bot.crm.changes import undo
from bot.crm.leads import (
    ConvertLead,
    CreateLead,
    convert_lead,
    create_lead,
    duplicates_of,
    set_status,
    update_lead,
)
from bot.domain.activities import History
from bot.domain.leads import Lead
from bot.domain.people import Contact
from tests.contract.samples import account, contact
from tests.unit.bot.crm.desk import Desk


async def lead(desk: Desk, **fields: str) -> Lead:
    command = CreateLead(**({"name": "Pia Sorensen", "account_name": "Tern Bakery"} | fields))
    return (await desk.does(lambda recorder: create_lead(recorder, command)))[0]


async def test_a_lead_is_found_among_all_names_until_it_is_converted(desk: Desk) -> None:
    made = await lead(desk, phone="06 44 00 00 10")
    assert (made.status, made.owner_id, made.phone_e164) == ("new", desk.user.id, "+33644000010")
    (found,) = await desk.gets(lambda uow: uow.names.find(["sorensen"]))
    assert (found.kind, found.id, found.name) == ("lead", made.id, "Pia Sorensen")
    await desk.does(lambda recorder: set_status(recorder, made, "dead"))
    assert [each.kind for each in await desk.gets(lambda uow: uow.names.find(["sorensen"]))] == ["lead"]
    await desk.does(lambda recorder: convert_lead(recorder, ConvertLead(lead=made)))
    assert [each.kind for each in await desk.gets(lambda uow: uow.names.find(["sorensen"]))] == ["contact"]


async def test_details_are_kept_as_written_and_as_numbers(desk: Desk) -> None:
    made = await lead(desk)
    for field, value in (("mobile", "06 44 00 00 11"), ("account", "Tern & Sons"), ("name", "Pia de la Cour")):
        (made, _) = await desk.does(lambda recorder, m=made, f=field, v=value: update_lead(recorder, m, f, v))  # type: ignore[misc]
    kept = await desk.gets(lambda uow: uow.leads.get(made.id))
    assert kept == made
    assert (made.mobile, made.mobile_e164, made.account_name) == ("06 44 00 00 11", "+33644000011", "Tern & Sons")
    assert (made.first_name, made.last_name) == ("Pia", "de la Cour")


async def test_conversion_takes_along_what_was_done_and_undo_takes_all_of_it_back(desk: Desk) -> None:
    made = await lead(desk, email="pia@tern.example", title="Owner")
    command = LogActivity(
        parties=Parties(lead=made),
        follow_up=FollowUp(subject="Call back Pia Sorensen", at=date(2026, 3, 12), calls_back=True),
    )
    logged, _ = await desk.does(lambda recorder: log_activity(recorder, command))
    assert (logged.activity.lead_ids, logged.activity.contact_ids) == ((made.id,), ())
    assert logged.task is not None
    assert (logged.task.lead_id, logged.task.contact_name) == (made.id, "Pia Sorensen")

    converted, made_set = await desk.does(lambda recorder: convert_lead(recorder, ConvertLead(lead=made)))
    person = converted.contact
    assert (person.name, person.title, person.email) == ("Pia Sorensen", "Owner", "pia@tern.example")
    assert converted.account is not None
    assert (converted.account.name, converted.created_account) == ("Tern Bakery", True)
    (call,) = await desk.gets(lambda uow: uow.activities.history(History(contact_id=person.id), limit=5))
    assert (call.lead_ids, call.contact_ids, call.account_id) == ((made.id,), (person.id,), converted.account.id)
    (task,) = await desk.gets(lambda uow: uow.tasks.open_with(person.id, None, 5))
    assert (task.id, task.contact_name) == (logged.task.id, "")
    (reminder,) = await desk.gets(lambda uow: uow.reminders.of_tasks([task.id]))
    assert reminder.contact_id == person.id

    assert made_set is not None
    undone = await desk.store.write(lambda uow: undo(uow, desk.speaker, made_set.id))
    assert undone is not None
    assert not undone.conflicts
    assert await desk.gets(lambda uow: uow.leads.get(made.id)) == made
    assert await desk.gets(lambda uow: uow.contacts.get(person.id)) is None
    assert await desk.gets(lambda uow: uow.activities.get(logged.activity.id)) == logged.activity
    assert await desk.gets(lambda uow: uow.tasks.get(task.id)) == logged.task


async def test_a_contact_who_was_there_keeps_what_it_has_and_learns_the_rest(desk: Desk) -> None:
    tern = account("Tern Bakery")
    known = contact("Pia", "Sorensen", account_id=tern.id, email="pia@old.example")
    await desk.adds(tern, known)
    made = await lead(desk, email="pia@new.example", phone="06 44 00 00 12")
    converted, _ = await desk.does(lambda recorder: convert_lead(recorder, ConvertLead(lead=made, contact=known)))
    expected = replace(known, phone="06 44 00 00 12", phone_e164="+33644000012")
    assert await desk.gets(lambda uow: uow.contacts.get(known.id)) == expected == converted.contact
    assert (converted.account, converted.created_account) == (tern, False)


async def test_the_same_mail_number_or_name_may_be_the_same_person(desk: Desk) -> None:
    tern, elsewhere = account("Tern Bakery"), account("Elsewhere")
    by_mail = contact("P.", "S.", email="PIA@tern.example")
    by_number = contact("Someone", "There", mobile="06 44 00 00 13", mobile_e164="+33644000013")
    by_name = contact("pia", "sorensen", account_id=tern.id)
    namesake = contact("Pia", "Sorensen", account_id=elsewhere.id)
    await desk.adds(tern, elsewhere, by_mail, by_number, by_name, namesake)
    made = await lead(desk, email="pia@tern.example", phone="+33 6 44 00 00 13")

    async def found(**wanted: object) -> list[Contact]:
        return await desk.gets(lambda uow: duplicates_of(uow, made, **wanted))  # type: ignore[arg-type]

    assert await found(account=tern) == [by_mail, by_number, by_name]
    assert {each.id for each in await found(account=None)} == {by_mail.id, by_number.id, by_name.id, namesake.id}


async def test_a_held_call_closes_the_calls_that_were_due_with_a_lead(desk: Desk) -> None:
    made = await lead(desk)
    parties = Parties(lead=made)
    today, later = FollowUp(subject="Call back", at=date(2026, 3, 10), calls_back=True), date(2026, 3, 20)
    first, _ = await desk.does(
        lambda recorder: log_activity(recorder, LogActivity(parties=parties, outcome="no_answer", follow_up=today))
    )
    second, _ = await desk.does(
        lambda recorder: log_activity(
            recorder, LogActivity(parties=parties, outcome="no_answer", follow_up=replace(today, at=later))
        )
    )
    assert first.closed == ()
    held, _ = await desk.does(lambda recorder: log_activity(recorder, LogActivity(parties=parties)))
    assert [task.id for task in held.closed] == [first.task.id if first.task else ""]
    assert held.later == second.task
