"""Invitations to chats, and the processes that serve them."""

from datetime import datetime

from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, HOUR, MINUTE, NOW, user

IRIS, KARL = user(), user(name="Karl")


async def invite(store: DatabaseStore, user_id: str, code_hash: str, expires_at: datetime = NOW + DAY) -> None:
    await store.write(lambda uow: uow.invitations.add(user_id, code_hash, now=NOW, expires_at=expires_at))


async def redeem(store: DatabaseStore, code_hash: str, now: datetime = NOW) -> str | None:
    return await store.write(lambda uow: uow.invitations.redeem(code_hash, now))


async def test_a_code_is_good_once_until_it_expires(store: DatabaseStore) -> None:
    await store.write(lambda uow: uow.users.add(IRIS))
    await invite(store, IRIS.id, "h1")
    assert await redeem(store, "other") is None
    assert await redeem(store, "h1") == IRIS.id
    assert await redeem(store, "h1") is None
    await invite(store, IRIS.id, "h2", NOW + MINUTE)
    assert await redeem(store, "h2", NOW + MINUTE) is None


async def test_a_new_code_replaces_the_earlier_ones_of_that_person(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        uow.users.add(KARL)

    await store.write(use)
    await invite(store, IRIS.id, "h1")
    await invite(store, KARL.id, "k1")
    await invite(store, IRIS.id, "h2")
    assert await redeem(store, "h1") is None
    assert await redeem(store, "h2") == IRIS.id
    assert await redeem(store, "k1") == KARL.id


async def test_wrong_codes_are_counted_for_each_identity(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> list[int]:
        uow.invitations.add_failure("slack", "U1", NOW - 2 * DAY)
        uow.invitations.add_failure("slack", "U1", NOW - HOUR)
        uow.invitations.add_failure("slack", "U1", NOW)
        uow.invitations.add_failure("telegram", "U1", NOW)
        counts = [uow.invitations.failures("slack", "U1", since=NOW - DAY)]
        uow.invitations.clear_failures("slack", "U1")
        counts.append(uow.invitations.failures("slack", "U1", since=NOW - 9 * DAY))
        counts.append(uow.invitations.failures("telegram", "U1", since=NOW - DAY))
        return counts

    assert await store.write(use) == [2, 0, 1]


async def test_a_process_is_buried_once_and_only_while_it_is_silent(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> list[bool]:
        uow.processes.beat("a", ["slack", "telegram"], NOW)
        uow.processes.beat("b", ["slack"], NOW)
        uow.processes.beat("b", ["slack"], NOW + MINUTE)
        return [uow.processes.bury(process, NOW) for process in ("a", "a", "b", "nobody")]

    assert await store.write(use) == [True, False, False, False]
    assert await store.read(lambda uow: uow.processes.all()) == [("b", "slack", NOW + MINUTE)]


async def test_a_chat_is_open_to_everybody_or_to_whom_its_process_serves(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> list[bool]:
        uow.processes.beat("a", ["slack"], NOW)
        uow.processes.beat("b", ["console"], NOW, users=["iris"])
        uow.processes.beat("b", ["telegram"], NOW, users=[])
        asked = (("slack", "karl"), ("console", "iris"), ("console", "karl"), ("telegram", "iris"))
        return [uow.processes.is_open(platform, user, since=NOW) for platform, user in asked]

    assert await store.write(use) == [True, True, False, False]
    assert not await store.read(lambda uow: uow.processes.is_open("slack", "karl", since=NOW + MINUTE))


async def test_a_duty_has_one_holder(store: DatabaseStore) -> None:
    async def take(holder: str, now: datetime) -> bool:
        return await store.claim(lambda uow: uow.leases.take("poll", holder, now=now, until=now + MINUTE))

    assert await take("a", NOW)
    assert not await take("b", NOW)
    assert await take("a", NOW + MINUTE / 2)
    assert not await take("b", NOW + MINUTE)
    assert await take("b", NOW + 2 * MINUTE)
    await store.write(lambda uow: uow.leases.release("poll", "a"))
    assert not await take("a", NOW + 2 * MINUTE)
    await store.write(lambda uow: uow.leases.release("poll", "b"))
    assert await take("a", NOW + 2 * MINUTE)
    await store.write(lambda uow: uow.leases.release_all("a"))
    assert await take("b", NOW + 2 * MINUTE)
