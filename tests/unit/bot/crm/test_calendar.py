"""Calendar feeds: one address at a time, of which the store keeps no more than a hash."""

from dataclasses import replace

from bot.crm.calendar import address_of_feed, close_feed, open_feed, owner_of_feed
from storage.database.store import DatabaseStore
from tests.unit.bot.crm.desk import NOW, Desk, desk_at


async def opened(desk: Desk) -> str:
    return await desk.store.write(lambda uow: open_feed(uow, desk.user, NOW))


async def test_an_address_opens_its_owners_feed_alone(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store)
    paul = await desk.colleague()
    tokens = [await opened(each) for each in (desk, paul)]
    owners = await desk.gets(lambda uow: [owner_of_feed(uow, token) for token in (*tokens, "", tokens[0][:-1])])
    assert owners == [desk.user, paul.user, None, None]
    assert all(len(token) >= 43 for token in tokens)


async def test_a_new_address_makes_the_one_before_it_worthless(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store)
    first, second = await opened(desk), await opened(desk)
    assert await desk.gets(lambda uow: owner_of_feed(uow, first)) is None
    assert await desk.store.write(lambda uow: close_feed(uow, desk.user))
    assert await desk.gets(lambda uow: owner_of_feed(uow, second)) is None
    assert not await desk.store.write(lambda uow: close_feed(uow, desk.user))


async def test_who_has_left_has_no_feed(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store)
    token = await opened(desk)
    await desk.store.write(lambda uow: uow.users.update(desk.user.id, {"active": False}))
    assert await desk.gets(lambda uow: owner_of_feed(uow, token)) is None
    await desk.store.write(lambda uow: uow.users.update(desk.user.id, {"active": True}))
    assert await desk.gets(lambda uow: owner_of_feed(uow, token)) == replace(desk.user, active=True)


def test_an_address() -> None:
    assert address_of_feed("https://crm.example.org/", "t") == "https://crm.example.org/calendar/t.ics"
