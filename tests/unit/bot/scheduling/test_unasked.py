"""How much of what comes unasked comes: once more without an answer, so many a day, so much on a locked screen."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.crm.reminders import complete, snooze
from bot.domain.reminders import Reminder
from bot.messages import BOLD_OFF, BOLD_ON
from bot.ports import UnitOfWork
from bot.scheduling.nagging import fire_nags
from bot.scheduling.unasked import to_send
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, HOUR, MINUTE, contact, reminder
from tests.unit.bot.crm.desk import NOW, Desk, desk_at

OLGA = contact("Olga", "Brandt")


def ring(desk: Desk, **fields: object) -> Reminder:
    return reminder(desk.user.id, **({"subject": "Stretch", "due_at": NOW} | fields))


async def heard(desk: Desk, now: datetime) -> list[Sequence[str]]:
    """The lines of each message that leaves at this moment."""

    def fire(uow: UnitOfWork) -> list[Sequence[str]]:
        uow.reminders.fire_due(now, 99)
        fire_nags(uow, now, 99)
        told: list[Sequence[str]] = []
        while rows := uow.outbox.claim("w", now, MINUTE, 99, platforms=["console"]):
            for row in rows:
                effect = to_send(uow, row, now)
                if effect is None:
                    uow.outbox.cancel(row, now)
                    continue
                uow.outbox.put_effect(row, effect)
                uow.outbox.mark_sent(row, "", now)
                lines = (effect.content.title, *effect.content.lines)
                told.append([line.replace(BOLD_ON, "").replace(BOLD_OFF, "") for line in lines])
        return told

    return await desk.store.claim(fire)


async def test_without_an_answer_it_comes_once_more_and_no_more(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store)
    await desk.adds(ring(desk))
    assert await heard(desk, NOW) == [["⏰ Stretch · asked on Mon 9 Mar"]]
    assert await heard(desk, NOW + timedelta(minutes=119)) == []
    assert await heard(desk, NOW + 2 * HOUR) == [["⏰ Once more: Stretch · today 10:30"]]
    assert await heard(desk, NOW + 30 * HOUR) == []


@pytest.mark.parametrize("answer", [complete, lambda recorder, ring: snooze(recorder, ring, NOW + 5 * HOUR)])
async def test_an_answer_is_enough(sqlite_store: DatabaseStore, answer: object) -> None:
    desk = await desk_at(sqlite_store)
    mine = ring(desk)
    await desk.adds(mine)
    await heard(desk, NOW)

    def answered(recorder: object) -> None:
        answer(recorder, recorder.uow.reminders.get(mine.id))

    await desk.does(answered)
    assert await heard(desk, NOW + 2 * HOUR) == []


async def test_an_answer_that_is_undone_was_none(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store)
    mine = ring(desk)
    await desk.adds(mine)
    await heard(desk, NOW)
    kept = await desk.gets(lambda uow: uow.reminders.get(mine.id))
    assert kept is not None
    assert kept.nag_at == NOW + 2 * HOUR


async def test_who_wants_each_once_gets_each_once(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store, muted="nag")
    await desk.adds(ring(desk))
    assert len(await heard(desk, NOW)) == 1
    assert await heard(desk, NOW + 3 * HOUR) == []


async def test_a_series_is_asked_about_each_time(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store)
    daily = ring(desk, recurrence="FREQ=DAILY")
    await desk.adds(daily)

    def fire(uow: UnitOfWork) -> None:
        (due,) = uow.reminders.due_recurring(NOW, 9)
        uow.reminders.fire(due, due.wish + DAY, NOW + DAY)

    await desk.store.claim(fire)
    assert len(await heard(desk, NOW)) == 1
    assert len(await heard(desk, NOW + 2 * HOUR)) == 1


async def test_beyond_the_cap_of_a_day_they_wait_in_the_list(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store, reminder_cap=2, muted="nag")
    await desk.adds(*(ring(desk, subject=f"No {n}", due_at=NOW + n * HOUR, created_at=NOW) for n in range(4)))
    said = [await heard(desk, NOW + n * HOUR) for n in range(4)]
    assert said == [
        [["⏰ No 0"]],
        [["⏰ No 1", "That is reminder 2 of today: any others join My day."]],
        [],
        [],
    ]
    await desk.adds(ring(desk, subject="Next", due_at=NOW + DAY, created_at=NOW + DAY))
    assert await heard(desk, NOW + DAY) == [["⏰ Next"]]
    waiting = await desk.gets(lambda uow: uow.reminders.latest_open(desk.user.id, 9))
    assert {"No 2", "No 3"} <= {each.subject for each in waiting}


@pytest.mark.parametrize(
    ("shows", "of_olga", "title"),
    [("name", True, "⏰ Olga Brandt"), ("name", False, "⏰ A reminder"), ("nothing", True, "⏰ A reminder")],
)
async def test_a_locked_screen_shows_no_more_than_it_may(
    sqlite_store: DatabaseStore, shows: str, of_olga: bool, title: str
) -> None:
    desk = await desk_at(sqlite_store, lock_screen=shows)
    await desk.adds(OLGA, ring(desk, contact_id=OLGA.id if of_olga else None))
    assert await heard(desk, NOW) == [[title]]
