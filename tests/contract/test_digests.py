"""When overviews come next: kept, due, fired once."""

from datetime import timedelta

from bot.domain.digests import Digest
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import ADDRESS, DAY, MINUTE, NOW, user

IRIS, KARL, GONE = user(), user(name="Karl", reply_platform="", reply_chat=""), user(name="Gone", active=False)


async def fill(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> None:
        for each in (IRIS, KARL, GONE):
            uow.users.add(each)
            uow.digests.add(Digest(kind="day", user_id=each.id, due_at=NOW))

    await store.write(use)


async def due(store: DatabaseStore, after: timedelta = timedelta()) -> list[Digest]:
    return await store.claim(lambda uow: uow.digests.due(NOW + after, 9))


async def test_one_that_is_there_stays_as_it_is(store: DatabaseStore) -> None:
    await fill(store)
    await store.write(lambda uow: uow.digests.add(Digest(kind="day", user_id=IRIS.id, due_at=NOW + DAY)))
    assert await store.read(lambda uow: uow.digests.of_user(IRIS.id)) == [
        Digest(kind="day", user_id=IRIS.id, due_at=NOW)
    ]


async def test_those_are_due_whose_person_can_be_written_to(store: DatabaseStore) -> None:
    await fill(store)
    assert await due(store, -MINUTE) == []
    assert [digest.user_id for digest in await due(store)] == [IRIS.id]


async def test_what_was_fired_is_in_the_outbox_and_due_again_later(store: DatabaseStore) -> None:
    await fill(store)
    (digest,) = await due(store)
    await store.claim(lambda uow: uow.digests.fire(digest, ADDRESS, sent_on=NOW.date(), next_due=NOW + DAY))
    assert await due(store) == []
    assert await due(store, DAY) == [Digest(kind="day", user_id=IRIS.id, due_at=NOW + DAY, sent_on=NOW.date())]
    (row,) = await store.claim(lambda uow: uow.outbox.claim("w", NOW, MINUTE, 9, platforms=["console"]))
    assert (row.user_id, row.address, row.effect, row.unasked, row.due_at) == (IRIS.id, ADDRESS, None, "day", NOW)
