"""Undo and redo: field by field, a step back at a time, for 24 hours."""

from datetime import timedelta
from typing import Any

import pytest

from bot.crm.activities import FollowUp, LogActivity, Parties, log_activity
from bot.crm.changes import UNDO_WINDOW, Recorder, Undone, records_of, redo, undo
from bot.crm.people import create_account, create_contact, update_contact
from bot.domain.changes import MOST_CHANGES, ChangeSet
from bot.domain.people import Contact
from bot.ports import UnitOfWork
from tests.contract.samples import DAY, HOUR, account, contact, reminder, task
from tests.unit.bot.crm.desk import NOW, Desk

OLGA = contact("Olga", "Brandt", phone="01 02 03 04 05", phone_e164="+33102030405", title="CFO")


@pytest.fixture
async def known(desk: Desk) -> Desk:
    await desk.adds(OLGA)
    return desk


async def olga(desk: Desk) -> Contact:
    found = await desk.gets(lambda uow: uow.contacts.get(OLGA.id))
    assert found is not None
    return found


async def update(desk: Desk, field: Any, value: str) -> ChangeSet:
    now = await olga(desk)
    _, change_set = await desk.does(
        lambda recorder: update_contact(recorder, now, field, value), intent="update_contact"
    )
    assert change_set is not None
    return change_set


async def undoes(desk: Desk, set_id: str) -> Undone | None:
    return await desk.store.write(lambda uow: undo(uow, desk.speaker, set_id))


async def redoes(desk: Desk, undone: Undone | None) -> Undone | None:
    assert undone is not None
    assert undone.reversal is not None
    reversal_id = undone.reversal.id
    return await desk.store.write(lambda uow: redo(uow, desk.speaker, reversal_id))


async def last_undoable(desk: Desk) -> ChangeSet | None:
    speaker = desk.speaker
    return await desk.gets(
        lambda uow: uow.change_sets.last_undoable(
            speaker.user.id, speaker.conversation.key, since=speaker.now - UNDO_WINDOW
        )
    )


async def test_what_changes_nothing_is_no_change_set(known: Desk) -> None:
    _, nothing = await known.does(lambda recorder: recorder.update(OLGA, title="CFO"))
    assert nothing is None


async def test_the_set_holds_before_and_after_of_what_changed_only(known: Desk) -> None:
    change_set = await update(known, "phone", "06 11 22 33 44")
    (change,) = change_set.changes
    assert change.before == {"phone": "01 02 03 04 05", "phone_e164": "+33102030405"}
    assert change.after == {"phone": "06 11 22 33 44", "phone_e164": "+33611223344"}
    assert await known.gets(lambda uow: uow.change_sets.get(change_set.id)) == change_set


async def test_undo_and_redo_of_a_creation(known: Desk) -> None:
    def create(recorder: Recorder) -> Contact:
        return create_contact(recorder, "Hugo Weiss", create_account(recorder, "Initrode"))

    hugo, change_set = await known.does(create)
    assert change_set is not None
    undone = await undoes(known, change_set.id)
    assert await known.gets(lambda uow: uow.contacts.get(hugo.id)) is None
    assert await known.gets(lambda uow: uow.accounts.by_name("Initrode")) == []
    assert await redoes(known, undone) is not None
    assert await known.gets(lambda uow: uow.contacts.get(hugo.id)) == hugo
    assert [a.id for a in await known.gets(lambda uow: uow.accounts.by_name("Initrode"))] == [hugo.account_id]


async def test_undo_of_a_correction_puts_every_field_back(known: Desk) -> None:
    change_set = await update(known, "phone", "06 11 22 33 44")
    undone = await undoes(known, change_set.id)
    assert undone is not None
    assert undone.conflicts == ()
    assert await olga(known) == OLGA
    await redoes(known, undone)
    assert (await olga(known)).phone == "06 11 22 33 44"


async def test_a_second_undo_of_the_same_set_does_nothing(known: Desk) -> None:
    change_set = await update(known, "title", "CEO")
    assert await undoes(known, change_set.id) is not None
    await update(known, "title", "COO")
    assert await undoes(known, change_set.id) is None
    assert (await olga(known)).title == "COO"


async def test_a_second_redo_does_nothing(known: Desk) -> None:
    undone = await undoes(known, (await update(known, "title", "CEO")).id)
    assert await redoes(known, undone) is not None
    assert await redoes(known, undone) is None


async def test_after_a_redo_it_can_be_undone_again(known: Desk) -> None:
    change_set = await update(known, "title", "CEO")
    for _ in range(2):
        undone = await undoes(known, change_set.id)
        assert (await olga(known)).title == "CFO"
        await redoes(known, undone)
        assert (await olga(known)).title == "CEO"


async def test_what_somebody_changed_since_stays_and_is_told(known: Desk) -> None:
    change_set = await update(known, "phone", "06 11 22 33 44")
    title = await update(known, "title", "CEO")
    paul = await known.colleague("Paul Adler")
    paul.later(minutes=7)
    await update(paul, "phone", "06 99 99 99 99")
    undone = await undoes(known, change_set.id)
    assert undone is not None
    assert [c.field for c in undone.conflicts] == ["phone", "phone_e164"]
    conflict = undone.conflicts[0]
    assert (conflict.present, conflict.wanted) == ("06 99 99 99 99", "01 02 03 04 05")
    assert (conflict.changed_by, conflict.changed_at) == ("Paul Adler", NOW + timedelta(minutes=7))
    assert (await olga(known)).phone == "06 99 99 99 99"
    # What nobody else touched goes back all the same.
    assert (await undoes(known, title.id) or undone).conflicts == ()
    assert (await olga(known)).title == "CFO"


async def test_what_somebody_put_back_already_is_no_conflict(known: Desk) -> None:
    change_set = await update(known, "title", "CEO")
    await update(known, "title", "CFO")
    undone = await undoes(known, change_set.id)
    assert undone is not None
    assert undone.conflicts == ()


async def test_undo_steps_back_one_message_at_a_time(known: Desk) -> None:
    for title in ("CEO", "COO", "CTO"):
        await update(known, "title", title)
        known.later(minutes=1)
    seen = []
    while (last := await last_undoable(known)) is not None:
        await undoes(known, last.id)
        known.later(minutes=1)
        seen.append((await olga(known)).title)
    assert seen == ["COO", "CEO", "CFO"]


async def test_the_last_set_of_this_conversation_comes_first(known: Desk) -> None:
    here = await update(known, "title", "CEO")
    known.later(minutes=1)
    known.chat = "elsewhere"
    there = await update(known, "address", "1 Main St")
    known.chat = "desk"
    assert (await last_undoable(known) or there).id == here.id
    await undoes(known, here.id)
    assert (await last_undoable(known) or here).id == there.id


async def test_nothing_is_undone_after_a_day(known: Desk) -> None:
    change_set = await update(known, "title", "CEO")
    known.now = NOW + UNDO_WINDOW
    assert await last_undoable(known) == change_set
    known.later(seconds=1)
    assert await last_undoable(known) is None
    assert await undoes(known, change_set.id) is None
    assert (await olga(known)).title == "CEO"


async def test_nobody_undoes_what_another_did(known: Desk) -> None:
    change_set = await update(known, "title", "CEO")
    paul = await known.colleague()
    assert await last_undoable(paul) is None
    assert await undoes(paul, change_set.id) is None
    assert (await olga(known)).title == "CEO"


async def test_an_undo_is_taken_back_by_redo_and_not_by_undo(known: Desk) -> None:
    undone = await undoes(known, (await update(known, "title", "CEO")).id)
    assert undone is not None
    assert undone.reversal is not None
    assert await undoes(known, undone.reversal.id) is None
    assert await undoes(known, "unknown") is None


async def test_undoing_a_logged_call_takes_its_follow_up_back_and_opens_what_it_closed(known: Desk) -> None:
    due = task("Call back", action="call", due_at=NOW - DAY, contact_id=OLGA.id)
    ring = reminder(known.user.id, task_id=due.id, state="fired", fired_for=NOW)
    await known.adds(due, ring)
    command = LogActivity(
        parties=Parties(contact=OLGA), follow_up=FollowUp(subject="Send quote", at=NOW + DAY, calls_back=False)
    )
    logged, change_set = await known.does(lambda recorder: log_activity(recorder, command))
    assert change_set is not None
    assert logged.task is not None
    await undoes(known, change_set.id)
    made = [logged.activity, logged.task, logged.reminder]
    kinds: Any = ("activity", "task", "reminder")
    for kind, record in zip(kinds, made, strict=True):
        assert record is not None
        assert await known.gets(lambda uow, k=kind, r=record.id: records_of(uow, k).get(r)) is None
    assert await known.gets(lambda uow: uow.tasks.get(due.id)) == due
    assert await known.gets(lambda uow: uow.reminders.get(ring.id)) == ring


async def test_undo_cancels_what_was_on_its_way(known: Desk) -> None:
    from bot.crm.reminders import SetReminder, set_reminder

    command = SetReminder(subject="Ring", at=NOW)
    _, change_set = await known.does(lambda recorder: set_reminder(recorder, command))
    assert change_set is not None
    assert await known.store.claim(lambda uow: uow.reminders.fire_due(NOW, 10)) == 1
    await undoes(known, change_set.id)
    assert await known.gets(lambda uow: uow.outbox.counts()) == {"pending": 0, "sent": 0, "failed": 0, "cancelled": 1}


async def test_the_answer_to_a_question_joins_the_set_of_its_message(known: Desk) -> None:
    first = await update(known, "title", "CEO")

    def answer(recorder: Recorder) -> str:
        company = create_account(recorder, "Initrode")
        recorder.extend(first.id)
        recorder.changes.clear()
        return company.id

    company_id, _ = await known.does(answer)
    await undoes(known, first.id)
    assert (await olga(known)).title == "CFO"
    assert await known.gets(lambda uow: uow.accounts.get(company_id)) is None


async def test_redo_is_offered_until_something_else_changed(known: Desk) -> None:
    await undoes(known, (await update(known, "title", "CEO")).id)

    async def redoable() -> ChangeSet | None:
        speaker = known.speaker
        return await known.gets(
            lambda uow: uow.change_sets.last_redoable(speaker.user.id, speaker.conversation.key, since=NOW - HOUR)
        )

    assert await redoable() is not None
    known.later(minutes=1)
    await known.does(lambda recorder: recorder.create(account("Initrode")))
    assert await redoable() is None


async def test_a_set_that_fits_into_no_memory_goes_back_and_forth_page_by_page(desk: Desk) -> None:
    """Beside its creations it changes the same records twice over, and one of them is changed since."""
    speaker, count = desk.speaker, MOST_CHANGES + 50
    people = [contact("Ana", f"Row{number}") for number in range(count)]

    def import_(uow: UnitOfWork) -> str:
        recorder = Recorder(uow, speaker)
        recorder.create_all(people)
        recorder.spill("import", str(count))
        for title in ("CFO", "CEO"):
            now = uow.contacts.get_many([person.id for person in people[:3]])
            recorder.update_all(now, {"title": title})
        recorder.spill("import", str(count))
        assert recorder.changes == []
        return recorder.set_id

    set_id = await desk.store.write(import_)
    first, second, *_ = people
    await desk.store.write(lambda uow: uow.contacts.update(second.id, {"title": "Board"}))
    undone = await undoes(desk, set_id)
    assert undone is not None
    assert {(c.record_id, c.field, c.present) for c in undone.conflicts} == {(second.id, "title", "Board")}
    assert await desk.gets(lambda uow: uow.contacts.by_name("Ana Row549")) == []
    gone = await desk.gets(lambda uow: uow.contacts.get_many([first.id, second.id], deleted=True))
    assert [(person.title, person.deleted_at) for person in gone] == [("", NOW), ("Board", NOW)]
    assert await redoes(desk, undone) is not None
    back = await desk.gets(lambda uow: uow.contacts.get_many([first.id, second.id]))
    assert [person.title for person in back] == ["CEO", "Board"]
    assert len(await desk.gets(lambda uow: uow.contacts.by_name("Ana Row549"))) == 1
