"""What is said around calls and meetings: which are due, said once for each time that they begin at."""

from datetime import datetime

from bot.domain.activities import Activity
from bot.ports import UnitOfWork
from bot.queue_ports import Asked
from storage.database.store import DatabaseStore
from tests.contract.samples import ADDRESS, DAY, HOUR, MINUTE, NOW, activity, user

IRIS = user()


def planned(at: datetime, **fields: object) -> Activity:
    given = {"kind": "meeting", "status": "planned", "happened_at": at, "owner_id": IRIS.id}
    return activity(**(given | fields))


async def kept(store: DatabaseStore, *meetings: Activity) -> None:
    def use(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        for each in meetings:
            uow.activities.add(each)

    await store.write(use)


async def due(store: DatabaseStore, limit: int = 9) -> list[str]:
    return await store.claim(lambda uow: uow.meetings.due("brief", since=NOW, until=NOW + HOUR, limit=limit))


async def test_due_are_planned_calls_and_meetings_at_an_hour(store: DatabaseStore) -> None:
    later, soon = planned(NOW + HOUR, kind="call"), planned(NOW + MINUTE)
    gone = user(active=False)
    others = [
        planned(NOW),
        planned(NOW + HOUR + MINUTE),
        planned(NOW + MINUTE, status="held"),
        planned(NOW + MINUTE, date_only=True),
        planned(NOW + MINUTE, deleted_at=NOW),
        planned(NOW + MINUTE, kind="note"),
        planned(NOW + MINUTE, owner_id=gone.id),
        planned(NOW + MINUTE, owner_id=None),
    ]
    await store.write(lambda uow: uow.users.add(gone))
    await kept(store, later, soon, *others)
    assert await due(store) == [soon.id, later.id]
    assert await due(store, 1) == [soon.id]


async def test_said_once_and_again_once_it_is_moved(store: DatabaseStore) -> None:
    meeting = planned(NOW + MINUTE)
    await kept(store, meeting)

    def say(uow: UnitOfWork, at: datetime) -> bool:
        return uow.meetings.say("brief", meeting.id, at, user_id=IRIS.id, address=ADDRESS, now=NOW)

    assert [await store.claim(lambda uow: say(uow, NOW + MINUTE)) for _ in range(2)] == [True, False]
    assert await due(store) == []
    (row,) = await store.claim(lambda uow: uow.outbox.claim("w", NOW, MINUTE, 9, platforms=["console"]))
    assert (row.unasked, row.activity_id, row.due_at) == ("brief", meeting.id, NOW + MINUTE)
    await store.write(lambda uow: uow.activities.update(meeting.id, {"happened_at": NOW + HOUR}))
    assert await due(store) == [meeting.id]


async def test_the_question_that_was_asked_last(store: DatabaseStore) -> None:
    first, last = planned(NOW - 2 * HOUR), planned(NOW - HOUR)
    await kept(store, first, last)

    def ask(uow: UnitOfWork) -> None:
        for meeting, at in ((last, NOW), (first, NOW - HOUR)):
            uow.meetings.say("outcome", meeting.id, meeting.happened_at, user_id=IRIS.id, address=ADDRESS, now=at)
        uow.meetings.say("brief", first.id, NOW, user_id=IRIS.id, address=ADDRESS, now=NOW + MINUTE)

    await store.write(ask)
    found = await store.read(lambda uow: uow.meetings.last_asked(IRIS.id, since=NOW - DAY))
    assert found == Asked(activity_id=last.id, starts_at=last.happened_at, said_at=NOW)
    assert await store.read(lambda uow: uow.meetings.last_asked(IRIS.id, since=NOW + MINUTE)) is None
    assert await store.read(lambda uow: uow.meetings.last_asked("somebody", since=NOW - DAY)) is None
