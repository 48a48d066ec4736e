"""Reminders that a chat refuses for good: they go elsewhere, all of a message together, or a manager hears of it."""

from datetime import timedelta

import pytest

from bot.errors import PermanentDelivery
from bot.messages import Delivery
from bot.ports import UnitOfWork
from bot.scheduling.delivery import Deliverer
from bot.scheduling.undelivered import retry
from bot.scheduling.under_way import UnderWay
from storage.database.store import DatabaseStore
from tests.contract.samples import HOUR, reminder, user
from tests.unit.bot.conversation.talk import HandClock
from tests.unit.bot.crm.desk import NOW, Desk, desk_at
from tests.unit.bot.scheduling.chats import Chats, text_of

BOSS = user(name="Lena Ortiz", role="manager", reply_platform="telegram", reply_chat="7")


def refused(_text: str) -> Exception:
    return PermanentDelivery("account_inactive")


@pytest.fixture
async def desk(sqlite_store: DatabaseStore) -> Desk:
    """Somebody in Slack and Telegram, of whom Slack wants to know nothing."""
    desk = await desk_at(sqlite_store, reply_platform="slack", reply_chat="U1", name="Iris Keller")

    def join(uow: UnitOfWork) -> None:
        uow.users.add(BOSS)
        uow.users.link(desk.user.id, "telegram", "42", NOW)
        uow.users.link(desk.user.id, "slack", "U1", NOW + HOUR)
        uow.processes.beat("p", ["slack", "telegram"], NOW)

    await desk.store.write(join)
    return desk


async def run_all(deliverer: Deliverer) -> None:
    for platform in deliverer.platforms:
        await deliverer.run(platform)


async def delivered(
    desk: Desk, *subjects: str, late: timedelta = timedelta(), fails: tuple[str, ...]
) -> list[Delivery]:
    """What arrived in all chats of reminders with these subjects; the platforms that fail refuse everything."""
    rings = [reminder(desk.user.id, subject=subject, due_at=NOW) for subject in subjects]
    await desk.adds(*rings)
    await desk.store.claim(lambda uow: uow.reminders.fire_due(NOW, 99))
    if late:
        await desk.store.write(lambda uow: uow.processes.beat("p", ["slack", "telegram"], NOW + late))
    chats = [
        Chats(platform=platform, fails=refused if platform in fails else lambda _: None)
        for platform in ("slack", "telegram")
    ]
    await run_all(Deliverer(desk.store, chats, HandClock(NOW + late), worker="w", under_way=UnderWay("w", None)))
    return [delivery for chat in chats for delivery in chat.sent]


async def test_it_goes_to_the_other_platform_and_nobody_is_troubled(desk: Desk) -> None:
    (arrived,) = await delivered(desk, "Ring Olga", fails=("slack",))
    assert (text_of(arrived), arrived.address.chat) == ("⏰ Ring Olga · asked on Mon 9 Mar", "42")
    assert await desk.gets(lambda uow: uow.notices.undelivered(9)) == []


async def test_a_message_of_several_goes_there_whole(desk: Desk) -> None:
    subjects = ("Ring Olga", "Ring Paul", "Write to Rehn", "Book a room")
    (arrived,) = await delivered(desk, *subjects, late=HOUR, fails=("slack",))
    assert text_of(arrived) == "⏰ 4 reminders came due while I was offline:"


async def test_where_nothing_is_left_the_manager_is_told_without_the_text(desk: Desk) -> None:
    await desk.store.write(lambda uow: uow.users.link(desk.user.id, "telegram", "blocked", NOW + 2 * HOUR))
    chats = Chats(platform="telegram", fails=lambda text: refused(text) if "Ring" in text else None)
    await desk.adds(reminder(desk.user.id, subject="Ring Olga", due_at=NOW))
    await desk.store.claim(lambda uow: uow.reminders.fire_due(NOW, 99))
    slack = Chats(platform="slack", fails=refused)
    await run_all(Deliverer(desk.store, [slack, chats], HandClock(), worker="w", under_way=UnderWay("w", None)))
    (told,) = chats.sent
    assert told.address.chat == BOSS.reply_chat
    assert text_of(told) == "⚠️ Some reminders of Iris Keller do not arrive: Telegram refuses them."
    (failed,) = await desk.gets(lambda uow: uow.notices.undelivered(9))
    assert failed.reason == "account_inactive"
    # Another one on the same day is listed; the manager knows already.
    await desk.adds(reminder(desk.user.id, subject="Ring Paul", due_at=NOW))
    await desk.store.claim(lambda uow: uow.reminders.fire_due(NOW, 99))
    await run_all(Deliverer(desk.store, [slack, chats], HandClock(), worker="w", under_way=UnderWay("w", None)))
    assert len(chats.sent) == 1
    assert len(await desk.gets(lambda uow: uow.notices.undelivered(9))) == 2


async def test_all_of_a_message_that_arrived_nowhere_are_listed_and_sent_again(desk: Desk) -> None:
    subjects = ("Ring Olga", "Ring Paul", "Write to Rehn", "Book a room")
    chats = [Chats(platform="slack", fails=refused), Chats(platform="telegram", fails=refused)]
    await desk.adds(*(reminder(desk.user.id, subject=subject, due_at=NOW) for subject in subjects))
    await desk.store.claim(lambda uow: uow.reminders.fire_due(NOW, 99))
    clock = HandClock(NOW + HOUR)
    await run_all(Deliverer(desk.store, chats, clock, worker="w", under_way=UnderWay("w", None)))
    assert len(await desk.gets(lambda uow: uow.notices.undelivered(9))) == 4
    assert await desk.store.write(lambda uow: retry(uow, 9, clock.now())) == 4
    chats[0].fails = lambda _: None
    await run_all(Deliverer(desk.store, chats, clock, worker="w", under_way=UnderWay("w", None)))
    assert chats[0].texts == ["⏰ 4 reminders came due while I was offline:"]
    assert await desk.store.write(lambda uow: retry(uow, 9, clock.now())) == 0


async def test_a_platform_that_nobody_serves_gets_it_when_it_is_opened_and_the_manager_hears_of_it(desk: Desk) -> None:
    await desk.store.write(lambda uow: uow.processes.leave("p"))
    arrived = await delivered(desk, "Ring Olga", fails=("slack",))
    assert sorted(delivery.address.chat for delivery in arrived) == ["42", BOSS.reply_chat]


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([{"name": "Other team's", "role": "manager", "team": "South"}], "Other team's"),
        ([{"name": "Own", "role": "manager", "team": "North"}, {"name": "Chief", "role": "admin"}], "Own"),
        ([{"name": "Chief", "role": "admin"}, {"name": "Colleague"}], "Chief"),
        (
            [
                {"name": "Nowhere", "role": "manager", "reply_platform": ""},
                {"name": "Gone", "role": "admin", "active": False},
            ],
            "",
        ),
    ],
)
async def test_who_is_told(sqlite_store: DatabaseStore, others: list[dict[str, object]], told: str) -> None:
    desk = await desk_at(sqlite_store, team="North", reply_platform="slack", reply_chat="U1")
    people = [user(**({"reply_platform": "telegram", "reply_chat": str(each["name"])} | each)) for each in others]

    def join(uow: UnitOfWork) -> None:
        for person in people:
            uow.users.add(person)

    await desk.store.write(join)
    arrived = await delivered(desk, "Ring Olga", fails=("slack",))
    assert [delivery.address.chat for delivery in arrived] == ([told] if told else [])
