"""Reminders: found, swept for when they are due, turned into outbox rows."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.messages import Address
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from storage.database.store import DatabaseStore, opened_store
from tests.contract.samples import DAY, HOUR, MINUTE, NOW, contact, reminder, task, user


def claim(uow: UnitOfWork, now: Any = NOW, platform: str = "console") -> list[OutboxRow]:
    """Everything that is due, marked as sent so that the next of each address comes."""
    rows = []
    while claimed := uow.outbox.claim("tester", now, MINUTE, 100, platforms=[platform]):
        rows += claimed
        for row in claimed:
            uow.outbox.mark_sent(row, "", now)
    return rows


async def test_reminders_of_tasks_are_those_pending_or_fired(store: DatabaseStore) -> None:
    iris, todo = user(), task()
    pending = reminder(iris.id, task_id=todo.id)
    fired = reminder(iris.id, task_id=todo.id, state="fired", due_at=NOW - DAY)
    others = [
        reminder(iris.id, task_id=todo.id, state="done"),
        reminder(iris.id, task_id=todo.id, deleted_at=NOW),
        reminder(iris.id),
    ]

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.tasks.add(todo)
        for each in (pending, fired, *others):
            uow.reminders.add(each)

    await store.write(use)
    assert await store.read(lambda uow: uow.reminders.of_tasks([todo.id, "nothing"])) == [fired, pending]
    assert await store.read(lambda uow: uow.reminders.of_tasks([])) == []


async def test_plain_reminders_of_a_person_with_a_contact_are_those_open_without_a_task(store: DatabaseStore) -> None:
    iris, karl, olga, todo = user(), user(), contact(), task()
    later, soon = (reminder(iris.id, contact_id=olga.id, due_at=NOW + hours * HOUR) for hours in (2, 1))
    others = [
        reminder(iris.id, contact_id=olga.id, task_id=todo.id),
        reminder(karl.id, contact_id=olga.id),
        reminder(iris.id, contact_id=olga.id, state="done"),
        reminder(iris.id),
    ]

    def use(uow: UnitOfWork) -> None:
        for person in (iris, karl):
            uow.users.add(person)
        uow.contacts.add(olga)
        uow.tasks.add(todo)
        for each in (later, soon, *others):
            uow.reminders.add(each)

    await store.write(use)
    assert await store.read(lambda uow: uow.reminders.plain_with(olga.id, iris.id, 9)) == [soon, later]
    assert await store.read(lambda uow: uow.reminders.plain_with(olga.id, iris.id, 1)) == [soon]


async def test_latest_open_has_the_fired_first_then_the_next_due(store: DatabaseStore) -> None:
    iris = user()
    fired_before = reminder(iris.id, state="fired", fired_for=NOW - DAY)
    fired_last = reminder(iris.id, state="fired", fired_for=NOW - HOUR)
    next_due = reminder(iris.id, due_at=NOW + HOUR, fired_for=NOW)
    later = reminder(iris.id, due_at=NOW + DAY)
    others = [reminder(iris.id, state="cancelled"), reminder(iris.id, deleted_at=NOW)]

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        for each in (later, fired_before, next_due, fired_last, *others):
            uow.reminders.add(each)

    await store.write(use)
    found = await store.read(lambda uow: uow.reminders.latest_open(iris.id, 9))
    assert found == [fired_last, fired_before, next_due, later]
    assert await store.read(lambda uow: uow.reminders.latest_open(iris.id, 1)) == [fired_last]


async def test_due_reminders_fire_once_to_where_their_person_wrote_last(store: DatabaseStore) -> None:
    iris = user(reply_platform="slack", reply_chat="C1", reply_thread="T1")
    due = [reminder(iris.id, due_at=NOW - timedelta(minutes=n)) for n in range(3)]
    others = [
        reminder(iris.id, due_at=NOW + timedelta(microseconds=1)),
        reminder(iris.id, state="cancelled"),
        reminder(iris.id, deleted_at=NOW),
        reminder(iris.id, recurrence="FREQ=DAILY"),
    ]

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        for each in (*due, *others):
            uow.reminders.add(each)

    await store.write(use)
    assert await store.claim(lambda uow: uow.reminders.fire_due(NOW, 2)) == 2
    assert await store.claim(lambda uow: uow.reminders.fire_due(NOW, 9)) == 1
    assert await store.claim(lambda uow: uow.reminders.fire_due(NOW, 9)) == 0
    fired = await store.read(lambda uow: uow.reminders.get_many([each.id for each in due]))
    assert [(each.state, each.fired_for) for each in fired] == [("fired", each.due_at) for each in due]
    rows = await store.claim(lambda uow: claim(uow, platform="slack"))
    assert [(row.reminder_id, row.due_at) for row in rows] == [(each.id, each.due_at) for each in reversed(due)]
    assert {row.address for row in rows} == {Address("slack", "C1", "T1")}
    assert {(row.user_id, row.effect, row.attempts, row.unknown) for row in rows} == {(iris.id, None, 0, False)}
    assert len({row.id for row in rows}) == 3
    assert all(len(row.id) == 36 and row.id[14] == "7" for row in rows)


async def test_reminders_wait_for_an_address_and_hold_up_nobody(store: DatabaseStore) -> None:
    new, gone, iris = user(reply_platform=""), user(active=False), user()
    waiting = [reminder(person.id, due_at=NOW - DAY) for person in (new, gone) for _ in range(5)]
    due = reminder(iris.id)

    def use(uow: UnitOfWork) -> None:
        for person in (new, gone, iris):
            uow.users.add(person)
        for each in (*waiting, due):
            uow.reminders.add(each)

    await store.write(use)
    assert await store.claim(lambda uow: uow.reminders.fire_due(NOW, 1)) == 1
    assert [row.reminder_id for row in await store.claim(claim)] == [due.id]
    await store.write(lambda uow: uow.users.update(new.id, {"reply_platform": "console", "reply_chat": "new"}))
    assert await store.claim(lambda uow: uow.reminders.fire_due(NOW, 9)) == 5


async def test_recurring_reminders_fire_and_go_on(store: DatabaseStore) -> None:
    iris = user()
    daily = reminder(iris.id, recurrence="FREQ=DAILY", wish=date(2026, 3, 10))
    last = reminder(iris.id, recurrence="FREQ=DAILY;COUNT=1", due_at=NOW - MINUTE)
    once = reminder(iris.id)

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        for each in (daily, last, once):
            uow.reminders.add(each)

    await store.write(use)

    def sweep(uow: UnitOfWork) -> list[str]:
        due = uow.reminders.due_recurring(NOW, 9)
        uow.reminders.fire(last, None, None)
        uow.reminders.fire(daily, date(2026, 3, 11), NOW + DAY)
        return [each.id for each in due]

    assert await store.claim(sweep) == [last.id, daily.id]
    assert await store.claim(lambda uow: uow.reminders.due_recurring(NOW, 9)) == []
    kept, ended = await store.read(lambda uow: uow.reminders.get_many([daily.id, last.id]))
    assert (kept.state, kept.wish, kept.due_at, kept.fired_for) == ("pending", date(2026, 3, 11), NOW + DAY, NOW)
    assert (ended.state, ended.fired_for) == ("fired", last.due_at)
    rows = await store.claim(claim)
    assert [(row.reminder_id, row.due_at) for row in rows] == [(last.id, last.due_at), (daily.id, NOW)]


async def test_nags_are_due_of_what_nobody_answered(store: DatabaseStore) -> None:
    iris = user()
    fired = reminder(iris.id, state="fired", fired_for=NOW - HOUR, nag_at=NOW)
    series = reminder(iris.id, recurrence="FREQ=DAILY", fired_for=NOW - HOUR, nag_at=NOW - MINUTE)
    others = [
        reminder(iris.id, state="fired", fired_for=NOW - HOUR),
        reminder(iris.id, state="fired", fired_for=NOW - HOUR, nag_at=NOW + MINUTE),
        reminder(iris.id, state="done", nag_at=NOW),
        reminder(iris.id, state="fired", nag_at=NOW, deleted_at=NOW),
    ]

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        for each in (fired, series, *others):
            uow.reminders.add(each)

    await store.write(use)
    assert await store.claim(lambda uow: uow.reminders.due_nags(NOW, 9)) == [series, fired]
    assert await store.claim(lambda uow: uow.reminders.due_nags(NOW, 1)) == [series]


async def test_a_series_that_never_came_is_not_overdue(store: DatabaseStore) -> None:
    iris, series = user(), reminder("", due_at=NOW + DAY, recurrence="FREQ=DAILY")

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.reminders.add(replace(series, user_id=iris.id))

    await store.write(use)
    kept = await store.read(lambda uow: uow.reminders.get(series.id))
    assert kept is not None
    assert kept.fired_for is None
    items = await store.read(lambda uow: uow.agenda.items(iris.id, start=NOW, end=NOW + HOUR, overdue=True, limit=9))
    assert items == []


async def test_a_row_of_sqlite_does_not_grow_as_its_reminder_fires(sqlite_url: str) -> None:
    def size() -> int:
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
            length: int = connection.execute("SELECT length(state) + length(fired_for) FROM reminders").fetchone()[0]
            return length

    iris = user()

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.reminders.add(reminder(iris.id, due_at=NOW))

    async with opened_store(sqlite_url) as store:
        await store.write(use)
        before = size()
        assert await store.claim(lambda uow: uow.reminders.fire_due(NOW, 9)) == 1
        assert size() <= before
