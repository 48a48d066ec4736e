"""The outbox and its buttons: what goes out, in the order of each address, and what a press means."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.messages import Address, Button, Card, Choices, Content, Edit, Effect, Field, Send, Toast, bold, buttons_of
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow, Pressed
from storage.database.store import DatabaseStore
from tests.contract.samples import ADDRESS, DAY, HOUR, MINUTE, NOW, button, card, reminder, user

IRIS = user()
LEASE = timedelta(seconds=30)


async def add(store: DatabaseStore, *effects: Effect, address: Address = ADDRESS, now: datetime = NOW) -> list[str]:
    return await store.write(lambda uow: uow.outbox.add(effects, user_id=IRIS.id, address=address, now=now))


async def claim(
    store: DatabaseStore,
    now: datetime = NOW,
    limit: int = 10,
    platforms: Sequence[str] = ("console",),
    users: Sequence[str] | None = None,
) -> list[OutboxRow]:
    return await store.claim(lambda uow: uow.outbox.claim("a", now, LEASE, limit, platforms=platforms, users=users))


async def sent(store: DatabaseStore, row: OutboxRow, reference: str = "") -> None:
    await store.write(lambda uow: uow.outbox.mark_sent(row, reference, NOW))


def handles(effect: Effect | None) -> list[str]:
    assert isinstance(effect, Send | Edit)
    return [each.handle for each in buttons_of(effect.content)]


EFFECTS: list[Effect] = [
    Send(
        Card(
            title=bold("Saved"),
            lines=("a", "é"),
            fields=(Field("Amount", "12 k€"),),
            buttons=(button("Undo", "g", set_id="s", count=2, on=True, nothing=None),),
        )
    ),
    Send(Choices(question="Which?", lines=("x",), options=(button("One"), button("Two")))),
    Edit("row", Card(title="Undone")),
    Edit("row", Card(title="Undone"), "41:7"),
    Toast("Done"),
]


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: type(effect).__name__)
async def test_effects_come_back_as_they_went_in_but_for_their_handles(store: DatabaseStore, effect: Effect) -> None:
    (row_id,) = await add(store, effect)
    (row,) = await claim(store)
    assert (row.id, row.user_id, row.address, row.attempts, row.unknown) == (row_id, IRIS.id, ADDRESS, 0, False)
    assert without_handles(row.effect) == effect
    if not isinstance(effect, Toast):
        assert all(len(handle) == 8 for handle in handles(row.effect))


def without_handles(effect: Effect | None) -> Effect | None:
    if effect is None or isinstance(effect, Toast):
        return effect
    bare: tuple[Button, ...] = tuple(replace(each, handle="") for each in buttons_of(effect.content))
    if isinstance(effect.content, Choices):
        return replace(effect, content=replace(effect.content, options=bare))
    return replace(effect, content=replace(effect.content, buttons=bare))


async def test_no_effects(store: DatabaseStore) -> None:
    assert await add(store) == []
    assert await claim(store) == []


async def test_rows_of_an_address_leave_one_after_the_other(store: DatabaseStore) -> None:
    ids = await add(store, card("1"), card("2"), card("3"))
    (other,) = await add(store, card("x"), address=Address("console", "desk", "thread"))
    rows = await claim(store)
    assert [row.id for row in rows] == [ids[0], other]
    assert await claim(store) == []
    await sent(store, rows[1])
    await store.write(lambda uow: uow.outbox.postpone(rows[0], NOW + MINUTE, unknown=False))
    assert await claim(store) == []
    (row,) = await claim(store, NOW + MINUTE)
    assert (row.id, row.attempts, row.unknown) == (ids[0], 1, False)
    await sent(store, row)
    (row,) = await claim(store)
    assert row.id == ids[1]
    await store.write(lambda uow: uow.outbox.mark_failed(row, "blocked", NOW))
    (row,) = await claim(store)
    assert row.id == ids[2]
    await store.write(lambda uow: uow.outbox.cancel(row, NOW))
    assert await claim(store) == []
    assert await store.read(lambda uow: uow.outbox.counts()) == {"pending": 0, "sent": 2, "failed": 1, "cancelled": 1}


async def test_claims_are_for_platforms_and_people_up_to_a_limit_the_oldest_first(store: DatabaseStore) -> None:
    places = [Address("console", str(n)) for n in range(3)]
    ids = [(await add(store, card(), address=place, now=NOW - n * MINUTE))[0] for n, place in enumerate(places)]
    (slack,) = await add(store, card(), address=Address("slack", "C"))
    assert await claim(store, platforms=["telegram"]) == []
    assert await claim(store, platforms=[]) == []
    assert await claim(store, users=["nobody"]) == []
    assert [row.id for row in await claim(store, users=[IRIS.id], limit=2)] == [ids[2], ids[1]]
    assert {row.id for row in await claim(store, platforms=["slack", "console"])} == {ids[0], slack}


async def test_a_try_that_nobody_reported_may_have_arrived(store: DatabaseStore) -> None:
    await add(store, card())
    (lost,) = await claim(store)
    assert await claim(store, NOW + LEASE - timedelta(seconds=1)) == []
    (taken,) = await claim(store, NOW + LEASE)
    assert (taken.attempts, taken.unknown) == (1, True)
    # What the first claim reports late changes nothing any more.
    await store.write(lambda uow: uow.outbox.mark_failed(lost, "late", NOW))
    await store.write(lambda uow: uow.outbox.postpone(lost, NOW + DAY, unknown=False))
    await sent(store, taken, "r1")
    assert (await store.read(lambda uow: uow.outbox.counts()))["sent"] == 1


async def test_unknown_stays_unknown(store: DatabaseStore) -> None:
    await add(store, card())
    (row,) = await claim(store)
    await store.write(lambda uow: uow.outbox.postpone(row, NOW, unknown=True))
    (row,) = await claim(store)
    assert row.unknown
    await store.write(lambda uow: uow.outbox.postpone(row, NOW, unknown=False))
    (row,) = await claim(store)
    assert row.unknown


async def test_where_a_sent_row_stands(store: DatabaseStore) -> None:
    (row_id,) = await add(store, card())
    assert await store.read(lambda uow: uow.outbox.reference(row_id)) is None
    (row,) = await claim(store)
    await sent(store, row, "ts-1")
    assert await store.read(lambda uow: uow.outbox.reference(row_id)) == (ADDRESS, "ts-1")
    assert await store.read(lambda uow: uow.outbox.reference("nothing")) is None


async def test_a_reminder_is_worded_when_it_is_sent(store: DatabaseStore) -> None:
    wish = reminder(IRIS.id)

    def fire(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        uow.reminders.add(wish)
        uow.reminders.fire_due(NOW, 1)

    await store.write(fire)
    (row,) = await claim(store)
    said = await store.write(lambda uow: uow.outbox.put_effect(row, card("Ring", button("Done"))))
    (handle,) = handles(said)
    await store.write(lambda uow: uow.outbox.postpone(row, NOW, unknown=False))
    (again,) = await claim(store)
    assert again.effect == said
    anew = await store.write(lambda uow: uow.outbox.put_effect(again, card("Ring, late", button("Done"))))
    assert handles(anew) == [handle]
    pressed = await store.write(lambda uow: uow.buttons.press(handle, NOW))
    assert pressed is not None
    assert (pressed.outbox_id, pressed.user_id, pressed.used) == (row.id, IRIS.id, False)


async def test_unsent_rows_of_reminders_are_cancelled(store: DatabaseStore) -> None:
    wishes = [reminder(IRIS.id, due_at=NOW - n * MINUTE) for n in range(3)]

    def fire(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        for wish in wishes:
            uow.reminders.add(wish)
        uow.reminders.fire_due(NOW, 9)

    await store.write(fire)
    (first,) = await claim(store)
    assert first.reminder_id == wishes[2].id
    await store.write(lambda uow: uow.outbox.cancel_reminders([wishes[2].id, wishes[1].id, "other"], NOW))
    await store.write(lambda uow: uow.outbox.cancel_reminders([], NOW))
    # It was on its way already, and arrived: so it counts as sent.
    await sent(store, first)
    (left,) = await claim(store)
    assert left.reminder_id == wishes[0].id
    assert await store.read(lambda uow: uow.outbox.counts()) == {"pending": 1, "sent": 1, "failed": 0, "cancelled": 1}


async def test_a_button_is_used_once(store: DatabaseStore) -> None:
    await add(store, card("Saved", button("Undo", set_id="s")))
    (row,) = await claim(store)
    (handle,) = handles(row.effect)

    async def press(which: str) -> Pressed | None:
        return await store.write(lambda uow: uow.buttons.press(which, NOW + HOUR))

    expected = Pressed(action=button("Undo", set_id="s").action, outbox_id=row.id, user_id=IRIS.id, used=False)
    assert await press(handle) == expected
    assert await press(handle) == replace(expected, used=True)
    assert await press("unknown") is None


async def test_of_a_group_only_the_first_press_counts(store: DatabaseStore) -> None:
    options = (button("One", "g"), button("Two", "g"), button("Three"), button("Four", "other"))
    await add(store, Send(Choices(question="?", options=options)))
    (row,) = await claim(store)
    one, two, three, four = handles(row.effect)

    def press(uow: UnitOfWork) -> list[bool]:
        pressed = [uow.buttons.press(handle, NOW) for handle in (two, one, three, four, four)]
        return [each.used for each in pressed if each]

    assert await store.write(press) == [False, True, False, False, True]
    # A button that joins the group later comes too late as well.
    await sent(store, row)
    await add(store, card("later", button("Five", "g")))
    (row,) = await claim(store)
    pressed = await store.write(lambda uow: uow.buttons.press(handles(row.effect)[0], NOW))
    assert pressed is not None
    assert pressed.used


async def test_the_buttons_that_a_message_shows(store: DatabaseStore) -> None:
    (row_id,) = await add(store, card("Saved", button("Undo")))
    (row,) = await claim(store)
    assert isinstance(row.effect, Send)
    assert await store.read(lambda uow: uow.buttons.of_message(row_id)) == list(buttons_of(row.effect.content))
    await sent(store, row)
    await add(store, Edit(row_id, Card(title="Undone", buttons=(button("Redo"),))), now=NOW + MINUTE)
    (edit,) = await claim(store, NOW + MINUTE)
    assert isinstance(edit.effect, Edit)
    assert await store.read(lambda uow: uow.buttons.of_message(row_id)) == list(buttons_of(edit.effect.content))
    pressed = await store.write(lambda uow: uow.buttons.press(handles(edit.effect)[0], NOW))
    assert pressed is not None
    assert pressed.outbox_id == row_id
    await sent(store, edit)
    await add(store, Edit(row_id, Card(title="Done")), now=NOW + HOUR)
    assert await store.read(lambda uow: uow.buttons.of_message(row_id)) == []
    assert await store.read(lambda uow: uow.buttons.of_message("nothing")) == []


async def test_what_a_process_holds_is_free_once_its_leases_are_ended(store: DatabaseStore) -> None:
    (held,) = await add(store, card("1"))
    await claim(store)
    (waiting,) = await add(store, card("2"), address=Address("console", "shop"))
    await store.write(lambda uow: uow.outbox.end_leases("b", NOW))
    assert [row.id for row in await claim(store, limit=0)] == []
    await store.write(lambda uow: uow.outbox.end_leases("a", NOW))
    assert [(row.id, row.unknown) for row in await claim(store)] == [(held, True), (waiting, False)]


async def test_of_what_a_process_held_only_that_may_have_arrived_which_it_had_begun_to_send(
    store: DatabaseStore,
) -> None:
    ids = [(await add(store, card(), address=Address("console", place)))[0] for place in ("desk", "shop")]
    await claim(store)
    await store.write(lambda uow: uow.outbox.end_leases("a", NOW, begun=[ids[0]]))
    assert [(row.id, row.unknown) for row in await claim(store)] == [(ids[0], True), (ids[1], False)]
    await store.write(lambda uow: uow.outbox.end_leases("a", NOW, begun=[]))
    assert [(row.id, row.unknown) for row in await claim(store)] == [(ids[0], True), (ids[1], False)]


@pytest.mark.parametrize("way", ["sent", "failed", "handed over"])
async def test_a_secret_is_forgotten_once_it_is_settled(store: DatabaseStore, way: str) -> None:
    def use(uow: UnitOfWork) -> list[Content | None]:
        told = [Send(Card(title="told"), secret=secret) for secret in (True, False)]
        ids = uow.outbox.add(told, user_id="u", address=ADDRESS, now=NOW)
        contents = [uow.outbox.content(ids[0])]
        if way == "handed over":
            uow.outbox.mark_handed_over(dict(zip(ids, told, strict=True)), NOW)
        while rows := uow.outbox.claim("w", NOW, MINUTE, 9, platforms=["console"]):
            if way == "sent":
                uow.outbox.mark_sent(rows[0], "r", NOW)
            else:
                uow.outbox.mark_failed(rows[0], "blocked", NOW)
        return contents + [uow.outbox.content(each) for each in ids]

    card = Card(title="told")
    assert await store.claim(use) == [card, None, card]


async def test_what_was_just_queued_is_claimed_unless_something_waits_before_it(store: DatabaseStore) -> None:
    def queue(uow: UnitOfWork, *titles: str, address: Address = ADDRESS) -> list[OutboxRow]:
        ids = uow.outbox.add([card(title) for title in titles], user_id=IRIS.id, address=address, now=NOW)
        return uow.outbox.claim_own(ids, "a", NOW, LEASE)

    (first,) = await store.write(lambda uow: queue(uow, "1", "2"))
    assert (first.effect, first.attempts, first.unknown, first.claimed_by) == (
        card("1"),
        0,
        False,
        "a",
    )
    assert await store.write(lambda uow: queue(uow, "3")) == []
    (elsewhere,) = await store.write(lambda uow: queue(uow, "x", address=Address("console", "shop")))
    assert await store.write(lambda uow: uow.outbox.claim_own([], "a", NOW, LEASE)) == []
    assert await claim(store) == []
    # Settled like any other claim; what follows may be claimed in the same transaction.
    await sent(store, elsewhere)

    def settle(uow: UnitOfWork, row: OutboxRow, now: datetime = NOW) -> OutboxRow | None:
        uow.outbox.mark_sent(row, "ref", now)
        return uow.outbox.claim_next(row.address, "a", now, LEASE)

    second = await store.write(lambda uow: settle(uow, first))
    assert second is not None
    assert second.effect == card("2")
    third = await store.write(lambda uow: settle(uow, second))
    assert third is not None
    assert await store.write(lambda uow: settle(uow, third)) is None
    assert await store.read(lambda uow: uow.outbox.counts()) == {"pending": 0, "sent": 4, "failed": 0, "cancelled": 0}


async def test_what_is_next_is_claimed_only_when_it_is_due_and_nobody_has_it(store: DatabaseStore) -> None:
    await add(store, card("1"))
    (held,) = await claim(store)

    async def claims_next(now: datetime) -> OutboxRow | None:
        return await store.write(lambda uow: uow.outbox.claim_next(ADDRESS, "b", now, LEASE))

    assert await claims_next(NOW) is None
    await store.write(lambda uow: uow.outbox.postpone(held, NOW + MINUTE, unknown=True))
    assert await claims_next(NOW + MINUTE / 2) is None
    following = await claims_next(NOW + MINUTE)
    assert following is not None
    assert (following.id, following.attempts, following.unknown) == (held.id, 1, True)
