"""Due reminders become outbox rows, once each, however long nobody swept."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.crm.reminders import SetReminder, set_reminder
from bot.domain.reminders import Reminder
from bot.scheduling.sweep import Sweep
from storage.database.store import DatabaseStore
from tests.contract.samples import reminder
from tests.unit.bot.conversation.talk import HandClock
from tests.unit.bot.crm.desk import NOW, Desk, desk_at


@pytest.fixture
async def desk(sqlite_store: DatabaseStore) -> Desk:
    return await desk_at(sqlite_store)


async def sweeps(desk: Desk) -> int:
    return (await Sweep(desk.store, HandClock(desk.now)).run()).reminders


async def kept(desk: Desk, ring: Reminder) -> Reminder:
    found = await desk.gets(lambda uow: uow.reminders.get(ring.id))
    assert found is not None
    return found


async def pending(desk: Desk) -> int:
    return (await desk.gets(lambda uow: uow.outbox.counts()))["pending"]


async def test_what_is_due_fires_once(desk: Desk) -> None:
    due, ahead = reminder(desk.user.id, due_at=NOW), reminder(desk.user.id, due_at=NOW + timedelta(seconds=1))
    await desk.adds(due, ahead)
    assert await sweeps(desk) == 1
    assert await sweeps(desk) == 0
    assert ((await kept(desk, due)).state, (await kept(desk, due)).fired_for) == ("fired", NOW)
    assert (await kept(desk, ahead)).state == "pending"
    assert await pending(desk) == 1


async def test_more_than_a_batch_is_fired_in_one_go(desk: Desk) -> None:
    await desk.adds(*(reminder(desk.user.id, due_at=NOW) for _ in range(501)))
    assert await sweeps(desk) == 501
    assert await pending(desk) == 501


async def test_a_person_without_a_chat_is_reminded_once_there_is_one(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store, reply_platform="", reply_chat="")
    await desk.adds(reminder(desk.user.id, due_at=NOW))
    assert await sweeps(desk) == 0
    await desk.store.write(lambda uow: uow.users.update(desk.user.id, {"reply_platform": "console", "reply_chat": "d"}))
    assert await sweeps(desk) == 1


async def test_a_series_goes_on(desk: Desk) -> None:
    command = SetReminder(subject="Report", at=NOW, recurrence="FREQ=DAILY")
    series, _ = await desk.does(lambda recorder: set_reminder(recorder, command))
    assert await sweeps(desk) == 1
    after = await kept(desk, series)
    assert (after.state, after.fired_for, after.due_at) == ("pending", NOW, NOW + timedelta(days=1))
    assert await sweeps(desk) == 0


async def test_of_what_a_series_missed_the_last_one_comes_and_then_it_goes_on(desk: Desk) -> None:
    command = SetReminder(subject="Report", at=NOW, recurrence="FREQ=DAILY")
    series, _ = await desk.does(lambda recorder: set_reminder(recorder, command))
    desk.later(days=10, hours=1)
    assert await sweeps(desk) == 1
    after = await kept(desk, series)
    assert (after.fired_for, after.due_at) == (NOW + timedelta(days=10), NOW + timedelta(days=11))
    assert await pending(desk) == 1


async def test_a_series_ends_with_its_last_occurrence(desk: Desk) -> None:
    command = SetReminder(subject="Pill", at=NOW, recurrence="FREQ=DAILY;COUNT=3")
    series, _ = await desk.does(lambda recorder: set_reminder(recorder, command))
    fired = []
    for _ in range(6):
        fired.append(await sweeps(desk))
        desk.later(days=1)
    assert fired == [1, 1, 1, 0, 0, 0]
    assert (await kept(desk, series)).state == "fired"


async def test_a_rule_that_is_none_fires_once_and_ends(desk: Desk) -> None:
    odd = reminder(desk.user.id, due_at=NOW, recurrence="FREQ=SOMETIMES")
    await desk.adds(odd)
    assert await sweeps(desk) == 1
    assert (await kept(desk, odd)).state == "fired"


async def test_a_series_keeps_its_hour_when_the_clocks_change(desk: Desk) -> None:
    desk.now = datetime(2026, 3, 28, 8, 0, tzinfo=UTC)
    command = SetReminder(subject="Report", at=desk.now, recurrence="FREQ=DAILY")
    series, _ = await desk.does(lambda recorder: set_reminder(recorder, command))
    await sweeps(desk)
    assert (await kept(desk, series)).due_at == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)
