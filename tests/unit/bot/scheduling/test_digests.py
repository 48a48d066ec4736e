"""My day and my week are sent once, whatever happens; the day says what matters in eight lines."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.crm.changes import Recorder
from bot.crm.digests import follow, follow_team
from bot.crm.preferences import mute, prefer
from bot.crm.reminders import SetReminder, set_reminder
from bot.errors import PermanentDelivery
from bot.messages import BOLD_OFF, BOLD_ON, Address, Card
from bot.queue_ports import OutboxRow
from bot.scheduling.delivery import Deliverer
from bot.scheduling.digests import day_card
from bot.scheduling.sweep import Sweep
from bot.scheduling.under_way import UnderWay
from storage.database.store import DatabaseStore
from tests.contract.samples import ADDRESS, DAY, HOUR, activity, deal, task
from tests.unit.bot.conversation.talk import HandClock
from tests.unit.bot.crm.desk import NOW, Desk, desk_at
from tests.unit.bot.scheduling.chats import Chats

# Nine on Wednesday morning.
MORNING = datetime(2026, 3, 11, 8, tzinfo=UTC)


@pytest.fixture
async def desk(sqlite_store: DatabaseStore) -> Desk:
    desk = await desk_at(sqlite_store)
    await desk.store.write(lambda uow: follow(uow, desk.user, NOW))
    await desk.adds(task("Ring Ada", due_at=MORNING + HOUR, owner_id=desk.user.id))
    return desk


async def sent_at(desk: Desk, now: datetime, chats: Chats) -> list[str]:
    clock, before = HandClock(now), len(chats.sent)
    await Sweep(desk.store, clock).run()
    await Deliverer(desk.store, [chats], clock, worker="w", under_way=UnderWay("w", None)).run("console")
    return chats.texts[before:]


async def test_it_comes_once_a_working_day(desk: Desk) -> None:
    chats = Chats()
    assert await sent_at(desk, MORNING - timedelta(seconds=1), chats) == []
    assert await sent_at(desk, MORNING, chats) == ["Good morning Iris · Wed 11 Mar"]
    assert await sent_at(desk, MORNING, chats) == []
    assert await sent_at(desk, MORNING + HOUR, chats) == []
    assert await sent_at(desk, MORNING + DAY, chats) == ["Good morning Iris · Thu 12 Mar"]


async def test_after_an_outage_only_that_of_today_comes(desk: Desk) -> None:
    chats = Chats()
    assert await sent_at(desk, MORNING + 5 * DAY + 6 * HOUR, chats) == []
    assert await sent_at(desk, MORNING + 6 * DAY + 6 * HOUR, chats) == ["Your day, Iris · Tue 17 Mar"]


async def test_what_waited_for_a_closed_chat_until_the_next_day_is_dropped(desk: Desk) -> None:
    await Sweep(desk.store, HandClock(MORNING)).run()
    chats = Chats()
    assert await sent_at(desk, MORNING + DAY, chats) == ["Good morning Iris · Thu 12 Mar"]
    assert (await desk.gets(lambda uow: uow.outbox.counts()))["cancelled"] == 1


@pytest.mark.parametrize("settings", [{"muted": "week,day"}, {"active": False}, {"reply_platform": ""}])
async def test_who_wants_none_gets_none(desk: Desk, settings: dict[str, str | bool]) -> None:
    await desk.store.write(lambda uow: uow.users.update(desk.user.id, settings))
    assert await sent_at(desk, MORNING, Chats()) == []


async def test_a_day_with_nothing_in_it_is_no_message(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store)
    await desk.store.write(lambda uow: follow(uow, desk.user, NOW))
    assert await sent_at(desk, MORNING, Chats()) == []


async def test_two_processes_send_one(store: DatabaseStore) -> None:
    desk = await desk_at(store)
    await desk.store.write(lambda uow: follow(uow, desk.user, NOW))
    await desk.adds(deal(owner_id=desk.user.id))
    clock = HandClock(MORNING)
    for _ in range(2):
        await Sweep(store, clock).run()
    assert (await desk.gets(lambda uow: uow.outbox.counts()))["pending"] == 1


async def waits_for_wednesday(desk: Desk, **settings: str | time) -> None:
    """A reminder of the day, and one of its hour."""
    for at in (date(2026, 3, 11), MORNING):
        command = SetReminder(subject=f"Ring {'Bob' if at == MORNING else 'Cy'}", at=at)
        await desk.does(lambda recorder, command=command: set_reminder(recorder, command))
    if settings:
        await desk.store.write(lambda uow: prefer(Recorder(uow, desk.speaker), **settings))


async def test_reminders_of_the_day_are_told_with_it_and_not_again(desk: Desk) -> None:
    await waits_for_wednesday(desk)
    chats = Chats()
    assert await sent_at(desk, MORNING, chats) == [
        "Good morning Iris · Wed 11 Mar",
        "⏰ Ring Bob · asked on Tue 10 Mar",
    ]
    card = chats.sent[0].effect.content
    assert "✅ Ring Cy" in [button.label for button in card.buttons]
    assert await sent_at(desk, MORNING + HOUR, chats) == []


async def test_so_is_a_series_of_days_and_what_nobody_answered_of_it_the_day_after(desk: Desk) -> None:
    command = SetReminder(subject="Water", at=date(2026, 3, 11), recurrence="FREQ=WEEKLY")
    await desk.does(lambda recorder: set_reminder(recorder, command))
    chats = Chats()
    for day in range(2):
        await sent_at(desk, MORNING + day * DAY, chats)
    assert chats.texts == ["Good morning Iris · Wed 11 Mar", "Good morning Iris · Thu 12 Mar"]
    first, second = (" ".join(sent.effect.content.lines) for sent in chats.sent)
    assert "✅ Water" in first
    assert "Water (since yesterday)" in second


async def test_they_come_with_it_at_the_hour_of_ones_own(desk: Desk) -> None:
    await waits_for_wednesday(desk, digest_time=time(7, 30))
    chats = Chats()
    assert await sent_at(desk, MORNING - HOUR, chats) == ["Good morning Iris · Wed 11 Mar"]
    assert await sent_at(desk, MORNING, chats) == ["⏰ Ring Bob · asked on Tue 10 Mar"]


async def test_without_my_day_they_come_on_their_own(desk: Desk) -> None:
    await waits_for_wednesday(desk, muted="day", digest_time=time(7, 30))
    chats = Chats()
    assert await sent_at(desk, MORNING - HOUR, chats) == []
    assert sorted(await sent_at(desk, MORNING, chats)) == [
        "⏰ Ring Bob · asked on Tue 10 Mar",
        "⏰ Ring Cy · asked on Tue 10 Mar",
    ]


async def test_where_my_day_is_refused_its_reminders_go_to_another_chat(desk: Desk) -> None:
    await waits_for_wednesday(desk)
    await desk.store.write(lambda uow: uow.users.link(desk.user.id, "slack", "U1", NOW))
    refused = Chats(fails=lambda text: PermanentDelivery("blocked") if text.startswith("Good") else None)
    assert await sent_at(desk, MORNING, refused) == ["⏰ Ring Bob · asked on Tue 10 Mar"]
    (row,) = await desk.store.claim(
        lambda uow: uow.outbox.claim("v", MORNING, timedelta(minutes=1), 9, platforms=["slack"])
    )
    ring = await desk.gets(lambda uow: uow.reminders.get(row.reminder_id or ""))
    assert ring is not None
    assert (ring.subject, row.address.chat) == ("Ring Cy", "U1")


async def shown(desk: Desk, now: datetime = MORNING) -> Card:
    row = OutboxRow(id="r", user_id=desk.user.id, address=ADDRESS, effect=None, unasked="day", due_at=now)
    card = await desk.gets(lambda uow: day_card(uow, row, now))
    assert card is not None
    return card


def lines(card: Card) -> list[str]:
    return [line.replace(BOLD_ON, "").replace(BOLD_OFF, "") for line in card.lines]


async def test_all_of_it_stands_in_eight_lines(desk: Desk) -> None:
    mine = {"owner_id": desk.user.id}
    today = date(2026, 3, 11)
    await desk.adds(
        *(task(f"Late {n}", due_at=MORNING - n * DAY, **mine) for n in (1, 2, 3)),
        *(task(f"Errand {n}", due_at=MORNING, date_only=True, **mine) for n in range(5)),
        *(
            activity(
                kind="meeting", status="planned", happened_at=MORNING + n * HOUR, contact_name=f"Guest {n}", **mine
            )
            for n in range(1, 6)
        ),
        task("The answer of Ada", status="pending_input", due_at=MORNING, date_only=True, **mine),
        *(deal(f"Sale {n}", close_date=today, **mine) for n in range(4)),
    )
    card = await shown(desk)
    assert lines(card) == [
        "⚠️ 3 overdue: Late 3 (since Sun 8 Mar) · Late 2 (since Mon 9 Mar) · +1",
        "10:00 📅 Guest 1 · 10:00 ✅ Ring Ada · 11:00 📅 Guest 2 · 12:00 📅 Guest 3 · +2",
        "✅ Errand 0 · Errand 1 · Errand 2 · +2",
        "💰 Closing this week: Sale 0 (11 Mar) · Sale 1 (11 Mar) · Sale 2 (11 Mar) · +1",
        "🚩 No next step: Sale 0 · Sale 1 · Sale 2 · +1",
        "Waiting for: The answer of Ada",
    ]
    assert [button.label for button in card.buttons] == [
        "✅ Late 3",
        "✅ Late 2",
        "✅ Late 1",
        "Follow up Sale 0 on 12 Mar",
        "Follow up Sale 1 on 12 Mar",
        "Follow up Sale 2 on 12 Mar",
        "The whole day",
        "Stop these",
    ]


async def test_nobody_is_told_what_they_may_not_see(desk: Desk) -> None:
    await desk.adds(deal("Sale", owner_id=desk.user.id), deal("Of others", owner_id=None, close_date=date(2026, 3, 12)))
    await desk.store.write(lambda uow: uow.update_workspace({"visibility": "own"}))
    assert "🚩 No next step: Sale" in lines(await shown(desk))
    assert not any("Of others" in line for line in lines(await shown(desk)))


# Four on Friday afternoon.
FRIDAY = datetime(2026, 3, 13, 15, tzinfo=UTC)


async def test_the_week_comes_once_on_its_last_working_day_and_also_after_the_weekend(desk: Desk) -> None:
    chats = Chats()
    await desk.store.write(lambda uow: mute(Recorder(uow, desk.speaker), "day"))
    assert await sent_at(desk, FRIDAY, chats) == []
    await desk.adds(activity(happened_at=NOW, owner_id=desk.user.id))
    assert await sent_at(desk, FRIDAY + 7 * DAY + timedelta(seconds=1), chats) == []
    await desk.adds(activity(happened_at=FRIDAY + 13 * DAY, owner_id=desk.user.id))
    assert await sent_at(desk, FRIDAY + 17 * DAY, chats) == ["The week · 23 Mar – 29 Mar · 1 call"]
    assert await sent_at(desk, FRIDAY + 18 * DAY, chats) == []


async def test_a_manager_hears_that_the_channel_of_the_team_refuses(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store, role="manager")
    await desk.store.write(lambda uow: follow_team(uow, desk.user, Address("console", "sales"), NOW))
    await desk.adds(activity(happened_at=NOW, owner_id=desk.user.id))
    chats = Chats(fails=lambda text: PermanentDelivery("not in channel") if text.startswith("The week, ") else None)
    (told,) = await sent_at(desk, FRIDAY, chats)
    assert told.startswith("The week of the team could not be written to its channel.")
    assert chats.sent[0].address == ADDRESS
