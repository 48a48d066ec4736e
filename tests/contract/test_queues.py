"""What there is to do, at a glance: no more and no less than the claims that follow would find."""

from datetime import datetime

from bot.domain.digests import Digest
from bot.messages import Address
from bot.ports import UnitOfWork
from bot.queue_ports import Due
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, MINUTE, NOW, card, reminder, user

IRIS, KARL = user(), user(name="Karl", reply_platform="", reply_chat="")
NOTHING = Due(digests=False, reminders=False, platforms=frozenset())


async def due(store: DatabaseStore, now: datetime = NOW, users: list[str] | None = None) -> Due:
    return await store.read(lambda uow: uow.queues.due(now, platforms=["console", "slack"], users=users))


async def test_what_is_due_is_seen(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        uow.digests.add(Digest(kind="day", user_id=IRIS.id, due_at=NOW + MINUTE))
        uow.reminders.add(reminder(IRIS.id, due_at=NOW + 2 * MINUTE))

    await store.write(use)
    assert await due(store) == NOTHING
    assert await due(store, NOW + MINUTE) == Due(digests=True, reminders=False, platforms=frozenset())
    assert await due(store, NOW + 2 * MINUTE) == Due(digests=True, reminders=True, platforms=frozenset())


async def test_what_waits_for_an_address_is_not_due(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> None:
        uow.users.add(KARL)
        uow.digests.add(Digest(kind="day", user_id=KARL.id, due_at=NOW))
        uow.reminders.add(reminder(KARL.id, due_at=NOW, recurrence="FREQ=DAILY"))

    await store.write(use)
    assert await due(store) == NOTHING


async def test_messages_are_seen_where_they_may_leave_now(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        for platform in ("slack", "telegram"):
            uow.outbox.add([card()], user_id=IRIS.id, address=Address(platform, "C1"), now=NOW)

    await store.write(use)
    assert (await due(store)).platforms == {"slack"}
    assert (await due(store, users=[IRIS.id])).platforms == {"slack"}
    assert (await due(store, users=[KARL.id])).platforms == set()

    (row,) = await store.claim(lambda uow: uow.outbox.claim("w", NOW, MINUTE, 9, platforms=["slack"]))
    assert await due(store) == NOTHING
    assert (await due(store, NOW + MINUTE)).platforms == {"slack"}

    await store.write(lambda uow: uow.outbox.postpone(row, NOW + DAY, unknown=False))
    assert await due(store, NOW + MINUTE) == NOTHING
    assert (await due(store, NOW + DAY)).platforms == {"slack"}
