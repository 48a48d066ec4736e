"""When reminders fall due, and what moves, settles or silences them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.crm.activities import FollowUp, LogActivity, Parties, log_activity
from bot.crm.reminders import (
    SetReminder,
    complete,
    due_instant,
    is_moot,
    my_reminder,
    reschedule,
    set_reminder,
    settle_task,
    snooze,
)
from bot.domain.agenda import Task
from bot.domain.reminders import Reminder
from bot.ports import UnitOfWork
from tests.contract.samples import DAY, HOUR, account, contact, reminder, task
from tests.unit.bot.crm.desk import NOW, Desk

TODAY = date(2026, 3, 10)


def paris(hour: int, minute: int = 0, day: int = 10) -> datetime:
    """An instant of March 2026, before the clocks change there on the 29th."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


async def set_at(desk: Desk, at: date | datetime, **fields: object) -> Reminder:
    command = SetReminder(subject="Ring Olga", at=at, **fields)  # type: ignore[arg-type]
    return (await desk.does(lambda recorder: set_reminder(recorder, command)))[0]


@pytest.mark.parametrize(
    ("here", "due"),
    [
        (paris(0, 1), paris(17)),
        (paris(10, 30), paris(17)),
        (paris(15, 59), paris(17)),
        (paris(16), paris(17)),
        (paris(16, 20), paris(17, 20)),
        (paris(23, 30), paris(23, 30) + HOUR),
    ],
)
async def test_today_without_a_time_is_five_or_in_an_hour(desk: Desk, here: datetime, due: datetime) -> None:
    desk.now = here
    assert due_instant(TODAY, desk.speaker) == due


async def test_another_day_without_a_time_is_the_start_of_work(desk: Desk) -> None:
    assert due_instant(date(2026, 3, 11), desk.speaker) == paris(9, day=11)
    desk.user = type(desk.user)(id="u", name="Ann", timezone="America/New_York", workday_start=time(7, 30))
    assert due_instant(date(2026, 3, 11), desk.speaker) == datetime(2026, 3, 11, 11, 30, tzinfo=UTC)


async def test_a_reminder_keeps_the_wish_in_local_time(desk: Desk) -> None:
    ring = await set_at(desk, paris(14, 15, day=12))
    assert ring.wish == datetime(2026, 3, 12, 14, 15)  # noqa: DTZ001
    assert (ring.timezone, ring.due_at, ring.state) == ("Europe/Paris", paris(14, 15, day=12), "pending")
    assert await desk.gets(lambda uow: uow.reminders.get(ring.id)) == ring
    whole_day = await set_at(desk, date(2026, 3, 12))
    assert (whole_day.wish, whole_day.due_at) == (date(2026, 3, 12), paris(9, day=12))


async def test_a_series_is_kept_so_that_it_ends_and_keeps_its_day(desk: Desk) -> None:
    counted = await set_at(desk, paris(9, day=11), recurrence="FREQ=DAILY;COUNT=3")
    assert counted.recurrence == "FREQ=DAILY;UNTIL=20260313T090000"
    monthly = await set_at(desk, date(2026, 3, 31), recurrence="FREQ=MONTHLY")
    assert monthly.recurrence == "FREQ=MONTHLY;BYMONTHDAY=31"


async def test_snooze_moves_the_reminder_and_nothing_else(desk: Desk) -> None:
    todo = task("Send quote", due_at=NOW, owner_id=desk.user.id)
    ring = reminder(desk.user.id, state="fired", fired_for=NOW, task_id=todo.id)
    await desk.adds(todo, ring)
    moved, change_set = await desk.does(lambda recorder: snooze(recorder, ring, NOW + HOUR))
    assert (moved.id, moved.due_at, moved.state) == (ring.id, NOW + HOUR, "pending")
    assert moved.wish == datetime(2026, 3, 10, 11, 30)  # noqa: DTZ001
    assert await desk.gets(lambda uow: uow.tasks.get(todo.id)) == todo
    assert change_set is not None
    assert [change.record_kind for change in change_set.changes] == ["reminder"]


async def test_snoozing_one_of_a_series_leaves_the_series_alone(desk: Desk) -> None:
    company = account()
    person = contact(account_id=company.id)
    series = reminder(
        desk.user.id, recurrence="FREQ=DAILY", due_at=NOW + DAY, contact_id=person.id, account_id=company.id
    )
    await desk.adds(company, person, series)
    once, _ = await desk.does(lambda recorder: snooze(recorder, series, NOW + HOUR))
    assert once.id != series.id
    assert (once.recurrence, once.subject, once.due_at) == ("", series.subject, NOW + HOUR)
    assert (once.contact_id, once.account_id) == (person.id, company.id)
    assert await desk.gets(lambda uow: uow.reminders.get(series.id)) == series


async def test_a_snooze_is_counted_in_the_zone_the_person_is_in_now(desk: Desk) -> None:
    ring = reminder(desk.user.id, state="fired", timezone="Asia/Tokyo")
    await desk.adds(ring)
    moved, _ = await desk.does(lambda recorder: snooze(recorder, ring, date(2026, 3, 11)))
    assert (moved.timezone, moved.due_at) == ("Europe/Paris", paris(9, day=11))


async def followed_up(desk: Desk, at: date | datetime) -> tuple[Task, Reminder]:
    command = LogActivity(parties=Parties(), follow_up=FollowUp(subject="Send quote", at=at, calls_back=False))
    logged, _ = await desk.does(lambda recorder: log_activity(recorder, command))
    assert logged.task is not None
    assert logged.reminder is not None
    return logged.task, logged.reminder


@pytest.mark.parametrize(
    ("first", "to", "due", "date_only"),
    [
        (paris(14, 15, day=12), date(2026, 3, 13), paris(14, 15, day=13), False),
        (paris(14, 15, day=12), paris(8, day=13), paris(8, day=13), False),
        (date(2026, 3, 12), date(2026, 3, 13), paris(9, day=13), True),
        (date(2026, 3, 12), paris(8, day=13), paris(8, day=13), False),
    ],
)
async def test_reschedule_moves_the_record_and_its_reminder_and_keeps_the_hour(
    desk: Desk, first: date | datetime, to: date | datetime, due: datetime, date_only: bool
) -> None:
    todo, ring = await followed_up(desk, first)
    moved, _ = await desk.does(lambda recorder: reschedule(recorder, ring, to))
    kept = await desk.gets(lambda uow: uow.tasks.get(todo.id))
    assert kept is not None
    assert (moved.due_at, kept.due_at, kept.date_only) == (due, due, date_only)


async def test_reschedule_over_the_change_of_the_clocks_keeps_the_hour_on_the_wall(desk: Desk) -> None:
    _, ring = await followed_up(desk, paris(14, 15, day=27))
    moved, _ = await desk.does(lambda recorder: reschedule(recorder, ring, date(2026, 3, 30)))
    assert moved.due_at == datetime(2026, 3, 30, 12, 15, tzinfo=UTC)


async def test_done_completes_both_and_leaves_a_series_going(desk: Desk) -> None:
    todo, ring = await followed_up(desk, paris(14, day=12))
    series = await set_at(desk, paris(9, day=12), recurrence="FREQ=DAILY")
    await desk.does(lambda recorder: complete(recorder, ring))
    _, nothing = await desk.does(lambda recorder: complete(recorder, series))
    assert nothing is None

    def states(uow: UnitOfWork) -> list[str]:
        records = uow.tasks.get(todo.id), uow.reminders.get(ring.id), uow.reminders.get(series.id)
        return [record.status if isinstance(record, Task) else record.state for record in records if record]

    assert await desk.gets(states) == ["completed", "done", "pending"]


async def test_settling_a_task_silences_its_reminder(desk: Desk) -> None:
    todo, ring = await followed_up(desk, paris(14, day=12))
    await desk.does(lambda recorder: settle_task(recorder, todo))
    assert await desk.gets(lambda uow: is_moot(uow, uow.reminders.get(ring.id), None))


async def test_only_ones_own_open_reminders_can_be_acted_on(desk: Desk) -> None:
    ring = await set_at(desk, paris(14, day=12))
    other = await desk.colleague()
    assert await desk.gets(lambda uow: my_reminder(uow, desk.speaker, ring.id)) == ring
    assert await desk.gets(lambda uow: my_reminder(uow, other.speaker, ring.id)) is None
    await desk.does(lambda recorder: complete(recorder, ring))
    assert await desk.gets(lambda uow: my_reminder(uow, desk.speaker, ring.id)) is None
    assert await desk.gets(lambda uow: my_reminder(uow, desk.speaker, "nothing")) is None


@pytest.mark.parametrize(
    ("fields", "moot"),
    [
        ({}, False),
        ({"state": "done"}, True),
        ({"state": "cancelled"}, True),
        ({"deleted_at": NOW}, True),
        ({"fired_for": NOW + HOUR}, True),
        ({"task": "not_started"}, False),
        ({"task": "pending_input"}, False),
        ({"task": "completed"}, True),
        ({"task": "deferred"}, True),
        ({"task": "deleted"}, True),
    ],
    ids=lambda value: " ".join(value) + str(value.get("task", "")) if isinstance(value, dict) else "",
)
async def test_what_need_not_arrive_any_more(desk: Desk, fields: dict[str, object], moot: bool) -> None:
    status = fields.get("task")
    deleted = {"deleted_at": NOW} if status == "deleted" else {"status": status or "not_started"}
    todo = task("Send quote", **deleted)
    told = {name: value for name, value in fields.items() if name != "task"}
    ring = reminder(
        desk.user.id, **({"state": "fired", "fired_for": NOW, "task_id": todo.id if status else None} | told)
    )
    await desk.adds(todo, ring)
    assert await desk.gets(lambda uow: is_moot(uow, uow.reminders.get(ring.id), NOW)) is moot
