"""Planned calls and meetings, tasks, and what becomes of them."""

from datetime import UTC, date, datetime, timedelta

from bot.crm.activities import Parties, Schedule, schedule
from bot.crm.changes import undo
from bot.crm.planning import AddTask, add_task, call_off, complete_item, earlier_dates, items_ahead, move_item
from bot.domain.activities import Activity, History
from bot.domain.agenda import Task
from bot.domain.reminders import Reminder
from tests.contract.samples import contact
from tests.unit.bot.crm.desk import Desk

FRIDAY = date(2026, 3, 13)
FRIDAY_AT_NINE = datetime(2026, 3, 13, 8, tzinfo=UTC)
FRIDAY_AT_TWO = datetime(2026, 3, 13, 13, tzinfo=UTC)


async def planned(desk: Desk, at: date | datetime = FRIDAY_AT_TWO) -> Activity:
    command = Schedule(kind="meeting", parties=Parties(contact_name="Olga"), start_at=at)
    return (await desk.does(lambda recorder: schedule(recorder, command)))[0]


async def task(desk: Desk, at: date | datetime | None = FRIDAY) -> tuple[Task, Reminder | None]:
    command = AddTask(subject="Send the NDA", due_at=at, priority="high")
    return (await desk.does(lambda recorder: add_task(recorder, command)))[0]


async def test_a_task_has_one_reminder_at_the_start_of_its_day(desk: Desk) -> None:
    made, reminder = await task(desk)
    assert (made.due_at, made.date_only, made.priority) == (FRIDAY_AT_NINE, True, "high")
    assert reminder is not None
    assert (reminder.task_id, reminder.due_at, reminder.subject) == (made.id, FRIDAY_AT_NINE, "Send the NDA")


async def test_a_task_without_a_day_or_of_the_past_has_no_reminder(desk: Desk) -> None:
    assert (await task(desk, None))[1] is None
    assert (await task(desk, date(2026, 3, 2)))[1] is None


async def test_everything_ahead_is_found_once(desk: Desk) -> None:
    meeting, (made, _) = await planned(desk), await task(desk)
    items = await desk.gets(lambda uow: items_ahead(uow, desk.speaker))
    assert [(item.kind, item.id) for item in items] == [("task", made.id), ("meeting", meeting.id)]


async def test_a_meeting_moved_to_a_day_keeps_its_hour(desk: Desk) -> None:
    meeting = await planned(desk)
    moved, _ = await desk.does(lambda recorder: move_item(recorder, "meeting", meeting.id, date(2026, 3, 31)))
    # Two o'clock there, after the clocks went forward.
    assert moved == ("Olga", datetime(2026, 3, 31, 12, tzinfo=UTC), False)
    kept = await desk.gets(lambda uow: uow.activities.get(meeting.id))
    assert kept is not None
    assert (kept.happened_at, kept.status) == (datetime(2026, 3, 31, 12, tzinfo=UTC), "planned")


async def test_a_meeting_of_a_day_stays_one(desk: Desk) -> None:
    meeting = await planned(desk, FRIDAY)
    moved, _ = await desk.does(lambda recorder: move_item(recorder, "meeting", meeting.id, date(2026, 3, 16)))
    assert moved is not None
    assert moved[2] is True


async def test_a_moved_task_takes_its_reminder_along(desk: Desk) -> None:
    made, reminder = await task(desk)
    assert reminder is not None
    await desk.does(lambda recorder: move_item(recorder, "task", made.id, FRIDAY_AT_TWO))
    kept, rung = await desk.gets(lambda uow: (uow.tasks.get(made.id), uow.reminders.get(reminder.id)))
    assert kept is not None
    assert rung is not None
    assert (kept.due_at, kept.date_only, rung.due_at) == (FRIDAY_AT_TWO, False, FRIDAY_AT_TWO)


async def test_a_task_without_a_day_gets_its_reminder_when_it_is_moved(desk: Desk) -> None:
    made, _ = await task(desk, None)
    await desk.does(lambda recorder: move_item(recorder, "task", made.id, FRIDAY))
    reminders = await desk.gets(lambda uow: uow.reminders.of_tasks([made.id]))
    assert [reminder.due_at for reminder in reminders] == [FRIDAY_AT_NINE]


async def test_done_settles_the_task_and_silences_its_reminder_once(desk: Desk) -> None:
    made, reminder = await task(desk)
    assert reminder is not None
    first, _ = await desk.does(lambda recorder: complete_item(recorder, "task", made.id))
    second, _ = await desk.does(lambda recorder: complete_item(recorder, "task", made.id))
    assert (first and first.subject, second) == ("Send the NDA", None)
    rung = await desk.gets(lambda uow: uow.reminders.get(reminder.id))
    assert rung is not None
    assert rung.state == "done"


async def test_called_off_is_gone_with_its_reminder(desk: Desk) -> None:
    made, reminder = await task(desk)
    assert reminder is not None
    subject, _ = await desk.does(lambda recorder: call_off(recorder, "task", made.id))
    assert subject == "Send the NDA"
    kept, rung = await desk.gets(lambda uow: (uow.tasks.get(made.id), uow.reminders.get(reminder.id)))
    assert kept is None
    assert rung is not None
    assert rung.state == "cancelled"


async def test_a_colleagues_reminder_is_out_of_reach(desk: Desk) -> None:
    _, reminder = await task(desk)
    assert reminder is not None
    colleague = await desk.colleague()
    subject, _ = await colleague.does(lambda recorder: call_off(recorder, "reminder", reminder.id))
    assert subject is None


async def test_a_move_keeps_its_reason_and_the_earlier_dates(desk: Desk) -> None:
    paul = contact("Paul", "Rey")
    await desk.does(lambda recorder: recorder.create(paul))
    command = Schedule(kind="meeting", parties=Parties(contact=paul), start_at=FRIDAY_AT_TWO)
    meeting, _ = await desk.does(lambda recorder: schedule(recorder, command))
    first = meeting.happened_at
    _, moved = await desk.does(
        lambda recorder: move_item(recorder, "meeting", meeting.id, first + timedelta(days=3), reason="he is ill")
    )
    await desk.does(lambda recorder: move_item(recorder, "meeting", meeting.id, first + timedelta(days=4)))
    (note,) = await desk.gets(lambda uow: uow.activities.history(History(contact_id=paul.id), limit=5))
    assert (note.kind, note.note) == ("note", "he is ill")
    earlier = await desk.gets(lambda uow: earlier_dates(uow, meeting))
    assert earlier == [(first, False), (first + timedelta(days=3), False)]
    assert moved is not None
    await desk.store.write(lambda uow: undo(uow, desk.speaker, moved.id))
    assert await desk.gets(lambda uow: earlier_dates(uow, meeting)) == [(first + timedelta(days=3), False)]
