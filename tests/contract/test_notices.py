"""Reminders on their way, seen together: gathered into one message, refused, sent again."""

from datetime import datetime

from bot.domain.reminders import Occurrence, Reminder
from bot.messages import Address
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow, SentUnasked
from storage.database.store import DatabaseStore
from tests.contract.samples import ADDRESS, DAY, HOUR, MINUTE, NOW, card, reminder, user

IRIS = user()
SHOP = Address("slack", "shop")


def ring(hours: int, **fields: object) -> Reminder:
    due_at = NOW - hours * HOUR
    return reminder(IRIS.id, **({"due_at": due_at, "state": "fired", "fired_for": due_at} | fields))


def occurrence(of: Reminder) -> Occurrence:
    return Occurrence(of.id, of.due_at)


async def queue(store: DatabaseStore, *rings: Reminder, to: Address = ADDRESS, now: datetime = NOW) -> None:
    def use(uow: UnitOfWork) -> None:
        if uow.users.get(IRIS.id) is None:
            uow.users.add(IRIS)
        for each in rings:
            if uow.reminders.get(each.id, deleted=True) is None:
                uow.reminders.add(each)
            uow.notices.send_again(occurrence(each), user_id=IRIS.id, address=to, now=now)

    await store.write(use)


async def claim(store: DatabaseStore, platform: str = "console") -> OutboxRow:
    rows = await store.claim(lambda uow: uow.outbox.claim("w", NOW, MINUTE, 9, platforms=[platform]))
    return rows[0]


async def refuse(store: DatabaseStore, row: OutboxRow) -> None:
    await store.write(lambda uow: uow.outbox.mark_failed(row, "blocked", NOW))


async def test_what_waits_late_behind_a_row_leaves_with_it(store: DatabaseStore) -> None:
    first, second, third, due_now = (ring(hours) for hours in (5, 4, 3, 0))
    await queue(store, first, second, third, due_now)
    await queue(store, ring(2), to=SHOP)
    row = await claim(store)
    late = await store.read(lambda uow: uow.notices.late(row, before=NOW - MINUTE, limit=9))
    assert list(late.values()) == [occurrence(second), occurrence(third)]

    def gather(uow: UnitOfWork) -> None:
        uow.outbox.put_effect(row, card("three"))
        uow.notices.gather(late, row.id, NOW)
        uow.outbox.mark_sent(row, "ref", NOW)

    await store.write(gather)
    assert await store.read(lambda uow: uow.notices.gathered(row.id)) == [occurrence(r) for r in (first, second, third)]
    assert (await claim(store)).reminder_id == due_now.id


async def test_gathering_takes_no_more_than_asked_for(store: DatabaseStore) -> None:
    await queue(store, ring(3), ring(2), ring(1))
    row = await claim(store)
    assert len(await store.read(lambda uow: uow.notices.late(row, before=NOW, limit=1))) == 1


async def test_what_was_refused_everywhere_is_listed_until_it_is_sent_again(store: DatabaseStore) -> None:
    ringing = ring(1)
    await queue(store, ringing)
    await refuse(store, await claim(store))
    await queue(store, ringing, to=SHOP)
    assert await store.read(lambda uow: uow.notices.undelivered(9)) == []
    await refuse(store, await claim(store, "slack"))
    (failed,) = await store.read(lambda uow: uow.notices.undelivered(9))
    assert (failed.occurrence, failed.platform, failed.reason) == (occurrence(ringing), "slack", "blocked")
    assert (failed.user_id, failed.failed_at) == (IRIS.id, NOW)
    assert await store.read(lambda uow: uow.notices.platforms_tried(occurrence(ringing))) == {"console", "slack"}
    await queue(store, ringing)
    assert await store.read(lambda uow: uow.notices.undelivered(9)) == []


async def test_what_is_settled_or_moved_is_not_missed(store: DatabaseStore) -> None:
    settled = [ring(1, state="done"), ring(2, deleted_at=NOW), ring(3, state="pending", fired_for=None)]
    for each in settled:
        await queue(store, each)
        await refuse(store, await claim(store))
    assert await store.read(lambda uow: uow.notices.undelivered(9)) == []
    assert await store.read(lambda uow: uow.notices.failed_since(IRIS.id, NOW)) == 3
    assert await store.read(lambda uow: uow.notices.failed_since(IRIS.id, NOW + DAY)) == 0
    assert await store.read(lambda uow: uow.notices.failed_since("nobody", NOW)) == 0


async def test_a_message_that_never_arrived_took_what_it_gathered_with_it(store: DatabaseStore) -> None:
    first, second = ring(2), ring(1)
    await queue(store, first, second)
    row = await claim(store)
    late = await store.read(lambda uow: uow.notices.late(row, before=NOW, limit=9))

    def lose(uow: UnitOfWork) -> None:
        uow.outbox.put_effect(row, card("two"))
        uow.notices.gather(late, row.id, NOW)
        uow.outbox.mark_failed(row, "blocked", NOW)
        uow.notices.fail_gathered(row.id, "blocked", NOW)

    await store.write(lose)
    failed = await store.read(lambda uow: uow.notices.undelivered(9))
    assert {each.occurrence for each in failed} == {occurrence(first), occurrence(second)}


async def test_what_waits_for_a_closed_chat_goes_to_an_open_one(store: DatabaseStore) -> None:
    karl = user(name="Karl")
    await queue(store, ring(1), to=Address("console", "desk", "thread"))

    def link(uow: UnitOfWork) -> None:
        uow.users.add(karl)
        for number, (platform, person) in enumerate([("telegram", "7"), ("slack", "U7"), ("console", IRIS.id)]):
            uow.users.link(IRIS.id, platform, person, NOW + number * MINUTE)
        # A console is open to somebody else; the chat that was linked later is not served.
        uow.processes.beat("a", ["console"], NOW, users=[karl.id])
        uow.processes.beat("b", ["telegram"], NOW)
        uow.processes.beat("c", ["slack"], NOW - HOUR)

    await store.write(link)
    assert await store.claim(lambda uow: uow.notices.forward(NOW - MINUTE)) == 1
    assert (await claim(store, "telegram")).address == Address("telegram", "7")


async def test_what_waits_stays_where_its_chat_is_open_or_none_is(store: DatabaseStore) -> None:
    await queue(store, ring(1))

    def forward(uow: UnitOfWork, *platforms: str) -> int:
        uow.processes.beat("a", platforms, NOW, users=[IRIS.id])
        return uow.notices.forward(NOW)

    await store.write(lambda uow: uow.users.link(IRIS.id, "console", IRIS.id, NOW))
    assert await store.claim(lambda uow: forward(uow, "slack")) == 0
    assert await store.claim(lambda uow: forward(uow, "console", "slack")) == 0
    await store.write(lambda uow: uow.users.link(IRIS.id, "slack", "U7", NOW))
    assert await store.claim(forward) == 0
    assert (await claim(store)).address == ADDRESS


async def test_what_a_person_was_sent_unasked(store: DatabaseStore) -> None:
    first, second = ring(2), ring(1)
    await queue(store, first, second, ring(3), now=NOW)
    karl = user(name="Karl")
    await store.write(lambda uow: uow.users.add(karl))

    def sent(uow: UnitOfWork, at: datetime) -> None:
        (row,) = uow.outbox.claim("w", NOW, MINUTE, 1, platforms=["console"])
        uow.outbox.put_effect(row, card("ring"))
        uow.outbox.mark_sent(row, "ref", at)

    await store.claim(lambda uow: sent(uow, NOW - HOUR))
    await store.claim(lambda uow: sent(uow, NOW))
    counts = [await store.read(lambda uow, s=since: uow.notices.sent_since(IRIS.id, s)) for since in (NOW - DAY, NOW)]
    assert counts == [2, 1]
    assert await store.read(lambda uow: uow.notices.sent_since(karl.id, NOW - DAY)) == 0
    last = await store.read(lambda uow: uow.notices.last_sent(IRIS.id))
    assert last == SentUnasked(
        kind="reminder", reminder_id=second.id, activity_id=None, due_at=second.due_at, sent_at=NOW
    )
    assert await store.read(lambda uow: uow.notices.last_sent(karl.id)) is None


async def test_what_comes_once_more_is_not_late(store: DatabaseStore) -> None:
    first, nagging = ring(5), ring(4)
    await queue(store, first, nagging)

    def nag(uow: UnitOfWork) -> None:
        uow.notices.send_again(occurrence(nagging), user_id=IRIS.id, address=ADDRESS, now=NOW, nagging=True)

    await store.write(nag)
    row = await claim(store)
    late = await store.read(lambda uow: uow.notices.late(row, before=NOW - MINUTE, limit=9))
    assert list(late.values()) == [occurrence(nagging)]
