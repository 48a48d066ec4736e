"""The trash: what is in it, for whom, and how it comes back."""

from datetime import date, timedelta

from bot.crm.changes import Recorder
from bot.crm.planning import AddTask, add_task, call_off
from bot.crm.records import delete
from bot.crm.rights import sight_of
from bot.crm.trash import restore, trashed
from bot.domain.changes import Record
from bot.ports import UnitOfWork
from tests.contract.samples import account, activity, contact, deal, lead, reminder, task, user
from tests.unit.bot.crm.desk import Desk


async def ids(desk: Desk) -> list[str]:
    return [record.id for _, record in await desk.gets(lambda uow: trashed(uow, desk.speaker))]


async def test_records_of_every_kind_the_latest_first(desk: Desk) -> None:
    gone: list[Record] = [account(), contact(), lead(), deal(), activity(), task(), reminder(desk.user.id)]

    def make(recorder: Recorder) -> None:
        for record in (*gone, contact("Ida", "Stays")):
            recorder.create(record)

    await desk.does(make)
    assert await ids(desk) == []
    for record in gone:
        await desk.does(lambda recorder, record=record: delete(recorder, record))  # type: ignore[misc]
        desk.now += timedelta(minutes=1)
    assert await ids(desk) == [record.id for record in reversed(gone)]
    for _, found in await desk.gets(lambda uow: trashed(uow, desk.speaker)):
        await desk.does(lambda recorder, found=found: restore(recorder, found))  # type: ignore[misc]
    assert await ids(desk) == []
    assert await desk.gets(lambda uow: uow.contacts.by_name("Olga Brandt")) == [gone[1]]


async def test_a_colleagues_reminders_and_private_notes_are_no_business_of_mine(desk: Desk) -> None:
    colleague = user(name="Karl Voss")
    await desk.store.write(lambda uow: uow.users.add(colleague))
    theirs: list[Record] = [reminder(colleague.id), activity(kind="note", private=True, owner_id=colleague.id)]
    await desk.does(lambda recorder: [delete(recorder, recorder.create(record)) for record in theirs])

    def seen(uow: UnitOfWork) -> list[str]:
        uow.act_as(sight_of(uow, desk.user))
        return [record.id for _, record in trashed(uow, desk.speaker)]

    assert await desk.gets(seen) == []


async def test_a_task_comes_back_with_its_reminder(desk: Desk) -> None:
    (made, wish), _ = await desk.does(
        lambda recorder: add_task(recorder, AddTask(subject="Send the NDA", due_at=date(2026, 3, 20)))
    )
    assert wish is not None
    await desk.does(lambda recorder: call_off(recorder, "task", made.id))
    off = await desk.gets(lambda uow: uow.reminders.get(wish.id))
    assert off is not None
    assert off.state == "cancelled"
    ((_, found),) = await desk.gets(lambda uow: trashed(uow, desk.speaker))
    await desk.does(lambda recorder: restore(recorder, found))
    assert await desk.gets(lambda uow: uow.tasks.get(made.id)) == made
    assert await desk.gets(lambda uow: uow.reminders.get(wish.id)) == wish
