"""Several stores on one database at once: nothing is lost, nothing is done twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.messages import Address
from bot.ports import UnitOfWork
from bot.queue_ports import Claim
from storage.database.store import DatabaseStore, open_store
from tests.contract.samples import MINUTE, NOW, account, button, card, incoming, reminder, user

LEASE = timedelta(minutes=5)


@pytest.fixture
async def stores(database_url: str) -> AsyncIterator[list[DatabaseStore]]:
    opened = [await open_store(database_url) for _ in range(3)]
    yield opened
    for store in opened:
        await store.close()


async def test_of_200_repeats_one_is_accepted(stores: list[DatabaseStore]) -> None:
    message = incoming("same")
    accepted = await asyncio.gather(
        *(stores[n % 3].write(lambda uow: uow.inbox.accept([message], NOW)) for n in range(200))
    )
    assert [keys for keys in accepted if keys] == [{message.key}]


async def test_no_update_is_lost(stores: list[DatabaseStore]) -> None:
    company = account(website="0")
    await stores[0].write(lambda uow: uow.accounts.add(company))

    def count_up(uow: UnitOfWork) -> None:
        kept = uow.accounts.get(company.id)
        assert kept is not None
        uow.accounts.update(company.id, {"website": str(int(kept.website) + 1)})

    async def count_to_ten(store: DatabaseStore) -> None:
        for _ in range(10):
            await store.write(count_up)

    await asyncio.gather(*(count_to_ten(store) for store in stores))
    kept = await stores[0].read(lambda uow: uow.accounts.get(company.id))
    assert kept is not None
    assert kept.website == "30"


async def test_a_message_is_handled_once_and_a_conversation_in_order(stores: list[DatabaseStore]) -> None:
    messages = [incoming(f"{n:03}", person=f"p{n % 7}") for n in range(70)]
    for message in messages:
        await stores[0].write(lambda uow, m=message: uow.inbox.accept([m], NOW))  # type: ignore[misc]
    busy: Counter[str] = Counter()
    handled: list[str] = []

    async def work(store: DatabaseStore, name: str) -> None:
        while len(handled) < len(messages):
            claim: Claim | None = await store.claim(lambda uow: uow.inbox.claim(name, NOW, LEASE))
            if claim is None:
                await asyncio.sleep(0)
                continue
            person = claim.incoming.conversation.person
            busy[person] += 1
            assert busy[person] == 1
            await asyncio.sleep(0)
            handled.append(claim.incoming.key)
            busy[person] -= 1
            assert await store.write(lambda uow, c=claim: uow.inbox.finish(c, NOW)) is not None  # type: ignore[misc]

    await asyncio.gather(*(work(stores[n % 3], f"w{n}") for n in range(6)))
    assert sorted(handled) == [message.key for message in messages]
    for n in range(7):
        own = [key for key in handled if int(key) % 7 == n]
        assert own == sorted(own)


async def test_a_message_is_sent_once_and_those_of_an_address_in_order(stores: list[DatabaseStore]) -> None:
    iris = user()
    queued: dict[str, list[str]] = {}
    for n in range(60):
        chat = str(n % 6)
        ids = await stores[0].write(
            lambda uow, n=n, chat=chat: uow.outbox.add(  # type: ignore[misc]
                [card()], user_id=iris.id, address=Address("console", chat), now=NOW + n * timedelta(microseconds=1)
            )
        )
        queued.setdefault(chat, []).extend(ids)
    sent: dict[str, list[str]] = {chat: [] for chat in queued}

    async def work(store: DatabaseStore, name: str) -> None:
        while sum(map(len, sent.values())) < 60:
            rows = await store.claim(lambda uow: uow.outbox.claim(name, NOW + MINUTE, LEASE, 3, platforms=["console"]))
            for row in rows:
                sent[row.address.chat].append(row.id)
                await store.write(lambda uow, r=row: uow.outbox.mark_sent(r, "", NOW))  # type: ignore[misc]
            await asyncio.sleep(0)

    await asyncio.gather(*(work(stores[n % 3], f"w{n}") for n in range(6)))
    assert sent == queued


async def test_of_many_presses_at_once_one_counts(stores: list[DatabaseStore]) -> None:
    def show(uow: UnitOfWork) -> list[str]:
        options = [button("One", "g"), button("Two", "g")]
        (row_id,) = uow.outbox.add([card("?", *options)], user_id="u", address=Address("console", "c"), now=NOW)
        return [each.handle for each in uow.buttons.of_message(row_id)]

    handles = await stores[0].write(show)
    pressed = await asyncio.gather(
        *(stores[n % 3].write(lambda uow, n=n: uow.buttons.press(handles[n % 2], NOW)) for n in range(30))  # type: ignore[misc]
    )
    assert [each.used for each in pressed if each].count(False) == 1
    assert len(pressed) == 30


async def test_due_reminders_fire_once(stores: list[DatabaseStore]) -> None:
    people = [user(reply_chat=str(n)) for n in range(5)]

    def fill(uow: UnitOfWork) -> None:
        for person in people:
            uow.users.add(person)
        for n in range(200):
            uow.reminders.add(reminder(people[n % 5].id))

    await stores[0].write(fill)

    async def sweep(store: DatabaseStore) -> int:
        fired = 0
        while batch := await store.claim(lambda uow: uow.reminders.fire_due(NOW, 7)):
            fired += batch
        return fired

    # A sweep that finds all the rest in other hands ends early: its second run finds what they left.
    fired = sum(await asyncio.gather(*(sweep(store) for store in stores))) + await sweep(stores[0])
    assert fired == 200
    counts = await stores[0].read(lambda uow: uow.outbox.counts())
    assert counts["pending"] == 200


async def test_names_of_many_writers_at_once(stores: list[DatabaseStore]) -> None:
    companies = [account(f"Kestrel {n}") for n in range(30)]
    await asyncio.gather(
        *(stores[n % 3].write(lambda uow, n=n: uow.accounts.add(companies[n])) for n in range(30))  # type: ignore[misc]
    )
    found = await stores[0].read(lambda uow: uow.names.find(["kestrel"]))
    assert len(found) == 30


async def test_many_open_a_new_store_at_once(tmp_path_factory: pytest.TempPathFactory, postgres_server) -> None:  # type: ignore[no-untyped-def]
    fresh = tmp_path_factory.mktemp("new") / "deep" / "crmbot.db"
    empty = await postgres_server.create()
    for url in (f"sqlite:///{fresh}", empty):
        opened = await asyncio.gather(*(open_store(url) for _ in range(4)))
        ids = {(await store.read(lambda uow: uow.workspace)).id for store in opened}
        for store in opened:
            await store.close()
        assert len(ids) == 1
    await postgres_server.drop(empty)
